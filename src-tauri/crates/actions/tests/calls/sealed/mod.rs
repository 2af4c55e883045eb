//! What lies sealed from the first day or from a later one, what is shown unmasked to whom, and what is kept unseen.
//! It knows no rule: what a call answers is what a story says about it.
//! Stories of this crate.

mod handing;
mod keeping;
mod sealing;
mod sealing_later;
mod unmasking;
