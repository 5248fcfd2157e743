//! Owns what pages may do, and how long a file may be kept: the Content-Security-Policy that each page carries, the headers that
//! belong to every answer, and the caching of each kind of file.

use super::types::{TYPES, content_type};

/// The policy of every page but one: nothing runs, nothing comes from elsewhere.
pub const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; \
                               font-src 'self'; base-uri 'none'; form-action 'none'";

/// What may change or be withdrawn at any time is asked for each time; where nothing changed, the answer is a few bytes.
pub(super) const ASK: &str = "no-cache";
/// A photograph that is withdrawn is seen an hour longer at most, by those who had seen it.
const AN_HOUR: &str = "public, max-age=3600, must-revalidate";
/// Letters are nobody's likeness.
const A_DAY: &str = "public, max-age=86400";

/// The policy of a page that carries its style inside: that style and no other, named by the base 64 of its SHA-256.
pub fn page_policy(style: &str) -> String {
    PAGE_POLICY.replace("style-src 'self'", &format!("style-src 'sha256-{style}'"))
}

/// The policy of every answer. It holds beside that of the page, so it may forbid no more than any page's does: the one page that
/// carries its style inside, and drawings that are opened by themselves, must keep their look. What only a header can forbid is
/// forbidden here: that another site shows a page in a frame.
pub fn header_policy() -> String {
    let styles = PAGE_POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
    format!("{styles}; frame-ancestors 'none'")
}

/// What a page could ask a browser for, and never may. Films may fill the screen.
const NEVER: &[&str] = &[
    "accelerometer",
    "browsing-topics",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "hid",
    "idle-detection",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "publickey-credentials-get",
    "serial",
    "usb",
    "xr-spatial-tracking",
];

/// A year, for this name alone.
pub(super) const HSTS: (&str, &str) = ("Strict-Transport-Security", "max-age=31536000");

/// What a configuration says where HSTS is not asked for.
pub(super) const NO_HSTS: &str =
    "  # Strict-Transport-Security is off: `hsts = true` under [hosting] in site.toml.\n";

/// The headers of every answer, by name; HSTS, which takes a decision, is not among them.
pub(super) fn headers() -> Vec<(&'static str, String)> {
    let never: Vec<String> = NEVER.iter().map(|name| format!("{name}=()")).collect();
    vec![
        ("Content-Security-Policy", header_policy()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
        ("Permissions-Policy", never.join(", ")),
    ]
}

/// How long what is not asked for each time may be kept, with the extensions of what that is.
pub(super) fn kept() -> Vec<(&'static str, Vec<&'static str>)> {
    let of = |rule: &'static str| {
        let extensions = TYPES.iter().flat_map(|(_, extensions)| extensions.iter());
        let ruled = extensions.filter(|extension| cache_control(&format!("a.{extension}")) == rule);
        (rule, ruled.copied().collect())
    };
    [AN_HOUR, A_DAY].map(of).to_vec()
}

/// How long browsers, and caches on the way, may keep a file of the site without asking for it again, by its path.
pub fn cache_control(path: &str) -> &'static str {
    let sent = content_type(path);
    let kind = sent.split('/').next().unwrap_or_default();
    match kind {
        "image" | "video" | "audio" => AN_HOUR,
        "font" => A_DAY,
        _ => ASK,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_be_taken_back_is_asked_for_each_time() {
        for path in [
            "index.html",
            "2017/10/26/al-qaim.html",
            "style.css",
            "feed.xml",
            "manifest.sha256",
            "manifest/2017.sha256",
            "media/2017/list.csv",
            "media/2017/letter.pdf",
            "CNAME",
        ] {
            assert_eq!(cache_control(path), "no-cache", "{path}");
        }
    }

    #[test]
    fn the_policy_of_answers_forbids_nothing_that_a_page_may_do() {
        let header = header_policy();
        let parts: Vec<&str> = header.split("; ").collect();
        for page in [PAGE_POLICY.to_owned(), page_policy("abc=")] {
            for part in page
                .split("; ")
                .filter(|part| !part.starts_with("style-src"))
            {
                assert!(parts.contains(&part), "{part} not in {header}");
            }
        }
        // A hash in a policy would make browsers pass over 'unsafe-inline'.
        assert!(parts.contains(&"style-src 'self' 'unsafe-inline'"));
        assert!(parts.contains(&"frame-ancestors 'none'"));
        assert!(!header.contains("script-src"), "nothing runs");
    }

    #[test]
    fn pictures_sound_and_films_are_kept_for_an_hour_and_letters_for_a_day() {
        for path in ["media/a.jpg", "media/a.SVG", "media/a.mp4", "media/a.opus"] {
            assert_eq!(cache_control(path), AN_HOUR, "{path}");
        }
        assert_eq!(cache_control("fonts/a.woff2"), A_DAY);
    }
}
