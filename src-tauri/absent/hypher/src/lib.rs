//! Where a word may be hyphenated, as the typesetter asks for it: nowhere. The crate that this stands for brings the syllables of
//! thirty languages, three quarters of a megabyte of every package; documents here are Chinese and set `hyphenate: false`.
//! Only what `typst-layout` calls is here.

/// A language whose syllables are known. There is none.
#[derive(Clone, Copy, Debug)]
pub enum Lang {}

impl Lang {
    #[must_use]
    pub const fn from_iso(_code: [u8; 2]) -> Option<Self> {
        None
    }
}

/// The word's syllables.
pub fn hyphenate(_word: &str, lang: Lang) -> std::iter::Empty<&str> {
    match lang {}
}
