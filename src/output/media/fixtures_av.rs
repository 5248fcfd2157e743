//! Owns small films, sounds and captions for the tests, bare and laden with canaries.

use super::bytes::{crc_flac_frame, crc_flac_head, crc_ogg};
use super::fixtures::{CANARY, riff, riff_chunk};

// MP4

fn atom(name: &[u8; 4], body: &[u8]) -> Vec<u8> {
    [&(body.len() as u32 + 8).to_be_bytes()[..], name, body].concat()
}

fn atoms(name: &[u8; 4], parts: &[Vec<u8>]) -> Vec<u8> {
    atom(name, &parts.concat())
}

pub(super) const PICTURE: &[u8] = b"picture samples";
const TIMED_PLACE: &[u8] = b"GPS-CANARY 34.5 41.9";

/// A film with its media data first: one track of pictures, stored lying and shown upright; laden, also one of places.
pub(super) fn mp4(is_laden: bool) -> Vec<u8> {
    let laden = |part: Vec<u8>| if is_laden { part } else { Vec::new() };
    let head = atom(b"ftyp", b"isom\0\0\x02\0isommp42");
    let gap = if is_laden { TIMED_PLACE } else { &[0; 20] };
    let media = atom(b"mdat", &[PICTURE, gap].concat());
    let at = head.len() as u32 + 8;
    let tracks = [
        track(b"vide", at, PICTURE.len(), is_laden),
        laden(track(b"meta", at + PICTURE.len() as u32, gap.len(), true)),
    ];
    let mut movie = atom(b"mvhd", &times(is_laden, 100));
    movie.extend(tracks.concat());
    movie.extend(laden(atom(b"udta", &atom(b"\xA9xyz", CANARY))));
    movie.extend(laden(atom(b"meta", CANARY)));
    let mut file = [head, media, atom(b"moov", &movie)].concat();
    file.extend(laden(atom(b"uuid", CANARY)));
    file.extend(laden(atom(b"free", CANARY)));
    file
}

fn times(is_laden: bool, length: usize) -> Vec<u8> {
    let mut body = vec![0; length];
    if is_laden {
        body[4..12].copy_from_slice(&CANARY[..8]);
    }
    body
}

fn track(handler: &[u8; 4], at: u32, length: usize, is_laden: bool) -> Vec<u8> {
    let name: &[u8] = if is_laden { CANARY } else { &[0; 10] };
    let mut header = times(is_laden, 84);
    // A quarter turn: a = 0, b = 1, c = -1, d = 0.
    header[44..48].copy_from_slice(&0x1_0000u32.to_be_bytes());
    header[52..56].copy_from_slice(&0xFFFF_0000u32.to_be_bytes());
    header[76..80].copy_from_slice(&(640u32 << 16).to_be_bytes());
    header[80..84].copy_from_slice(&(360u32 << 16).to_be_bytes());
    let mut entry = vec![0; 78];
    entry[40..42].copy_from_slice(&[0, 1]);
    entry[42..52].copy_from_slice(name);
    entry[74..76].copy_from_slice(&[0, 24]);
    let one = |values: &[u32]| {
        values
            .iter()
            .flat_map(|value| value.to_be_bytes())
            .collect::<Vec<_>>()
    };
    let table = atoms(
        b"stbl",
        &[
            atom(b"stsd", &[one(&[0, 1]), atom(b"avc1", &entry)].concat()),
            atom(b"stts", &one(&[0, 1, 1, 1])),
            atom(b"stsc", &one(&[0, 1, 1, 1, 1])),
            atom(b"stsz", &one(&[0, 0, 1, length as u32])),
            atom(b"stco", &one(&[0, 1, at])),
        ],
    );
    let here = atom(b"dref", &[one(&[0, 1]), atom(b"url ", &one(&[1]))].concat());
    let information = atoms(
        b"minf",
        &[atom(b"vmhd", &[0; 12]), atoms(b"dinf", &[here]), table],
    );
    let handler = [&[0; 8][..], handler, &[0; 12], name].concat();
    let media = [
        atom(b"mdhd", &times(is_laden, 24)),
        atom(b"hdlr", &handler),
        information,
    ];
    let mut parts = vec![atom(b"tkhd", &header), atoms(b"mdia", &media)];
    if is_laden {
        parts.push(atom(b"udta", CANARY));
    }
    atoms(b"trak", &parts)
}

// WebM

fn ebml(id: &[u8], body: &[u8]) -> Vec<u8> {
    let size = (1u32 << 28 | body.len() as u32).to_be_bytes();
    [id, &size, body].concat()
}

/// A film of one track; laden, with tags, an attached file and a track of captions.
pub(super) fn webm(is_laden: bool) -> Vec<u8> {
    let laden = |part: Vec<u8>| if is_laden { part } else { Vec::new() };
    let program: &[u8] = if is_laden { CANARY } else { &[0; 10] };
    let video = ebml(
        b"\xE0",
        &[ebml(b"\xB0", &[2, 128]), ebml(b"\xBA", &[1, 104])].concat(),
    );
    let entry = |number, kind, more: Vec<u8>| {
        ebml(
            b"\xAE",
            &[ebml(b"\xD7", &[number]), ebml(b"\x83", &[kind]), more].concat(),
        )
    };
    let title = laden(ebml(b"\x7B\xA9", CANARY));
    let information = [
        ebml(b"\x4D\x80", program),
        ebml(b"\x57\x41", program),
        title,
    ]
    .concat();
    let tracks = [
        entry(1, 1, [video, laden(ebml(b"\x53\x6E", CANARY))].concat()),
        laden(entry(2, 17, ebml(b"\x53\x6E", CANARY))),
    ];
    let blocks = [
        ebml(b"\xE7", &[0]),
        ebml(b"\xA3", &[b"\x81\0\0\x80", PICTURE].concat()),
        laden(ebml(b"\xA3", &[b"\x82\0\0\x80", CANARY].concat())),
        laden(ebml(
            b"\xA0",
            &ebml(b"\xA1", &[b"\x82\0\0\0", CANARY].concat()),
        )),
    ];
    let segment = [
        ebml(b"\x15\x49\xA9\x66", &information),
        ebml(b"\x16\x54\xAE\x6B", &tracks.concat()),
        ebml(b"\x1F\x43\xB6\x75", &blocks.concat()),
        laden(ebml(b"\x12\x54\xC3\x67", CANARY)),
        laden(ebml(b"\x19\x41\xA4\x69", CANARY)),
        laden(ebml(b"\xEC", CANARY)),
    ];
    let mut file = ebml(b"\x1A\x45\xDF\xA3", &ebml(b"\x42\x82", b"webm"));
    file.extend(ebml(b"\x18\x53\x80\x67", &segment.concat()));
    file.extend(laden(CANARY.to_vec()));
    file
}

// Sounds

/// Three frames of MPEG 1 layer III, 128 kbit/s, 44.1 kHz: 417 bytes each.
pub(super) fn mp3_frames() -> Vec<u8> {
    let mut frame = vec![0; 417];
    frame[..4].copy_from_slice(b"\xFF\xFB\x90\x64");
    [frame.clone(), frame.clone(), frame].concat()
}

fn id3(words: &[u8]) -> Vec<u8> {
    [b"ID3\x04\0\0\0\0\0", &[words.len() as u8][..], words].concat()
}

pub(super) fn laden_mp3() -> Vec<u8> {
    let frames = mp3_frames();
    let ape = [b"APETAGEX\xD0\x07\0\0", &42u32.to_le_bytes()[..], &[0; 16]].concat();
    let mut old = [b"TAG", CANARY].concat();
    old.resize(128, 0);
    [
        id3(CANARY),
        frames[..834].to_vec(),
        CANARY.to_vec(),
        frames[834..].to_vec(),
        b"LYRICSBEGIN".to_vec(),
        CANARY.to_vec(),
        b"000021LYRICS200".to_vec(),
        CANARY.to_vec(),
        ape,
        old,
    ]
    .concat()
}

pub(super) fn wav(chunks: &[Vec<u8>]) -> Vec<u8> {
    let format = b"\x01\0\x01\0\x40\x1F\0\0\x40\x1F\0\0\x01\0\x08\0";
    let parts = [
        riff_chunk(b"fmt ", format),
        chunks.concat(),
        riff_chunk(b"data", b"sound"),
    ];
    riff(b"WAVE", &parts)
}

pub(super) fn laden_wav() -> Vec<u8> {
    let mut file = wav(&[
        riff_chunk(b"LIST", &[b"INFOIART", CANARY].concat()),
        riff_chunk(b"bext", CANARY),
        riff_chunk(b"iXML", CANARY),
        riff_chunk(b"id3 ", CANARY),
    ]);
    file.extend(CANARY);
    file
}

pub(super) fn flac(blocks: &[(u8, &[u8])]) -> Vec<u8> {
    let block = |kind: u8, data: &[u8]| [&[kind, 0, 0, data.len() as u8][..], data].concat();
    let last = blocks.len();
    let mut file = b"fLaC".to_vec();
    file.extend(block(if last == 0 { 0x80 } else { 0 }, &[7; 34]));
    for (index, (kind, data)) in blocks.iter().enumerate() {
        file.extend(block(kind | if index + 1 == last { 0x80 } else { 0 }, data));
    }
    for number in 0..2 {
        // 192 samples at 44.1 kHz, one channel of 16 bits, and what stands for its samples.
        let head = [0xFF, 0xF8, 0x19, 0x08, number];
        let frame = [&head[..], &[crc_flac_head(&head)], b"samples"].concat();
        let sum = crc_flac_frame(0, &frame).to_be_bytes();
        file.extend([&frame[..], &sum].concat());
    }
    file
}

pub(super) fn laden_flac() -> Vec<u8> {
    let mut file = id3(CANARY);
    file.extend(flac(&[(4, CANARY), (6, CANARY), (2, CANARY), (1, CANARY)]));
    file.extend([b"TAG", CANARY, &[0; 115]].concat());
    file
}

fn ogg_page(flags: u8, number: u32, packet: &[u8]) -> Vec<u8> {
    let mut lacing = vec![255; packet.len() / 255];
    lacing.push((packet.len() % 255) as u8);
    let mut page = [
        b"OggS\0",
        &[flags][..],
        &[0; 8],
        b"seri",
        &number.to_le_bytes(),
        &[0; 4],
    ]
    .concat();
    page.push(lacing.len() as u8);
    page.extend(lacing);
    page.extend(packet);
    let sum = crc_ogg(&page).to_le_bytes();
    page[22..26].copy_from_slice(&sum);
    page
}

pub(super) fn opus(tags: &[u8]) -> Vec<u8> {
    [
        ogg_page(2, 0, b"OpusHead\x01\x01\0\0\x80\xBB\0\0\0\0\0"),
        ogg_page(0, 1, tags),
        ogg_page(4, 2, b"packets of sound"),
    ]
    .concat()
}

pub(super) fn laden_opus() -> Vec<u8> {
    let mut tags = b"OpusTags".to_vec();
    tags.extend(CANARY.repeat(60));
    let mut file = opus(&tags);
    file.extend(CANARY);
    file
}

pub(super) fn vtt(is_laden: bool) -> Vec<u8> {
    let cue = "00:01.000 --> 00:02.000\nThe road to Rawa\n";
    if is_laden {
        format!(
            "\u{FEFF}WEBVTT GPS-CANARY\r\nAuthor: GPS-CANARY\r\n\r\nNOTE GPS-CANARY\r\nmore GPS-CANARY\r\n\r\nSTYLE\r\n::cue {{ background: url(http://x/GPS-CANARY) }}\r\n\r\n{cue}\r\n"
        )
        .into_bytes()
    } else {
        format!("WEBVTT\n\n{cue}").into_bytes()
    }
}
