//! Owns the promise that no folder is too strange: whatever lies in `content/`, no build panics, and each source is built, or
//! is named in a message (nothing vanishes without a word).

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::support::{Site, all, in_words};

/// A source's name and bytes.
type Strange = (String, Vec<u8>);

fn name() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        Just("a".to_owned()),
        Just("2017-10-26 titre".to_owned()),
        Just("100% sûr".to_owned()),
        Just("c#?x".to_owned()),
        Just("l'été \"ici\"".to_owned()),
        Just("مقال".to_owned()),
        Just("🕊️".to_owned()),
        Just("é".to_owned()),
        Just("e\u{301}".to_owned()),
        Just("a&b<c>".to_owned()),
        Just("CON".to_owned()),
        Just("..a".to_owned()),
        Just("a..".to_owned()),
        Just("-".to_owned()),
        Just("index".to_owned()),
        Just("_index".to_owned()),
        Just("tags".to_owned()),
        Just("a\u{202e}b".to_owned()),
        Just("a".repeat(120)),
        "[ -.0-~é-ü]{1,12}",
    ];
    let folders = prop::collection::vec(part.clone(), 0..4);
    (folders, part, "(md|txt|markdown|MD|toml|html|)").prop_map(|(mut parts, stem, extension)| {
        parts.push(if extension.is_empty() {
            stem
        } else {
            format!("{stem}.{extension}")
        });
        parts.join("/")
    })
}

fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let head = "(title|headline|date|published|tags|status|slug|aliases|media|related|places|extra|id|type|translations|language)";
    let value = "([\"'\\[{]?[-a-zé0-9:./ ,]{0,12}[\"'\\]}]?)";
    let line = prop::string::string_regex(&format!("{head}( = |: ){value}")).expect("a pattern");
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..300),
        Just(Vec::new()),
        Just(vec![b'a'; 200_000]),
        Just(b"\n".repeat(5_000)),
        Just(b"[".repeat(3_000)),
        Just(b"> ".repeat(3_000)),
        Just("\u{FEFF}+++\r\nheadline = \"a\"\r\n+++\r\nTexte\r\n".as_bytes().to_vec()),
        (prop::collection::vec(line, 0..6), "(---|\\+\\+\\+)", "[ -~\\n]{0,80}").prop_map(
            |(lines, fence, body)| format!("{fence}\n{}\n{fence}\n{body}\n", lines.join("\n")).into_bytes()
        ),
        "[A-Z]{3,8}: [a-z ]{5,30}\n\n(Par [A-Z][a-z]+\n\n)?[A-Z]{4,9}, [0-9]{1,2} oct \\(AGENCE\\) - [a-z .]{0,80}\n\n>> A lire aussi: [a-z ]{3,20}\n"
            .prop_map(String::into_bytes),
        "[\\PC\\n]{0,120}".prop_map(String::into_bytes),
    ]
}

fn site_of(files: &[Strange], compat: bool) -> (Site, BTreeSet<String>) {
    let site = Site::of(&format!(
        "title = \"Archive\"\nbase_url = \"https://archive.example\"\n[content]\ncompat = {compat}\n"
    ));
    let mut sources = BTreeSet::new();
    for (name, bytes) in files {
        let path = site.root().join("content").join(name);
        let made = std::fs::create_dir_all(path.parent().expect("a folder"))
            .and_then(|()| std::fs::write(&path, bytes));
        let lower = name.to_lowercase();
        let is_hidden = name
            .split('/')
            .any(|part| part.starts_with('.') || part.ends_with('~'));
        if made.is_ok()
            && !is_hidden
            && [".md", ".txt", ".markdown"]
                .iter()
                .any(|it| lower.ends_with(it))
        {
            sources.insert(name.clone());
        }
    }
    (site, sources)
}

proptest! {
    #![proptest_config(crate::config(32))]

    #[test]
    fn nothing_strange_vanishes_without_a_word(
        files in prop::collection::vec((name(), bytes()), 1..7),
        compat: bool,
    ) {
        let (site, sources) = site_of(&files, compat);
        match site.try_build() {
            Ok(outcome) => {
                let told = all(&outcome.warnings);
                let silent: Vec<_> = sources.iter().filter(|name| !is_named(&told, name)).collect();
                let named = sources.len() - silent.len();
                prop_assert!(
                    outcome.summary.articles + pages(&site) + named >= sources.len(),
                    "{} articles of {sources:?}, and only this is told:\n{told}",
                    outcome.summary.articles
                );
                let again = site.rebuild();
                prop_assert_eq!((again.written, again.removed), (0, 0));
            }
            Err(depeche::pipeline::Failure::Faults(faults)) => {
                prop_assert!(!compat || faults.errors() > 0);
                prop_assert!(faults.errors() > 0);
                prop_assert!(!site.public().exists());
            }
            Err(other) => return Err(TestCaseError::fail(in_words(&other))),
        }
    }
}

/// Pages outside the indexes, which are no articles.
fn pages(site: &Site) -> usize {
    let pages = site.output().into_iter().filter(|(path, bytes)| {
        path.ends_with(".html") && String::from_utf8_lossy(bytes).contains("<body class=\"page\"")
    });
    pages.count()
}

fn is_named(told: &str, name: &str) -> bool {
    use unicode_normalization::UnicodeNormalization;
    let name: String = name.nfc().collect();
    let told: String = told.nfc().collect();
    told.contains(&depeche::diag::sanitise(&format!("content/{name}")).to_string())
        || told.contains(&name)
}
