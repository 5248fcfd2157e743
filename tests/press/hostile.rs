//! Owns the shapes of text that make a careless reader slow or wrong: the same thing again and again, as long as one likes.

/// A shape: what it is called, and how a text of about so many bytes is made of it.
pub type Shape = (&'static str, fn(usize) -> String);

/// All of them.
pub const SHAPES: &[Shape] = &[
    ("one line of spaces", |size| " ".repeat(size)),
    ("spaces around one letter", |size| {
        format!("{0}a{0}b", " ".repeat(size / 2))
    }),
    ("tabs and no-break spaces", |size| again("\t\u{a0}", size)),
    ("blank lines", |size| again("\n", size)),
    ("carriage returns and line feeds by turns", |size| {
        again("a\rb\n", size)
    }),
    ("line ends of every kind", |size| {
        again("a\r\n\u{85}b\u{2028}\u{c}", size)
    }),
    ("zero-width only", |size| again("\u{200b}", size)),
    ("zero-width lines", |size| {
        again("\u{200b}\n\u{feff}\n", size)
    }),
    ("soft hyphens in one word", |size| again("a\u{ad}", size)),
    ("accents upon one letter", |size| {
        format!("a{}", again("\u{301}", size))
    }),
    ("one word", |size| "x".repeat(size)),
    ("one Arabic word", |size| again("ع", size)),
    ("words of one letter", |size| again("a b ", size)),
    ("opening brackets", |size| "(".repeat(size)),
    ("square brackets", |size| again("[]", size)),
    ("brackets within brackets", |size| {
        format!("{}{}", "(".repeat(size / 2), ")".repeat(size / 2))
    }),
    ("dashes", |size| "-".repeat(size)),
    ("dashes and spaces", |size| again(" - — ", size)),
    ("strokes and bars", |size| again("a / b | ", size)),
    ("stops", |size| again(". ", size)),
    ("initials", |size| again("A.B. ", size)),
    ("opening quotes", |size| again("“«", size)),
    ("apostrophes", |size| again("l’", size)),
    ("digits", |size| again("0123456789", size)),
    ("numbers and stops", |size| again("1.2.3,", size)),
    ("dates on one line", |size| again("4 March 2016 ", size)),
    ("dates in digits", |size| again("2016-01-01 12:30 ", size)),
    ("dates on lines", |size| {
        again("Published 4 March 2016 10:15 GMT\n", size)
    }),
    ("months alone", |size| again("March ", size)),
    ("By By By", |size| again("By ", size)),
    ("names that go on", |size| {
        format!("By {}", again("Anne Example and ", size))
    }),
    ("signatures on lines", |size| {
        again("By Anne Example\n", size)
    }),
    ("agencies on one line", |size| again(" (AFP) - ", size)),
    ("agencies in a row", |size| again("AFP/Reuters/AP, ", size)),
    ("capitals that never open a text", |size| {
        again("BAGHDAD, ", size)
    }),
    ("datelines on lines", |size| {
        again("BAGHDAD, March 4 (Reuters) - It was so.\n", size)
    }),
    ("a dateline that never ends", |size| {
        format!("BAGHDAD, {}", again("1 ", size))
    }),
    ("the same caption", |size| {
        again("A ferry on the river. Photo: Anna Example (AFP)\n\n", size)
    }),
    ("captions on one line", |size| {
        again("(AFP / Anna Example) ", size)
    }),
    ("links on lines", |size| {
        again("Read also: The mill\n", size)
    }),
    ("links on one line", |size| again("Read more: >> ", size)),
    ("marks of links", |size| again("[[Read: ](", size)),
    ("addresses", |size| again("https://example.org/?", size)),
    ("deep marks of headings", |size| "#".repeat(size)),
    ("headings on lines", |size| again("# A\n## B\n", size)),
    ("marks of quotation", |size| again("> ", size)),
    ("lists within lists", |size| again("- * • ", size)),
    ("contents without a text", |size| {
        again("Contents\nA short line\n", size)
    }),
    ("crossheads without a text", |size| {
        numbered("Crosshead", size)
    }),
    ("the same short line", |size| again("Share\n", size)),
    ("counters", |size| again("1/3\n", size)),
    ("lines of capitals", |size| {
        again("BRIDGE OPENS AGAIN\n", size)
    }),
    ("Arabic on one line", |size| {
        again("أعيد يوم الأحد افتتاح الجسر، ", size)
    }),
    ("Arabic on lines", |size| {
        again("عاجل: إعادة افتتاح الجسر\n", size)
    }),
    ("letters that grow when made small", |size| again("İ", size)),
    ("sentences on lines", |size| {
        again(
            "The bridge was open again on Friday, the mayor said.\n",
            size,
        )
    }),
    ("lines wrapped by hand", |size| {
        again(
            "the bridge was open again on Friday after a year of long repairs and\n",
            size,
        )
    }),
    ("paragraphs that differ", |size| {
        numbered(
            "The northern bridge was opened again after a year of repairs, which took long, on day",
            size,
        )
    }),
    ("slugs", |size| {
        again("BC-Iraq-Bridge,1st Ld-Writethru,0450\n", size)
    }),
    ("front matter that never ends", |size| {
        format!("---\n{}", again("a: b\n", size))
    }),
];

fn again(piece: &str, size: usize) -> String {
    piece.repeat(size / piece.len())
}

/// Lines that differ by a number.
fn numbered(words: &str, size: usize) -> String {
    (0..size / (words.len() + 6))
        .map(|number| format!("{words} {number}.\n\n"))
        .collect()
}
