//! Calendars: the years known here, and a new one: first what would move, then the import.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use domain::calendar::{Calendar, CalendarYear, import};
use domain::deadline::{Moved, OpenClock, Started, moves};
use domain::law::RefFile;
use domain::projection::ClockState;
use domain::task::Obligation;
use domain::task::obligation::CLOCK;
use domain::{Card, Law};
use ledger::RecordId;
use serde::{Deserialize, Serialize};
use store::{CardQuery, DueFilter, Reader};
use ts_rs::TS;

use super::rules::{brings_for_all, counted_anew, governs, usable, written};
use super::{bad_ref, every};
use crate::desk::Nothing;
use crate::find::sees;
use crate::{Failure, Office, Outcome, Result, Who, backups};

#[derive(Clone, Debug, Serialize, TS)]
pub struct CalendarsView {
    pub years: Vec<CalendarYear>,
}

pub fn list_calendars(office: &Office, _: &Who, _: Nothing) -> Result<CalendarsView> {
    Ok(CalendarsView { years: office.law().calendar.years().cloned().collect() })
}

/// A year's notice as text: our CSV or the open JSON form.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CalendarText {
    pub text: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct CalendarPreview {
    pub year: CalendarYear,
    /// Clocks whose due day, or its being provisional, changes.
    pub moves: Vec<MovedClock>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct MovedClock {
    pub record: String,
    pub noun: String,
    pub no: Option<String>,
    pub title: String,
    pub flow: String,
    pub before: Option<NaiveDate>,
    pub after: Option<NaiveDate>,
    pub provisional_before: bool,
    pub provisional_after: bool,
}

pub fn preview_calendar(office: &Office, who: &Who, input: CalendarText) -> Result<CalendarPreview> {
    governs(who, "import_calendar")?;
    let law = office.law();
    let year = import(&input.text, &law.calendar).map_err(bad_ref)?;
    let after = law.calendar.clone().with(year.clone());
    let moves = office.desk.read(|reader| -> Result<Vec<MovedClock>> {
        let (clocks, named) = running(office, reader)?;
        let moved = moves(&clocks, &law.calendar, &after).into_iter();
        let mut told: Vec<MovedClock> =
            moved.filter_map(|m| Some(line(who, named.get(&m.key.0)?, m))).collect();
        told.extend(tasks_moved(who, reader, (&law.calendar, &after))?);
        Ok(told)
    })?;
    Ok(CalendarPreview { year, moves })
}

/// A task counts by no rule: the calendar alone moves its day off a rest day.
fn tasks_moved(
    who: &Who,
    reader: &Reader<'_>,
    (before, after): (&Calendar, &Calendar),
) -> Result<Vec<MovedClock>> {
    let mut moved = vec![];
    for id in with_clocks(reader, TASK)? {
        let record = reader.record(id)?.ok_or(Failure::Missing { what: "record".into() })?;
        let obligation = Obligation::of(&record);
        let due = |calendar: &Calendar| {
            let on = obligation.due_on(calendar);
            (on, on.is_some_and(|on| !calendar.is_official(on)))
        };
        let ((before, provisional_before), (after, provisional_after)) = (due(before), due(after));
        if before == after && provisional_before == provisional_after {
            continue;
        }
        let key = (id, CLOCK.to_owned());
        let moves = Moved { key, before, after, provisional_before, provisional_after };
        moved.push(line(who, &card_of(reader, id)?, moves));
    }
    Ok(moved)
}

/// One line of a preview: the record as it is called, and from when to when its day goes.
fn line(who: &Who, card: &Card, moves: Moved<Key>) -> MovedClock {
    let (record, flow) = moves.key;
    MovedClock {
        record: record.to_string(),
        noun: card.noun.clone(),
        no: card.no.clone(),
        title: title_for(who, card),
        flow,
        before: moves.before,
        after: moves.after,
        provisional_before: moves.provisional_before,
        provisional_after: moves.provisional_after,
    }
}

fn card_of(reader: &Reader<'_>, record: RecordId) -> Result<Card> {
    Ok(reader.card(record)?.ok_or(Failure::Missing { what: "record".into() })?.card)
}

/// What a matter is about, for whose it is to see. An administrator keeps calendars and reads no business, and rules count at other
/// offices too: how many days move, of what, is told all the same.
fn title_for(who: &Who, card: &Card) -> String {
    let seen = who.person.sees_business() && sees(&who.scope(), card.station, &card.office);
    if seen { card.title.clone() } else { String::new() }
}

pub fn import_calendar(office: &Office, who: &Who, input: CalendarText) -> Result<Outcome<CalendarsView>> {
    governs(who, "import_calendar")?;
    brings_for_all(office, who)?;
    let year = import(&input.text, &office.law().calendar).map_err(bad_ref)?;
    if let Some(known) = office.law().calendar.year(year.year)
        && known.days == year.days
        && known.official == year.official
    {
        return Err(domain::Refusal::NothingChanged.into());
    }
    let file = RefFile::read(&year.to_ref()).map_err(bad_ref)?;
    let law = usable(office, std::slice::from_ref(&file))?;
    let hint = backups::before(office, who, "import_calendar")?;
    let known = CalendarsView { years: law.calendar.years().cloned().collect() };
    let outcome = written((office, who), "import_calendar", &[file], known)?;
    Ok(counted_anew(office, outcome)?.with(hint))
}

/// Running clocks whose due day would be another under that law.
pub(super) fn moved_under(
    (office, who): (&Office, &Who),
    after: &Law,
    reader: &Reader<'_>,
) -> Result<Vec<MovedClock>> {
    let law = office.law();
    let mut moved = vec![];
    for id in records_with_clocks(reader)? {
        let record = reader.record(id)?.ok_or(Failure::Missing { what: "record".into() })?;
        let then = domain::clocks::clocks(&record, after);
        for clock in domain::clocks::clocks(&record, &law).iter().filter(|c| c.is_open()) {
            let other = then.iter().find(|c| c.flow == clock.flow);
            let (before, new) = (clock.due_on(), other.and_then(domain::clocks::Clock::due_on));
            if before == new {
                continue;
            }
            let moves = Moved {
                key: (id, clock.flow.clone()),
                before,
                after: new,
                provisional_before: clock.is_provisional(),
                provisional_after: other.is_some_and(domain::clocks::Clock::is_provisional),
            };
            moved.push(line(who, &card_of(reader, id)?, moves));
        }
    }
    Ok(moved)
}

fn records_with_clocks(reader: &Reader<'_>) -> Result<Vec<RecordId>> {
    let mut found = vec![];
    for noun in CLOCKED {
        found.extend(with_clocks(reader, noun)?);
    }
    Ok(found)
}

fn with_clocks(reader: &Reader<'_>, noun: &str) -> Result<Vec<RecordId>> {
    let due = DueFilter { states: vec![ClockState::Running, ClockState::Paused], ..DueFilter::default() };
    every(reader, &CardQuery { due: Some(due), ..CardQuery::of(noun) })
}

/// Nouns whose limits are of rules.
const CLOCKED: [&str; 4] = ["appeal", "voice", "sealed", "activity"];
const TASK: &str = domain::task::obligation::NOUN;

type Key = (RecordId, String);
type Named = BTreeMap<RecordId, Card>;

/// Every clock that still counts, with the row of its record.
fn running(office: &Office, reader: &Reader<'_>) -> Result<(Vec<OpenClock<Key>>, Named)> {
    let law = office.law();
    let (mut clocks, mut named) = (vec![], Named::new());
    for id in records_with_clocks(reader)? {
        let record = reader.record(id)?.ok_or(Failure::Missing { what: "record".into() })?;
        for clock in domain::clocks::clocks(&record, &law).iter().filter(|c| c.is_open()) {
            clocks.extend(clock.rule_in(&law).map(|rule| OpenClock {
                key: (id, clock.flow.clone()),
                period: rule.period(),
                started: Started::On(clock.started_on),
                history: clock.history.clone(),
            }));
        }
        named.insert(id, card_of(reader, id)?);
    }
    Ok((clocks, named))
}

#[cfg(test)]
mod tests {
    use domain::{Person, Role, Stage};
    use ledger::{AccountId, GrantId, SigningKey};
    use zeroize::Zeroizing;

    use super::*;

    fn who(office: &str, role: Role) -> Who {
        let person = Person {
            account: AccountId::at(1),
            record: RecordId::at(2),
            grant: GrantId::at(3),
            name: "周敏".into(),
            office: office.into(),
            department: String::new(),
            formerly: Default::default(),
            roles: [role].into(),
            level: None,
            stations: Default::default(),
            whole_office: true,
            stands_for: Default::default(),
        };
        let (key, seal) = (SigningKey::from_bytes(&[1; 32]), Zeroizing::new([2; 32]));
        Who { login: person.name.clone(), person, key, seal }
    }

    /// A bug: what moves under other rules was told with its title, at other offices too.
    #[test]
    fn what_a_moved_matter_is_about_is_told_to_whose_it_is_to_see() {
        let card = Card {
            noun: "appeal".into(),
            station: None,
            office: "331003".into(),
            state: "handling".into(),
            stage: Stage::Handle,
            kind: "other".into(),
            on: None,
            title: "反映欠薪".into(),
            no: None,
            holder: None,
            flags: vec![],
            hidden: false,
            more: serde_json::Value::Null,
        };
        for (office, role, said) in [
            ("331003", Role::Registrar, "反映欠薪"),
            ("331000", Role::Registrar, "反映欠薪"),
            ("331002", Role::Registrar, ""),
            ("331003", Role::SystemAdmin, ""),
        ] {
            assert_eq!(title_for(&who(office, role), &card), said, "{office} {role:?}");
            let on = |day| NaiveDate::from_ymd_opt(2026, 9, day);
            for key in [(RecordId::at(7), CLOCK.to_owned()), (RecordId::at(7), "clock/R01/0".to_owned())] {
                let moves = Moved {
                    key: key.clone(),
                    before: on(7),
                    after: on(8),
                    provisional_before: true,
                    provisional_after: false,
                };
                let line = line(&who(office, role), &card, moves);
                let told = (line.record, line.flow, line.title.as_str(), line.before, line.after);
                assert_eq!(told, (key.0.to_string(), key.1, said, on(7), on(8)), "a task and a limit alike");
                assert!(line.provisional_before && !line.provisional_after);
            }
        }
    }
}
