//! What lies sealed from the first day or from a later one, and what is shown unmasked to whom.

mod sealing;
mod sealing_later;
mod unmasking;
