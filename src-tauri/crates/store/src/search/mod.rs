//! Finding by any substring, number, pinyin initials or last four digits, newest first, inside the asker's scope.
//! It does not know masks: whole phone and ID numbers never reach it (`Reader::find_hash` finds those).
//! Called through `Reader::search` and `Reader::cards`; the tokens of a row are put by `shelf`.

mod find;
mod initials;
mod matching;
mod personal;
mod snippet;
mod tokens;

#[cfg(test)]
mod tests;

pub use find::{Among, Search};
pub(crate) use initials::Initials;
pub use personal::looks_personal;
pub use snippet::{Snippet, snippet};
pub(crate) use tokens::{Tags, fold_char, note_tokens, row_tokens};
