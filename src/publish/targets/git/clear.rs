//! Owns what a push may not replace unasked: other work on the branch, its history, and files that were put there by hand.

use std::collections::BTreeSet;

use super::tip::Tip;
use super::{Git, NO_JEKYLL};
use crate::diag::{Code, Diagnostic};
use crate::output::is_own;
use crate::publish::plan::What;
use crate::publish::target::Work;
use crate::publish::trouble::Trouble;

/// How many paths a message names.
const NAMED: usize = 5;

impl Git<'_> {
    /// Refuses to replace a branch that is not ours, a history, or a file that lies where one of ours would go.
    pub(super) fn refuse_strangers(&mut self, work: &Work<'_>, adopt: bool) -> Result<(), Trouble> {
        let Some(tip) = self.tip.clone().filter(|_| !adopt) else {
            return Ok(());
        };
        let branch = format!(
            "the branch `{}` of {}",
            self.settings.branch,
            self.shown().display()
        );
        if work.there.manifest.is_none() {
            return Err(self
                .foreign(
                    format!("{branch} holds something else than a site of depeche's"),
                    "publishing would replace it and its history by one commit",
                    "choose another branch; or, if it may be replaced, take it over with `--adopt`: its other files stay, its history goes",
                )
                .into());
        }
        if tip.parents {
            return Err(self
                .foreign(
                    format!("{branch} has commits that are not depeche's"),
                    "publishing would replace their history by one commit",
                    "keep that history elsewhere; or, if it may go, take the branch over with `--adopt`: its other files stay",
                )
                .into());
        }
        let strangers = self.strangers(work, &tip)?;
        let Some(first) = strangers.first() else {
            return Ok(());
        };
        let named: Vec<String> = strangers
            .iter()
            .take(NAMED)
            .map(|path| format!("`{path}`"))
            .collect();
        let message = match strangers.len() {
            1 => format!("{branch} has a file that is not ours where `{first}` would go"),
            many => {
                format!("{branch} has files that are not ours where {many} of the site would go")
            }
        };
        let note = format!("in the way of: {}", named.join(", "));
        let help = "move them away, or let them be overwritten with `--adopt`";
        Err(self.foreign(message, &note, help).into())
    }

    /// Paths that the plan would add where something lies that is not ours.
    fn strangers(&mut self, work: &Work<'_>, tip: &Tip) -> Result<Vec<String>, Trouble> {
        let place = self.git.repository.clone();
        let files = tip.files(&mut self.git);
        let files = files.map_err(|fault| Trouble::world("list the tree in", place, fault))?;
        let ours = |path: &str| {
            let manifest = work.there.manifest.as_ref();
            is_own(path)
                || path == NO_JEKYLL
                || (path == "CNAME" && tip.cname.is_some())
                || manifest.is_some_and(|manifest| manifest.get(path).is_some())
        };
        let foreign: BTreeSet<&str> = files
            .iter()
            .map(String::as_str)
            .filter(|path| !ours(path))
            .collect();
        let in_the_way = |path: &str| {
            let within = format!("{path}/");
            let below = foreign.range(within.as_str()..).next();
            let mut above = path.match_indices('/').map(|(at, _)| &path[..at]);
            foreign.contains(path)
                || below.is_some_and(|below| below.starts_with(&within))
                || above.any(|folder| foreign.contains(folder))
        };
        let added = work.plan.changes.iter();
        let added = added.filter(|change| change.what == What::Add && !is_own(&change.path));
        Ok(added
            .map(|change| change.path.clone())
            .filter(|path| in_the_way(path))
            .collect())
    }

    fn foreign(&self, message: String, note: &str, help: &str) -> Diagnostic {
        Diagnostic::new(Code::PublishForeign, message)
            .note(note)
            .note("nothing was published")
            .help(help)
    }
}
