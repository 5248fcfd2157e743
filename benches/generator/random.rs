//! Owns chance that repeats: the same seed gives the same numbers on every machine. SplitMix64, by Sebastiano Vigna.

/// A sequence of numbers.
pub struct Random(u64);

impl Random {
    /// One of the sequences of a seed: of the thing `number`, for the purpose `turn`. None depends on how many others there are.
    pub fn of_one(seed: u64, number: usize, turn: u64) -> Self {
        let mut start = Self(seed ^ turn.rotate_left(48));
        let salt = start.next();
        let mut one = Self(salt ^ number as u64);
        Self(one.next())
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, which is more than 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// A number from `least` to `most`, both included.
    pub fn within(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    /// One of a list.
    pub fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// True in `percent` of a hundred cases.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }
}

/// Zipf's law: the first of a list is chosen twice as often as the second, three times as often as the third.
pub struct Zipf {
    // Sums of the weights so far, in whole numbers: the same on every machine.
    sums: Vec<u64>,
}

impl Zipf {
    /// The law over `count` things.
    pub fn new(count: u64) -> Self {
        let weights = (1..=count).map(|rank| 1_000_000 / rank);
        let sums = weights.scan(0, |sum, weight| {
            *sum += weight;
            Some(*sum)
        });
        Self {
            sums: sums.collect(),
        }
    }

    /// How many things there are.
    pub fn count(&self) -> usize {
        self.sums.len()
    }

    /// The place of one of the things.
    pub fn choose(&self, random: &mut Random) -> usize {
        let total = self.sums.last().copied().unwrap_or(1);
        let point = random.next() % total;
        self.sums.partition_point(|sum| *sum <= point)
    }

    /// `count` different places, fewer where the law has fewer.
    pub fn choose_several(&self, count: usize, random: &mut Random) -> Vec<usize> {
        let mut chosen = Vec::new();
        while chosen.len() < count.min(self.sums.len()) {
            let one = self.choose(random);
            if !chosen.contains(&one) {
                chosen.push(one);
            }
        }
        chosen
    }
}
