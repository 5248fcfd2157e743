//! Owns which addresses a body may lead to and which it may load.

use super::{Image, Links};

/// The schemes that a link may have.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

impl Links {
    /// What to put into `href` for a target, or `None` where it becomes plain text.
    pub(super) fn href(&self, target: &str) -> Option<String> {
        let href = match self.targets.get(target) {
            Some(ready) => ready.as_deref()?,
            None if target.starts_with('#') || scheme(target).is_some() => target,
            None => return None,
        };
        is_safe(href).then(|| href.to_owned())
    }

    /// The image, film or sound of a target.
    pub(super) fn image(&self, target: &str) -> Option<&Image> {
        let image = self.images.get(target)?.as_ref()?;
        is_own(&image.src).then_some(image)
    }

    /// What to put into `src` for whatever raw HTML loads.
    pub(super) fn source(&self, target: &str) -> Option<String> {
        let image = self.image(target).map(|image| image.src.clone());
        image.or_else(|| self.targets.get(target)?.clone().filter(|src| is_own(src)))
    }
}

/// Whether the address may be followed: within this site, or by a scheme of the list.
pub(super) fn is_safe(address: &str) -> bool {
    let allowed = |scheme: &str| SCHEMES.iter().any(|own| own.eq_ignore_ascii_case(scheme));
    is_plain(address) && scheme(address).is_none_or(allowed)
}

/// Whether the address may be loaded: within this site alone.
pub(super) fn is_own(address: &str) -> bool {
    is_plain(address) && scheme(address).is_none()
}

/// Whether the address leads to another host.
pub(super) fn is_external(address: &str) -> bool {
    let http = |scheme: &str| {
        ["http", "https"]
            .iter()
            .any(|own| own.eq_ignore_ascii_case(scheme))
    };
    is_plain(address) && scheme(address).is_some_and(http)
}

/// Browsers drop controls and leading spaces from an address before they read its scheme, and read `//host` and `/\host`
/// as another host: nobody who means well writes them.
fn is_plain(address: &str) -> bool {
    let slash = |c: Option<char>| matches!(c, Some('/' | '\\'));
    let mut chars = address.chars();
    let to_a_host = slash(chars.next()) && slash(chars.next());
    !address.is_empty()
        && !to_a_host
        && address.trim() == address
        && !address.contains(char::is_control)
}

/// What stands before the first colon, unless that is part of a path.
fn scheme(address: &str) -> Option<&str> {
    let end = address.find([':', '/', '?', '#', '\\'])?;
    address[end..].starts_with(':').then(|| &address[..end])
}
