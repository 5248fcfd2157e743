//! Owns how `depeche build --timings` tells where the time went.

use serde_json::{Value, json};

use crate::pipeline::{Stage, Timings};

/// The stages with their seconds, one a line; those whose time is that of all threads added up say so.
pub(super) fn lines(timings: &Timings) -> Vec<String> {
    let line = |stage: &Stage| {
        let seconds = timings.of(*stage).as_secs_f64();
        let shared = match stage.is_shared() {
            true => "  all threads added up",
            false => "",
        };
        format!("{:<10}{seconds:>9.3} s{shared}", name(*stage))
    };
    Stage::ALL.iter().map(line).collect()
}

/// The same for machines.
pub(super) fn value(timings: &Timings) -> Value {
    let stage = |stage: &Stage| {
        json!({
            "stage": stage,
            "seconds": timings.of(*stage).as_secs_f64(),
            "all_threads": stage.is_shared(),
        })
    };
    Stage::ALL.iter().map(stage).collect()
}

fn name(stage: Stage) -> &'static str {
    match stage {
        Stage::Open => "open",
        Stage::Glance => "glance",
        Stage::Amend => "amend",
        Stage::Recall => "recall",
        Stage::Discover => "discover",
        Stage::Theme => "theme",
        Stage::Parse => "parse",
        Stage::Fold => "fold",
        Stage::Plan => "plan",
        Stage::Media => "media",
        Stage::Pictures => "pictures",
        Stage::View => "view",
        Stage::Keep => "keep",
        Stage::Render => "render",
        Stage::Stage => "stage",
        Stage::Commit => "commit",
        Stage::Remember => "remember",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_tellings_have_every_stage_under_one_name() {
        let timings = Timings::default();
        let told = value(&timings);
        for (at, line) in lines(&timings).iter().enumerate() {
            let stage = told[at]["stage"].as_str().expect("a name");
            assert!(line.starts_with(stage), "{line}");
            assert_eq!(line.contains("threads"), told[at]["all_threads"] == true);
        }
    }
}
