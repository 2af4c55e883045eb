//! 代表声音 as calls: registering with its number, sorting into an appeal in one deed, the list, the page. The other steps
//! are the domain's verbs, named one by one in `calls`.
//! It does not know what a step needs (`domain::voice`). Called through `calls`, and by visits and activities.

mod open_voice;
mod register_voice;
mod steps;

pub use open_voice::*;
pub use register_voice::*;
pub use steps::*;

use domain::Refusal;
use domain::station::deputy::Deputy;
use domain::voice::{Voice, VoiceFacts};
use ledger::Record;

use crate::perform::At;
use crate::rows::{self, Listed, Row};
use crate::step::{Noun, of_noun};
use crate::{Office, Page, Result, Who};

pub fn list_voices(office: &Office, who: &Who, input: Listed) -> Result<Page<Row>> {
    rows::page(office, who, "voice", &input)
}

impl Noun for Voice {
    const NOUN: &'static str = "voice";

    fn see(record: Record, _: &At<'_, '_>) -> Result<Self> {
        Ok(Self::of(&record))
    }
}

/// Whoever joins in (联名) is a deputy on that day too, like the one who raises it.
fn all_serve(at: &At<'_, '_>, facts: &VoiceFacts) -> Result<()> {
    let Some(on) = facts.received_on else { return Ok(()) };
    for id in facts.co_deputies.iter().flatten() {
        let deputy = Deputy::of(&of_noun(at, *id, "deputy")?);
        if !deputy.serves_on(on) {
            let name = deputy.facts.name.unwrap_or_default();
            return Err(Refusal::NotDeputy { name, on }.into());
        }
    }
    Ok(())
}
