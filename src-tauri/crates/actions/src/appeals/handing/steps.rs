//! The steps that touch two records at once, and the number with which the other office takes it in.

use domain::Ctx;
use domain::appeal::handing::{self, ApproveHandOver, Origin, ReturnHandOver, TakeInAppeal};
use domain::appeal::{Appeal, Involved, SERIES};
use domain::party::{Party, carried_party};
use domain::station::Station;
use ledger::{Op, RecordId, Stream};

use super::super::register_appeal::place;
use super::super::take_number;
use super::proof::proof_op;
use crate::Result;
use crate::later::{Said, later};
use crate::perform::At;
use crate::step::{Written, of_noun};
use crate::visits::its_station;

pub(crate) fn approve_hand_over(
    appeal: &Appeal,
    input: ApproveHandOver,
    ctx: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    appeal.ask_for("approve_hand_over", ctx)?;
    let appeal = appeal.clone();
    later(move |on, at| {
        let station = Station::of(&of_noun(at, input.station, "station")?);
        let (place, there) = (place(&station), RecordId::at(at.now_ms));
        let ops = handing::approve_hand_over(&appeal, (&place, there), &at.ctx())?;
        at.change(on, ops)?;
        let stream = Stream::station(station.id);
        let people = carry_people(at, &appeal, (&stream, &place.office))?;
        let origin = origin(&appeal, at);
        let mut ops = handing::receive_handed((&appeal, &origin), &place, &people, &at.ctx());
        ops.extend(files(&appeal));
        ops.extend(proof_op(&at.tx.entries(appeal.record.id)?));
        at.open_as(there, "appeal", stream, ops);
        Ok(())
    })
}

fn origin(appeal: &Appeal, at: &At<'_, '_>) -> Origin {
    let asked = appeal.handing().and_then(|(id, _)| appeal.handed(&id).into_iter().next());
    Origin {
        record: appeal.record.id,
        heads: appeal.record.heads.iter().map(ToString::to_string).collect(),
        office: appeal.office.clone(),
        station: appeal.station,
        no: appeal.record.number(SERIES).map(str::to_owned),
        on: at.today,
        reason: asked.and_then(|h| h.reason),
    }
}

/// The people as records of the other station's stream: that office may not read this one's.
fn carry_people(
    at: &mut At<'_, '_>,
    appeal: &Appeal,
    (stream, office): (&Stream, &str),
) -> Result<Vec<Involved>> {
    let mut people = vec![];
    for Involved { record, part } in appeal.involved() {
        let Some(party) = at.tx.record(record)? else { continue };
        let ops = carried_party(office, &Party::of(&party))?;
        people.push(Involved { record: at.open("party", stream.clone(), ops), part });
    }
    Ok(people)
}

/// Attachments that the materials name, with the keys that open them.
fn files(appeal: &Appeal) -> Vec<Op> {
    let blobs = appeal.record.blobs.iter().map(|b| b.value.clone());
    let op = |b: ledger::BlobRef| Op::Blob {
        address: b.address,
        key: b.key,
        size: b.size,
        mime: b.mime,
        name: b.name,
        about: b.about,
    };
    blobs.map(op).collect()
}

pub(crate) fn return_hand_over(
    appeal: &Appeal,
    input: ReturnHandOver,
    ctx: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    let reason = input.reason.clone();
    let there = appeal.handed_to();
    let ops = handing::return_hand_over(appeal, input, ctx)?;
    later(move |on, at| {
        at.change(on, ops)?;
        let Some(there) = there else { return Ok(()) };
        let taker = Appeal::of(&of_noun(at, there, "appeal")?);
        at.also(there, handing::handed_back(&taker, &reason, &at.ctx()));
        Ok(())
    })
}

pub(crate) fn take_in_appeal(
    appeal: &Appeal,
    input: TakeInAppeal,
    ctx: &Ctx<'_>,
) -> Said<impl Written + use<>> {
    let (station, mut ops) = (appeal.station, handing::take_in_appeal(appeal, &input, ctx)?);
    later(move |on, at| {
        let station = its_station(at, station)?;
        ops.push(take_number(at, station.code(), SERIES)?);
        at.change(on, ops)
    })
}
