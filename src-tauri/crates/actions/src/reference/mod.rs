//! The rules, calendars and code lists a desk works from: the `ref` stream, seeded by founding from the program's files.
//! It does not know what a rule says. Invariant: nothing outside this stream ever decides a deadline.
//! Called by founding, by the office when the stream changes, and through `calls`.

mod calendars;
mod offer;
mod plain;
mod records;
mod rules;

pub use calendars::*;
pub use offer::*;
pub use records::*;
pub use rules::*;
