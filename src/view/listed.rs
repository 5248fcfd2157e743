//! Owns a card as it stands in one list: what every list shows of an article, which a dozen of them share, and its address from there.

use std::sync::Arc;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::Card;
use crate::hash::{Digest, Fingerprint};

/// A card that lists share. Its own address is empty.
#[derive(Debug, PartialEq, Eq)]
pub struct Shared {
    card: Card,
    print: Digest,
}

/// A card in a list. A template sees a [`Card`]; a fingerprint takes its digest, which says as much.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    shared: Arc<Shared>,
    url: String,
}

impl From<Card> for Shared {
    fn from(card: Card) -> Self {
        let card = Card {
            url: String::new(),
            ..card
        };
        // Every field, as a template sees it: a form that has names, and no digest in the place of the whole.
        let print = Fingerprint::new().value(&card).finish();
        Self { card, print }
    }
}

impl Shared {
    /// The digest of all that the card shows.
    pub fn print(&self) -> Digest {
        self.print
    }
}

impl Listed {
    /// A card at an address.
    pub fn new(shared: &Arc<Shared>, url: String) -> Self {
        Self {
            shared: Arc::clone(shared),
            url,
        }
    }

    /// What it shows, without its address.
    pub fn card(&self) -> &Card {
        &self.shared.card
    }
}

impl From<Card> for Listed {
    fn from(card: Card) -> Self {
        let url = card.url.clone();
        Self::new(&Arc::new(card.into()), url)
    }
}

impl Serialize for Listed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if !serializer.is_human_readable() {
            return (&self.url, self.shared.print).serialize(serializer);
        }
        let Card {
            id,
            url: _,
            kicker,
            headline,
            summary,
            date,
            language,
            language_name,
            direction,
            foreign,
            places,
            retracted,
            warnings,
        } = &self.shared.card;
        let mut card = serializer.serialize_struct("Card", 13)?;
        card.serialize_field("id", id)?;
        card.serialize_field("url", &self.url)?;
        card.serialize_field("kicker", kicker)?;
        card.serialize_field("headline", headline)?;
        card.serialize_field("summary", summary)?;
        card.serialize_field("date", date)?;
        card.serialize_field("language", language)?;
        card.serialize_field("language_name", language_name)?;
        card.serialize_field("direction", direction)?;
        card.serialize_field("foreign", foreign)?;
        card.serialize_field("places", places)?;
        card.serialize_field("retracted", retracted)?;
        card.serialize_field("warnings", warnings)?;
        card.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Direction, Language};

    fn card(headline: &str, id: &str) -> Card {
        Card {
            id: id.to_owned(),
            url: "article.html".to_owned(),
            kicker: "Irak".to_owned(),
            headline: headline.to_owned(),
            summary: String::new(),
            date: None,
            language: Language::parse("fr").expect("a language"),
            language_name: "français".to_owned(),
            direction: Direction::Ltr,
            foreign: false,
            places: vec!["Mossoul".to_owned()],
            retracted: false,
            warnings: Vec::new(),
        }
    }

    #[test]
    fn a_template_sees_the_card_whole() {
        let card = card("Un titre", "2017-10-26");
        let listed = Listed::from(card.clone());
        let seen = |value: serde_json::Result<serde_json::Value>| value.expect("plain data");
        assert_eq!(
            seen(serde_json::to_value(&listed)),
            seen(serde_json::to_value(&card))
        );
    }

    #[test]
    fn a_fingerprint_tells_cards_and_addresses_apart() {
        let print = |card: Card| Fingerprint::new().value(&Listed::from(card)).finish();
        let one = card("Un titre", "2017-10-26");
        let mut others = vec![
            card("Un autre", "2017-10-26"),
            card("Un titre", "2017-10-27"),
        ];
        others.push(Card {
            url: "ailleurs.html".to_owned(),
            ..one.clone()
        });
        others.push(Card {
            warnings: vec!["violence".to_owned()],
            ..one.clone()
        });
        assert_eq!(print(one.clone()), print(one.clone()));
        for other in others {
            assert_ne!(print(one.clone()), print(other));
        }
    }
}
