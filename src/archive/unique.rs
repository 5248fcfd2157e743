//! Owns the rule that an id names one article, and, in compatibility mode, the parting of articles that would stand at one
//! address: folders written for other tools hold such pairs, and none may vanish or take another's place.

use std::sync::Arc;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::Head;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::hash::Digest;
use crate::model::{Article, Id};
use crate::route::Route;

/// Settles ids and, where `compat`, addresses, among all public articles and pages. What is settled does not depend on the
/// order of the heads.
pub fn unique(mut heads: Vec<Arc<Head>>, compat: bool) -> (Vec<Arc<Head>>, Diagnostics) {
    heads.sort_by(|one, other| one.article.origin.path.cmp(&other.article.origin.path));
    let mut faults = Diagnostics::new();
    if compat {
        part_addresses(&mut heads, &mut faults);
    }
    check_ids(&mut heads, compat, &mut faults);
    (heads, faults)
}

fn part_addresses(heads: &mut [Arc<Head>], faults: &mut Diagnostics) {
    let mut taken: BTreeMap<Arc<str>, String> = BTreeMap::new();
    for head in heads {
        let address = Route::of(&head.article).path();
        let Some(first) = taken.get(&address.folded()) else {
            taken.insert(address.folded(), head.article.origin.path.clone());
            continue;
        };
        let article = &mut Arc::make_mut(head).article;
        let suffix = suffix_of(article);
        article.slug = article.slug.suffixed(&suffix);
        article.id = suffixed(&article.id, &suffix);
        let moved = Route::of(article).path();
        faults.push(
            Diagnostic::new(
                Code::MetaCompat,
                format!("another article stands at `{address}` already"),
            )
            .at(place(article))
            .also(Place::file(format!("content/{first}")), "that one")
            .help(format!(
                "this one is at `{moved}`; state a `slug` to choose"
            )),
        );
        taken.insert(moved.folded(), article.origin.path.clone());
    }
}

fn check_ids(heads: &mut [Arc<Head>], compat: bool, faults: &mut Diagnostics) {
    let mut known: BTreeMap<Id, usize> = BTreeMap::new();
    let mut clashes = BTreeSet::new();
    for (at, head) in heads.iter().enumerate() {
        match known.entry(head.article.id.clone()) {
            Entry::Vacant(free) => {
                free.insert(at);
            }
            Entry::Occupied(first) => {
                clashes.insert((at, *first.get()));
            }
        }
    }
    for (at, first) in clashes {
        let (one, other) = (&heads[first].article, &heads[at].article);
        // Where the ids follow from the address, the plan reports the address.
        if !compat && Route::of(one).path().folded() == Route::of(other).path().folded() {
            continue;
        }
        let fault = same_id(other, one);
        if compat {
            let suffix = suffix_of(other);
            let article = &mut Arc::make_mut(&mut heads[at]).article;
            article.id = suffixed(&article.id, &suffix);
            faults.push(fault.lowered());
        } else {
            faults.push(fault);
        }
    }
}

/// Six digits that follow from the source's path alone, so that no other file changes them.
fn suffix_of(article: &Article) -> String {
    Digest::of(article.origin.path.as_bytes()).short(6)
}

fn suffixed(id: &Id, suffix: &str) -> Id {
    Id::parse(&format!("{id}-{suffix}")).unwrap_or_else(|| id.clone())
}

fn place(article: &Article) -> Place {
    Place::file(format!("content/{}", article.origin.path))
}

fn same_id(article: &Article, first: &Article) -> Diagnostic {
    Diagnostic::new(
        Code::IdCollision,
        format!("two articles have the id `{}`", article.id),
    )
    .at(place(article))
    .also(place(first), "the other one")
    .help("state another `id` in one of them")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::samples::head;

    fn twin(path: &str) -> Arc<Head> {
        let mut head = head(Some("2017-10-26"), "a", &[]);
        head.article.origin.path = path.to_owned();
        Arc::new(head)
    }

    #[test]
    fn in_compatibility_mode_none_takes_anothers_place() {
        let (heads, faults) = unique(vec![twin("z.md"), twin("b.md"), twin("c.md")], true);
        let mut paths: Vec<_> = heads
            .iter()
            .map(|head| Route::of(&head.article).path())
            .collect();
        assert_eq!(paths[0].as_str(), "2017/10/26/a.html", "the first by path");
        paths.sort();
        paths.dedup();
        assert_eq!(paths.len(), 3);
        let ids: BTreeSet<_> = heads.iter().map(|head| &head.article.id).collect();
        assert_eq!(ids.len(), 3);
        assert_eq!((faults.errors(), faults.warnings()), (0, 2));
    }

    #[test]
    fn one_id_for_two_addresses_is_an_error() {
        let mut other = twin("other.md");
        Arc::make_mut(&mut other).article.slug = head(None, "other", &[]).article.slug;
        let (_, faults) = unique(vec![twin("one.md"), other], false);
        assert!(faults.has(Code::IdCollision));
        assert_eq!(faults.errors(), 1);
    }
}
