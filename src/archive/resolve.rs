//! Owns the way from a link's words to what it means: an article by source path, id, headline or output path, or a page.
//! It sees public articles alone, so a link to any other finds nothing.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Archive, Head, Ix};
use crate::hash::Digest;
use crate::model::Article;
use crate::route::OutPath;

/// What a link leads to within the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// An article.
    Article(Ix),
    /// A page: its place in `Archive::pages`.
    Page(usize),
}

/// Finds articles and pages by any of their names. The names are kept as digests: they stand in the heads already, and are long.
#[derive(Debug)]
pub struct Resolver {
    by_source: HashMap<Digest, Found>,
    by_id: HashMap<Digest, Found>,
    by_headline: HashMap<Digest, Found>,
}

impl Resolver {
    /// Indexes the names of an archive. Where two articles share a headline, the oldest keeps it, so that no new one moves a link.
    pub fn new(archive: &Archive) -> Self {
        let mut resolver = Self {
            by_source: HashMap::new(),
            by_id: HashMap::new(),
            by_headline: HashMap::new(),
        };
        let keys = |head: &Arc<Head>| -> Vec<Digest> {
            let words = words_of(head);
            words.iter().map(|words| key(words)).collect()
        };
        let keys: Vec<_> = archive.articles().par_iter().map(keys).collect();
        for ((ix, head), keys) in archive.indexed().zip(keys) {
            let article = &head.article;
            let found = Found::Article(ix);
            resolver.by_source.insert(key(&article.origin.path), found);
            resolver.by_id.insert(key(article.id.as_str()), found);
            for key in keys {
                resolver.by_headline.entry(key).or_insert(found);
            }
        }
        for (at, head) in archive.pages().iter().enumerate() {
            let found = Found::Page(at);
            let article = &head.article;
            resolver.by_source.insert(key(&article.origin.path), found);
            resolver
                .by_id
                .entry(key(article.id.as_str()))
                .or_insert(found);
        }
        resolver
    }

    /// Takes the words of the headline of another head of an article, in the place of those that it has in the archive. Says whether that
    /// moves no link: no related link is written with the old words or the new. If not, nothing is taken.
    pub fn rename(&mut self, archive: &Archive, ix: Ix, head: &Head) -> bool {
        let (before, after) = (words_of(archive.get(ix)), words_of(head));
        let lost = before.iter().filter(|old| !after.contains(old));
        let won = after.iter().filter(|new| !before.contains(new));
        let moved: Vec<&String> = lost.chain(won).collect();
        let Some(others) = others_called(archive, ix, &moved) else {
            return false;
        };
        for (words, other) in moved.into_iter().zip(others) {
            // Of those that are called the same, the oldest keeps the words.
            let own = after.contains(words).then_some(ix);
            match own.into_iter().chain(other).min() {
                Some(oldest) => self.by_headline.insert(key(words), Found::Article(oldest)),
                None => self.by_headline.remove(&key(words)),
            };
        }
        true
    }

    /// Finds by the path of a source, written in the source at `from` (both from the content folder): relative to it, or
    /// from the content folder where it starts with `/`, `content/` or `@/`.
    pub fn by_source(&self, from: &str, path: &str) -> Option<Found> {
        let rooted = path
            .strip_prefix("@/")
            .or_else(|| path.strip_prefix("/content/"))
            .or_else(|| path.strip_prefix('/'));
        let candidate = match rooted {
            Some(path) => path.to_owned(),
            None => join(from, path)?,
        };
        let other = path.strip_prefix("content/").map(ToOwned::to_owned);
        self.by_source
            .get(&key(&candidate))
            .or_else(|| self.by_source.get(&key(&other?)))
            .copied()
    }

    /// Finds by id.
    pub fn by_id(&self, id: &str) -> Option<Found> {
        self.by_id.get(&key(id.trim())).copied()
    }

    /// Finds by the words of a headline, with or without its kicker, without regard to case, quotation marks or spacing.
    pub fn by_headline(&self, words: &str) -> Option<Found> {
        self.by_headline.get(&headline_key(words)).copied()
    }
}

/// What an article is called by: the letters of its headline, without its kicker and with it.
fn words_of(head: &Head) -> Vec<String> {
    let article = &head.article;
    let plain: String = letters(&article.headline).collect();
    let kicker = article.kicker.as_deref();
    let whole = kicker.map(|kicker| letters(kicker).chain(plain.chars()).collect());
    [plain].into_iter().chain(whole).collect()
}

/// The oldest other article that is called by each of these words, if any is; none of all where another's related link is written with
/// one of them.
fn others_called(archive: &Archive, ix: Ix, moved: &[&String]) -> Option<Vec<Option<Ix>>> {
    let mut oldest = vec![None; moved.len()];
    if moved.is_empty() {
        return Some(oldest);
    }
    // In one pass: there are many articles, and none of them is near at hand.
    let says = |other: &Article, place: Option<Ix>| {
        let mut said = Vec::new();
        for (at, words) in moved.iter().enumerate() {
            if calls(other, words) {
                said.push((at, None));
            } else if place.is_some() && is_called(other, words) {
                said.push((at, place));
            }
        }
        said
    };
    let articles = archive.articles().par_iter().enumerate();
    let others = articles.filter(|(at, _)| *at != ix.at());
    let others = others.flat_map_iter(|(at, head)| says(&head.article, Some(Ix(at as u32))));
    let pages = archive.pages().par_iter();
    let pages = pages.flat_map_iter(|head| says(&head.article, None));
    let said: Vec<(usize, Option<Ix>)> = others.chain(pages).collect();
    for (at, place) in said {
        let place = place?;
        oldest[at] = Some(oldest[at].map_or(place, |known: Ix| known.min(place)));
    }
    Some(oldest)
}

/// Whether an article is called so. Most differ in the first letter, so nothing is made of them.
fn is_called(article: &Article, words: &str) -> bool {
    let headline = || letters(&article.headline);
    let whole = |kicker: &String| letters(kicker).chain(headline()).eq(words.chars());
    headline().eq(words.chars()) || article.kicker.as_ref().is_some_and(whole)
}

/// Whether a related link of an article calls another so.
fn calls(article: &Article, words: &str) -> bool {
    let mut related = article.related.iter();
    related.any(|related| letters(&related.verbatim).eq(words.chars()))
}

/// Joins a relative path to the folder of the source `from`; `None` where it climbs out of the content folder.
pub fn join(from: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    OutPath::parse(&parts.join("/")).map(|path| path.to_string())
}

fn headline_key(words: &str) -> Digest {
    key(&letters(words).collect::<String>())
}

/// Letters and digits alone, in lower case: headlines are retyped with other marks and spaces.
fn letters(words: &str) -> impl Iterator<Item = char> {
    let letters = words.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase)
}

fn key(name: &str) -> Digest {
    Digest::of(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::samples::{archive, head};
    use crate::model::Related;

    #[test]
    fn an_article_is_found_by_each_of_its_names() {
        let mut one = head(Some("2017-08-31"), "tal-afar", &[]);
        one.article.origin.path = "2017/08/tal-afar.md".to_owned();
        one.article.headline = "L’Irak annonce la reprise de « Tal Afar »".to_owned();
        one.article.kicker = Some("Irak".to_owned());
        let archive = archive(vec![one]);
        let found = Some(Found::Article(archive.newest(1)[0]));
        let resolver = Resolver::new(&archive);
        let from = "2017/10/al-qaim.md";
        assert_eq!(resolver.by_source(from, "../08/tal-afar.md"), found);
        assert_eq!(resolver.by_source(from, "/2017/08/tal-afar.md"), found);
        assert_eq!(
            resolver.by_source(from, "content/2017/08/tal-afar.md"),
            found
        );
        assert_eq!(resolver.by_source(from, "tal-afar.md"), None);
        assert_eq!(resolver.by_source(from, "../../../../etc/passwd"), None);
        assert_eq!(resolver.by_id("2017-08-31-tal-afar"), found);
        let words = "Irak: L'Irak annonce la reprise de \"Tal Afar\"";
        assert_eq!(resolver.by_headline(words), found);
        assert_eq!(resolver.by_headline("Autre chose"), None);
    }

    #[test]
    fn other_words_are_taken_where_they_move_no_link() {
        let mut one = head(Some("2017-08-31"), "one", &[]);
        one.article.kicker = Some("Irak".to_owned());
        let mut two = head(Some("2017-09-01"), "two", &[]);
        two.article.related = vec![Related {
            verbatim: "« Un titre attendu »".to_owned(),
            url: None,
        }];
        let known = archive(vec![one.clone(), two]);
        let ix = known.newest(2)[1];
        let found = Some(Found::Article(ix));
        let mut resolver = Resolver::new(&known);
        let mut named = |headline: &str, kicker: Option<&str>| {
            let mut other = one.clone();
            other.article.headline = headline.to_owned();
            other.article.kicker = kicker.map(ToOwned::to_owned);
            let taken = resolver.rename(&known, ix, &other);
            let moved = [
                resolver.by_headline(&format!("Irak {headline}")),
                resolver.by_headline(headline),
                resolver.by_headline("Irak: Headline of one"),
                resolver.by_headline("Headline of one"),
            ];
            // As it was, for the next.
            let back = known.get(ix).clone();
            let other = archive(vec![other, known.get(known.newest(1)[0]).clone()]);
            assert!(!taken || resolver.rename(&other, ix, &back));
            (taken, moved)
        };
        assert_eq!(named("headline of ONE!", Some("Irak")), (true, [found; 4]));
        assert_eq!(
            named("Headline of one", None),
            (true, [None, found, None, found])
        );
        assert_eq!(
            named("Autre", Some("Irak")),
            (true, [found, found, None, None])
        );
        let kept = (false, [None, None, found, found]);
        assert_eq!(named("Un titre attendu", None), kept);
        assert_eq!(named("titre attendu", Some("Un")), kept);
    }

    #[test]
    fn of_those_that_are_called_the_same_the_oldest_keeps_the_words() {
        let heads = |names: [&str; 3]| {
            let dates = ["2017-01-01", "2017-01-02", "2017-01-03"];
            let each = dates.iter().zip(names).map(|(date, name)| {
                let mut head = head(Some(date), &format!("of-{date}"), &[]);
                head.article.headline = name.to_owned();
                head
            });
            archive(each.collect())
        };
        let mut names = ["Pont", "Route", "Bac"];
        let mut known = heads(names);
        let mut resolver = Resolver::new(&known);
        for (at, name) in [
            (2, "Pont"),
            (0, "Route"),
            (1, "Pont"),
            (2, "Route"),
            (0, "Bac"),
            (1, "Bac"),
            (0, "Pont"),
        ] {
            names[at] = name;
            let after = heads(names);
            let ix = Ix(at as u32);
            assert!(resolver.rename(&known, ix, after.get(ix)));
            let anew = Resolver::new(&after);
            for words in ["Pont", "Route", "Bac"] {
                let found = resolver.by_headline(words);
                assert_eq!(found, anew.by_headline(words), "{words} in {names:?}");
            }
            known = after;
        }
    }
}
