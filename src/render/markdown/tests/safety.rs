//! What hostile or broken text must not do to a page.

use super::*;

static TAG: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"^</?([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"<>]*")?)*)>"#).expect("a pattern")
});

static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#" ([a-z-]+)(?:="([^"<>]*)")?"#).expect("a pattern"));

/// Faults of safety in finished HTML. It must be so regular that it can be read without a parser: then no browser reads it otherwise.
fn faults(html: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let mut in_link = false;
    for (at, _) in html.match_indices('<') {
        let Some(tag) = TAG.captures(&html[at..]) else {
            faults.push(format!("no tag: {}", &html[at..]));
            continue;
        };
        if FORBIDDEN.contains(&&tag[1]) {
            faults.push(tag[0].to_owned());
        }
        if &tag[1] == "a" {
            if in_link && !tag[0].starts_with("</") {
                faults.push(format!("a link in a link: {}", &tag[0]));
            }
            in_link = !tag[0].starts_with("</");
        }
        for attribute in ATTRIBUTE.captures_iter(&tag[2]) {
            let value = attribute.get(2).map_or("", |value| value.as_str());
            if !is_harmless(&attribute[1], value) {
                faults.push(format!("{}={value}", &attribute[1]));
            }
        }
    }
    faults
}

const FORBIDDEN: &[&str] = &[
    "script", "style", "iframe", "object", "embed", "svg", "math", "form", "link", "meta", "base",
    "button", "template", "noscript", "h1",
];

fn is_harmless(name: &str, value: &str) -> bool {
    let scheme = value
        .split(['/', '?', '#'])
        .next()
        .unwrap_or("")
        .split_once(':')
        .map(|(scheme, _)| scheme.to_lowercase());
    match name {
        "href" => {
            scheme.is_none_or(|s| ["http", "https", "mailto", "tel"].contains(&s.as_str()))
                && !value.starts_with("//")
        }
        "src" | "poster" => scheme.is_none() && !value.starts_with("//"),
        "cite" => value.starts_with("http"),
        "style" | "srcset" | "formaction" | "srcdoc" | "background" | "ping" | "target"
        | "action" => false,
        name => !name.starts_with("on"),
    }
}

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//example.org/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](&#x6A;&#x61;vascript&colon;alert(1))",
    "[a](java&#x0A;script:alert(1))",
    "[a](java&Tab;script:alert(1))",
    "[a](<java\tscript:alert(1)>)",
    "[a](< javascript:alert(1)>)",
    "[a](\u{1}javascript:alert(1))",
    "[a](data:text/html;base64,PHNjcmlwdD4=)",
    "[a](vbscript:msgbox)",
    "[a](file:///etc/passwd)",
    "[a]: javascript:alert(1)\n\n[a]",
    "<javascript:alert(1)>",
    "![a](javascript:alert(1))",
    "![a](data:image/svg+xml,<svg/onload=alert(1)>)",
    "![a\" onerror=\"alert(1)](carte.svg)",
    "![a](carte.svg \"x\\\" onload=\\\"alert(1)\")",
    "![x](https://example.org/\"onerror=\"alert(1))",
    "# a {#x\" onclick=\"alert(1)}",
    "# a {.x onclick=alert(1)}",
    "```a\"onclick=\"x\nb\n```",
    "<img src=x onerror=alert(1)>",
    "<img src=\"x\"onerror=\"alert(1)\">",
    "<img/src='x'/onerror='alert(1)'>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
    "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<iframe src=\"https://example.org\"></iframe>",
    "<object data=x></object><embed src=x>",
    "<a href=\"javascript:alert(1)\">a</a>",
    "<a href=\" &#14; javascript:alert(1)\">a</a>",
    "<a href=\"depeche-ready:javascript:alert(1)\">a</a>",
    "<a href=\"depeche-ready:depeche-ready:javascript:alert(1)\">a</a>",
    "<img src=\"depeche-ready:https://example.org/x.png\">",
    "<img src=\"depeche-ready://example.org/x.png\">",
    "<img srcset=\"https://example.org/x.png 2x\" src=carte.svg>",
    "<video poster=\"https://example.org/x.png\" src=\"//example.org/f.mp4\"><source src=https://example.org/f.mp4></video>",
    "<p style=\"background:url(https://example.org/x)\">a</p>",
    "<div style=x onmouseover=alert(1)>a</div>",
    "<base href=https://example.org/><link rel=stylesheet href=x><meta http-equiv=refresh content=0>",
    "<form action=x><input name=y><button formaction=javascript:alert(1)>z</button></form>",
    "<blockquote cite=\"javascript:alert(1)\">a</blockquote>",
    "<!-- <script> --><!--><script>alert(1)</script>-->",
    "<details open ontoggle=alert(1)>",
    "<table background=x><td background=y>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?php <script>alert(1)</script> ?>",
    "<p title='\"><script>alert(1)</script>'>a</p>",
    "<textarea><script>alert(1)</script></textarea>",
    "<xmp><script>alert(1)</script></xmp>",
    "<plaintext><script>alert(1)</script>",
    "<label for=x><input type=checkbox autofocus onfocus=alert(1)></label>",
];

#[test]
fn hostile_text_does_nothing() {
    for text in HOSTILE {
        let html = french(text);
        assert_eq!(faults(&html), Vec::<String>::new(), "{text}\n{html}");
    }
}

#[test]
fn hostile_text_does_nothing_within_other_text() {
    for around in [
        "> - {}\n",
        "a[^1]\n\n[^1]: {}\n",
        "| a |\n|---|\n| {} |\n",
        "# {}\n",
        "<div>\n\n{}\n\n</div>\n",
        "*a {} b*",
        "[x {} y](autre.md)",
    ] {
        for text in HOSTILE {
            let html = french(&around.replace("{}", text));
            assert_eq!(
                faults(&html),
                Vec::<String>::new(),
                "{around} {text}\n{html}"
            );
        }
    }
}

/// Text of the pieces that parsers trip over.
fn broken() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "<", ">", "\"", "'", "&", "`", "*", "_", "[", "]", "(", ")", "!", "#", "|", "-", "\n", "\n\n", " ", "    ", "^", ":", "~", "{#x}",
            "<a href=", "<img src=", "<p id=x>", "</p>", "<b>", "<svg>", "<math>", "<style>", "</style>", "<!--", "-->", "<table>", "<td>",
            "javascript:alert(1)", "onerror=x", "[^1]", "[^1]: ", "# ", "> ", "- [x] ", "| a |\n|---|\n", "carte.svg", "autre.md", "x", "«", "ا",
            "<script>", "</script>", "<h1>", "<video src=film.mp4>", "&#x6A;", "<details>", "<label>", "<input type=checkbox>",
        ]).prop_map(str::to_owned),
        1 => prop::sample::select(HOSTILE.to_vec()).prop_map(str::to_owned),
        1 => ".{0,6}",
    ];
    prop::collection::vec(piece, 0..16).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_renders_safely_and_alike(text in broken()) {
        let html = french(&text);
        prop_assert_eq!(faults(&html), Vec::<String>::new(), "{}", html);
        prop_assert_eq!(&french(&text), &html);
        let mut seen = ids(&html);
        let all = seen.len();
        seen.dedup();
        prop_assert_eq!(seen.len(), all, "an id stands twice: {}", html);
    }

    #[test]
    fn anchors_are_those_rendered(text in broken()) {
        let text = text.replace('<', "");
        let mut anchors = summarise(&text, 1).anchors;
        anchors.sort();
        prop_assert_eq!(ids(&french(&text)), anchors);
    }

    #[test]
    fn trusted_text_never_panics(text in broken()) {
        let _ = render_as("ar", true, &text);
        let _ = plain(&text);
    }
}
