# The interface's words, in the Fluent format (https://projectfluent.org). A site replaces one, or adds a language, by a
# file of the same name in its own i18n/ folder: a key that it lacks is taken from here.

## The frame
home = Home
skip = Skip to content
navigation = Main menu
sections = Parts of the archive
breadcrumbs = You are here
moved = This page has moved
not-found = Page not found
not-found-note = This address leads to no page of the archive. It may have been copied wrongly.
empty = No articles yet.
empty-terms = Nothing is filed here yet.
comma = ,

## Lists
articles = Articles
newest = Newest
articles-coarse = Without a more precise date
count-articles = { $count ->
    [one] { $text } article
   *[other] { $text } articles
}
count-terms = { $count ->
    [one] { $text } entry
   *[other] { $text } entries
}
chart-all = By year
chart-year = By month
chart-month = By day
chart-day = This day
chart-undated = Undated
partial-all = Older articles are on the pages of the years above.
partial-year = The year’s other articles are on the pages of the months above.
partial-month = The month’s other articles are on the pages of the days above.
partial-day = This page shows only some of the day’s articles.
partial-undated = This page shows only some of the undated articles.
neighbours-periods = Neighbouring periods
period-previous = Previous period
period-next = Next period
period-up = Overview
letters = Alphabetical index
undated = Undated
years = Years
term-span = { $first } – { $last }
term-spellings = Other spellings in the archive:
coordinates = Coordinates:
feed-term = Subscribe to this feed (Atom)
feed-site-atom = Atom feed
feed-site-json = JSON feed
feed-title = { $site }: { $term }

## Indexes
taxonomy-tags = Topics
taxonomy-tags-one = Topic
taxonomy-places = Places
taxonomy-places-one = Place
taxonomy-people = People
taxonomy-people-one = Person
taxonomy-actors = Actors
taxonomy-actors-one = Actor
taxonomy-conflicts = Conflicts
taxonomy-conflicts-one = Conflict
taxonomy-agencies = Agencies
taxonomy-agencies-one = Agency
taxonomy-languages = Languages
taxonomy-languages-one = Language

## Dates
date-published = Published
date-event = Events of
date-modified = Changed
date-retrieved = Archived
dateline = Written at
date-inferred = worked out from:
date-uncertain = date uncertain
date-approximate-mark = date approximate
date-words = in the text:
date-about = about { $date }
date-span = { $first } to { $last }
date-before = before { $date }
date-after = from { $date }

## The article
headline-stands-in = The source has no headline: the first words of the text stand in.
translations = This text in other languages
warning = Warning:
warning-graphic = scenes of violence
warning-death = accounts of deaths
warning-sexual-violence = sexual violence
warning-torture = torture
warning-children = children among the victims
warning-suicide = suicide
corrected = { $count ->
    [one] This article was changed after publication: see the note
   *[other] This article was changed after publication: see the notes
}
corrections = Changes after publication
correction-update = Update
correction-correction = Correction
correction-clarification = Clarification
correction-retraction = Retraction
correction-redaction = Redaction
redaction-note = Names or details were taken out of this article to protect people.
retracted = Retracted.
retracted-mark = retracted
retracted-note = The newsroom has taken this article back. Its text is no longer published; the address stays, with the reasons.
related = Read also
related-missing = not in the archive
more = More on this
neighbours-articles = Neighbouring articles
article-previous = Previous article
article-next = Next article

## Media
media-absent = Not in the archive: only its caption was kept.
media-within = In the text
media-sensitive = Sensitive content: show
media-captions = Captions
media-video = Download the video
media-audio = Download the recording
media-file = Download the document
media-left-out = Picture or recording, left out of this light edition:

## The record
subjects = Who, what and where
casualties = Casualties as claimed
casualties-note = Each row reports one claim; they do not add up.
casualties-what = Claim
casualties-figure = Number
casualties-source = According to
casualties-date = As of
casualty-killed = Killed
casualty-injured = Injured
casualty-missing = Missing
casualty-detained = Detained
casualty-displaced = Displaced
unattributed = source not stated
figure-between = { $low } to { $high }
figure-at-least = at least { $low }
figure-at-most = at most { $high }
known = How we know
sources = Sources
source-retrieved = read on
source-archived = archived copy
verification = Verification
verification-by = by
status-verified = verified
status-partly-verified = partly verified
status-unverified = not verified
status-disputed = disputed
agency-origin = original text
agency-with = contributed
agency-republisher = republished
language = Language
original = Original file
format-markdown = formatted text (Markdown)
format-press = press copy, as received
rights = Rights
cite = Cite this article
precision-exact = exact
precision-settlement = settlement
precision-district = district
precision-province = province
precision-country = country
identifier = Permanent identifier:

## The body
body-notes = Notes
body-note = Note
body-back = Back to the text
body-table = Table

## How to check a copy
verify-title = Check a copy
verify-intro = Anyone can check whether a copy of this site, on a stick, on another host or here, is whole and unchanged. For each file the site says its SHA-256: a number that is another as soon as a single letter of the file is.
verify-lists = The file manifest.sha256 lists the files at the top of the site, and the lists in the folder named manifest; each of these lists the files of one folder. Tools that nearly every system has can read them.
verify-where = Open a terminal in the folder of the copy, the one that holds manifest.sha256, and type the lines for your system.
verify-silence = If nothing is printed, every file is as it was published. Otherwise each file that is missing or changed is named.
verify-depeche = The program that made this site checks all of it at once, in a folder or at its address, and names foreign files too: those that no list names, and that the other tools pass over.
verify-ours = Whose copy it is
verify-signed = The file manifest.sha256 is signed. With this key, minisign tells whether the lists are those that were published here.
verify-key = A forged copy would show another key: compare it with the one that you know from elsewhere, or from an earlier visit.
verify-unsigned = The lists are not signed: they show that a copy is whole, not who made it. Compare its manifest.sha256 with the one at the address of the site.
