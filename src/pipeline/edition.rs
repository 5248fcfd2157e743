//! Owns an edition: all that the files of a site are made from, complete before the first of them is (law 1). Nothing in the public's
//! is for anybody else, save the articles that the search for leaks looks for.

mod warm;

pub use warm::Taken;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::facts::Facts;
use super::gate::{self, Clock, Reader};
use super::pages::{Kind, Renderer, faults_of};
use super::site::{Memories, Site};
use super::timings::{Stage, Timings};
use super::{Failure, Progress, Silence, locate};
use crate::archive::{Archive, Head, unique};
use crate::config::Config;
use crate::diag::Diagnostics;
use crate::hash::Digest;
use crate::model::{Measure, Withheld};
use crate::plan::{Files, Job, Names, Plan};
use crate::route::OutPath;
use crate::theme::SHEET;
use crate::view::{Maker, Material, Prepared};

/// All that the files of a site are made from.
pub struct Edition {
    site: Site,
    archive: Archive,
    plan: Plan,
    names: Names,
    facts: Facts,
    measures: BTreeMap<OutPath, Measure>,
    tints: BTreeMap<OutPath, [u8; 3]>,
    style: String,
    prepared: Prepared,
    withheld: Vec<Withheld<Arc<Head>>>,
    next_embargo: Option<i64>,
    said: Diagnostics,
    reader: Reader,
}

impl Edition {
    /// Loads a site and folds it into its edition at a time. `said` are the faults so far.
    ///
    /// # Errors
    /// Faults that leave no site to be made, all that could be told, or the disk.
    pub fn make(
        config: Config,
        said: Diagnostics,
        reader: Reader,
        clock: Clock,
        memories: &mut Memories,
        timings: &Timings,
    ) -> Result<Self, Failure> {
        Self::make_heard(config, said, reader, clock, memories, timings, &Silence)
    }

    /// The same, for somebody who waits: photographs that are new take long.
    ///
    /// # Errors
    /// As [`Edition::make`].
    pub fn make_heard(
        config: Config,
        mut said: Diagnostics,
        reader: Reader,
        clock: Clock,
        memories: &mut Memories,
        timings: &Timings,
        progress: &dyn Progress,
    ) -> Result<Self, Failure> {
        let (site, loaded, faults) = Site::load(config, clock.started(), memories, timings)?;
        said.append(faults);
        let (gated, archive) = timings.time(Stage::Fold, || {
            let mut gated = gate::admit(loaded, clock, reader);
            said.append(std::mem::take(&mut gated.faults));
            let public = std::mem::take(&mut gated.public);
            let (heads, doubles) = unique(public, site.config.content.compat);
            said.append(doubles);
            let (archive, doubts) = Archive::new(heads, site.config.content.slugs);
            said.append(doubts);
            (gated, archive)
        });
        let files = Files {
            content: &site.beside(),
            statics: &site.statics(),
        };
        let (mut plan, names, clashes) = timings.time(Stage::Plan, || {
            Plan::with_names(&archive, &site.config, files)
        });
        said.append(clashes);
        let mut facts = timings.time(Stage::Media, || site.examine(&plan, memories, &mut said))?;
        // Hours of work are not begun for a site that cannot be built.
        if said.errors() == 0 {
            timings.time(Stage::Pictures, || {
                site.size_pictures(&mut plan, &mut facts, memories, &mut said, progress)
            })?;
        }
        if said.errors() > 0 {
            return Err(Failure::Faults(locate::places(said, &site).sorted()));
        }
        let measures = facts.measures();
        let logo = site.logo_of(&measures);
        Ok(Self {
            tints: facts.tints(),
            style: site.style(),
            reader,
            prepared: Prepared::new(&site.config, &archive, site.theme.strings(), logo),
            measures,
            said: locate::places(said, &site).sorted(),
            withheld: gated.withheld,
            next_embargo: gated.next_embargo,
            site,
            archive,
            plan,
            names,
            facts,
        })
    }

    /// What makes its files.
    pub fn renderer(&self) -> Renderer<'_> {
        let maker = Maker::new(Material {
            config: &self.site.config,
            archive: &self.archive,
            plan: &self.plan,
            words: self.site.theme.strings(),
            measures: &self.measures,
            tints: &self.tints,
            style: &self.style,
            prepared: &self.prepared,
        });
        Renderer::new(&self.site, &self.plan, &self.facts, maker)
    }

    /// The files that are copied as they are, each with the digest of its original.
    pub fn copied(&self) -> BTreeMap<&str, Digest> {
        let mut copied = self.facts.digests();
        // The sheet is more than its file: what `site.toml` states of the look is in it.
        copied.insert(SHEET, Digest::of(self.style.as_bytes()));
        copied
    }

    /// Makes a page of each kind, and says what went wrong: a template's fault strikes all of a kind, most often.
    ///
    /// # Errors
    /// Faults of templates, or the disk.
    pub fn try_samples(&self) -> Result<(), Failure> {
        let kind = |job: &Job| {
            let retracted =
                matches!(job, Job::Article(ix) if self.archive.get(*ix).article.is_retracted());
            (std::mem::discriminant(job), retracted)
        };
        let mut known = Vec::new();
        let mut samples = self.plan.jobs.iter().filter(|(_, job)| {
            let own = kind(job);
            let new = !known.contains(&own);
            if new {
                known.push(own);
            }
            new
        });
        let renderer = self.renderer();
        let troubles = samples.by_ref().filter_map(|(path, job)| {
            let piece = renderer.piece(path, job)?;
            (piece.kind == Kind::Page).then(|| piece.make().err())?
        });
        faults_of(troubles.collect()).map_or(Ok(()), Err)
    }

    /// The size of the logo, where there is one and its size is known.
    pub(super) fn logo(&self) -> Option<Measure> {
        self.site.logo_of(&self.measures)
    }

    /// The site.
    pub fn site(&self) -> &Site {
        &self.site
    }

    /// Its public articles.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// Its files.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// The articles that are not public, closed in.
    pub fn withheld(&self) -> &[Withheld<Arc<Head>>] {
        &self.withheld
    }

    /// When the next embargo ends, in seconds since 1970.
    pub fn next_embargo(&self) -> Option<i64> {
        self.next_embargo
    }

    /// The faults that stop nothing, sorted, each with its place.
    pub fn faults(&self) -> &Diagnostics {
        &self.said
    }
}
