//! Owns the shortest way of a build that has something to do: where texts alone were written to since the last run, and no other page can
//! tell, their pages are made again from what was kept of them, and nothing else is read. Whatever is in doubt is left to a whole run; the
//! result is the same, only the cost is another.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::Summary;
use super::desk::Desk;
use super::gate::Clock;
use super::kept::Kept;
use super::known::{Known, Standing};
use super::site::{Memories, rules_of, theme_files};
use crate::archive::Head;
use crate::config::Config;
use crate::diag::{Diagnostics, WorldError};
use crate::hash::Digest;
use crate::model::Measure;
use crate::output::{Door, Renewed};
use crate::render::templates::Theme;
use crate::route::OutPath;
use crate::source::{self, Discovered, Loaded, Loader, Reread, SourceFile};
use crate::view::{Around, Base, Ground, Outline, Shared};

/// Pages made again, and what stands of the last run.
pub(super) struct Amendment {
    pages: Vec<Page>,
    pub(super) warnings: Diagnostics,
    pub(super) summary: Summary,
    pub(super) logo: Option<Measure>,
}

struct Page {
    path: OutPath,
    print: Digest,
    bytes: Vec<u8>,
}

impl Amendment {
    /// The pages of the texts that were written to, if these alone have to be made.
    pub(super) fn find(config: &Config, known: &Known, clock: Clock) -> Option<Self> {
        // What a page weighs, and what is packed beside it, is for a whole run to say.
        if !config.hosting.compress.is_empty() || config.edition.budget().is_some() {
            return None;
        }
        let Standing {
            written,
            warnings,
            summary,
            logo,
        } = known.standing()?;
        let names = written.iter().map(|text| source::name_of(&text.path));
        let names: Vec<String> = names.collect::<Option<_>>()?;
        let kept = Kept::of(config, known.keep_key(), &names)?;
        // What was said of a text may have to be said otherwise.
        if names.iter().any(|name| is_spoken_of(warnings, name)) {
            return None;
        }
        let files = written.into_iter().zip(&kept).map(|(text, kept)| {
            let beside = |name| text.disk.with_file_name(name);
            SourceFile {
                sidecar: kept.sidecar.as_ref().map(beside),
                disk: text.disk,
            }
        });
        let found = Discovered {
            sources: names.iter().cloned().zip(files).collect(),
            files: BTreeMap::new(),
        };
        let (rules, _) = rules_of(config);
        let loader = Loader {
            found: &found,
            rules: &rules,
            now: clock.started,
        };
        let heads = names.iter().zip(&kept).map(|(name, kept)| {
            let loaded = loader.read(name).ok()?;
            let head = loaded.and_then(Loaded::sound_head)?;
            (head.outside() == kept.outside).then_some(head)
        });
        let heads: Vec<Arc<Head>> = heads.collect::<Option<_>>()?;

        let mut said = Diagnostics::new();
        let files = theme_files(config, &mut said).ok()?;
        let theme = Theme::load(&config.language, &files).ok()?;
        let languages = heads.iter().map(|head| &head.article.language);
        let base = Base::new(config, theme.strings(), languages, logo);
        let ground = base.with(theme.strings());
        let reread = Reread {
            found: &found,
            rules: &rules,
        };
        let desk = Desk::new(config, &theme, ground, reread);
        let near = kept.iter().flat_map(|kept| kept.around.near());
        let near = Memories::of(config, near.map(|near| &*near.source));
        let pages = heads.iter().zip(&kept).map(|(head, kept)| {
            let cards = cards(ground, &kept.around, |source| near.get(source)?.head())?;
            let bytes = desk.page(head, &kept.around, &cards).ok()?;
            Some(Page {
                path: kept.around.path.clone(),
                print: desk.print(Outline {
                    head,
                    outside: kept.outside,
                    around: kept.print,
                }),
                bytes,
            })
        });
        Some(Self {
            pages: pages.collect::<Option<_>>()?,
            warnings: warnings.clone(),
            summary: summary.clone(),
            logo,
        })
    }

    /// Puts the pages in the place of those that are there, and says which of them had other bytes. None where that cannot be done; then
    /// nothing was written.
    ///
    /// # Errors
    /// Where the disk refuses.
    pub(super) fn put(&self, door: &Door) -> Result<Option<Vec<String>>, WorldError> {
        let pages = self.pages.iter().map(|page| Renewed {
            path: page.path.as_str(),
            fingerprint: page.print,
            bytes: &page.bytes,
        });
        door.renew(&pages.collect::<Vec<_>>())
    }
}

/// The cards that stand on a page; none where one of them is not the one that stood there.
fn cards<'h>(
    ground: Ground<'_>,
    around: &Around,
    head: impl Fn(&str) -> Option<&'h Arc<Head>>,
) -> Option<Vec<Arc<Shared>>> {
    let cards = around.near().map(|near| {
        let card = Shared::from(ground.card(head(&near.source)?));
        (card.print() == near.card).then(|| Arc::new(card))
    });
    cards.collect()
}

/// Whether anything was said of a source.
fn is_spoken_of(said: &Diagnostics, source: &str) -> bool {
    let shown = format!("content/{source}");
    said.iter().any(|fault| fault.is_at(&shown))
}
