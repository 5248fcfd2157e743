//! Views as an archive would make them, with invented places and events: each kind of page once, with everything on it.

mod article;
mod lists;

pub(crate) use article::{arabic_article, article};

use crate::model::{Extra, Language};
use crate::view::*;
use lists::{MONTHS, YEARS, calendar, days, home, list, term_view, terms};

/// The policy that pages carry: nothing but the site's own files.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'";

pub(crate) fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a language")
}

pub(crate) fn site(tag: &str) -> Ready<Site> {
    let language = language(tag);
    Site {
        title: "Archive du fleuve".into(),
        description: "Dépêches d’un conflit imaginaire, classées et vérifiées".into(),
        base_url: "https://archive.example/".into(),
        direction: language.direction(),
        language,
        home: "index.html".into(),
        style: "style.css".into(),
        logo: None,
        footer: String::new(),
        icon: "favicon.svg".into(),
        navigation: vec![
            link("Accueil", "index.html", false),
            link("Méthode", "methode.html", false),
            link("Mentions légales", "mentions.html", false),
        ],
        sections: vec![
            link("Sujets", "tags.html", false),
            link("Lieux", "places.html", false),
            link("2017", "2017.html", true),
        ],
        verify: link("Vérifier une copie", "verify.html", false),
        feeds: vec![
            feed("Fil Atom", "feed.atom", "application/atom+xml"),
            feed("Fil JSON", "feed.json", "application/feed+json"),
        ],
        generator: "depeche 0.1.0".into(),
        extra: Extra::default(),
    }
    .into()
}

pub(crate) fn page(kind: &str, title: &str, tag: &str) -> Page {
    let language = language(tag);
    Page {
        kind: kind.into(),
        title: title.into(),
        description: "Ce que contient cette page, en une phrase.".into(),
        direction: language.direction(),
        language,
        path: format!("{kind}.html"),
        url: format!("https://archive.example/{kind}.html"),
        root: String::new(),
        breadcrumbs: vec![
            link("Accueil", "index.html", false),
            link("2017", "2017.html", false),
            link("octobre", "10.html", false),
        ],
        trail: vec![
            link("Lieux", "places.html", false),
            link("Rahma", "term.html", false),
        ],
        alternates: Vec::new(),
        feeds: Vec::new(),
        policy: POLICY.into(),
    }
}

pub(crate) fn link(label: &str, url: &str, current: bool) -> Link {
    Link {
        label: label.into(),
        url: url.into(),
        current,
    }
}

fn feed(title: &str, url: &str, mime: &str) -> FeedLink {
    FeedLink {
        title: title.into(),
        url: url.into(),
        mime: mime.into(),
    }
}

pub(crate) fn date(text: &str, short: &str, iso: &str) -> DateView {
    DateView {
        text: text.into(),
        short: short.into(),
        iso: iso.into(),
        edtf: iso.into(),
        language: language("fr"),
        direction: crate::model::Direction::Ltr,
        words: String::new(),
        uncertain: false,
        approximate: false,
        inferred_from: String::new(),
        precision: match iso.len() {
            4 => "year",
            7 => "month",
            _ => "day",
        }
        .into(),
        time: String::new(),
        url: String::new(),
    }
}

pub(crate) fn count(value: u64) -> Count {
    Count {
        value,
        text: value.to_string(),
    }
}

pub(crate) fn card(headline: &str, iso: &str) -> Card {
    Card {
        id: format!("{iso}-article"),
        url: "article.html".into(),
        kicker: "Vallée haute".into(),
        headline: headline.into(),
        summary: "Les équipes de déminage ont ouvert un passage large de six mètres ; les premiers camions de farine l’ont emprunté dans l’après-midi, sous escorte.".into(),
        date: Some(date(iso, iso, iso).into()),
        language: language("fr"),
        language_name: "français".into(),
        direction: crate::model::Direction::Ltr,
        foreign: false,
        places: vec!["Rahma".into(), "Tell Asfar".into()],
        retracted: false,
        warnings: Vec::new(),
    }
}

pub(crate) fn arabic_card(iso: &str) -> Card {
    Card {
        kicker: String::new(),
        headline: "عودة المدرسة إلى حيّ الجسر بعد ثلاث سنوات".into(),
        summary:
            "فتحت المدرسة الابتدائية أبوابها صباح الأحد أمام مئة وعشرين تلميذًا، في مبنى رُمّم نصفه فقط."
                .into(),
        language: language("ar"),
        language_name: "العربية".into(),
        direction: crate::model::Direction::Rtl,
        foreign: true,
        warnings: vec!["récit de morts".into()],
        ..card("", iso)
    }
}

fn article_page(title: &str, kind: &str, tag: &str, article: ArticleView) -> Box<ArticlePage> {
    let mut page = page(kind, title, tag);
    page.alternates.clone_from(&article.translations);
    Box::new(ArticlePage {
        site: site("fr"),
        page,
        article,
    })
}

/// Each kind of page, with a name to tell it by.
pub(crate) fn all() -> Vec<(&'static str, View)> {
    let days = days();
    let days: Vec<(&str, &str, u64)> = days
        .iter()
        .map(|(label, iso, count)| (label.as_str(), iso.as_str(), *count))
        .collect();
    let retracted = ArticleView {
        retracted: true,
        body: String::new(),
        media: Vec::new(),
        corrections: vec![CorrectionView {
            kind: "retraction".into(),
            date: Some(date("2 novembre 2017", "2 nov. 2017", "2017-11-02")),
            text: "Aucun des témoins cités n’a pu être retrouvé.".into(),
        }],
        ..article()
    };
    let mut whole = list("all", YEARS, true);
    whole.title = String::new();
    (whole.previous, whole.next, whole.up) = (None, None, None);
    let empty = List {
        articles: Vec::new(),
        chart: Vec::new(),
        count: count(0),
        ..list("day", &[], false)
    };
    vec![
        (
            "article",
            View::Article(article_page(
                "Le pont de Rahma rouvre à la circulation",
                "article",
                "fr",
                article(),
            )),
        ),
        (
            "arabe",
            View::Article(article_page(
                "عودة المدرسة إلى حيّ الجسر",
                "article",
                "ar",
                arabic_article(),
            )),
        ),
        (
            "retracted",
            View::Article(article_page("Le pont de Rahma", "article", "fr", retracted)),
        ),
        (
            "methode",
            View::Page(article_page(
                "Méthode",
                "page",
                "fr",
                ArticleView {
                    headline: "Méthode".into(),
                    media: Vec::new(),
                    ..article()
                },
            )),
        ),
        ("index", View::Home(Box::new(home("fr")))),
        ("home-ar", View::Home(Box::new(home("ar")))),
        (
            "home-empty",
            View::Home(Box::new(HomePage {
                newest: Vec::new(),
                chart: Vec::new(),
                calendar: None,
                days: Vec::new(),
                latest: None,
                taxonomies: Vec::new(),
                undated: None,
                count: count(0),
                ..home("en")
            })),
        ),
        (
            "year",
            View::Calendar(Box::new(calendar("2017", list("year", MONTHS, false)))),
        ),
        (
            "month",
            View::Calendar(Box::new(calendar(
                "octobre 2017",
                list("month", &days, true),
            ))),
        ),
        (
            "day",
            View::Calendar(Box::new(calendar(
                "26 octobre 2017",
                list("day", &[], false),
            ))),
        ),
        (
            "empty",
            View::Calendar(Box::new(calendar("26 octobre 2017", empty))),
        ),
        (
            "undated",
            View::Calendar(Box::new(calendar("Sans date", list("undated", &[], true)))),
        ),
        (
            "term",
            View::Term(Box::new(TermPage {
                site: site("fr"),
                page: page("term", "Rahma", "fr"),
                term: term_view(),
                list: whole,
            })),
        ),
        (
            "term-month",
            View::Term(Box::new(TermPage {
                site: site("fr"),
                page: page("term", "Rahma, octobre 2017", "fr"),
                term: term_view(),
                list: list("month", &days, true),
            })),
        ),
        (
            "taxonomy",
            View::Taxonomy(Box::new(TaxonomyPage {
                site: site("fr"),
                page: page("taxonomy", "Sujets", "fr"),
                taxonomy: "tags".into(),
                count: count(5),
                groups: ["A", "É", "#", "ع"]
                    .map(|letter| TermGroup {
                        letter: letter.into(),
                        terms: terms(),
                    })
                    .to_vec(),
            })),
        ),
        (
            "404",
            View::NotFound(Box::new(PlainPage {
                site: site("fr"),
                page: page("not-found", "Page introuvable", "fr"),
                style: "main{margin:1em}".into(),
                years: vec![link("2017", "https://archive.example/2017.html", false)],
            })),
        ),
        (
            "verify",
            View::Verify(Box::new(VerifyPage {
                site: site("fr"),
                page: page("verify", "Vérifier une copie", "fr"),
                key: "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3".into(),
            })),
        ),
        (
            "redirect",
            View::Redirect(Box::new(RedirectPage {
                site: site("fr"),
                page: page("redirect", "Le pont", "fr"),
                target: link(
                    "Le pont de Rahma rouvre à la circulation",
                    "article.html",
                    false,
                ),
            })),
        ),
    ]
}
