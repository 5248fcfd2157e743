//! Views as an archive would make them, with invented places and events: each kind of page once, with everything on it.

use serde_json::json;

use crate::model::{Extra, Language};
use crate::view::*;

/// The policy that pages carry: nothing but the site's own files.
pub(crate) const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; base-uri 'none'; form-action 'none'";

pub(crate) fn language(tag: &str) -> Language {
    Language::parse(tag).expect("a language")
}

pub(crate) fn site(tag: &str) -> Site {
    let language = language(tag);
    Site {
        title: "Archive du fleuve".into(),
        description: "Dépêches d’un conflit imaginaire, classées et vérifiées".into(),
        base_url: "https://archive.example/".into(),
        direction: language.direction(),
        language,
        home: "index.html".into(),
        style: "style.css".into(),
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
        feeds: vec![
            feed("Fil Atom", "feed.atom", "application/atom+xml"),
            feed("Fil JSON", "feed.json", "application/feed+json"),
        ],
        generator: "depeche 0.1.0".into(),
        extra: Extra::default(),
    }
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
        date: Some(date(iso, iso, iso)),
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

fn cards() -> Vec<Card> {
    let mut inferred = card("Le pont de Rahma rouvre à la circulation", "2017-10-26");
    if let Some(date) = &mut inferred.date {
        date.uncertain = true;
    }
    vec![
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
    ]
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

fn name(name: &str, role: &str) -> NameView {
    NameView {
        name: name.into(),
        role: role.into(),
        url: "term.html".into(),
    }
}

fn rights() -> RightsView {
    RightsView {
        holder: "Archive du fleuve".into(),
        licence: "CC BY 4.0".into(),
        url: "https://creativecommons.org/licenses/by/4.0/".into(),
        usage: "Texte d’exemple".into(),
    }
}

fn media(kind: &str) -> MediaView {
    MediaView {
        kind: kind.into(),
        url: match kind {
            "caption" => "",
            "image" => "carte.svg",
            "video" => "pont.webm",
            "audio" => "temoin.ogg",
            _ => "rapport.pdf",
        }
        .into(),
        width: if kind == "image" { 1200 } else { 0 },
        height: if kind == "image" { 700 } else { 0 },
        alt: if kind == "image" {
            "Carte de la vallée : le pont au centre, la route à l’est."
        } else {
            ""
        }
        .into(),
        caption: "Le pont de Rahma et la route de l’est, d’après les relevés d’octobre 2017."
            .into(),
        credit: "Dessin : Archive du fleuve".into(),
        sensitive: false,
        rights: None,
        poster: String::new(),
        captions: if kind == "video" { "pont.vtt" } else { "" }.into(),
    }
}

pub(crate) fn article() -> ArticleView {
    ArticleView {
        id: "2017-10-26-pont-de-rahma".into(),
        permalink: "https://archive.example/2017/10/26/pont-de-rahma.html".into(),
        language: language("fr"),
        language_name: "français".into(),
        direction: crate::model::Direction::Ltr,
        kicker: "Vallée haute".into(),
        headline: "Le pont de Rahma rouvre à la circulation".into(),
        headline_stands_in: false,
        standfirst: Some(StandfirstView {
            label: "RECONSTRUCTION".into(),
            text: "Coupé depuis trois ans, l’ouvrage laisse de nouveau passer les camions, un sens à la fois et sous surveillance.".into(),
        }),
        byline: "La rédaction avec Agence du Levant".into(),
        authors: Vec::new(),
        agencies: vec![AgencyView {
            name: "Agence du Levant".into(),
            role: "with".into(),
            url: "term.html".into(),
        }],
        dateline: Some(DatelineView {
            verbatim: "Rahma, le 26 octobre".into(),
            place: "Rahma".into(),
            date: None,
        }),
        event: Some(date("25 octobre 2017", "25 oct. 2017", "2017-10-25")),
        published: Some(DateView {
            uncertain: true,
            inferred_from: "« ce jeudi », et la légende datée du 24 octobre 2017".into(),
            words: "ce jeudi".into(),
            time: "20:34 (UTC+03:00)".into(),
            ..date("26 octobre 2017", "26 oct. 2017", "2017-10-26")
        }),
        modified: Some(date("27 octobre 2017", "27 oct. 2017", "2017-10-27")),
        retrieved: Some(DateView {
            precision: "interval".into(),
            iso: "2018-01/2018-03".into(),
            ..date("entre janvier et mars 2018", "2018", "2018-01")
        }),
        body: BODY.into(),
        words: 210,
        tags: vec![name("reconstruction", ""), name("routes", "")],
        conflicts: vec![name("Guerre de la vallée", "")],
        places: vec![
            PlaceView {
                name: "Rahma".into(),
                kind: "ville".into(),
                latitude: Some(34.5),
                longitude: Some(41.9),
                precision: "localité".into(),
                url: "term.html".into(),
            },
            PlaceView {
                name: "تل أصفر".into(),
                kind: String::new(),
                latitude: None,
                longitude: None,
                precision: String::new(),
                url: String::new(),
            },
        ],
        people: vec![name("Samir Haddoune", "ingénieur en chef")],
        actors: vec![name("Conseil de la vallée", "")],
        casualties: vec![CasualtyView {
            kind: "killed".into(),
            group: "civils".into(),
            figure: "12 à 15".into(),
            verbatim: "une quinzaine de morts".into(),
            attributed_to: "la protection civile".into(),
            as_of: Some(date("25 octobre 2017", "25 oct. 2017", "2017-10-25")),
        }],
        verification: Some(VerificationView {
            status: "recoupé".into(),
            by: "la rédaction".into(),
            method: "Deux témoins joints par téléphone et une image satellite.".into(),
        }),
        sources: vec![SourceView {
            url: "https://source.example/pont".into(),
            archived_url: "https://copie.example/pont".into(),
            title: "Relevé des ouvrages, octobre".into(),
            publisher: "Conseil de la vallée".into(),
            retrieved: Some(date("28 octobre 2017", "28 oct. 2017", "2017-10-28")),
            sha256: "4f".repeat(32),
        }],
        rights: Some(rights()),
        warnings: vec!["récit de morts".into(), "scènes de violence".into()],
        corrections: vec![CorrectionView {
            date: Some(date("27 octobre 2017", "27 oct. 2017", "2017-10-27")),
            kind: "correction".into(),
            text: "Une première version situait le pont à l’ouest de la ville ; il est à l’est.".into(),
        }],
        media: vec![
            media("image"),
            MediaView { sensitive: true, ..media("image") },
            media("video"),
            media("audio"),
            media("file"),
            media("caption"),
        ],
        related: vec![
            RelatedView {
                label: "Les relevés de puits reprennent à Darna".into(),
                url: "article.html".into(),
                target: "article".into(),
                language: None,
                direction: crate::model::Direction::Ltr,
            },
            RelatedView {
                label: "Récit : trois ans sans pont".into(),
                url: String::new(),
                target: "missing".into(),
                language: None,
                direction: crate::model::Direction::Ltr,
            },
        ],
        more: vec![card("Trêve de trois jours dans la vallée", "2016-12"), arabic_card("2017-10-25")],
        previous: Some(card("Les relevés de puits reprennent à Darna", "2017-09-02")),
        next: Some(arabic_card("2017-10-28")),
        translations: vec![Alternate {
            language: language("ar"),
            direction: crate::model::Direction::Rtl,
            name: "العربية".into(),
            headline: "جسر رحمة يُفتح من جديد".into(),
            url: "arabe.html".into(),
            absolute: "https://archive.example/arabe.html".into(),
        }],
        retracted: false,
        format: "press".into(),
        sha256: "a1".repeat(32),
        json_ld: r#"{"@context":"https://schema.org","@type":"NewsArticle","headline":"Le pont de Rahma rouvre"}"#.into(),
        citation: vec![MetaTag {
            name: "citation_title".into(),
            content: "Le pont de Rahma rouvre à la circulation".into(),
        }],
        image: "https://archive.example/carte.svg".into(),
        extra: Extra(json!({ "section": "Monde" }).as_object().expect("a map").clone()),
    }
}

const BODY: &str = "<p>Les équipes du conseil de la vallée ont posé mercredi les deux dernières travées métalliques. La circulation se fait <strong>un sens à la fois</strong>, de six heures à la tombée du jour, et les véhicules de plus de vingt tonnes restent interdits<sup><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup>.</p>
<h2 id=\"une-file\">Une file de trois kilomètres</h2>
<p>« Nous attendions depuis l’aube », dit un chauffeur venu de Darna avec un chargement de farine. Derrière lui, des camionnettes de matelas, de pompes, de vitres.</p>
<blockquote><p>On ne répare pas une ville par le milieu, mais il faut bien commencer quelque part.</p></blockquote>
<ul><li>deux travées remplacées ;</li><li>un garde-corps provisoire.</li></ul>
<table><thead><tr><th scope=\"col\">Ouvrage</th><th scope=\"col\">État</th></tr></thead><tbody><tr><td>Pont de Rahma</td><td>ouvert</td></tr><tr><td>Gué de Tell Asfar</td><td>fermé</td></tr></tbody></table>
<p>Le détour par le gué, seul passage jusqu’ici, prenait quatre heures par temps sec. <a href=\"article.html\">La route de l’est</a> doit suivre au printemps.</p>
<section class=\"footnotes\"><h2 id=\"notes\">Notes</h2><ol><li id=\"fn-1\"><p>Selon l’arrêté du conseil. <a href=\"#fnref-1\" aria-label=\"Retour au texte\">↩</a></p></li></ol></section>";

pub(crate) fn arabic_article() -> ArticleView {
    ArticleView {
        id: "2017-10-25-madrasa".into(),
        language: language("ar"),
        language_name: "العربية".into(),
        direction: crate::model::Direction::Rtl,
        kicker: "حيّ الجسر".into(),
        headline: "عودة المدرسة إلى حيّ الجسر بعد ثلاث سنوات".into(),
        standfirst: Some(StandfirstView {
            label: String::new(),
            text: "فتحت المدرسة الابتدائية أبوابها صباح الأحد أمام مئة وعشرين تلميذًا، في مبنى رُمّم نصفه فقط.".into(),
        }),
        byline: "مكتب التحرير".into(),
        dateline: None,
        published: Some(date("25 أكتوبر 2017", "25 أكتوبر 2017", "2017-10-25")),
        event: Some(date("22 أكتوبر 2017", "22 أكتوبر 2017", "2017-10-22")),
        body: "<p>قالت مديرة المدرسة إن الدروس تُعطى على فترتين، صباحية ومسائية، حتى تُصلح قاعات الطابق العلوي. وجلس التلاميذ الصغار على مقاعد جُمعت من ثلاث مدارس أخرى.</p><h2 id=\"mqaad\">مقاعد من ثلاث مدارس</h2><p>وأضافت أن الكتب لم تصل بعد، وأن المعلمين يكتبون الدروس على السبورة ثم يمحونها.</p>".into(),
        media: vec![],
        casualties: vec![],
        corrections: vec![],
        warnings: vec![],
        translations: vec![],
        ..article()
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

pub(crate) fn list(level: &str, chart: &[(&str, &str, u64)], partial: bool) -> List {
    List {
        title: "octobre 2017".into(),
        level: level.into(),
        count: count(chart.iter().map(|bar| bar.2).sum::<u64>().max(5)),
        articles: cards(),
        partial,
        chart: bars(chart),
        previous: Some(link("septembre 2017", "2017-09.html", false)),
        next: Some(link("novembre 2017", "2017-11.html", false)),
        up: Some(link("2017", "2017.html", false)),
    }
}

const YEARS: &[(&str, &str, u64)] = &[
    ("2014", "2014", 120),
    ("2015", "2015", 410),
    ("2016", "2016", 365),
    ("2017", "2017", 198),
];

const MONTHS: &[(&str, &str, u64)] = &[
    ("janvier", "2017-01", 2),
    ("mars", "2017-03", 14),
    ("septembre", "2017-09", 30),
    ("octobre", "2017-10", 28),
];

fn days() -> Vec<(String, String, u64)> {
    (1..=31)
        .map(|day| (day.to_string(), format!("2017-10-{day:02}"), day * 7 % 12))
        .collect()
}

fn terms() -> Vec<TermRow> {
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

pub(crate) fn term_view() -> TermView {
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
        feed: Some(feed("Rahma", "rahma.atom", "application/atom+xml")),
    }
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

fn home(tag: &str) -> HomePage {
    let mut page = page("home", "Archive du fleuve", tag);
    page.breadcrumbs.clear();
    HomePage {
        site: site(tag),
        page,
        newest: cards(),
        count: count(1093),
        chart: bars(YEARS),
        taxonomies: ["tags", "places", "people", "languages"]
            .map(|taxonomy| TaxonomyLink {
                taxonomy: taxonomy.into(),
                url: "taxonomy.html".into(),
                count: count(5),
                terms: terms(),
            })
            .to_vec(),
        undated: Some(link("Sans date", "undated.html", false)),
    }
}

fn calendar(title: &str, list: List) -> CalendarPage {
    CalendarPage {
        site: site("fr"),
        page: page(&list.level, title, "fr"),
        list,
    }
}
