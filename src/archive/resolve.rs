//! Owns the way from a link's words to what it means: an article by source path, id, headline or output path, or a page.
//! It sees public articles alone, so a link to any other finds nothing.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Archive, Head, Ix};
use crate::hash::Digest;
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
        let keys: Vec<_> = archive.articles().par_iter().map(keys_of).collect();
        for ((ix, head), (headline, whole)) in archive.indexed().zip(keys) {
            let article = &head.article;
            let found = Found::Article(ix);
            resolver.by_source.insert(key(&article.origin.path), found);
            resolver.by_id.insert(key(article.id.as_str()), found);
            resolver.by_headline.entry(headline).or_insert(found);
            if let Some(whole) = whole {
                resolver.by_headline.entry(whole).or_insert(found);
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

/// The keys of an article's headline, without its kicker and with it.
fn keys_of(head: &Arc<Head>) -> (Digest, Option<Digest>) {
    let article = &head.article;
    let with = |kicker: &String| headline_key(&format!("{kicker} {}", article.headline));
    (
        headline_key(&article.headline),
        article.kicker.as_ref().map(with),
    )
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

/// Letters and digits alone, in lower case: headlines are retyped with other marks and spaces.
fn headline_key(words: &str) -> Digest {
    let letters = words.chars().filter(|c| c.is_alphanumeric());
    let letters: String = letters.flat_map(char::to_lowercase).collect();
    key(&letters)
}

fn key(name: &str) -> Digest {
    Digest::of(name.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::samples::{archive, head};

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
}
