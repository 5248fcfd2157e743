//! Owns the reading and writing of single names and values of SVG. It does not judge where they may stand.

use quick_xml::escape::escape;

/// Text as XML may hold it: a reference can name characters that no document may contain.
pub(super) fn escaped(text: &str) -> String {
    let is_fit = |c: &char| !c.is_control() && !matches!(c, '\u{FFFE}' | '\u{FFFF}');
    let fit: String = text
        .chars()
        .filter(|c| is_fit(c) || matches!(c, '\n' | '\t'))
        .collect();
    escape(fit).into_owned()
}

/// Whether a name is one in HTML as in XML: `a/onload` is none in the latter and two in the former.
pub(super) fn is_plain_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-.:".contains(c))
}

/// Whether an animation would change where a link leads, or what runs.
pub(super) fn is_hijack(name: &str, attributes: &[(String, String)]) -> bool {
    let is_animation = matches!(
        name,
        "set" | "animate" | "animateTransform" | "animateMotion"
    );
    is_animation
        && attributes.iter().any(|(key, value)| {
            let target = value.trim().to_ascii_lowercase();
            key == "attributeName"
                && (target.ends_with("href") || target.starts_with("on") || target == "style")
        })
}

/// Width and height where they are stated in pixels; else those of the view box.
pub(super) fn size(attributes: &[(String, String)]) -> Option<(u32, u32)> {
    let value = |name: &str| {
        attributes
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.trim())
    };
    let pixels = |name| number(value(name)?.trim_end_matches("px"));
    pixels("width").zip(pixels("height")).or_else(|| {
        let mut sides = value("viewBox")?
            .split([' ', ',', '\n', '\t'])
            .filter(|part| !part.is_empty())
            .skip(2);
        number(sides.next()?).zip(number(sides.next()?))
    })
}

fn number(text: &str) -> Option<u32> {
    let value: f64 = text.trim().parse().ok()?;
    let rounded = value.round();
    // Beyond this no screen goes, and the step to a whole number stays exact.
    (1.0..=1_000_000.0)
        .contains(&rounded)
        .then_some(rounded as u32)
}
