//! Owns the cleaning of MP3: the frames of sound stay, one after another; tags, pictures and all that stands between, before or
//! after the frames goes. It does not decode the sound. Source: ISO/IEC 11172-3 and 13818-3, clause 2.4.1.3.

use super::{Part, Refusal, Removed, samples};

const BITRATES_1: [u32; 14] = [
    32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320,
];
const BITRATES_2: [u32; 14] = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
const RATES: [u32; 3] = [44_100, 48_000, 32_000];

pub(super) fn clean(bytes: &[u8]) -> Result<Part, Refusal> {
    let mut removed = Removed::default();
    let sound = samples::without_tags(bytes, &mut removed);
    let mut out = Vec::with_capacity(sound.len());
    let mut like = None;
    let mut at = next_frame(sound, 0, like);
    if at > 0 {
        removed.note("data beside the sound");
    }
    while at < sound.len() {
        match frame_at(sound, at, like) {
            Some((frame, head)) => {
                like = Some(head);
                out.extend_from_slice(frame);
                at += frame.len();
            }
            None => {
                removed.note("data beside the sound");
                at = next_frame(sound, at + 1, like);
            }
        }
    }
    if out.is_empty() {
        return Err(Refusal::broken("is damaged: the MP3 file holds no sound"));
    }
    Ok(Part {
        bytes: out,
        size: None,
        removed,
    })
}

/// What all frames of one sound share: version, layer and sample rate.
type Head = [u8; 2];

/// Where sound goes on. Two bytes are soon alike by chance, so a second frame must follow the first, or the end.
fn next_frame(sound: &[u8], from: usize, like: Option<Head>) -> usize {
    (from..sound.len())
        .find(|&at| {
            frame_at(sound, at, like).is_some_and(|(frame, head)| {
                let next = at + frame.len();
                next == sound.len() || frame_at(sound, next, Some(head)).is_some()
            })
        })
        .unwrap_or(sound.len())
}

fn frame_at(sound: &[u8], at: usize, like: Option<Head>) -> Option<(&[u8], Head)> {
    let head = sound.get(at..at.checked_add(4)?)?;
    let shared = [head[1] & 0xFE, head[2] & 0x0C];
    if like.is_some_and(|like| like != shared) {
        return None;
    }
    let frame = sound.get(at..at + frame_length(head)?)?;
    Some((frame, shared))
}

/// The length in bytes of a frame of layer III.
fn frame_length(head: &[u8]) -> Option<usize> {
    let is_frame = head[0] == 0xFF && head[1] & 0xE0 == 0xE0 && head[1] & 0x06 == 0x02;
    let version = (head[1] >> 3) & 3;
    let rate = RATES.get(usize::from((head[2] >> 2) & 3))?;
    let index = usize::from(head[2] >> 4).checked_sub(1)?;
    let padding = u32::from((head[2] >> 1) & 1);
    let length = match version {
        3 => 144_000 * BITRATES_1.get(index)? / rate + padding,
        2 => 72_000 * BITRATES_2.get(index)? / (rate / 2) + padding,
        0 => 72_000 * BITRATES_2.get(index)? / (rate / 4) + padding,
        _ => return None,
    };
    is_frame.then_some(length as usize)
}
