//! Owns how much each piece of evidence weighs, in log-odds: 0 says nothing, 1 speaks for (2.7 to 1), 3 speaks loudly (20 to 1).
//! They were set by hand from how the trade builds a page, then moved in small steps while the reading of the project's own items
//! (`tests/press/items`) grew better; none is for one item.

/// Declares the weights, each with its reason.
macro_rules! weights {
    ($($(#[$doc:meta])* $name:ident = $value:expr,)*) => {
        /// Every weight.
        #[derive(Debug, Clone, Copy)]
        pub(super) struct Weights { $($(#[$doc])* pub $name: f32,)* }

        /// The weights in use.
        pub(super) static W: Weights = Weights { $($name: $value,)* };
    };
}

weights! {
    // How likely the parts of an article are to be there at all.
    /// A text without a headline.
    no_headline = 0.2,
    /// A headline and no body.
    no_body = -5.0,
    /// A tail.
    tail = -1.4,

    // What follows what.
    credit_after_caption = 2.4,
    caption_after_credit = 0.8,
    credit_alone = -0.4,
    kicker_twice = -2.5,
    kicker_apart = -1.0,
    kicker_before_headline = 1.5,
    standfirst_after_headline = -0.1,
    /// One more line of a deck.
    standfirst_goes_on = -0.6,
    crosshead_twice = -2.0,
    text_after_crosshead = -2.0,
    tail_after_crosshead = -4.0,
    noise_after_crosshead = -2.0,
    /// Under a crosshead a picture is as usual as under a paragraph.
    picture_after_crosshead = -0.8,
    /// Machinery comes in runs.
    noise_goes_on = 0.4,
    /// A crosshead over the first paragraph: guides and live pages have it.
    crosshead_opens_body = -2.4,
    caption_opens_body = -1.4,
    noise_opens_body = -1.0,
    /// A second dateline: digests of several dispatches have it.
    dateline_again = -3.0,
    link_listed = 0.7,
    /// A heading wants an entry.
    first_link = 1.0,
    text_after_list = -1.0,
    teaser_goes_on = -0.5,
    teaser_before_link = -0.3,
    promotion_listed = 1.0,
    contents_listed = 0.5,
    ends_in_heading = -3.0,
    ends_over_headline = -2.0,

    // How usual a claimed role is in a zone.
    signature_under = 1.3,
    signature_over = -0.3,
    byline_in_body = -3.8,
    stamp_in_body = -1.6,
    signature_in_tail = 1.5,
    picture_under = 0.3,
    picture_over = -1.4,
    picture_in_tail = -1.7,
    heading_in_body = 0.4,
    heading_in_tail = 0.6,
    link_over = -0.5,
    noise_in_body = -1.1,
    /// What neither words nor form say.
    unsaid = -5.0,
    /// How much the surest rival claim weighs against a role.
    rival = 2.5,

    // Paragraphs.
    prose = 2.2,
    long_prose = 0.5,
    sentence = 2.6,
    short_sentence = 1.6,
    /// A sentence that ends in a colon: a list or a quotation follows.
    introducing = 1.0,
    item = 2.7,
    stopped = -0.8,
    lively = 0.0,
    /// Without a stop, over text, where all paragraphs have one.
    open_among_stopped = -3.0,
    /// The first words of a paragraph, where the copy ends before it does.
    broken_off = 2.6,
    open_longest = 1.2,
    open_long = -1.5,
    open_short = -3.0,
    /// For the share of words in common with the other paragraphs, from one half.
    paragraph_theme = 1.0,
    footed_paragraph = 3.2,
    /// After the head of the readers' comments.
    commented = -4.0,

    // Crossheads.
    crosshead = -0.2,
    crosshead_over_text = 1.0,
    crosshead_over_other = -2.5,
    /// Text over it, and under it a picture and text.
    crosshead_over_picture = 1.5,
    crosshead_short = 0.4,
    crosshead_wordy = -1.0,
    crosshead_as_long_as_text = -2.9,
    crosshead_with_colon = -2.2,
    crosshead_one_of_two = 0.2,
    crosshead_among_several = 0.5,
    crosshead_first_of_several = 1.6,
    /// Longer than half a paragraph, over a text twice as long.
    crosshead_long_over_longer = -1.0,
    /// Without a blank line over it, where blank lines part the paragraphs: so cards and lists stand.
    crosshead_tight = -1.5,
    /// "Source: …" under a table.
    crosshead_sourced = -3.0,
    /// Of a long one, for the share of words in common with the text, from one half.
    crosshead_theme = 1.6,
    crosshead_question = 1.3,
    crosshead_quoted = 1.2,
    crosshead_capitals = 0.4,
    crosshead_under_title = -0.8,
    crosshead_of_two_letters = -2.0,
    crosshead_of_a_paragraph = -1.5,
    /// A bullet or a dash alone between paragraphs.
    crosshead_marked = 4.0,
    /// Between two pieces of a site's machinery.
    crosshead_among_noise = -1.2,
    /// The title of a film.
    crosshead_under_player = -1.8,
    crosshead_in_foot = -0.5,
    crosshead_as_name = -1.6,

    // Headlines.
    headline_one_word = -2.2,
    headline_two_words = 1.4,
    headline_three_words = 1.0,
    headline = 2.8,
    /// For each block before it.
    headline_late = -0.06,
    headline_stopped = -3.0,
    headline_stopped_over_longer = -1.0,
    headline_prose = -2.5,
    headline_longest = -1.5,
    headline_as_kicker = -3.6,
    headline_nearest = 2.2,
    /// The first line of all, which speaks of what the text speaks of.
    headline_first = 0.8,
    /// A menu, topics, a place and a day.
    headline_no_title = -4.0,
    /// Few words, and the first signs.
    headline_signed = -2.5,
    /// Begun with a small letter.
    headline_small = -1.5,
    /// Another story over the headline.
    headline_foreign = -3.5,
    /// For the share of words in common with the text, from one half.
    headline_theme = 4.0,

    // Kickers.
    kicker_word = 2.4,
    /// A part of a series, by its number.
    kicker_of_series = 5.0,
    kicker_over = 2.6,
    /// Two or three words that may be somebody's name.
    kicker_as_name = -2.0,
    /// The last of several short lines.
    kicker_in_menu = -3.0,
    kicker_under = 1.6,

    // Standfirsts.
    /// Against a paragraph, all else alike.
    standfirst = -2.2,
    standfirst_short = 0.4,
    standfirst_medium = -0.3,
    standfirst_long = -1.2,
    standfirst_longest = -2.3,
    standfirst_open_long = 0.2,
    standfirst_open_short = 0.0,
    /// For the share that the next text says again, from an eighth to near a half.
    standfirst_echo = 3.0,
    /// The next text begins anew, or goes on.
    standfirst_anew = 1.1,
    standfirst_leant_on = -1.1,
    standfirst_known = -1.4,
    /// The next text is a fifth longer and more, or not.
    standfirst_over_longer = 0.4,
    standfirst_over_shorter = -0.4,
    /// It says on which day: the first paragraph does, and a standfirst if the text says it again.
    standfirst_day = -1.1,
    standfirst_day_again = 0.4,
    standfirst_attributed = -0.7,
    /// Two sentences and more, and short.
    standfirst_sentences = 1.2,
    standfirst_labelled = 2.4,
    /// The first entry of a list: "Key developments on Monday:".
    standfirst_under_colon = -1.2,
    /// In capitals, over a text that is not.
    standfirst_capitals = 2.5,
    standfirst_item = 0.8,
    /// A line that names who reports, or has its parts between bullets.
    standfirst_as_furniture = -2.5,
    /// Next to nothing in common with the text.
    standfirst_apart = -1.2,
    standfirst_signed_after = 1.6,
    standfirst_pictured_after = 2.8,
    /// A signature before it, a picture after it.
    standfirst_between = 0.6,
    /// A share bar, an advertisement.
    standfirst_furnished_after = 0.4,
    /// The same, of whole sentences, and the first of the text.
    standfirst_told_and_furnished_after = 0.5,
    standfirst_signed_before = -0.6,
    standfirst_theme = 2.5,
    lead = 9.0,

    // Captions that do not say what they are.
    caption_stopped_short = 0.9,
    caption_stopped = 0.0,
    caption_open = -0.9,
    /// A line as long is a deck as often.
    caption_open_long = -2.0,

    // Lists and what nothing explains.
    link_title = 1.0,
    /// A headline after the text, with nothing over it that says what it is.
    box_line = 0.2,
    box_several = 1.9,
    /// Where it speaks of what the text speaks of.
    box_of_text = 2.0,
    /// A whole title among topics.
    box_among_topics = 5.0,
    /// Among titles of its length.
    link_alike = 1.5,
    /// The section over a title that leads elsewhere, alone between two paragraphs.
    stray_over_link = 2.5,
    crosshead_over_link = -2.5,
    /// A headline alone between two paragraphs.
    between = -0.8,
    /// For the share that the next paragraphs say again, from a third, of a crosshead, and of a title that leads elsewhere.
    crosshead_ahead = 2.0,
    link_ahead = -2.0,
    /// For the share that the next paragraph says again, from an eighth: a crosshead announces what it stands over.
    between_echo = 3.5,
    between_shouted = 2.5,
    between_title_case = 2.4,
    between_among_heads = -1.5,
    link_after_promotion = -3.0,
    /// A short line right over a paragraph, which may be a crosshead.
    link_as_crosshead = -1.0,
    /// A date, a signature, a section between the entries of a list.
    teaser_furniture = 0.8,
    /// Under a heading, a whole headline.
    link_headed = 0.6,
    /// The section over an entry, a topic in its place.
    teaser_section = 1.4,
    promotion_title = 0.6,
    contents_title = 0.3,
    /// Where every title of a list has its teaser.
    link_taught = 1.5,
    teaser_taught = 3.5,
    /// Such a list has no paragraphs.
    paragraph_taught = -3.0,
    /// One of several days under the text, each beside a title.
    day_of_list = -4.0,
    teaser_cut = 3.0,
    teaser_late = 0.6,
    teaser_early = -3.5,
    teaser_early_prose = -5.0,
    stray_prose = -6.0,
    stray_sentence = -2.5,
    stray_long = -3.6,
    stray = -0.6,
    stray_theme = -2.3,
    stray_in_body = -1.2,
    /// For each side on which machinery stands: it comes in runs.
    stray_among = 0.6,
    stray_over_text = -0.6,
    left_prose = -3.0,
    left_sentence = -1.2,
    left = 0.3,
    left_footed = 0.2,
    left_theme = -2.0,
    /// For what tells something, by how much of the text is still to come.
    left_early = -3.0,
    /// Right under text.
    left_after_text = -2.0,
}
