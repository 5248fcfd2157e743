//! Owns what each file of an edition is for, as publishing needs to know it: what goes before what, and which pages are articles'.

use super::edition::Edition;
use crate::archive::Head;
use crate::model::CorrectionKind;
use crate::plan::Job;
use crate::publish::{Role, Roles, Story};

/// The roles of all files of an edition.
pub(super) fn of(edition: &Edition) -> Roles {
    let (plan, archive) = (edition.plan(), edition.archive());
    let mut roles = Roles::default();
    for (path, job) in &plan.jobs {
        let role = match job {
            Job::Article(_) | Job::Page(_) | Job::NotFound | Job::Verify | Job::Redirect(_) => {
                Role::Page
            }
            // What a host is told must be there before what it is said of.
            Job::Media(_) | Job::Static(_) | Job::Picture { .. } | Job::ForHost(_) => Role::Asset,
            Job::Home
            | Job::Calendar(_)
            | Job::Undated
            | Job::Taxonomy(_)
            | Job::Term(..)
            | Job::Atom
            | Job::JsonFeed
            | Job::TermAtom(_)
            | Job::SitemapIndex
            | Job::Sitemap(_)
            | Job::Robots => Role::Index,
        };
        roles.files.insert(path.to_string(), role);
    }
    let articles = archive.articles().iter().zip(&plan.articles);
    let pages = archive.pages().iter().zip(&plan.pages);
    for (head, path) in articles.chain(pages) {
        roles.stories.insert(path.to_string(), story(head));
    }
    roles
}

fn story(head: &Head) -> Story {
    let article = &head.article;
    let redaction = |kind: CorrectionKind| kind == CorrectionKind::Redaction;
    let redactions = article.corrections.iter();
    Story {
        id: article.id.to_string(),
        retracted: article.is_retracted(),
        redactions: redactions
            .filter(|correction| redaction(correction.kind))
            .count(),
    }
}
