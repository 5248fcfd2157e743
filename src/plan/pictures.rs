//! Owns in which further sizes pictures exist, and where those stand: the one place that decides it. What a picture is
//! (its measure, its look, whether it can be decoded) is told.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Job, Plan};
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Diagnostics, Place};
use crate::model::{Look, Measure, PictureFormat, Size};
use crate::output::pictures::Recipe;
use crate::route::{OutPath, Route};

/// For those who know no WebP, and for whoever shares a page, one size is enough: the widest of at most so many pixels.
const FALLBACK: u32 = 960;

/// The further sizes of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sizes {
    /// Width in pixels and path, the narrowest first.
    pub webp: Vec<(u32, OutPath)>,
    /// What every browser shows.
    pub fallback: OutPath,
}

impl Sizes {
    /// The sizes as a page names them in `srcset`; `address` is how it names a file.
    pub fn srcset(&self, address: impl Fn(&OutPath) -> String) -> String {
        let each = self.webp.iter();
        let candidates = each.map(|(width, path)| format!("{} {width}w", address(path)));
        candidates.collect::<Vec<_>>().join(", ")
    }
}

impl Plan {
    /// The pictures that pages show and that are to be made in further sizes, each with how.
    pub fn wanted_pictures(
        &self,
        config: &Config,
        known: impl Fn(&OutPath) -> Option<(Measure, Look)>,
    ) -> BTreeMap<OutPath, Recipe> {
        if !config.images.enabled || config.edition.lite {
            return BTreeMap::new();
        }
        let recipe = |original: &OutPath| {
            let (measure, look) = known(original)?;
            let sizes = sizes(&config.images.widths, measure, look)?;
            let fits = |size: &Size| place_of(original, *size).part_too_long().is_none();
            sizes.iter().all(fits).then_some(Recipe {
                sizes,
                quality: config.images.quality,
            })
        };
        let shown = self.targets.shown();
        shown
            .filter_map(|original| Some((original.clone(), recipe(original)?)))
            .collect()
    }

    /// Plans the sizes of pictures. Where one would stand in the place of another file is a fault.
    pub fn add_pictures<'r>(
        &mut self,
        pictures: impl Iterator<Item = (&'r OutPath, &'r Recipe)>,
    ) -> Diagnostics {
        let mut faults = Diagnostics::new();
        let mut taken = None;
        for (original, recipe) in pictures {
            let taken = taken.get_or_insert_with(|| self.where_pictures_might_stand());
            let mut webp = Vec::new();
            let mut fallback = original.clone();
            for &size in &recipe.sizes {
                let path = place_of(original, size);
                if let Some(other) = taken.get(&path.folded()) {
                    faults.push(self.in_the_way(original, &path, other));
                    continue;
                }
                match size.format {
                    PictureFormat::WebP => webp.push((size.width, path.clone())),
                    PictureFormat::Jpeg | PictureFormat::Png => fallback = path.clone(),
                }
                let of = original.clone();
                self.jobs.insert(path, Job::Picture { of, size });
            }
            let sizes = Sizes { webp, fallback };
            self.pictures.insert(original.clone(), sizes);
        }
        faults
    }

    /// The further sizes of a picture, by its own path.
    pub fn sizes(&self, original: &OutPath) -> Option<&Sizes> {
        self.pictures.get(original)
    }

    /// Files, and folders of files, whose names end as those of pictures do, folded as file systems fold names.
    fn where_pictures_might_stand(&self) -> BTreeMap<Arc<str>, OutPath> {
        let ends = |path: &str| {
            let extension = path.rsplit('.').next().unwrap_or_default();
            let mut formats = PictureFormat::ALL.into_iter();
            formats.any(|format| extension.eq_ignore_ascii_case(format.extension()))
        };
        let mut taken = BTreeMap::new();
        for path in self.jobs.keys() {
            let text = path.as_str();
            let folders = text.match_indices('/').map(|(at, _)| &text[..at]);
            for part in folders.chain([text]).filter(|part| ends(part)) {
                let folded = OutPath::parse(part).map(|part| part.folded());
                taken.extend(folded.map(|folded| (folded, path.clone())));
            }
        }
        taken
    }

    fn in_the_way(&self, original: &OutPath, path: &OutPath, other: &OutPath) -> Diagnostic {
        let source = |path: &OutPath| match self.jobs.get(path) {
            Some(Job::Media(file)) => Place::file(format!("content/{file}")),
            Some(Job::Static(file)) => Place::file(format!("static/{file}")),
            _ => Place::file(path.as_str()),
        };
        let message = format!("a size of this picture would be written to `{path}`");
        Diagnostic::new(Code::RouteCollision, message)
            .at(source(original))
            .also(source(other), "is already there")
            .help("rename one of the two")
    }
}

fn place_of(original: &OutPath, size: Size) -> OutPath {
    Route::Picture(original.as_str().to_owned(), size).path()
}

/// The sizes of a picture, none of them wider than it is; none where it is no wider than the narrowest.
fn sizes(widths: &[u32], measure: Measure, look: Look) -> Option<Vec<Size>> {
    let mut fitting: Vec<u32> = widths.to_vec();
    fitting.retain(|width| *width < measure.width);
    let widest = *fitting.last()?;
    // Its own width too, in the better format, unless it is hardly more.
    let is_more = u64::from(measure.width) * 4 >= u64::from(widest) * 5;
    if is_more && widths.iter().any(|width| *width >= measure.width) {
        fitting.push(measure.width);
    }
    let narrow = fitting.iter().copied().filter(|width| *width <= FALLBACK);
    let fallback = Size {
        width: narrow.max().unwrap_or(fitting[0]),
        format: match look {
            Look::Opaque => PictureFormat::Jpeg,
            Look::Transparent => PictureFormat::Png,
        },
    };
    let format = PictureFormat::WebP;
    let webp = fitting.into_iter().map(|width| Size { width, format });
    Some(webp.chain([fallback]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(width: u32, look: Look) -> Option<String> {
        let height = 700;
        let sizes = sizes(&[480, 960, 1600], Measure { width, height }, look)?;
        let each = sizes.iter();
        let names = each.map(|size| format!("{}{}", size.width, size.format.extension()));
        Some(names.collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn no_size_is_wider_than_the_picture() {
        let of = |width| shown(width, Look::Opaque).unwrap_or_default();
        assert_eq!(of(4000), "480webp 960webp 1600webp 960jpg");
        assert_eq!(of(1600), "480webp 960webp 1600webp 960jpg");
        assert_eq!(of(1300), "480webp 960webp 1300webp 960jpg");
        assert_eq!(of(1000), "480webp 960webp 960jpg");
        assert_eq!(of(500), "480webp 480jpg");
        assert_eq!(of(480), "");
    }

    #[test]
    fn what_one_can_see_through_stays_so_in_every_browser() {
        let of = shown(700, Look::Transparent);
        assert_eq!(of.as_deref(), Some("480webp 700webp 700png"));
    }
}
