//! Owns the view of media: what kind each is, where it is, how large. It reads no file; sizes come measured.

use std::collections::BTreeSet;

use super::article::ArticleMaker;
use super::ground::Linker;
use super::lite;
use super::rights::rights;
use crate::model::Media;
use crate::route::OutPath;
use crate::typography;
use crate::view::MediaView;

impl ArticleMaker<'_> {
    /// The media of an article. Of one that the text itself shows, only who made it and what it shows are told; a film or a
    /// recording with captions stays, since the text shows it without them.
    pub(super) fn media(&self, here: &Linker<'_>) -> Vec<MediaView> {
        let head = self.head;
        let path = |file: &str| self.around.file(file).map(|file| &file.path);
        let shown: BTreeSet<&OutPath> = head
            .summary
            .images
            .iter()
            .filter_map(|image| path(&image.target))
            .collect();
        let is_shown = |medium: &Media| {
            // The text shows nothing of what is sensitive.
            let elsewhere = medium.captions.is_some() || medium.sensitive;
            let file = medium.file.as_deref().filter(|_| !elsewhere);
            file.and_then(path).is_some_and(|file| shown.contains(file))
        };
        head.article
            .media
            .iter()
            .filter(|medium| tells(medium))
            .filter_map(|medium| {
                let view = self.medium(here, medium);
                if !is_shown(medium) {
                    return match self.ground.stated.lite {
                        true => lite::told(view),
                        false => Some(view),
                    };
                }
                let told = !view.caption.is_empty() || !view.credit.is_empty();
                (told || view.rights.is_some()).then(|| MediaView {
                    kind: "within".to_owned(),
                    ..view
                })
            })
            .collect()
    }

    /// A medium, or its caption alone where there is no file.
    fn medium(&self, here: &Linker<'_>, medium: &Media) -> MediaView {
        let language = &self.head.article.language;
        let file = |file: &Option<String>| self.around.file(file.as_deref()?);
        let url = |name: &Option<String>| file(name).map(|file| here.to(&file.path));
        let url = |name: &Option<String>| url(name).unwrap_or_default();
        let set = |text: &Option<String>| {
            let text = text.as_deref().unwrap_or_default();
            typography::apply(text, language).into_owned()
        };
        let file = file(&medium.file);
        let measure = file.and_then(|file| file.measure);
        let sizes = file.and_then(|file| file.sizes.as_ref());
        let tint = file.filter(|_| !medium.sensitive);
        let tint = tint.and_then(|file| file.tint);
        MediaView {
            kind: file
                .map_or("caption", |file| kind_of(&file.path))
                .to_owned(),
            url: url(&medium.file),
            src: sizes.map_or_else(|| url(&medium.file), |sizes| here.to(&sizes.fallback)),
            srcset: sizes.map_or_else(String::new, |sizes| sizes.srcset(|path| here.to(path))),
            tint: tint.map_or_else(String::new, |[r, g, b]| format!("#{r:02x}{g:02x}{b:02x}")),
            width: measure.map_or(0, |measure| measure.width),
            height: measure.map_or(0, |measure| measure.height),
            alt: medium.alt.clone().unwrap_or_default(),
            caption: set(&medium.caption),
            credit: medium.credit.clone().unwrap_or_default(),
            sensitive: medium.sensitive,
            rights: medium.rights.as_deref().map(rights),
            poster: url(&medium.poster),
            captions: url(&medium.captions),
        }
    }

    /// The absolute address of an article's first image; empty where there is none.
    pub(super) fn sharing_image(&self) -> String {
        if self.ground.stated.lite {
            return String::new();
        }
        let media = self.head.article.media.iter();
        let shown = media.filter(|medium| !medium.sensitive);
        let mut files = shown.filter_map(|medium| self.around.file(medium.file.as_deref()?));
        let image = files.find(|file| kind_of(&file.path) == "image");
        // Who shows a preview loads no photograph made for print.
        let shared = image.map(|file| {
            let fallback = file.sizes.as_ref().map(|sizes| &sizes.fallback);
            self.ground.absolute(fallback.unwrap_or(&file.path))
        });
        shared.unwrap_or_default()
    }
}

/// Whether there is anything for readers: of a picture that press copy only credits they would see a name without a cause.
fn tells(medium: &Media) -> bool {
    let said = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.is_empty());
    medium.file.is_some() || said(&medium.caption) || said(&medium.alt)
}

/// How a page shows a file, by its extension: the same list as the one by which Markdown's images become players.
fn kind_of(file: &OutPath) -> &'static str {
    if file.is_image() {
        return "image";
    }
    let extension = file.as_str().rsplit('.').next().unwrap_or_default();
    match extension.to_ascii_lowercase().as_str() {
        "mp4" | "m4v" | "webm" | "mov" | "ogv" => "video",
        "mp3" | "m4a" | "ogg" | "oga" | "opus" | "wav" | "flac" => "audio",
        _ => "file",
    }
}
