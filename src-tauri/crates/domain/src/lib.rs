//! The law: what a record may become, who may do it, by when, and why not.
//! It does not know disk, SQL, a clock or words: it is told `today` and answers with ops or a `Refusal`.
//! Called by `actions` (every act asks it) and `store` (projections).

pub mod activity;
pub mod appeal;
pub mod calendar;
pub mod checkpoint;
pub mod clocks;
pub mod codes;
pub mod conflict;
pub mod deadline;
pub mod facts;
#[cfg(test)]
mod hostile;
pub mod identity;
pub mod law;
pub mod mask;
pub mod nouns;
pub mod party;
pub mod person;
pub mod places;
pub mod procedure;
pub mod projection;
pub mod rates;
pub mod redaction;
pub mod refusal;
pub mod registry;
pub mod rules;
#[cfg(test)]
mod scene;
pub mod sealed;
pub mod staff;
pub mod station;
pub mod steps;
pub mod task;
pub mod visit;
pub mod voice;

pub use law::Law;
pub use nouns::{VOID, VOID_AT, is_open, is_person_act, project, takes_level, void_number};
pub use person::{Level, OfficeCode, Person, Role};
pub use projection::{Card, ClockRow, Hash, LinkRow, Projection, SearchRow, Stage, Tally};
pub use refusal::Refusal;
pub use steps::{Ctx, Need, Step, StepView, Subject};
