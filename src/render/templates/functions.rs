//! Owns what templates can call beside Tera's own: `t`, the interface's words, and `safe_url`. Both are pure.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::theme::{Argument, StringFault, Strings};

/// Names of the filters of ours, for messages.
pub(super) const FILTERS: &[&str] = &["safe_url"];

/// Names of the functions of ours, for messages.
pub(super) const FUNCTIONS: &[&str] = &["t"];

/// ASCII that neither a path nor a query holds as it is (URL standard, "URL code points"); `\\` passes, as browsers read it.
const NEVER_IN_URLS: [char; 9] = [' ', '"', '<', '>', '^', '`', '{', '|', '}'];

const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

pub(super) fn register(tera: &mut Tera, strings: &Arc<Strings>) {
    let strings = Arc::clone(strings);
    let ready = ready(&strings);
    tera.register_function("t", move |arguments: Kwargs, _: &State<'_>| {
        translate(&strings, &ready, &arguments)
    });
    tera.register_filter("safe_url", |url: Cow<'_, str>, _: Kwargs, _: &State<'_>| {
        safe_url(&url).into_owned()
    });
}

/// An address that can stand in `href` or `src`: `http`, `https`, `mailto`, `tel` or relative. Any other becomes empty, and
/// so does one that begins with two slashes, which from a copy on a disk would ask another machine. What no address may hold
/// is written as the URL standard writes it.
pub fn safe_url(url: &str) -> Cow<'_, str> {
    // Browsers drop these before they read the scheme, so that `java\nscript:` would run.
    let hidden = |c: char| c.is_ascii_control();
    let url = url.trim_matches(|c: char| c == ' ' || hidden(c));
    let url = if url.contains(hidden) {
        Cow::Owned(url.replace(hidden, ""))
    } else {
        Cow::Borrowed(url)
    };
    let slash = |c: char| c == '/' || c == '\\';
    let another_host = url.starts_with(slash) && url[1..].starts_with(slash);
    if another_host || !scheme_of(&url).is_none_or(is_allowed) {
        return Cow::Borrowed("");
    }
    if !url.contains(NEVER_IN_URLS) {
        return url;
    }
    let mut written = String::with_capacity(url.len() + 8);
    for c in url.chars() {
        match NEVER_IN_URLS.contains(&c) {
            true => written.push_str(&format!("%{:02X}", u32::from(c))),
            false => written.push(c),
        }
    }
    Cow::Owned(written)
}

fn is_allowed(scheme: &str) -> bool {
    SCHEMES
        .iter()
        .any(|allowed| scheme.eq_ignore_ascii_case(allowed))
}

fn scheme_of(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let of_scheme = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
    (scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(of_scheme))
        .then_some(scheme)
}

/// The strings without places, which are most of them, made once.
fn ready(strings: &Strings) -> BTreeMap<String, Value> {
    strings
        .keys()
        .filter_map(|key| Some((key.to_owned(), Value::from(strings.try_get(key, &[]).ok()?))))
        .collect()
}

fn translate(
    strings: &Strings,
    ready: &BTreeMap<String, Value>,
    arguments: &Kwargs,
) -> TeraResult<Value> {
    let key: &str = arguments.must_get("key")?;
    if let Some(text) = ready.get(key) {
        return Ok(text.clone());
    }
    let given: Vec<(&str, &Value)> = arguments
        .iter()
        .filter_map(|(name, value)| Some((name.as_str()?, value)))
        .collect();
    let given: Vec<(&str, Argument<'_>)> = given
        .iter()
        .filter_map(|&(name, value)| {
            let argument = match (value.as_u64(), value.as_str()) {
                (Some(number), _) => Argument::Number(number),
                (None, Some(text)) => Argument::Text(text),
                (None, None) => return None,
            };
            Some((name, argument))
        })
        .collect();
    strings
        .try_get(key, &given)
        .map(Value::from)
        .map_err(|fault| {
            Error::message(match fault {
                StringFault::Unknown => format!("there is no interface string `{key}`"),
                StringFault::Unfilled(why) => format!("the interface string `{key}`: {why}"),
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_that_lead_somewhere_pass() {
        for url in [
            "https://example.org/a?b=c#d",
            "HTTP://example.org",
            "mailto:a@example.org",
            "tel:+33100000000",
            "../2017/10/26.html",
            "#2017-10",
            "",
            "/a",
            "12:30.html",
            "a/b:c",
        ] {
            assert_eq!(safe_url(url), url);
        }
    }

    #[test]
    fn what_no_address_may_hold_is_encoded() {
        assert_eq!(
            safe_url("https://example.org/a b?c=\"d\"&e=<f>"),
            "https://example.org/a%20b?c=%22d%22&e=%3Cf%3E"
        );
        assert_eq!(
            safe_url("https://example.org/é%20"),
            "https://example.org/é%20"
        );
    }

    #[test]
    fn addresses_that_run_or_carry_something_become_empty() {
        for url in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:x",
            "//example.org/a",
            "\\\\example.org\\a",
            "/\\example.org",
            "/\t/example.org",
        ] {
            assert_eq!(safe_url(url), "", "{url:?}");
        }
    }
}
