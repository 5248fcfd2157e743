//! Owns where the samples of a track stand in an ISO base media file. It does not change them.
//! Source: ISO/IEC 14496-12, clauses 8.7.3 to 8.7.5.

use std::ops::Range;

use super::bmff::Atom;
use super::bytes::{be16, be32, be64};

/// The runs of samples of one track: where each begins, and its length if it is stated sample by sample.
///
/// Old sound states one length for all its samples, and not always in bytes: there only the beginning can be trusted.
#[derive(Debug, Default)]
pub(super) struct Chunks(Vec<(usize, Option<usize>)>);

/// Reads the tables of a track.
pub(super) fn chunks(bytes: &[u8], table: &[Atom]) -> Option<Chunks> {
    let body = |name: &[u8; 4]| {
        let part = table.iter().find(|part| &part.name == name)?;
        bytes.get(part.body..part.end)
    };
    let starts = match (body(b"stco"), body(b"co64")) {
        (Some(table), _) => offsets(table, 4)?,
        (None, Some(table)) => offsets(table, 8)?,
        (None, None) => return Some(Chunks::default()),
    };
    let sizes = match (body(b"stsz"), body(b"stz2")) {
        (Some(table), _) => sizes(table)?,
        (None, Some(table)) => Some(compact_sizes(table)?),
        (None, None) => None,
    };
    let Some(sizes) = sizes else {
        return Some(Chunks(
            starts.into_iter().map(|start| (start, None)).collect(),
        ));
    };
    let runs = body(b"stsc").unwrap_or_default();
    let mut sizes = sizes.into_iter();
    let mut run = 0;
    let chunks = starts.into_iter().enumerate().map(|(index, start)| {
        while first_chunk(runs, run + 1).is_some_and(|first| first <= index + 1) {
            run += 1;
        }
        let count = be32(runs, 8 + 12 * run + 4).unwrap_or(0) as usize;
        let length = sizes
            .by_ref()
            .take(count)
            .fold(0usize, usize::saturating_add);
        (start, Some(length))
    });
    Some(Chunks(chunks.collect()))
}

/// The ranges of all tracks, in order; none where one lies outside the media data.
pub(super) fn ranges(tracks: &[Chunks], media: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
    let mut starts: Vec<_> = tracks.iter().flat_map(|track| &track.0).copied().collect();
    starts.sort_unstable();
    let mut found = Vec::with_capacity(starts.len());
    for (index, &(start, length)) in starts.iter().enumerate() {
        if length == Some(0) {
            continue;
        }
        let home = media.iter().find(|range| range.contains(&start))?;
        let next = starts[index + 1..]
            .iter()
            .map(|next| next.0)
            .find(|&next| next > start);
        let end = match length {
            Some(length) => start.checked_add(length).filter(|&end| end <= home.end)?,
            None => next.map_or(home.end, |next| next.min(home.end)),
        };
        found.push(start..end);
    }
    Some(found)
}

fn first_chunk(runs: &[u8], run: usize) -> Option<usize> {
    let count = be32(runs, 4)? as usize;
    be32(runs, 8 + 12 * run)
        .filter(|_| run < count)
        .map(|first| first as usize)
}

fn offsets(table: &[u8], width: usize) -> Option<Vec<usize>> {
    let count = be32(table, 4)? as usize;
    let entries = table.get(8..8usize.checked_add(count.checked_mul(width)?)?)?;
    entries
        .chunks_exact(width)
        .map(|entry| match width {
            4 => be32(entry, 0).map(|offset| offset as usize),
            _ => be64(entry, 0).and_then(|offset| usize::try_from(offset).ok()),
        })
        .collect()
}

/// The size of each sample; within, none where one size is stated for all.
fn sizes(table: &[u8]) -> Option<Option<Vec<usize>>> {
    let count = be32(table, 8)? as usize;
    if be32(table, 4)? != 0 {
        return Some(None);
    }
    let entries = table.get(12..12usize.checked_add(count.checked_mul(4)?)?)?;
    let sizes = entries.chunks_exact(4).filter_map(|entry| be32(entry, 0));
    Some(Some(sizes.map(|size| size as usize).collect()))
}

fn compact_sizes(table: &[u8]) -> Option<Vec<usize>> {
    let count = be32(table, 8)? as usize;
    let width = *table.get(7)?;
    let entries = table.get(12..)?;
    // A count that no file of this length can hold would take memory for nothing.
    if count > entries.len().checked_mul(2)? {
        return None;
    }
    (0..count)
        .map(|index| match width {
            4 => entries
                .get(index / 2)
                .map(|pair| usize::from(if index % 2 == 0 { pair >> 4 } else { pair & 15 })),
            8 => entries.get(index).map(|&size| size.into()),
            16 => be16(entries, index * 2).map(usize::from),
            _ => None,
        })
        .collect()
}
