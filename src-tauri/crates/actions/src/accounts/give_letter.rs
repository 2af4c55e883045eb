//! `give_letter`: a desk that was restored or copied numbers with its own tag until the office grants it a letter again.
//! A letter is given once and never to another writer, so no two desks can take the same number.
//! Called through `calls`.

use std::collections::BTreeSet;

use domain::Refusal;
use ledger::RecordId;
use ledger::authority::build::letter_op;
use serde::Serialize;
use ts_rs::TS;

use super::list_accounts::administers;
use crate::desk::Nothing;
use crate::error::OrMissing;
use crate::outcome::On;
use crate::perform::{At, pen};
use crate::{Office, Outcome, Result, Who, reference};

#[derive(Clone, Debug, Serialize, TS)]
pub struct GivenLetter {
    pub letter: String,
}

pub fn give_letter(office: &Office, who: &Who, _: Nothing) -> Result<Outcome<GivenLetter>> {
    administers(who, "give_letter")?;
    office.perform(who, "give_letter", |at| {
        let writer = RecordId::from_bytes(pen(at.tx)?.writer.0);
        if at.record(writer)?.text("letter").is_some() {
            return Err(Refusal::NothingChanged.into());
        }
        let letter = next_letter(at)?;
        let seen = at.tx.heads(writer)?;
        at.change(&On { record: writer, seen }, vec![letter_op(&letter)])?;
        Ok(GivenLetter { letter })
    })
}

/// The first that no writer of the cell was ever given.
pub(crate) fn next_letter(at: &At<'_, '_>) -> Result<String> {
    let mut given = BTreeSet::new();
    for id in reference::all(at.tx, "writer")? {
        given.extend(at.record(id)?.text("letter").map(str::to_owned));
    }
    letters().find(|letter| !given.contains(letter)).or_missing("letter")
}

/// A … Z, AA … ZZ.
fn letters() -> impl Iterator<Item = String> {
    let one = 'A'..='Z';
    let two = one.clone().flat_map(|a| ('A'..='Z').map(move |b| format!("{a}{b}")));
    one.map(String::from).chain(two)
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn letters_go_on_after_z() {
        let all: Vec<String> = letters().collect();
        assert_eq!((all[0].as_str(), all[25].as_str(), all[26].as_str()), ("A", "Z", "AA"));
        assert_eq!(all.len(), 26 + 26 * 26);
    }
}
