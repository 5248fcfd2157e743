//! Owns the form of what depeche keeps for itself between runs: a value in the postcard encoding, behind the digest of its bytes. A file
//! that is not whole, or in which one byte is another, is no value at all.

use std::io;

use serde::{Deserialize, Serialize};

use crate::hash::Digest;

/// The length of a seal.
pub(crate) const SEAL: usize = 32;

/// The digest that a value's bytes open with.
pub(crate) type Seal = [u8; SEAL];

/// A value as bytes that open with their own digest.
///
/// # Errors
/// Where the value's own `Serialize` fails, which the types of this crate never do.
pub(crate) fn seal<T: Serialize>(value: &T) -> io::Result<Vec<u8>> {
    const ROOM: Seal = [0; SEAL];
    let mut sealed = postcard::to_extend(value, ROOM.to_vec()).map_err(io::Error::other)?;
    let digest = Digest::of(&sealed[ROOM.len()..]);
    sealed[..ROOM.len()].copy_from_slice(digest.as_bytes());
    Ok(sealed)
}

/// The value back, if it is whole.
pub(crate) fn unseal<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Option<T> {
    unseal_with(bytes).map(|(value, _)| value)
}

/// The same with its seal, for whatever is bound to that very value.
pub(crate) fn unseal_with<'b, T: Deserialize<'b>>(bytes: &'b [u8]) -> Option<(T, Seal)> {
    let (seal, body) = bytes.split_first_chunk::<SEAL>()?;
    if Digest::of(body).as_bytes() != seal {
        return None;
    }
    Some((postcard::from_bytes(body).ok()?, *seal))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn garbage_is_no_value() {
        let value = (7_u64, "Mossoul".to_owned());
        let sealed = seal(&value).expect("sealed");
        assert_eq!(unseal(&sealed), Some(value));
        for at in 0..sealed.len() {
            let mut garbled = sealed.clone();
            garbled[at] ^= 1;
            assert_eq!(unseal::<(u64, String)>(&garbled), None, "byte {at}");
            assert_eq!(unseal::<(u64, String)>(&sealed[..at]), None, "cut at {at}");
        }
    }
}
