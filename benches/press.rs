//! Owns the measurement of the reader of press copy: a megabyte of each shape that copy comes in. `cargo bench --bench press`.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use depeche::diag::SourceText;
use depeche::parse::press;

const MEGABYTE: usize = 1_000_000;

const HEAD: &str = "Society\n\nBridge of Rawa opens again after a year\n\nBy Ada Merin\n\nPublished 4 March 2018\n\nShare Save\n\n\
    Lorries cross the northern bridge. (Tolwa Wire)\n\nRAWA, March 4 (AFP) - The bridge was opened to traffic again on Monday.\n\n";

const ENGLISH: &str = "The office for roads said that the northern bridge had been closed since the flood of last spring, and that two of its \
    pillars were rebuilt by a firm from the capital. A trader on the market told the newspaper that prices had risen by a third, and that he \
    hoped to sell melons on both sides of the river again before the end of the month. ";

const ARABIC: &str = "وقال مكتب الطرق إن الجسر الشمالي أغلق منذ فيضان الربيع الماضي، وإن شركة من العاصمة أعادت بناء اثنتين من دعائمه. وأضاف تاجر في \
    السوق أن الأسعار ارتفعت بمقدار الثلث، وأنه يأمل أن يبيع البطيخ على ضفتي النهر قبل نهاية الشهر. ";

const SHORT: [&str; 8] = [
    "Share",
    "12 comments",
    "Read more: The mill is at work again",
    "The mill is at work again",
    "Advertisement",
    "Photo: Ada Merin / AFP",
    "4 March 2018",
    "Rawa",
];

/// A page as a site gives it, which feeds and scrapers repeat.
const FRENCH_PAGE: &str = "Accueil > Monde\n\nLe pont de Rawa rouvre après un an de travaux\n\nLa route du nord est de nouveau libre, et les marchands \
    espèrent vendre leurs melons sur les deux rives avant la fin du mois.\n\nPar Ada Merin (avec AFP)\n\nPublié le 04/03/2018 à 15:33, mis à jour le \
    04/03/2018 à 18:02\n\nPartager\n\nEnvoyer par e-mail\n\nDes camions passent le pont du nord. Tolwa Wire / AFP\n\nLe pont a été rouvert à la \
    circulation lundi, a annoncé le bureau des routes, qui l'avait fermé après la crue du printemps dernier. Deux de ses piles ont été \
    reconstruites par une entreprise de la capitale.\n\n« Une année perdue »\n\nUn marchand a raconté au journal que les prix avaient monté d'un \
    tiers. « Nous attendions ce jour », a-t-il dit.\n\nÀ lire aussi : Le moulin de la vallée tourne de nouveau\n\nLe péage sera perçu jusqu'à \
    ce que les travaux soient payés, a précisé le maire.\n\nLire aussi\n\nLes passeurs du fleuve en grève\n\nLe marché de Sarn déménage\n\n\
    Mots-clés : pont, fleuve, Rawa\n\n12 commentaires\n\n";

const ARABIC_PAGE: &str = "الرئيسية | أخبار\n\nإعادة فتح جسر راوة بعد عام من الأعمال\n\nمشاركة\n\nآخر تحديث: 4 مارس 2018 15:33\n\n\
    شاحنات تعبر الجسر الشمالي (أ ف ب)\n\nراوة (أ ف ب) - أعيد فتح الجسر أمام حركة المرور يوم الاثنين، بحسب ما أعلن مكتب الطرق الذي أغلقه بعد \
    فيضان الربيع الماضي.\n\nوقال تاجر في السوق للصحيفة إن الأسعار ارتفعت بمقدار الثلث، وإنه يأمل أن يبيع البطيخ على ضفتي النهر قبل نهاية \
    الشهر.\n\nعام ضائع\n\nوأضاف رئيس البلدية أن رسوم العبور ستبقى إلى أن تدفع كلفة الأعمال.\n\nاقرأ أيضا: طاحونة الوادي تعمل من جديد\n\n\
    المصدر: وكالات\n\n";

/// Repeats a piece, given its number, until there is enough of it.
fn enough(piece: impl Fn(usize) -> String) -> String {
    let mut text = String::with_capacity(MEGABYTE + 2_000);
    for number in 0.. {
        if text.len() >= MEGABYTE {
            break;
        }
        text.push_str(&piece(number));
    }
    text
}

/// Wraps words at 68 columns, as a wire does.
fn wrapped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 20);
    let mut column = 0;
    for word in text.split_whitespace() {
        if column + word.len() > 68 {
            out.push('\n');
            column = 0;
        } else if column > 0 {
            out.push(' ');
        }
        out.push_str(word);
        column += word.len() + 1;
    }
    out
}

fn shapes() -> Vec<(&'static str, String)> {
    let short = |number: usize| SHORT[number % SHORT.len()];
    let mixed = |number: usize| format!("{}\n\n{number}. {ENGLISH}\n\n", short(number));
    vec![
        ("mixed", HEAD.to_owned() + &enough(mixed)),
        (
            "short-lines",
            enough(|number| format!("{} {number}\n", short(number))),
        ),
        (
            "one-line",
            enough(|number| format!("{ENGLISH}{number}    ")),
        ),
        (
            "wrapped",
            enough(|number| format!("{}\n\n", wrapped(&format!("{ENGLISH}{number}.")))),
        ),
        ("arabic", enough(|number| format!("{ARABIC}{number}\n\n"))),
        ("page-fr", enough(|_| FRENCH_PAGE.to_owned())),
        ("page-ar", enough(|_| ARABIC_PAGE.to_owned())),
        (
            "60k-lines",
            enough(|number| format!("{:.7} {number}\n\n", short(number))),
        ),
    ]
}

fn press(bench: &mut Criterion) {
    let mut group = bench.benchmark_group("press");
    group.sample_size(10);
    for (shape, text) in shapes() {
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_with_input(BenchmarkId::new("read", shape), &text, |bench, text| {
            bench.iter(|| black_box(press::read(&SourceText::new("copy.txt", text))));
        });
        group.bench_with_input(BenchmarkId::new("language", shape), &text, |bench, text| {
            bench.iter(|| black_box(press::detect_language(text)));
        });
    }
    group.finish();
}

criterion_group!(benches, press);
criterion_main!(benches);
