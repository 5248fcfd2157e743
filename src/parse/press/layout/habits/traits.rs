//! Owns the traits of a line: what can be seen of it and of its neighbours, as small numbers. They say nothing by themselves; what
//! each is worth was learned.

use crate::parse::press::block::{Block, End};
use crate::parse::press::claim::{Claims, Role};
use crate::parse::press::layout::sight::Sight;
use crate::parse::press::lexicon::Kind;

/// What claims are asked for; the number of the last is that of no claim.
const ROLES: [Role; 20] = [
    Role::Kicker,
    Role::Headline,
    Role::Standfirst,
    Role::Byline,
    Role::Stamp,
    Role::Place,
    Role::Dateline,
    Role::Caption,
    Role::Credit,
    Role::Related,
    Role::Crosshead,
    Role::Paragraph,
    Role::SignOff,
    Role::Tags,
    Role::RelatedHeading,
    Role::PromoHeading,
    Role::ContentsHeading,
    Role::End,
    Role::Policy,
    Role::Noise,
];
const UNCLAIMED: usize = ROLES.len();
const DATELINE: usize = 6;

/// How sure a claim must be to be seen by its neighbours.
const SEEN: f32 = 0.5;

/// The forms of a line, from a paragraph to one word, and none beyond the ends of the text.
const FORMS: usize = 7;
const PROSE: usize = 0;
const BEYOND: usize = FORMS - 1;

/// Of longer lines the letters are not looked at: they are text.
const LONGEST_LINE: usize = 400;

/// Marks that tell lines apart.
const MARKS: [&[char]; 9] = [
    &[':'],
    &['|', '•', '·'],
    &['/'],
    &['©'],
    &['@'],
    &['?', '؟'],
    &['(', '['],
    &['"', '“', '«', '„'],
    &['>', '→', '»', '►'],
];

/// Declares the groups of traits, each with its name in the file and how many there are.
macro_rules! groups {
    ($($(#[$doc:meta])* $group:ident = $name:literal, $count:expr;)*) => {
        #[derive(Clone, Copy)]
        enum Group { $($(#[$doc])* $group,)* }

        const GROUPS: &[(&str, usize)] = &[$(($name, $count),)*];
    };
}

groups! {
    /// What every line has.
    Any = "any", 1;
    /// Its length in characters.
    Chars = "characters", 10;
    /// Its words.
    Words = "words", 7;
    /// How it ends.
    End = "end", 4;
    /// Its last character, where that is a bracket, a quote, a figure.
    Last = "last", 5;
    /// Its first, where that is no capital.
    First = "first", 6;
    /// Which of its words have capitals.
    Case = "case", 6;
    /// Sentences that end within it.
    Stops = "stops", 4;
    /// How much of it is figures.
    Figures = "figures", 4;
    /// Marks in it.
    Mark = "mark", MARKS.len();
    /// Two to four words in capitals, or not.
    Name = "name", 2;
    /// How much of it the text says too.
    Common = "common", 6;
    /// How much of it the next text says again.
    Echo = "echo", 5;
    /// How the next text begins, and how long it is beside this one.
    NextOpens = "next-opens", 4;
    NextLength = "next-length", 6;
    /// How much of the text stands before it.
    Before = "text-before", 6;
    /// How many lines stand before it.
    At = "lines-before", 8;
    /// What [`Sight`] sees of it.
    Sight = "sight", 33;
    /// Titles over it, over the text; and below.
    TitlesOver = "titles-over", 5;
    /// Titles between it and the text.
    TitlesUnder = "titles-under", 4;
    /// Its length beside that of the usual paragraph.
    Relative = "beside-a-paragraph", 5;
    /// Claims on it, and how sure they are.
    Claim = "claim", ROLES.len() * 3;
    /// Claims on it by its form.
    ClaimByForm = "claim-by-form", ROLES.len() * FORMS;
    /// The surest claim on the line before it.
    ClaimBefore = "claim-before", ROLES.len() + 1;
    /// The surest claim on the line after it.
    ClaimAfter = "claim-after", ROLES.len() + 1;
    /// The forms of the lines around it: the one before, the one after, both, and the second of each side.
    FormBefore = "form-before", FORMS;
    FormAfter = "form-after", FORMS;
    Between = "between-forms", FORMS * FORMS;
    SecondBefore = "second-form-before", FORMS;
    SecondAfter = "second-form-after", FORMS;
    /// How much space is before and after it, on a page that is not parted everywhere alike.
    Space = "space", 10;
    /// Words of the trade in it.
    Word = "word", Kind::ALL.len();
}

/// The number of all traits.
pub(super) fn count() -> usize {
    GROUPS.iter().map(|(_, count)| count).sum()
}

/// Where each group begins.
const STARTS: [u16; GROUPS.len()] = {
    let mut starts = [0; GROUPS.len()];
    let mut group = 1;
    while group < GROUPS.len() {
        starts[group] = starts[group - 1] + GROUPS[group - 1].1 as u16;
        group += 1;
    }
    starts
};

/// The name of a trait in the file: "words 3", "word byline".
#[cfg(test)]
pub(super) fn name(at: usize) -> String {
    let group = STARTS.partition_point(|&start| usize::from(start) <= at) - 1;
    let own = at - usize::from(STARTS[group]);
    match GROUPS[group].0 {
        "word" => format!("word {}", Kind::ALL[own].name()),
        name => format!("{name} {own}"),
    }
}

/// The trait of a name in the file.
pub(super) fn named(name: &str) -> Option<usize> {
    let (name, own) = name.split_once(' ')?;
    let group = GROUPS.iter().position(|group| group.0 == name)?;
    let own = match name {
        "word" => Kind::named(own)? as usize,
        _ => own.parse().ok()?,
    };
    (own < GROUPS[group].1).then(|| usize::from(STARTS[group]) + own)
}

/// Collects the traits of a line.
struct Traits<'t>(&'t mut Vec<u16>);

impl Traits<'_> {
    fn put(&mut self, group: Group, own: usize) {
        self.0.push(STARTS[group as usize] + own as u16);
    }
}

/// What a character is, as far as lines are told apart by it.
enum Sign {
    Capital,
    Small,
    /// Of a script without capitals.
    Letter,
    Figure,
    Other,
}

impl Sign {
    fn of(c: char) -> Self {
        match c {
            'a'..='z' | '\u{430}'..='\u{45f}' => Self::Small,
            'A'..='Z' | '\u{400}'..='\u{42f}' => Self::Capital,
            // To look these up would cost more than all else.
            '\u{620}'..='\u{64a}' => Self::Letter,
            '0'..='9' => Self::Figure,
            _ if c.is_ascii() => Self::Other,
            _ if c.is_lowercase() => Self::Small,
            _ if c.is_uppercase() => Self::Capital,
            _ if c.is_alphabetic() => Self::Letter,
            _ if c.is_numeric() => Self::Figure,
            _ => Self::Other,
        }
    }
}

/// Which of the marks a character is, a bit each.
fn marks_of(c: char) -> u16 {
    let own = MARKS.iter().position(|marks| marks.contains(&c));
    own.map_or(0, |mark| 1 << mark)
}

/// How many limits a value reaches.
fn step(value: usize, limits: &[usize]) -> usize {
    limits.iter().take_while(|&&limit| value >= limit).count()
}

fn form(block: &Block) -> usize {
    match block.shape.words {
        _ if block.is_prose() => PROSE,
        _ if block.is_sentence() => 1,
        0..=2 => 2,
        3..=5 => 3,
        6..=12 => 4,
        _ => 5,
    }
}

/// What a line shows its neighbours.
#[derive(Clone, Copy)]
struct Look {
    form: usize,
    /// The surest claim, of [`ROLES`].
    claim: usize,
}

impl Look {
    fn of(block: &Block, claims: &Claims) -> Self {
        let surest = claims
            .iter()
            .filter(|bid| bid.confidence >= SEEN)
            .max_by(|one, other| one.confidence.total_cmp(&other.confidence));
        let claim = surest.and_then(|bid| ROLES.iter().position(|role| *role == bid.role));
        Self {
            form: form(block),
            claim: claim.unwrap_or(UNCLAIMED),
        }
    }
}

/// A page as its lines show it to one another.
pub(in crate::parse::press::layout) struct Page<'a> {
    blocks: &'a [Block],
    claims: &'a [Claims],
    sights: &'a [Sight],
    looks: Vec<Look>,
    /// How many titles that nothing claims stand before each line, and before the end.
    titles: Vec<u32>,
    /// The first line of text.
    text: usize,
    /// The lines' ends between each line and the next, none where the page is parted everywhere alike.
    spaces: Vec<u8>,
}

impl<'a> Page<'a> {
    pub fn new(
        source: &str,
        blocks: &'a [Block],
        claims: &'a [Claims],
        sights: &'a [Sight],
    ) -> Self {
        let each = blocks.iter().zip(claims);
        let looks: Vec<Look> = each
            .map(|(block, claims)| Look::of(block, claims))
            .collect();
        let mut titles = vec![0; blocks.len() + 1];
        for (at, (block, look)) in blocks.iter().zip(&looks).enumerate() {
            let title = look.claim == UNCLAIMED && block.is_title() && block.shape.words >= 2;
            titles[at + 1] = titles[at] + u32::from(title);
        }
        let is_text =
            |look: &Look| look.form == PROSE && matches!(look.claim, UNCLAIMED | DATELINE);
        Self {
            blocks,
            claims,
            sights,
            text: looks.iter().position(is_text).unwrap_or(blocks.len()),
            looks,
            titles,
            spaces: spaces(source, blocks),
        }
    }

    /// How many lines it has.
    pub fn len(&self) -> usize {
        self.blocks.len()
    }

    /// Puts the traits of a line in the place of those that a list has.
    pub fn traits(&self, at: usize, list: &mut Vec<u16>) {
        list.clear();
        let traits = &mut Traits(list);
        traits.put(Group::Any, 0);
        self.shape(at, traits);
        if self.blocks[at].shape.chars <= LONGEST_LINE {
            self.letters(at, traits);
        }
        self.place(at, traits);
        self.neighbours(at, traits);
        self.claims(at, traits);
    }

    fn shape(&self, at: usize, traits: &mut Traits<'_>) {
        let block = &self.blocks[at];
        let shape = block.shape;
        let lengths = [12, 25, 45, 80, 130, 200, 300, 450, 900];
        traits.put(Group::Chars, step(shape.chars, &lengths));
        traits.put(Group::Words, step(shape.words, &[2, 3, 4, 6, 10, 18]));
        let end = match shape.end {
            End::Stop => 0,
            End::Lively => 1,
            End::Colon => 2,
            End::Open => 3,
        };
        traits.put(Group::End, end);
        traits.put(Group::Stops, shape.inner_stops.min(3));
        let last = match block.text.chars().next_back() {
            Some(')') => Some(0),
            Some(']') => Some(1),
            Some('"' | '”' | '»' | '’' | '“') => Some(2),
            Some('…') => Some(3),
            Some(c) if c.is_numeric() => Some(4),
            _ => None,
        };
        let first = match block.text.chars().next() {
            Some('"' | '“' | '«' | '„' | '\'' | '‘') => Some(1),
            Some('-' | '–' | '—' | '•' | '*' | '·' | '▪' | '►' | '>') => Some(2),
            Some('(' | '[') => Some(3),
            Some(c) if c.is_lowercase() => Some(0),
            Some(c) if c.is_numeric() => Some(4),
            Some(c) if !c.is_alphabetic() => Some(5),
            _ => None,
        };
        last.into_iter()
            .for_each(|last| traits.put(Group::Last, last));
        first
            .into_iter()
            .for_each(|first| traits.put(Group::First, first));
    }

    fn letters(&self, at: usize, traits: &mut Traits<'_>) {
        let block = &self.blocks[at];
        let (mut capitals, mut smalls, mut figures, mut letters) = (0, 0, 0, 0);
        let mut marks = 0_u16;
        let mut starts = true;
        for c in block.text.chars() {
            match Sign::of(c) {
                Sign::Capital => {
                    letters += 1;
                    capitals += usize::from(starts);
                }
                Sign::Small => {
                    letters += 1;
                    smalls += usize::from(starts);
                }
                Sign::Letter => letters += 1,
                Sign::Figure => figures += 1,
                Sign::Other => marks |= marks_of(c),
            }
            starts = c.is_whitespace();
        }
        let case = match () {
            () if capitals + smalls == 0 => 0,
            () if block.shape.capitals => 1,
            () if smalls == 0 => 2,
            () if capitals * 3 >= (capitals + smalls) * 2 => 3,
            () if capitals * 3 >= capitals + smalls => 4,
            () => 5,
        };
        traits.put(Group::Case, case);
        if figures > 0 {
            let share = figures * 100 / (figures + letters);
            traits.put(Group::Figures, step(share, &[6, 16, 41]));
        }
        let few = (2..=4).contains(&block.shape.words);
        let name = few && smalls == 0 && figures == 0 && capitals > 1;
        traits.put(Group::Name, usize::from(name));
        for mark in (0..MARKS.len()).filter(|mark| marks & 1 << mark != 0) {
            traits.put(Group::Mark, mark);
        }
        // Capitals tell a name from other words; without them only names that are known are seen for what they are.
        let cased = smalls + capitals > 0;
        let mut seen = if cased {
            1 << Kind::GivenName as usize
        } else {
            0_u128
        };
        for hit in block.words().each() {
            let kind = hit.kind as usize;
            if seen & 1 << kind == 0 {
                seen |= 1 << kind;
                traits.put(Group::Word, kind);
            }
        }
    }

    fn place(&self, at: usize, traits: &mut Traits<'_>) {
        let sight = &self.sights[at];
        let common = match sight.common.stems {
            0 => 5,
            _ => ((sight.common.share() * 5.0) as usize).min(4),
        };
        traits.put(Group::Common, common);
        let echo = (sight.echo * 100.0) as usize;
        traits.put(Group::Echo, step(echo, &[1, 12, 25, 45]));
        if sight.seen == 0 {
            traits.put(Group::NextOpens, sight.next_opens as usize);
            let tenths = usize::from(sight.next_length);
            traits.put(Group::NextLength, step(tenths, &[1, 5, 9, 13, 20]));
        }
        let before = usize::from(sight.seen);
        traits.put(Group::Before, step(before, &[1, 20, 50, 80, 100]));
        traits.put(Group::At, step(at, &[1, 2, 3, 5, 8, 14, 30]));
        let seen = [
            sight.before_text,
            sight.signed_after,
            sight.signed_before,
            sight.pictured_after,
            sight.furnished_after,
            sight.over,
            sight.long_after,
            sight.footed,
            sight.nearest,
            sight.taught,
            sight.lead,
            sight.heads >= 3,
            sight.over_text,
            sight.menu,
            sight.foreign,
            sight.under_title,
            sight.dated,
            sight.aside,
            sight.headed,
            sight.boxed.is_some(),
            sight.between.is_some(),
            sight.goes_on,
            sight.commented,
            sight.under_text,
            sight.under_rival,
            sight.tight,
            sight.introduces,
            sight.among >= 1,
            sight.among >= 2,
            sight.under_player,
            sight.lone_item,
            sight.stopped,
            sight.day_again,
        ];
        for (own, _) in seen.iter().enumerate().filter(|(_, seen)| **seen) {
            traits.put(Group::Sight, own);
        }
        if at < self.text {
            let over = self.titles[at];
            let under = self.titles[self.text] - self.titles[at + 1];
            traits.put(Group::TitlesOver, over.min(3) as usize);
            traits.put(Group::TitlesUnder, under.min(3) as usize);
        } else {
            traits.put(Group::TitlesOver, 4);
        }
        if sight.half > 0 {
            let tenths = self.blocks[at].shape.chars * 10 / (sight.half * 2);
            traits.put(Group::Relative, step(tenths, &[2, 4, 8, 15]));
        }
    }

    fn neighbours(&self, at: usize, traits: &mut Traits<'_>) {
        let beyond = Look {
            form: BEYOND,
            claim: UNCLAIMED,
        };
        let look = |at: Option<usize>| at.and_then(|at| self.looks.get(at)).unwrap_or(&beyond);
        let (before, after) = (look(at.checked_sub(1)), look(Some(at + 1)));
        traits.put(Group::ClaimBefore, before.claim);
        traits.put(Group::ClaimAfter, after.claim);
        traits.put(Group::FormBefore, before.form);
        traits.put(Group::FormAfter, after.form);
        traits.put(Group::Between, before.form * FORMS + after.form);
        traits.put(Group::SecondBefore, look(at.checked_sub(2)).form);
        traits.put(Group::SecondAfter, look(Some(at + 2)).form);
        let space = |at: Option<usize>| {
            let lines = at.and_then(|at| self.spaces.get(at));
            lines.map_or(2, |&lines| usize::from(lines))
        };
        let space = match self.spaces.is_empty() {
            true => 9,
            false => space(at.checked_sub(1)) * 3 + space(Some(at)),
        };
        traits.put(Group::Space, space);
    }

    fn claims(&self, at: usize, traits: &mut Traits<'_>) {
        let claims = &self.claims[at];
        for (role, own) in ROLES.iter().enumerate() {
            if let Some(bid) = claims.best(*own) {
                let sure = step((bid.confidence * 100.0) as usize, &[50, 80]);
                traits.put(Group::Claim, role * 3 + sure);
                traits.put(Group::ClaimByForm, role * FORMS + self.looks[at].form);
            }
        }
    }
}

/// How lines are parted: 0 by a line's end or less, 1 by a blank line, 2 by more.
fn spaces(source: &str, blocks: &[Block]) -> Vec<u8> {
    let ends = |pair: &[Block]| {
        let between = source.get(pair[0].bytes.end..pair[1].bytes.start);
        let ends = between.unwrap_or("").bytes().filter(|&byte| byte == b'\n');
        ends.take(3).count().saturating_sub(1) as u8
    };
    let spaces: Vec<u8> = blocks.windows(2).map(ends).collect();
    let blank = spaces.iter().filter(|&&lines| lines > 0).count();
    match (spaces.len()..=spaces.len() * 7).contains(&(blank * 8)) {
        true => spaces,
        false => Vec::new(),
    }
}
