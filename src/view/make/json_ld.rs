//! Owns the structured data of an article: schema.org `NewsArticle` in JSON-LD, safe within a script element.
//! It uses the article's own words, without typography.

use serde_json::{Map, Value, json};

use super::citation::authors;
use super::ground::{Ground, Linker};
use super::summary;
use crate::archive::Head;
use crate::model::{Article, Date};

/// The JSON-LD of an article; `image` is the address of the one for sharing, if there is any.
pub(super) fn news_article(
    ground: Ground<'_>,
    here: &Linker<'_>,
    head: &Head,
    image: &str,
) -> String {
    let article = &head.article;
    let mut data = Map::new();
    let mut put = |key: &str, value: Value| {
        let empty = match &value {
            Value::Null => true,
            Value::String(text) => text.is_empty(),
            Value::Array(values) => values.is_empty(),
            _ => false,
        };
        if !empty {
            data.insert(key.to_owned(), value);
        }
    };
    let kind = if article.is_page() {
        "WebPage"
    } else {
        "NewsArticle"
    };
    put("@context", json!("https://schema.org"));
    put("@type", json!(kind));
    put("identifier", json!(article.id));
    put("url", json!(ground.absolute(here.page)));
    put("headline", json!(article.headline));
    put("alternativeHeadline", json!(article.kicker));
    put("description", json!(summary(head)));
    put("inLanguage", json!(article.language));
    put("datePublished", date(article.published.as_ref()));
    put("dateModified", date(article.modified.as_deref()));
    put(
        "dateline",
        json!(article.dateline.as_ref().map(|line| &line.verbatim)),
    );
    put(
        "temporalCoverage",
        json!(article.event.as_ref().map(coverage)),
    );
    put(
        "wordCount",
        json!((head.summary.words > 0).then_some(head.summary.words)),
    );
    put("author", people(article));
    put("sourceOrganization", organisations(article));
    put(
        "publisher",
        json!({ "@type": "Organization", "name": ground.stated.title }),
    );
    put("keywords", json!(article.tags));
    put("contentLocation", places(article));
    put("mentions", mentions(article));
    put("about", conflicts(article));
    if !article.is_retracted() {
        put("image", json!(image));
        put("isBasedOn", sources(article));
    }
    put("correction", corrections(article));
    if let Some(rights) = &article.rights {
        put("copyrightHolder", json!(rights.holder));
        put("license", json!(rights.licence));
        put("usageInfo", json!(rights.usage));
    }
    if article.is_retracted() {
        put("creativeWorkStatus", json!("Retracted"));
    }
    script_safe(&Value::Object(data).to_string())
}

/// No sequence that could end the script element or be read as markup (HTML, "restrictions for contents of script elements").
fn script_safe(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => safe.push_str("\\u003c"),
            '>' => safe.push_str("\\u003e"),
            '&' => safe.push_str("\\u0026"),
            '\u{2028}' => safe.push_str("\\u2028"),
            '\u{2029}' => safe.push_str("\\u2029"),
            c => safe.push(c),
        }
    }
    safe
}

fn date(date: Option<&Date>) -> Value {
    json!(date.map(Date::iso))
}

/// An ISO 8601 interval, as schema.org wants it.
fn coverage(date: &Date) -> String {
    match (date.earliest(), date.latest()) {
        (Some(first), Some(last)) if first == last => first.to_string(),
        (Some(first), Some(last)) => format!("{first}/{last}"),
        (Some(first), None) => format!("{first}/.."),
        (None, Some(last)) => format!("../{last}"),
        (None, None) => String::new(),
    }
}

fn people(article: &Article) -> Value {
    let signed = article
        .byline
        .as_ref()
        .is_some_and(|line| !line.people.is_empty());
    let kind = if signed { "Person" } else { "Organization" };
    authors(article)
        .iter()
        .map(|name| json!({ "@type": kind, "name": name }))
        .collect()
}

fn organisations(article: &Article) -> Value {
    article
        .agencies
        .iter()
        .map(|agency| json!({ "@type": "NewsMediaOrganization", "name": agency.name }))
        .collect()
}

fn places(article: &Article) -> Value {
    article
        .places
        .iter()
        .map(|place| match (place.latitude, place.longitude) {
            (Some(latitude), Some(longitude)) => json!({
                "@type": "Place",
                "name": place.name,
                "geo": { "@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude },
            }),
            _ => json!({ "@type": "Place", "name": place.name }),
        })
        .collect()
}

fn mentions(article: &Article) -> Value {
    let people = article.people.iter().map(|one| ("Person", one));
    let actors = article.actors.iter().map(|one| ("Organization", one));
    people
        .chain(actors)
        .map(|(kind, one)| match &one.role {
            Some(role) => json!({ "@type": kind, "name": one.name, "description": role }),
            None => json!({ "@type": kind, "name": one.name }),
        })
        .collect()
}

fn conflicts(article: &Article) -> Value {
    article
        .conflicts
        .iter()
        .map(|name| json!({ "@type": "Event", "name": name }))
        .collect()
}

fn sources(article: &Article) -> Value {
    article
        .sources
        .iter()
        .filter(|source| source.url.is_some() || source.title.is_some())
        .map(|source| {
            let mut work = json!({ "@type": "CreativeWork" });
            for (key, value) in [
                ("name", &source.title),
                ("url", &source.url),
                ("archivedAt", &source.archived_url),
                ("publisher", &source.publisher),
            ] {
                if let Some(value) = value {
                    work[key] = json!(value);
                }
            }
            work
        })
        .collect()
}

fn corrections(article: &Article) -> Value {
    article
        .corrections
        .iter()
        .map(|correction| {
            let mut comment = json!({
                "@type": "CorrectionComment",
                "datePublished": correction.date.as_ref().map(Date::iso),
            });
            if !correction.text.is_empty() {
                comment["text"] = json!(correction.text);
            }
            comment
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_it_can_end_the_script() {
        let text = script_safe("{\"a\":\"</script><!--&\u{2028}\"}");
        assert!(!text.contains(['<', '>', '&', '\u{2028}']));
        let value: Value = serde_json::from_str(&text).expect("still JSON");
        assert_eq!(value["a"], "</script><!--&\u{2028}");
    }
}
