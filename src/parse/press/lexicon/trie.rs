//! Owns the trie that the phrases are found by. It knows bytes and numbers, no words.

/// Many byte strings, each with a number, to be followed byte by byte.
#[derive(Debug, Default)]
pub(super) struct Trie {
    nodes: Vec<Node>,
    /// The byte that leads to each node; the children of a node stand together, in order.
    bytes: Vec<u8>,
    /// The child of the root for each byte; 0 for none.
    first: Vec<u32>,
    /// The numbers of the strings that end at the nodes.
    ends: Vec<u32>,
    heads: Heads,
}

#[derive(Debug, Clone, Copy, Default)]
struct Node {
    child: u32,
    children: u16,
    /// How many strings end here, and where their numbers stand.
    ended: u16,
    end: u32,
}

impl Trie {
    /// Lays the strings out level by level.
    pub fn new(mut strings: Vec<(String, u32)>) -> Self {
        strings.sort_unstable();
        let mut trie = Self {
            nodes: vec![Node::default()],
            bytes: vec![0],
            first: vec![0; 256],
            ends: Vec::new(),
            heads: Heads::of(strings.iter().map(|(text, _)| text.as_bytes())),
        };
        // A node, and the range of the strings that go through it; they are one deeper than its number of bytes.
        let mut level = vec![(0_usize, 0..strings.len())];
        let mut depth = 0;
        while !level.is_empty() {
            let mut below = Vec::new();
            for (node, range) in level {
                let mut at = range.start;
                let end = trie.ends.len() as u32;
                while at < range.end && strings[at].0.len() == depth {
                    trie.ends.push(strings[at].1);
                    at += 1;
                }
                let ended = trie.ends.len() as u32 - end;
                let child = trie.nodes.len();
                while at < range.end {
                    let byte = strings[at].0.as_bytes()[depth];
                    let through = strings[at..range.end]
                        .partition_point(|(text, _)| text.as_bytes()[depth] == byte);
                    below.push((trie.nodes.len(), at..at + through));
                    trie.nodes.push(Node::default());
                    trie.bytes.push(byte);
                    at += through;
                }
                trie.nodes[node] = Node {
                    child: child as u32,
                    children: (trie.nodes.len() - child) as u16,
                    ended: ended as u16,
                    end,
                };
            }
            level = below;
            depth += 1;
        }
        let root = trie.nodes[0];
        for child in root.child..root.child + u32::from(root.children) {
            trie.first[usize::from(trie.bytes[child as usize])] = child;
        }
        trie
    }

    /// Tells each string that stands in `text` from `start` on: the byte after it, and its number.
    pub fn walk(&self, text: &[u8], start: usize, mut found: impl FnMut(usize, u32)) {
        let Some(&byte) = text.get(start) else {
            return;
        };
        if !self.heads.may_open(&text[start..]) {
            return;
        }
        let mut at = start + 1;
        let mut next = self.first[usize::from(byte)];
        while next != 0 {
            let node = self.nodes[next as usize];
            let ends = node.end as usize..node.end as usize + usize::from(node.ended);
            for &number in &self.ends[ends] {
                found(at, number);
            }
            let Some(&byte) = text.get(at) else {
                return;
            };
            let child = node.child as usize;
            let children = &self.bytes[child..child + usize::from(node.children)];
            next = match children {
                [only] if *only == byte => node.child,
                [] | [_] => return,
                _ => match children.binary_search(&byte) {
                    Ok(place) => node.child + place as u32,
                    Err(_) => return,
                },
            };
            at += 1;
        }
    }
}

/// What the strings begin with: most words of a text begin no phrase, and two look-ups tell so of nearly all of them, where to go along
/// the trie takes a search at each letter.
#[derive(Debug, Default)]
struct Heads {
    /// By the first byte: whether a string of less than [`HEAD`] bytes begins with it.
    short: Vec<bool>,
    /// By the place of the first bytes: whether a longer string may begin with them.
    long: Vec<bool>,
}

/// How many bytes of a string are its head.
const HEAD: usize = 4;
/// How many places the heads have: about ten for each head of the lexicon, a power of two.
const PLACES: usize = 1 << 16;

impl Heads {
    fn of<'a>(strings: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut heads = Self {
            short: vec![false; 256],
            long: vec![false; PLACES],
        };
        for string in strings {
            match (string.first_chunk(), string.first()) {
                (Some(head), _) => heads.long[place(*head)] = true,
                (None, Some(&first)) => heads.short[usize::from(first)] = true,
                (None, None) => {}
            }
        }
        heads
    }

    /// Whether a string may stand at the start of a text.
    fn may_open(&self, text: &[u8]) -> bool {
        let short = text
            .first()
            .is_some_and(|&first| self.short[usize::from(first)]);
        short
            || text
                .first_chunk()
                .is_some_and(|head| self.long[place(*head)])
    }
}

/// Where the head of a string has its place: the golden ratio spreads numbers evenly (D. Knuth, "The Art of Computer Programming", 6.4).
fn place(head: [u8; HEAD]) -> usize {
    (u32::from_le_bytes(head).wrapping_mul(0x9e37_79b9) >> 16) as usize % PLACES
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(strings: &[&str], text: &str, start: usize) -> Vec<(usize, u32)> {
        let strings = strings
            .iter()
            .zip(0..)
            .map(|(text, at)| ((*text).to_owned(), at));
        let trie = Trie::new(strings.collect());
        let mut found = Vec::new();
        trie.walk(text.as_bytes(), start, |end, number| {
            found.push((end, number));
        });
        found
    }

    #[test]
    fn every_string_from_a_start_is_told() {
        let strings = ["read", "read more", "more", "ré", "r"];
        assert_eq!(found(&strings, "read more", 0), [(1, 4), (4, 0), (9, 1)]);
        assert_eq!(found(&strings, "read more", 5), [(9, 2)]);
        assert_eq!(found(&strings, "ré", 0), [(1, 4), (3, 3)]);
        assert_eq!(found(&strings, "more", 4), []);
        assert_eq!(found(&[], "more", 0), []);
    }

    #[test]
    fn heads_keep_nothing_back_that_a_string_may_begin_with() {
        let heads = Heads::of([&b"ok"[..], b"read", b"read more"].into_iter());
        for (text, may) in [
            ("ok", true),
            ("o", true),
            ("reading", true),
            ("rea", false),
            ("lead", false),
            ("", false),
        ] {
            assert_eq!(heads.may_open(text.as_bytes()), may, "{text}");
        }
    }

    #[test]
    fn strings_of_the_same_letters_keep_their_numbers() {
        assert_eq!(found(&["mai", "mai"], "mai", 0), [(3, 0), (3, 1)]);
    }
}
