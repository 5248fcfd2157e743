//! Owns what reference managers read of an article: Dublin Core and Highwire tags, and who is named as its author.

use super::ground::{Ground, Linker};
use crate::model::Article;
use crate::view::MetaTag;

/// Dublin Core (DCMI metadata terms) and Highwire tags, which reference managers read.
pub(super) fn tags(ground: Ground<'_>, here: &Linker<'_>, article: &Article) -> Vec<MetaTag> {
    let mut tags = Vec::new();
    let mut tag = |name: &str, content: &str| {
        if !content.is_empty() {
            tags.push(MetaTag {
                name: name.to_owned(),
                content: content.to_owned(),
            });
        }
    };
    tag("DC.type", "Text");
    tag("DC.format", "text/html");
    tag("DC.title", &article.headline);
    tag("DC.language", article.language.as_str());
    tag("DC.publisher", &ground.stated.title);
    tag("DC.identifier", article.id.as_str());
    tag("citation_title", &article.headline);
    tag("citation_language", article.language.as_str());
    tag("citation_publisher", &ground.stated.title);
    tag("citation_journal_title", &ground.stated.title);
    for author in authors(article) {
        tag("DC.creator", author);
        tag("citation_author", author);
    }
    for agency in &article.agencies {
        tag("DC.contributor", &agency.name);
    }
    if let Some(date) = article.date() {
        let day = date.iso();
        let day = day.split('T').next().unwrap_or_default();
        tag("DC.date", day);
        tag("citation_publication_date", &day.replace('-', "/"));
    }
    for name in article.tags.iter().chain(&article.conflicts) {
        tag("DC.subject", name);
    }
    for place in &article.places {
        tag("DC.coverage", &place.name);
    }
    if let Some(rights) = &article.rights {
        tag("DC.rights", rights.holder.as_deref().unwrap_or_default());
        tag(
            "DC.rights.license",
            rights.licence.as_deref().unwrap_or_default(),
        );
    }
    let address = ground.absolute(here.page);
    tag("DC.identifier.URI", &address);
    tag("citation_public_url", &address);
    tags
}

/// The persons who sign, or the byline where it names none.
pub(super) fn authors(article: &Article) -> Vec<&str> {
    match &article.byline {
        Some(byline) if byline.people.is_empty() => vec![&byline.verbatim],
        Some(byline) => byline.people.iter().map(String::as_str).collect(),
        None => Vec::new(),
    }
}
