//! `known_party`: what this desk has of the same person, and 第几次 this would be (本机所知，截至…). A whole number is looked
//! up by its keyed hash and the look is written down; a name finds masked rows only, for names are shared.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::appeal::Part;
use domain::identity;
use domain::party::check::is_residents;
use ledger::{RecordId, Value};
use serde::{Deserialize, Serialize};
use store::search::{Among, Search};
use store::{CardRow, Reader};
use ts_rs::TS;

use crate::appeals::NewParty;
use crate::find::sees;
use crate::perform::At;
use crate::rows::{self, Row};
use crate::{Office, Result, Who, trace};

/// Rows shown beside the form.
const SHOWN: usize = 20;

#[derive(Clone, Debug, Default, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
#[ts(optional_fields)]
pub struct KnownParty {
    pub name: Option<String>,
    /// List `id_kind`; not said: a resident's card.
    pub id_kind: Option<String>,
    pub id_number: Option<String>,
    pub phone: Option<String>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct KnownBefore {
    /// Appeals of the same person by number; by name alone nobody is told apart and this is empty.
    pub same: Vec<Row>,
    /// Which time this is, counting those of `same`.
    #[ts(type = "number | null")]
    pub nth: Option<u64>,
    /// Appeals that name somebody of this name.
    pub namesakes: Vec<Row>,
    /// What other desks have is not known here: as of this day.
    pub as_of: NaiveDate,
}

pub fn known_party(office: &Office, who: &Who, input: KnownParty) -> Result<KnownBefore> {
    if !who.person.sees_business() {
        return Err(domain::Refusal::WrongRole { verb: "known_party".into() }.into());
    }
    let numbers = whole_numbers(&input, office.wall.today());
    let (same, found) = office.desk.read(|reader| by_numbers((office, who), reader, &numbers))?;
    if !numbers.is_empty() {
        let what: BTreeSet<&str> = numbers.iter().map(|(what, _)| *what).collect();
        let what: Vec<Value> = what.into_iter().map(Value::from).collect();
        let records: Vec<Value> = found.into_iter().map(Value::from).collect();
        trace::write(
            office,
            who,
            "consult",
            Value::map([("what", what.into()), ("records", records.into())]),
        )?;
    }
    let namesakes = office.desk.read(|reader| by_name((office, who), reader, input.name.as_deref()))?;
    let namesakes = namesakes.into_iter().filter(|r| same.iter().all(|s| s.record != r.record)).collect();
    let nth = (!numbers.is_empty()).then_some(same.len() as u64 + 1);
    Ok(KnownBefore {
        same: same.into_iter().take(SHOWN).collect(),
        nth,
        namesakes,
        as_of: office.wall.today(),
    })
}

/// Which time it is that one of these people comes, as far as this desk knows and the asker may see. By name alone nobody is
/// told apart.
pub(crate) fn nth(at: &At<'_, '_>, people: &[NewParty]) -> Result<Option<u32>> {
    let petitioners = people.iter().filter(|p| p.part == Part::Petitioner);
    let numbers: Vec<(&'static str, String)> = petitioners
        .flat_map(|p| {
            let facts = p.party.facts.clone();
            let (id_kind, id_number, phone) = (facts.id_kind, facts.id_number, facts.phone);
            whole_numbers(&KnownParty { name: None, id_kind, id_number, phone }, at.today)
        })
        .collect();
    if numbers.is_empty() {
        return Ok(None);
    }
    let same = cards_by_numbers(at.who, at.tx, &numbers)?;
    Ok(u32::try_from(same.len()).ok().map(|n| n + 1))
}

/// Only whole numbers: half a number is no question. One that does not check may have been kept as 未核实.
fn whole_numbers(input: &KnownParty, today: NaiveDate) -> Vec<(&'static str, String)> {
    let checked = |text: &str| identity::id_number(text, today).ok().map(|n| n.both_ways());
    let residents = is_residents(&input.id_kind);
    let ids = |text: &str| match residents {
        true => checked(text).or_else(|| identity::unchecked_id(text).map(|n| vec![n])),
        false => identity::other_id(text).map(|n| vec![n]),
    };
    let ids = input.id_number.as_deref().and_then(ids).into_iter().flatten();
    let phone = input.phone.as_deref().and_then(|text| identity::phone(text).ok());
    ids.map(|number| ("id_number", number)).chain(phone.map(|p| ("phone", p.number))).collect()
}

type Named = (Vec<Row>, BTreeSet<RecordId>);

/// Appeals in the asker's scope that name a party with one of the numbers, newest first.
fn by_numbers(
    (office, who): (&Office, &Who),
    reader: &Reader<'_>,
    numbers: &[(&str, String)],
) -> Result<Named> {
    let mut found = (vec![], BTreeSet::new());
    for card in cards_by_numbers(who, reader, numbers)? {
        found.1.insert(card.record);
        found.0.push(rows::row(office, reader, card)?);
    }
    found.0.sort_by_key(|row| std::cmp::Reverse(row.on));
    Ok(found)
}

fn cards_by_numbers(who: &Who, reader: &Reader<'_>, numbers: &[(&str, String)]) -> Result<Vec<CardRow>> {
    let scope = who.scope();
    let mut cards = appeals_naming(reader, numbers)?;
    cards.retain(|c| sees(&scope, c.card.station, &c.card.office));
    Ok(cards)
}

/// Appeals on this desk that name a party with one of the numbers.
pub(crate) fn appeals_naming(reader: &Reader<'_>, numbers: &[(&str, String)]) -> Result<Vec<CardRow>> {
    let mut records = BTreeSet::new();
    for (what, value) in numbers {
        for party in reader.find_hash(what, value)? {
            records.extend(reader.naming(party)?);
        }
    }
    let mut cards = vec![];
    for record in records {
        cards.extend(reader.card(record)?.filter(|c| c.card.noun == "appeal" && !c.card.hidden));
    }
    Ok(cards)
}

fn by_name((office, who): (&Office, &Who), reader: &Reader<'_>, name: Option<&str>) -> Result<Vec<Row>> {
    let Some(name) = name.map(str::trim).filter(|n| n.chars().count() > 1) else { return Ok(vec![]) };
    let asked =
        Search { text: name.into(), scope: who.scope(), nouns: vec!["appeal".into()], among: Among::Dated };
    let page = reader.search(&asked, None, SHOWN as u32)?;
    page.rows.into_iter().map(|found| rows::row(office, reader, found)).collect()
}
