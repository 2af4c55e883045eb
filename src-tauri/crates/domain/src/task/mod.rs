//! Tasks: what is asked of stations (`template`: fixed, campaign, dynamic) and what each owes of it (`obligation`).
//! It does not know how a visit or an activity is recorded; it is told which record proves what.
//! Called by `actions::tasks` and the projections.

pub mod obligation;
pub mod period;
pub mod template;

pub use obligation::Obligation;
pub use period::{Period, Recurrence, RestPolicy};
pub use template::Template;

#[cfg(test)]
mod tests;
