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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Style, render};
    use crate::hash::Sum;
    use crate::publish::plan::{Change, Phase, What};

    fn plan(there: usize, here: usize, gone: usize) -> Plan {
        Plan {
            target: "here".into(),
            from: None,
            to: Sum::of(b""),
            changes: Vec::new(),
            articles_there: there,
            articles_here: here,
            articles_removed: gone,
        }
    }

    fn told(plan: &Plan, removals: Option<usize>, reinstate: bool) -> Option<String> {
        let consent = Consent {
            removals,
            reinstate,
        };
        match check(plan, &consent) {
            Ok(()) => None,
            Err(Trouble::Refused(fault)) => Some(render(&fault, Style::PLAIN)),
            Err(Trouble::World(fault)) => panic!("{fault}"),
        }
    }

    #[test]
    fn more_than_twenty_and_more_than_five_in_a_hundred_must_be_agreed_to() {
        for (there, gone, fine) in [
            (100, 20, true),
            (100, 21, false),
            (420, 21, true),
            (419, 21, false),
            (10_000, 500, true),
            (10_000, 501, false),
        ] {
            let plan = plan(there, there - gone, gone);
            assert_eq!(
                told(&plan, None, false).is_none(),
                fine,
                "{gone} of {there}"
            );
            assert_eq!(told(&plan, Some(gone), false), None);
        }
        assert_eq!(
            told(&plan(100, 79, 21), Some(20), false).as_deref(),
            Some(
                "error[publish/removals]: 21 of the 100 articles at `here` would be removed\n  \
                 = note: a folder that is not mounted, or a setting that withholds, looks the same\n  \
                 = help: if that is what you want, say so: `--allow-removals 21`\n"
            )
        );
    }

    #[test]
    fn a_site_without_articles_does_not_replace_one_that_has_some() {
        assert_eq!(
            told(&plan(3, 0, 3), None, false).as_deref(),
            Some(
                "error[publish/empty]: the site has no article any more, and `here` has 3\n  \
                 = help: if that is what you want, say so: `--allow-removals 3`\n"
            )
        );
        assert_eq!(told(&plan(3, 0, 3), Some(3), false), None);
        assert_eq!(told(&plan(0, 0, 0), None, false), None, "a new archive");
    }

    #[test]
    fn what_was_taken_down_comes_back_only_when_somebody_says_so() {
        let mut plan = plan(3, 4, 0);
        plan.changes.push(Change {
            phase: Phase::Pages,
            what: What::Add,
            path: "2017/10/26/witness.html".into(),
            bytes: None,
            reason: Reason::Back,
        });
        assert_eq!(
            told(&plan, None, false).as_deref(),
            Some(
                "error[publish/taken-down]: `2017/10/26/witness.html` was taken down from `here`, and would come back\n  \
                 = note: taken down before: `2017/10/26/witness.html`\n  \
                 = help: withhold it again; or, if it may be seen again, say so: `--reinstate`\n"
            )
        );
        assert_eq!(told(&plan, None, true), None);
    }
}
