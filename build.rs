//! Owns two numbers: a digest of the sources that the program is built from, so that a program that renders otherwise never
//! takes what another one rendered for its own; and one of what pictures are made with, which takes hours and changes seldom.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::Hasher;
use std::io;
use std::path::{Path, PathBuf};

fn main() -> io::Result<()> {
    let mut files = vec![PathBuf::from("Cargo.lock")];
    for folder in ["src", "templates", "static", "i18n"] {
        println!("cargo:rerun-if-changed={folder}");
        gather(Path::new(folder), &mut files)?;
    }
    println!("cargo:rerun-if-changed=Cargo.lock");
    println!("cargo:rustc-env=DEPECHE_BUILD={:016x}", digest(files, ""));

    let mut makers = Vec::new();
    for folder in ["src/output/media", "src/output/pictures"] {
        gather(Path::new(folder), &mut makers)?;
    }
    let lock = fs::read_to_string("Cargo.lock")?;
    let crates = lock.split("\n\n").filter(|entry| {
        let mut names = MAKERS.iter();
        names.any(|name| entry.contains(&format!("name = \"{name}\"\n")))
    });
    let crates: String = crates.collect();
    println!(
        "cargo:rustc-env=DEPECHE_PICTURES={:016x}",
        digest(makers, &crates)
    );
    Ok(())
}

/// The crates that the bytes of a picture come from.
const MAKERS: &[&str] = &[
    "fast_image_resize",
    "image",
    "image-webp",
    "img-parts",
    "libwebp-sys",
    "png",
    "webp",
    "zune-core",
    "zune-jpeg",
];

fn digest(mut files: Vec<PathBuf>, more: &str) -> u64 {
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        if let Ok(bytes) = fs::read(&file) {
            hasher.write(file.to_string_lossy().replace('\\', "/").as_bytes());
            hasher.write(&bytes);
        }
    }
    hasher.write(more.as_bytes());
    hasher.finish()
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            gather(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
