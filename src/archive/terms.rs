//! Owns the terms of the seven taxonomies: which spellings are one term, its address, its articles. It does not know
//! coordinates or roles beyond what one article says, and counts nothing across the archive that a page of an article could
//! depend on (law 6).

use std::sync::Arc;

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use any_ascii::any_ascii_char;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

use super::Head;
use super::Ix;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::hash::Digest;
use crate::model::{Article, Slug, SlugStyle, Taxonomy};

/// A term's place in `Terms`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(u32);

/// One term.
#[derive(Debug, Clone)]
pub struct Term {
    /// Of which taxonomy.
    pub taxonomy: Taxonomy,
    /// The spelling of the oldest article that names it, so that a new article changes no name.
    pub name: String,
    /// The other spellings, sorted.
    pub spellings: Vec<String>,
    /// Its part of the address.
    pub slug: Slug,
    /// Its articles in chronological order, each once.
    pub articles: Vec<Ix>,
}

/// All terms.
#[derive(Debug, Default)]
pub struct Terms {
    terms: Vec<Term>,
    by_name: BTreeMap<Taxonomy, HashMap<String, TermId>>,
    of_article: Vec<Vec<TermId>>,
}

impl Terms {
    /// Gathers the terms of chronological articles. Terms of different meaning whose addresses would be the same get a
    /// suffix, but for the oldest, and a warning.
    pub(super) fn gather(articles: &[Arc<Head>], style: SlugStyle) -> (Self, Diagnostics) {
        let mut gathered = Self::default();
        let mut by_key: HashMap<(Taxonomy, String), TermId> = HashMap::new();
        let mut keys: Vec<String> = Vec::new();
        for (at, head) in articles.iter().enumerate() {
            let ix = Ix(at as u32);
            let mut own: Vec<TermId> = Vec::new();
            for (taxonomy, name) in names(&head.article) {
                let known = gathered.by_name.entry(taxonomy).or_default().get(name);
                let id = match known {
                    Some(&id) => id,
                    None => {
                        let key = fold(name);
                        let id = *by_key.entry((taxonomy, key.clone())).or_insert_with(|| {
                            keys.push(key);
                            gathered.terms.push(Term::new(taxonomy, name, style));
                            TermId(gathered.terms.len() as u32 - 1)
                        });
                        gathered.add_spelling(id, name);
                        let names = gathered.by_name.entry(taxonomy).or_default();
                        names.insert(name.to_owned(), id);
                        id
                    }
                };
                if !own.contains(&id) {
                    own.push(id);
                    gathered.terms[id.0 as usize].articles.push(ix);
                }
            }
            gathered.of_article.push(own);
        }
        let doubts = gathered.part_addresses(&keys, articles);
        (gathered, doubts)
    }

    fn add_spelling(&mut self, id: TermId, name: &str) {
        let term = &mut self.terms[id.0 as usize];
        if term.name != name {
            term.spellings.push(name.to_owned());
            term.spellings.sort();
        }
    }

    /// Gives each of several terms at one address its own, the oldest keeping the plain one.
    fn part_addresses(&mut self, keys: &[String], articles: &[Arc<Head>]) -> Diagnostics {
        let mut doubts = Diagnostics::new();
        let mut taken: BTreeMap<(Taxonomy, Slug), usize> = BTreeMap::new();
        for (at, key) in keys.iter().enumerate() {
            let term = &self.terms[at];
            let address = (term.taxonomy, term.slug.clone());
            let Some(&first) = taken.get(&address) else {
                taken.insert(address, at);
                continue;
            };
            let slug = term.slug.suffixed(&Digest::of(key.as_bytes()).short(6));
            doubts.push(shared_address(&self.terms[first], term, &slug, articles));
            self.terms[at].slug = slug.clone();
            taken.insert((address.0, slug), at);
        }
        doubts
    }

    /// One term.
    pub fn get(&self, id: TermId) -> &Term {
        &self.terms[id.0 as usize]
    }

    /// The term that an article names so.
    pub fn named(&self, taxonomy: Taxonomy, name: &str) -> Option<&Term> {
        self.id_of(taxonomy, name).map(|id| self.get(id))
    }

    /// The same by its place.
    pub fn id_of(&self, taxonomy: Taxonomy, name: &str) -> Option<TermId> {
        self.by_name.get(&taxonomy)?.get(name).copied()
    }

    /// The terms of an article, in the order of the taxonomies and of its text.
    pub fn of(&self, ix: Ix) -> &[TermId] {
        &self.of_article[ix.at()]
    }

    /// The terms that most often stand in the articles of a term, by taxonomy, at most `most` of each, with how many articles
    /// name both. Languages and agencies say nothing of what an article is about. Linear in what the articles name.
    pub fn companions(&self, id: TermId, most: usize) -> Vec<(Taxonomy, Vec<(TermId, usize)>)> {
        let subject = |id: &TermId| self.get(*id).taxonomy.tells_subject();
        if !subject(&id) {
            return Vec::new();
        }
        // Of equals, by address: the order in which the archive names them would change with any older article (law 6).
        let mut found = self.named_with(id);
        found.retain(|(other, _)| *other != id && subject(other));
        found.sort_unstable_by(|(one, many), (other, fewer)| {
            let by_count = Reverse(many).cmp(&Reverse(fewer));
            by_count.then_with(|| self.get(*one).slug.cmp(&self.get(*other).slug))
        });
        let of = |taxonomy| {
            let own = found
                .iter()
                .filter(|(other, _)| self.get(*other).taxonomy == taxonomy);
            (taxonomy, own.take(most).copied().collect::<Vec<_>>())
        };
        let all = Taxonomy::ALL.into_iter().map(of);
        all.filter(|(_, terms)| !terms.is_empty()).collect()
    }

    /// The terms that the articles of a term name, itself too, each with how many of them name it.
    fn named_with(&self, id: TermId) -> Vec<(TermId, usize)> {
        let articles = &self.get(id).articles;
        let named = articles.iter().flat_map(|ix| self.of(*ix));
        // A place for each term pays where there are about as many articles.
        if articles.len() < self.terms.len() / 8 {
            let mut counts: HashMap<TermId, usize> = HashMap::new();
            named.for_each(|other| *counts.entry(*other).or_default() += 1);
            let mut found = Vec::with_capacity(counts.len());
            found.extend(counts);
            return found;
        }
        let mut counts = vec![0; self.terms.len()];
        named.for_each(|other| counts[other.0 as usize] += 1);
        let all = (0..).map(TermId).zip(counts);
        all.filter(|(_, count)| *count > 0).collect()
    }

    /// All terms, in no order that a reader should see.
    pub fn iter(&self) -> impl Iterator<Item = (TermId, &Term)> {
        (0..self.terms.len() as u32).map(TermId).zip(&self.terms)
    }

    /// The terms of one taxonomy.
    pub fn in_taxonomy(&self, taxonomy: Taxonomy) -> impl Iterator<Item = (TermId, &Term)> {
        self.iter()
            .filter(move |(_, term)| term.taxonomy == taxonomy)
    }
}

impl Term {
    fn new(taxonomy: Taxonomy, name: &str, style: SlugStyle) -> Self {
        let slug = Slug::of(name, style)
            .or_else(|| {
                Slug::of(
                    &format!("term-{}", Digest::of(name.as_bytes()).short(6)),
                    style,
                )
            })
            .expect("a slug of our own");
        Self {
            taxonomy,
            name: name.to_owned(),
            spellings: Vec::new(),
            slug,
            articles: Vec::new(),
        }
    }
}

/// Every term that an article names, in the order of the taxonomies.
pub(crate) fn names(article: &Article) -> impl Iterator<Item = (Taxonomy, &str)> {
    let of = |taxonomy| move |name| (taxonomy, name);
    let tags = article.tags.iter().map(String::as_str);
    let places = article.places.iter().map(|place| place.name.as_str());
    let people = article.people.iter().map(|person| person.name.as_str());
    let actors = article.actors.iter().map(|actor| actor.name.as_str());
    let conflicts = article.conflicts.iter().map(String::as_str);
    let agencies = article.agencies.iter().map(|agency| agency.name.as_str());
    tags.map(of(Taxonomy::Tags))
        .chain(places.map(of(Taxonomy::Places)))
        .chain(people.map(of(Taxonomy::People)))
        .chain(actors.map(of(Taxonomy::Actors)))
        .chain(conflicts.map(of(Taxonomy::Conflicts)))
        .chain(agencies.map(of(Taxonomy::Agencies)))
        .chain(std::iter::once((
            Taxonomy::Languages,
            article.language.as_str(),
        )))
}

/// The form under which spellings are one term: without regard to case, to the accents of Latin letters, to the points and
/// hamzas of Arabic ones, and to the marks between words. Signs that mean something (`C++`) stay.
fn fold(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let mut base = ' ';
    for c in name.nfkd() {
        if is_combining_mark(c) {
            if !is_latin(base) && !is_arabic(base) {
                key.push(c);
            }
            continue;
        }
        base = c;
        if c.is_alphanumeric() && is_latin(c) {
            key.extend(any_ascii_char(c).chars().flat_map(char::to_lowercase));
        } else if c.is_alphanumeric() || "+#@%&".contains(c) {
            key.extend(c.to_lowercase());
        } else if c != '\u{0640}' && !key.ends_with('-') {
            key.push('-');
        }
    }
    key.trim_matches('-').to_owned()
}

fn is_latin(c: char) -> bool {
    matches!(c, 'A'..='Z' | 'a'..='z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}')
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}')
}

fn shared_address(first: &Term, term: &Term, slug: &Slug, articles: &[Arc<Head>]) -> Diagnostic {
    let place = |term: &Term| {
        let path = &articles[term.articles[0].at()].article.origin.path;
        Place::file(format!("content/{path}"))
    };
    let taxonomy = term.taxonomy.as_str();
    Diagnostic::new(
        Code::TermMerged,
        format!(
            "`{}` and `{}` of `{taxonomy}` have one address",
            first.name, term.name
        ),
    )
    .at(place(term))
    .also(place(first), format!("`{}` is used here", first.name))
    .help(format!(
        "`{}` is now at `{taxonomy}/{slug}.html`; if they mean the same, write them alike",
        term.name
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::samples::{archive, head, slugs};

    fn tags(archive: &crate::archive::Archive) -> Vec<(String, String)> {
        archive
            .terms()
            .in_taxonomy(Taxonomy::Tags)
            .map(|(_, term)| (term.name.clone(), term.slug.to_string()))
            .collect()
    }

    #[test]
    fn spellings_of_one_name_are_one_term_under_the_oldest() {
        let archive = archive(vec![
            head(Some("2017-02-01"), "b", &["NVIDIA", "al-Qaim"]),
            head(Some("2017-01-01"), "a", &["Nvidia", "Al Qaïm"]),
        ]);
        let pair = |name: &str, slug: &str| (name.to_owned(), slug.to_owned());
        assert_eq!(
            tags(&archive),
            [pair("Nvidia", "nvidia"), pair("Al Qaïm", "al-qaim")]
        );
        let term = archive
            .terms()
            .named(Taxonomy::Tags, "NVIDIA")
            .expect("known");
        assert_eq!(term.spellings, ["NVIDIA"]);
        assert_eq!(slugs(&archive, &term.articles), ["a", "b"]);
    }

    #[test]
    fn names_that_only_share_an_address_both_keep_a_page() {
        let heads = vec![
            head(Some("2017-01-01"), "a", &["سور"]),
            head(Some("2017-01-02"), "b", &["صور"]),
        ];
        let (archive, doubts) = crate::archive::Archive::new(
            heads.into_iter().map(Arc::new).collect(),
            SlugStyle::Ascii,
        );
        let [(_, first), (_, second)] = tags(&archive).try_into().expect("two terms");
        assert_ne!(first, second);
        assert!(second.starts_with(&first));
        assert!(doubts.has(Code::TermMerged));
    }

    #[test]
    fn a_name_without_letters_has_an_address() {
        let archive = archive(vec![head(Some("2017-01-01"), "a", &["…"])]);
        assert!(tags(&archive)[0].1.starts_with("term-"));
    }

    #[test]
    fn companions_are_those_named_most_often_with_a_term_and_count_what_names_both() {
        let archive = archive(vec![
            head(Some("2017-01-01"), "a", &["Irak", "Mossoul", "offensive"]),
            head(Some("2017-01-02"), "b", &["Irak", "Mossoul"]),
            head(Some("2017-01-03"), "c", &["Syrie", "Mossoul"]),
            head(Some("2017-01-04"), "d", &["Syrie"]),
        ]);
        let terms = archive.terms();
        let named = |name: &str| {
            let found = terms.iter().find(|(_, term)| term.name == name);
            found.expect("a term").0
        };
        let told = |name: &str, most| -> Vec<(String, usize)> {
            let found = terms.companions(named(name), most);
            let rows = found.iter().flat_map(|(_, rows)| rows);
            rows.map(|(id, count)| (terms.get(*id).name.clone(), *count))
                .collect()
        };
        let pair = |name: &str, count| (name.to_owned(), count);
        assert_eq!(told("Irak", 6), [pair("Mossoul", 2), pair("offensive", 1)]);
        assert_eq!(told("Irak", 1), [pair("Mossoul", 2)]);
        assert_eq!(told("fr", 6), []);
        assert_eq!(told("Mossoul", 2), [pair("Irak", 2), pair("offensive", 1)]);
    }

    #[test]
    fn an_article_that_names_a_term_twice_counts_once() {
        let archive = archive(vec![head(Some("2017-01-01"), "a", &["Irak", "irak"])]);
        let (_, term) = archive
            .terms()
            .in_taxonomy(Taxonomy::Tags)
            .next()
            .expect("a term");
        assert_eq!(term.articles.len(), 1);
    }
}
