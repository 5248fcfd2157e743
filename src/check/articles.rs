//! Owns the faults of public articles that stop no build and that only a look at the whole shows: related links that lead
//! nowhere, images without words for those who do not see them.

use crate::archive::{Archive, Head};
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::model::Related;
use crate::plan::{Plan, Target};

/// Looks at every public article and page.
pub fn articles(archive: &Archive, plan: &Plan) -> Diagnostics {
    let heads = archive.articles().iter().chain(archive.pages());
    heads
        .filter(|head| !head.article.is_retracted())
        .flat_map(|head| related(head, plan).chain(silent_images(head, plan)))
        .collect()
}

fn related<'h>(head: &'h Head, plan: &'h Plan) -> impl Iterator<Item = Diagnostic> + 'h {
    let article = &head.article;
    let targets = plan.targets.related(&article.origin.path);
    article
        .related
        .iter()
        .zip(targets)
        .filter(|(_, target)| **target == Target::Nothing)
        .map(|(related, _)| missing_related(head, related))
}

/// Images of the text or beside it whose author says nothing of them. An empty `alt` in front matter says that the image is
/// decoration; in Markdown nothing tells decoration from forgetting.
fn silent_images<'h>(head: &'h Head, plan: &'h Plan) -> impl Iterator<Item = Diagnostic> + 'h {
    let source = &head.article.origin.path;
    let is_image = move |file: &str| {
        plan.targets
            .file(source, file)
            .is_some_and(|path| path.is_image())
    };
    let stated = head.article.media.iter().filter_map(|medium| {
        let file = medium.file.as_deref()?;
        medium.alt.is_none().then_some((file, None))
    });
    let within = head
        .summary
        .images
        .iter()
        .filter(|image| image.alt.trim().is_empty())
        .map(|image| (image.target.as_str(), Some(image.line)));
    stated
        .chain(within)
        .filter(move |(file, _)| is_image(file))
        .map(move |(file, line)| no_alt(source, file, line))
}

fn missing_related(head: &Head, related: &Related) -> Diagnostic {
    Diagnostic::new(
        Code::RelatedUnresolved,
        format!(
            "no article here for the related link `{}`",
            related.verbatim
        ),
    )
    .at(Place::file(format!("content/{}", head.article.origin.path)))
    .help("nothing, if the archive does not hold it; else name its id under `related`")
}

fn no_alt(source: &str, file: &str, line: Option<u32>) -> Diagnostic {
    let shown = format!("content/{source}");
    let place = match line {
        Some(line) => Place::line(shown, line),
        None => Place::file(shown),
    };
    Diagnostic::new(
        Code::MediaAlt,
        format!("the image `{file}` has no alternative text"),
    )
    .at(place)
    .help("say what it shows: `alt` of the medium, or `![what it shows](file)`; `alt = \"\"` for decoration")
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::archive::samples::{archive, head};
    use crate::config::Config;
    use crate::model::Media;
    use crate::plan::Files;

    fn faults(head: Head) -> Diagnostics {
        let archive = archive(vec![head]);
        let (config, _) = Config::read(Path::new("/site"), "").expect("a configuration");
        let content = ["map.svg".to_owned()];
        let files = Files {
            content: &content,
            statics: &[],
        };
        let (plan, _) = Plan::new(&archive, &config, files);
        articles(&archive, &plan)
    }

    fn with_image(alt: Option<&str>) -> Head {
        let mut head = head(Some("2017-10-26"), "a", &[]);
        head.article.media.push(Media {
            file: Some("map.svg".to_owned()),
            caption: None,
            credit: None,
            alt: alt.map(ToOwned::to_owned),
            rights: None,
            sensitive: false,
            poster: None,
            captions: None,
        });
        head
    }

    #[test]
    fn an_image_without_words_is_a_fault_and_decoration_is_not() {
        assert!(faults(with_image(None)).has(Code::MediaAlt));
        assert!(faults(with_image(Some(""))).is_empty());
        assert!(faults(with_image(Some("A map"))).is_empty());
    }

    #[test]
    fn a_related_link_to_nothing_is_a_fault() {
        let mut head = head(Some("2017-10-26"), "a", &[]);
        head.article.related.push(Related {
            verbatim: "Autre article".to_owned(),
            url: None,
        });
        assert!(faults(head).has(Code::RelatedUnresolved));
    }
}
