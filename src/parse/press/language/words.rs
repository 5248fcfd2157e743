//! Owns the small words that stand in any paragraph of a language, and the letters of the Latin script that tell neighbours apart.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::scripts::Letters;

/// Small words, by language. A word of several languages counts less for each.
#[rustfmt::skip]
const SMALL_WORDS: [(&str, &str); 37] = [
    (
        "fr",
        "le la les des du de et une un dans pour que qui est par sur au aux avec ont plus a à ce cette son sa ses il elle ils pas ne se été en d l c'est mais après selon leur leurs lors était",
    ),
    (
        "en",
        "the of and to in that was were for on with has have by is from said at it as a an be his her he she they after who which are not but will its this their had been more",
    ),
    (
        "es",
        "el los las del de y una en que por con para se fue más ha su al lo la como un sus según han tras este esta desde entre es pero también sobre son hasta fueron sin",
    ),
    (
        "de",
        "der die das und den dem des von mit ist im auf für nicht ein eine einen einer sich werden wurde auch zu bei nach aus in es am an als dass hat haben sagte sind wie sei zum zur",
    ),
    (
        "tr",
        "ve bir bu için ile olarak olan da de dedi göre çok daha sonra ise ettiği kadar nin ın ta te den dan tarafından olduğu olduğunu yaptığı etti oldu kez ne gibi kişi yeni son ilk",
    ),
    (
        "kmr",
        "û ku bi ji di li de ya yê yên hat hatin hate jî bo her wê kir kirin ser dijî ev vê vî wî got dike dikin bû bûn ne an ên gelek nav piştî roja kes heta jê xwe da ta çend were",
    ),
    (
        "it",
        "il gli lo della dello delle degli dei che di e nel nella con sono per alla al dei una un più è anche ha da le non si dal dalla hanno stato del i come dopo in ma secondo suo sua",
    ),
    (
        "pt",
        "o os do da dos das que em não uma um com para foi ao mais na no nas nos se e são por à pelo pela mas também seu sua de a as após segundo está ter foram disse",
    ),
    (
        "nl",
        "de het een van en dat op zijn voor met niet aan ook werd bij naar door in is te die der om er maar als uit over na nog worden heeft hebben was dit ze hij zei",
    ),
    (
        "pl",
        "i w na z że się do nie jest to o po przez za od jak ale dla oraz po został zostały były był było są ich jego jej który która które tym tego przy przed także już ze we",
    ),
    (
        "cs",
        "a v na se je že do s z o k po za pro jak ale ve od jsou byl bylo byla být který která které by také podle při jeho si to po před už jejich až tak nebo",
    ),
    (
        "sk",
        "a v na sa je že do s z o k po za pre ako ale vo od sú bol bolo bola byť ktorý ktorá ktoré by aj podľa pri jeho si to pred už ich až tak alebo",
    ),
    (
        "ro",
        "și de la în a cu pe că nu din o un să au fost este pentru mai care după prin sau al ale lui s-a sunt va la dar această unei unui către între si in ca sa",
    ),
    (
        "hr",
        "i u na je se da su od za s o kako nije ili koji koja koje će bi iz po do prema nakon kod također što te bio bila bilo biti ali još rekao više dana njegov ovo godine",
    ),
    (
        "hu",
        "a az és hogy nem egy is meg volt van de el mint már csak még vagy ki ez azt után szerint lett pedig ezt ha való majd között több által miatt",
    ),
    (
        "sv",
        "och att det som en på är av för med den till i inte om har de ett var sig från vid han men kan efter eller under sa blev ska över också",
    ),
    (
        "da",
        "og at det som en på er af for med den til i ikke om har de et var sig fra ved han men kan efter eller under sagde blev skal over også der blevet mod havde",
    ),
    (
        "nb",
        "og at det som en på er av for med den til i ikke om har de et var seg fra ved han men kan etter eller under sa ble skal over også ble mot hadde opp",
    ),
    (
        "fi",
        "ja on ei että se oli ovat hän kun myös mutta kuin sen joka jotka mukaan sekä vuoden olla jo tai niin ole eivät kanssa jälkeen vuonna",
    ),
    (
        "ca",
        "el la els les de i que en una un per amb és no al dels del va ha ser han més com però també aquest aquesta segons fins des sobre seva seu pel hi",
    ),
    (
        "az",
        "və bir bu üçün ilə olan da də ki edib olub isə görə çox daha sonra qədər deyib tərəfindən olduğu sonra edilib bildirib ildə azərbaycan onun həmin",
    ),
    (
        "id",
        "yang dan di ke dari untuk dengan pada dalam itu ini tidak akan adalah oleh telah juga sebagai mereka kata atau ada karena lebih bisa para",
    ),
    (
        "sq",
        "dhe të në e i për me nga një që është se ka u si do më por ishte nuk janë kanë pas tha edhe ose",
    ),
    (
        "sl",
        "in je v na se da so za z s o kot ni pa bi ki iz po do tudi bil bila bilo biti ali še več po pri leta",
    ),
    (
        "lt",
        "ir į kad su iš yra bet apie po už buvo ar jis taip metų pagal kaip dėl nuo prie dar",
    ),
    (
        "et",
        "ja on ei et see oli ta kui ning mis ka aga või kes oma seda pärast välja kuni",
    ),
    (
        "sw",
        "ya na wa kwa ni katika za la hiyo huo watu kuwa hii kama baada lakini pia cha",
    ),
    (
        "so",
        "oo iyo ka ku in ay waxa u la uu soo waxaa ee si",
    ),
    (
        "uk",
        "і в на з що не за до та у й від про як це його але які який під час після через також був була було є її їх або щоб також при для наразі",
    ),
    (
        "ru",
        "и в на с что не по за до из от о как это его но который которые под во после также был была было его их или чтобы при для у к а со",
    ),
    (
        "bg",
        "и на за от в се да с че не по са до е като при но е който които което след също през той това ще или му са им във със още",
    ),
    (
        "be",
        "і ў на з што не за да па з у ад пра як гэта яго але які якія пасля таксама быў была было або каб",
    ),
    (
        "sr",
        "и у на је се да су од за с о као није или који која које ће би из по до према након такође што те био била али још",
    ),
    (
        "mk",
        "и на за од во се да со не по до е но која кои кој што беше или ќе како при",
    ),
    (
        "ar",
        "في من على إلى أن التي الذي عن مع هذا هذه بعد قال وقال ما لا كان كانت بين كما ولم لم قد وقد ذلك وفي خلال حيث الى ان او أو وأن إن وكان ومن أنه عام يوم حتى",
    ),
    (
        "fa",
        "در از به که را این است با برای آن و های می شد شده بر تا یک خود اين کرد بود نیز وی هم کرده گفت ها شده اند اما پس روز دو باید",
    ),
    (
        "ckb",
        "لە بۆ لەگەڵ و کە بە ئەو ئەم کرد دەکات هەروەها سەر بوو بووە ناو دوای کردووە لەو له به‌ بۆ ئه‌و",
    ),
];

/// Letters of the Latin script that few languages have.
#[rustfmt::skip]
const MARKED: [(&str, &str); 22] = [
    ("ß", "de"), ("äöü", "de sv fi hu tr et az"), ("ñ", "es"), ("ãõ", "pt"), ("ç", "fr pt tr kmr az ca sq"), ("êû", "kmr fr"), ("î", "kmr fr ro"),
    ("ş", "tr kmr az ro"), ("ğı", "tr az"), ("ə", "az"), ("łżźęąćń", "pl"), ("ěřů", "cs"), ("ľĺŕ", "sk"), ("ýžšč", "cs sk hr sl lt"), ("đ", "hr"),
    ("șțăţ", "ro"), ("őű", "hu"), ("å", "sv da nb"), ("øæ", "da nb"), ("èù", "fr it ca"), ("ò", "it ca"), ("ë", "sq nl"),
];

struct Words {
    /// For each small word its languages, by their places.
    of: HashMap<&'static str, Vec<usize>>,
    /// The same for letters, with what each says.
    letters: HashMap<char, (Vec<usize>, f32)>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let mut of: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, (_, list)) in SMALL_WORDS.iter().enumerate() {
        for word in list.split(' ') {
            let languages = of.entry(word).or_default();
            if languages.last() != Some(&at) {
                languages.push(at);
            }
        }
    }
    let mut letters = HashMap::new();
    for (marked, list) in MARKED {
        let known = |tag: &str| SMALL_WORDS.iter().position(|(known, _)| *known == tag);
        let languages: Vec<usize> = list.split(' ').filter_map(known).collect();
        for letter in marked.chars() {
            letters.insert(letter, (languages.clone(), 0.6 * weight(languages.len())));
        }
    }
    Words { of, letters }
});

/// What a sign says that so many languages have.
fn weight(languages: usize) -> f32 {
    1.0 / (languages.max(1) as f32).sqrt()
}

/// The language whose small words and letters a sample has, and how sure that is.
pub(super) fn told(sample: &str, letters: &Letters) -> Option<(&'static str, f32)> {
    let known = &*WORDS;
    let mut scores = [0_f32; SMALL_WORDS.len()];
    let (mut count, mut small) = (0_usize, 0_usize);
    let mut lower = String::new();
    for word in sample.split(|c: char| !(c.is_alphabetic() || matches!(c, '\u{200c}' | '\u{307}')))
    {
        if word.is_empty() {
            continue;
        }
        count += 1;
        lower.clear();
        // The Turkish capital leaves a dot behind.
        lower.extend(
            word.chars()
                .flat_map(char::to_lowercase)
                .filter(|&c| c != '\u{307}'),
        );
        if let Some(languages) = known.of.get(lower.as_str()) {
            small += 1;
            let weight = weight(languages.len());
            languages.iter().for_each(|&at| scores[at] += weight);
        }
        if !lower.is_ascii() && letters.latin > 0 {
            for c in lower.chars().filter(|c| !c.is_ascii()) {
                if let Some((languages, weight)) = known.letters.get(&c) {
                    languages.iter().for_each(|&at| scores[at] += weight);
                }
            }
        }
    }
    // Azerbaijani shares its words and letters with Turkish, but no sentence of it lacks its own vowel.
    if !sample.contains(['ə', 'Ə']) {
        let azerbaijani = SMALL_WORDS.iter().position(|(tag, _)| *tag == "az");
        azerbaijani.into_iter().for_each(|at| scores[at] = 0.0);
    }
    let best = (0..scores.len()).max_by(|&one, &two| scores[one].total_cmp(&scores[two]))?;
    let others = (0..scores.len())
        .filter(|&at| at != best)
        .map(|at| scores[at]);
    let second = others.fold(0.0, f32::max);
    let score = scores[best];
    if small == 0 && score < 1.0 || score * 14.0 < count as f32 {
        return None;
    }
    let clear = (score - second) / score;
    let sure = match () {
        () if score >= 6.0 && clear >= 0.2 => 0.95,
        () if score >= 3.0 && clear >= 0.25 => 0.85,
        () if score >= 1.5 && clear >= 0.3 => 0.72,
        () if clear >= 0.15 => 0.55,
        () => 0.35,
    };
    Some((SMALL_WORDS[best].0, sure))
}
