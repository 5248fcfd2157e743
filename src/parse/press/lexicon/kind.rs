//! Owns the kinds of phrases: what the trade uses them for.

/// The kinds that a text has phrases of: most questions about a line are answered by what it has not.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::parse::press) struct Kinds(u128);

impl Kinds {
    /// Those of some kinds.
    pub fn of(kinds: impl IntoIterator<Item = Kind>) -> Self {
        Self(
            kinds
                .into_iter()
                .fold(0, |set, kind| set | 1 << kind as u32),
        )
    }

    /// Whether a kind is among them.
    pub fn has(self, kind: Kind) -> bool {
        self.0 & 1 << kind as u32 != 0
    }
}

/// Declares the kinds of phrases and their names in the files.
macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $name:literal,)*) => {
        /// What a phrase is used for. A phrase may be of several kinds.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub(in crate::parse::press) enum Kind { $($(#[$doc])* $kind,)* }

        impl Kind {
            /// Every kind, in order.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The kind that a file means by the head of a section.
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$kind),)* _ => None }
            }

            /// How files call it.
            #[cfg(test)]
            pub fn name(self) -> &'static str {
                match self { $(Self::$kind => $name,)* }
            }
        }

        const _: () = assert!([$(Kind::$kind),*].len() <= u128::BITS as usize, "more kinds than a set of them holds");
    };
}

kinds! {
    /// A news agency, or an outlet that supplies others.
    Agency = "agency",
    /// What an agency calls itself, whatever its name: "News Service", "Agencia", "Haber Ajansı".
    AgencyNoun = "agency-noun",
    /// One that supplies pictures, or a word in its place ("Handout").
    Desk = "desk",
    /// Before a name that signs: "Par", "By", "بقلم".
    By = "by",
    /// Before a source: "Source:", "المصدر".
    Source = "source",
    /// Before an agency that contributed: "avec", "mit Material von".
    With = "with",
    /// "Reporting by".
    Reporting = "reporting",
    /// "Editing by", "Writing by", "Photos by": hands that do not sign.
    Editing = "editing",
    /// Before a name that signs, with a colon between: "Author", "إعداد".
    ByLabel = "by-label",
    /// What signs in a person's place: "Staff and agencies", "Redacción".
    House = "house",
    /// A button after a name: "Follow", "Suivre".
    Follow = "follow",
    /// What a person is who signs: "correspondent", "envoyé spécial", "AP Sports Writer".
    Job = "job",
    /// A given name of a script without capitals.
    GivenName = "given-name",
    /// A city that datelines often name.
    City = "city",
    /// A word that no person is called: "News", "East".
    NoName = "no-name",
    /// A month, 1 to 12.
    Month = "month",
    /// A weekday, 0 for Monday to 6.
    Weekday = "weekday",
    /// "Published", "Publié le".
    Published = "published",
    /// "Updated", "آخر تحديث".
    Updated = "updated",
    /// Small words and units in a line of dates.
    DateFiller = "date-filler",
    /// A month whose name is another word too: "may", "лист".
    MonthWeak = "month-weak",
    /// A weekday cut short or ambiguous: "Fri", "pazar".
    WeekdayShort = "weekday-short",
    /// After the figure of a day: "er", "th", "ê".
    Ordinal = "ordinal",
    /// Between day, month and year: "de", "of".
    DateLink = "date-link",
    /// After a year: "року", "г".
    YearWord = "year-word",
    /// 0 for "a.m.", 1 for "p.m.".
    HalfDay = "half-day",
    /// After an hour: "h", "Uhr".
    HourMark = "hour-mark",
    /// A zone, by its hours east of Greenwich.
    ZoneHours = "zone-hours",
    /// A zone of no one offset: "ET", "heure de Paris".
    Zone = "zone",
    /// The area with which machines name a zone: "Europe" in "Europe/Istanbul".
    ZoneArea = "zone-area",
    /// Before a span of time: "il y a".
    AgoBefore = "ago-before",
    /// After a span of time: "ago".
    AgoAfter = "ago-after",
    /// "heures", "days".
    TimeUnit = "time-unit",
    /// A word for the figure one: "une", "an".
    One = "one",
    /// "just now", "à l'instant".
    JustNow = "just-now",
    /// 0 for today, 1 for yesterday.
    RelativeDay = "relative-day",
    /// Before a weekday that is the text's own: "ce", "on".
    ThisDay = "this-day",
    /// Beside a weekday of another week: "dernier", "next".
    OtherDay = "other-day",
    /// Before the date of which a text speaks: "as of", "станом на".
    AsOf = "as-of",
    /// A spelling or a zone of British English.
    British = "british",
    /// A spelling or a zone of American English.
    American = "american",
    /// "VIDEO", "Exclusive", "عاجل": before a headline or a standfirst.
    Label = "label",
    /// Like a label, and glued to the headline by wires: "UPDATE 1-", "Exclusive-".
    WireLabel = "wire-label",
    /// A section of a paper: "Monde", "World".
    Section = "section",
    /// An office of those who answer for a paper: "editor in chief", "رئيس التحرير".
    Masthead = "masthead",
    /// What the address of a site ends in: "com", "ua".
    SiteEnding = "site-ending",
    /// A paper or a site, as it ends the title of its pages.
    Outlet = "outlet",
    /// Leads to another article whatever follows: "À lire aussi".
    Related = "related",
    /// Leads to another article if a mark follows: "Lire :".
    RelatedWeak = "related-weak",
    /// Leads elsewhere from the end of a title: "Next Story", "| mehr".
    RelatedAfter = "related-after",
    /// Heads a list of other articles.
    RelatedHeading = "related-heading",
    /// Heads what a site puts between paragraphs to be seen.
    PromotionHeading = "promotion-heading",
    /// Heads what a site has most read or last: "Most read", "Latest news".
    PopularHeading = "popular-heading",
    /// Before the title of the next article or the one before: "Next article", "Vorherige:".
    Paged = "paged",
    /// Heads the key points over a text: "Story highlights".
    Highlights = "highlights",
    /// Between the entries of a list of links.
    ListButton = "list-button",
    /// Heads a list of the crossheads.
    ContentsHeading = "contents-heading",
    /// A button or a caption of machinery, as a whole line.
    Button = "button",
    /// An invitation, anywhere in a short line.
    Form = "form",
    /// Opens a line of self-promotion: "Podcast".
    Promotion = "promotion",
    /// A label that lost its value: "Author" alone on its line.
    LabelAlone = "label-alone",
    /// Before a list of tags.
    Tags = "tags",
    /// "Temps de lecture".
    ReadingTime = "reading-time",
    /// A button that may as well be a kicker or a heading: "Video", "Home".
    ButtonWeak = "button-weak",
    /// What is counted: "comments", with a number beside it.
    Counted = "counted",
    /// Between two figures of a counter: "of".
    CountLink = "count-link",
    /// "min", "minutes", "dakika".
    ReadingUnit = "reading-unit",
    /// Words of a player, beside a duration.
    Player = "player",
    /// Opens the path to a page: "Home", "Accueil".
    Crumb = "crumb",
    /// Exchanges and currencies.
    Ticker = "ticker",
    /// Where somebody stands in a picture: "left", "au centre".
    Position = "position",
    /// By which one subscribes: "newsletter", "Telegram".
    Channel = "channel",
    /// Opens a sentence that stands under or among every text of a house.
    Notice = "notice",
    /// "All rights reserved".
    Rights = "rights",
    /// "Privacy policy".
    Policy = "policy",
    /// Speaks to the reader or for the house: "your", "our".
    Addressing = "addressing",
    /// "is a correspondent".
    AuthorBox = "author-box",
    /// The text is over.
    End = "end",
    /// The text goes on in another piece of copy: "MORE", "Sürecek".
    Continued = "continued",
    /// A word of a header of wire copy.
    WireHeader = "wire-header",
    /// A mark of a wire alone on its line: "HFR".
    WireMark = "wire-mark",
    /// Opens a note to editors: "Adds".
    WireNote = "wire-note",
    /// A field of a message, before a colon: "Slugline".
    WireField = "wire-field",
    /// Heads the part of a release that is for the desk.
    FootHeading = "foot-heading",
    /// Heads such a part, or a chapter.
    FootHeadingWeak = "foot-heading-weak",
    /// Speaks to one reader: "you", "votre".
    Reader = "reader",
    /// What pages and their forms speak of: "click", "inbox", "third parties".
    SiteWord = "site-word",
    /// Comments of readers, with their number beside.
    Comments = "comments",
    /// Opens the line before an inset: "Skip podcast and continue reading".
    Skip = "skip",
    /// Opens, or ends, the line after an inset: "End of podcast".
    SkipEnd = "skip-end",
    /// Before a caption.
    Caption = "caption",
    /// Before a credit, at the start of a line or within a caption, with a mark after it.
    Credit = "credit",
    /// Before a credit, without a mark: "photo by".
    CreditBy = "credit-by",
    /// Whoever supplies pictures and no news.
    PictureSource = "picture-source",
    /// Says that a picture is old or stands for another: "file photo", "Symbolbild".
    FilePhoto = "file-photo",
    /// How captions tell where to look: "second from left".
    Scene = "scene",
    /// Machinery after a caption: "Buy photo".
    PictureButton = "picture-button",
    /// Machinery before a caption: "camera icon".
    PictureIcon = "picture-icon",
}
