//! Lists of each level, the home page, a term.

use super::{arabic_card, card, count, date, feed, link, page, site};
use crate::view::*;

fn cards() -> Vec<Listed> {
    let mut inferred = card("Le pont de Rahma rouvre à la circulation", "2017-10-26");
    let doubtful = DateView {
        uncertain: true,
        ..date("2017-10-26", "2017-10-26", "2017-10-26")
    };
    inferred.date = Some(doubtful.into());
    let cards = [
        inferred,
        arabic_card("2017-10-25"),
        Card {
            retracted: true,
            ..card(
                "Un convoi aurait été bloqué au nord de Tell Asfar",
                "2017-10-19",
            )
        },
        Card {
            kicker: String::new(),
            ..card(
                "À Darna, les relevés de puits reprennent après huit mois d’interruption et révèlent une eau impropre à la consommation",
                "2017-09-02",
            )
        },
        card("Trêve de trois jours dans la vallée", "2016-12"),
    ];
    cards.map(Listed::from).into()
}

fn bars(labels: &[(&str, &str, u64)]) -> Vec<Bar> {
    let most = labels.iter().map(|&(_, _, count)| count).max().unwrap_or(1);
    labels
        .iter()
        .map(|&(label, iso, number)| Bar {
            label: label.into(),
            iso: iso.into(),
            count: count(number),
            share: (number * 100 / most) as u32,
            url: if number == 0 {
                String::new()
            } else {
                format!("#{iso}")
            },
        })
        .collect()
}

pub(super) fn list(level: &str, chart: &[(&str, &str, u64)], partial: bool) -> List {
    List {
        title: "octobre 2017".into(),
        level: level.into(),
        count: count(chart.iter().map(|bar| bar.2).sum::<u64>().max(5)),
        articles: cards(),
        partial,
        chart: bars(chart),
        calendar: match level {
            "all" => Some(table("years", &["2014", "2015", "2016", "2017"], 12)),
            "year" => Some(table("months", &["janvier", "février", "mars"], 31)),
            "month" => Some(table("weeks", &["", "", "", "", ""], 7)),
            _ => None,
        },
        previous: Some(link("septembre 2017", "2017-09.html", false)),
        next: Some(link("novembre 2017", "2017-11.html", false)),
        up: Some(link("2017", "2017.html", false)),
    }
}

/// A table of the calendar, with as many articles in a cell as its place says.
fn table(kind: &str, rows: &[&str], columns: usize) -> Calendar {
    let names = (1..=columns).map(|at| at.to_string());
    let cell = |at: usize| {
        let number = (at * 7 % 12) as u64 / 3;
        let on = |text: &str| match number {
            0 => String::new(),
            _ => text.to_owned(),
        };
        Cell {
            day: match columns {
                12 => String::new(),
                _ => (at + 1).to_string(),
            },
            label: on("26 octobre 2017"),
            count: count(number),
            share: (number * 33) as u32,
            step: number as u32,
            url: on("day.html"),
            current: at == 3,
        }
    };
    let row = |(at, label): (usize, &&str)| Row {
        label: (*label).into(),
        url: "year.html".into(),
        count: count(at as u64),
        cells: (at * columns..(at + 1) * columns)
            .map(|at| cell(at).into())
            .collect(),
    };
    Calendar {
        kind: kind.into(),
        columns: names
            .map(|name| Column {
                short: name.clone(),
                name,
            })
            .collect::<Vec<_>>()
            .into(),
        rows: rows.iter().enumerate().map(row).collect(),
    }
}

pub(super) const YEARS: &[(&str, &str, u64)] = &[
    ("2014", "2014", 120),
    ("2015", "2015", 410),
    ("2016", "2016", 365),
    ("2017", "2017", 198),
];

pub(super) const MONTHS: &[(&str, &str, u64)] = &[
    ("janvier", "2017-01", 2),
    ("mars", "2017-03", 14),
    ("septembre", "2017-09", 30),
    ("octobre", "2017-10", 28),
];

pub(super) fn days() -> Vec<(String, String, u64)> {
    (1..=31)
        .map(|day| (day.to_string(), format!("2017-10-{day:02}"), day * 7 % 12))
        .collect()
}

pub(super) fn terms() -> Vec<TermRow> {
    [
        ("reconstruction", 310),
        ("déminage", 204),
        ("routes", 98),
        ("écoles", 51),
        ("eau", 12),
    ]
    .map(|(name, number)| TermRow {
        name: name.into(),
        url: "term.html".into(),
        count: count(number),
    })
    .to_vec()
}

pub(super) fn term_view() -> TermView {
    TermView {
        taxonomy: "places".into(),
        name: "Rahma".into(),
        spellings: vec!["Er-Rahma".into(), "رحمة".into()],
        language: None,
        url: "term.html".into(),
        count: count(1093),
        first: Some(date("3 juin 2014", "3 juin 2014", "2014-06-03")),
        last: Some(date("26 octobre 2017", "26 oct. 2017", "2017-10-26")),
        latitude: Some(34.5),
        longitude: Some(41.9),
        companions: vec![Companions {
            taxonomy: "actors".into(),
            terms: terms(),
        }],
        feed: Some(feed("Rahma", "rahma.atom", "application/atom+xml")),
    }
}

pub(super) fn home(tag: &str) -> HomePage {
    let mut page = page("home", "Archive du fleuve", tag);
    page.breadcrumbs.clear();
    HomePage {
        site: site(tag),
        page,
        newest: cards(),
        count: count(1093),
        chart: bars(YEARS),
        calendar: Some(table("years", &["2014", "2015", "2016", "2017"], 12)),
        days: bars(&[("26 octobre 2017", "2017-10-26", 12)]),
        taxonomies: ["tags", "places", "people", "languages"]
            .map(|taxonomy| TaxonomyLink {
                taxonomy: taxonomy.into(),
                url: "taxonomy.html".into(),
                count: count(5),
                terms: terms(),
            })
            .to_vec(),
        undated: Some(link("Sans date", "undated.html", false)),
        latest: Some(link("octobre 2017", "month.html", false)),
    }
}

pub(super) fn calendar(title: &str, list: List) -> CalendarPage {
    let of_day = list.level == "day";
    CalendarPage {
        site: site("fr"),
        page: page(&list.level, title, "fr"),
        events: of_day.then(cards).unwrap_or_default(),
        places: of_day.then(terms).unwrap_or_default(),
        week: of_day.then(|| table("weeks", &[""], 7)),
        list,
    }
}
