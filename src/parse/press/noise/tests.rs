//! Owns the table tests of noise: what each rule must claim, and what none may.

mod hours;
mod house;
mod news;
mod reader;

use super::*;
use crate::parse::press::dates::Order;
use crate::parse::press::lines;

fn claims(text: &str) -> Claims {
    let (blocks, _) = lines::blocks(text);
    assert_eq!(blocks.len(), 1, "{text}");
    let context = Context {
        order: Order::of(""),
        dated: true,
    };
    let mut claims = Claims::default();
    recognise(&blocks[0], context, &mut claims);
    claims
}

fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// Each line is claimed by the rule, at least so surely.
fn each(faults: &mut Vec<String>, role: Role, rule: &str, least: f32, texts: &[&str]) {
    for text in texts {
        let claims = claims(text);
        let sure = claims
            .iter()
            .filter(|bid| bid.role == role && bid.rule == rule)
            .any(|bid| bid.confidence >= least);
        if !sure {
            faults.push(format!("{rule}: {text}: {claims:?}"));
        }
    }
}

#[test]
fn buttons_and_bars_of_them() {
    let mut faults = Vec::new();
    each(
        &mut faults,
        Role::Noise,
        "press/button",
        0.85,
        &[
            "Share",
            "Tweet",
            "Imprimer",
            "Passer la publicité",
            "Publicité",
            "REKLAM",
            "HABERİN DEVAMI",
            "РЕКЛАМА",
            "إعلان",
            "Anzeige",
            "Advertisement",
            "– Publicité –",
            "Story continues below advertisement",
            "opens new tab",
            "Görseli Büyüt",
            "Enlarge this image",
            "toggle caption",
            "Skip Ad",
            "Parve bike",
            "Поділитися",
            "Поделиться",
            "هاوبەشی پێکردن",
            "Teilen",
            "Compartir",
            "Udostępnij",
            "A+",
            "Print article",
            "Hauptinhalt",
            "Version imprimable",
            "Версия для печати",
            "المحتوى الرئيسي",
            "Accessibility links",
            "Reading mode",
            "Copy link",
            "skip past newsletter promotion",
            "n/a",
            "Google News'te takip et",
            "Abone Ol",
            "Reuse this content",
            "HIDE CAPTION –",
        ],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/share-bar",
        0.85,
        &[
            "Facebook Twitter WhatsApp",
            "Share Save",
            "Tweet · Email",
            "Share | Print | Email",
            "Facebook X Email Share",
            "A- A A+ Stampa",
            "Partager : l'article sur Facebook, l'article sur X",
            "Share this via Facebook",
            "Вподобати Прокоментувати Поширити",
            "Paylaş Yazdır",
            "نشر تغريد شارك",
            "Teilen Tweeten Drucken",
        ],
    );
    none(&faults);
}

#[test]
fn counters_players_and_reading_times() {
    let mut faults = Vec::new();
    each(
        &mut faults,
        Role::Noise,
        "press/counter",
        0.7,
        &[
            "1/3",
            "Photo 2 of 7",
            "941 comments",
            "View comments941",
            "13267 المشاهدات",
            "Yorumlar 0",
            "Comentarios 15",
            "128",
            "2 318",
            "Read 128 Comments",
            "0 commentaire",
            "1 of 24",
            "12,340 views",
            "Comments (3)",
            "Коментарі 4",
            "5 просмотров",
            "list 1 of 3",
            "3 / 12",
            "1 із 3",
            "14 reacties",
            "۷۴۴",
            "View comments (12)",
        ],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/reading-time",
        0.75,
        &[
            "Temps de lecture : 3 min",
            "5 min read",
            "Lesedauer: 4 Min.",
            "مدة القراءة",
            "Xwendin 3 xulek",
            "Okuma süresi: 5 dk",
            "Час читання: 2 хв",
            "3 мин. чтения",
            "1 دقيقة قراءة",
            "Lecture 2 min.",
            "4 minute read",
            "- 1 minuto de lectura",
            "2 min Temps de lecture",
            "3 dk okuma",
            "2 хв читати",
        ],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/player",
        0.7,
        &[
            "0:00/0:45",
            "Listen · 3:14",
            "مدة الفيديو 02 minutes 47 seconds",
            "Écouter - 02:14",
            "00:00 / 02:41",
            "4:12",
            "Listen to this article · 6:21 min",
        ],
    );
    none(&faults);
}

#[test]
fn other_machinery() {
    let mut faults = Vec::new();
    each(
        &mut faults,
        Role::Noise,
        "press/lone-letters",
        0.8,
        &["x y z", "×x", "T", "F Y T I R", "ع ع ع"],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/breadcrumb",
        0.8,
        &[
            "Home > World > Africa",
            "Accueil / Monde",
            "Anasayfa » Asayiş » Haber",
            "Homepage > News > World >",
            "Головна / Харків / Війна",
            "سەرەتا / کوردستان / هەواڵ",
            "Sie befinden sich hier:",
        ],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/address",
        0.8,
        &[
            "https://example.org/a/b?c=1",
            "www.example.com",
            "example.org",
            "DAWNLIGHT.COM",
        ],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/e-mail",
        0.8,
        &[
            "desk@example.org",
            "E-mail: desk@example.org",
            "[email protected]",
        ],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/handle",
        0.7,
        &["@a_reporter"],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/file-name",
        0.8,
        &["bridge at dusk.jpg", "338Bdf87 D328 45F5", "IMG_2231.JPEG"],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/weather",
        0.8,
        &["Tolwa 23 °C", "İskele 21 °C"],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/ticker",
        0.8,
        &["BIST 9477.34", "Euro 36.1941", "• Dolar 34.4839"],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/script",
        0.8,
        &[
            "{{article.title}}",
            "[ad_1]",
            "<p>",
            "</div>",
            "googletag.cmd.push(function() { show(); });",
        ],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/separator",
        0.9,
        &["***", "|", "___", "* * *", "—", "•", "="],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/label",
        0.65,
        &["Published", "Auteur :", "Автор"],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/links-bar",
        0.8,
        &["Terms | Index | Help | Work here | Shop"],
    );
    none(&faults);
}

#[test]
fn what_a_house_says_for_itself() {
    let mut faults = Vec::new();
    each(
        &mut faults,
        Role::Noise,
        "press/form",
        0.7,
        &[
            "Sign up for our daily newsletter and never miss a story.",
            "Suivez l'actualité du pays avec l'application du Courrier",
            "Підписуйтесь на наш Telegram-канал, щоб знати більше",
            "Abonnieren Sie unseren WhatsApp-Kanal",
            "Recevez chaque matin notre newsletter",
            "لمتابعة آخر الأخبار حمل تطبيق المنارة",
            "Подписывайтесь на наш канал в Telegram",
            "Bizi Google News'ten takip edin",
            "Síguenos en WhatsApp y recibe las noticias",
            "Follow us on Facebook",
            "Download our app for the latest news",
            "Ji bo nûçeyên nû kanala me ya Telegramê bişopînin",
            "Téléchargez l'application",
            "Want more? Subscribe to our newsletter.",
            "Якщо ви помітили помилку, виділіть її мишкою та натисніть Ctrl+Enter",
            "Zapisz się do newslettera",
        ],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/notice",
        0.8,
        &[
            "Our Standards: The Thomson Reuters Trust Principles.",
            "معاييرنا: مبادئ الثقة في تومسون رويترز.",
            "This article is more than 5 years old",
            "A version of this article appears in print on May 3, 2011, on Page A4.",
            "This is a developing story and will be updated.",
            "Translated by Ada Merin",
            "The views expressed in this article are the author's own.",
            "In der Sendung von gestern. Dieser Artikel wurde am 3. Mai geändert.",
        ],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/rights",
        0.8,
        &[
            "© 2019 The Tolwa Courier. All Rights Reserved.",
            "Copyright 2018 The Tolwa Courier",
            "Tous droits réservés",
            "جميع الحقوق محفوظة © 2021",
            "© 2010 - 2024. Всі права захищено.",
            "(c) Copyright Tolwa Wire 2023.",
            "Tüm hakları saklıdır",
            "هەموو مافەکان پارێزراون",
            "Alle Rechte vorbehalten",
        ],
    );
    each(
        &mut faults,
        Role::Policy,
        "press/policy",
        0.6,
        &[
            "Privacy policy",
            "By submitting your comment you agree to our terms of use.",
            "Nutzungsbedingungen | Datenschutzerklärung",
            "سياسة الخصوصية",
            "This site may set cookies on your device; see our privacy policy.",
        ],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/author-box",
        0.6,
        &["Ada Merin is a freelance reporter based in Tolwa."],
    );
    none(&faults);
}

#[test]
fn the_furniture_of_wires() {
    let mut faults = Vec::new();
    each(
        &mut faults,
        Role::Noise,
        "press/wire-header",
        0.75,
        &[
            "eca0124 3 i 93  dpa 1888",
            "r i BC-ABC-DEF 05-03 0400",
            "a0123",
            "u w BC-Rawa-Bridge 03-04 0211",
            "BC-ML--Rawa-Bridge, 2nd Ld-Writethru",
            "U I 0214 BJA-T89",
            "ZCZC AFP117",
            "AM-Bridge,1st Ld-Writethru,0412",
            "ТАС1207 3 Б 087 ТАСС 0642",
            "bdi0123 4 pl 210",
            "Slugline: Rawa-bridge",
            "HFR",
            "Message-ID: <a1@example.org>",
            "FOR IMMEDIATE RELEASE",
            "AP-ML--Rawa Bridge,412",
        ],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/slug",
        0.75,
        &[
            "Yemen/conflict/",
            "MIDEAST-CRISIS/SYRIA (UPDATE 2)",
            "Rawa-pont-trafic,LEAD",
            "/YRT-KAZA-GÜNCELLEME/",
            "bridge-closed-north",
            "RAWA-BRIDGE/ (PIX, TV)",
        ],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/document-number",
        0.8,
        &["DEV-MUC3-0001 (NOSC)", "SC/14612", "AFR51123456"],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/wire-note",
        0.85,
        &[
            "(Adds comments)",
            "Eds: Adds details from the mayor. With photos.",
            "(ACTUALISATION avec bilan et réaction)",
            "(Corrects spelling of the town in paragraph 2)",
            "(ATTN: ADDS details in paras 4-5)",
            "ATTENTION - ADDS quotes from the mayor ///",
            "(дополнено)",
            "^Eds: UPDATES throughout.",
            "[Updates with reaction]",
        ],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/continued",
        0.7,
        &[
            "(MORE)",
            "(suit)",
            "(Sürecek)",
            "-more-",
            "(продолжение следует)",
            "(يتبع)",
            "(à suivre)",
        ],
    );
    each(
        &mut faults,
        Role::End,
        "press/end",
        0.85,
        &[
            "(END)",
            "-30-",
            "###",
            "# # #",
            "ENDS",
            "انتهى",
            "- ENDE -",
            "NNNN",
            "ends/",
            "- انتهى -",
            "(FIN)",
            "-0-",
        ],
    );
    each(
        &mut faults,
        Role::Headline,
        "press/wire-headline",
        0.75,
        &[
            "Road to the north closed for repairs =",
            "ROAD TO THE NORTH CLOSED=",
        ],
    );
    each(
        &mut faults,
        Role::PromoHeading,
        "press/foot-heading",
        0.7,
        &[
            "Notes to Editors",
            "About us",
            "# Notebook",
            "Contact:",
            "Pressekontakt",
            "Editorial contacts",
            "للمزيد من المعلومات",
        ],
    );
    each(
        &mut faults,
        Role::Noise,
        "press/contact",
        0.7,
        &["For more information, please contact: Ada Merin, desk@example.org, +999 555 0100"],
    );
    each(
        &mut faults,
        Role::Crosshead,
        "press/marked-heading",
        0.5,
        &["# Notebook", "## Internet links"],
    );
    none(&faults);
}

#[test]
fn tags_and_their_lists() {
    for (text, expected) in [
        (
            "Tags: bridge, river , Rawa",
            vec!["bridge", "river", "Rawa"],
        ),
        ("#bridge #river", vec!["bridge", "river"]),
        ("#Haïti", vec!["Haïti"]),
        ("تاگەکان: لافاو، رانیە", vec!["لافاو", "رانیە"]),
        (
            "İlgili Konular: #ateşkes #müzakere",
            vec!["ateşkes", "müzakere"],
        ),
        ("TAGS: #rawa #bridge", vec!["rawa", "bridge"]),
        ("Mots-clés : pont | rivière", vec!["pont", "rivière"]),
    ] {
        let claims = claims(text);
        assert!(claims.certainty(&[Role::Tags]) >= 0.7, "{text}: {claims:?}");
        assert_eq!(tags(text), expected, "{text}");
    }
}

#[test]
fn names_with_an_age_are_text_and_dates_are_not() {
    for text in [
        "Ana Ruiz, 34, a nurse",
        "Петро Коваль, 1987 року народження, Тирса;",
        "ئازاد عومەر، 63 ساڵ",
    ] {
        assert!(is_person(text), "{text}");
    }
    for text in [
        "Tolwa, 12 March",
        "Rawa, 2019",
        "Lorries cross the river",
        "Tolwa, 300 trucks",
    ] {
        assert!(!is_person(text), "{text}");
    }
}
