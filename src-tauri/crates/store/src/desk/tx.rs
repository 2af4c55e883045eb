//! What can be done inside one transaction. It reads through `Reader`, so an act sees what it wrote.
use super::Reader;
pub struct Tx<'a> { pub(crate) reader: Reader<'a> }
impl<'a> std::ops::Deref for Tx<'a> { type Target = Reader<'a>; fn deref(&self) -> &Reader<'a> { &self.reader } }
