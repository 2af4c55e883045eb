//! One box for everything: substrings, numbers, initials, last four digits. A whole phone or ID number is found by its
//! keyed hash only, and that look-up is written down, so that a mask cannot be undone digit by digit.
//! It does not know how words are cut (`store`).

use std::collections::BTreeSet;

use chrono::NaiveDate;
use domain::identity;
use ledger::{RecordId, Value};
use serde::{Deserialize, Serialize};
use store::search::{Among, Search, looks_personal};
use store::{CardRow, Reader, Scope};
use ts_rs::TS;

use crate::rows::{self, Row};
use crate::{Office, Result, Who, trace};

/// Rows of one page of hits.
const HITS: u32 = 50;
/// Stations and people shown above the hits.
const PLACES: u32 = 8;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct Find {
    pub text: String,
    #[serde(default)]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub nouns: Vec<String>,
    pub cursor: Option<String>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Found {
    /// Stations and people: they have no list date and would otherwise come last.
    pub places: Vec<Row>,
    /// Matters whose notes (办理笔记) say it, newest note first; only for who may read notes, and with the first page.
    pub noted: Vec<Row>,
    pub page: FoundPage,
    /// The text was a whole number and the look-up was written down.
    pub by_number: bool,
}

/// Hits, newest first. To count them all is dearer by far than to show the newest: where the page does not say it by
/// itself, `count` is left out and `count_found` has it.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FoundPage {
    pub rows: Vec<Row>,
    pub next: Option<String>,
    #[ts(type = "number | null")]
    pub count: Option<u64>,
}

pub fn find(office: &Office, who: &Who, input: Find) -> Result<Found> {
    may_find(who, "find")?;
    let Some((what, values)) = whole_number(&input.text, office.wall.today()) else {
        return by_words(office, who, &input);
    };
    let found = by_number(office, who, (what, &values))?;
    // Seven or eight digits may be a local telephone or a piece of a case number, a letter before them a passport's: nobody has
    // it, some text may.
    if found.page.rows.is_empty() && !looks_personal(&input.text) {
        return by_words(office, who, &input);
    }
    Ok(found)
}

/// How many hits there are in all, under the same text, nouns and scope. Of a whole number: those whose words hold it
/// are none, and its own look-up has counted them.
pub fn count_found(office: &Office, who: &Who, input: Find) -> Result<u64> {
    may_find(who, "count_found")?;
    office.desk.read(|reader| Ok(reader.search_count(&asked(who, &input, Among::Dated))?))
}

fn may_find(who: &Who, verb: &str) -> Result<()> {
    if who.person.sees_business() {
        return Ok(());
    }
    Err(domain::Refusal::WrongRole { verb: verb.into() }.into())
}

fn asked(who: &Who, input: &Find, among: Among) -> Search {
    Search { text: input.text.clone(), scope: who.scope(), nouns: input.nouns.clone(), among }
}

/// A text that is a whole phone, identity or company number, in the forms its hash may be kept in.
fn whole_number(text: &str, today: NaiveDate) -> Option<(&'static str, Vec<String>)> {
    let id = identity::id_number(text, today).ok().map(|n| ("id_number", n.both_ways()));
    let phone = || identity::phone(text).ok().map(|p| ("phone", p.number));
    let company = || identity::company_code(text).ok().map(|c| ("company_code", c));
    let unchecked = || identity::unchecked_id(text).map(|number| ("id_number", number));
    let others = || phone().or_else(company).or_else(unchecked).or_else(|| passport(text));
    id.or_else(|| others().map(|(what, number)| (what, vec![number])))
}

/// Of a passport or a permit: a letter or two, then digits.
fn passport(text: &str) -> Option<(&'static str, String)> {
    let number = identity::other_id(text)?;
    let digits = number.trim_start_matches(|c: char| c.is_ascii_uppercase());
    let fits = (1..=2).contains(&(number.len() - digits.len())) && (7..=10).contains(&digits.len());
    (fits && digits.bytes().all(|b| b.is_ascii_digit())).then_some(("id_number", number))
}

fn by_words(office: &Office, who: &Who, input: &Find) -> Result<Found> {
    let after = input.cursor.as_deref().map(rows::cursor).transpose()?;
    let is_first = after.is_none();
    office.desk.read(|reader| {
        let hits = reader.search(&asked(who, input, Among::Dated), after, HITS)?;
        let is_all = is_first && hits.next.is_none();
        let count = is_all.then_some(hits.rows.len() as u64);
        let undated = asked(who, input, Among::Undated);
        let places = if is_first { reader.search(&undated, None, PLACES)?.rows } else { vec![] };
        let noted = if is_first { noted(who, reader, input)? } else { vec![] };
        let row = |found| rows::row(office, reader, found);
        Ok(Found {
            noted: noted.into_iter().map(row).collect::<Result<_>>()?,
            places: places.into_iter().map(row).collect::<Result<_>>()?,
            page: FoundPage {
                rows: hits.rows.into_iter().map(row).collect::<Result<_>>()?,
                next: hits.next.map(|c| c.to_string()),
                count,
            },
            by_number: false,
        })
    })
}

/// A liaison is often the township's own employee: nothing of a note is looked up, or counted, for one.
fn noted(who: &Who, reader: &Reader<'_>, input: &Find) -> Result<Vec<CardRow>> {
    let wanted = input.nouns.is_empty() || input.nouns.iter().any(|noun| noun == domain::appeal::NOUN);
    if !wanted || !who.person.works_on_matters() {
        return Ok(vec![]);
    }
    Ok(reader.search_notes(&input.text, &who.scope(), PLACES)?)
}

/// Who has this number, and what names them.
fn by_number(office: &Office, who: &Who, (what, values): (&str, &[String])) -> Result<Found> {
    let scope = who.scope();
    let rows = office.desk.read(|reader| -> Result<Vec<Row>> {
        // A family gives one telephone: what names two of them is one row.
        let mut records = BTreeSet::new();
        for value in values {
            for party in reader.find_hash(what, value)? {
                records.extend(std::iter::once(party).chain(reader.naming(party)?));
            }
        }
        let mut rows = vec![];
        for record in records {
            let Some(found) = reader.card(record)? else { continue };
            // What is being sealed is found no more, though another matter still names its person.
            if !found.card.hidden && sees(&scope, found.card.station, &found.card.office) {
                rows.push(rows::row(office, reader, found)?);
            }
        }
        rows.sort_by_key(|row| std::cmp::Reverse(row.on));
        Ok(rows)
    })?;
    let named: Vec<Value> =
        rows.iter().filter_map(|r| r.record.parse::<RecordId>().ok()).map(Value::from).collect();
    trace::write(office, who, "find_number", Value::map([("what", what.into()), ("records", named.into())]))?;
    let count = rows.len() as u64;
    Ok(Found {
        places: vec![],
        noted: vec![],
        page: FoundPage { rows, next: None, count: Some(count) },
        by_number: true,
    })
}

/// Whether a record lies in a scope.
pub fn sees(scope: &Scope, station: Option<RecordId>, office: &str) -> bool {
    match scope {
        Scope::Whole => true,
        Scope::Office(code) => code == office,
        Scope::Stations(stations) => station.is_some_and(|s| stations.contains(&s)),
    }
}
