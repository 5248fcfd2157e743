//! Owns the written form of feeds (Atom, RFC 4287; JSON Feed 1.1), of sitemaps (sitemaps.org 0.9) and of `robots.txt`.
//! What stands in them `view` has settled.

use std::collections::BTreeMap;

use atom_syndication::{
    Category, Entry, Feed, FixedDateTime, Generator, Link, Person, Text, WriteConfig,
};
use quick_xml::escape::escape;
use serde_json::{Value, json};

use crate::view::{EntryView, FeedView, SitemapView};

/// A feed in Atom.
pub fn atom(view: &FeedView) -> Vec<u8> {
    let feed = Feed {
        title: plain(&view.title),
        subtitle: (!view.description.is_empty()).then(|| plain(&view.description)),
        id: view.address.clone(),
        updated: time(&view.updated),
        generator: Some(Generator {
            value: view.generator.clone(),
            ..Generator::default()
        }),
        // RFC 4287, 4.1.1: a feed whose entries lack an author has one.
        authors: vec![person(&view.title)],
        links: vec![
            link(&view.address, "self", "application/atom+xml"),
            link(&view.home, "alternate", "text/html"),
        ],
        entries: view.entries.iter().map(atom_entry).collect(),
        namespaces: BTreeMap::new(),
        lang: Some(view.language.to_string()),
        ..Feed::default()
    };
    let config = WriteConfig {
        write_document_declaration: true,
        indent_size: None,
    };
    let mut bytes = feed
        .write_with_config(Vec::new(), config)
        .expect("writing to memory does not fail");
    bytes.push(b'\n');
    bytes
}

fn atom_entry(entry: &EntryView) -> Entry {
    Entry {
        title: Text {
            lang: Some(entry.language.to_string()),
            ..plain(&entry.title)
        },
        id: entry.address.clone(),
        updated: time(&entry.updated),
        published: Some(time(&entry.published)),
        authors: entry.authors.iter().map(|name| person(name)).collect(),
        categories: entry
            .tags
            .iter()
            .map(|tag| Category {
                term: xml_text(tag),
                ..Category::default()
            })
            .collect(),
        links: vec![Link {
            hreflang: Some(entry.language.to_string()),
            ..link(&entry.address, "alternate", "text/html")
        }],
        summary: (!entry.summary.is_empty()).then(|| Text {
            lang: Some(entry.language.to_string()),
            ..plain(&entry.summary)
        }),
        ..Entry::default()
    }
}

fn plain(text: &str) -> Text {
    Text::plain(xml_text(text))
}

fn person(name: &str) -> Person {
    Person {
        name: xml_text(name),
        ..Person::default()
    }
}

fn link(href: &str, rel: &str, mime: &str) -> Link {
    Link {
        href: href.to_owned(),
        rel: rel.to_owned(),
        mime_type: Some(mime.to_owned()),
        ..Link::default()
    }
}

/// A time that `view` has written.
fn time(text: &str) -> FixedDateTime {
    FixedDateTime::parse_from_rfc3339(text).expect("a time that was checked when it was read")
}

/// A text without the characters that XML 1.0 does not know (production 2, `Char`).
fn xml_text(text: &str) -> String {
    text.chars()
        .filter(|c| {
            !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}') || matches!(c, '\t' | '\n')
        })
        .collect()
}

/// A feed in JSON Feed 1.1.
pub fn json_feed(view: &FeedView) -> Vec<u8> {
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": view.title,
        "home_page_url": view.home,
        "feed_url": view.address,
        "language": view.language,
        "items": view.entries.iter().map(json_item).collect::<Vec<Value>>(),
    });
    if !view.description.is_empty() {
        feed["description"] = json!(view.description);
    }
    let mut bytes = feed.to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}

fn json_item(entry: &EntryView) -> Value {
    let authors: Vec<Value> = entry
        .authors
        .iter()
        .map(|name| json!({ "name": name }))
        .collect();
    let mut item = json!({
        "id": entry.address,
        "url": entry.address,
        "title": entry.title,
        // One of `content_html` and `content_text` must be there.
        "content_text": entry.summary,
        "date_published": entry.published,
        "date_modified": entry.updated,
        "language": entry.language,
    });
    if !authors.is_empty() {
        item["authors"] = json!(authors);
    }
    if !entry.tags.is_empty() {
        item["tags"] = json!(entry.tags);
    }
    item
}

/// A sitemap.
pub fn sitemap(view: &SitemapView) -> Vec<u8> {
    sitemap_file("urlset", "url", view)
}

/// The list of all sitemaps.
pub fn sitemap_index(view: &SitemapView) -> Vec<u8> {
    sitemap_file("sitemapindex", "sitemap", view)
}

fn sitemap_file(list: &str, item: &str, view: &SitemapView) -> Vec<u8> {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <{list} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    );
    for address in &view.addresses {
        let place = escape(address.address.as_str());
        xml.push_str(&format!("<{item}><loc>{place}</loc>"));
        if !address.changed.is_empty() {
            xml.push_str(&format!(
                "<lastmod>{}</lastmod>",
                escape(address.changed.as_str())
            ));
        }
        xml.push_str(&format!("</{item}>\n"));
    }
    xml.push_str(&format!("</{list}>\n"));
    xml.into_bytes()
}

/// What crawlers may do (RFC 9309): read all, and find the sitemaps where the site has an address.
pub fn robots(sitemap_url: &str) -> Vec<u8> {
    let mut text = "User-agent: *\nAllow: /\n".to_owned();
    if !sitemap_url.is_empty() {
        text.push_str(&format!("\nSitemap: {sitemap_url}\n"));
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::view::SitemapAddress;

    fn feed() -> FeedView {
        FeedView {
            title: "Archive & co".to_owned(),
            description: "Dépêches".to_owned(),
            home: "https://a.example/".to_owned(),
            address: "https://a.example/feed.xml".to_owned(),
            language: Language::parse("fr").expect("a language"),
            updated: "2017-10-27T00:00:00Z".to_owned(),
            generator: "depeche".to_owned(),
            entries: vec![EntryView {
                address: "https://a.example/2017/10/26/a.html".to_owned(),
                title: "A < B\u{1}".to_owned(),
                summary: "Résumé".to_owned(),
                published: "2017-10-26T00:00:00Z".to_owned(),
                updated: "2017-10-27T00:00:00Z".to_owned(),
                authors: vec!["La rédaction".to_owned()],
                tags: vec!["Irak".to_owned()],
                language: Language::parse("ar").expect("a language"),
            }],
        }
    }

    #[test]
    fn atom_reads_back_as_it_was_meant() {
        let bytes = atom(&feed());
        let read = Feed::read_from(bytes.as_slice()).expect("a feed");
        assert_eq!(read.title.value, "Archive & co");
        assert_eq!(read.lang.as_deref(), Some("fr"));
        let entry = &read.entries[0];
        assert_eq!(entry.title.value, "A < B", "no control character in XML");
        assert_eq!(entry.title.lang.as_deref(), Some("ar"));
        assert_eq!(entry.id, "https://a.example/2017/10/26/a.html");
        assert_eq!(entry.authors[0].name, "La rédaction");
        assert_eq!(read.links[0].rel, "self");
    }

    #[test]
    fn a_json_feed_has_what_its_version_demands() {
        let read: Value = serde_json::from_slice(&json_feed(&feed())).expect("JSON");
        assert_eq!(read["version"], "https://jsonfeed.org/version/1.1");
        assert_eq!(
            read["items"][0]["id"],
            "https://a.example/2017/10/26/a.html"
        );
        assert_eq!(read["items"][0]["content_text"], "Résumé");
        assert_eq!(read["items"][0]["language"], "ar");
    }

    #[test]
    fn a_sitemap_names_each_address_and_its_day() {
        let view = SitemapView {
            addresses: vec![SitemapAddress {
                address: "https://a.example/a%26b.html".to_owned(),
                changed: "2017-10-26".to_owned(),
            }],
        };
        let text = String::from_utf8(sitemap(&view)).expect("text");
        assert!(text.contains(
            "<url><loc>https://a.example/a%26b.html</loc><lastmod>2017-10-26</lastmod></url>"
        ));
        assert!(
            String::from_utf8(sitemap_index(&view))
                .expect("text")
                .contains("<sitemap><loc>")
        );
    }
}
