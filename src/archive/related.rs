//! Owns law 6's rule for articles of the same terms: candidates are the two articles before it in each of its terms, ranked
//! by shared terms, then by days between. So each costs bounded work, and a new article changes no older page.

use super::{Archive, Ix};

/// How many articles before it in each term are looked at.
const BEFORE: usize = 2;

/// The articles among which the nearest are found, oldest first.
pub(super) fn candidates(archive: &Archive, ix: Ix) -> Vec<Ix> {
    let mut candidates = Vec::new();
    for &id in archive.terms.of(ix) {
        let term = archive.terms.get(id);
        if !term.taxonomy.tells_subject() {
            continue;
        }
        let here = term.articles.partition_point(|other| *other < ix);
        candidates.extend_from_slice(&term.articles[here.saturating_sub(BEFORE)..here]);
    }
    candidates.sort_unstable();
    candidates.dedup();
    candidates
}

/// The nearest articles, at most `count`. What of each candidate decides is stated by itself: its terms, its day, its id, whether it was
/// taken back, what it is a translation of.
pub(super) fn more_like(archive: &Archive, ix: Ix, count: usize) -> Vec<Ix> {
    let mut candidates = candidates(archive, ix);
    candidates.retain(|other| !excluded(archive, ix, *other));

    let mut ranked: Vec<_> = candidates
        .into_iter()
        .map(|other| {
            let shared = shared_terms(archive, ix, other);
            (
                std::cmp::Reverse(shared),
                days_between(archive, ix, other),
                other,
            )
        })
        .collect();
    ranked.sort_unstable_by_key(|(shared, days, other)| {
        (*shared, *days, &archive.get(*other).article.id)
    });
    ranked
        .into_iter()
        .take(count)
        .map(|(.., other)| other)
        .collect()
}

/// A retracted article is not recommended, nor is the same text in another language, which has its own link.
fn excluded(archive: &Archive, ix: Ix, other: Ix) -> bool {
    let (article, other) = (&archive.get(ix).article, &archive.get(other).article);
    let same_text = article.translations.is_some() && article.translations == other.translations;
    other.is_retracted() || same_text
}

fn shared_terms(archive: &Archive, one: Ix, other: Ix) -> usize {
    let others = archive.terms.of(other);
    let shared = |id: &&super::TermId| {
        archive.terms.get(**id).taxonomy.tells_subject() && others.contains(id)
    };
    archive.terms.of(one).iter().filter(shared).count()
}

fn days_between(archive: &Archive, one: Ix, other: Ix) -> i64 {
    let day = |ix: Ix| archive.get(ix).article.date().map(|date| date.sort_day());
    match (day(one), day(other)) {
        (Some(one), Some(other)) => (one - other).num_days().abs(),
        _ => i64::MAX,
    }
}

#[cfg(test)]
mod tests {
    use crate::archive::samples::{archive, head, slugs};

    #[test]
    fn shared_terms_come_first_then_days() {
        let archive = archive(vec![
            head(Some("2017-01-01"), "far", &["Irak", "Mossoul"]),
            head(Some("2017-01-05"), "near", &["Irak"]),
            head(Some("2017-01-06"), "other", &["Syrie"]),
            head(Some("2017-01-09"), "this", &["Irak", "Mossoul"]),
        ]);
        let this = archive.newest(1)[0];
        assert_eq!(
            slugs(&archive, &archive.more_like(this, 6)),
            ["far", "near"]
        );
    }

    #[test]
    fn only_the_two_before_it_in_each_term_are_looked_at() {
        let mut heads: Vec<_> = (10..30)
            .map(|day| {
                head(
                    Some(&format!("2017-01-{day}")),
                    &format!("a{day}"),
                    &["Irak"],
                )
            })
            .collect();
        heads.push(head(Some("2017-02-01"), "this", &["Irak"]));
        heads.push(head(Some("2017-02-02"), "later", &["Irak"]));
        let archive = archive(heads);
        let this = archive.newest(2)[1];
        assert_eq!(slugs(&archive, &archive.more_like(this, 6)), ["a29", "a28"]);
    }
}
