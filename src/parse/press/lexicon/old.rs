//! Owns the patterns that the recognisers have not yet given up for the lexicon's phrases.

use regex::Regex;

/// Makes a pattern once; all patterns of this folder are ours and tested by use.
pub(in crate::parse::press) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of ours")
}

/// Declares patterns that are compiled at their first use.
macro_rules! patterns {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)*) => {
        $($(#[$doc])* pub(in crate::parse::press) static $name: std::sync::LazyLock<regex::Regex> =
            std::sync::LazyLock::new(|| $crate::parse::press::lexicon::pattern(&$text));)*
    };
}
pub(in crate::parse::press) use patterns;

/// News agencies and outlets that supply others, as they sign.
const AGENCIES: &str = "AFP|Agence France[- ]Presse|Thomson Reuters|Reuters|REUTERS|The Associated Press|Associated Press|AP|UPI|EFE|Efe|Europa Press|ANSA|Ansa|AdnKronos|dpa|DPA|epd|KNA|sda|SDA|Keystone-ATS|ATS|APA|Xinhua|XINHUA|TASS|ITAR-TASS|Tass|Interfax-Ukraine|Interfax|INTERFAX|RIA Novosti|RIA|Ukrinform|UNIAN|UKRINFORM|Anadolu Agency|Anadolu Ajansı|Anadolu|AA|İHA|DHA|SANA|IRNA|ISNA|Mehr|Fars|Tasnim|Yonhap|YONHAP|Kyodo|KCNA|PTI|ANI|IANS|Bernama|Antara|Belga|BELGA|ANP|Lusa|LUSA|NTB|TT|Ritzau|STT|PAP|ČTK|CTK|TASR|MTI|Tanjug|HINA|Hina|BTA|Agerpres|ANF|ANHA|Rûdaw|Rudaw|Kurdistan 24|Mezopotamya|Notimex|Télam|Telam|Prensa Latina|CNN|BBC|RFE/RL|VOA|Al Jazeera|Al-Jazeera|KUNA|WAM|SPA|MENA|APS|Petra|INA|NINA|Ma'an|WAFA|AAP|PA Media|Press Association|The Canadian Press|Canadian Press|Bloomberg|IRIN|MINA|أ ف ب|أ\\.ف\\.ب|ا ف ب|أف ب|فرانس برس|وكالة فرانس برس|رويترز|د ب أ|د\\.ب\\.أ|أ ب|أ\\.ب|أسوشيتد برس|أسوشييتد برس|الأناضول|سانا|واع|وام|واس|كونا|بترا|وفا|سي إن إن|سي ان ان|الجزيرة|وكالات|الوكالات|شينخوا|تاس|سبوتنيك|نوفوستي|Рейтер|Рейтерс|Укрінформ|УКРІНФОРМ|Укринформ|УНІАН|УНИАН|Інтерфакс-Україна|Интерфакс-Украина|ИНТЕРФАКС-УКРАИНА|Интерфакс|ИНТЕРФАКС|РИА Новости|РИА|ТАСС|ИТАР-ТАСС|РБК-Україна|РБК|Франс Пресс|Ассошиэйтед Пресс|agences|agencies|Agences|Agencies|AGENCIES|AGENCES|agencias|Agencias|AGENCIAS|Agenturen|агентства|Ajanslar";

/// Picture desks, and words that stand in their place.
const DESKS: &str = "Getty Images|Getty|GETTY IMAGES|AFP/Getty|AP Photo|AP Images|Shutterstock|SHUTTERSTOCK|SIPA PRESS|SIPA|Sipa|Abaca|ABACA|Imago|IMAGO|imago images|picture[- ]alliance|Picture[- ]Alliance|EPA-EFE|EPA|epa|Magnum|Handout|HANDOUT|iStock|Alamy|NurPhoto|NURPHOTO|ZUMA|Hans Lucas|Maxar|Planet Labs|Archives?|ARCHIVES?|Flickr|Wikimedia|Wikipedia|US Army|U\\.S\\. Army|Telegram|MAXPPP|MaxPPP|Reporters|Keystone|LaPresse|ullstein bild|Anadolu Images|Photonews|DR|D\\.R\\.|CC BY[-A-Z]*";

patterns! {
    /// One agency as a whole word.
    AGENCY = format!(r"\b(?:{AGENCIES})(?:\b|$)");
    /// Nothing but agencies.
    ONLY_AGENCIES = format!(r"^[(/]?(?:{AGENCIES})(?:(?:\s*(?:[,/+&|،-]|\b(?:et|and|und|y|و|та|и|ve|avec|with)\b)\s*|\s+)(?:{AGENCIES}))*[)/]?\.?$");
    /// A whole agency's name.
    WHOLE_AGENCY = format!(r"^(?:{AGENCIES})$");
    /// One or more at the very end of a text, in brackets or after a dash or a sentence.
    SIGN_OFF = format!(r"(?:\s[-–—]+\s?|[(/]\s?|[.!?…»”]\s)(?<agency>(?:{AGENCIES})(?:[,/\s]+(?:{AGENCIES}))*)\s?[)/]?\.?$");
    /// One that supplies pictures, as a whole word.
    DESK = format!(r"\b(?:{DESKS}|{AGENCIES})(?:\b|$)");
    /// Opens a line that leads to another article, and needs nothing more to be one.
    RELATED = format!(r"(?i)^\W{{0,4}}(?:{RELATED_STRONG}|(?:{RELATED_WEAK})\s*[:：|]|(?:>>|→|►|▶|➡️?|☞)\s*)\s*[:：|>–—»]*\s*");
}

const RELATED_STRONG: &str = "[àa] lire aussi|lire aussi|lire également|[àa] lire également|[àa] voir aussi|voir aussi|[àa] relire|pour aller plus loin|sur le même (?:sujet|thème)|read more|read also|also read|read next|see also|more on this(?: story)?|related (?:story|stories|article|articles|content|news)|recommended(?: stories| reading)?|lea también|lee también|leer también|lea además|lee además|le puede interesar|te puede interesar|vea también|véase también|más información|lesen sie (?:auch|mehr|hier)|lesen sie dazu|mehr zum thema|mehr dazu|auch interessant|siehe auch|zum thema|اقرأ أيضا[ًً]?|اقرأ أيضًا|إقرأ أيضا[ً]?|اقرا ايضا|اقرأ المزيد|اقرأ كذلك|طالع أيضا[ً]?|شاهد أيضا[ً]?|مواضيع ذات صلة|أخبار ذات صلة|читайте також|читайте також|читайте ще|читайте также|читать также|дивіться також|смотрите также|по теме|за темою|czytaj (?:więcej|także|też|również)|zobacz (?:także|też)|przeczytaj|leggi anche|leia (?:também|mais)|lees ook|ayrıca (?:okuyun|bakınız)|bunu da okuyun|ilgili haber(?:ler)?|bixwînin|her wiha bixwînin|هەروەها بخوێنەوە|زیاتر بخوێنەوە|بیشتر بخوانید";
const RELATED_WEAK: &str = "lire|voir|[àa] lire|[àa] voir|read|watch|related|more|see|lea|lee|vea|lesen|mehr|اقرأ|شاهد|طالع|читайте|читати|читать|oku|izle|bixwîne";
/// The agencies that a text names, in order, each once.
pub(in crate::parse::press) fn agencies(text: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for found in AGENCY.find_iter(text) {
        if !names.iter().any(|name| name == found.as_str()) {
            names.push(found.as_str().to_owned());
        }
    }
    names
}

/// Small words between the parts of a name or a place.
pub(in crate::parse::press) fn is_particle(word: &str) -> bool {
    matches!(
        word.trim_matches([',', '.', ';']),
        "de" | "du"
            | "des"
            | "d"
            | "la"
            | "le"
            | "les"
            | "el"
            | "al"
            | "Al"
            | "the"
            | "of"
            | "et"
            | "and"
            | "und"
            | "y"
            | "e"
            | "von"
            | "van"
            | "der"
            | "den"
            | "da"
            | "dos"
            | "bin"
            | "ibn"
            | "abu"
            | "avec"
            | "with"
            | "mit"
            | "con"
            | "in"
            | "à"
            | "at"
            | "sur"
            | "am"
            | "im"
            | "an"
            | "near"
            | "und/oder"
            | "i"
            | "та"
            | "и"
            | "і"
            | "ve"
            | "û"
            | "près"
            | "für"
            | "for"
            | "pour"
            | "via"
            | "/"
            | "|"
            | "-"
            | "–"
            | "—"
            | "&"
            | "+"
            | "·"
    )
}

/// Whether each word but particles starts with a capital, or with a letter of a script without capitals.
pub(in crate::parse::press) fn is_titled(text: &str) -> bool {
    let mut any = false;
    text.split_whitespace().all(|word| {
        let first = word
            .trim_start_matches(|c: char| !c.is_alphanumeric())
            .chars()
            .next();
        let good = match first {
            None => true,
            Some(c) => {
                any |= c.is_alphabetic();
                !c.is_lowercase()
            }
        };
        let lower_article = [
            "d’", "d'", "l’", "l'", "al-", "el-", "as-", "at-", "ar-", "ash-",
        ]
        .iter()
        .any(|start| word.starts_with(start));
        good || is_particle(word)
            || lower_article
            || WHOLE_AGENCY.is_match(word.trim_matches([',', '(', ')']))
    }) && any
}

/// A text for comparison: lower case, letters and digits with single spaces.
pub(in crate::parse::press) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_alphanumeric() {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            out.extend(c.to_lowercase());
        } else {
            gap = true;
        }
    }
    out
}
