//! Owns the search for what is withheld in what was made: the last look behind law 3. It opens what is closed in, finds by
//! id and by address, and never says what it found.

use std::sync::Arc;

use regex::bytes::{Regex, RegexBuilder};

use crate::archive::Head;
use crate::diag::{Code, Diagnostic, Place};
use crate::model::Withheld;
use crate::route::{OutPath, Route};

/// Words in one pattern: so few that it always compiles, however much is withheld.
const TOGETHER: usize = 500;

/// Bytes that one pattern may take once compiled.
const LARGEST: usize = 1 << 28;

/// What may not stand beside a word for it to be the word itself: an id may be the start of another, public one, and ids are
/// made of letters of any script, digits and hyphens.
const WITHIN_A_WORD: &str = r"0-9A-Za-z_\x80-\xFF-";

/// What must not be in the output.
#[derive(Debug)]
pub(super) struct Leaks {
    patterns: Vec<Regex>,
}

impl Leaks {
    /// The ids and addresses of what is withheld.
    pub fn of(withheld: &[Withheld<Arc<Head>>]) -> Self {
        let mut words: Vec<String> = withheld
            .iter()
            .flat_map(|head| {
                let article = &head.for_archivist().article;
                [article.id.to_string(), Route::of(article).path().address()]
            })
            .map(|word| regex::escape(&word))
            .collect();
        words.sort();
        words.dedup();
        Self {
            patterns: words.chunks(TOGETHER).map(any_of).collect(),
        }
    }

    /// Whether a file holds any of it, or stands at its address.
    pub fn is_in(&self, path: &OutPath, bytes: &[u8]) -> bool {
        let address = path.address();
        self.patterns
            .iter()
            .any(|pattern| pattern.is_match(bytes) || pattern.is_match(address.as_bytes()))
    }
}

/// A pattern that finds any of these words, each escaped, where it stands whole.
fn any_of(words: &[String]) -> Regex {
    let words = words.join("|");
    let pattern = format!("(?-u:^|[^{WITHIN_A_WORD}])(?:{words})(?-u:$|[^{WITHIN_A_WORD}])");
    RegexBuilder::new(&pattern)
        .size_limit(LARGEST)
        .build()
        .expect("a few hundred escaped words are a pattern")
}

/// The fault: where, and no word of what.
pub(super) fn leak(path: &OutPath) -> Diagnostic {
    Diagnostic::new(
        Code::LeakFound,
        "the page holds the id or the address of an article that is not public",
    )
    .at(Place::file(path.as_str()))
    .help("look whether a public text or a template names it; if not, please report this")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::samples::head;

    #[test]
    fn an_id_or_an_address_is_found_and_not_said() {
        let hidden = Withheld::new(Arc::new(head(Some("2017-10-26"), "hidden", &[])));
        let leaks = Leaks::of(&[hidden]);
        let path = OutPath::parse("a.html").expect("a path");
        assert!(leaks.is_in(&path, b"<a href='../2017/10/26/hidden.html'>"));
        assert!(leaks.is_in(&path, b"id 2017-10-26-hidden."));
        assert!(!leaks.is_in(
            &path,
            b"2017-10-26-hiddenness, 2017-10-26-hidden-two, hidden"
        ));
        assert!(!format!("{:?}", leak(&path)).contains("hidden"));
    }

    #[test]
    fn ids_of_any_script_are_found_however_many_there_are() {
        let mut heads: Vec<_> = (0..1_200)
            .map(|at| head(Some("2017-10-26"), &format!("a{at}"), &[]))
            .collect();
        heads[1_100].article.id = crate::model::Id::parse("2017-10-26-الموصل").expect("an id");
        let closed: Vec<_> = heads.into_iter().map(Arc::new).map(Withheld::new).collect();
        let leaks = Leaks::of(&closed);
        let path = OutPath::parse("a.html").expect("a path");
        assert!(leaks.is_in(&path, "content=\"2017-10-26-الموصل\"".as_bytes()));
        assert!(!leaks.is_in(&path, "content=\"2017-10-26-الموصلية\"".as_bytes()));
        assert!(leaks.is_in(&path, b"2017-10-26-a1199"));
    }
}
