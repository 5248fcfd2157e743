//! An article with all that one can have, and one in Arabic.

use serde_json::json;

use super::{arabic_card, card, date, language};
use crate::model::Extra;
use crate::view::*;

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
        src: if kind == "image" { "carte.svg" } else { "" }.into(),
        srcset: String::new(),
        tint: String::new(),
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
            MediaView {
                src: "carte.png-960w.jpg".into(),
                srcset: "carte.png-480w.webp 480w, carte.png-960w.webp 960w".into(),
                tint: "#8a7f6e".into(),
                ..media("image")
            },
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
        more: vec![
            card("Trêve de trois jours dans la vallée", "2016-12").into(),
            arabic_card("2017-10-25").into(),
        ],
        previous: Some(card("Les relevés de puits reprennent à Darna", "2017-09-02").into()),
        next: Some(arabic_card("2017-10-28").into()),
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
