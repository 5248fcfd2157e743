//! Holds the theme to what it promises: every view renders, escapes, and says its faults well.

use std::collections::BTreeSet;
use std::io::Write as _;

use regex::Regex;

use super::samples::{self, language};
use super::*;
use crate::diag::{Style, render};
use crate::theme::{FOR_VIEWS, builtin_text, keys_of};

#[test]
fn each_view_renders_in_each_built_in_language() {
    for tag in ["fr", "en", "ar"] {
        let theme = builtin(tag);
        for (name, view) in samples::all() {
            let html = html(&theme, &view);
            assert!(
                html.starts_with("<!DOCTYPE html>"),
                "{name}: {}",
                &html[..40]
            );
            assert!(html.trim_end().ends_with("</html>"), "{name}");
            assert_eq!(html.matches("<h1").count(), 1, "{name}");
        }
    }
}

#[test]
fn a_page_asks_no_other_host_and_runs_nothing() {
    let outward = Regex::new(
        r#"(?:src|poster)="(?:https?:)?//|<link[^>]*rel="(?:stylesheet|icon)"[^>]*href="http"#,
    )
    .expect("a pattern");
    let inline = Regex::new(r#"<script(?: type="application/ld\+json")?>|\son\w+="|\sstyle=""#)
        .expect("a pattern");
    for (name, view) in samples::all() {
        let html = html(&builtin("fr"), &view);
        assert!(!outward.is_match(&html), "{name}");
        for found in inline.find_iter(&html) {
            assert_eq!(
                found.as_str(),
                r#"<script type="application/ld+json">"#,
                "{name}"
            );
        }
        let policy = html
            .find("<meta http-equiv=\"Content-Security-Policy\"")
            .expect("a policy");
        assert_eq!(
            html[..policy].trim_end().rsplit('\n').next(),
            Some("<head>"),
            "{name}"
        );
    }
}

#[test]
fn words_of_a_source_stay_words() {
    let mut view = samples::article();
    let spell = "</title></script>\"'><script>alert(1)</script>";
    view.headline = spell.into();
    view.byline = spell.into();
    view.media[0].caption = spell.into();
    view.media[0].alt = spell.into();
    view.sources[0].url = "javascript:alert(1)".into();
    view.related[0].url = "data:text/html,<script>alert(1)</script>".into();
    view.corrections[0].text = spell.into();
    let html = html(&builtin("fr"), &article(view));
    assert!(!html.contains("<script>"), "a script got through");
    assert!(
        !html.contains("javascript:") && !html.contains("data:"),
        "an address got through"
    );
}

#[test]
fn a_retracted_article_says_so_first_and_shows_no_word_of_its_text() {
    let (_, view) = samples::all()
        .into_iter()
        .find(|(name, _)| *name == "retracted")
        .expect("there");
    let html = html(&builtin("fr"), &view);
    let main = &html[html.find("<main").expect("main")..];
    assert!(main.find("Article retiré.").expect("said") < main.find("<h1").expect("a headline"));
    assert!(main.contains("Aucun des témoins cités n’a pu être retrouvé."));
    for word in [
        "class=\"text\"",
        "Coupé depuis trois ans",
        "Samir Haddoune",
        "une quinzaine de morts",
    ] {
        assert!(!main.contains(word), "{word}");
    }
}

#[test]
fn a_retracted_article_in_a_list_keeps_its_headline_and_loses_its_summary() {
    let (_, mut view) = samples::all()
        .into_iter()
        .find(|(name, _)| *name == "day")
        .expect("there");
    let View::Calendar(page) = &mut view else {
        panic!("a calendar page")
    };
    page.list.articles.retain(|listed| listed.card().retracted);
    page.events.clear();
    let html = html(&builtin("fr"), &view);
    assert!(html.contains("Un convoi aurait été bloqué"));
    assert!(html.contains("<li class=\"mark-retracted\">retiré</li>"));
    assert!(!html.contains("Les équipes de déminage"));
}

#[test]
fn a_date_leads_to_its_page_where_there_is_one() {
    let mut view = samples::article();
    if let Some(date) = &mut view.event {
        date.url = "../10/25.html".into();
    }
    let html = html(&builtin("fr"), &article(view));
    assert!(html.contains(
        "<a href=\"../10/25.html\"><time datetime=\"2017-10-25\">25 octobre 2017</time></a>"
    ));
}

#[test]
fn an_inferred_date_says_from_what() {
    let html = html(&builtin("fr"), &article(samples::article()));
    assert!(html.contains(
        "<time datetime=\"2017-10-26\">26 octobre 2017</time> <span class=\"time\" dir=\"ltr\">20:34 (UTC+03:00)</span> \
         <span class=\"doubt\">déduit de\u{a0}: <bdi>« ce jeudi », et la légende datée du 24 octobre 2017</bdi></span>"
    ), "{html}");
}

#[test]
fn text_of_another_language_is_marked_on_both_sides() {
    let (_, view) = samples::all()
        .into_iter()
        .find(|(name, _)| *name == "arabe")
        .expect("there");
    let html = html(&builtin("fr"), &view);
    assert!(html.contains("<html lang=\"ar\" dir=\"rtl\">"));
    assert!(html.contains("<header class=\"masthead\" lang=\"fr\" dir=\"ltr\">"));
    assert!(html.contains("<cite lang=\"ar\" dir=\"rtl\">"));
    let card = samples::arabic_card("2017-10-25");
    let foreign = format!(
        "<div class=\"card-text\" lang=\"ar\" dir=\"rtl\">\n<h3><a href=\"article.html\" hreflang=\"ar\">{}</a></h3>",
        card.headline
    );
    let home = samples::all()
        .into_iter()
        .find(|(name, _)| *name == "index")
        .expect("there")
        .1;
    assert!(self::html(&builtin("fr"), &home).contains(&foreign));
}

#[test]
fn the_first_article_of_a_period_bears_its_name() {
    let (_, year) = samples::all()
        .into_iter()
        .find(|(name, _)| *name == "year")
        .expect("there");
    let html = html(&builtin("fr"), &year);
    for id in ["2017-10", "2017-09", "2016-12"] {
        assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1, "{id}");
    }
}

#[test]
fn an_article_of_a_coarser_date_does_not_part_those_around_it() {
    let (_, mut view) = samples::all()
        .into_iter()
        .find(|(name, _)| *name == "year")
        .expect("there");
    let View::Calendar(page) = &mut view else {
        panic!("a calendar page")
    };
    let card = |iso| samples::card("Le pont de Rahma", iso).into();
    page.list.articles = vec![card("2017-10-03"), card("2017"), card("2017-10-01")];
    let html = html(&builtin("fr"), &view);
    assert_eq!(html.matches("id=\"2017-10\"").count(), 1);
    assert!(!html.contains("id=\"2017\""));
}

#[test]
fn a_buffer_is_used_again() {
    let theme = builtin("fr");
    let mut buffer = b"something else".to_vec();
    let view = article(samples::article());
    theme.render_into(&view, &mut buffer).expect("rendered");
    assert_eq!(buffer, theme.render(&view).expect("rendered"));
}

#[test]
fn a_site_replaces_a_template_and_the_digest_tells() {
    let own = load(&[("templates/404.html", "{{ page.title }}")]).expect("loaded");
    let (_, view) = samples::all()
        .into_iter()
        .find(|(name, _)| *name == "404")
        .expect("there");
    assert_eq!(html(&own, &view), "Page introuvable");
    assert_ne!(own.digest(), builtin("fr").digest());
    assert_ne!(builtin("en").digest(), builtin("fr").digest());
    assert_eq!(
        load(&[("content/a.html", "{{")]).expect("loaded").digest(),
        builtin("fr").digest()
    );
    let words = load(&[("i18n/fr.ftl", "home = Une")]).expect("loaded");
    assert_ne!(words.digest(), builtin("fr").digest());
}

#[test]
fn the_built_in_files_are_listed_by_path() {
    let paths: Vec<String> = builtin_files().map(|(path, _)| path).collect();
    for path in [
        "templates/base.html",
        "templates/parts/record.html",
        "static/style.css",
        "static/favicon.svg",
        "i18n/ar.ftl",
    ] {
        assert!(
            paths.iter().any(|known| known == path),
            "{path} in {paths:?}"
        );
    }
}

#[test]
fn the_style_sheet_asks_for_nothing_and_stays_small() {
    let style = builtin_text("static/style.css").expect("there");
    for word in ["url(", "@import", "@font-face", "http"] {
        assert!(
            !style.replace("a[href^=\"http\"]", "").contains(word),
            "{word}"
        );
    }
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    packed.write_all(style.as_bytes()).expect("packed");
    let size = packed.finish().expect("packed").len();
    assert!(size < 7_500, "{size} bytes, packed");
}

#[test]
fn each_string_has_a_use_and_each_use_a_string() {
    let plain = Regex::new(r#"\bt\(\s*key\s*=\s*"([^"]*)"\s*[,)]"#).expect("a pattern");
    let family = Regex::new(r#"\bt\(\s*key\s*=\s*"([^"]*)"\s*~"#).expect("a pattern");
    let templates = templates_in_effect(&ThemeFiles::new());
    let found = |pattern: &Regex| -> BTreeSet<String> {
        templates
            .values()
            .flat_map(|text| pattern.captures_iter(text))
            .map(|found| found[1].to_owned())
            .collect()
    };
    let (plain, families) = (found(&plain), found(&family));
    let strings = builtin_text("i18n/fr.ftl").expect("there");
    for key in keys_of(strings) {
        let used = plain.contains(key)
            || FOR_VIEWS.contains(&key)
            || families
                .iter()
                .any(|family| key.starts_with(family.as_str()));
        assert!(used, "`{key}` is used nowhere");
    }
    for key in plain
        .iter()
        .map(String::as_str)
        .chain(FOR_VIEWS.iter().copied())
    {
        assert!(
            keys_of(strings).any(|known| known == key),
            "`{key}` has no string"
        );
    }
}

/// A name misspelt in a condition is no error to Tera, but false: a notice would be left out without a word.
#[test]
fn each_name_in_a_template_is_a_name_of_a_view() {
    let names = Regex::new(r"\b(site|page|article|list|term|undated|count|target)\.(\w+)")
        .expect("a pattern");
    let code = Regex::new(r"(?s)\{[{%](.*?)[%}]\}").expect("a pattern");
    let mut known = BTreeSet::new();
    for (_, view) in samples::all() {
        let value = serde_json::to_value(&view).expect("plain data");
        for (top, fields) in value.as_object().expect("a map") {
            for field in fields.as_object().into_iter().flatten() {
                known.insert((top.clone(), field.0.clone()));
            }
        }
    }
    for (template, text) in templates_in_effect(&ThemeFiles::new()) {
        for code in code.captures_iter(&text) {
            for name in names.captures_iter(&code[1]) {
                let name = (name[1].to_owned(), name[2].to_owned());
                assert!(known.contains(&name), "{template}: `{}.{}`", name.0, name.1);
            }
        }
    }
}

#[test]
fn a_name_that_the_view_lacks_is_told_with_those_near() {
    assert_eq!(
        rendering_fault("<p>\n{{ article.author }}\n</p>"),
        "error[template/undefined]: `article.author` is not defined\n \
         --> templates/article.html:2:4\n  |\n2 | {{ article.author }}\n  |    ^^^^^^^^^^^^^^\n  \
         = note: `article` has `actors`, `agencies`, `authors`, `body`, `byline`, `casualties`, `citation`, `conflicts`, `corrections`, `dateline`, `direction`, `event`, `extra`, `format`, `headline`, `headline_stands_in`, `id`, `image`, `json_ld`, `kicker`, `language`, `language_name`, `media`, `modified`, `more`, `next`, `people`, `permalink`, `places`, `previous`, `published`, `related`, `retracted`, `retrieved`, `rights`, `sha256`, `sources`, `standfirst`, `tags`, `translations`, `verification`, `warnings`, `words`\n  \
         = note: while rendering `article.html`\n  \
         = help: a near name exists: `article.authors`\n"
    );
    assert_eq!(
        rendering_fault("{{ artcle.headline }}"),
        "error[template/undefined]: `artcle` is not defined\n \
         --> templates/article.html:1:4\n  |\n1 | {{ artcle.headline }}\n  |    ^^^^^^\n  \
         = note: the template sees `article`, `page`, `site`\n  \
         = note: while rendering `article.html`\n  \
         = help: a near name exists: `article`\n"
    );
    assert_eq!(
        rendering_fault("{{ article.extra.chapeau }}"),
        "error[template/undefined]: `article.extra.chapeau` is not defined\n \
         --> templates/article.html:1:4\n  |\n1 | {{ article.extra.chapeau }}\n  |    ^^^^^^^^^^^^^^^^^^^^^\n  \
         = note: `article.extra` has `section`\n  \
         = note: while rendering `article.html`\n  \
         = help: use a name that exists, or say what stands in its place: `{{ article.extra.chapeau | default(value=\"\") }}`\n"
    );
    let deep = rendering_fault("{{ article.nope.name }}");
    assert!(
        deep.starts_with(
            "error[template/undefined]: `article.nope` is not defined\n \
             --> templates/article.html:1:4\n  |\n1 | {{ article.nope.name }}\n  |    ^^^^^^^^^^^^\n"
        ),
        "{deep}"
    );
}

#[test]
fn a_fault_within_a_part_names_who_called_it() {
    let theme = load(&[(
        "templates/article.html",
        "{% component mine(of: map) %}{{ of.nom }}{% endcomponent mine %}\n{{ <mine of={article} /> }}",
    )])
    .expect("loaded");
    let fault = theme
        .render(&article(samples::article()))
        .expect_err("a fault");
    let text = render(&fault, Style::PLAIN);
    assert!(
        text.starts_with(
            "error[template/undefined]: `of.nom` is not defined\n --> templates/article.html:1:33\n"
        ),
        "{text}"
    );
    assert!(
        text.contains("note: called from `templates/article.html:2:4`\n"),
        "{text}"
    );
}

#[test]
fn a_fault_in_the_doing_is_told_with_its_place() {
    assert_eq!(
        rendering_fault("{{ article.headline + 1 }}"),
        "error[template/render]: `+` requires both operands to be numbers, found `string` and `i64`\n \
         --> templates/article.html:1:4\n  |\n1 | {{ article.headline + 1 }}\n  |    ^^^^^^^^^^^^^^^^^^^^\n  \
         = note: while rendering `article.html`\n"
    );
    assert_eq!(
        rendering_fault("{{ t(key=\"cor\" ~ \"ection\") }}"),
        "error[template/render]: there is no interface string `corection`\n \
         --> templates/article.html:1:4\n  |\n1 | {{ t(key=\"cor\" ~ \"ection\") }}\n  |    ^^^^^^^^^^^^^^^^^^^^^^^\n  \
         = note: while rendering `article.html`\n"
    );
}

#[test]
fn every_template_that_cannot_be_read_is_told() {
    let broken = [
        ("templates/article.html", "{% if article.kicker %}\n<p>\n"),
        ("templates/page.html", "é{{ article. }}"),
    ];
    assert_eq!(
        loading_faults(&broken),
        "error[template/syntax]: unexpected end of input\n \
         --> templates/article.html:1:24\n  |\n1 | {% if article.kicker %}\n  |                        ^\n  \
         = help: something is still open at the end: write the `{% endif %}`, `{% endfor %}` or `{% endblock %}` that it lacks\n\
         error[template/syntax]: found `}}` but expected identifier\n \
         --> templates/page.html:1:14\n  |\n1 | é{{ article. }}\n  |              ^^\n"
    );
}

#[test]
fn what_a_template_asks_for_must_exist() {
    assert_eq!(
        loading_faults(&[(
            "templates/page.html",
            "{{ 1 | uper }}\n{{ <crad of={1} /> }}\n{% include \"heading.html\" %}\n{{ lang() }}"
        )]),
        "error[template/undefined]: unknown filter `uper`\n \
         --> templates/page.html:1:8\n  |\n1 | {{ 1 | uper }}\n  |        ^^^^\n  \
         = help: a near name exists: `upper`\n\
         error[template/undefined]: unknown component `crad`\n \
         --> templates/page.html:2:4\n  |\n2 | {{ <crad of={1} /> }}\n  |    ^^^^^^^^^^^^^^^\n  \
         = help: a near name exists: `card`\n\
         error[template/undefined]: unknown template `heading.html`\n \
         --> templates/page.html:3:12\n  |\n3 | {% include \"heading.html\" %}\n  |            ^^^^^^^^^^^^^^\n  \
         = help: a near name exists: `parts/heading.html`\n\
         error[template/undefined]: unknown function `lang`\n \
         --> templates/page.html:4:4\n  |\n4 | {{ lang() }}\n  |    ^^^^^^\n  \
         = note: there are `range`, `t`, `throw`\n"
    );
    assert_eq!(
        loading_faults(&[("templates/page.html", "{% extends \"bsae.html\" %}")]),
        "error[template/undefined]: there is no template `bsae.html` to extend\n \
         --> templates/page.html:1:13\n  |\n1 | {% extends \"bsae.html\" %}\n  |             ^^^^^^^^^\n  \
         = help: a near name exists: `base.html`\n"
    );
    assert_eq!(
        loading_faults(&[("templates/page.html", "\n{{ t(key=\"corections\") }}")]),
        "error[template/undefined]: there is no interface string `corections`\n \
         --> templates/page.html:2:11\n  |\n2 | {{ t(key=\"corections\") }}\n  |           ^^^^^^^^^^\n  \
         = help: a near name exists: `corrections`\n"
    );
    assert_eq!(
        loading_faults(&[("templates/page.html", "{% extends \"page.html\" %}")]),
        "error[template/syntax]: the template `page.html` extends itself, by way of others or straight\n \
         --> templates/page.html\n  \
         = help: a template of yours replaces the built-in one of the same name: extend or include one of another name\n"
    );
}

fn builtin(tag: &str) -> Theme {
    Theme::load(&language(tag), &ThemeFiles::new()).expect("the built-in theme loads")
}

fn load(files: &[(&str, &str)]) -> Result<Theme, Diagnostics> {
    let files = files
        .iter()
        .map(|&(path, text)| (path.to_owned(), text.to_owned()))
        .collect();
    Theme::load(&language("fr"), &files)
}

fn loading_faults(files: &[(&str, &str)]) -> String {
    let faults = load(files).expect_err("a fault");
    faults
        .iter()
        .map(|fault| render(fault, Style::PLAIN))
        .collect()
}

fn rendering_fault(template: &str) -> String {
    let theme = load(&[("templates/article.html", template)]).expect("loaded");
    let fault = theme
        .render(&article(samples::article()))
        .expect_err("a fault");
    render(&fault, Style::PLAIN)
}

fn article(article: crate::view::ArticleView) -> View {
    View::Article(Box::new(crate::view::ArticlePage {
        site: samples::site("fr"),
        page: samples::page("article", "Le pont de Rahma rouvre", "fr"),
        article,
    }))
}

fn html(theme: &Theme, view: &View) -> String {
    let bytes = theme
        .render(view)
        .unwrap_or_else(|fault| panic!("{}", render(&fault, Style::PLAIN)));
    String::from_utf8(bytes).expect("UTF-8")
}
