//! Links, their headings, and sentences that look like them, in invented words.

use super::*;
use crate::parse::press::dates::Order;
use crate::parse::press::lines;

fn claims(text: &str) -> Claims {
    let (blocks, _) = lines::blocks(text);
    let context = Context {
        order: Order::of(""),
        dated: true,
    };
    let mut claims = Claims::default();
    recognise(&blocks[0], context, &mut claims);
    claims
}

#[test]
fn each_way_to_lead_elsewhere_is_read() {
    let title = "Le pont du nord a rouvert";
    let mut faults = Vec::new();
    for form in [
        "À lire aussi @",
        "A lire aussi: @",
        "A LIRE AUSSI | @",
        ">> A lire aussi : @",
        ">> Lire : @",
        "→ Lire aussi : @",
        "▶ Lire aussi : @",
        "►À lire aussi@",
        "► À LIRE. @",
        "À lire aussi@",
        "Lire > @",
        "Lire également : @",
        "Notre dossier : @",
        "Sur le même sujet : @",
        "Pour aller plus loin : @",
        "En savoir plus : @",
        "READ MORE: @",
        "Read more@",
        "[Read: @]",
        "ALSO READ | @",
        "Also read | @",
        "MUST READ: @",
        "Related: @",
        "RELATED ARTICLE @",
        "MORE: @",
        "SEE ALSO: @",
        "@ READ MORE",
        "@ Next Story",
        "@ | mehr",
        ">> @",
        "→ @",
        "Lea también: @",
        "LEE TAMBIÉN: @",
        "LEE TAMBIÉN @",
        "Te puede interesar: @",
        "Más información: @",
        "Lesen Sie auch: @",
        "Lesen Sie hier: @",
        "Mehr zum Thema: @",
        "Lesetipp: @",
        "Auch interessant: @",
        "اقرأ أيضا: @",
        "إقرأ المزيد: @",
        "طالع أيضاً: @",
        "لا يفوتك: @",
        "Читайте також: @",
        "ЧИТАЙТЕ ТАКОЖ: @",
        "ДИВІТЬСЯ ТАКОЖ: @",
        "Читайте также: @",
        "Смотри также @",
        "İLGİLİ HABER @",
        "TIKLAYIN | @",
        "Bunlar da ilginizi çekebilir: @",
        "Herwiha bixwîne: @",
        "بابەتی پەیوەندیدار: @",
        "Czytaj więcej: @",
        "Zobacz też: @",
        "Leggi anche: @",
        "Leia também: @",
        "Lees ook: @",
        "بیشتر بخوانید: @",
        "MORE : @",
        "[@ ]",
        "[ @ ]",
        "Зверніть увагу @",
        "Читайте материал \"@\"",
        "ئەمەش بخوێنەوە: @",
        "Also on example.org @",
        "Auch auf beispiel.de: @",
        "@ Подробнее",
        "@ Weiterlesen",
    ] {
        let text = form.replace('@', title);
        let link = parse(&text);
        let good = link.as_ref().is_some_and(|link| link.words == title);
        if !good || claims(&text).certainty(&[Role::Related]) < 0.7 {
            faults.push(format!("{text}: {link:?} {:?}", claims(&text)));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn an_address_is_kept_apart() {
    for (text, words) in [
        ("- [The bridge](https://example.org/b)", "The bridge"),
        ("Read also: The bridge https://example.org/b", "The bridge"),
        (
            "Read also: The bridge (https://example.org/b)",
            "The bridge",
        ),
    ] {
        let link = parse(text).expect(text);
        assert_eq!(
            (link.words.as_str(), link.url.as_deref()),
            (words, Some("https://example.org/b")),
            "{text}"
        );
    }
    assert_eq!(
        with_url("https://example.org/b").words,
        "https://example.org/b"
    );
    assert_eq!(
        entry("• The bridge is open | mehr").words,
        "The bridge is open"
    );
}

#[test]
fn headings_of_links_are_known_in_every_language() {
    let mut faults = Vec::new();
    for text in [
        "À lire aussi",
        "A lire aussi :",
        "Sur le même thème",
        "Pour aller plus loin",
        "La rédaction vous recommande",
        "Read more",
        "Related Coverage",
        "More on this story",
        "What to read next",
        "Recommended Stories",
        "SEE ALSO:",
        "Read more from the coast:",
        "Read more about bridges in the north:",
        "Noticias relacionadas",
        "Más información",
        "Te puede interesar:",
        "Seguí leyendo",
        "Otras noticias de la costa",
        "Mehr zum Thema",
        "Weitere Artikel",
        "Mehr zu diesem Thema:",
        "اقرأ أيضا",
        "مواضيع ذات صلة",
        "قد يعجبك أيضا",
        "المزيد حول هذه القصة",
        "قصص مقترحة",
        "مختارات",
        "اخترنا لكم",
        "المزيد من شؤون محلية",
        "أخبار متعلقة",
        "Читайте також",
        "Матеріали за темою",
        "Otras noticias de Sarn del Norte",
        "Mehr zum Brücken-Streit",
        "More: Bridges",
        "MORE ON THE COAST",
        "We recommend:",
        "La sélection de la rédaction",
        "مواضيع ذات علاقة",
        "بابەتە هاوشێوەکان",
        "Nûçeyên pêwendîdar",
        "Читайте также:",
        "По теме",
        "Материалы по теме:",
        "ДРУГИЕ НОВОСТИ",
        "İlginizi Çekebilir",
        "İlgili haberler",
        "Benzer haberler",
        "Nûçeyên têkildar",
        "بابەتی پەیوەندیدار",
        "Polecamy",
        "مطالب مرتبط",
    ] {
        if claims(text).certainty(&[Role::RelatedHeading]) < 0.7 {
            faults.push(format!("{text}: {:?}", claims(text)));
        }
    }
    for text in [
        "En Çok Okunan Haberler",
        "Most read",
        "Популярні новини",
        "САМОЕ ЧИТАЕМОЕ",
        "Las más leídas",
        "Related topics",
        "الأكثر قراءة",
        "يتصدر الآن",
        "As mais lidas",
        "Sponsored content",
        "Most read in News",
        "Les plus lus dans la région",
        "Últimas noticias",
        "Последние новости",
        "Son haberler",
        "آخر الأخبار",
    ] {
        if claims(text).certainty(&[Role::PromoHeading, Role::RelatedHeading]) < 0.8 {
            faults.push(format!("{text}: {:?}", claims(text)));
        }
    }
    for text in [
        "Sommaire",
        "In this article",
        "Inhalt",
        "İÇİNDEKİLER",
        "المحتويات",
        "Зміст",
        "Naverok",
    ] {
        if claims(text).certainty(&[Role::ContentsHeading]) < 0.8 {
            faults.push(format!("{text}: {:?}", claims(text)));
        }
    }
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn a_sentence_is_no_link() {
    for text in [
        "Read aloud in court, the letter asked for mercy.",
        "Read more about the bridge and you will see why nobody wants to pay.",
        "Voir la ville depuis la colline reste possible.",
        "Lire la ville comme un livre, voilà son métier.",
        "Lee dijo que el puente seguirá cerrado hasta el lunes.",
        "Mehr als hundert Menschen kamen zur Brücke.",
        "Related families were given tents, the office said.",
        "More than forty people crossed the river on Monday.",
        "شاهد السكان الدخان يتصاعد من الجسر صباح الاثنين.",
        "اقرأ الرسالة على الحضور ثم غادر القاعة.",
        "Читайте вслух, попросил судья, и она начала читать.",
        "See you at the bridge, she told them before she left.",
        "Oku atan çocuklar köprüden uzaklaştırıldı.",
        "Background noise was heard before the bridge fell.",
        "The next story of the building will be finished in May.",
        "[Passage omitted about the harbour]",
        "[Editor's note: the town has two names]",
        "More on the coast was lost than in the hills",
        "The bridge and the mill that nobody asked for More",
        "Also on the coast the mills stood still",
    ] {
        assert!(
            claims(text).certainty(&[Role::Related, Role::RelatedHeading]) < 0.5,
            "{text} {:?}",
            claims(text)
        );
    }
}

#[test]
fn the_last_teaser_of_all_is_cut_off_as_those_before_it() {
    use crate::parse::press::lines;
    let told = "The bridge of Sarn was opened again on Monday after a year of work, and the first lorries crossed it in the morning, the mayor \
        said, while traders waited on both banks for their goods from the coast.\n\n";
    let teaser = "The owners of the house have told the council of the town on Monday that nobody will...\n\n";
    let titles = [
        "Ferry men strike again",
        "Harbour is sold again",
        "Trains stand still again",
    ];
    let foot = titles.map(|title| format!("{title}\n\n{teaser}")).concat();
    let (blocks, _) = lines::blocks(&format!("{}{foot}", told.repeat(3)));
    let mut claims = vec![Claims::default(); blocks.len()];
    beside(&blocks, &mut claims);
    let last = claims.last().expect("the last teaser");
    assert!(last.certainty(&[Role::Noise]) >= 0.8, "{last:?}");
}
