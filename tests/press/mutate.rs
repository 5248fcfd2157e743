//! Owns the spoiling of texts as pasting, wires and careless hands spoil them, and worse: lines dropped, doubled, swapped and
//! joined, two texts spliced, bytes flipped, control characters, cuts anywhere, other line ends, hard wraps. A seed decides all.

/// A small generator of random numbers (SplitMix64): the same seed gives the same texts on any machine.
pub struct Random(u64);

impl Random {
    /// One for each seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ (word >> 31)
    }

    /// A number below `end`; 0 where there is none.
    fn below(&mut self, end: usize) -> usize {
        let end = u64::try_from(end).unwrap_or(u64::MAX).max(1);
        usize::try_from(self.next() % end).unwrap_or_default()
    }

    /// One of a list.
    pub fn pick<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }
}

/// What a slip of the hand, a wire or a site leaves in a text.
const STRAY: &[&str] = &[
    "\u{1}",
    "\u{2}",
    "\u{3}",
    "\u{ad}",
    "\u{200b}",
    "\u{200c}",
    "\u{200f}",
    "\u{61c}",
    "\u{202b}",
    "\u{202c}",
    "\u{2068}",
    "\u{feff}",
    "\u{fffc}",
    "\u{a0}",
    "\u{202f}",
    "\u{85}",
    "\u{2028}",
    "\u{b}",
    "\u{c}",
    "\t",
    "\0",
    "\u{301}",
    "\r",
    "\n\n",
    "    ",
    " - ",
    " — ",
    " | ",
    " / ",
    "(",
    ")",
    "[",
    "]",
    "«",
    "\"",
    "'",
    ":",
    "=",
    ">>",
    "•",
    "#",
    "...",
    "…",
    "By ",
    "Par ",
    "(AFP) - ",
    "(Reuters) -",
    "Photo: ",
    "Read more: ",
    "1/3",
    "12:30",
    "2017-10-26",
    "İ",
    "ß",
    "١٢",
    "😀",
    "Foto/",
    "©",
    "@",
    "https://example.org/a",
    "---\n",
    "+++\n",
];

/// One of the texts, spoilt by one to four hands.
pub fn spoilt(random: &mut Random, texts: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = random.pick(texts);
    for _ in 0..=random.below(4) {
        bytes = match random.below(4) {
            0 => spoil_bytes(random, bytes),
            _ => {
                let other = String::from_utf8_lossy(&random.pick(texts)).into_owned();
                spoil_text(random, &String::from_utf8_lossy(&bytes), &other).into_bytes()
            }
        };
    }
    bytes
}

fn spoil_bytes(random: &mut Random, mut bytes: Vec<u8>) -> Vec<u8> {
    let at = random.below(bytes.len());
    match random.below(3) {
        0 => bytes.truncate(at),
        1 => drop(bytes.drain(..at)),
        _ => {
            for _ in 0..=random.below(6) {
                let at = random.below(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
        }
    }
    bytes
}

fn spoil_text(random: &mut Random, text: &str, other: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let (one, two) = (random.below(lines.len()), random.below(lines.len()));
    match random.below(14) {
        0 if !lines.is_empty() => drop(lines.remove(one)),
        1 if !lines.is_empty() => lines.insert(two, lines[one]),
        2 if !lines.is_empty() => lines.swap(one, two),
        3 => {
            lines.truncate(one);
            let rest = random.below(other.lines().count());
            lines.extend(other.lines().skip(rest));
        }
        4 => return stray(random, text),
        5 => {
            return text.replace("\r\n", "\n").replace(
                '\n',
                random.pick(&["\r\n", "\r", "\n\n", "\n\n\n", " \n", "\n\u{a0}\n"]),
            );
        }
        6 => {
            return text
                .lines()
                .map(|line| format!("{line}{}", random.pick(&["\n", "\r\n"])))
                .collect();
        }
        7 => return wrapped(text, random.pick(&[40, 64, 70, 80])),
        8 => return lines.join(random.pick(&[" ", "    ", "", "\t\t\t"])),
        9 => lines.retain(|line| !line.trim().is_empty()),
        10 => lines.reverse(),
        11 => return text.replace(". ", ".\n"),
        12 => {
            return if random.below(2) == 0 {
                text.to_uppercase()
            } else {
                text.to_lowercase()
            };
        }
        _ => {
            return other
                .lines()
                .zip(lines)
                .fold(String::new(), |text, (one, two)| {
                    text + one + "\n" + two + "\n"
                });
        }
    }
    lines.join("\n")
}

/// The text with some stray characters in it.
fn stray(random: &mut Random, text: &str) -> String {
    let mut text = text.to_owned();
    for _ in 0..=random.below(8) {
        let places = text.char_indices().map(|(at, _)| at);
        let at = places
            .clone()
            .nth(random.below(places.count()))
            .unwrap_or_default();
        text.insert_str(at, random.pick(STRAY));
    }
    text
}

/// The text with its lines broken at a width, at spaces.
fn wrapped(text: &str, width: usize) -> String {
    let mut wrapped = String::new();
    for line in text.lines() {
        let mut length = 0;
        for word in line.split(' ') {
            let word_length = word.chars().count();
            if length > 0 {
                let fits = length + 1 + word_length <= width;
                wrapped.push(if fits { ' ' } else { '\n' });
                length = if fits { length + 1 } else { 0 };
            }
            wrapped.push_str(word);
            length += word_length;
        }
        wrapped.push('\n');
    }
    wrapped
}
