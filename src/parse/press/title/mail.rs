//! Owns the head of a letter: copy that went by mail or over Usenet keeps the lines of its header, and the subject is its headline.

use crate::parse::press::block::Block;
use crate::parse::press::claim::{Claims, Context, Role};

/// What stands before the subject.
const SUBJECTS: [&str; 6] = [
    "Subject:", "SUBJECT:", "Betreff:", "Objet :", "Objet:", "Asunto:",
];

/// Fields of a header that are nothing else.
const FIELDS: [&str; 20] = [
    "Xref:",
    "Path:",
    "Newsgroups:",
    "Message-ID:",
    "Message-Id:",
    "Organization:",
    "References:",
    "Followup-To:",
    "Reply-To:",
    "Return-Path:",
    "Received:",
    "Approved:",
    "Sender:",
    "In-Reply-To:",
    "Content-Type:",
    "Content-Transfer-Encoding:",
    "Mime-Version:",
    "MIME-Version:",
    "X-Mailer:",
    "NNTP-Posting-Host:",
];

/// Claims the lines of a header; those that stand in other copy too ("Date:", "From:") need an address.
pub(in crate::parse::press) fn recognise(block: &Block, _: Context, claims: &mut Claims) {
    let text = block.text.as_str();
    if text.len() > 1_000 || !text.contains(':') {
        return;
    }
    if without_subject(text).len() < text.len() {
        claims.claim(Role::Headline, "press/subject", 0.85);
    } else if text
        .strip_prefix("Lines: ")
        .is_some_and(|count| count.bytes().all(|b| b.is_ascii_digit()))
    {
        claims.claim(Role::Noise, "press/mail-header", 0.9);
    } else if FIELDS.iter().any(|field| text.starts_with(field)) {
        claims.claim(Role::Noise, "press/mail-header", 0.92);
    } else if (text.starts_with("From:") || text.starts_with("To:")) && text.contains('@') {
        claims.claim(Role::Noise, "press/mail-header", 0.9);
    }
}

/// A subject without the word for it.
pub(in crate::parse::press) fn without_subject(text: &str) -> &str {
    let subject = SUBJECTS.iter().find_map(|label| text.strip_prefix(label));
    let Some(subject) = subject
        .map(str::trim_start)
        .filter(|subject| !subject.is_empty())
    else {
        return text;
    };
    let mut subject = subject;
    while let Some(rest) = [
        "Re:", "RE:", "Fwd:", "FW:", "Fw:", "AW:", "WG:", "TR:", "RV:",
    ]
    .iter()
    .find_map(|reply| subject.strip_prefix(reply))
    {
        subject = rest.trim_start();
    }
    subject
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::press::dates::Order;
    use crate::parse::press::lines::blocks;

    #[test]
    fn a_subject_heads_and_the_rest_of_a_header_does_not() {
        let context = Context {
            order: Order::DayFirst,
            dated: true,
        };
        for (line, role) in [
            ("Subject: Bridge of Sarn opens again", Some(Role::Headline)),
            ("Newsgroups: sarn.news.local", Some(Role::Noise)),
            ("From: desk@sarn.example (Ada Lorn)", Some(Role::Noise)),
            ("From: Sarn to Orme on foot", None),
            ("Date: 12 May 1991", None),
            ("Lines: 31", Some(Role::Noise)),
            ("Lines: what the poet left out", None),
        ] {
            let (blocks, _) = blocks(&format!("{line}\n"));
            let mut claims = Claims::default();
            recognise(&blocks[0], context, &mut claims);
            assert_eq!(claims.iter().next().map(|bid| bid.role), role, "{line}");
        }
        assert_eq!(
            without_subject("Subject: Re: Bridge of Sarn"),
            "Bridge of Sarn"
        );
        assert_eq!(without_subject("Subjects: a bridge"), "Subjects: a bridge");
    }
}
