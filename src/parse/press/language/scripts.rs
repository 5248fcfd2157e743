//! Owns what letters tell of a language: the script, and letters that one language has and its neighbours have not.

/// How many letters of each kind a sample has.
#[derive(Debug, Default)]
pub(super) struct Letters {
    pub all: usize,
    pub latin: usize,
    pub arabic: usize,
    pub cyrillic: usize,
    /// Scripts of one language each, in the order of [`ALONE`].
    alone: [usize; ALONE.len()],
    kana: usize,
    sorani: usize,
    persian: usize,
    arabian: usize,
    urdu: usize,
    pashto: usize,
    ukrainian: usize,
    russian: usize,
    belarusian: usize,
    bulgarian: usize,
    serbian: usize,
    macedonian: usize,
    kazakh: usize,
}

/// Scripts that one language of the news has, or one above all others.
const ALONE: [(char, char, &str); 17] = [
    ('\u{370}', '\u{3ff}', "el"),
    ('\u{530}', '\u{58f}', "hy"),
    ('\u{590}', '\u{5ff}', "he"),
    ('\u{900}', '\u{97f}', "hi"),
    ('\u{980}', '\u{9ff}', "bn"),
    ('\u{a00}', '\u{a7f}', "pa"),
    ('\u{a80}', '\u{aff}', "gu"),
    ('\u{b80}', '\u{bff}', "ta"),
    ('\u{c00}', '\u{c7f}', "te"),
    ('\u{d80}', '\u{dff}', "si"),
    ('\u{e00}', '\u{e7f}', "th"),
    ('\u{1000}', '\u{109f}', "my"),
    ('\u{10a0}', '\u{10ff}', "ka"),
    ('\u{1200}', '\u{137f}', "am"),
    ('\u{1780}', '\u{17ff}', "km"),
    ('\u{ac00}', '\u{d7af}', "ko"),
    ('\u{4e00}', '\u{9fff}', "zh"),
];

impl Letters {
    pub fn of(text: &str) -> Self {
        let mut letters = Self::default();
        let mut before = ' ';
        for c in text.chars() {
            // Old Sorani spelling: a heh and a joiner for its vowel.
            letters.sorani += usize::from(c == '\u{200c}' && before == 'ه');
            before = c;
            if c.is_alphabetic() {
                letters.add(c);
            }
        }
        letters
    }

    fn add(&mut self, c: char) {
        self.all += 1;
        match c {
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => {
                self.latin += 1;
            }
            '\u{600}'..='\u{6ff}'
            | '\u{750}'..='\u{77f}'
            | '\u{fb50}'..='\u{fdff}'
            | '\u{fe70}'..='\u{fefe}' => {
                self.arabic += 1;
                self.add_arabic(c);
            }
            '\u{400}'..='\u{4ff}' => {
                self.cyrillic += 1;
                self.add_cyrillic(c);
            }
            '\u{3040}'..='\u{30ff}' => self.kana += 1,
            _ => {
                let place = ALONE
                    .iter()
                    .position(|&(from, to, _)| (from..=to).contains(&c));
                if let Some(place) = place {
                    self.alone[place] += 1;
                }
            }
        }
    }

    fn add_arabic(&mut self, c: char) {
        match c {
            'ۆ' | 'ێ' | 'ڕ' | 'ڵ' | 'ە' => self.sorani += 1,
            'پ' | 'چ' | 'ژ' | 'گ' | 'ک' | 'ی' => self.persian += 1,
            'ة' | 'إ' | 'أ' | 'ى' | 'ي' | 'ك' => self.arabian += 1,
            'ٹ' | 'ڈ' | 'ڑ' | 'ے' | 'ں' | 'ہ' => self.urdu += 1,
            'ښ' | 'ځ' | 'څ' | 'ړ' | 'ږ' | 'ۍ' | 'ې' | 'ډ' | 'ټ' => self.pashto += 1,
            _ => {}
        }
    }

    fn add_cyrillic(&mut self, c: char) {
        match c {
            'і' | 'І' => {
                self.ukrainian += 1;
                self.belarusian += 1;
            }
            'ї' | 'є' | 'ґ' | 'Ї' | 'Є' | 'Ґ' => self.ukrainian += 1,
            'ы' | 'э' | 'ё' | 'Ы' | 'Э' | 'Ё' => self.russian += 1,
            'ў' | 'Ў' => self.belarusian += 100,
            'ъ' | 'Ъ' => self.bulgarian += 1,
            'ј' | 'љ' | 'њ' | 'џ' | 'Ј' | 'Љ' | 'Њ' | 'Џ' => {
                self.serbian += 1;
                self.macedonian += 1;
            }
            'ћ' | 'ђ' | 'Ћ' | 'Ђ' => self.serbian += 1,
            'ѓ' | 'ќ' | 'ѕ' | 'Ѓ' | 'Ќ' | 'Ѕ' => self.macedonian += 1,
            'ә' | 'ғ' | 'қ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'Ә' | 'Қ' | 'Ө' | 'Ү' => {
                self.kazakh += 1;
            }
            _ => {}
        }
    }

    /// The language that script and letters prove.
    pub fn by_script(&self) -> Option<(&'static str, f32)> {
        // A page in another script may carry menus in Latin letters; the other way round is rarer.
        let leads = |part: usize| part * 5 > self.all * 2;
        if leads(self.arabic) {
            return self.in_arabic();
        }
        if leads(self.cyrillic) {
            return self.in_cyrillic();
        }
        if self.kana * 20 > self.all && leads(self.kana + self.alone[ALONE.len() - 1]) {
            return Some(("ja", 0.95));
        }
        let (&most, (_, _, tag)) = self
            .alone
            .iter()
            .zip(&ALONE)
            .max_by_key(|(count, _)| **count)?;
        leads(most).then_some((*tag, 0.95))
    }

    fn in_arabic(&self) -> Option<(&'static str, f32)> {
        let share = |part: usize| part * 100 / self.arabic.max(1);
        match () {
            () if share(self.sorani) >= 5 => Some(("ckb", 0.95)),
            () if share(self.pashto) >= 2 => Some(("ps", 0.85)),
            () if share(self.urdu) >= 3 => Some(("ur", 0.9)),
            () if share(self.persian) >= 5 && self.persian > self.arabian => Some(("fa", 0.92)),
            // Persian typed on an Arabic keyboard has the letters of Arabic: the small words tell.
            () => None,
        }
    }

    fn in_cyrillic(&self) -> Option<(&'static str, f32)> {
        let share = |part: usize| part * 1000 / self.cyrillic.max(1);
        let south = self.serbian.max(self.macedonian);
        match () {
            () if share(self.kazakh) >= 20 => Some(("kk", 0.8)),
            () if share(south) >= 10 && self.macedonian > self.serbian => Some(("mk", 0.85)),
            () if share(south) >= 10 => Some(("sr", 0.9)),
            () if self.belarusian >= 100 && self.russian > 0 && share(self.belarusian) >= 300 => {
                Some(("be", 0.9))
            }
            () if self.ukrainian > self.russian * 3 && share(self.ukrainian) >= 8 => {
                Some(("uk", 0.95))
            }
            () if self.russian > self.ukrainian * 3 && share(self.russian) >= 6 => {
                Some(("ru", 0.95))
            }
            () if self.russian + self.ukrainian == 0 && share(self.bulgarian) >= 8 => {
                Some(("bg", 0.9))
            }
            () => None,
        }
    }
}
