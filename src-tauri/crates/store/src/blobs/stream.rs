//! A file sealed in pieces, so that none has to lie in memory as a whole. A piece cannot be moved, left out or
//! taken for the last: its number and "last" are part of its nonce.

use std::io::{ErrorKind, Read, Write};

use chacha20poly1305::aead::Aead;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use zeroize::Zeroizing;

use crate::error::{Result, StoreError};

const PIECE: usize = 1 << 20;
const SEAL: usize = 16;

/// At most `most` plain bytes.
pub(super) fn seal(from: &mut dyn Read, into: &mut dyn Write, key: &[u8; 32], most: u64) -> Result<u64> {
    let cipher = ChaCha20Poly1305::new(&(*key).into());
    let mut size = 0;
    let mut piece = piece(from, PIECE)?;
    for number in 0u32.. {
        size += piece.len() as u64;
        if size > most {
            return Err(StoreError::TooLarge { size, most });
        }
        let next = if piece.len() == PIECE { self::piece(from, PIECE)? } else { Zeroizing::default() };
        let last = Last(next.is_empty());
        let sealed = cipher.encrypt(&nonce(number, last).into(), piece.as_slice());
        into.write_all(&sealed.map_err(|_| StoreError::Broken("could not seal a piece".into()))?)?;
        if last.0 {
            break;
        }
        piece = next;
    }
    Ok(size)
}

pub(super) fn unseal(from: &mut dyn Read, into: &mut dyn Write, key: &[u8; 32]) -> Result<u64> {
    let cipher = ChaCha20Poly1305::new(&(*key).into());
    let mut size = 0;
    let mut piece = piece(from, PIECE + SEAL)?;
    for number in 0u32.. {
        let next =
            if piece.len() == PIECE + SEAL { self::piece(from, PIECE + SEAL)? } else { Zeroizing::default() };
        let last = Last(next.is_empty());
        let plain = cipher
            .decrypt(&nonce(number, last).into(), piece.as_slice())
            .map_err(|_| StoreError::Damaged("an attachment".into()))?;
        let plain = Zeroizing::new(plain);
        size += plain.len() as u64;
        into.write_all(&plain)?;
        if last.0 {
            break;
        }
        piece = next;
    }
    Ok(size)
}

/// What so many plain bytes are sealed.
pub(super) fn sealed_len(size: u64) -> u64 {
    size + SEAL as u64 * size.div_ceil(PIECE as u64).max(1)
}

/// The seal of a file that comes in chunks of any size, looked at piece by piece as they come.
pub(super) struct Check {
    cipher: ChaCha20Poly1305,
    number: u32,
    /// Of a piece that is not whole yet.
    begun: Vec<u8>,
    /// Sealed bytes still to come.
    left: u64,
}

impl Check {
    pub fn new(key: &[u8; 32], sealed_len: u64) -> Self {
        let cipher = ChaCha20Poly1305::new(&(*key).into());
        Self { cipher, number: 0, begun: vec![], left: sealed_len }
    }

    /// On an error the number of the piece that is not of this file, from 0.
    pub fn add(&mut self, bytes: &[u8]) -> std::result::Result<(), u32> {
        self.left = self.left.checked_sub(bytes.len() as u64).ok_or(self.number)?;
        self.begun.extend_from_slice(bytes);
        let whole = PIECE + SEAL;
        while self.begun.len() >= whole || (self.left == 0 && !self.begun.is_empty()) {
            let rest = self.begun.split_off(whole.min(self.begun.len()));
            let piece = std::mem::replace(&mut self.begun, rest);
            let last = Last(self.left == 0 && self.begun.is_empty());
            let plain = self.cipher.decrypt(&nonce(self.number, last).into(), piece.as_slice());
            drop(Zeroizing::new(plain.map_err(|_| self.number)?));
            self.number += 1;
        }
        Ok(())
    }
}

/// Whether a piece is the last one.
#[derive(Clone, Copy)]
struct Last(bool);

/// The key is used for one file only, so counting is enough.
fn nonce(number: u32, last: Last) -> [u8; 12] {
    let mut nonce = [0; 12];
    nonce[..4].copy_from_slice(&number.to_be_bytes());
    nonce[11] = u8::from(last.0);
    nonce
}

/// Up to `most` bytes; fewer only at the end.
fn piece(from: &mut dyn Read, most: usize) -> Result<Zeroizing<Vec<u8>>> {
    let mut piece = Zeroizing::new(vec![0; most]);
    let mut have = 0;
    while have < most {
        match from.read(&mut piece[have..]) {
            Ok(0) => break,
            Ok(n) => have += n,
            Err(e) if e.kind() == ErrorKind::Interrupted => {}
            Err(e) => return Err(e.into()),
        }
    }
    piece.truncate(have);
    Ok(piece)
}
