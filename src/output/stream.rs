//! Owns the sum and the copy of files that need not fit into memory.

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use crate::hash::{Sum, Summing};

/// The sum and the length in bytes of a file.
pub(super) fn sum(path: &Path) -> io::Result<(Sum, u64)> {
    copy(&mut File::open(path)?, &mut io::sink())
}

/// Copies all of `from`, and says the sum and the length of what was copied.
pub(super) fn copy(from: &mut impl Read, to: &mut impl Write) -> io::Result<(Sum, u64)> {
    let mut summing = Summing::default();
    let mut buffer = vec![0; 128 * 1024];
    let mut size = 0;
    loop {
        let read = match from.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => read,
            Err(fault) if fault.kind() == io::ErrorKind::Interrupted => continue,
            Err(fault) => return Err(fault),
        };
        summing.write_all(&buffer[..read])?;
        to.write_all(&buffer[..read])?;
        size += read as u64;
    }
    Ok((summing.finish(), size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_whole_and_its_sum_is_that_of_its_bytes() {
        for size in [0, 1, 128 * 1024, 300_000] {
            let bytes: Vec<u8> = (0..size).map(|at| at as u8).collect();
            let mut copied = Vec::new();
            let found = copy(&mut &bytes[..], &mut copied).expect("copied");
            assert_eq!(found, (Sum::of(&bytes), size as u64));
            assert_eq!(copied, bytes);
        }
    }
}
