//! `hand_over`: all open work of a colleague goes to a successor in one act, after a look at what that is.

use domain::appeal::{Appeal, keeps_away};
use domain::staff::{HandOver, OpenWork, Staff, hand_over as handing_over, may_hand_over};
use domain::voice::Voice;
use domain::{Ctx, Refusal, Stage, is_open};
use ledger::{EntryId, Op, Record, RecordId};
use serde::{Deserialize, Serialize};
use store::{CardQuery, Reader};
use ts_rs::TS;

use super::approver::{Lies, can_open, can_take_all};
use crate::error::OrMissing;
use crate::find::sees;
use crate::outcome::On;
use crate::perform::At;
use crate::sealing::{is_handler, matters_of, number_of, opened};
use crate::step::{Noun, of_noun};
use crate::{Failure, Office, Outcome, Result, Who, backups};

/// Nouns whose records wait for somebody.
const WORK: &[&str] = &["appeal", "voice", "activity", "obligation", "visit"];

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreviewHandOver {
    #[ts(type = "string")]
    pub from: RecordId,
}

/// One record with the heads that the deed will stand on.
#[derive(Clone, Debug, Serialize, TS)]
pub struct WorkRow {
    pub work: OpenWork,
    pub no: Option<String>,
    pub state: String,
    pub station_name: String,
    pub seen: Vec<String>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct HandOverPreview {
    pub rows: Vec<WorkRow>,
    /// Work outside the asker's scope, which somebody else must hand over.
    pub n_unseen: usize,
    /// They are named for sealed matters and the asker is not: what they hold of those another handler hands over.
    pub sealed_apart: bool,
}

pub fn preview_hand_over(office: &Office, who: &Who, input: PreviewHandOver) -> Result<HandOverPreview> {
    if !who.person.sees_business() {
        return Err(Refusal::WrongRole { verb: "hand_over".into() }.into());
    }
    office.desk.read(|reader| {
        reader.record(input.from)?.filter(|r| r.noun == "person").or_missing("person")?;
        let (mut mine, unseen) = (open_work(reader, who, input.from)?, all_work(reader, input.from)?);
        let n_unseen = unseen.len() - mine.len();
        let sealed = sealed_work(reader, who, input.from)?;
        let sealed_apart = sealed.is_none() && is_named(office, reader, (who, input.from))?;
        mine.extend(sealed.unwrap_or_default());
        let rows = mine.into_iter().map(|(work, card)| row(office, reader, (work, card)));
        Ok(HandOverPreview { rows: rows.collect::<Result<_>>()?, n_unseen, sealed_apart })
    })
}

/// Some account of theirs was given the office's key for sealed matters.
fn is_named(office: &Office, reader: &Reader<'_>, (who, person): (&Who, RecordId)) -> Result<bool> {
    let names = office.names();
    for (account, _) in names.accounts.iter().filter(|(_, of)| **of == person) {
        if is_handler(reader, *account, &who.person.office)?.0 {
            return Ok(true);
        }
    }
    Ok(false)
}

fn row(office: &Office, reader: &Reader<'_>, (work, card): (OpenWork, domain::Card)) -> Result<WorkRow> {
    let seen = reader.heads(work.record)?.iter().map(EntryId::to_string).collect();
    let station_name = work.station.map(|s| office.station_name(s)).unwrap_or_default();
    Ok(WorkRow { no: card.no, state: card.state, station_name, seen, work })
}

/// What was previewed: a record that somebody moved since refuses the whole act.
#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct HandOverIn {
    #[serde(flatten)]
    pub form: HandOver,
    /// Heads of every record as the preview showed them.
    #[ts(type = "Array<{ record: string, seen: string[] }>")]
    pub on: Vec<SeenRecord>,
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
pub struct SeenRecord {
    #[ts(type = "string")]
    pub record: RecordId,
    #[ts(type = "string[]")]
    pub seen: Vec<EntryId>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct HandedOver {
    pub n: usize,
}

pub fn hand_over(office: &Office, who: &Who, input: HandOverIn) -> Result<Outcome<HandedOver>> {
    // Whoever may not hand over makes no copy by asking.
    let from = office.desk.read(|reader| reader.record(input.form.from))?.filter(|r| r.noun == "person");
    let (law, today) = (office.law(), office.wall.today());
    let ctx = Ctx { person: &who.person, today, law: &law };
    let may = from.is_some_and(|from| may_hand_over(&Staff::of(&from), &ctx).is_ok());
    let hint = if may { backups::before(office, who, "hand_over")? } else { None };
    let outcome = office.perform(who, "hand_over", |at| {
        let from = Staff::of(&of_noun(at, input.form.from, "person")?);
        let to = Staff::of(&of_noun(at, input.form.to, "person")?);
        let mut work: Vec<OpenWork> = open_work(at.tx, who, from.id)?.into_iter().map(|(w, _)| w).collect();
        work.extend(sealed_work(at.tx, who, from.id)?.unwrap_or_default().into_iter().map(|(w, _)| w));
        let deed = handing_over(&work, (&from, &to), &input.form, &at.ctx())?;
        let n = deed.len();
        fit_for(at, deed.iter().filter_map(|(record, _)| work.iter().find(|w| w.record == *record)), to.id)?;
        for (record, ops) in deed {
            let seen = input.on.iter().find(|o| o.record == record).map(|o| o.seen.clone());
            let Some(seen) = seen else { return Err(Failure::MovedOn { record: record.to_string() }.into()) };
            if at.tx.heads(record)? != sorted(&seen) {
                return Err(Failure::MovedOn { record: record.to_string() }.into());
            }
            free_of(at, work.iter().find(|w| w.record == record).or_missing("record")?, &to)?;
            let ops = ops.into_iter().map(|op| held(&work, record, op)).collect();
            at.change(&On { record, seen }, ops)?;
        }
        Ok(HandedOver { n })
    })?;
    Ok(outcome.with(hint))
}

/// The rules of giving one matter hold for all of them: who works on matters where each lies, and can open the sealed ones.
fn fit_for<'w>(at: &At<'_, '_>, work: impl Iterator<Item = &'w OpenWork>, to: RecordId) -> Result<()> {
    let (mut sealed, mut lies) = (false, vec![]);
    for one in work {
        match one.noun.as_str() {
            "sealed" => sealed = true,
            "appeal" => lies.push(Lies::of(&Appeal::of(&at.record(one.record)?))),
            "voice" => lies.push(Lies::of_voice(&Voice::of(&at.record(one.record)?))),
            _ => {}
        }
    }
    if sealed {
        can_open(at, to)?;
    }
    can_take_all(at, to, &lies)
}

/// And who need not keep away from it.
fn free_of(at: &At<'_, '_>, work: &OpenWork, to: &Staff) -> Result<()> {
    let (record, name) = (at.record(work.record)?, to.facts.name.clone().unwrap_or_default());
    let away = match work.noun.as_str() {
        "appeal" | "sealed" => keeps_away(&Appeal::see(record, at)?, (to.id, &name)),
        _ => record.set("recused").any(|kept| kept.record() == Some(to.id)),
    };
    if away { Err(Refusal::KeepsAway { name, title: work.title.clone() }.into()) } else { Ok(()) }
}

/// Who must act next stands in `holder`; of an activity it is the host.
fn held(work: &[OpenWork], record: RecordId, op: Op) -> Op {
    let hosted = work.iter().any(|w| w.record == record && w.noun == "activity");
    match op {
        Op::SetField { field, value } if hosted && field == "holder" => Op::set("host", value),
        other => other,
    }
}

fn sorted(seen: &[EntryId]) -> Vec<EntryId> {
    let mut seen = seen.to_vec();
    seen.sort_unstable();
    seen
}

/// What a person holds of sealed matters: no row tells it, so whoever can open them looks. `None`: the asker can open none.
fn sealed_work(
    reader: &Reader<'_>,
    who: &Who,
    person: RecordId,
) -> Result<Option<Vec<(OpenWork, domain::Card)>>> {
    let code = &who.person.office;
    if !is_handler(reader, who.person.account, code)?.1 {
        return Ok(None);
    }
    let mut work = vec![];
    for id in matters_of(reader, code)? {
        let card = sealed_card(reader, &opened(reader, who, id)?.0)?;
        if card.holder == Some(person) && is_open(card.stage, &card.state) {
            work.push((open(id, &card), card));
        }
    }
    Ok(Some(work))
}

/// Its row as its handlers would see one: the number that the station keeps, and no word of what it says.
fn sealed_card(reader: &Reader<'_>, record: &Record) -> Result<domain::Card> {
    let matter = domain::sealed::as_appeal(record);
    Ok(domain::Card {
        noun: domain::sealed::NOUN.into(),
        station: None,
        office: matter.office.clone(),
        state: record.at("main").into(),
        stage: matter.state.map_or(Stage::None, domain::appeal::State::stage),
        kind: String::new(),
        on: matter.facts.received_on,
        title: String::new(),
        no: number_of(reader, record)?,
        holder: matter.holder,
        flags: vec!["sealed".into()],
        hidden: record.hidden,
        more: serde_json::json!({}),
    })
}

/// Open records that wait for a person, in the asker's scope.
pub(super) fn open_work(
    reader: &Reader<'_>,
    who: &Who,
    person: RecordId,
) -> Result<Vec<(OpenWork, domain::Card)>> {
    let scope = who.scope();
    let mine = |(w, c): &(OpenWork, domain::Card)| sees(&scope, w.station, &c.office);
    Ok(all_work(reader, person)?.into_iter().filter(mine).collect())
}

fn all_work(reader: &Reader<'_>, person: RecordId) -> Result<Vec<(OpenWork, domain::Card)>> {
    let mut work = vec![];
    for noun in WORK {
        let query = CardQuery { holders: vec![person], ..CardQuery::of(noun) };
        let mut after = None;
        loop {
            let page = reader.cards(&query, after, 500)?;
            let waits = page.rows.into_iter().filter(|r| is_open(r.card.stage, &r.card.state));
            work.extend(waits.map(|r| (open(r.record, &r.card), r.card)));
            match page.next {
                Some(next) => after = Some(next),
                None => break,
            }
        }
    }
    Ok(work)
}

fn open(record: RecordId, card: &domain::Card) -> OpenWork {
    OpenWork {
        record,
        noun: card.noun.clone(),
        title: card.title.clone(),
        station: card.station,
        holder: card.holder.unwrap_or(record),
    }
}
