//! Owns the making of an article's page from its head and what stands around it: by a run that has the whole archive, and by one that
//! has nothing but the text that changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::trouble::Trouble;
use crate::archive::Head;
use crate::config::{Config, ContentConfig};
use crate::hash::{Digest, Fingerprint};
use crate::hosting;
use crate::model::Body;
use crate::plan::Target;
use crate::render::markdown::{self, Image, Labels, Links, Options, Parts, Sized};
use crate::render::templates::Theme;
use crate::route::OutPath;
use crate::source::Reread;
use crate::view::{Around, AroundFile, ArticleMaker, Ground, Outline, Shared, View, shared_digest};

/// What the pages of articles are made with. It borrows all that it needs.
pub(super) struct Desk<'a> {
    theme: &'a Theme,
    ground: Ground<'a>,
    reread: Reread<'a>,
    content: ContentConfig,
    lite: bool,
    /// Of what all pages are made from.
    all: Digest,
    labels: Labels,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        config: &Config,
        theme: &'a Theme,
        ground: Ground<'a>,
        reread: Reread<'a>,
    ) -> Self {
        let word = |key| theme.strings().get(key, &[]);
        Self {
            all: Fingerprint::new()
                .bytes(shared_digest(&config.language, config.timezone).as_bytes())
                .bytes(theme.digest().as_bytes())
                .value(&config.content)
                .bytes(ground.print().as_bytes())
                .finish(),
            labels: Labels {
                notes: word("body-notes"),
                note: word("body-note"),
                back_to_text: word("body-back"),
                table: word("body-table"),
                left_out: word("media-left-out"),
            },
            content: config.content,
            lite: config.edition.lite,
            theme,
            ground,
            reread,
        }
    }

    /// The fingerprint of a list or a feed that is made from what `print` is of, and from what all pages are made from.
    pub(super) fn listed(&self, print: Digest) -> Digest {
        Fingerprint::new()
            .bytes(self.all.as_bytes())
            .bytes(print.as_bytes())
            .finish()
    }

    /// The fingerprint of an article's page: of all that [`Desk::page`] makes it from.
    pub(super) fn print(&self, outline: Outline<'_>) -> Digest {
        let Outline {
            head,
            outside,
            around,
        } = outline;
        Fingerprint::new()
            .bytes(self.all.as_bytes())
            .bytes(outside.as_bytes())
            .bytes(head.article.origin.sha256.as_bytes())
            .bytes(head.digest.as_bytes())
            .value(&head.summary.words)
            .bytes(around.as_bytes())
            .finish()
    }

    /// The page of an article; `cards` are those of [`Around::near`].
    ///
    /// # Errors
    /// A fault of the template, of the disk, or a text that is not the one any more that the head was made of.
    pub(super) fn page(
        &self,
        head: &Head,
        around: &Around,
        cards: &[Arc<Shared>],
    ) -> Result<Vec<u8>, Trouble> {
        let mut view = ArticleMaker::new(self.ground, head, around, cards).view();
        if let View::Article(page) | View::Page(page) = &mut view
            && !head.article.is_retracted()
        {
            page.article.body = self.body(head, around)?;
        }
        self.theme.render(&view).map_err(Trouble::Fault)
    }

    /// The text of an article as HTML.
    pub(super) fn body(&self, head: &Head, around: &Around) -> Result<String, Trouble> {
        let body = self.reread.body(head)?;
        let links = self.links(head, around);
        let options = Options {
            language: &head.article.language,
            trusted_html: self.content.trusted_html,
            links: &links,
            heading_level: 2,
            labels: &self.labels,
        };
        Ok(match &body {
            Body::Markdown { text, .. } => markdown::render(text, &options),
            Body::Blocks(blocks) => markdown::blocks(blocks, &options, &Parts::default()),
        })
    }

    fn links(&self, head: &Head, around: &Around) -> Links {
        let here = &around.path;
        let href = |target: &Target| match target {
            Target::Here(path, _) if self.is_left_out(path) => None,
            Target::Here(path, None) => Some(here.link_to(path)),
            Target::Here(path, Some(anchor)) => Some(format!("{}#{anchor}", here.link_to(path))),
            Target::Outside(url) => Some(url.clone()),
            Target::Nothing => None,
        };
        let covered: BTreeSet<&OutPath> = {
            let stated = head.article.media.iter().filter(|it| it.sensitive);
            let files = stated.filter_map(|it| around.file(it.file.as_deref()?));
            files.map(|file| &file.path).collect()
        };
        let image = |file: &AroundFile| Image {
            src: here.link_to(&file.path),
            width: file.measure.map(|measure| measure.width),
            height: file.measure.map(|measure| measure.height),
            sized: file.sizes.as_ref().map(|sizes| Sized {
                src: here.link_to(&sizes.fallback),
                srcset: sizes.srcset(|path| here.link_to(path)),
            }),
        };
        let files = around.files.iter();
        let shown = files.filter(|(_, file)| !self.is_left_out(&file.path));
        let images = shown.map(|(written, file)| {
            // What is sensitive stands beside the text, covered, and not in it.
            let image = (!covered.contains(&file.path)).then(|| image(file));
            (written.to_string(), image)
        });
        let targets = around.links.iter();
        let targets = targets.map(|(written, target)| (written.to_string(), href(target)));
        Links {
            targets: targets.collect(),
            images: images.collect(),
            told: self.lite,
        }
    }

    /// Whether the edition leaves a file out.
    fn is_left_out(&self, path: &OutPath) -> bool {
        self.lite && hosting::is_shown_or_played(path.as_str())
    }
}
