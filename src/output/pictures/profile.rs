//! Owns whether colours need their profile: numbers of sRGB mean the same without one, and without it every browser takes
//! them for sRGB. Source: ICC.1:2022, clauses 7.2, 7.3, 10.6, 10.18, 10.31.

/// The primaries of sRGB as every profile of it states them, adapted to D50: XYZ of red, green and blue.
const PRIMARIES: [(&[u8; 4], [f64; 3]); 3] = [
    (b"rXYZ", [0.436, 0.2225, 0.0139]),
    (b"gXYZ", [0.3851, 0.7169, 0.0971]),
    (b"bXYZ", [0.1431, 0.0606, 0.7141]),
];
/// What half of the full value means, in light. A power of 2.2, which many profiles of sRGB state instead, gives 0.2176.
const HALF: f64 = 0.214;
const NEAR: f64 = 0.005;

/// The profile that a picture of red, green and blue has to carry; none where it is sRGB, is damaged, or is for other colours.
pub(super) fn needed(profile: Vec<u8>) -> Option<Vec<u8>> {
    let is_rgb = profile.get(16..20) == Some(b"RGB ");
    (is_rgb && !is_srgb(&profile)).then_some(profile)
}

fn is_srgb(profile: &[u8]) -> bool {
    let near = |one: f64, other: f64| (one - other).abs() < NEAR;
    let primaries = PRIMARIES.iter().all(|(name, wanted)| {
        let xyz = tag(profile, name).and_then(|data| data.get(8..20));
        xyz.is_some_and(|xyz| {
            let each = xyz.chunks_exact(4).zip(wanted);
            each.into_iter()
                .all(|(number, wanted)| near(fixed(number), *wanted))
        })
    });
    let curves = [b"rTRC", b"gTRC", b"bTRC"].iter().all(|name| {
        let half = tag(profile, name).and_then(half_of);
        half.is_some_and(|half| near(half, HALF))
    });
    primaries && curves
}

fn tag<'a>(profile: &'a [u8], name: &[u8; 4]) -> Option<&'a [u8]> {
    let count = long(profile, 128)?.min(256);
    let entries = profile.get(132..)?.chunks_exact(12).take(count);
    let entry = entries.into_iter().find(|entry| entry.starts_with(name))?;
    let (start, length) = (long(entry, 4)?, long(entry, 8)?);
    profile.get(start..start.checked_add(length)?)
}

/// What a curve makes of one half.
fn half_of(curve: &[u8]) -> Option<f64> {
    let short = |at: usize| {
        let two = curve.get(at..at + 2)?.try_into().ok()?;
        Some(f64::from(u16::from_be_bytes(two)))
    };
    match (curve.get(..4)?, long(curve, 8)?) {
        (b"curv", 0) => Some(0.5),
        (b"curv", 1) => Some(0.5_f64.powf(short(12)? / 256.0)),
        (b"curv", count) => Some(short(12 + 2 * (count / 2))? / 65535.0),
        (b"para", _) => {
            let parameter = |at: usize| curve.get(12 + 4 * at..16 + 4 * at).map(fixed);
            let kind = u16::from_be_bytes(curve.get(8..10)?.try_into().ok()?);
            let power = parameter(0)?;
            match kind {
                0 => Some(0.5_f64.powf(power)),
                // One half lies above the straight part of every curve of this kind that is near sRGB's.
                3 => Some((parameter(1)? * 0.5 + parameter(2)?).powf(power)),
                _ => None,
            }
        }
        _ => None,
    }
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let four = bytes.get(at..at + 4)?.try_into().ok()?;
    Some(u32::from_be_bytes(four) as usize)
}

/// A number of sixteen bits before and sixteen after the point.
fn fixed(bytes: &[u8]) -> f64 {
    let four = bytes.try_into().unwrap_or_default();
    f64::from(i32::from_be_bytes(four)) / 65536.0
}
