//! Owns what pages may do, and how long a file may be kept: the Content-Security-Policy that each page carries, and the caching
//! of each kind of file.

use super::types::content_type;

/// The policy of every page but one: nothing runs, nothing comes from elsewhere.
pub const PAGE_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; \
                               font-src 'self'; base-uri 'none'; form-action 'none'";

/// What may change or be withdrawn at any time is asked for each time; where nothing changed, the answer is a few bytes.
const ASK: &str = "no-cache";
/// A photograph that is withdrawn is seen an hour longer at most, by those who had seen it.
const AN_HOUR: &str = "public, max-age=3600, must-revalidate";
/// Letters are nobody's likeness.
const A_DAY: &str = "public, max-age=86400";

/// The policy of a page that carries its style inside: that style and no other, named by the base 64 of its SHA-256.
pub fn page_policy(style: &str) -> String {
    PAGE_POLICY.replace("style-src 'self'", &format!("style-src 'sha256-{style}'"))
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
    fn pictures_sound_and_films_are_kept_for_an_hour_and_letters_for_a_day() {
        for path in ["media/a.jpg", "media/a.SVG", "media/a.mp4", "media/a.opus"] {
            assert_eq!(cache_control(path), AN_HOUR, "{path}");
        }
        assert_eq!(cache_control("fonts/a.woff2"), A_DAY);
    }
}
