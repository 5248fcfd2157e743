//! Owns the HTML of images, films and sounds.

use super::html::{address, escape};
use super::links::is_external;
use super::{Image, Links};

/// An image as Markdown states it.
pub(super) struct Stated<'a> {
    /// As written.
    pub target: &'a str,
    /// What it says to those who do not see it.
    pub alt: &'a str,
    /// Its title, set; empty where it has none or a caption shows it.
    pub title: &'a str,
    /// Whether it stands within a link, which may hold no other.
    pub in_link: bool,
}

/// How wide a picture in the text is: the measure of the text, or the window.
pub(super) const SIZES: &str = "(min-width: 42rem) 38rem, 100vw";

#[derive(Clone, Copy, PartialEq, Eq)]
enum Medium {
    Picture,
    Film,
    Sound,
}

/// The HTML of an image. One that is not here is its text; one on another host is a link to it, for no page loads anything from elsewhere.
/// `ready` is put before an address that needs no more resolving.
pub(super) fn write(stated: &Stated, links: &Links, ready: &str) -> String {
    let medium = Medium::of(stated.target);
    match links.image(stated.target) {
        Some(image) if medium == Medium::Picture => picture(stated, image, ready),
        Some(image) if !stated.in_link => player(medium, stated, image, ready),
        None if is_external(stated.target) && !stated.in_link => {
            let text = match stated.alt.trim() {
                "" => stated.target,
                alt => alt,
            };
            let href = address(stated.target);
            format!(
                "<a href=\"{ready}{}\" rel=\"noopener noreferrer\">{}</a>",
                escape(&href),
                escape(text)
            )
        }
        _ => escape(stated.alt).into_owned(),
    }
}

impl Medium {
    fn of(target: &str) -> Self {
        let path = target.split(['?', '#']).next().unwrap_or(target);
        let extension = path.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
        match extension.as_str() {
            "mp4" | "webm" | "m4v" | "ogv" | "mov" => Self::Film,
            "mp3" | "ogg" | "oga" | "opus" | "wav" | "flac" | "m4a" => Self::Sound,
            _ => Self::Picture,
        }
    }
}

fn picture(stated: &Stated, image: &Image, ready: &str) -> String {
    let title = match stated.title {
        "" => String::new(),
        title => format!(" title=\"{}\"", escape(title)),
    };
    let (alt, size) = (escape(stated.alt), size(image));
    let tag = |src: &str| {
        let src = address(src);
        let src = escape(&src);
        format!(
            "<img src=\"{ready}{src}\" alt=\"{alt}\"{title}{size} loading=\"lazy\" decoding=\"async\">"
        )
    };
    let Some(sized) = &image.sized else {
        return tag(&image.src);
    };
    let picture = format!(
        "<picture><source type=\"image/webp\" srcset=\"{ready}{}\" sizes=\"{SIZES}\">{}</picture>",
        escape(&sized.srcset),
        tag(&sized.src)
    );
    // The picture itself is one step away, for whoever has to look closely; a link has to say what it leads to.
    if stated.in_link || stated.alt.trim().is_empty() {
        return picture;
    }
    let whole = address(&image.src);
    format!("<a href=\"{ready}{}\">{picture}</a>", escape(&whole))
}

fn player(medium: Medium, stated: &Stated, image: &Image, ready: &str) -> String {
    let (name, size) = match medium {
        Medium::Film => ("video", size(image)),
        _ => ("audio", String::new()),
    };
    let src = address(&image.src);
    let text = match stated.alt.trim() {
        "" => stated.target,
        alt => alt,
    };
    format!(
        "<{name} controls preload=\"none\" src=\"{ready}{src}\" aria-label=\"{text}\"{size}><a href=\"{ready}{src}\">{text}</a></{name}>",
        src = escape(&src),
        text = escape(text)
    )
}

fn size(image: &Image) -> String {
    match (image.width, image.height) {
        (Some(width), Some(height)) => format!(" width=\"{width}\" height=\"{height}\""),
        _ => String::new(),
    }
}
