//! Owns random small archives: what may be in one, how to draw one, and the files that it is on the disk. Everything in one
//! follows from small numbers, so that a case that fails shrinks to a few of them. It builds nothing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;

use super::Tree;

/// The words by which a test finds again what must never leave.
pub const CANARY: &str = "zqsecret";

/// A whole site.
#[derive(Debug, Clone)]
pub struct World {
    pub pieces: BTreeMap<usize, Piece>,
    pub title: u8,
    pub page_size: u8,
    pub has_address: bool,
    /// Which variant of a template, and of an interface text, the site has; 0 for none.
    pub template: u8,
    pub words: u8,
    pub style: u8,
    /// Which variant each image of `content/img/` is; 0 for none.
    pub images: [u8; IMAGES],
}

/// Images that articles may show.
pub const IMAGES: usize = 4;

/// An article or a page.
#[derive(Debug, Clone)]
pub struct Piece {
    pub shape: Shape,
    pub date: u8,
    pub headline: u8,
    pub body: u8,
    /// The last words, which nobody sees but who reads the article.
    pub end: u8,
    /// What it says of itself besides: 0 for nothing.
    pub said: u8,
    pub language: u8,
    pub tags: Vec<u8>,
    pub places: Vec<u8>,
    pub people: Vec<u8>,
    pub actor: u8,
    pub group: u8,
    pub image: u8,
    pub links: Vec<(u8, u8)>,
    pub related: Vec<(u8, u8)>,
    pub status: Status,
    pub folder: u8,
    pub flags: u8,
}

/// The kind of source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Toml,
    Yaml,
    Press,
    Sidecar,
    Page,
}

/// What the public may see of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    Published,
    Retracted,
    Ended,
    Draft,
    Withheld,
    Embargoed,
    Unreadable,
    UnreadableEmbargo,
}

impl Status {
    pub fn is_public(self) -> bool {
        matches!(self, Self::Published | Self::Retracted | Self::Ended)
    }

    fn line(self) -> &'static str {
        match self {
            Self::Published => "status = \"published\"\n",
            Self::Retracted => "status = \"retracted\"\n",
            Self::Ended => "embargo = 2020-01-01T06:00:00+01:00\n",
            Self::Draft => "status = \"draft\"\n",
            Self::Withheld => "status = \"withheld\"\n",
            Self::Embargoed => "embargo = 2199-12-01T06:00:00+01:00\n",
            Self::Unreadable => "status = \"Publié\"\n",
            Self::UnreadableEmbargo => "embargo = \"demain\"\n",
        }
    }
}

/// Any small archive.
pub fn world() -> impl Strategy<Value = World> {
    let pieces = prop::collection::btree_map(0..12usize, piece(), 1..9);
    let looks = (0..3u8, 0..3u8, 0..3u8, 1..5u8, any::<bool>());
    let images = prop::array::uniform4(0..3u8);
    (pieces, looks, images, 0..3u8).prop_map(|(pieces, looks, images, title)| {
        let (template, words, style, page_size, has_address) = looks;
        World {
            pieces,
            title,
            page_size,
            has_address,
            template,
            words,
            style,
            images,
        }
    })
}

/// Any article or page.
pub fn piece() -> impl Strategy<Value = Piece> {
    let shape = prop_oneof![
        4 => Just(Shape::Toml),
        1 => Just(Shape::Yaml),
        1 => Just(Shape::Press),
        1 => Just(Shape::Sidecar),
        1 => Just(Shape::Page),
    ];
    let status = prop_oneof![
        8 => Just(Status::Published),
        1 => Just(Status::Retracted),
        1 => Just(Status::Ended),
        1 => Just(Status::Draft),
        1 => Just(Status::Withheld),
        1 => Just(Status::Embargoed),
        1 => Just(Status::Unreadable),
        1 => Just(Status::UnreadableEmbargo),
    ];
    let words = (0..12u8, 0..4u8, 0..4u8, 0..4u8, 0..3u8);
    let few = |count| prop::collection::vec(0..6u8, 0..count);
    let names = (few(4), few(3), few(3), 0..4u8, 0..4u8);
    let ties = (
        prop::collection::vec((0..9u8, 0..12u8), 0..4),
        prop::collection::vec((0..4u8, 0..12u8), 0..3),
        0..10u8,
    );
    (shape, status, words, names, ties, any::<u8>()).prop_map(
        |(shape, status, words, names, ties, flags)| {
            let (date, headline, body, language, folder) = words;
            let (tags, places, people, actor, group) = names;
            let (links, related, image) = ties;
            Piece {
                shape,
                date,
                headline,
                body,
                end: 0,
                said: 0,
                language,
                tags,
                places,
                people,
                actor,
                group,
                image,
                links,
                related,
                status,
                folder,
                flags,
            }
        },
    )
}

impl World {
    /// The files of the site, by path from its root.
    pub fn files(&self) -> Tree {
        let mut files = Tree::new();
        files.insert("site.toml".to_owned(), self.config().into_bytes());
        for (&number, piece) in &self.pieces {
            piece.add_files(number, self, &mut files);
        }
        for (at, variant) in self.images.iter().enumerate().filter(|(_, it)| **it > 0) {
            let (name, bytes) = image(at, *variant);
            files.insert(format!("content/img/{name}"), bytes);
        }
        if self.template > 0 {
            let text = format!(
                "{{% extends \"base.html\" %}}\n{{% block main %}}<p>v{}</p>{{% endblock %}}\n",
                self.template
            );
            files.insert("templates/404.html".to_owned(), text.into_bytes());
        }
        if self.words > 0 {
            let text = format!("home = Accueil {}\n", self.words);
            files.insert("i18n/fr.ftl".to_owned(), text.into_bytes());
        }
        if self.style > 0 {
            let text = format!("body {{ margin: {}px }}\n", self.style);
            files.insert("static/style.css".to_owned(), text.into_bytes());
            let text = format!("main {{ margin: {}px }}\n", self.template);
            files.insert("static/custom.css".to_owned(), text.into_bytes());
        }
        files
    }

    /// The same without the sources that are not public, and the files that they alone refer to.
    pub fn public_files(&self) -> Tree {
        let mut files = self.files();
        for (&number, piece) in self.pieces.iter().filter(|(_, it)| !it.status.is_public()) {
            let mut own = Tree::new();
            piece.add_files(number, self, &mut own);
            files.retain(|path, _| !own.contains_key(path));
        }
        files
    }

    fn config(&self) -> String {
        let mut text = format!(
            "title = \"Archive {}\"\nlanguage = \"fr\"\npage_size = {}\n",
            self.title, self.page_size
        );
        if self.has_address {
            text.push_str("base_url = \"https://archive.example/\"\n");
        }
        // A site of one of the titles has siblings, and a file for its host.
        if self.title == 2 {
            text.push_str("[hosting]\ncompress = [\"gz\", \"br\"]\nheaders = [\"netlify\"]\n");
        }
        // A site of another has a look and a budget, and may be without pictures.
        if self.title == 1 {
            let lite = self.page_size == 1;
            text.push_str(
                "[theme.light]\naccent = \"#0b5c7a\"\n[theme.texts]\nnewest = \"Récent\"\n",
            );
            let _ = writeln!(text, "[edition]\nbudget = 50\nlite = {lite}");
            // And photographs in sizes that are small enough for tests.
            text.push_str("[images]\nwidths = [16, 32]\n");
        }
        text
    }

    /// The path of a piece from `content/`, whether it exists or not.
    fn path(&self, number: usize) -> String {
        self.pieces.get(&number).map_or_else(
            || format!("2017/absent-{number}.md"),
            |piece| piece.path(number),
        )
    }
}

impl Piece {
    pub fn path(&self, number: usize) -> String {
        let folder = ["2017", "2018/03", "divers"][usize::from(self.folder) % 3];
        let extension = match self.shape {
            Shape::Press | Shape::Sidecar => "txt",
            _ => "md",
        };
        format!("{folder}/s{number}.{extension}")
    }

    /// What all words of a withheld piece begin with.
    fn mark(&self) -> &'static str {
        match self.status.is_public() {
            true => "",
            false => CANARY,
        }
    }

    fn add_files(&self, number: usize, world: &World, files: &mut Tree) {
        let path = self.path(number);
        let stem = path
            .rsplit_once('.')
            .map_or(path.as_str(), |(stem, _)| stem);
        let fields = self.fields(number);
        let body = self.body(number, world);
        let text = match self.shape {
            Shape::Toml | Shape::Page => format!("+++\n{fields}+++\n{body}"),
            Shape::Yaml => format!("---\n{}---\n{body}", in_yaml(&fields)),
            // Press copy says its own headline; the status still has to be stated.
            Shape::Press if self.status == Status::Published => {
                format!("{}\n\n{body}", self.headline(number))
            }
            Shape::Press => format!("+++\n{}+++\n{body}", self.status.line()),
            Shape::Sidecar => {
                files.insert(format!("content/{stem}.toml"), fields.into_bytes());
                body
            }
        };
        files.insert(format!("content/{path}"), text.into_bytes());
        if !self.status.is_public() {
            let own = format!("content/{stem}.gif");
            files.insert(own, gif(1, CANARY));
        }
    }

    fn headline(&self, number: usize) -> String {
        format!("{}Titre {number} {}", self.mark(), self.headline)
    }

    fn fields(&self, number: usize) -> String {
        let mark = self.mark();
        let mut text = format!("headline = \"{}\"\n", self.headline(number));
        text.push_str(self.status.line());
        let dates = [
            "",
            "2017",
            "2017-10",
            "2017-10-26",
            "2017-10-26T23:30:00+03:00",
            "2017-10-27",
            "2017-11-02~",
            "2018-03",
            "2018-03-04",
            "2018-03-05?",
            "2014-06/2017-12",
            "2016-02-29",
        ];
        let date = dates[usize::from(self.date) % dates.len()];
        if !date.is_empty() {
            let _ = writeln!(text, "published = \"{date}\"");
        }
        if self.has(0) {
            let _ = writeln!(text, "id = \"{mark}id-{number}\"");
        }
        if self.has(1) {
            let _ = writeln!(text, "slug = \"{mark}sujet-{number}\"");
        }
        if self.has(2) {
            let _ = writeln!(text, "aliases = [\"/ancien/{mark}{number}.html\"]");
        }
        if self.has(3) {
            text.push_str("kicker = \"Irak\"\nagencies = [\"Agence\"]\n");
        }
        if self.has(4) {
            text.push_str(
                "corrections = [{ date = 2018-01-02, kind = \"correction\", text = \"Un mot.\" }]\n",
            );
        }
        if self.has(5) {
            text.push_str("event = \"2017-10\"\nmodified = 2018-05-05\n");
        }
        if self.said > 0 {
            text.push_str(&self.sayings(mark));
        }
        let language = ["fr", "en", "ar", "ckb"][usize::from(self.language) % 4];
        let _ = writeln!(text, "language = \"{language}\"");
        if self.group > 0 {
            let _ = writeln!(text, "translations = \"groupe-{}\"", self.group);
        }
        self.add_names(&mut text);
        let related: Vec<String> = self.related.iter().map(|it| related(*it)).collect();
        if !related.is_empty() {
            let _ = writeln!(text, "related = {related:?}");
        }
        if !mark.is_empty() {
            let _ = writeln!(text, "media = [{{ file = \"s{number}.gif\" }}]");
        } else if usize::from(self.image) < 2 * IMAGES {
            let (file, _) = image(usize::from(self.image), 1);
            let up = self.up();
            let _ = writeln!(
                text,
                "media = [{{ file = \"{up}img/{file}\", caption = \"Une vue{}.\" }}]",
                ["", " de loin", " de près"][usize::from(self.said) % 3]
            );
        }
        if self.shape == Shape::Page {
            text.push_str("type = \"page\"\n");
        }
        text
    }

    /// What moves it nowhere: its card or its page says it, or both.
    fn sayings(&self, mark: &str) -> String {
        let said = self.said;
        let lines = [
            format!("standfirst = \"{mark}Chapeau {said}.\"\n"),
            format!("byline = \"{mark}Anne {said}\"\n"),
            "warnings = [\"graphic\"]\n".to_owned(),
            format!("casualties = [{{ kind = \"killed\", best = {said} }}]\n"),
            format!("sources = [{{ url = \"https://source.example/{said}\" }}]\n"),
        ];
        let each = lines.iter().enumerate();
        let chosen = each.filter(|(at, _)| (usize::from(said) + at) % 3 != 0);
        chosen.map(|(_, line)| line.as_str()).collect()
    }

    fn add_names(&self, text: &mut String) {
        let mark = self.mark();
        let tags = ["Irak", "irak", "IRAK", "Syrie", "C", "C++"];
        let places = ["Rawa", "al-Qaïm", "Al Qaim", "Mossoul", "سور", "صور"];
        let people = ["Nour Haddad", "Sami Aziz", "Lina Aziz", "…", "A & B", "<b>"];
        for (key, names, chosen) in [
            ("tags", tags, &self.tags),
            ("places", places, &self.places),
            ("people", people, &self.people),
        ] {
            let mut list: Vec<String> = chosen
                .iter()
                .map(|at| format!("{mark}{}", names[usize::from(*at) % names.len()]))
                .collect();
            list.dedup();
            let _ = writeln!(text, "{key} = {list:?}");
        }
        if self.actor > 0 {
            let _ = writeln!(text, "actors = [\"Groupe {}\"]", self.actor);
            let _ = writeln!(text, "conflicts = [\"Conflit {}\"]", self.actor % 2);
        }
    }

    fn body(&self, number: usize, world: &World) -> String {
        let mark = self.mark();
        let mut text = format!(
            "{mark}Premier paragraphe numéro {number}, version {}.\n\n## {mark}Deux\n\n",
            self.body
        );
        let up = self.up();
        for &(kind, other) in &self.links {
            let target = match kind {
                0..=2 => format!("{up}{}", world.path(usize::from(other))),
                3 => format!("id-{other}"),
                4 => "/tags/irak.html".to_owned(),
                5 => format!("{up}{}#deux", world.path(usize::from(other))),
                6 => "https://example.org/".to_owned(),
                7 => "#deux".to_owned(),
                _ => "javascript:alert(1)".to_owned(),
            };
            let _ = writeln!(text, "Voir [ce texte {other}]({target}).\n");
        }
        if self.has(6) {
            let (file, _) = image(usize::from(self.image) % IMAGES, 1);
            let _ = writeln!(text, "![Une vue]({up}img/{file})\n");
        }
        let long = "Le bureau des routes a rouvert le pont du nord aux camions et aux autocars. ";
        let _ = writeln!(text, "{mark}{}Fin {}.", long.repeat(5), self.end);
        text
    }

    /// The way from its folder up to `content/`.
    fn up(&self) -> &'static str {
        ["../", "../../", "../"][usize::from(self.folder) % 3]
    }

    fn has(&self, flag: u8) -> bool {
        self.flags & (1 << flag) != 0
    }
}

fn related((kind, other): (u8, u8)) -> String {
    match kind {
        0 => format!("id-{other}"),
        1 => format!("Titre {other} 1"),
        2 => format!("Un texte que personne n’a, {other}"),
        _ => "https://example.org/page".to_owned(),
    }
}

/// The same lines in YAML: what TOML writes inline is the same there, but for a date without quotes.
fn in_yaml(fields: &str) -> String {
    fields.replace(" = ", ": ").replace(
        "embargo: 2020-01-01T06:00:00+01:00",
        "embargo: \"2020-01-01T06:00:00+01:00\"",
    )
}

/// An image with something in it that must not leave.
fn image(at: usize, variant: u8) -> (String, Vec<u8>) {
    match at {
        0 => ("plan.svg".to_owned(), svg(variant).into_bytes()),
        1 => ("vue.gif".to_owned(), gif(variant, CANARY)),
        2 => (
            "données.csv".to_owned(),
            format!("a,{variant}\n").into_bytes(),
        ),
        3 => {
            let width = 40 + u32::from(variant);
            ("pont.jpg".to_owned(), photograph(width, 30, variant))
        }
        other => (format!("absent-{other}.png"), Vec::new()),
    }
}

fn svg(variant: u8) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{variant}0\" height=\"10\">\
         <!-- {CANARY} --><rect width=\"5\" height=\"5\"/></svg>\n"
    )
}

/// A photograph of which sizes can be made, with a comment that must not leave.
pub fn photograph(width: u32, height: u32, variant: u8) -> Vec<u8> {
    let mut pixels = Vec::new();
    for at in 0..width * height {
        let (x, y) = (at % width, at / width);
        let light = [200 * x / width, 200 * y / height, 25 * u32::from(variant)];
        pixels.extend(light.map(|value| value as u8));
    }
    let mut bytes = Vec::new();
    image::codecs::jpeg::JpegEncoder::new_with_quality(&mut bytes, 80)
        .encode(&pixels, width, height, image::ExtendedColorType::Rgb8)
        .expect("a photograph");
    let mut comment = vec![0xFF, 0xFE, 0, CANARY.len() as u8 + 2];
    comment.extend(CANARY.as_bytes());
    bytes.splice(2..2, comment);
    bytes
}

/// A picture one pixel high, `width` wide (at most 8), with a comment.
pub fn gif(width: u8, comment: &str) -> Vec<u8> {
    let mut bytes = b"GIF89a".to_vec();
    bytes.extend([width, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
    bytes.extend([0x21, 0xFE, comment.len() as u8]);
    bytes.extend(comment.as_bytes());
    bytes.push(0);
    bytes.extend([0x2C, 0, 0, 0, 0, width, 0, 1, 0, 0]);
    // Codes of three bits: a clear table and a black pixel for each, then the end.
    let codes = (0..width).flat_map(|_| [4u64, 0]).chain([5]);
    let packed = codes
        .enumerate()
        .fold(0, |all, (at, code)| all | code << (3 * at));
    let length = (usize::from(width) * 6 + 3).div_ceil(8);
    bytes.extend([2, length as u8]);
    bytes.extend(&packed.to_le_bytes()[..length]);
    bytes.extend([0, 0x3B]);
    bytes
}
