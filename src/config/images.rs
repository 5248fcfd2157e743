//! Owns what `[images]` means: whether pictures are made in further sizes, in which, and how finely.

use serde::Serialize;
use toml::Spanned;

use super::check::Check;
use super::file::ImagesFile;

/// `[images]`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ImagesConfig {
    /// Whether further sizes are made at all.
    pub enabled: bool,
    /// Widths in pixels, the narrowest first, each once.
    pub widths: Vec<u32>,
    /// From 1 to 100, for WebP and JPEG alike.
    pub quality: u8,
}

impl Default for ImagesConfig {
    /// A phone, a phone with a fine screen or a narrow window, a wide window or a fine screen.
    fn default() -> Self {
        Self {
            enabled: true,
            widths: vec![480, 960, 1600],
            quality: 75,
        }
    }
}

impl Check<'_> {
    pub(super) fn images(&mut self, images: &ImagesFile) -> ImagesConfig {
        let ImagesFile {
            enabled,
            widths,
            quality,
        } = images;
        let usual = ImagesConfig::default();
        ImagesConfig {
            enabled: enabled.unwrap_or(usual.enabled),
            widths: widths
                .as_ref()
                .and_then(|widths| self.widths(widths))
                .unwrap_or(usual.widths),
            quality: quality
                .as_ref()
                .and_then(|quality| self.quality(quality))
                .unwrap_or(usual.quality),
        }
    }

    fn widths(&mut self, stated: &Spanned<Vec<i64>>) -> Option<Vec<u32>> {
        const MOST: usize = 8;
        let fits = |width: &u32| (16..=4000).contains(width);
        let each = stated.get_ref().iter();
        let mut widths: Vec<u32> = each
            .filter_map(|width| u32::try_from(*width).ok().filter(fits))
            .collect();
        if widths.len() != stated.get_ref().len() || !(1..=MOST).contains(&widths.len()) {
            let message = format!("`widths` is {:?}", stated.get_ref());
            let help = "write one to eight numbers from 16 to 4000, as [480, 960, 1600]; \
                        `enabled = false` makes none";
            self.refuse(stated, message, help);
            return None;
        }
        widths.sort_unstable();
        widths.dedup();
        Some(widths)
    }

    fn quality(&mut self, stated: &Spanned<i64>) -> Option<u8> {
        let quality = u8::try_from(*stated.get_ref()).ok();
        let quality = quality.filter(|quality| (1..=100).contains(quality));
        if quality.is_none() {
            let message = format!("`quality` is {}", stated.get_ref());
            self.refuse(stated, message, "write a number from 1 to 100");
        }
        quality
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::tests;

    fn read(text: &str) -> Result<ImagesConfig, String> {
        tests::read(text).map(|config| config.images)
    }

    #[test]
    fn widths_stand_in_order_and_once() {
        let images = read("[images]\nwidths = [800, 400, 800]\nquality = 60\n").expect("fine");
        assert_eq!(images.widths, [400, 800]);
        assert_eq!((images.enabled, images.quality), (true, 60));
        assert_eq!(read("").expect("fine"), ImagesConfig::default());
        let none = read("[images]\nenabled = false\n").expect("fine");
        assert!(!none.enabled);
    }

    #[test]
    fn what_no_picture_can_have_is_refused() {
        let faults = read("[images]\nwidths = []\nquality = 0\n").expect_err("refused");
        assert_eq!(
            faults,
            "error[config/value]: `widths` is []\n --> site.toml:2:10\n  |\n\
             2 | widths = []\n  |          ^^\n  \
             = help: write one to eight numbers from 16 to 4000, as [480, 960, 1600]; `enabled = false` makes none\n\
             error[config/value]: `quality` is 0\n --> site.toml:3:11\n  |\n\
             3 | quality = 0\n  |           ^\n  \
             = help: write a number from 1 to 100\n"
        );
        assert!(read("[images]\nwidths = [480, 9000]\n").is_err());
    }
}
