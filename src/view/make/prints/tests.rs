//! Owns the promise of a list's fingerprint: where it is the same, the whole view is, whatever was edited in between.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;

use crate::archive::{Archive, Head, samples};
use crate::config::Config;
use crate::hash::{Digest, Fingerprint};
use crate::model::{Date, Language, Place, SlugStyle, Status};
use crate::plan::{Files, Plan};
use crate::theme::{Strings, ThemeFiles};
use crate::view::{Maker, Material, Outline, Prepared};

/// An article, as far as lists can tell; each number is which of a few values.
type Told = [usize; FIELDS];

const FIELDS: usize = 14;

/// Days near one another and far, days of one week in two months, and dates that are not so fine.
const DATES: [Option<&str>; 12] = [
    Some("2017-10-26"),
    Some("2017-10-27"),
    Some("2017-10-30"),
    Some("2017-11-01"),
    Some("2017-11-02T08:00:00Z"),
    Some("2017-11-02T09:00:00Z"),
    Some("2017-12"),
    Some("2017"),
    Some("2016-10-26"),
    Some("2016-10-26~"),
    Some("2019-01-01"),
    None,
];

fn told() -> impl Strategy<Value = Told> {
    prop::array::uniform(0..12_usize)
}

fn head(at: usize, told: &Told) -> Head {
    let [
        date,
        headline,
        first,
        second,
        place,
        other,
        given,
        event,
        status,
        language,
        modified,
        lead,
        by,
        agency,
    ] = *told;
    let tag = |at: usize| [None, Some("Irak"), Some("IRAK"), Some("Syrie"), Some("Mer")].get(at);
    let tags: Vec<&str> = [first, second]
        .into_iter()
        .filter_map(tag)
        .flatten()
        .copied()
        .collect();
    let mut head = samples::head(DATES[date], &format!("a{at}"), &tags);
    let article = &mut head.article;
    article.headline = format!("Titre {headline}");
    let named = |at: usize| ["Mossoul", "mossoul", "Kirkouk", "Irak"].get(at);
    let places = [place, other].into_iter().filter_map(named);
    article.places = places
        .map(|name| Place {
            name: (*name).to_owned(),
            kind: None,
            latitude: (given < 3).then_some(given as f64),
            longitude: (given < 4).then_some(1.5),
            precision: None,
        })
        .collect();
    let date = |at: usize| DATES[at].and_then(|date| Date::parse(date).ok());
    article.event = date(event);
    article.modified = date(modified).map(Box::new);
    if status == 0 {
        article.visibility.status = Status::Retracted;
    }
    let language = ["ar", "en"].get(language).unwrap_or(&"fr");
    article.language = Language::parse(language).expect("a language");
    head.summary.excerpt = ["", "Un pont.", "Une route."][lead % 3].to_owned();
    article.kicker = (by == 0).then(|| "En bref".to_owned());
    article.headline_stands_in = by == 1;
    article.warnings = (agency == 0)
        .then(|| "graphic".to_owned())
        .into_iter()
        .collect();
    head
}

/// The fingerprint and the view of each list and feed, and what stands around each article, by path.
fn listed(all: &BTreeMap<usize, Told>, page_size: usize) -> Vec<(String, Digest, Vec<u8>)> {
    let heads = all.iter().map(|(at, told)| Arc::new(head(*at, told)));
    let (archive, _) = Archive::new(heads.collect(), SlugStyle::Ascii);
    let text = format!("base_url = \"https://a.example\"\npage_size = {page_size}");
    let (config, _) = Config::read(Path::new("/site"), &text).expect("a configuration");
    // A file that stands where a list of a term might, and one within its folder.
    let statics = ["tags/irak/2017/10.html", "tags/mer/note.html"].map(str::to_owned);
    let statics = if page_size == 1 { &statics[..] } else { &[] };
    let files = Files {
        content: &[],
        statics,
    };
    let (plan, _) = Plan::new(&archive, &config, files);
    let words = Strings::load(&config.language, &ThemeFiles::new()).expect("strings");
    let prepared = Prepared::new(&config, &archive, &words, None);
    let (measures, tints) = (BTreeMap::new(), BTreeMap::new());
    let maker = Maker::new(Material {
        config: &config,
        archive: &archive,
        plan: &plan,
        words: &words,
        measures: &measures,
        tints: &tints,
        style: "",
        prepared: &prepared,
    });
    let bytes = |view: postcard::Result<Vec<u8>>| view.expect("plain data");
    let mut all = Vec::new();
    for (path, job) in &plan.jobs {
        if let Some(place) = job.place() {
            let Outline {
                head,
                outside,
                around,
            } = maker.outline(path, place);
            let own = Fingerprint::new()
                .bytes(outside.as_bytes())
                .value(&head.summary)
                .bytes(around.as_bytes());
            let seen = maker.surrounded(path, place);
            let around = bytes(postcard::to_stdvec(&seen.around));
            all.push((path.to_string(), own.finish(), around));
        }
        let sketch = maker.sketch(path, job);
        let sketch = sketch.map(|it| (it.print, bytes(postcard::to_stdvec(&(it.make)()))));
        let feed = maker.feed(path, job);
        let feed = feed.map(|it| (it.print, bytes(postcard::to_stdvec(&(it.make)()))));
        let made = sketch.or(feed).into_iter();
        all.extend(made.map(|(print, view)| (path.to_string(), print, view)));
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_page_shows_nothing_that_its_fingerprint_does_not_know(
        start in prop::collection::btree_map(0..24_usize, told(), 1..24),
        edits in prop::collection::vec((0..24_usize, 0..FIELDS + 2, 0..12_usize, told()), 1..12),
        page_size in 1..6_usize,
    ) {
        let mut all = start;
        let mut known: BTreeMap<(String, Digest), Vec<u8>> = BTreeMap::new();
        let mut page_size = page_size;
        for step in 0..=edits.len() {
            for (path, print, view) in listed(&all, page_size) {
                let before = known.entry((path.clone(), print)).or_insert_with(|| view.clone());
                prop_assert_eq!(&*before, &view, "{}", path);
            }
            let Some((at, field, value, told)) = edits.get(step) else {
                break;
            };
            match (*field, all.get_mut(at)) {
                (FIELDS, Some(_)) => drop(all.remove(at)),
                (field, _) if field > FIELDS => page_size = value % 5 + 1,
                (field, Some(told)) => told[field] = *value,
                (_, None) => drop(all.insert(*at, *told)),
            }
        }
    }
}
