//! Canonical CBOR (RFC 8949 §4.2.1): one writing for every value, and a reader that takes no other.
//! It does not know entries; limits are checked before anything is set aside in memory.
//! Called by `format`, and by whoever needs a canonical writing of a `Value`.

use std::collections::BTreeMap;

use crate::Value;

/// How deep lists and maps may stand inside each other.
pub const MAX_DEPTH: usize = 16;

/// Why bytes are not canonical CBOR of the kind used here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    #[error("the bytes end too early")]
    Short,
    #[error("bytes follow the end")]
    Trailing,
    #[error("a number or length is not in its shortest form")]
    NotShortest,
    #[error("an indefinite length")]
    Indefinite,
    #[error("map keys are not in order or stand twice")]
    KeyOrder,
    #[error("nested too deep")]
    TooDeep,
    #[error("text is not UTF-8")]
    NotUtf8,
    #[error("a kind of value that has no place here")]
    Kind,
    #[error("a number out of range")]
    Range,
    #[error("more elements than allowed")]
    TooMany,
}

/// The canonical bytes of a value.
pub fn encode(value: &Value) -> Vec<u8> {
    let mut out = Writer::default();
    out.value(value);
    out.0
}

/// The value of canonical bytes; anything else is refused.
pub fn decode(bytes: &[u8]) -> Result<Value, Unreadable> {
    let mut reader = Reader::new(bytes);
    let value = reader.value()?;
    reader.end()?;
    Ok(value)
}

/// How deep a value is nested: 0 for a plain one.
pub fn depth(value: &Value) -> usize {
    match value {
        Value::List(list) => 1 + list.iter().map(depth).max().unwrap_or(0),
        Value::Map(map) => 1 + map.values().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

#[derive(Default)]
pub(crate) struct Writer(pub Vec<u8>);

impl Writer {
    fn head(&mut self, major: u8, n: u64) {
        let major = major << 5;
        match n {
            0..24 => self.0.push(major | n as u8),
            24..0x100 => self.0.extend([major | 24, n as u8]),
            0x100..0x1_0000 => {
                self.0.push(major | 25);
                self.0.extend((n as u16).to_be_bytes());
            }
            0x1_0000..0x1_0000_0000 => {
                self.0.push(major | 26);
                self.0.extend((n as u32).to_be_bytes());
            }
            _ => {
                self.0.push(major | 27);
                self.0.extend(n.to_be_bytes());
            }
        }
    }
    pub fn uint(&mut self, n: u64) {
        self.head(0, n);
    }
    pub fn int(&mut self, n: i64) {
        if n >= 0 { self.head(0, n as u64) } else { self.head(1, !(n as u64)) }
    }
    pub fn bytes(&mut self, bytes: &[u8]) {
        self.head(2, bytes.len() as u64);
        self.0.extend(bytes);
    }
    pub fn text(&mut self, text: &str) {
        self.head(3, text.len() as u64);
        self.0.extend(text.as_bytes());
    }
    pub fn list(&mut self, len: usize) {
        self.head(4, len as u64);
    }
    pub fn map(&mut self, len: usize) {
        self.head(5, len as u64);
    }
    pub fn null(&mut self) {
        self.0.push(0xf6);
    }
    pub fn value(&mut self, value: &Value) {
        match value {
            Value::Null => self.null(),
            Value::Bool(b) => self.0.push(0xf4 | u8::from(*b)),
            Value::Int(n) => self.int(*n),
            Value::Text(t) => self.text(t),
            Value::Bytes(b) => self.bytes(b),
            Value::List(list) => {
                self.list(list.len());
                list.iter().for_each(|v| self.value(v));
            }
            Value::Map(map) => self.sorted(map),
        }
    }
    /// Order of the encoded keys: the shorter key first, then by bytes.
    fn sorted(&mut self, map: &BTreeMap<String, Value>) {
        let mut pairs: Vec<_> = map.iter().collect();
        pairs.sort_by(|(a, _), (b, _)| a.len().cmp(&b.len()).then_with(|| a.cmp(b)));
        self.map(pairs.len());
        for (key, value) in pairs {
            self.text(key);
            self.value(value);
        }
    }
}

pub(crate) struct Reader<'a> {
    all: &'a [u8],
    at: usize,
}

impl<'a> Reader<'a> {
    pub fn new(all: &'a [u8]) -> Self {
        Self { all, at: 0 }
    }
    pub fn at(&self) -> usize {
        self.at
    }
    pub fn end(&self) -> Result<(), Unreadable> {
        if self.at == self.all.len() { Ok(()) } else { Err(Unreadable::Trailing) }
    }
    fn take(&mut self, n: usize) -> Result<&'a [u8], Unreadable> {
        let end = self.at.checked_add(n).filter(|end| *end <= self.all.len()).ok_or(Unreadable::Short)?;
        let taken = &self.all[self.at..end];
        self.at = end;
        Ok(taken)
    }
    fn rest(&self) -> usize {
        self.all.len() - self.at
    }
    /// The major type of what comes next.
    pub fn peek(&self) -> Result<u8, Unreadable> {
        self.all.get(self.at).map(|b| b >> 5).ok_or(Unreadable::Short)
    }
    fn head(&mut self) -> Result<(u8, u64), Unreadable> {
        let first = self.take(1)?[0];
        let (major, low) = (first >> 5, first & 31);
        if major == 7 {
            return Ok((7, low.into()));
        }
        let width = match low {
            0..24 => return Ok((major, low.into())),
            24..28 => 1usize << (low - 24),
            31 => return Err(Unreadable::Indefinite),
            _ => return Err(Unreadable::Kind),
        };
        let n = self.take(width)?.iter().fold(0u64, |n, b| n << 8 | u64::from(*b));
        let least = if width == 1 { 24 } else { 1u64 << (width * 4) };
        if n < least { Err(Unreadable::NotShortest) } else { Ok((major, n)) }
    }
    fn of_major(&mut self, wanted: u8) -> Result<u64, Unreadable> {
        match self.head()? {
            (major, n) if major == wanted => Ok(n),
            _ => Err(Unreadable::Kind),
        }
    }
    fn len_of(&mut self, major: u8) -> Result<usize, Unreadable> {
        let n = self.of_major(major)?;
        usize::try_from(n).map_err(|_| Unreadable::Short)
    }
    pub fn uint(&mut self) -> Result<u64, Unreadable> {
        self.of_major(0)
    }
    pub fn u32(&mut self) -> Result<u32, Unreadable> {
        u32::try_from(self.uint()?).map_err(|_| Unreadable::Range)
    }
    pub fn bytes(&mut self) -> Result<&'a [u8], Unreadable> {
        let len = self.len_of(2)?;
        self.take(len)
    }
    pub fn fixed<const N: usize>(&mut self) -> Result<[u8; N], Unreadable> {
        self.bytes()?.try_into().map_err(|_| Unreadable::Range)
    }
    pub fn text(&mut self) -> Result<&'a str, Unreadable> {
        let len = self.len_of(3)?;
        std::str::from_utf8(self.take(len)?).map_err(|_| Unreadable::NotUtf8)
    }
    /// The length of a list; each element takes a byte at least, so a bare head cannot claim memory.
    pub fn list(&mut self, most: usize) -> Result<usize, Unreadable> {
        self.counted(4, 1, most)
    }
    pub fn map(&mut self, most: usize) -> Result<usize, Unreadable> {
        self.counted(5, 2, most)
    }
    fn counted(&mut self, major: u8, least: usize, most: usize) -> Result<usize, Unreadable> {
        let len = self.len_of(major)?;
        if len > most {
            return Err(Unreadable::TooMany);
        }
        if len > self.rest() / least { Err(Unreadable::Short) } else { Ok(len) }
    }
    /// Takes a null if one is next.
    pub fn null(&mut self) -> bool {
        let null = self.all.get(self.at) == Some(&0xf6);
        self.at += usize::from(null);
        null
    }
    pub fn value(&mut self) -> Result<Value, Unreadable> {
        self.nested(0)
    }
    fn nested(&mut self, depth: usize) -> Result<Value, Unreadable> {
        match self.peek()? {
            0 => Ok(Value::Int(i64::try_from(self.uint()?).map_err(|_| Unreadable::Range)?)),
            1 => {
                let n = i64::try_from(self.of_major(1)?).map_err(|_| Unreadable::Range)?;
                Ok(Value::Int(!n))
            }
            2 => Ok(Value::Bytes(self.bytes()?.to_vec())),
            3 => Ok(Value::Text(self.text()?.to_owned())),
            4 if depth < MAX_DEPTH => {
                let len = self.list(usize::MAX)?;
                (0..len).map(|_| self.nested(depth + 1)).collect::<Result<_, _>>().map(Value::List)
            }
            5 if depth < MAX_DEPTH => self.pairs(depth + 1).map(Value::Map),
            4 | 5 => Err(Unreadable::TooDeep),
            _ => match self.head()? {
                (7, 20) => Ok(Value::Bool(false)),
                (7, 21) => Ok(Value::Bool(true)),
                (7, 22) => Ok(Value::Null),
                _ => Err(Unreadable::Kind),
            },
        }
    }
    fn pairs(&mut self, depth: usize) -> Result<BTreeMap<String, Value>, Unreadable> {
        let len = self.map(usize::MAX)?;
        let mut map = BTreeMap::new();
        let mut last: Option<&[u8]> = None;
        for _ in 0..len {
            let from = self.at;
            let key = self.text()?;
            let raw = &self.all[from..self.at];
            if last.is_some_and(|last| last >= raw) {
                return Err(Unreadable::KeyOrder);
            }
            last = Some(raw);
            map.insert(key.to_owned(), self.nested(depth)?);
        }
        Ok(map)
    }
}
