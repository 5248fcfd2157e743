//! Owns the laws of the project (`docs/architecture.md`) as tests of whole builds: each file beside it holds one, and says
//! which. Where a law holds of every archive, archives are made at random: `PROPTEST_CASES` asks for more of them.

mod support;

#[path = "laws/alone.rs"]
mod alone;
#[path = "laws/amend.rs"]
mod amend;
#[path = "laws/edits.rs"]
mod edits;
#[path = "laws/ingest.rs"]
mod ingest;
#[path = "laws/killed.rs"]
mod killed;
#[path = "laws/known.rs"]
mod known;
#[path = "laws/pictures.rs"]
mod pictures;
#[path = "laws/preview.rs"]
mod preview;
#[path = "laws/sameness.rs"]
mod sameness;
#[path = "laws/siblings.rs"]
mod siblings;
#[path = "laws/speaking.rs"]
mod speaking;
#[path = "laws/stillness.rs"]
mod stillness;
#[path = "laws/sturdy.rs"]
mod sturdy;
#[path = "laws/sums.rs"]
mod sums;
#[path = "laws/withheld.rs"]
mod withheld;

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// How random tests run: as many cases as are asked for, else so `few` that a run stays short.
#[allow(clippy::disallowed_methods, reason = "proptest's own variable")]
fn config(few: u32) -> Config {
    let asked = std::env::var("PROPTEST_CASES").ok();
    Config {
        cases: asked.and_then(|text| text.parse().ok()).unwrap_or(few),
        max_shrink_iters: 60,
        failure_persistence: None,
        ..Config::default()
    }
}

/// The value that a seed draws.
fn sample<T>(strategy: impl Strategy<Value = T>, seed: u8) -> T {
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[seed; 32]);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    strategy
        .new_tree(&mut runner)
        .map(|tree| tree.current())
        .expect("a value")
}
