//! 检查点: one page for the monthly report's file, with the code that is typed in when the desk is compared with it.

use std::collections::BTreeSet;

use domain::Refusal;
use domain::checkpoint::may_write;
use ledger::Stream;
use paper::print::{self, Body, Reach};
use store::Reader;

use super::press::{Printed, press};
use crate::appeals::OneRecord;
use crate::checkpoints::{Found, one};
use crate::exchange::called;
use crate::{Office, Outcome, Result, Who};

pub fn print_checkpoint(office: &Office, who: &Who, input: OneRecord) -> Result<Outcome<Printed>> {
    if !may_write(&who.person) {
        return Err(Refusal::WrongRole { verb: "print_checkpoint".into() }.into());
    }
    let read = |reader: &Reader<'_>| -> Result<Body> {
        let found = one(reader, input.record)?;
        if found.checkpoint.office != who.person.office {
            return Err(Refusal::OutOfScope.into());
        }
        Ok(Body::Checkpoint(page(office, &found)))
    };
    press((office, who), "print_checkpoint", (input.record, read))
}

fn page(office: &Office, found: &Found) -> print::Checkpoint {
    let of = &found.checkpoint;
    let reach = |stream: &Stream| {
        let tails = || of.tails.iter().filter(|tail| tail.stream == *stream);
        Reach {
            kind: stream.class().to_owned(),
            name: called(office, stream),
            n_writers: tails().map(|tail| tail.writer).collect::<BTreeSet<_>>().len(),
            n_entries: tails().map(|tail| tail.n).sum(),
        }
    };
    print::Checkpoint {
        groups: found.code.to_string().split('-').map(str::to_owned).collect(),
        written_on: of.on,
        written_by: of.by.map(|person| office.person_name(person)).unwrap_or_default(),
        streams: of.streams().into_iter().map(reach).collect(),
    }
}
