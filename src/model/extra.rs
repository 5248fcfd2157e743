//! Owns `[extra]`: values of the author's own that templates read as they are. depeche gives them no meaning.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

/// Free values by name, in the order in which they were written.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extra(pub Map<String, Value>);

impl Serialize for Extra {
    /// A map in formats that describe themselves; JSON text in those that do not (the cache's).
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            self.0.serialize(serializer)
        } else {
            serializer.serialize_str(&Value::Object(self.0.clone()).to_string())
        }
    }
}

impl<'de> Deserialize<'de> for Extra {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return Map::deserialize(deserializer).map(Self);
        }
        let text = String::deserialize(deserializer)?;
        serde_json::from_str(&text)
            .map(Self)
            .map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_survives_the_cache_in_order() {
        let value = serde_json::json!({ "z": 1, "a": [true, null, "é"] });
        let extra = Extra(value.as_object().expect("a map").clone());
        let bytes = postcard::to_stdvec(&extra).expect("written");
        let back: Extra = postcard::from_bytes(&bytes).expect("read");
        assert_eq!(back, extra);
        assert_eq!(back.0.keys().collect::<Vec<_>>(), ["z", "a"]);
    }
}
