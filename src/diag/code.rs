//! Owns the catalogue of diagnostic codes: the stable name of each, whether it stops a build, a title, and the text of
//! `depeche explain`. All in one file, so that it can be read as a text. It does not make diagnostics.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Whether a fault stops a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// The build stops and nothing is written.
    Error,
    /// The build goes on; `depeche check` fails.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
        })
    }
}

macro_rules! codes {
    ($($variant:ident $name:literal $severity:ident $title:literal $explanation:literal)*) => {
        /// The stable name of a kind of fault.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code {
            $(#[doc = $title] $variant,)*
        }

        impl Code {
            /// Every code, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The name as shown: `area/what`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $name),* }
            }

            /// What it usually does to a build.
            pub fn severity(self) -> Severity {
                match self { $(Self::$variant => Severity::$severity),* }
            }

            /// The kind of fault in a few words.
            pub fn title(self) -> &'static str {
                match self { $(Self::$variant => $title),* }
            }

            /// What it means and how to mend it.
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => $explanation),* }
            }
        }
    };
}

codes! {
    ConfigUnreadable "config/unreadable" Error "site.toml cannot be read"
        "`site.toml` is not valid TOML, or a value in it is of the wrong kind. The message names the line. Compare it with the reference page on `site.toml`."
    ConfigUnknownKey "config/unknown-key" Error "unknown key in site.toml"
        "`site.toml` holds a key that depeche does not know, most often a slip of the pen. Correct it, or move it under `[extra]`, where anything may stand and templates read it as `site.extra`."
    ConfigValue "config/value" Error "a value in site.toml that makes no sense"
        "A value in `site.toml` has the right kind but cannot be used: an address that is no URL, a time zone or a language that does not exist, a folder outside the site."
    ConfigContrast "config/contrast" Warning "colours that are hard to read"
        "Under `[theme]`, the colour of a text is too close to the colour that it stands on. WCAG 2.2 AA asks for a contrast of 4.5 between them, in light and in dark, or many people cannot read the text, on a phone in the sun least of all. The message names a shade that can be read."
    SourceUnreadable "source/unreadable" Error "a source file cannot be read as text"
        "The file is not text in any encoding that depeche knows (UTF-8, UTF-16, windows-1252, windows-1256 and their kin), or it is a device or a broken link. Save it as UTF-8, or move it out of `content/`."
    SourceEncoding "source/encoding" Warning "a source file in a legacy encoding"
        "The file is not UTF-8. Its encoding was detected from its bytes and it was converted while reading; the file itself was not changed. Save it as UTF-8 to be sure of every letter."
    SourceEmpty "source/empty" Warning "an empty source file"
        "The file holds no text at all, so there is no article to make from it. Fill it or delete it."
    SourceLink "source/link-outside" Error "a symbolic link that leaves the site"
        "A symbolic link in `content/` or `static/` leads to a place outside the site's folder. depeche refuses it, so that no file of the machine is published by accident. Copy the file into the site."
    SourceIgnored "source/ignored" Warning "a file that depeche cannot use"
        "The file lies in `content/`, looks like a document, and is neither a source (`.md`, `.txt`) nor referred to by an article. It is not in the site. Save it as Markdown or plain text, or move it away."
    SourceName "source/name" Error "a file name that cannot be used"
        "The file's name is not valid Unicode, or is longer than file systems allow once made into an address. Rename the file, or state a `slug`."
    SidecarOrphan "source/sidecar-orphan" Warning "a sidecar without its source"
        "A `NAME.toml` file adds fields to the source `NAME.md` or `NAME.txt` beside it, and there is none. Rename it, or delete it."
    MetaUnreadable "meta/unreadable" Error "front matter that cannot be read"
        "The front matter (between `+++` for TOML or `---` for YAML) or the sidecar is not valid. The message names the line and what was expected there."
    MetaUnclosed "meta/unclosed" Error "front matter without an end"
        "The file opens with a `+++` or `---` line, and no second one closes it. Add the closing line."
    MetaUnknownKey "meta/unknown-key" Error "unknown key"
        "The front matter or the sidecar holds a key that depeche does not know. A near name is suggested. Anything of your own goes under `[extra]`. Folders written for another generator build with `compat = true` under `[content]`, which moves foreign keys to `extra`."
    MetaDuplicateKey "meta/duplicate-key" Error "a key stated twice"
        "The same key stands twice in one front matter, and only one can be meant. Delete one."
    MetaValue "meta/value" Error "a value of the wrong kind"
        "The value of a key is not of the kind that the key takes. The reference page on source files lists each key with its kind and an example."
    MetaDate "meta/date" Error "a date that cannot be read"
        "Dates are EDTF level 1: `2017-10-26`, `2017-10`, `2017`, uncertain `2017-10-26?`, approximate `2017-10~`, an interval `2014-06/2017-12`, or a date and time with an offset. With `compat = true` an unreadable date is a warning and the article is dated by its file name or not at all."
    MetaLanguage "meta/language" Error "a language that cannot be read"
        "Languages are BCP 47 tags: `fr`, `en`, `ar`, `ckb`, `ku`, `uk`, `zh-Hant`."
    MetaPath "meta/path" Error "a path or slug that leaves its place"
        "A slug, an alias or a file name contains `..`, a backslash, a control character, or begins outside the site. Such paths are refused, so that no build can write outside its folder."
    MetaCompat "meta/compat" Warning "a foreign value that was understood only in part"
        "In compatibility mode a value written for another generator was read as well as possible; the message says how. State the field in a sidecar to settle it."
    StatusUnreadable "status/unreadable" Warning "a status or embargo that cannot be read: the article is withheld"
        "A `status` is `published`, `draft`, `withheld` or `retracted`; an `embargo` is a date and time with an offset, as `2026-12-01T06:00:00+01:00`. What cannot be read is never published: the article is withheld until the value is corrected."
    HeadlineMissing "article/no-headline" Warning "an article without a headline"
        "Neither front matter nor text gives a headline; the first words of the text stand in and are marked. State `headline`."
    DateMissing "article/no-date" Warning "an article without a date"
        "Neither front matter, text, file name nor folder gives a date, and a file's time stamp is never believed. The article stands under `/undated/`. State `published`, as precisely as you know: `2017-10` or `2017~` will do."
    DateInferred "article/date-inferred" Warning "a date that was worked out"
        "The text gives no date of publication, but enough to work one out, as a weekday and a dated caption. The date is marked uncertain (`2017-10-26?`). State `published` in a sidecar to settle it."
    DateConflict "article/date-conflict" Warning "two dates that disagree"
        "The text, the file's name or the front matter give different dates of publication. The most explicit was taken; the message names both. State `published` to settle it."
    EventAfterPublication "article/event-after-publication" Warning "an event dated after its publication"
        "The earliest day of the `event` date is later than the latest day of `published`. One of them is wrong, or the text announces something: then state the event's date as uncertain, as `2017-11~`."
    CasualtyRange "article/casualty-range" Warning "casualty figures that contradict each other"
        "In one claim `low`, `best` and `high` are not in that order. The claim is shown as written; correct it."
    CoordinateRange "article/coordinates" Error "coordinates off the globe"
        "Latitudes run from -90 to 90 and longitudes from -180 to 180, in degrees."
    IdCollision "article/id-collision" Error "two articles with one id"
        "An id is permanent and names one article. Two public articles have the same: state another `id` in one of them."
    RouteCollision "route/collision" Error "two pages at one address"
        "Two pages would be written to the same file, or to names that differ only by case or by Unicode form, which many file systems take for the same. Change one `slug` or alias."
    RouteTooLong "route/too-long" Error "an address too long for a file system"
        "A part of the page's path is longer than 255 bytes, which no common file system takes. State a shorter `slug`."
    RouteReserved "route/reserved" Error "a file where depeche keeps its own"
        "At the top of the site, `manifest`, `manifest.sha256` and `manifest.sha256.minisig` hold the list of all its files and the signature of that list, and names that begin with `.depeche-` are needed while it is written. Rename what would stand there: a static file, a folder of pages, an alias."
    TermMerged "term/merged" Warning "two terms that share an address"
        "Two terms of one taxonomy become the same address, as `C` and `C++` or two spellings in another script. Both keep a page; one has a suffix. If they mean the same, write them alike."
    BudgetPage "budget/page" Error "a page heavier than its edition allows"
        "The lite edition, and any other that states `budget` under `[edition]`, promises how much a page weighs on the way to its reader: the HTML as it is sent, compressed by gzip. A page that is heavier stops the build, and the site stays as it was. Split a long text into parts, state a smaller `page_size` so that lists are cut, or state a larger `budget`. Lists that nothing cuts, the terms of a taxonomy and the articles of one day, are warnings of `depeche check` alone."
    BudgetSheet "budget/style" Error "a style sheet heavier than its edition allows"
        "Where pages have a budget, the style sheet has one too: 10 KB, compressed by gzip. The built-in sheet is lighter. Shorten `static/custom.css`, or your own `static/style.css`."
    LinkMissing "link/missing" Warning "a link to an article or page that does not exist"
        "A link in the text leads to no public article, page or file of this archive, so it is shown as plain text. Links to articles are source paths (`../2017/al-qaim.md`), ids, or output paths from the root (`/2017/10/26/al-qaim.html`)."
    LinkAnchor "link/anchor" Warning "a link to a heading that does not exist"
        "The page exists, but has no heading or note with that id. Correct the part after `#`, or drop it."
    LinkRefused "link/refused" Warning "a link that would not be safe"
        "Links may lead to `http`, `https`, `mailto`, `tel`, or within the site. Others, `javascript:` and `data:` above all, are shown as plain text."
    RelatedUnresolved "link/related" Warning "a related link whose article is not here"
        "The text or the front matter names a related article that this archive does not hold. The words are kept, without a link."
    MediaMissing "media/missing" Warning "a file that does not exist"
        "An article refers to an image, sound, video or document that is not where it says. Paths are relative to the source file, or from the root of `static/`."
    MediaRefused "media/refused" Error "a file whose metadata cannot be removed"
        "Photographs carry where and by whom they were taken. Films and sounds do too. depeche removes that from JPEG, PNG, WebP, GIF, SVG, MP4, WebM, MP3, WAV, FLAC and Ogg, and refuses formats it cannot clean (HEIC, TIFF, RAW, AVIF, PDF and others). The message says into which format to convert the file."
    MediaBroken "media/broken" Error "an image that cannot be read"
        "The file is damaged, or is not what its name says. Open it in an image program and save it again."
    MediaUnscaled "media/unscaled" Warning "a picture that is shown in one size"
        "Photographs are made in several sizes, so that a phone need not load one that is made for print. This one cannot be decoded, or is larger than 100 million pixels, so it is published as it is. Open it in an image program and save it again, smaller if need be."
    MediaAlt "media/no-alt" Warning "an image without alternative text"
        "Readers who do not see the image get nothing. State `alt` for the medium, or write `![what it shows](file)`; an empty `alt = \"\"` says that it is decoration."
    TemplateSyntax "template/syntax" Error "a template that cannot be read"
        "The template is not valid Tera. The message names the line and column."
    TemplateUndefined "template/undefined" Error "a template uses a name that does not exist"
        "The reference page on templates lists every name that each page's template sees."
    TemplateRender "template/render" Error "a template failed while rendering a page"
        "The message names the template, the line, and the page that was being rendered."
    StringsUnreadable "strings/unreadable" Error "a file of interface strings that cannot be read"
        "Files in `i18n/` are in the Fluent format (`key = text`). The message names the line."
    OutputForeign "output/foreign" Error "an output folder that is not ours"
        "The output folder holds files and no manifest of depeche's, or contains the sources themselves. depeche writes only into an empty folder or one that it made, so that nothing of yours is lost. Choose another with `--output`. A folder that an earlier version made, or whose manifest names no list of a folder and is not remembered, cannot be told from yours: delete it if it holds nothing but the site, and build again."
    OutputStray "output/stray" Warning "a file in the output folder that depeche did not write"
        "The file was left alone, but a static file belongs in `static/`, whence each build copies it."
    StaticShadowed "output/static-shadowed" Error "a static file in the place of a page"
        "A file in `static/` would be written where a page of the archive stands. Rename it."
    AccessibilityPage "check/accessibility" Warning "a page that some readers cannot use"
        "The finished page lacks something that a screen reader or a keyboard needs: a title, a language, a heading order, a text for an image or a link."
    LeakFound "check/leak" Error "something in the output that was to be withheld"
        "The finished site contains the id, address or headline of an article that is not public. That is a fault of depeche's: please report it, and do not publish."
    OutputManifest "output/manifest" Error "a damaged manifest in the output folder"
        "`manifest.sha256` and the lists in `manifest/` name what depeche wrote into the output folder, so that a page which goes can be removed. One of them was changed, cut or deleted, so depeche cannot tell its own files from yours, and touches none. Delete the output folder and build again: nothing in it is needed for that."
    OutputLocked "output/locked" Error "another build is under way"
        "Another depeche is building this site, or another site into the same output folder. Two at once would spoil each other's work. Wait until it has finished, or stop it; a build that was killed leaves no lock behind."
    PublishTarget "publish/target" Error "no such target"
        "`depeche publish NAME` takes the name of a table `[publish.NAME]` in `site.toml`. The name may be left out where there is one target."
    PublishEmpty "publish/empty" Error "a site without articles in the place of one that has some"
        "The site that was built has no article, and the one at the target has. A folder that is not mounted looks like this. If all of them are to go, `--allow-removals N` says so, with their number."
    PublishRemovals "publish/removals" Error "more removals than anybody does by accident"
        "Of the articles at the target more than 20, and more than 5 in 100, would be removed. Look at the plan (`--dry-run`). If they are to go, `--allow-removals N` says so, with their number."
    PublishTakenDown "publish/taken-down" Error "something that was taken down would come back"
        "An article that was withdrawn, retracted or redacted leaves a tombstone with the target. A build that has it again, or a release from before, does not bring it back unless you say so with `--reinstate`; a rollback never does."
    PublishPlan "publish/plan" Error "another plan than the one that was agreed to"
        "`--plan HASH` applies the plan with this hash, or nothing. The site, the target or the clock (an embargo that ended) have changed since it was shown. Look at the new plan, and agree to that one."
    PublishLocked "publish/locked" Error "somebody else is publishing there"
        "Two publishers at once would spoil each other's work, so the second stops. The lease of a publisher that was killed ends by itself at the time that the message says."
    PublishForeign "publish/foreign" Error "files at the target that are not ours"
        "Files that depeche did not put there stand where files of the site would go. It overwrites and deletes only its own. Choose another place, move them away, or take them over with `--adopt`."
    PublishConsent "publish/consent" Error "a plan that nobody agreed to"
        "A plan is applied when somebody agrees: at the terminal, by `--yes` for whatever is shown, or by `--yes --plan HASH` for one that was looked at before (`--dry-run` shows it)."
    PublishKey "publish/key" Error "a key that cannot sign"
        "`sign` in `[publish]` names the file of a secret key in minisign's form. `depeche keygen` makes one. A protected key is opened with the password in `DEPECHE_KEY_PASSWORD`."
    PublishRelease "publish/release" Error "no such release"
        "`depeche publish --history` lists the releases that a target keeps. Targets of the kinds `directory` and `rsync` keep some; for a bucket or a branch the guides say how to go back."
}

impl Code {
    /// Finds a code by its name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.as_str() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_unique_and_read_back() {
        for &code in Code::ALL {
            assert_eq!(Code::from_name(code.as_str()), Some(code));
            let (area, what) = code.as_str().split_once('/').expect("area/what");
            assert!(!area.is_empty() && !what.is_empty());
        }
    }

    #[test]
    fn every_explanation_is_a_text() {
        for code in Code::ALL {
            assert!(code.explanation().ends_with(['.', '`', ')']), "{code}");
            assert!(code.explanation().len() > 60, "{code}");
        }
    }
}
