//! Owns the two digests of the project: the fingerprint, BLAKE3 over bytes or over a serialised value, which never leaves the
//! machine; and the sum, SHA-256 over a file's bytes, which is published, since every system has a tool that checks it.
//! It does not decide what goes into a fingerprint (the views do).

use std::fmt::{self, Write as _};
use std::io;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// A BLAKE3 digest of 32 bytes, shown as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of a run of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The 32 bytes themselves.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The first `digits` hexadecimal digits, for names that must differ but stay short.
    pub fn short(&self, digits: usize) -> String {
        let mut hex = self.to_string();
        hex.truncate(digits);
        hex
    }

    /// Reads 64 hexadecimal digits back.
    pub fn from_hex(hex: &str) -> Option<Self> {
        blake3::Hash::from_hex(hex)
            .ok()
            .map(|hash| Self(*hash.as_bytes()))
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&blake3::Hash::from_bytes(self.0).to_hex())
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({})", self.short(12))
    }
}

/// Bytes that most values fit into: one that grows from nothing is copied half a dozen times on the way.
const USUAL: usize = 4096;

/// Gathers the parts of a fingerprint. Each part is framed by its length, so that two different
/// lists of parts never give the same bytes.
#[derive(Default)]
pub struct Fingerprint(blake3::Hasher);

impl Fingerprint {
    /// A fingerprint with no part yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a run of bytes.
    #[must_use]
    pub fn bytes(mut self, bytes: &[u8]) -> Self {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    /// Adds a serialisable value, in the postcard encoding: compact, and the same on every machine.
    ///
    /// # Panics
    /// Where the value's own `Serialize` fails, which the types of this crate never do.
    #[must_use]
    pub fn value<T: Serialize + ?Sized>(self, value: &T) -> Self {
        let room = Vec::with_capacity(USUAL);
        let bytes = postcard::to_extend(value, room).expect("plain data serialises");
        self.bytes(&bytes)
    }

    /// The digest of all the parts.
    pub fn finish(self) -> Digest {
        Digest(*self.0.finalize().as_bytes())
    }
}

/// The SHA-256 of a file's bytes (FIPS 180-4), shown as 64 lower-case hexadecimal digits, as `sha256sum` does.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Sum([u8; 32]);

impl Sum {
    /// The sum of a run of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The first `digits` hexadecimal digits, for names that must differ but stay short.
    pub fn short(&self, digits: usize) -> String {
        let mut hex = self.to_string();
        hex.truncate(digits);
        hex
    }
}

impl fmt::Display for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let digit = |digit: u8| char::from(DIGITS[usize::from(digit)]);
        for byte in self.0 {
            f.write_char(digit(byte >> 4))?;
            f.write_char(digit(byte & 0x0f))?;
        }
        Ok(())
    }
}

impl fmt::Debug for Sum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sum({})", self.short(12))
    }
}

/// A text that is not 64 lower-case hexadecimal digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it is not a SHA-256 in 64 lower-case hexadecimal digits")]
pub struct NoSum;

impl FromStr for Sum {
    type Err = NoSum;

    fn from_str(hex: &str) -> Result<Self, NoSum> {
        let digit = |byte: u8| match byte {
            b'0'..=b'9' => Ok(byte - b'0'),
            b'a'..=b'f' => Ok(byte - b'a' + 10),
            _ => Err(NoSum),
        };
        if hex.len() != 64 {
            return Err(NoSum);
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(hex.as_bytes().chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

/// Sums up bytes as they pass: write to it, then ask.
#[derive(Debug, Clone, Default)]
pub struct Summing(Sha256);

impl Summing {
    /// The sum of all that was written.
    pub fn finish(self) -> Sum {
        Sum(self.0.finalize().into())
    }
}

impl io::Write for Summing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[test]
    fn parts_are_framed() {
        let one = Fingerprint::new().bytes(b"ab").bytes(b"c").finish();
        let other = Fingerprint::new().bytes(b"a").bytes(b"bc").finish();
        assert_ne!(one, other);
    }

    #[test]
    fn a_digest_reads_back_from_its_text() {
        let digest = Digest::of(b"depeche");
        assert_eq!(Digest::from_hex(&digest.to_string()), Some(digest));
        assert_eq!(Digest::from_hex("xyz"), None);
    }

    /// The example of FIPS 180-4, appendix B.1.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    #[test]
    fn a_sum_is_what_sha256sum_says_however_the_bytes_come() {
        assert_eq!(Sum::of(b"abc").to_string(), ABC);
        assert_eq!(ABC.parse(), Ok(Sum::of(b"abc")));
        let mut summing = Summing::default();
        summing.write_all(b"a").expect("summed");
        summing.write_all(b"bc").expect("summed");
        assert_eq!(summing.finish(), Sum::of(b"abc"));
    }

    #[test]
    fn no_other_text_is_a_sum() {
        for text in [
            "",
            "xyz",
            &ABC[1..],
            &ABC.to_uppercase(),
            &format!("{ABC}0"),
        ] {
            assert_eq!(text.parse::<Sum>(), Err(NoSum), "{text}");
        }
    }
}
