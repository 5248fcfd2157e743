//! Which layer speaks, and what stands in for what is missing.

use super::*;
use crate::model::Block;

#[test]
fn what_is_missing_has_a_stand_in_and_a_warning() {
    let bare = file(
        "notes/le-pont.md",
        "Un pont a rouvert ce matin sur le fleuve, a dit une ingénieure qui y travaille depuis des années.\n",
    );
    let article = bare.article();
    assert!(article.headline_stands_in);
    assert_eq!(
        article.headline,
        "Un pont a rouvert ce matin sur le fleuve, a dit une ingénieure qui y travaille…"
    );
    assert_eq!(
        (article.slug.as_str(), article.id.as_str()),
        ("le-pont", "le-pont")
    );
    insta::assert_snapshot!(bare.said(), @r#"
    warning[article/no-headline]: no headline: the first words stand in
     --> content/notes/le-pont.md
      = help: state `headline` in the front matter or in a sidecar
    warning[article/no-date]: no date: the article stands under `/undated/`
     --> content/notes/le-pont.md
      = help: state `published`, as finely as you know it: `published = "2017-10"`
    "#);
}

#[test]
fn an_event_after_its_publication_is_a_warning() {
    let text = "+++\nheadline = 'a'\npublished = '2017-10'\nevent = '2017-11'\n+++\n";
    insta::assert_snapshot!(file("a.md", text).said(), @r#"
    warning[article/event-after-publication]: the event is dated 2017-11, after its publication on 2017-10
     --> content/a.md
      = help: correct one of them, or write the event as about then: `2017-11~`
    "#);
}

#[test]
fn the_higher_layer_speaks_first() {
    let text = "+++\nheadline = 'du texte'\nkicker = 'Irak'\n+++\nTexte.\n";
    let both = file("2017/10/26/pont.md", text)
        .sidecar("headline = 'du voisin'\nkicker = ''\nextra = { a = 1 }\n")
        .defaults("[defaults]\nlanguage = 'ar'\nrights = { holder = 'Le journal' }\nextra = { a = 2, b = 3 }\n");
    let article = both.article();
    assert_eq!(article.headline, "du voisin");
    assert_eq!(
        article.kicker, None,
        "a sidecar takes a field away by stating nothing"
    );
    assert_eq!(article.language.as_str(), "ar");
    assert_eq!(
        article.rights.and_then(|rights| rights.holder).as_deref(),
        Some("Le journal")
    );
    assert_eq!(
        serde_json::to_string(&article.extra).expect("json"),
        r#"{"a":1,"b":3}"#
    );
    let rules: Vec<_> = both
        .parsed()
        .evidence
        .claims
        .into_iter()
        .map(|claim| format!("{}: {} ({})", claim.field, claim.value, claim.rule))
        .collect();
    insta::assert_debug_snapshot!(rules, @r#"
    [
        "published: 2017-10-26 (folder)",
        "slug: pont (file name)",
        "id: 2017-10-26-pont (date and slug)",
        "headline: du voisin (sidecar)",
        "language: ar (site defaults)",
        "rights: holder: Le journal (site defaults)",
    ]
    "#);
}

#[test]
fn ids_are_made_of_date_and_slug_and_the_name_loses_its_date() {
    let id = |path: &str, published: &str| {
        let text = format!("+++\nheadline = 'a'\n{published}\n+++\n");
        file(path, &text).article().id.to_string()
    };
    assert_eq!(id(DATED, ""), "2017-10-26-pont");
    assert_eq!(id("2017/10/pont.md", ""), "2017-10-pont");
    assert_eq!(id("pont.md", "published = '2017?'"), "2017-pont");
    assert_eq!(id("pont.md", "event = '2014-06-10'"), "2014-06-10-pont");
    assert_eq!(
        id("pont.md", "type = 'page'\npublished = 2017-10-26"),
        "pont"
    );
    assert_eq!(id("pont.md", "id = 'x-1'"), "x-1");
    assert_eq!(id("2017-10-26-pont/index.md", ""), "2017-10-26-pont");
}

#[test]
fn a_heading_that_opens_the_text_is_the_headline_once() {
    let parsed = file(DATED, "---\ntags: [a]\n---\n\n# Un *pont*\n\nTexte.\n").parsed();
    let Body::Markdown { text, first_line } = parsed.body else {
        panic!("Markdown");
    };
    assert_eq!((text.trim(), first_line), ("Texte.", 6));
    let article = parsed.article.expect("an article");
    assert!(!article.headline_stands_in);
    let later = file(DATED, "---\nheadline: Autre\n---\n# Un pont\n\nTexte.\n").parsed();
    assert!(matches!(later.body, Body::Markdown { text, .. } if text.starts_with("# Un pont")));
}

#[test]
fn press_copy_is_read_and_its_figures_keep_their_places() {
    let parsed = file("2017-10-26-pont.txt", "Un pont rouvert\n\nUn paragraphe.\n")
        .sidecar("tags = ['ponts']\n")
        .parsed();
    let article = parsed.article.expect("an article");
    assert_eq!(
        (article.headline.as_str(), article.origin.format),
        ("Un pont rouvert", Format::Press)
    );
    assert_eq!(
        parsed.body,
        Body::Blocks(vec![Block::Paragraph("Un paragraphe.".into())])
    );
    let fenced = file("a.txt", "---\nslug: pont\n---\nLe pont de Rawa rouvert\n\nLes camions ont traversé le fleuve dès le matin, a dit une ingénieure.\n").parsed();
    let claim = fenced
        .evidence
        .claims
        .iter()
        .find(|claim| claim.field == "headline")
        .expect("a claim");
    assert_eq!((claim.line, claim.bytes.clone()), (Some(4), Some(19..42)));
}

#[test]
fn a_day_in_the_name_and_a_date_in_the_text_are_compared() {
    let claim = |rule: &str| Claim {
        field: "published".into(),
        value: String::new(),
        file: "a".into(),
        bytes: None,
        line: None,
        rule: rule.into(),
        confidence: 1.0,
    };
    let day = |text: &str| chrono::NaiveDate::parse_from_str(text, "%Y-%m-%d").expect("a day");
    let with = |date, rule| Fields {
        published: Some(validate::Stated {
            value: date,
            claim: claim(rule),
        }),
        ..Fields::default()
    };
    let read = with(
        crate::model::Date::inferred(day("2017-10-26"), "jeudi", "a caption"),
        "press/weekday",
    );
    let named = with(crate::model::Date::day(day("2017-11-02"), ""), "file name");
    let mut said = Diagnostics::new();
    let (read, named) = settle_dates(&Fields::default(), read, named, "content/a.txt", &mut said);
    assert!(read.published.is_none() && named.published.is_some());
    let said: String = said
        .iter()
        .map(|fault| render(fault, Style::PLAIN))
        .collect();
    insta::assert_snapshot!(said, @r#"
    warning[article/date-conflict]: two dates of publication: 2017-11-02 (file name) and 2017-10-26? (press/weekday)
     --> content/a.txt
      = note: 2017-11-02 was taken
      = help: state `published` in a sidecar to settle it
    "#);
}

#[test]
fn a_date_that_an_editor_states_is_no_longer_in_doubt() {
    let doubts = || {
        let codes = [
            Code::DateInferred,
            Code::DateConflict,
            Code::RelatedUnresolved,
        ];
        codes
            .into_iter()
            .map(|code| Diagnostic::new(code, "a doubt"))
            .collect::<Diagnostics>()
    };
    assert_eq!(unsettled(doubts(), &Fields::default()).warnings(), 3);
    let stated = crate::parse::layers::named(&name::read(DATED, false), DATED);
    assert_eq!(unsettled(doubts(), &stated).warnings(), 1);
}
