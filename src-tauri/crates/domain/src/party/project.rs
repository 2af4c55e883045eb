//! What a party leaves: hashes to be found by, and for the records that name it a masked name and search words.
//! A party has no row and no search row of its own; found by number only through the matters that name it.

use chrono::NaiveDate;
use ledger::{Record, RecordId};

use super::{Party, PartyView};
use crate::{Hash, Projection};

/// `Hash.value` is the plain number as it is kept; the desk writes its keyed hash and nothing else.
pub fn project(record: &Record) -> Projection {
    let party = Party::of(record);
    let facts = &party.facts;
    let numbers =
        [("phone", &facts.phone), ("id_number", &facts.id_number), ("company_code", &facts.company_code)];
    let hash =
        |(what, value): (&str, &Option<String>)| value.clone().map(|value| Hash { what: what.into(), value });
    let hashes = if record.hidden { vec![] } else { numbers.into_iter().filter_map(hash).collect() };
    Projection { hashes, ..Projection::default() }
}

/// The parties of a record, as that record's own row and search row need them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Named {
    /// 徐○○, as lists show them.
    pub masked: Vec<String>,
    /// Whole names, for search tokens only.
    pub names: Vec<String>,
    /// Last four digits of phones and ID numbers.
    pub tails: Vec<String>,
}

impl Named {
    /// A party that has not arrived here, or was deleted by law, leaves nothing.
    pub fn of(
        parties: impl Iterator<Item = RecordId>,
        look: &mut dyn FnMut(RecordId) -> Option<Record>,
    ) -> Self {
        let mut named = Self::default();
        for record in parties.filter_map(look).filter(|r| !r.hidden) {
            named.add(&Party::of(&record));
        }
        named
    }

    fn add(&mut self, party: &Party) {
        // A row shows no age, so any day does.
        let view = PartyView::of(party, NaiveDate::MAX);
        self.masked.extend(view.shown_name().map(str::to_owned));
        self.names.extend(party.facts.name.iter().chain(&party.facts.contact).cloned());
        self.tails.extend(
            [&party.facts.phone, &party.facts.id_number].into_iter().flatten().filter_map(|n| tail(n)),
        );
    }
}

/// The last four signs of a number, a whole token of search.
pub fn tail(number: &str) -> Option<String> {
    let signs: Vec<char> = number.chars().filter(|c| c.is_ascii_alphanumeric()).collect();
    (signs.len() >= 7).then(|| signs[signs.len() - 4..].iter().collect())
}
