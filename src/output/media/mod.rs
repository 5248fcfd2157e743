//! Owns the cleaning of media: no photograph, sound or film leaves with its metadata, since where and by whom a picture
//! was taken can kill the person who took it. A pure function over bytes, the same bytes for the same input.
//! It keeps what is needed to show the same picture (colour profile, orientation, animation) and drops all it does not know.
//! It does not read or write files, does not choose which files are copied, and does not judge what the picture shows:
//! pixels, samples and words within a picture are never changed.

mod base64;
mod bmff;
mod bmff_samples;
mod bytes;
mod exif;
mod flac;
mod gif;
mod icc;
mod jpeg;
mod matroska;
mod mp3;
mod ogg;
mod png;
mod refusal;
mod samples;
mod sniff;
mod svg;
mod svg_css;
mod svg_values;
mod text;
mod wav;
mod webp;

#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod fixtures_av;
#[cfg(test)]
mod tests;

pub use refusal::Refusal;
pub use sniff::Kind;

/// A file fit to be published.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clean {
    /// The file without its metadata.
    pub bytes: Vec<u8>,
    /// What it is.
    pub kind: Kind,
    /// Width and height in pixels as displayed, that is with the orientation applied; none for sounds and texts,
    /// and for drawings and films that do not say.
    pub size: Option<(u32, u32)>,
    /// What was taken out, each once, in the order found: `EXIF`, `XMP`, `comment`.
    pub removed: Vec<&'static str>,
}

/// Takes the metadata out of a file. `name` serves the messages, and tells text formats apart; all else is told by the bytes.
///
/// # Errors
/// [`Refusal::CannotClean`] for a format that cannot be cleaned soundly, [`Refusal::Broken`] for a file that is damaged or is
/// not what its name says. Both carry a whole sentence and one thing to do.
pub fn clean(name: &str, bytes: &[u8]) -> Result<Clean, Refusal> {
    let kind = sniff::kind(name, bytes).map_err(|refusal| refusal.of(name))?;
    let part = dispatch(kind, bytes).map_err(|refusal| refusal.of(name))?;
    Ok(Clean {
        bytes: part.bytes,
        kind,
        size: part.size.filter(|&(width, height)| width > 0 && height > 0),
        removed: part.removed.0,
    })
}

/// Cleans a picture that stands within another file, where no name is known.
fn clean_embedded(bytes: &[u8]) -> Option<Clean> {
    let picture = clean("", bytes).ok()?;
    picture.kind.is_raster().then_some(picture)
}

fn dispatch(kind: Kind, bytes: &[u8]) -> Result<Part, Refusal> {
    match kind {
        Kind::Jpeg => jpeg::clean(bytes),
        Kind::Png => png::clean(bytes),
        Kind::Gif => gif::clean(bytes),
        Kind::WebP => webp::clean(bytes),
        Kind::Svg => svg::clean(bytes),
        Kind::Mp4 => bmff::clean(bytes),
        Kind::Matroska => matroska::clean(bytes),
        Kind::Mp3 => mp3::clean(bytes),
        Kind::Wav => wav::clean(bytes),
        Kind::Ogg => ogg::clean(bytes),
        Kind::Flac => flac::clean(bytes),
        Kind::WebVtt => text::clean_vtt(bytes),
        Kind::Text => text::clean_plain(bytes),
    }
}

/// What a cleaner of one format hands back.
#[derive(Debug, Default)]
struct Part {
    bytes: Vec<u8>,
    size: Option<(u32, u32)>,
    removed: Removed,
}

/// The kinds of metadata found, each once, in order.
#[derive(Debug, Default)]
struct Removed(Vec<&'static str>);

impl Removed {
    fn note(&mut self, what: &'static str) {
        if !self.0.contains(&what) {
            self.0.push(what);
        }
    }
}
