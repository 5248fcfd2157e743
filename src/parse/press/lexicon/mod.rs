//! Owns the words of the trade: names of agencies, labels, buttons, months, section headings of news sites, in files that an editor
//! can read (`words/*.txt`). One trie finds them all in one pass; what a word means at its place the recognisers decide.
//!
//! A file holds sections, `[kind]`, `[kind exact]` where capitals count (the agency AA is not the sound aa), or
//! `[kind 3]` with a number (the month of March); then lines of phrases, `fr: à lire aussi | lire aussi`, with their language or `*`.
//! A `~` at the end of a phrase stands for any ending of up to three letters, as Slavic and Kurdish grammar adds them.

pub(super) mod fold;
mod trie;

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

use fold::Folded;
use trie::Trie;

const FILES: [&str; 9] = [
    include_str!("words/agencies.txt"),
    include_str!("words/bylines.txt"),
    include_str!("words/dates.txt"),
    include_str!("words/labels.txt"),
    include_str!("words/links.txt"),
    include_str!("words/noise.txt"),
    include_str!("words/pictures.txt"),
    include_str!("words/places.txt"),
    include_str!("words/wire.txt"),
];

/// Declares the kinds of phrases and their names in the files.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)*) => {
        /// What a phrase is used for. A phrase may be of several kinds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(super) enum Kind { $($(#[$doc])* $kind,)* }

        impl Kind {
            fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$kind),)* _ => None }
            }
        }
    };
}

kinds! {
    /// A news agency, or an outlet that supplies others.
    Agency = "agency",
    /// One that supplies pictures, or a word in its place ("Handout").
    Desk = "desk",
    /// Before a name that signs: "Par", "By", "بقلم".
    By = "by",
    /// Before a source: "Source:", "المصدر".
    Source = "source",
    /// Before an agency that contributed: "avec", "mit Material von".
    With = "with",
    /// "Reporting by".
    Reporting = "reporting",
    /// "Editing by", "Writing by", "Photos by": hands that do not sign.
    Editing = "editing",
    /// Before a name that signs, with a colon between: "Author", "إعداد".
    ByLabel = "by-label",
    /// What signs in a person's place: "Staff and agencies", "Redacción".
    House = "house",
    /// A button after a name: "Follow", "Suivre".
    Follow = "follow",
    /// What a person is who signs: "correspondent", "envoyé spécial", "AP Sports Writer".
    Job = "job",
    /// A given name of a script without capitals.
    GivenName = "given-name",
    /// A city that datelines often name.
    City = "city",
    /// A word that no person is called: "News", "East".
    NoName = "no-name",
    /// A month, 1 to 12.
    Month = "month",
    /// A weekday, 0 for Monday to 6.
    Weekday = "weekday",
    /// "Published", "Publié le".
    Published = "published",
    /// "Updated", "آخر تحديث".
    Updated = "updated",
    /// Small words and units in a line of dates.
    DateFiller = "date-filler",
    /// A month whose name is another word too: "may", "лист".
    MonthWeak = "month-weak",
    /// A weekday cut short or ambiguous: "Fri", "pazar".
    WeekdayShort = "weekday-short",
    /// After the figure of a day: "er", "th", "ê".
    Ordinal = "ordinal",
    /// Between day, month and year: "de", "of".
    DateLink = "date-link",
    /// After a year: "року", "г".
    YearWord = "year-word",
    /// 0 for "a.m.", 1 for "p.m.".
    HalfDay = "half-day",
    /// After an hour: "h", "Uhr".
    HourMark = "hour-mark",
    /// A zone, by its hours east of Greenwich.
    ZoneHours = "zone-hours",
    /// A zone of no one offset: "ET", "heure de Paris".
    Zone = "zone",
    /// Before a span of time: "il y a".
    AgoBefore = "ago-before",
    /// After a span of time: "ago".
    AgoAfter = "ago-after",
    /// "heures", "days".
    TimeUnit = "time-unit",
    /// A word for the figure one: "une", "an".
    One = "one",
    /// "just now", "à l'instant".
    JustNow = "just-now",
    /// 0 for today, 1 for yesterday.
    RelativeDay = "relative-day",
    /// Before a weekday that is the text's own: "ce", "on".
    ThisDay = "this-day",
    /// Beside a weekday of another week: "dernier", "next".
    OtherDay = "other-day",
    /// Before the date of which a text speaks: "as of", "станом на".
    AsOf = "as-of",
    /// A spelling or a zone of British English.
    British = "british",
    /// A spelling or a zone of American English.
    American = "american",
    /// "VIDEO", "Exclusive", "عاجل": before a headline or a standfirst.
    Label = "label",
    /// Like a label, and glued to the headline by wires: "UPDATE 1-", "Exclusive-".
    WireLabel = "wire-label",
    /// A section of a paper: "Monde", "World".
    Section = "section",
    /// A paper or a site, as it ends the title of its pages.
    Outlet = "outlet",
    /// Leads to another article whatever follows: "À lire aussi".
    Related = "related",
    /// Leads to another article if a mark follows: "Lire :".
    RelatedWeak = "related-weak",
    /// Leads elsewhere from the end of a title: "Next Story", "| mehr".
    RelatedAfter = "related-after",
    /// Heads a list of other articles.
    RelatedHeading = "related-heading",
    /// Heads what a site puts between paragraphs to be seen.
    PromotionHeading = "promotion-heading",
    /// Between the entries of a list of links.
    ListButton = "list-button",
    /// Heads a list of the crossheads.
    ContentsHeading = "contents-heading",
    /// A button or a caption of machinery, as a whole line.
    Button = "button",
    /// An invitation, anywhere in a short line.
    Form = "form",
    /// Opens a line of self-promotion: "Podcast".
    Promotion = "promotion",
    /// A label that lost its value: "Author" alone on its line.
    LabelAlone = "label-alone",
    /// Before a list of tags.
    Tags = "tags",
    /// "Temps de lecture".
    ReadingTime = "reading-time",
    /// A button that may as well be a kicker or a heading: "Video", "Home".
    ButtonWeak = "button-weak",
    /// What is counted: "comments", with a number beside it.
    Counted = "counted",
    /// Between two figures of a counter: "of".
    CountLink = "count-link",
    /// "min", "minutes", "dakika".
    ReadingUnit = "reading-unit",
    /// Words of a player, beside a duration.
    Player = "player",
    /// Opens the path to a page: "Home", "Accueil".
    Crumb = "crumb",
    /// Exchanges and currencies.
    Ticker = "ticker",
    /// By which one subscribes: "newsletter", "Telegram".
    Channel = "channel",
    /// Opens a sentence that stands under or among every text of a house.
    Notice = "notice",
    /// "All rights reserved".
    Rights = "rights",
    /// "Privacy policy".
    Policy = "policy",
    /// Speaks to the reader or for the house: "your", "our".
    Addressing = "addressing",
    /// "is a correspondent".
    AuthorBox = "author-box",
    /// The text is over.
    End = "end",
    /// The text goes on in another piece of copy: "MORE", "Sürecek".
    Continued = "continued",
    /// A word of a header of wire copy.
    WireHeader = "wire-header",
    /// A mark of a wire alone on its line: "HFR".
    WireMark = "wire-mark",
    /// Opens a note to editors: "Adds".
    WireNote = "wire-note",
    /// A field of a message, before a colon: "Slugline".
    WireField = "wire-field",
    /// Heads the part of a release that is for the desk.
    FootHeading = "foot-heading",
    /// Heads such a part, or a chapter.
    FootHeadingWeak = "foot-heading-weak",
    /// Before a caption.
    Caption = "caption",
    /// Before a credit, at the start of a line or within a caption, with a mark after it.
    Credit = "credit",
    /// Before a credit, without a mark: "photo by".
    CreditBy = "credit-by",
    /// Whoever supplies pictures and no news.
    PictureSource = "picture-source",
    /// Says that a picture is old or stands for another: "file photo", "Symbolbild".
    FilePhoto = "file-photo",
    /// How captions tell where to look: "second from left".
    Scene = "scene",
    /// Machinery after a caption: "Buy photo".
    PictureButton = "picture-button",
    /// Machinery before a caption: "camera icon".
    PictureIcon = "picture-icon",
}

/// A phrase found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hit {
    pub kind: Kind,
    /// The number of a month or a weekday; else 0.
    pub value: u8,
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// A text with the phrases found in it.
#[derive(Debug, Clone)]
pub(super) struct Words<'a> {
    pub text: &'a str,
    hits: Cow<'a, [Hit]>,
}

impl<'a> Words<'a> {
    /// Looks a whole text up.
    pub fn of(text: &'a str) -> Self {
        Self {
            text,
            hits: Cow::Owned(hits(text)),
        }
    }

    /// A text whose phrases are known.
    pub fn known(text: &'a str, hits: &'a [Hit]) -> Self {
        Self {
            text,
            hits: Cow::Borrowed(hits),
        }
    }

    /// Every phrase, in order.
    pub fn each(&self) -> impl Iterator<Item = Hit> + '_ {
        self.hits.iter().copied()
    }

    /// Every phrase of a kind, in order, the longest of those that begin together first.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = Hit> + '_ {
        self.hits
            .iter()
            .copied()
            .filter(move |hit| hit.kind == kind)
    }

    /// Every phrase of some kinds, in order, the longest of those that begin together first.
    pub fn of_kinds<'k>(&'k self, kinds: &'k [Kind]) -> impl Iterator<Item = Hit> + 'k {
        self.hits
            .iter()
            .copied()
            .filter(|hit| kinds.contains(&hit.kind))
    }

    /// Whether there is one of a kind.
    pub fn has(&self, kind: Kind) -> bool {
        self.hits.iter().any(|hit| hit.kind == kind)
    }

    /// The longest phrase of a kind at the very start, marks and spaces before it aside.
    pub fn opens(&self, kind: Kind) -> Option<Hit> {
        let mut own = self.all(kind).peekable();
        own.peek()?;
        let start = self.text.find(fold::is_of_word)?;
        own.find(|hit| hit.start == start)
    }

    /// The phrase of a kind that the text is, marks and spaces around it aside.
    pub fn is(&self, kind: Kind) -> Option<Hit> {
        let mut own = self.all(kind).peekable();
        own.peek()?;
        let start = self.text.find(fold::is_of_word)?;
        let last = self.text.rfind(fold::is_of_word)?;
        let end = last + self.text[last..].chars().next().map_or(0, char::len_utf8);
        own.find(|hit| hit.start == start && hit.end == end)
    }

    /// The longest phrase of a kind that ends the text, marks and spaces after it aside.
    pub fn ends(&self, kind: Kind) -> Option<Hit> {
        let mut own = self.all(kind).peekable();
        own.peek()?;
        let last = self.text.rfind(fold::is_of_word)?;
        let end = last + self.text[last..].chars().next().map_or(0, char::len_utf8);
        own.find(|hit| hit.end == end)
    }
}

struct Entry {
    /// Its kinds; with the spelling that counts, where one does.
    uses: Vec<Use>,
    /// Whether an ending may follow.
    stem: bool,
}

struct Use {
    kind: Kind,
    value: u8,
    exact: Option<String>,
}

struct Lexicon {
    trie: Trie,
    entries: Vec<Entry>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let mut places: HashMap<(String, bool), u32> = HashMap::new();
    let mut entries: Vec<Entry> = Vec::new();
    let mut patterns = Vec::new();
    let mut folded = Folded::default();
    for phrase in FILES.iter().flat_map(|file| phrases(file)) {
        let (text, stem) = match phrase.text.strip_suffix('~') {
            Some(stem) => (stem, true),
            None => (phrase.text, false),
        };
        folded.set(text);
        let at = *places
            .entry((folded.text.clone(), stem))
            .or_insert_with_key(|(pattern, _)| {
                let at = entries.len() as u32;
                patterns.push((pattern.clone(), at));
                entries.push(Entry {
                    uses: Vec::new(),
                    stem,
                });
                at
            });
        entries[at as usize].uses.push(Use {
            kind: phrase.kind,
            value: phrase.value,
            exact: phrase.exact.then(|| text.to_owned()),
        });
    }
    Lexicon {
        trie: Trie::new(patterns),
        entries,
    }
});

/// A phrase as a file has it.
struct Phrase<'a> {
    kind: Kind,
    value: u8,
    exact: bool,
    text: &'a str,
}

/// Reads a file of the lexicon. The files are ours: a fault in one is found by the first test that runs.
fn phrases(file: &'static str) -> Vec<Phrase<'static>> {
    let mut phrases = Vec::new();
    let mut section = None;
    for line in file.lines().map(str::trim) {
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(head) = line
            .strip_prefix('[')
            .and_then(|line| line.strip_suffix(']'))
        {
            let mut parts = head.split(' ');
            let kind = parts.next().and_then(Kind::named);
            let kind = kind.unwrap_or_else(|| panic!("a kind that the lexicon has: [{head}]"));
            let rest: Vec<&str> = parts.collect();
            let value = rest.iter().find_map(|part| part.parse().ok()).unwrap_or(0);
            section = Some((kind, value, rest.contains(&"exact")));
            continue;
        }
        let (kind, value, exact) = section.expect("a section before the first phrase");
        let (_, list) = line
            .split_once(": ")
            .expect("a language before the phrases");
        for text in list
            .split('|')
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            phrases.push(Phrase {
                kind,
                value,
                exact,
                text,
            });
        }
    }
    phrases
}

/// The most letters that an ending may have.
const LONGEST_ENDING: usize = 3;

/// Every phrase in a text, by its start, the longest first of those that begin together.
pub(super) fn hits(text: &str) -> Vec<Hit> {
    thread_local! {
        static FOLDED: RefCell<Folded> = RefCell::default();
    }
    FOLDED.with_borrow_mut(|folded| {
        folded.set(text);
        find(text, folded)
    })
}

/// Goes along the trie from each place where a word may begin. Each step reads one byte, and no phrase is longer than a line of
/// the lexicon: linear time, and for most words two or three steps.
fn find(text: &str, folded: &Folded) -> Vec<Hit> {
    let lexicon = &*LEXICON;
    let mut hits: Vec<Hit> = Vec::new();
    let mut within_word = false;
    for (at, c) in folded.text.char_indices() {
        let of_word = fold::is_of_word(c);
        let begins = !(within_word && of_word);
        within_word = of_word;
        if !begins {
            continue;
        }
        let first = hits.len();
        lexicon.trie.walk(folded.text.as_bytes(), at, |end, entry| {
            let entry = &lexicon.entries[entry as usize];
            let Some(end) = word_end(&folded.text, end, entry.stem) else {
                return;
            };
            let (start, end) = (folded.origin(at), folded.origin(end));
            let fits = |given: &&Use| {
                let exact = given.exact.as_ref();
                exact.is_none_or(|exact| text.get(start..end) == Some(exact))
            };
            hits.extend(entry.uses.iter().filter(fits).map(|given| Hit {
                kind: given.kind,
                value: given.value,
                start,
                end,
            }));
        });
        if hits.len() - first > 1 {
            hits[first..]
                .sort_unstable_by_key(|hit| (std::cmp::Reverse(hit.end), hit.kind, hit.value));
        }
    }
    hits.dedup();
    hits
}

/// Where the word ends that a phrase ended in, if it may: at once, or after a short ending.
fn word_end(text: &str, end: usize, stem: bool) -> Option<usize> {
    if parted(text, end) {
        return Some(end);
    }
    let mut rest = text[end..].char_indices();
    for (letters, (at, c)) in rest.by_ref().take(LONGEST_ENDING + 1).enumerate() {
        match fold::is_letter(c) {
            true if !stem || letters == LONGEST_ENDING => return None,
            false => return stem.then_some(end + at),
            true => {}
        }
    }
    stem.then_some(text.len())
}

/// Whether a word may end at a byte: no letter or digit on both sides of it.
fn parted(text: &str, at: usize) -> bool {
    let before = text[..at].chars().next_back();
    let after = text[at..].chars().next();
    let inner = |c: Option<char>| c.is_some_and(fold::is_of_word);
    !(inner(before) && inner(after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_found_as_a_whole_word_in_any_dress() {
        let words = Words::of("À LIRE AUSSI : le pont");
        let hit = words.opens(Kind::Related).expect("the label");
        assert_eq!(&words.text[hit.start..hit.end], "À LIRE AUSSI");
        assert!(!Words::of("rediffusion partagée").has(Kind::Button));
        assert!(Words::of(" – Publicité – ").is(Kind::Button).is_some());
    }

    #[test]
    fn capitals_count_where_the_file_says_so() {
        assert!(Words::of("laut AFP").has(Kind::Agency));
        assert!(!Words::of("aa").has(Kind::Agency));
        assert!(Words::of("AA").has(Kind::Agency));
    }

    #[test]
    fn endings_follow_a_stem() {
        let month = |text: &str| Words::of(text).all(Kind::Month).map(|hit| hit.value).next();
        assert_eq!(month("21'ê Nîsanê"), Some(4));
        assert_eq!(month("24 octobre 2017"), Some(10));
        assert_eq!(month("maison"), None);
    }

    #[test]
    fn every_file_names_languages_and_kinds() {
        let count = FILES.iter().map(|file| phrases(file).len()).sum::<usize>();
        assert!(count > 1_000, "{count}");
        for line in FILES.iter().flat_map(|file| file.lines()) {
            if let Some((language, _)) = line.split_once(": ").filter(|_| !line.starts_with('#')) {
                let known = language == "*" || (2..=3).contains(&language.len());
                assert!(known, "{line}");
            }
        }
    }
}
