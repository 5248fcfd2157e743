//! Owns the recognisers of captions and of their credits: "… — NAME / AFP", "(AFP / NAME)", "AP Photo/NAME", "Foto: NAME (dpa)",
//! "صدر الصورة، …". Whether two captions are one (carousels repeat them) is settled where the fields are put together.

use super::claim::{Bid, Claims, Context, Role};
use super::dates::{self, Order};
use super::lexicon::{DESK, ONLY_AGENCIES, is_titled, patterns};
use super::lines::{Block, End};

patterns! {
    CAPTION_LABEL = r"(?i)^(?:pie de foto|leyenda|légende(?: (?:photo|image))?|image caption|photo caption|caption|bildunterschrift|bildbeschreibung|підпис до фото|подпись к фото|fotoğraf altı yazısı|التعليق على الصورة،?|تعليق على الصورة)\s*[,:،]\s*(?<text>\S.*)$";
    CREDIT_LABEL = r"(?i)^(?:fuente de la imagen|image source|image credit|crédits? (?:photos?|image)|crédits?|photo credits?|credits?|photographs?|photos?(?: by| par)?|picture|pictures by|bildquelle|bild|quelle|foto(?:s|grafía)?|автор фото|джерело зображення|источник изображения|фото|fotoğraf|kaynak|wêne|وێنە|صدر الصورة|مصدر الصورة|الصورة|صورة|©)\s*(?:[,:،©/]|\bby\b|\bde\b|\bpar\b)\s*(?<credit>\S.{1,100})$|^©\s*(?<sign>\S.{1,80})$";
    DASHED = r"^(?<text>.{8,}?)\s+(?:--?|[—–|])\s*(?:(?i:photo|foto|crédit|credit|fotos|фото)\s*:?\s*)?(?<credit>[^—–|]{2,90})$";
    BRACKETED = r"^(?<text>.{8,}?)\s*[(\[](?:(?i:photo by|photos? by|photo par|photos?|foto|crédits?|credits?|фото|صورة|picture|image)\s*[:：]?\s*)?(?<credit>[^()\[\]]{2,90}(?:\([^()]{2,30}\))?)[)\]]\.?$";
    LABELLED = r"^(?<text>.{8,}?)(?:\s*[,|])?\s+(?:(?i:photo by|photos by|crédits? photos?|photograph(?:s|y)?(?: by)?|fotografía|photo|photos|foto|fotos|crédits?|credits?|bild|picture|фото|fotoğraf|صورة)\s*[:：]|©)\s*(?<credit>\S.{1,90})$";
    SLASHED = r"^(?<text>.{8,}?[.!?…”»’\x22)\]\p{L}])\s+(?<credit>(?:AP Photo|AFP|EFE|REUTERS|Reuters|EPA|EPA-EFE|Getty Images|GETTY IMAGES|dpa|ANSA|UNIAN|SIPA|Anadolu|TASS|PAP)\s?/\s?\p{L}[^.]{1,60})$";
    AFTER_STOP = r"^(?<text>.{8,}[.!?…”»])\s+(?<credit>[^.!?]{2,70})\.?$";
    PHOTO_OF = r"(?i)^(?:photos?|fotos?|bild(?:er)?|images?|фото|صورة)\s+(?<credit>\S.{1,80})$";
    ALONE_SLASHED = r"^(?:\(|©\s*)?\p{L}[^.!?]{0,60}\s?/\s?[^.!?]{1,60}\)?$";
}

/// The longest caption, in characters: real ones tell a small story.
const LONGEST: usize = 420;

/// A caption and its credit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Caption<'a> {
    pub text: &'a str,
    pub credit: Option<&'a str>,
}

pub(super) fn recognise(block: &Block, context: Context<'_>, claims: &mut Claims) {
    claims.extend(recognised(block));
    if context.dated {
        claims.extend(recognise_dated(block, context.order));
    }
}

fn recognised(block: &Block) -> Option<Bid> {
    if block.shape.chars > LONGEST {
        return None;
    }
    if let Some(credit) = credit(&block.text) {
        // A bare agency signs an article as often as a picture.
        let confidence = if ONLY_AGENCIES.is_match(credit) && credit == block.text {
            0.5
        } else {
            0.8
        };
        return Some(Bid::new(Role::Credit, "press/credit", confidence));
    }
    let caption = caption(&block.text)?;
    let credit = caption.credit.unwrap_or_default();
    // Several sentences with a bare agency at the end are a story's last paragraph as often as a caption.
    let story =
        ONLY_AGENCIES.is_match(credit) && block.shape.inner_stops >= 2 && block.shape.chars > 150;
    let confidence = match () {
        () if story => 0.5,
        () if !credit.is_empty() && block.shape.chars <= 300 => 0.88,
        () => 0.7,
    };
    Some(Bid::new(Role::Caption, "press/caption", confidence))
}

/// A caption by its date alone: a scene and a day, as "Markt in Rawa, 3. Mai 2016".
fn recognise_dated(block: &Block, order: Order) -> Option<Bid> {
    let text = block.text.trim_end_matches('.');
    if block.shape.chars > 220 || block.shape.words < 4 || block.shape.inner_stops > 1 {
        return None;
    }
    let last = dates::mentions(text, order).into_iter().next_back()?;
    let whole = last.year.is_some() && last.bytes.end == text.len();
    let opens = last.bytes.start >= 15;
    (whole && opens).then(|| {
        Bid::new(
            Role::Caption,
            "press/dated-caption",
            if block.shape.end == End::Stop {
                0.6
            } else {
                0.75
            },
        )
    })
}

/// Reads a caption with its credit or its label.
pub(super) fn caption(text: &str) -> Option<Caption<'_>> {
    if let Some(captures) = CAPTION_LABEL.captures(text) {
        let text = captures.name("text")?.as_str();
        return Some(with_credit(text).unwrap_or(Caption { text, credit: None }));
    }
    with_credit(text)
}

fn with_credit(text: &str) -> Option<Caption<'_>> {
    let none: fn(&str) -> bool = |_| false;
    for (pattern, is_enough) in [
        // A label, or a dash before capitals, says of words that no list knows that they are a credit.
        (&*LABELLED, is_titled as fn(&str) -> bool),
        (&*SLASHED, none),
        (&*DASHED, is_signed),
        (&*AFTER_STOP, none),
        (&*BRACKETED, none),
    ] {
        let Some(captures) = pattern.captures(text) else {
            continue;
        };
        let (caption, credit) = (
            captures.name("text")?.as_str(),
            captures
                .name("credit")?
                .as_str()
                .trim_start_matches(['/', '|', ' '])
                .trim_end(),
        );
        if credit.starts_with(['(', '[']) {
            continue;
        }
        if is_enough(credit) || is_credit(credit) {
            return Some(Caption {
                text: caption.trim(),
                credit: Some(credit),
            });
        }
    }
    None
}

/// Reads a line that is a credit and nothing else.
pub(super) fn credit(text: &str) -> Option<&str> {
    if text.chars().count() > 110 {
        return None;
    }
    if let Some(captures) = CREDIT_LABEL.captures(text) {
        let credit = captures
            .name("credit")
            .or(captures.name("sign"))?
            .as_str()
            .trim();
        return (is_titled(credit) || is_credit(credit)).then_some(credit);
    }
    let bare = text
        .trim_start_matches(['—', '–', '-', '(', ' '])
        .trim_end_matches([')', ' ']);
    let of = PHOTO_OF
        .captures(bare)
        .and_then(|captures| captures.name("credit"));
    if let Some(credit) = of
        .map(|credit| credit.as_str())
        .filter(|credit| is_credit(credit))
    {
        return Some(credit);
    }
    let alone = DESK
        .find(bare)
        .is_some_and(|found| found.len() == bare.len());
    let slashed = ALONE_SLASHED.is_match(bare) && is_credit(bare) && bare.contains('/');
    (alone || slashed).then_some(bare)
}

/// Names and a picture desk, and no sentence.
fn is_credit(text: &str) -> bool {
    text.split_whitespace().count() <= 10 && DESK.is_match(text) && is_titled(text)
}

/// A name and an agency that no list knows, in capitals and behind a dash: "— NOUR SABEL / LA DEPECHE".
fn is_signed(text: &str) -> bool {
    let Some((name, agency)) = text.split_once('/') else {
        return false;
    };
    let capitals = |part: &str| {
        let letters = || part.chars().filter(|c| c.is_alphabetic());
        letters().count() >= 2 && letters().all(|c| !c.is_lowercase())
    };
    capitals(name) && capitals(agency) && text.split_whitespace().count() <= 7
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_credit_is_parted_from_the_caption() {
        for (text, credit_wanted) in [
            (
                "A ferry crosses the river near the mill. — ANNA EXAMPLE / AFP",
                "ANNA EXAMPLE / AFP",
            ),
            (
                "Un bac traverse la rivière près du moulin. — NOUR EXEMPLE / LA DEPECHE",
                "NOUR EXEMPLE / LA DEPECHE",
            ),
            (
                "A ferry crosses the river near the mill (AFP / Anna Example)",
                "AFP / Anna Example",
            ),
            (
                "A ferry crosses the river near the mill. HANDOUT / AFP",
                "HANDOUT / AFP",
            ),
            (
                "A ferry crosses the river near the mill. (AP Photo/Anna Example)",
                "AP Photo/Anna Example",
            ),
            (
                "A ferry crosses the river near the mill. AP Photo/Anna Example",
                "AP Photo/Anna Example",
            ),
            (
                "Eine Fähre überquert den Fluss. Foto: Anna Beispiel (dpa)",
                "Anna Beispiel (dpa)",
            ),
            (
                "Una barca cruza el río. EFE/ Ana Ejemplo",
                "EFE/ Ana Ejemplo",
            ),
            (
                "A ferry crosses the river near the mill. ANNA EXAMPLE (REUTERS)",
                "ANNA EXAMPLE (REUTERS)",
            ),
            (
                "A ferry crosses the river near the mill. Getty Images",
                "Getty Images",
            ),
            (
                "Un bac traverse la rivière. © Anna Exemple, AFP",
                "Anna Exemple, AFP",
            ),
        ] {
            let caption = caption(text).expect(text);
            assert_eq!(caption.credit, Some(credit_wanted), "{text}");
            assert!(
                caption.text.ends_with(['.', 'l', 's', 'e', 'o']),
                "{}",
                caption.text
            );
        }
    }

    #[test]
    fn a_credit_may_stand_alone() {
        for (text, wanted) in [
            ("AP Photo/Anna Example", "AP Photo/Anna Example"),
            ("Getty Images", "Getty Images"),
            ("صدر الصورة، Getty Images", "Getty Images"),
            ("Crédit photo : Anna Exemple", "Anna Exemple"),
            ("Fuente de la imagen, Reuters", "Reuters"),
        ] {
            assert_eq!(credit(text), Some(wanted), "{text}");
        }
    }

    #[test]
    fn a_sentence_has_no_credit() {
        assert_eq!(
            caption("The ferry was late - and nobody in Reuters square seemed to mind it at all"),
            None
        );
        assert_eq!(credit("The Reuters building was closed"), None);
    }
}
