//! Sheets for the office's own use: 来访登记表, 签到表, 期限说明. People are masked as the viewer sees them.

use chrono::NaiveDate;
use domain::activity::{Activity, sign_in_sheet};
use domain::appeal::{Appeal, Involved, Part, Reply, State};
use domain::clocks::{Clock, clocks};
use domain::conflict::may_go_out;
use domain::deadline::DeadlineView;
use domain::law::Wording;
use domain::party::{Party, PartyView};
use domain::visit::{Present, Visit};
use domain::{Law, Refusal};
use ledger::{Record, RecordId};
use paper::print::{self, Agent, Attendance, Attendee, Body, Due, Moment, Petitioner, Segment, VisitSheet};
use serde::{Deserialize, Serialize};
use store::Reader;
use ts_rs::TS;

use super::instruction::instruction;
use super::press::{Printed, press};
use crate::appeals::{OneRecord, visible};
use crate::clocks::changes_said;
use crate::error::OrMissing;
use crate::lists::{joined, lists};
use crate::wall::day_of;
use crate::{Failure, Office, Outcome, Result, Who};

/// Lines on a 签到表 for those who come without being listed.
const BLANK_LINES: u8 = 10;
pub(super) const VISIT_SHEET: &str = "print_visit_sheet";
const SIGN_IN: &str = "print_sign_in";
/// Parts of those who came along and of our own people (list `attendance`).
const DEPUTY: &str = "deputy";
const STAFF: [&str; 4] = ["host", "recorder", "prosecutor", "leader"];
/// 检察官: by the list `staff_kind`, and by `attendance` where only a name was written down.
const PROSECUTORS: [&str; 2] = ["prosecutor", "leader"];

pub fn print_visit_sheet(office: &Office, who: &Who, input: OneRecord) -> Result<Outcome<Printed>> {
    let read = |reader: &Reader<'_>| -> Result<Body> {
        let record = visible((office, who), reader, (input.record, "appeal"))?;
        Ok(Body::VisitSheet(Box::new(visit_sheet(office, reader, &record)?)))
    };
    press((office, who), VISIT_SHEET, (input.record, read))
}

fn visit_sheet(office: &Office, reader: &Reader<'_>, record: &Record) -> Result<VisitSheet> {
    let (law, appeal) = (office.law(), Appeal::of(record));
    let facts = &appeal.facts;
    let named = |list: &str, code: &Option<String>| {
        code.as_deref().map(|c| law.codes.name(list, c).unwrap_or(c).to_owned()).unwrap_or_default()
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let people = people(office, reader, &appeal)?;
    let shown = |part: Part| people.iter().filter(move |(i, _)| i.part == part).map(|(_, view)| view);
    let visit = record.record("visit").map(|id| reader.record(id)).transpose()?.flatten();
    let visit = visit.map(|record| Visit::of(&record));
    let there = There::of(reader, (&appeal, visit.as_ref()))?;
    Ok(VisitSheet {
        no: record.number(domain::appeal::SERIES).unwrap_or_default().into(),
        station: name(reader, (VISIT_SHEET, appeal.station))?,
        visited: facts.received_on.map(|on| moment(on, visit.as_ref())),
        form: named("way", &facts.way),
        time: facts.nth,
        persons: facts.n_people,
        representatives: shown(Part::Representative).map(name_of).collect(),
        petitioner: shown(Part::Petitioner).next().map(|v| petitioner(v, &law)).unwrap_or_default(),
        accused: joined(&shown(Part::Accused).map(name_of).collect::<Vec<_>>(), "list"),
        case_no: text(&facts.case_no),
        case_office: text(&facts.case_office),
        case_stage: named("case_stage", &facts.case_stage),
        matter: named("category", &facts.category),
        grid: text(&facts.grid),
        facts: text(&facts.facts),
        request: text(&facts.request),
        materials: facts.materials.iter().flatten().map(material).collect(),
        received_by: there.received_by(office, record),
        prosecutors: there.prosecutors,
        deputies: there.deputies,
        agent: shown(Part::Agent).next().map(|v| agent(v, &law)),
        known_to: facts.nth.and(record.opened.as_ref()).map(|s| day_of(s.wall_ms)),
        locality: facts.division.as_deref().map(|code| locality(code, &law)).unwrap_or_default(),
        flags: facts.flags.iter().flatten().filter_map(|flag| box_of(flag)).collect(),
        answered: answered_on_spot(&appeal),
        proposal: text(&facts.opinion),
        instruction: instruction(reader, &appeal)?,
        dues: appeal.clocks(&law).iter().filter(|c| c.is_open()).map(|c| due(c, &law)).collect(),
        ..VisitSheet::default()
    })
}

/// With the hour, where the visit it was raised at was of that day and somebody wrote it down.
fn moment(on: NaiveDate, visit: Option<&Visit>) -> Moment {
    let same_day = visit.filter(|visit| visit.facts.visited_on == Some(on));
    Moment { on, at: same_day.and_then(|visit| visit.facts.from_at) }
}

/// 接待人, 检察官, 同来代表: as the appeal names them; where it names none, as the visit does that it was raised at.
#[derive(Default)]
struct There {
    received_by: Vec<String>,
    prosecutors: Vec<String>,
    deputies: Vec<String>,
}

impl There {
    fn of(reader: &Reader<'_>, (appeal, visit): (&Appeal, Option<&Visit>)) -> Result<Self> {
        let (staff, deputies) = (&appeal.facts.present, &appeal.facts.deputies);
        let mut there = Self::default();
        for id in staff.iter().flatten() {
            there.add(reader, ("", Some(*id), None))?;
        }
        for id in deputies.iter().flatten() {
            there.add(reader, (DEPUTY, Some(*id), None))?;
        }
        let (no_staff, no_deputy) = (staff.iter().flatten().next().is_none(), there.deputies.is_empty());
        let wanted = |one: &&Present| match one.part.as_str() {
            DEPUTY => no_deputy,
            part => no_staff && STAFF.contains(&part),
        };
        let came = visit.into_iter().flat_map(|visit| visit.facts.present.iter().flatten());
        for one in came.filter(wanted) {
            there.add(reader, (one.part.as_str(), one.record, one.name.as_deref()))?;
        }
        Ok(there)
    }

    /// Whoever typed it in, where nobody is named.
    fn received_by(&self, office: &Office, record: &Record) -> String {
        let typed = || record.opened.as_ref().map(|s| office.name_of(s.account)).unwrap_or_default();
        if self.received_by.is_empty() { typed() } else { joined(&self.received_by, "list") }
    }

    /// Staff by what they are (list `staff_kind`): whoever helped is no 检察官. Of a mere name only the part is known.
    fn add(
        &mut self,
        reader: &Reader<'_>,
        (part, id, said): (&str, Option<RecordId>, Option<&str>),
    ) -> Result<()> {
        let record = id.map(|id| reader.record(id)).transpose()?.flatten();
        let kind = record.as_ref().and_then(|record| record.text("kind"));
        let prosecutes = match id {
            Some(_) => kind.is_some_and(|kind| PROSECUTORS.contains(&kind)),
            None => PROSECUTORS.contains(&part),
        };
        let named = match id {
            Some(_) => name(reader, (VISIT_SHEET, id))?,
            None => said.unwrap_or_default().to_owned(),
        };
        let list = match part {
            DEPUTY => &mut self.deputies,
            _ if prosecutes => &mut self.prosecutors,
            _ => &mut self.received_by,
        };
        if !named.is_empty() && !list.contains(&named) {
            list.push(named);
        }
        Ok(())
    }
}

/// As it stands on a form: of nobody, or of somebody who is not known here, nothing.
pub(super) fn name(reader: &Reader<'_>, (form, id): (&str, Option<RecordId>)) -> Result<String> {
    let Some(record) = id.map(|id| reader.record(id)).transpose()?.flatten() else {
        return Ok(String::new());
    };
    may_go_out(form, &record)?;
    Ok(record.text("name").unwrap_or_default().to_owned())
}

/// The boxes of 特别情形 by the codes of list `flag`; the others stand on no paper.
fn box_of(flag: &str) -> Option<print::Flag> {
    match flag {
        "minor" => Some(print::Flag::Minor),
        "vulnerable" => Some(print::Flag::Frail),
        "group" => Some(print::Flag::Group),
        "public_opinion" => Some(print::Flag::PublicOpinion),
        "extreme" => Some(print::Flag::Extreme),
        _ => None,
    }
}

fn locality(code: &str, law: &Law) -> String {
    law.places.division(code).map_or_else(|| code.to_owned(), |place| place.name.clone())
}

/// What was said there and then, also once a later question reopened it; a reply after handling has a paper of its own.
fn answered_on_spot(appeal: &Appeal) -> String {
    let main = appeal.record.flows.get("main");
    let there = main.is_some_and(|flow| flow.moves.iter().any(|m| m.to == State::AnsweredOnSpot.key()));
    appeal
        .lines::<Reply>("reply")
        .into_iter()
        .next()
        .filter(|_| there)
        .map(|reply| reply.text)
        .unwrap_or_default()
}

fn people(office: &Office, reader: &Reader<'_>, appeal: &Appeal) -> Result<Vec<(Involved, PartyView)>> {
    let mut people = vec![];
    for involved in appeal.involved() {
        let Some(record) = reader.record(involved.record)? else { continue };
        may_go_out(VISIT_SHEET, &record)?;
        people.push((involved, PartyView::of(&Party::of(&record), office.wall.today())));
    }
    Ok(people)
}

fn name_of(view: &PartyView) -> String {
    let masked = view.name.as_ref().map(ToString::to_string);
    view.unit_name.clone().or(masked).unwrap_or_default()
}

fn petitioner(view: &PartyView, law: &Law) -> Petitioner {
    let named = |list: &str, code: &Option<String>| {
        code.as_deref().map(|c| law.codes.name(list, c).unwrap_or(c).to_owned()).unwrap_or_default()
    };
    Petitioner {
        name: name_of(view),
        sex: named("sex", &view.sex),
        ethnicity: named("ethnicity", &view.ethnic),
        id_kind: named("id_kind", &view.id_kind),
        id_number: view.id_number.as_ref().map(ToString::to_string).unwrap_or_default(),
        occupation: view.work.clone().unwrap_or_default(),
        registered_address: view.home.as_ref().map(ToString::to_string).unwrap_or_default(),
        address: view.address.as_ref().map(ToString::to_string).unwrap_or_default(),
        phone: view.phone.as_ref().map(ToString::to_string).unwrap_or_default(),
        relation: named("relation", &view.relation),
        ..Petitioner::default()
    }
}

/// 代理人及授权: how they stand to who they speak for, and by what they may.
fn agent(view: &PartyView, law: &Law) -> Agent {
    let relation = view.relation.as_deref().map(|c| law.codes.name("relation", c).unwrap_or(c).to_owned());
    let says = [relation, view.authority.clone()].into_iter().flatten().collect::<Vec<_>>();
    Agent { name: name_of(view), authority: joined(&says, "comma") }
}

fn material(kept: &domain::appeal::Material) -> print::Material {
    print::Material {
        name: kept.name.clone(),
        copies: kept.n_copies.unwrap_or(1),
        pages: kept.n_pages,
        original: kept.original.unwrap_or(false),
    }
}

fn due(clock: &Clock, law: &Law) -> Due {
    let rule = clock.rule_in(law);
    Due {
        name: rule.map(|r| r.matter.clone()).unwrap_or_else(|| clock.rule.clone()),
        due_on: clock.due_on(),
        provisional: clock.deadline.as_ref().is_some_and(|d| d.provisional),
        doubtful: rule.is_some_and(|r| r.wording == Wording::Unverified),
    }
}

#[derive(Clone, Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrintDeadline {
    #[ts(type = "string")]
    pub record: RecordId,
    /// The clock: `clock/R01/0`.
    pub flow: String,
}

/// Nouns whose clocks their page shows. A sealed matter's go on no paper.
const CLOCKED: [&str; 3] = ["appeal", "voice", "activity"];

pub fn print_deadline(office: &Office, who: &Who, input: PrintDeadline) -> Result<Outcome<Printed>> {
    let read = |reader: &Reader<'_>| -> Result<Body> {
        let noun = reader.record(input.record)?.map(|r| r.noun).filter(|n| CLOCKED.contains(&n.as_str()));
        let noun = noun.or_missing("record")?;
        let record = visible((office, who), reader, (input.record, &noun))?;
        Ok(Body::Strip(strip(office, reader, (&record, &input.flow))?))
    };
    press((office, who), "print_deadline", (input.record, read))
}

fn strip(office: &Office, reader: &Reader<'_>, (record, flow): (&Record, &str)) -> Result<print::Strip> {
    let law = office.law();
    let clocks = clocks(record, &law);
    let clock = clocks.iter().find(|c| c.flow == flow).or_missing("clock")?;
    let (rule, counted) =
        (clock.rule_in(&law).or_missing("rule")?, clock.deadline.as_ref().or_missing("rule")?);
    let view = DeadlineView::of(rule.period(), counted, &law);
    let unit =
        serde_json::to_value(rule.unit).ok().and_then(|u| u.as_str().map(str::to_owned)).unwrap_or_default();
    let card = reader.card(record.id)?.or_missing("record")?.card;
    let number = card.no.unwrap_or_default();
    let segments = view.strip.iter().map(segment).collect::<Result<_>>()?;
    Ok(print::Strip {
        record: format!("{number} {}", card.title).trim().to_owned(),
        rule: rule.matter.clone(),
        article: rule.article.clone(),
        version: rule.version.clone(),
        doubtful: rule.wording == Wording::Unverified,
        event: law.codes.name("event", &rule.counts_from).unwrap_or(&rule.counts_from).to_owned(),
        period: format!("{} {}", view.amount, lists().units.get(&unit).cloned().unwrap_or_default()),
        started_on: view.started_on,
        due_on: view.due_on,
        due_at: None,
        advised_on: view.advised_on,
        provisional: view.provisional,
        calendar: view.calendar.clone(),
        changed: changes_said(clock, &law),
        segments,
    })
}

/// Both rooms name the kinds alike.
fn segment(segment: &domain::deadline::Segment) -> Result<Segment> {
    let broken = |e: serde_json::Error| Failure::Broken { what: e.to_string() };
    let json = serde_json::to_value(segment).map_err(broken)?;
    Ok(serde_json::from_value(json).map_err(broken)?)
}

pub fn print_sign_in(office: &Office, who: &Who, input: OneRecord) -> Result<Outcome<Printed>> {
    let read = |reader: &Reader<'_>| -> Result<Body> {
        let record = visible((office, who), reader, (input.record, "activity"))?;
        Ok(Body::Attendance(attendance(office, reader, &record)?))
    };
    press((office, who), SIGN_IN, (input.record, read))
}

fn attendance(office: &Office, reader: &Reader<'_>, record: &Record) -> Result<Attendance> {
    let (law, activity) = (office.law(), Activity::of(record));
    let mut looked = vec![];
    let sheet = sign_in_sheet(&activity, |id| -> Result<Option<Record>> {
        let found = reader.record(id)?;
        looked.extend(found.clone());
        Ok(found)
    })?;
    looked.iter().try_for_each(|record| may_go_out(SIGN_IN, record))?;
    let on = sheet.on.ok_or_else(|| Refusal::Required { field: "scheduled_on".into() })?;
    let attendee = |row: domain::activity::SignInRow| Attendee {
        role: law.codes.name("attendance", &row.part).unwrap_or(&row.part).to_owned(),
        name: row.name,
        unit: row.unit.unwrap_or_default(),
        phone: String::new(),
    };
    Ok(Attendance {
        no: reader.card(record.id)?.and_then(|r| r.card.no).unwrap_or_default(),
        title: sheet.topic,
        activity: law.codes.name("activity", &sheet.kind).unwrap_or(&sheet.kind).to_owned(),
        held: Moment { on, at: sheet.from_at },
        place: sheet.place.unwrap_or_default(),
        host: name(reader, (SIGN_IN, activity.facts.host))?,
        attendees: sheet.rows.into_iter().map(attendee).collect(),
        blank_lines: BLANK_LINES,
    })
}
