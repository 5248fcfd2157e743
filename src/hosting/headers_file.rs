//! Owns `_headers`, as Netlify and Cloudflare Pages read it: a path, then its headers, indented. Where two rules are true of one
//! address, both hosts join the values with a comma, so no header is stated twice for one address. Cloudflare takes 100 rules,
//! and 2,000 characters a line.

use std::fmt::Write as _;

use super::policy::{HSTS, cache_control, headers};
use super::types::content_type;
use super::{Wanted, policy};

/// The lists of digests and their signature, which these hosts would offer to save.
const LISTS: &[&str] = &[
    "/manifest.sha256",
    "/manifest.sha256.minisig",
    "/manifest/*",
];

/// The text.
pub(super) fn text(wanted: &Wanted<'_>) -> String {
    let mut text = String::from(
        "# Headers for Netlify and Cloudflare Pages, made by depeche.\n\
         # How long pages may be kept is not said here: both hosts have them asked for each time.\n\n/*\n",
    );
    for (name, value) in headers() {
        line(&mut text, name, &value);
    }
    match wanted.hsts {
        true => line(&mut text, HSTS.0, HSTS.1),
        false => text.push_str(policy::NO_HSTS.trim_start()),
    }
    text.push_str("\n/media/*\n");
    line(&mut text, "Cache-Control", cache_control("media/a.jpg"));
    for path in LISTS {
        text.push_str(&format!("\n{path}\n"));
        line(&mut text, "Content-Type", content_type("manifest.sha256"));
    }
    text
}

fn line(text: &mut String, name: &str, value: &str) {
    // Writing into a text does not fail.
    let _ = writeln!(text, "  {name}: {value}");
}
