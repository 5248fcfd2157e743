//! Owns the law of the same bytes for the same input (law 5): in any folder, time zone, locale, with any number of threads,
//! in whatever order the files were written.

use crate::support::world::world;
use crate::support::{Site, Tree, differences};

fn built(files: &Tree, environment: &[(&str, &str)]) -> Tree {
    let site = Site::with(files);
    let mut command = site.command(&["build", "--quiet"]);
    for (name, value) in environment {
        command.env(name, value);
    }
    let ran = command.output().expect("it runs");
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    site.output()
}

#[test]
fn neither_place_nor_time_zone_nor_threads_change_a_byte() {
    for seed in 0..3 {
        let files = crate::sample(world(), seed).files();
        let site = Site::with(&files);
        if site.try_build().is_err() {
            continue;
        }
        let here = site.output();
        for environment in [
            &[
                ("TZ", "Pacific/Kiritimati"),
                ("LANG", "ar_SY.UTF-8"),
                ("RAYON_NUM_THREADS", "1"),
            ][..],
            &[
                ("TZ", "America/Adak"),
                ("LC_ALL", "tr_TR.UTF-8"),
                ("RAYON_NUM_THREADS", "4"),
            ],
            &[("TZ", ""), ("LC_ALL", "C"), ("LANG", "")],
        ] {
            let there = built(&files, environment);
            if let Some(difference) = differences(&here, &there) {
                panic!("{environment:?}: {difference}");
            }
        }
    }
}

#[test]
fn the_order_in_which_files_were_written_changes_no_byte() {
    let files = crate::sample(world(), 5).files();
    let backwards = Site::new();
    for (path, bytes) in files.iter().rev() {
        backwards.write(path, bytes);
    }
    let difference = differences(
        &Site::with(&files).build().output,
        &backwards.build().output,
    );
    assert_eq!(difference, None);
}
