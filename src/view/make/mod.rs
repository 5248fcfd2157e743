//! Owns the making of views: from the read-only archive, the plan and the site's words to the plain data of one page. It
//! reads no file and renders nothing, so a view says all that a page depends on but its body (law 1).

mod around;
mod article;
mod calendar;
mod citation;
mod feeds;
mod ground;
mod json_ld;
mod lists;
mod lite;
mod media;
mod prints;
mod rights;

pub use around::Surrounded;
pub use article::ArticleMaker;
pub use ground::{Base, Ground};
pub use prints::{Outline, Sketch};

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use calendar::Blanks;
use ground::Linker;

use super::{Count, Link, Listed, PlainPage, RedirectPage, Shared, VerifyPage, View};
use crate::archive::{Archive, Head, Ix, TermId};
use crate::config::Config;
use crate::hash::Digest;
use crate::hosting;
use crate::model::{CalendarDay, Direction, EXCERPT, Language, Measure, Taxonomy, shortened};
use crate::plan::{Job, Plan};
use crate::route::{OutPath, Route};
use crate::theme::Strings;
use crate::typography;

/// Makes views. It borrows all that it needs, and costs nothing to have.
#[derive(Clone, Copy)]
pub struct Maker<'a> {
    pub(super) config: &'a Config,
    pub(super) archive: &'a Archive,
    pub(super) plan: &'a Plan,
    pub(super) ground: Ground<'a>,
    /// Sizes of images by their output path.
    pub(super) measures: &'a BTreeMap<OutPath, Measure>,
    pub(super) tints: &'a BTreeMap<OutPath, [u8; 3]>,
    /// The style sheet's text, for the one page that carries it inside.
    style: &'a str,
    prepared: &'a Prepared,
}

/// What many pages share, prepared once.
pub struct Prepared {
    base: Base,
    /// Each article as lists show it, without its address: every one stands in a dozen lists.
    cards: Vec<Arc<Shared>>,
    /// [`Head::outside`] of each article, once that was asked: its page and a dozen feeds do.
    outsides: Vec<OnceLock<Digest>>,
    coordinates: Coordinates,
    blanks: Blanks,
    /// What most cells of calendars hold.
    nothing: Count,
}

/// The coordinates of places.
#[derive(Default)]
struct Coordinates {
    of: BTreeMap<TermId, (f64, f64)>,
    /// The articles that give any.
    given: BTreeSet<Ix>,
}

/// What views are made from.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The articles.
    pub archive: &'a Archive,
    /// What exists where.
    pub plan: &'a Plan,
    /// The interface's words.
    pub words: &'a Strings,
    /// Sizes of images by their output path.
    pub measures: &'a BTreeMap<OutPath, Measure>,
    /// The mean colours of pictures by their output path.
    pub tints: &'a BTreeMap<OutPath, [u8; 3]>,
    /// The style sheet's text.
    pub style: &'a str,
    /// What many pages share.
    pub prepared: &'a Prepared,
}

impl Prepared {
    /// Prepares what the pages of an archive share; `logo` is the logo's size, where it is known.
    pub fn new(config: &Config, archive: &Archive, words: &Strings, logo: Option<Measure>) -> Self {
        let heads = archive.articles().iter().chain(archive.pages());
        let languages = heads.map(|head| &head.article.language);
        let base = Base::new(config, words, languages, logo);
        let ground = base.with(words);
        let card = |head: &Arc<Head>| Arc::new(ground.card(head).into());
        let (cards, coordinates) = rayon::join(
            || archive.articles().par_iter().map(card).collect(),
            || Coordinates::of(archive),
        );
        Self {
            outsides: archive.articles().iter().map(|_| OnceLock::new()).collect(),
            coordinates,
            blanks: Blanks::new(&base.manner),
            nothing: base.manner.count(0),
            cards,
            base,
        }
    }

    /// Prepares anew what concerns one article, whose language is the one it had.
    pub fn renew(&mut self, ix: Ix, archive: &Archive, words: &Strings) {
        let card = self.base.with(words).card(archive.get(ix));
        self.cards[ix.at()] = Arc::new(card.into());
        self.outsides[ix.at()] = OnceLock::new();
        let gives = Coordinates::given(archive.get(ix)).next().is_some();
        if gives || self.coordinates.given.contains(&ix) {
            self.coordinates = Coordinates::of(archive);
        }
    }

    /// [`Head::outside`] of an article.
    fn outside(&self, ix: Ix, archive: &Archive) -> Digest {
        *self.outsides[ix.at()].get_or_init(|| archive.get(ix).outside())
    }
}

impl Coordinates {
    /// Those that the oldest article with any gives for each place.
    fn of(archive: &Archive) -> Self {
        let mut all = Self::default();
        for (ix, head) in archive.indexed() {
            for (name, given) in Self::given(head) {
                all.given.insert(ix);
                if let Some(id) = archive.terms().id_of(Taxonomy::Places, name) {
                    all.of.entry(id).or_insert(given);
                }
            }
        }
        all
    }

    /// Those that an article gives.
    fn given(head: &Head) -> impl Iterator<Item = (&str, (f64, f64))> {
        let places = head.article.places.iter();
        places.filter_map(|place| Some((&*place.name, place.latitude.zip(place.longitude)?)))
    }
}

impl<'a> Maker<'a> {
    /// Takes up what pages are made from.
    pub fn new(material: Material<'a>) -> Self {
        let Material {
            config,
            archive,
            plan,
            words,
            measures,
            tints,
            style,
            prepared,
        } = material;
        Self {
            config,
            archive,
            plan,
            ground: prepared.base.with(words),
            measures,
            tints,
            style,
            prepared,
        }
    }

    /// What every page stands on.
    pub fn ground(&self) -> Ground<'a> {
        self.ground
    }

    /// The view of a page of which there are few; none where the job is another.
    fn view(&self, path: &OutPath, job: &Job) -> Option<View> {
        Some(match job {
            Job::Home => View::Home(Box::new(self.home(path))),
            Job::Undated => View::Calendar(Box::new(self.undated(path))),
            Job::Taxonomy(taxonomy) => View::Taxonomy(Box::new(self.taxonomy(path, *taxonomy))),
            Job::NotFound => View::NotFound(Box::new(self.not_found(path))),
            Job::Verify => View::Verify(Box::new(self.verify(path))),
            Job::Redirect(to) => View::Redirect(Box::new(self.redirect(path, to))),
            _ => return None,
        })
    }

    fn not_found(&self, path: &OutPath) -> PlainPage {
        let here = self.ground.linker_everywhere(path);
        let title = self.ground.words.get("not-found", &[]);
        let mut page = self.ground.page(&here, "not-found", title);
        page.policy = hosting::page_policy(&digest_of(self.style));
        // The page stands at no address of its own.
        page.url = String::new();
        page.root = here.to(&Route::Home.path()).replace("index.html", "");
        let years = self.archive.years().iter();
        let link = |(year, _)| {
            let date = CalendarDay {
                year,
                month: None,
                day: None,
            };
            let path = Route::Calendar(date).path();
            self.ground
                .link(&here, &path, self.ground.manner.period(date))
        };
        PlainPage {
            site: self.ground.site(&here),
            page,
            style: self.style.to_owned(),
            years: years.map(link).collect(),
        }
    }

    fn verify(&self, path: &OutPath) -> VerifyPage {
        let here = self.ground.linker(path);
        let mut page =
            self.ground
                .page(&here, "verify", self.ground.words.get("verify-title", &[]));
        page.breadcrumbs = vec![self.ground.home_link(&here)];
        VerifyPage {
            site: self.ground.site(&here),
            page,
            key: self.config.publish.key.clone().unwrap_or_default(),
        }
    }

    fn redirect(&self, path: &OutPath, to: &OutPath) -> RedirectPage {
        let here = self.ground.linker(path);
        let mut page = self
            .ground
            .page(&here, "redirect", self.ground.words.get("moved", &[]));
        page.url = self.ground.absolute(to);
        RedirectPage {
            site: self.ground.site(&here),
            page,
            target: Link {
                label: self.headline_at(to).unwrap_or_else(|| to.to_string()),
                url: here.to(to),
                current: false,
            },
        }
    }

    /// The headline of the article or page at a path.
    fn headline_at(&self, path: &OutPath) -> Option<String> {
        let article = match self.plan.jobs.get(path)? {
            Job::Article(ix) => &self.archive.get(*ix).article,
            Job::Page(at) => &self.archive.pages()[*at].article,
            _ => return None,
        };
        Some(typography::apply(&article.headline, &article.language).into_owned())
    }

    /// An article in a list.
    fn card(&self, here: &Linker<'_>, ix: Ix) -> Listed {
        Listed::new(
            &self.prepared.cards[ix.at()],
            here.to(self.plan.article(ix)),
        )
    }

    fn cards(&self, here: &Linker<'_>, newest_first: impl Iterator<Item = Ix>) -> Vec<Listed> {
        newest_first.map(|ix| self.card(here, ix)).collect()
    }

    pub(super) fn count(&self, count: usize) -> Count {
        match count {
            0 => self.prepared.nothing.clone(),
            _ => self.ground.manner.count(count),
        }
    }
}

/// The standfirst, or the first words, at most 300 characters; nothing of what was retracted.
pub(super) fn summary(head: &Head) -> String {
    if head.article.is_retracted() {
        return String::new();
    }
    shortened(head.lead(), EXCERPT)
}

/// How a policy names a style that stands within the page.
fn digest_of(style: &str) -> String {
    use sha2::Digest as _;
    base64(&sha2::Sha256::digest(style.as_bytes()))
}

/// Base 64 of RFC 4648, which the policy's hashes are written in.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let at = |place: usize| u32::from(group.get(place).copied().unwrap_or_default());
        let bits = at(0) << 16 | at(1) << 8 | at(2);
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place)) as usize & 63];
            text.push(if place <= group.len() {
                letter as char
            } else {
                '='
            });
        }
    }
    text
}

/// The direction of a text whose language is not known: that of its first strong letter.
pub(super) fn direction_of(text: &str, otherwise: Direction) -> Direction {
    let strong = text.chars().find(|c| c.is_alphabetic());
    match strong {
        Some('\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}') => {
            Direction::Rtl
        }
        Some(_) => Direction::Ltr,
        None => otherwise,
    }
}

/// A digest of what every view shares and none contains, for the fingerprints.
pub fn shared_digest(language: &Language, timezone: chrono_tz::Tz) -> Digest {
    crate::hash::Fingerprint::new()
        .bytes(crate::BUILD.as_bytes())
        .bytes(language.as_str().as_bytes())
        .bytes(timezone.name().as_bytes())
        .finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base_64_is_that_of_the_rfc() {
        for (text, encoded) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
        ] {
            assert_eq!(base64(text.as_bytes()), encoded);
        }
    }

    #[test]
    fn the_first_strong_letter_gives_the_direction() {
        assert_eq!(direction_of("« الموصل »", Direction::Ltr), Direction::Rtl);
        assert_eq!(direction_of("2017", Direction::Rtl), Direction::Rtl);
        assert_eq!(direction_of("Irak", Direction::Rtl), Direction::Ltr);
    }
}
