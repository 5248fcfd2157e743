//! Owns what a plan may not do unless the archivist said so: empty a site, shrink it far, bring back what was taken down.

use super::plan::{Plan, Reason};
use super::trouble::Trouble;
use crate::diag::{Code, Diagnostic};

/// Removals that nobody need confirm: so many articles, or so many in a hundred.
const FEW: usize = 20;
const PERCENT: usize = 5;
/// How many paths a message names.
const NAMED: usize = 5;

/// What the archivist agreed to beforehand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Consent {
    /// So many articles may go.
    pub removals: Option<usize>,
    /// What was taken down may come back.
    pub reinstate: bool,
}

/// Refuses what was not agreed to.
///
/// # Errors
/// `publish/empty`, `publish/removals` or `publish/taken-down`.
pub fn check(plan: &Plan, consent: &Consent) -> Result<(), Trouble> {
    let Plan {
        articles_there: there,
        articles_here: here,
        articles_removed: gone,
        ..
    } = *plan;
    let agreed = consent.removals.unwrap_or(0);
    if gone > agreed {
        let help = format!("if that is what you want, say so: `--allow-removals {gone}`");
        if here == 0 {
            let message = format!(
                "the site has no article any more, and `{}` has {there}",
                plan.target
            );
            return Err(Diagnostic::new(Code::PublishEmpty, message)
                .help(help)
                .into());
        }
        if gone > FEW && gone * 100 > there * PERCENT {
            let message = format!(
                "{gone} of the {there} articles at `{}` would be removed",
                plan.target
            );
            return Err(Diagnostic::new(Code::PublishRemovals, message)
                .note("a folder that is not mounted, or a setting that withholds, looks the same")
                .help(help)
                .into());
        }
    }
    let back: Vec<&str> = plan
        .changes
        .iter()
        .filter(|change| change.reason == Reason::Back)
        .map(|change| change.path.as_str())
        .collect();
    if !back.is_empty() && !consent.reinstate {
        let message = match back.as_slice() {
            [one] => format!(
                "`{one}` was taken down from `{}`, and would come back",
                plan.target
            ),
            many => format!(
                "{} files were taken down from `{}`, and would come back",
                many.len(),
                plan.target
            ),
        };
        let named = back.iter().take(NAMED).map(|path| format!("`{path}`"));
        return Err(Diagnostic::new(Code::PublishTakenDown, message)
            .note(format!(
                "taken down before: {}",
                named.collect::<Vec<_>>().join(", ")
            ))
            .help("withhold it again; or, if it may be seen again, say so: `--reinstate`")
            .into());
    }
    Ok(())
}
