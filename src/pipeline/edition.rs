//! Owns an edition: all that the files of a site are made from, complete before the first of them is (law 1). Nothing in it is for
//! anybody but the public, save the articles that the search for leaks looks for.

use std::collections::BTreeMap;

use super::gate::{self, Clock};
use super::pages::Renderer;
use super::site::{Facts, Memories, Site};
use super::{Failure, locate};
use crate::archive::{Archive, Head, unique};
use crate::diag::Diagnostics;
use crate::model::{Measure, Withheld};
use crate::plan::{Files, Plan};
use crate::route::OutPath;
use crate::source::Loaded;
use crate::view::{Maker, Material, Prepared};

/// All that the files of a site are made from.
pub struct Edition {
    site: Site,
    archive: Archive,
    plan: Plan,
    facts: Facts,
    measures: BTreeMap<OutPath, Measure>,
    style: String,
    prepared: Prepared,
    withheld: Vec<Withheld<Head>>,
    next_embargo: Option<i64>,
    said: Diagnostics,
}

impl Edition {
    /// Folds what was loaded of a site into its edition at a time. `said` are the faults so far.
    ///
    /// # Errors
    /// Faults that leave no site to be made, all that could be told, or the disk.
    pub fn make(
        site: Site,
        loaded: BTreeMap<String, Loaded>,
        mut said: Diagnostics,
        clock: Clock,
        memories: &mut Memories,
    ) -> Result<Self, Failure> {
        let gated = gate::admit(loaded, clock);
        said.append(gated.faults);
        let (heads, doubles) = unique(gated.public, site.config.content.compat);
        said.append(doubles);
        let (archive, doubts) = Archive::new(heads, site.config.content.slugs);
        said.append(doubts);
        let files = Files {
            content: &site.beside(),
            statics: &site.statics(),
        };
        let (plan, clashes) = Plan::new(&archive, &site.config, files);
        said.append(clashes);
        let facts = site.examine(&plan, memories, &mut said)?;
        if said.errors() > 0 {
            return Err(Failure::Faults(locate::places(said, &site).sorted()));
        }
        Ok(Self {
            measures: facts.measures(),
            style: site.style(),
            prepared: Prepared::new(&site.config, &archive, site.theme.strings()),
            said: locate::places(said, &site).sorted(),
            withheld: gated.withheld,
            next_embargo: gated.next_embargo,
            site,
            archive,
            plan,
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
            style: &self.style,
            prepared: &self.prepared,
        });
        Renderer::new(&self.site, &self.archive, &self.plan, &self.facts, maker)
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
    pub fn withheld(&self) -> &[Withheld<Head>] {
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
