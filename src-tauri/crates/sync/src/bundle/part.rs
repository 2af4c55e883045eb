//! One part on its medium: its head, its lock, and any stretch of its plain bytes.

use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::iter;
use std::sync::{Arc, Mutex, PoisonError};

use age::stream::StreamReader;
use age::x25519::Identity;
use age::{DecryptError, Decryptor};

use super::head::{FORMAT, Head, MAGIC, SUITE};
use super::limit::{HEAD, MAX_LOCK, MAX_MANIFEST, MAX_PART};
use super::{Large, Place, Refused, lock};

/// A medium that is taken up again after a fault: the stream over it cannot be wound back from one.
struct Shared<R>(Arc<Mutex<R>>);

impl<R> Clone for Shared<R> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}
impl<R> Shared<R> {
    fn with<T>(&self, act: impl FnOnce(&mut R) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
impl<R: Read> Read for Shared<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.with(|medium| medium.read(into))
    }
}
impl<R: Seek> Seek for Shared<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.with(|medium| medium.seek(to))
    }
}

type Stream<R> = StreamReader<BufReader<Shared<R>>>;

pub struct Part<R> {
    pub head: Head,
    medium: Shared<R>,
    key: Identity,
    /// Bytes of the file.
    len: u64,
    /// Plain bytes behind the lock, by the length of the file.
    plain: u64,
    /// Known to be shorter than its manifest says.
    cut: bool,
    stream: Option<Stream<R>>,
    at: u64,
}

/// Manifest and signature as they stand in a part.
#[derive(Clone, PartialEq, Eq)]
pub struct Front {
    pub text: Vec<u8>,
    pub signature: Vec<u8>,
}

impl Front {
    /// Where the blocks begin.
    pub fn len(&self) -> u64 {
        4 + (self.text.len() + self.signature.len()) as u64
    }
}

impl<R: Read + Seek> Part<R> {
    pub fn open(medium: R, key: &Identity) -> Result<Self, Refused> {
        let mut medium = Shared(Arc::new(Mutex::new(medium)));
        let (head, len) = read_head(&mut medium)?;
        let plain = lock::unsealed(len - check_lock(&mut medium, &head, len)?);
        let mut part = Self { head, medium, key: key.clone(), len, plain, cut: false, stream: None, at: 0 };
        part.unlock()?;
        Ok(part)
    }

    fn k(&self) -> u16 {
        self.head.k
    }

    fn unlock(&mut self) -> Result<(), Refused> {
        let k = self.k();
        let wrong = |why: DecryptError| match why {
            DecryptError::NoMatchingKeys => Refused::NotForThisKey { part: k },
            DecryptError::Io(why) => medium_fault(why.kind(), (k, Place::Lock), self.len),
            _ => Refused::Altered { part: k, place: Place::Lock },
        };
        let mut medium = BufReader::new(self.medium.clone());
        medium.seek(SeekFrom::Start(HEAD)).map_err(|why| wrong(DecryptError::Io(why)))?;
        let locked = Decryptor::new_buffered(medium).map_err(wrong)?;
        let stream = locked.decrypt(iter::once(&self.key as _)).map_err(wrong)?;
        (self.stream, self.at) = (Some(stream), 0);
        Ok(())
    }

    /// Manifest and signature. Their length is held against the limit and the file before anything is set aside.
    pub fn front(&mut self) -> Result<Front, Refused> {
        let part = self.k();
        let len = self.bytes((0, 4), Place::Manifest)?;
        let size = len.iter().fold(0u64, |sum, byte| sum << 8 | u64::from(*byte));
        if size > MAX_MANIFEST {
            return Err(Refused::TooLarge { part, what: Large::Manifest, size });
        }
        let text = self.bytes((4, size), Place::Manifest)?;
        let signature = self.bytes((4 + size, 64), Place::Manifest)?;
        Ok(Front { text, signature })
    }

    /// What its manifest makes of its length. A part that is cut can still be read up to there.
    pub fn measure(&mut self, wanted: u64) -> Result<(), Refused> {
        let part = self.k();
        self.cut = self.plain < wanted;
        match self.plain.cmp(&wanted) {
            std::cmp::Ordering::Equal => Ok(()),
            std::cmp::Ordering::Less => Err(Refused::Cut { part, at: self.len }),
            std::cmp::Ordering::Greater => Err(Refused::Altered { part, place: Place::Tail }),
        }
    }

    /// A stretch of plain bytes, `from` and length. Invariant: the length was held against its limit by the caller.
    pub fn bytes(&mut self, (from, len): (u64, u64), place: Place) -> Result<Vec<u8>, Refused> {
        if from + len > self.plain {
            return Err(Refused::Cut { part: self.k(), at: self.len });
        }
        if self.stream.is_none() {
            self.unlock()?;
        }
        let Some(stream) = &mut self.stream else { return Err(Refused::NotForThisKey { part: self.k() }) };
        let read = go(stream, self.at, from).and_then(|()| {
            let mut bytes = vec![0; len as usize];
            stream.read_exact(&mut bytes).map(|()| bytes)
        });
        self.at = from + len;
        read.map_err(|why| {
            self.stream = None;
            match why.kind() {
                io::ErrorKind::InvalidData if self.cut => Refused::Cut { part: self.k(), at: self.len },
                kind => medium_fault(kind, (self.k(), place), self.len),
            }
        })
    }
}

/// Seeking to the first byte of a sealed piece makes age check the end of the file too; the byte before spares that, so that
/// a part with a bad end can be read up to it.
fn go<R: Read + Seek>(stream: &mut Stream<R>, at: u64, to: u64) -> io::Result<()> {
    if at == to {
        return Ok(());
    }
    stream.seek(SeekFrom::Start(to.saturating_sub(1)))?;
    if to == 0 { Ok(()) } else { stream.read_exact(&mut [0]) }
}

fn medium_fault(kind: io::ErrorKind, (part, place): (u16, Place), len: u64) -> Refused {
    match kind {
        io::ErrorKind::InvalidData => Refused::Altered { part, place },
        io::ErrorKind::UnexpectedEof => Refused::Cut { part, at: len },
        why => Refused::Unreadable { part, place, why },
    }
}

fn read_head<R: Read + Seek>(medium: &mut Shared<R>) -> Result<(Head, u64), Refused> {
    let fault = |why: io::Error| Refused::Unreadable { part: 0, place: Place::Head, why: why.kind() };
    let len = medium.seek(SeekFrom::End(0)).map_err(fault)?;
    medium.rewind().map_err(fault)?;
    let mut bytes = Vec::new();
    medium.take(HEAD).read_to_end(&mut bytes).map_err(fault)?;
    let Ok(whole) = <&[u8; HEAD as usize]>::try_from(bytes.as_slice()) else {
        let begun = bytes.len() >= MAGIC.len() && bytes.starts_with(&MAGIC);
        return Err(if begun { Refused::Cut { part: 0, at: len } } else { Refused::NotABundle });
    };
    let head = Head::read(whole).ok_or(Refused::NotABundle)?;
    let part = head.k;
    match head {
        Head { format, .. } if format > FORMAT => Err(Refused::NewerFormat(format)),
        Head { suite, .. } if suite > SUITE => Err(Refused::NewerSuite(suite)),
        Head { format: FORMAT, suite: SUITE, .. } if len > MAX_PART => {
            Err(Refused::TooLarge { part, what: Large::Part, size: len })
        }
        Head { format: FORMAT, suite: SUITE, k, n, .. } if k >= 1 && k <= n => Ok((head, len)),
        _ => Err(Refused::Altered { part, place: Place::Head }),
    }
}

/// Finds the end of the lock within its limit, since age reads on until it finds one. Answers where the sealed bytes begin.
fn check_lock<R: Read + Seek>(medium: &mut Shared<R>, head: &Head, len: u64) -> Result<u64, Refused> {
    let part = head.k;
    let fault = |why: io::Error| medium_fault(why.kind(), (part, Place::Lock), len);
    let mut start = Vec::new();
    medium.seek(SeekFrom::Start(HEAD)).map_err(fault)?;
    medium.take(MAX_LOCK).read_to_end(&mut start).map_err(fault)?;
    let footer = start.windows(4).position(|four| four == b"\n---");
    let end =
        footer.and_then(|at| start[at + 1..].iter().position(|byte| *byte == b'\n').map(|end| at + 2 + end));
    match end {
        Some(end) if HEAD + end as u64 + lock::NONCE <= len => Ok(HEAD + end as u64 + lock::NONCE),
        None if start.len() as u64 == MAX_LOCK => {
            Err(Refused::TooLarge { part, what: Large::Lock, size: MAX_LOCK })
        }
        _ => Err(Refused::Cut { part, at: len }),
    }
}
