//! `write_checkpoint`: every stream of the office that this desk holds, and where each writer's part of it ends.

use domain::checkpoint::{NOUN, Tail};
use ledger::{RecordId, Stream};

use crate::desk::Nothing;
use crate::exchange::{Places, me};
use crate::perform::At;
use crate::stations::Opened;
use crate::{Office, Outcome, Result, Who};

pub fn write_checkpoint(office: &Office, who: &Who, _: Nothing) -> Result<Outcome<Opened>> {
    office.perform(who, "write_checkpoint", |at| {
        // It is printed and filed: nobody takes it back.
        at.as_issued();
        let tails = tails(at)?;
        let ops = domain::checkpoint::write_checkpoint(&tails, &at.ctx())?;
        Ok(at.open(NOUN, Stream::public(&who.person.office), ops).into())
    })
}

fn tails(at: &At<'_, '_>) -> Result<Vec<Tail>> {
    let mut ours = vec![];
    for stream in at.tx.streams()? {
        if is_ours(at, &stream)? {
            ours.push(stream);
        }
    }
    // What is only appended to here has no end that this desk could know.
    let held = Places::of(at.tx)?.held_by((&me(at.tx)?, at.today), ours)?;
    Ok(at.tx.tails(&held)?)
}

fn is_ours(at: &At<'_, '_>, stream: &Stream) -> Result<bool> {
    let of = stream.0.split_once('/').map(|(_, of)| of).unwrap_or_default();
    let own = at.who.person.office.as_str();
    Ok(match stream.class() {
        "st" => {
            let station = of.parse::<RecordId>().ok().map(|id| at.tx.record(id)).transpose()?.flatten();
            station.is_some_and(|station| station.text("office") == Some(own))
        }
        "of" | "pub" | "sealed" | "log" => of == own,
        _ => false,
    })
}
