//! Owns the measurement of photographs: what it costs to look at one, to decode it, and to make it in its sizes, for a telephone's
//! photograph and for one of an agency. `cargo bench --bench pictures`.

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use depeche::model::{PictureFormat, Size};
use depeche::output::media::{Kind, clean};
use depeche::output::pictures::{Recipe, look, make, try_out};
use image::ExtendedColorType;
use image::codecs::jpeg::JpegEncoder;

/// Soft shapes with the grain of a sensor: about as hard to code as a street in daylight.
fn photograph(width: u32, height: u32) -> Vec<u8> {
    let mut pixels = Vec::with_capacity((width * height * 3) as usize);
    let mut noise = 1_u32;
    for y in 0..height {
        for x in 0..width {
            noise ^= noise << 13;
            noise ^= noise >> 17;
            noise ^= noise << 5;
            let grain = (noise % 13) as f32;
            let (across, down) = (x as f32 / 97.0, y as f32 / 71.0);
            let light =
                110.0 + 60.0 * across.sin() * down.cos() + 30.0 * (across * 7.3 + down).sin();
            pixels.extend(
                [light + grain, light * 0.9 + grain, light * 0.7 + 20.0].map(|it| it as u8),
            );
        }
    }
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 90)
        .encode(&pixels, width, height, ExtendedColorType::Rgb8)
        .expect("a photograph");
    file
}

/// The sizes of a site that states none.
fn recipe() -> Recipe {
    let webp = [480, 960, 1600].map(|width| Size {
        width,
        format: PictureFormat::WebP,
    });
    let fallback = Size {
        width: 960,
        format: PictureFormat::Jpeg,
    };
    Recipe {
        sizes: webp.into_iter().chain([fallback]).collect(),
        quality: 75,
    }
}

fn benches(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("pictures");
    group.sample_size(10);
    for (name, width, height) in [
        ("agency, 2 MP", 1800, 1200),
        ("telephone, 12 MP", 4000, 3000),
    ] {
        let bytes = photograph(width, height);
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_with_input(BenchmarkId::new("look", name), &bytes, |bench, bytes| {
            bench.iter(|| {
                let clean = clean("a.jpg", black_box(bytes)).expect("clean");
                (clean.kind == Kind::Jpeg).then(|| look(clean.kind, &clean.bytes))
            });
        });
        group.bench_with_input(BenchmarkId::new("decode", name), &bytes, |bench, bytes| {
            bench.iter(|| try_out(black_box(bytes)).expect("a picture"));
        });
        group.bench_with_input(BenchmarkId::new("make", name), &bytes, |bench, bytes| {
            bench.iter(|| make(black_box(bytes), &recipe()).expect("made"));
        });
    }
    group.finish();
}

criterion_group!(pictures, benches);
criterion_main!(pictures);
