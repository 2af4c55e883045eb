//! What lies sealed from the first day or from a later one, and what is shown unmasked to whom.
//! It knows no rule: what a call answers is what a story says about it.
//! Stories of this crate.

mod handing;
mod sealing;
mod sealing_later;
mod unmasking;
