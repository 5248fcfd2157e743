//! Owns press copy to measure on: the articles as agencies and newspapers send them, in the manners of three languages, with the lines
//! that come along when a page is copied.

use std::fmt::{self, Write as _};

use chrono::{Datelike, NaiveDate};

use crate::dispatch::{Block, Dispatch};
use crate::name::Name;

/// Columns of a wrapped text.
const COLUMNS: usize = 70;

/// What a desk writes around a text.
struct Manner {
    months: [&'static str; 12],
    /// Before and after who signs.
    signed: (&'static str, &'static str),
    published: &'static str,
    /// Over the standfirst.
    labels: &'static [&'static str],
    /// Before the title of another article.
    earlier: &'static str,
    /// What a page has between its paragraphs.
    button: &'static str,
    rights: &'static str,
}

const FRENCH: Manner = Manner {
    months: [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    signed: ("Par ", " avec "),
    published: "Publié le ",
    labels: &["RÉCIT", "REPORTAGE", "CE QUE L'ON SAIT", "TÉMOIGNAGE"],
    earlier: ">> À lire aussi : ",
    button: "Publicité",
    rights: "Tous droits réservés",
};

const ENGLISH: Manner = Manner {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    signed: ("By ", " with "),
    published: "Published on ",
    labels: &["ANALYSIS", "WITNESS", "DISPATCH"],
    earlier: "Read also: ",
    button: "Advertisement",
    rights: "All rights reserved",
};

const ARABIC: Manner = Manner {
    months: [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
    signed: ("", " - "),
    published: "تاريخ النشر: ",
    labels: &["تقرير", "شهادة"],
    earlier: "اقرأ أيضا: ",
    button: "إعلان",
    rights: "جميع الحقوق محفوظة",
};

/// The text of an article, as it was received.
pub fn text(it: &Dispatch<'_>) -> String {
    let manner = match it.words.language {
        "fr" => &FRENCH,
        "ar" => &ARABIC,
        _ => &ENGLISH,
    };
    // Every fourth text comes over a wire that breaks its lines.
    let is_wrapped = it.name.number % 4 == 1;
    let mut copy = Copy {
        text: String::with_capacity(6 * 1024),
        is_wrapped,
    };
    copy.head(it, manner);
    copy.body(it, manner);
    copy.tail(it, manner);
    copy.text
}

struct Copy {
    text: String,
    is_wrapped: bool,
}

impl Copy {
    /// A block, with an empty line behind it.
    fn block(&mut self, words: fmt::Arguments<'_>) {
        let at = self.text.len();
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{words}");
        if self.is_wrapped {
            self.wrap(at);
        }
        self.text.push_str("\n\n");
    }

    /// Breaks what stands from `at` on.
    fn wrap(&mut self, at: usize) {
        let long = self.text.split_off(at);
        let mut column = 0;
        for word in long.split(' ') {
            let width = word.chars().count();
            if column > 0 && column + 1 + width > COLUMNS {
                self.text.push('\n');
                column = 0;
            }
            if column > 0 {
                self.text.push(' ');
                column += 1;
            }
            self.text.push_str(word);
            column += width;
        }
    }

    fn head(&mut self, it: &Dispatch<'_>, manner: &Manner) {
        let head = &it.head;
        match it.name.number % 3 {
            0 => self.block(format_args!("{}. {}", head.kicker, head.headline)),
            1 => {
                self.block(format_args!("{}", head.kicker));
                self.block(format_args!("{}", head.headline));
            }
            _ => self.block(format_args!("{}", head.headline)),
        }
        let label = manner.labels[it.name.number / 3 % manner.labels.len()];
        self.block(format_args!("{label}. {}", head.standfirst));
        let (before, between) = manner.signed;
        self.block(format_args!(
            "{before}{}{between}{}",
            it.words.byline, head.agency
        ));
        self.block(format_args!(
            "{}{}",
            manner.published,
            spoken(it.name.date, manner)
        ));
    }

    fn body(&mut self, it: &Dispatch<'_>, manner: &Manner) {
        let mut is_first = true;
        let mut has_button = false;
        for (at, block) in it.blocks.iter().enumerate() {
            match block {
                Block::Crosshead(words) => self.block(format_args!("{words}")),
                Block::Quote(words) => self.block(format_args!("« {words} »")),
                Block::Paragraph(words) if is_first => {
                    is_first = false;
                    let place = it.head.places[0].1.to_uppercase();
                    let date = spoken(it.name.date, manner);
                    self.block(format_args!(
                        "{place}, {date} ({}) - {words}",
                        it.head.agency
                    ));
                }
                Block::Paragraph(words) => self.block(format_args!("{words}")),
            }
            if at >= 2 && !has_button && matches!(block, Block::Paragraph(_)) {
                has_button = true;
                self.block(format_args!("{}", manner.button));
            }
        }
    }

    fn tail(&mut self, it: &Dispatch<'_>, manner: &Manner) {
        if it.more.photograph.is_some() {
            let caption = it.words.photograph;
            self.block(format_args!("{caption}. — {}", it.head.agency));
        }
        for other in &it.links {
            self.block(format_args!("{}{}", manner.earlier, titled(other)));
        }
        self.block(format_args!(
            "© {} {}. {}.",
            it.name.date.year(),
            it.head.agency,
            manner.rights
        ));
    }
}

/// A day in words.
fn spoken(date: NaiveDate, manner: &Manner) -> String {
    let month = manner.months[date.month0() as usize];
    format!("{} {month} {}", date.day(), date.year())
}

/// How a text names another one.
fn titled(other: &Name) -> String {
    other.slug.replace('-', " ")
}
