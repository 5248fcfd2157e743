//! Owns a plan as a person reads it: by phase, a line a change.

use std::fmt::Write as _;

use indicatif::HumanBytes;

use crate::config::publish::{Target, TargetKind};
use crate::diag::sanitise;
use crate::hash::Sum;
use crate::publish::{Change, Phase, Plan, What};

/// How many changes of a phase a person is shown.
const SHOWN: usize = 12;

/// The plan. Where a person reads it, a long phase is cut.
pub(super) fn plan(plan: &Plan, setting: &Target, cut: bool) -> String {
    let mut text = String::new();
    // Writing to a text cannot fail.
    let _ = writeln!(
        text,
        "plan {} for `{}`, {}",
        plan.hash(),
        plan.target,
        place(setting)
    );
    let name = |root: Option<Sum>| root.map_or_else(|| "nothing".to_owned(), |root| root.short(8));
    let _ = writeln!(text, "from {} to {}", name(plan.from), name(Some(plan.to)));
    for phase in Phase::ALL {
        let changes: Vec<&Change> = plan.phase(phase).collect();
        if changes.is_empty() {
            continue;
        }
        let _ = writeln!(text, "\n{}", title(phase));
        let shown = if cut { SHOWN } else { usize::MAX };
        for change in changes.iter().take(shown) {
            let _ = writeln!(text, "  {}", line(change));
        }
        if changes.len() > shown {
            let _ = writeln!(
                text,
                "    and {} more (`--json` lists all)",
                changes.len() - shown
            );
        }
    }
    let count = |what: What| {
        plan.changes
            .iter()
            .filter(|change| change.what == what)
            .count()
    };
    let (_, bytes) = plan.to_bring();
    let _ = writeln!(
        text,
        "\n{} added, {} changed, {} removed; {} to bring",
        count(What::Add),
        count(What::Change),
        count(What::Remove),
        size(bytes),
    );
    text
}

/// Bytes, for people.
pub(super) fn size(bytes: u64) -> String {
    HumanBytes(bytes).to_string()
}

fn title(phase: Phase) -> &'static str {
    match phase {
        Phase::Takedown => "First: what is taken down",
        Phase::Assets => "Styles and media",
        Phase::Pages => "Pages",
        Phase::Indexes => "Lists and feeds",
        Phase::Manifest => "The manifest",
        Phase::Removals => "Last: what is no part of the site any more",
    }
}

fn line(change: &Change) -> String {
    let mark = match change.what {
        What::Add => '+',
        What::Change => '~',
        What::Remove => '-',
    };
    let path = sanitise(&change.path);
    let bytes = change
        .bytes
        .map(|bytes| format!("{}, ", size(bytes)))
        .unwrap_or_default();
    format!("{mark} {path} ({bytes}{})", change.reason)
}

fn place(setting: &Target) -> String {
    match &setting.kind {
        TargetKind::Directory { path, .. } => format!("the folder {path}"),
        TargetKind::Rsync { host, path, .. } => format!("{host}:{path}"),
        TargetKind::S3 { bucket, prefix, .. } => format!("s3://{bucket}/{prefix}"),
        TargetKind::Git {
            repository, branch, ..
        } => format!("the branch {branch} of {repository}"),
        TargetKind::Archive { path } => format!("the file {path}"),
    }
}
