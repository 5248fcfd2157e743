//! Owns the view of rights: who holds them, and where a licence that is known by its name can be read.

use crate::model::Rights;
use crate::view::RightsView;

/// The view of rights, with the address of a licence that is known by its name (SPDX).
pub(super) fn rights(rights: &Rights) -> RightsView {
    let licence = rights.licence.clone().unwrap_or_default();
    RightsView {
        holder: rights.holder.clone().unwrap_or_default(),
        url: licence_url(&licence),
        licence,
        usage: rights.usage.clone().unwrap_or_default(),
    }
}

fn licence_url(licence: &str) -> String {
    if licence.starts_with("https://") || licence.starts_with("http://") {
        return licence.to_owned();
    }
    let Some(name) = licence.to_ascii_lowercase().strip_prefix("cc").map(|rest| {
        let rest = rest.trim_start_matches(['-', ' ']);
        rest.replace(' ', "-")
    }) else {
        return String::new();
    };
    if name.starts_with('0') {
        return "https://creativecommons.org/publicdomain/zero/1.0/".to_owned();
    }
    match name.rsplit_once('-') {
        Some((kind, version)) if version.starts_with(|c: char| c.is_ascii_digit()) => {
            format!("https://creativecommons.org/licenses/{kind}/{version}/")
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_licences_have_an_address() {
        let by = "https://creativecommons.org/licenses/by-nc-sa/4.0/";
        assert_eq!(licence_url("CC-BY-NC-SA-4.0"), by);
        assert_eq!(licence_url("CC BY-NC-SA 4.0"), by);
        let zero = "https://creativecommons.org/publicdomain/zero/1.0/";
        assert_eq!(licence_url("CC0-1.0"), zero);
        assert_eq!(licence_url("Tous droits réservés"), "");
    }
}
