//! Owns the names of months and weekdays in the languages of the archive. Names are lower case, parted by `|`; a trailing `~` stands for any
//! short ending, as Kurdish and Slavic grammar adds them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

/// Months by number, from 1.
pub(super) const MONTHS: [&str; 12] = [
    "january|jan|janvier|janv|enero|ene|januar|jänner|gennaio|janeiro|ocak|oca|січня|січень|січ|января|январь|янв|يناير|كانون الثاني|کانوونی دووەم|کانونی دووەم|rêbendan~|çile~|stycznia",
    "february|feb|février|fevrier|févr|fév|fevr|febrero|februar|febbraio|fevereiro|şubat|лютого|лютий|лют|февраля|февраль|фев|февр|فبراير|شباط|شوبات|reşemeh~|reşemî~|sibat~|lutego",
    "march|mar|mars|marzo|märz|mär|mrz|março|mart|березня|березень|бер|марта|март|мар|مارس|آذار|أذار|ئازار|adar~|marca",
    "april|apr|avril|avr|abril|abr|aprile|nisan|nis|квітня|квітень|квіт|апреля|апрель|апр|أبريل|ابريل|إبريل|أفريل|نيسان|نیسان|nîsan~|avrêl~|kwietnia",
    "may|mai|mayo|maggio|maio|mayıs|травня|травень|трав|мая|май|مايو|ماي|أيار|ئایار|gulan~|maja",
    "june|jun|juin|junio|juni|giugno|junho|haziran|haz|червня|червень|черв|июня|июнь|июн|يونيو|جوان|حزيران|حوزەیران|hezîran~|pûşper~|czerwca",
    "july|jul|juillet|juil|julio|juli|luglio|julho|temmuz|tem|липня|липень|лип|июля|июль|июл|يوليو|يوليوز|جويلية|تموز|تەمموز|تەممووز|tîrmeh~|lipca",
    "august|aug|août|aout|agosto|ago|ağustos|ağu|серпня|серпень|серп|августа|август|авг|أغسطس|اغسطس|أوت|غشت|آب|ئاب|tebax~|gelawêj~|sierpnia",
    "september|sept|sep|septembre|septiembre|setiembre|settembre|setembro|eylül|eyl|вересня|вересень|вер|сентября|сентябрь|сен|сент|سبتمبر|شتنبر|أيلول|ئەیلوول|ئەیلول|îlon~|rezber~|września",
    "october|oct|octobre|octubre|oktober|okt|ottobre|outubro|ekim|eki|жовтня|жовтень|жовт|октября|октябрь|окт|أكتوبر|اكتوبر|تشرين الأول|تشرين الاول|تشرینی یەکەم|cotmeh~|kewçêr~|października",
    "november|nov|novembre|noviembre|novembro|kasım|kas|листопада|листопад|лист|ноября|ноябрь|ноя|нояб|نوفمبر|نونبر|تشرين الثاني|تشرینی دووەم|mijdar~|sermawez~|listopada",
    "december|dec|décembre|decembre|déc|diciembre|dic|dezember|dez|dicembre|dezembro|aralık|ara|грудня|грудень|груд|декабря|декабрь|дек|ديسمبر|دجنبر|كانون الأول|كانون الاول|کانوونی یەکەم|کانونی یەکەم|kanûn~|berfanbar~|grudnia",
];

/// Weekdays from Monday.
pub(super) const WEEKDAYS: [&str; 7] = [
    "monday|mon|lundi|lunes|montag|pazartesi|понеділок|понеділка|понедельник|الاثنين|الإثنين|الأثنين|duşem|duşemê|دووشەممە",
    "tuesday|tue|tues|mardi|martes|dienstag|salı|вівторок|вівторка|вторник|الثلاثاء|sêşem|sêşemê|سێشەممە",
    "wednesday|wed|mercredi|miércoles|mittwoch|çarşamba|середу|середа|среду|среда|الأربعاء|الاربعاء|çarşem|çarşemê|چوارشەممە",
    "thursday|thu|thur|thurs|jeudi|jueves|donnerstag|perşembe|четвер|четверга|четверг|الخميس|pêncşem|pêncşemê|پێنجشەممە",
    "friday|fri|vendredi|viernes|freitag|cuma|п'ятницю|п’ятницю|п'ятниця|пятницу|пятница|الجمعة|în|înê|هەینی",
    "saturday|sat|samedi|sábado|samstag|sonnabend|cumartesi|суботу|субота|субботу|суббота|السبت|şemî|şemiyê|شەممە",
    "sunday|sun|dimanche|domingo|sonntag|pazar|неділю|неділя|воскресенье|الأحد|الاحد|yekşem|yekşemê|یەکشەممە",
];

/// The number of a month's name in lower case, without its point.
pub(super) fn month(name: &str) -> Option<u32> {
    position(&MONTHS, name)
}

/// The number of a weekday's name in lower case, from 0 for Monday.
pub(super) fn weekday(name: &str) -> Option<u32> {
    position(&WEEKDAYS, name).map(|number| number - 1)
}

fn position(table: &[&str], name: &str) -> Option<u32> {
    let exact = |names: &&str| names.split('|').any(|entry| entry == name);
    let inflected = |names: &&str| {
        let mut stems = names.split('|').filter_map(|entry| entry.strip_suffix('~'));
        stems.any(|stem| {
            name.strip_prefix(stem)
                .is_some_and(|ending| ending.chars().count() <= 3)
        })
    };
    let at = table.iter().position(exact);
    let at = at.or_else(|| table.iter().position(inflected))?;
    Some(at as u32 + 1)
}

/// Whether a text may name a month: the first letters of one of its words open a month's name. Cheap, so that the expressions
/// with all the names run only where they may find something.
pub(super) fn may_name_month(text: &str) -> bool {
    static OPENINGS: LazyLock<BTreeSet<[char; 3]>> = LazyLock::new(|| {
        let names = MONTHS.iter().flat_map(|names| names.split('|'));
        names.map(|name| opening(name.chars())).collect()
    });
    let mut words = text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty());
    words.any(|word| OPENINGS.contains(&opening(word.chars().flat_map(char::to_lowercase))))
}

fn opening(mut letters: impl Iterator<Item = char>) -> [char; 3] {
    std::array::from_fn(|_| letters.next().filter(|c| c.is_alphabetic()).unwrap_or(' '))
}

/// The names as alternatives of a regular expression, the longest first.
pub(super) fn alternatives(table: &[&str]) -> String {
    let mut names: Vec<&str> = table.iter().flat_map(|names| names.split('|')).collect();
    names.sort_by_key(|name| (std::cmp::Reverse(name.len()), *name));
    names.dedup();
    let pattern = |name: &&str| match name.strip_suffix('~') {
        Some(stem) => format!("{}\\p{{L}}{{0,3}}", regex::escape(stem)),
        None => regex::escape(name),
    };
    names.iter().map(pattern).collect::<Vec<_>>().join("|")
}
