//! Owns the interface's words: the strings of `i18n/*.ftl` (Fluent) in the language of the site, for templates and for the
//! building of views. It does not hold dates or numbers, which come to it as text, nor the words of articles.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use super::{ThemeFiles, builtin_files, builtin_text};
use crate::diag::{Code, Diagnostic, Diagnostics, SourceText};
use crate::hash::{Digest, Fingerprint};
use crate::model::Language;

/// The language that holds every key, read where the site's own language lacks one.
const FALLBACK: &str = "en";

/// The keys that no template asks for and the views are built with; a test holds that these and the templates' are all.
pub const FOR_VIEWS: &[&str] = &[
    "body-notes",
    "body-note",
    "body-back",
    "body-table",
    "years",
    "feed-site-atom",
    "feed-site-json",
    "feed-title",
    "date-about",
    "date-span",
    "date-before",
    "date-after",
    "warning-graphic",
    "warning-death",
    "warning-sexual-violence",
    "warning-torture",
    "warning-children",
    "warning-suicide",
    "status-verified",
    "status-partly-verified",
    "status-unverified",
    "status-disputed",
    "precision-exact",
    "precision-settlement",
    "precision-district",
    "precision-province",
    "precision-country",
    "figure-between",
    "figure-at-least",
    "figure-at-most",
];

/// What a language needs to say dates with; one that lacks any of them leaves dates to the interface.
const FOR_DATES: &[&str] = &["date-about", "date-span", "date-before", "date-after"];

/// The interface's words in one language, with English behind it. Shared by threads.
pub struct Strings {
    /// The site's language first.
    bundles: Vec<FluentBundle<FluentResource>>,
    keys: BTreeSet<String>,
    digest: Digest,
    /// The other languages in which dates can be said, by tag.
    others: BTreeMap<String, Strings>,
}

/// What a string is given to fill its places.
#[derive(Debug, Clone, Copy)]
pub enum Argument<'a> {
    /// Words, or a number as it is to be shown.
    Text(&'a str),
    /// A number that chooses the plural.
    Number(u64),
}

impl<'a> From<&'a str> for Argument<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Argument<'_> {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

/// Why a string could not be given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StringFault {
    /// No language in effect has the key.
    Unknown,
    /// The string has a place that nothing fills, or is otherwise at odds with what it was given.
    Unfilled(String),
}

impl Strings {
    /// Reads the strings of `language`, of its base (`fr` of `fr-BE`) and of English, each from the built-in file and, over
    /// it key by key, the site's file of the same name.
    ///
    /// # Errors
    /// A file that is not valid Fluent; every fault of every file.
    pub fn load(language: &Language, overrides: &ThemeFiles) -> Result<Self, Diagnostics> {
        let mut strings = Self::of_one(language, overrides)?;
        for other in languages(overrides) {
            let own = [language.as_str(), language.base()];
            if own.contains(&other.as_str()) || !says_dates(&other, overrides) {
                continue;
            }
            let tag = other.as_str().to_owned();
            strings.others.insert(tag, Self::of_one(&other, overrides)?);
        }
        Ok(strings)
    }

    /// The words of another language than the interface's, for dates within its texts; none where the theme does not
    /// speak it.
    pub fn of(&self, language: &Language) -> Option<&Self> {
        let by_tag = |tag| self.others.get(tag);
        by_tag(language.as_str()).or_else(|| by_tag(language.base()))
    }

    fn of_one(language: &Language, overrides: &ThemeFiles) -> Result<Self, Diagnostics> {
        let mut faults = Diagnostics::new();
        let mut bundles = Vec::new();
        let mut keys = BTreeSet::new();
        let mut print = Fingerprint::new();
        for tag in tags(language) {
            let path = format!("i18n/{tag}.ftl");
            print = print.bytes(path.as_bytes());
            let mut bundle = empty_bundle(tag);
            // The built-in strings first: those of the site, added later, replace them key by key.
            for text in [
                builtin_text(&path),
                overrides.get(&path).map(String::as_str),
            ] {
                let text = text.unwrap_or_default();
                print = print.bytes(text.as_bytes());
                keys.extend(keys_of(text).map(str::to_owned));
                match FluentResource::try_new(text.to_owned()) {
                    Ok(resource) => bundle.add_resource_overriding(resource),
                    Err((_, errors)) => {
                        let source = SourceText::new(&path, text);
                        faults.extend(errors.iter().map(|error| {
                            unreadable(&source, error.pos.clone(), &error.to_string())
                        }));
                    }
                }
            }
            bundles.push(bundle);
        }
        if !faults.is_empty() {
            return Err(faults.sorted());
        }
        Ok(Self {
            bundles,
            keys,
            digest: print.finish(),
            others: BTreeMap::new(),
        })
    }

    /// The string of a key, its places filled. A key that does not exist gives itself, so that the fault is seen on the
    /// page; a test holds that no such key is asked for.
    pub fn get(&self, key: &str, arguments: &[(&str, Argument<'_>)]) -> String {
        match self.try_get(key, arguments) {
            Ok(text) => text,
            Err(_) => key.to_owned(),
        }
    }

    /// The string of a key, its places filled.
    ///
    /// # Errors
    /// The key is unknown, or the string needs what it was not given.
    pub fn try_get(
        &self,
        key: &str,
        arguments: &[(&str, Argument<'_>)],
    ) -> Result<String, StringFault> {
        let arguments: FluentArgs<'_> = arguments
            .iter()
            .map(|&(name, value)| (name, fluent_value(value)))
            .collect();
        for bundle in &self.bundles {
            let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
                continue;
            };
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors);
            return match errors.first() {
                None => Ok(text.into_owned()),
                Some(error) => Err(StringFault::Unfilled(error.to_string())),
            };
        }
        Err(StringFault::Unknown)
    }

    /// Whether some language in effect has the key.
    pub fn has(&self, key: &str) -> bool {
        self.keys.contains(key)
    }

    /// Every key, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.keys.iter().map(String::as_str)
    }

    /// The fingerprint of all strings in effect.
    pub fn digest(&self) -> Digest {
        self.digest
    }
}

impl fmt::Debug for Strings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Strings({} keys)", self.keys.len())
    }
}

/// Why a string may not be worded so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Worded {
    /// The interface has no such string; the key of a similar name, where there is one.
    Unknown(Option<String>),
    /// It is not one line that Fluent reads.
    Unreadable,
    /// It has a place that the theme's own has not, so that nothing would fill it.
    Place(String),
}

/// Whether a string of the built-in theme may be worded so, in one line.
pub(crate) fn worded(key: &str, text: &str) -> Result<(), Worded> {
    let built_in = builtin_text(&format!("i18n/{FALLBACK}.ftl")).unwrap_or_default();
    let known = places_of(built_in);
    let Some(places) = known.get(key) else {
        let likeness = |known: &&str| strsim::jaro_winkler(key, known);
        let near = known
            .keys()
            .max_by(|one, other| likeness(one).total_cmp(&likeness(other)))
            .filter(|near| likeness(near) > 0.85);
        return Err(Worded::Unknown(near.map(|near| (*near).to_owned())));
    };
    let line = format!("{key} = {text}\n");
    let readable =
        FluentResource::try_new(line.clone()).is_ok_and(|resource| resource.entries().count() == 1);
    if text.trim().is_empty() || text.contains(char::is_control) || !readable {
        return Err(Worded::Unreadable);
    }
    let own = places_of(&line).remove(key).unwrap_or_default();
    match own.into_iter().find(|place| !places.contains(place)) {
        Some(place) => Err(Worded::Place(place.to_owned())),
        None => Ok(()),
    }
}

/// The languages that have a file of strings.
fn languages(overrides: &ThemeFiles) -> BTreeSet<Language> {
    let builtin = builtin_files().map(|(path, _)| path);
    builtin
        .chain(overrides.keys().cloned())
        .filter_map(|path| {
            let tag = path.strip_prefix("i18n/")?.strip_suffix(".ftl")?;
            Language::parse(tag).filter(|language| language.as_str() == tag)
        })
        .collect()
}

fn says_dates(language: &Language, overrides: &ThemeFiles) -> bool {
    let path = format!("i18n/{language}.ftl");
    let own = overrides.get(&path).map(String::as_str);
    let keys: BTreeSet<&str> = [builtin_text(&path), own]
        .into_iter()
        .flatten()
        .flat_map(keys_of)
        .collect();
    FOR_DATES.iter().all(|key| keys.contains(key))
}

/// The tags whose files count, most exact first, each once.
fn tags(language: &Language) -> Vec<&str> {
    let mut tags = vec![language.as_str()];
    for tag in [language.base(), FALLBACK] {
        if !tags.contains(&tag) {
            tags.push(tag);
        }
    }
    tags
}

fn empty_bundle(tag: &str) -> FluentBundle<FluentResource> {
    // A tag that ICU reads and unic-langid does not falls back to the root language's plural rules.
    let locale: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // Isolating marks would end up in titles, feeds and JSON; the templates isolate with `bdi` instead.
    bundle.set_use_isolating(false);
    bundle
}

fn fluent_value(argument: Argument<'_>) -> FluentValue<'_> {
    match argument {
        Argument::Text(text) => FluentValue::from(text),
        Argument::Number(number) => FluentValue::from(number),
    }
}

/// The keys of a Fluent text: a message begins its line, what belongs to it is indented.
pub(crate) fn keys_of(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter_map(|line| {
        let (key, _) = line.split_once('=')?;
        let key = key.trim_end();
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        (key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.chars().all(plain))
            .then_some(key)
    })
}

/// The strings of a Fluent text, each with the places that it has.
fn places_of(text: &str) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut places = BTreeMap::<&str, BTreeSet<&str>>::new();
    let mut key = "";
    for line in text.lines() {
        if let Some(own) = keys_of(line).next() {
            key = own;
            places.entry(key).or_default();
        }
        for piece in line.split('$').skip(1) {
            let end = piece
                .find(|c: char| !c.is_ascii_alphanumeric())
                .unwrap_or(piece.len());
            places.entry(key).or_default().insert(&piece[..end]);
        }
    }
    places
}

fn unreadable(source: &SourceText<'_>, at: std::ops::Range<usize>, why: &str) -> Diagnostic {
    let mut message = why.replace('"', "`");
    message[..1].make_ascii_lowercase();
    Diagnostic::new(Code::StringsUnreadable, message)
        .at(source.place(at))
        .help("write `key = text`, one string a line; a longer text continues on indented lines")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Style, render};

    const BUILT_IN: [&str; 3] = ["fr", "en", "ar"];

    fn strings(tag: &str, files: &[(&str, &str)]) -> Strings {
        let files = files
            .iter()
            .map(|&(path, text)| (path.to_owned(), text.to_owned()))
            .collect();
        Strings::load(&language(tag), &files).expect("strings are read")
    }

    fn language(tag: &str) -> Language {
        Language::parse(tag).expect("a language")
    }

    #[test]
    fn the_built_in_languages_have_the_same_keys_with_the_same_places() {
        let places = |tag| places_of(builtin_text(&format!("i18n/{tag}.ftl")).expect("a file"));
        for tag in BUILT_IN {
            assert_eq!(places(tag), places("fr"), "{tag}");
        }
    }

    #[test]
    fn a_string_may_be_worded_otherwise_in_one_line_with_the_same_places() {
        assert_eq!(worded("newest", "Latest dispatches"), Ok(()));
        assert_eq!(worded("date-about", "circa { $date }"), Ok(()));
        let near = Worded::Unknown(Some("newest".to_owned()));
        assert_eq!(worded("newst", "Latest"), Err(near));
        assert_eq!(worded("zzz", "Latest"), Err(Worded::Unknown(None)));
        for text in ["", "  ", "a { $date", "a\nhome = b", "a\u{7}"] {
            assert_eq!(worded("newest", text), Err(Worded::Unreadable), "{text:?}");
        }
        let place = Worded::Place("count".to_owned());
        assert_eq!(worded("newest", "Latest { $count }"), Err(place));
    }

    #[test]
    fn a_key_stands_once_in_a_file() {
        for tag in BUILT_IN {
            let text = builtin_text(&format!("i18n/{tag}.ftl")).expect("a file");
            let mut seen = BTreeSet::new();
            for key in keys_of(text) {
                assert!(seen.insert(key), "{tag}: {key} twice");
            }
        }
    }

    #[test]
    fn the_language_chooses_the_words_and_the_plural() {
        let count = |tag, count: u64| {
            strings(tag, &[]).get(
                "count-articles",
                &[
                    ("count", count.into()),
                    ("text", count.to_string().as_str().into()),
                ],
            )
        };
        assert_eq!(count("fr", 0), "0 article");
        assert_eq!(count("fr", 2), "2 articles");
        assert_eq!(count("en", 0), "0 articles");
        assert_eq!(count("en", 1), "1 article");
        assert_eq!(count("ar", 2), "مقالان");
        assert_eq!(count("ar", 3), "3 مقالات");
        assert_eq!(count("ar", 11), "11 مقالًا");
        assert_eq!(count("ar", 100), "100 مقال");
    }

    #[test]
    fn a_regional_language_reads_its_base_and_an_unknown_one_english() {
        assert_eq!(strings("fr-BE", &[]).get("home", &[]), "Accueil");
        assert_eq!(strings("de", &[]).get("home", &[]), "Home");
    }

    #[test]
    fn a_site_replaces_one_string_and_keeps_the_rest() {
        let own = strings("fr", &[("i18n/fr.ftl", "home = Une\n")]);
        assert_eq!(own.get("home", &[]), "Une");
        assert_eq!(own.get("sources", &[]), "Sources");
        let added = strings("de", &[("i18n/de.ftl", "home = Startseite\n")]);
        assert_eq!(added.get("home", &[]), "Startseite");
        assert_ne!(own.digest(), strings("fr", &[]).digest());
    }

    #[test]
    fn other_languages_are_at_hand_for_the_dates_of_their_texts() {
        let french = strings("fr", &[("i18n/de.ftl", "home = Startseite\n")]);
        let about = |tag: &str| {
            let words = french.of(&language(tag))?;
            Some(words.get("date-about", &[("date", "X".into())]))
        };
        assert_eq!(about("en").as_deref(), Some("about X"));
        assert_eq!(about("ar-IQ"), about("ar"));
        // No file at all, or one that says no dates: the interface's own words are used.
        assert_eq!(about("uk"), None);
        assert!(strings("ar", &[]).of(&language("en")).is_some());
        assert_eq!(about("de"), None);
    }

    #[test]
    fn an_unknown_key_is_told_and_shown_as_itself() {
        let strings = strings("fr", &[]);
        assert_eq!(strings.try_get("nope", &[]), Err(StringFault::Unknown));
        assert_eq!(strings.get("nope", &[]), "nope");
        assert!(matches!(
            strings.try_get("count-articles", &[]),
            Err(StringFault::Unfilled(_))
        ));
    }

    #[test]
    fn a_broken_file_is_a_fault_with_its_line() {
        let files = [("i18n/fr.ftl".to_owned(), "home = Une\nsources\n".to_owned())];
        let faults = Strings::load(&language("fr"), &files.into_iter().collect())
            .expect_err("a fault")
            .sorted();
        let text: Vec<String> = faults.iter().map(|f| render(f, Style::PLAIN)).collect();
        assert_eq!(
            text.join(""),
            "error[strings/unreadable]: expected a token starting with `=`\n \
             --> i18n/fr.ftl:2:8\n  |\n2 | sources\n  |        ^\n  \
             = help: write `key = text`, one string a line; a longer text continues on indented lines\n"
        );
    }
}
