//! Owns the keeping of an edition current while files change: what can be taken up into it, and what asks for another. The result is
//! that of making it anew; only the cost is another.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::Edition;
use crate::archive::{Found, Head};
use crate::pipeline::Failure;
use crate::pipeline::gate::{Clock, Reader};
use crate::pipeline::sheet;
use crate::pipeline::site::{Memories, Touched};
use crate::plan::Job;
use crate::route::{OutPath, Route};
use crate::source::Loaded;
use crate::view::Prepared;

/// What became of changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// They are none to the site.
    Nothing,
    /// The edition is that of the files as they are now.
    Up,
    /// It is that of the files before: more depends on what changed, and another has to be made.
    Not,
}

impl Edition {
    /// Takes up changed files: texts of articles, templates, strings, and files that are copied.
    ///
    /// # Errors
    /// Faults in templates and strings, or the disk; the edition is still a good one.
    pub fn take_up(
        &mut self,
        touched: &BTreeSet<PathBuf>,
        clock: Clock,
        memories: &mut Memories,
    ) -> Result<Taken, Failure> {
        let mut theme = false;
        let mut all = Taken::Nothing;
        for path in touched {
            let taken = match self.site.touched(path) {
                Touched::Nothing => continue,
                Touched::More => Taken::Not,
                Touched::Theme => {
                    theme = true;
                    Taken::Up
                }
                Touched::Sources(names) => self.take_sources(&names, clock, memories)?,
                Touched::File(file) => self.take_file(path, &file, clock, memories)?,
            };
            if taken == Taken::Not {
                return Ok(Taken::Not);
            }
            all = Taken::Up;
        }
        match theme {
            true => self.take_theme(),
            false => Ok(all),
        }
    }

    fn take_sources(
        &mut self,
        names: &[String],
        clock: Clock,
        memories: &mut Memories,
    ) -> Result<Taken, Failure> {
        for name in names {
            // What was said of a file says its lines: it is said again with the rest.
            let shown = format!("content/{name}");
            if self.said.iter().any(|fault| fault.is_at(&shown)) {
                return Ok(Taken::Not);
            }
            let reloaded = self.site.reload(name, clock.started(), memories);
            let head = reloaded
                .map_err(Failure::World)?
                .and_then(Loaded::sound_head);
            if !head.is_some_and(|head| self.take_head(name, head, clock)) {
                return Ok(Taken::Not);
            }
        }
        Ok(Taken::Up)
    }

    /// Takes the head of a source if it stands where the one before it does, and nothing else of the plan changes with it.
    fn take_head(&mut self, source: &str, head: Arc<Head>, clock: Clock) -> bool {
        let is_of = |known: &Head| known.article.origin.path == source;
        let path = Route::of(&head.article).path();
        let place = match self.plan.jobs.get(&path) {
            Some(&Job::Article(ix)) if is_of(self.archive.get(ix)) => Some(Found::Article(ix)),
            Some(&Job::Page(at)) if is_of(&self.archive.pages()[at]) => Some(Found::Page(at)),
            _ => None,
        };
        let Some(place) = place else {
            // Nobody is shown a word of what is not public and was not before, so nothing changes.
            let mut all = self.archive.articles().iter().chain(self.archive.pages());
            let is_shown =
                self.reader == Reader::Author || head.article.visibility.is_public(clock.now);
            return !is_shown && !all.any(|known| is_of(known));
        };
        let known = self.archive.at(place);
        let moved_within =
            known.summary.anchors != head.summary.anchors && self.plan.leads_within(&path);
        if moved_within || !known.stands_as(&head) || !self.rename(place, &head) {
            return false;
        }
        let before = self.archive.exchange(place, head);
        // With the new head in its place: a text may lead into itself.
        let settled = self
            .plan
            .settle_again(&self.archive, &self.names, &before, place);
        if !settled {
            self.rename(place, &before);
            self.archive.exchange(place, before);
            return false;
        }
        if let Found::Article(ix) = place {
            let words = self.site.theme.strings();
            self.prepared.renew(ix, &self.archive, words);
        }
        true
    }

    /// Takes the words by which links may call an article; a page is called by none.
    fn rename(&mut self, place: Found, head: &Head) -> bool {
        match place {
            Found::Article(ix) => self.names.rename(&self.archive, ix, head),
            Found::Page(_) => true,
        }
    }

    fn take_file(
        &mut self,
        disk: &Path,
        file: &OutPath,
        clock: Clock,
        memories: &mut Memories,
    ) -> Result<Taken, Failure> {
        if !disk.exists() {
            return Ok(Taken::Not);
        }
        if !self.plan.jobs.contains_key(file) {
            return Ok(Taken::Up);
        }
        let same = self.facts.renew(file, clock.started(), memories.media());
        if !same.map_err(Failure::World)? {
            return Ok(Taken::Not);
        }
        if sheet::is_sheet(file.as_str()) || sheet::is_custom(file.as_str()) {
            self.style = self.site.style();
        }
        Ok(Taken::Up)
    }

    fn take_theme(&mut self) -> Result<Taken, Failure> {
        let Some(theme) = self.site.theme_now()? else {
            return Ok(Taken::Not);
        };
        let words = theme.strings();
        let logo = self.site.logo_of(&self.measures);
        let prepared = Prepared::new(&self.site.config, &self.archive, words, logo);
        let before = (
            std::mem::replace(&mut self.site.theme, theme),
            std::mem::replace(&mut self.prepared, prepared),
        );
        if let Err(failure) = self.try_samples() {
            (self.site.theme, self.prepared) = before;
            return Err(failure);
        }
        Ok(Taken::Up)
    }
}
