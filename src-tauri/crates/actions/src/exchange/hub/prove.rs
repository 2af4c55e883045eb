//! The hub proven from nothing: every stream that it lets this desk into is walked from its first position, and what lies there is compared
//! with what is here and with how far this desk has read. Nothing is kept, here or there; memory is some hundred bytes an entry.
//! It does not know one stream's finding (`prove_stream`), nor words. Called by `gonglian verify --hub`.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use ledger::verify::Verdict;
use ledger::{Authority, EntryId, Report, Stream, Verifier};
use serde::Serialize;
use store::Reader;
use store::exchange::Peer;
use sync::hub::{PgMailbox, Stopper};
use sync::session::{FORMAT, Fault, Heads, MailFault, Mailbox, Page, walk};

use super::prove_stream::{Look, ProvedStream};
use super::told::code_of;
use super::{may, on_line};
use crate::exchange::put_away::to_begin;
use crate::exchange::scope::{Places, exchanged, me};
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Default, Serialize)]
pub struct ProvedHub {
    /// `good`, `bad`, `incomplete`, or `unseen`: it could not be read to its end, and as far as it was nothing is bad.
    pub verdict: String,
    /// `reached`, `too_old`, or why not, as `Exchanged::end`.
    pub end: String,
    /// What the other side said.
    pub said: String,
    pub n_copies: u64,
    /// Of its good copies.
    pub report: Report,
    /// Entries that only a newer program can read.
    pub n_newer: u64,
    /// What the next exchange sends, and what it brings.
    pub n_to_send: u64,
    pub n_to_come: u64,
    /// Each that the hub lets this desk into, and those from which it has shut it out.
    pub streams: Vec<ProvedStream>,
}

/// Copies looked at, and how many there were when it began.
pub type Tell<'a> = dyn FnMut(u64, u64) + 'a;

/// Of the hub that is set. Only the desk's own trouble is a fault.
pub fn prove_hub(office: &Office, who: &Who, tell: &mut Tell<'_>) -> Result<ProvedHub> {
    may(who, "exchange_state")?;
    on_line(office, &Stopper::default(), |mailbox| match mailbox.heads() {
        Ok(Heads { min_format, .. }) if min_format > FORMAT => {
            Ok(ProvedHub::default().ended("too_old", min_format.to_string()))
        }
        Ok(heads) => office.desk.read(|reader| -> Result<ProvedHub> {
            prove(&Here::of((office, reader), &heads)?, (mailbox, &heads), tell)
        }),
        Err(fault) => {
            let (end, said) = code_of(&fault);
            Ok(ProvedHub::default().ended(end, said))
        }
    })
}

/// What this desk knows before it looks.
pub(super) struct Here<'a, 'r> {
    pub office: &'a Office,
    pub reader: &'a Reader<'r>,
    /// `None`: it has never exchanged with this hub.
    pub peer: Option<Peer>,
    pub authority: Arc<Authority>,
    /// Not in their place, and known all the same: they wait, a person judges them, or they were put away.
    pub aside: HashSet<EntryId>,
    /// Streams of which it has all that stands before its cursor.
    pub held: BTreeSet<Stream>,
    /// Streams that it has read by that cursor, whole or by names only.
    pub met: BTreeSet<Stream>,
    /// Streams that it exchanges, and into which the hub lets it no more.
    shut_out: BTreeSet<Stream>,
}

impl<'a, 'r> Here<'a, 'r> {
    fn of((office, reader): (&'a Office, &'a Reader<'r>), heads: &Heads) -> Result<Self> {
        let (me, today) = (me(reader)?, office.wall.today());
        let peer = reader.known_peer(heads.hub.0)?;
        let standings = peer.map_or(Ok(vec![]), |peer| reader.hub_standings(peer))?;
        let met = standings.into_iter().filter(|one| one.cursor.is_some()).map(|one| one.stream);
        let granted: BTreeSet<&Stream> = heads.streams.iter().map(|head| &head.stream).collect();
        let (met, gone): (Vec<Stream>, Vec<Stream>) = met.partition(|stream| granted.contains(stream));
        let given = heads.streams.iter().filter(|head| head.can_read).map(|head| &head.stream).collect();
        // Told by names only until now: the next exchange begins there.
        let anew = to_begin(reader, (&me, today), &given)?;
        let held = Places::of(reader)?.held_by((&me, today), granted.iter().map(|name| (*name).clone()))?;
        let mut met = exchanged(reader, (&me, today), met)?;
        met.retain(|stream| !anew.contains(stream));
        let waiting = reader.waiting()?.into_iter().map(|(id, _)| id);
        let judged = reader.held()?.into_iter().map(|held| held.entry);
        let put_away = reader.evicted()?.into_iter().map(|entry| entry.id);
        Ok(Self {
            office,
            reader,
            peer,
            authority: reader.authority()?,
            aside: waiting.chain(judged).chain(put_away).collect(),
            held: held.into_iter().collect(),
            met,
            shut_out: exchanged(reader, (&me, today), gone)?,
        })
    }
}

fn prove(
    here: &Here<'_, '_>,
    (mailbox, heads): (&mut PgMailbox, &Heads),
    tell: &mut Tell<'_>,
) -> Result<ProvedHub> {
    let mut verifier = Verifier::new(&here.authority).whole([]);
    let of: u64 = heads.streams.iter().map(|head| head.at.pos).sum();
    let (mut told, mut broken_off) = (ProvedHub::default(), None);
    for head in &heads.streams {
        let mut look = Look::at(here, &head.stream)?;
        let before = told.n_copies;
        let (at, fault) = walk(mailbox, head, &mut |page: &Page| -> Result<()> {
            look.page(page, &mut verifier)?;
            tell(before + look.n_copies(), of);
            Ok(())
        })?;
        match fault {
            Some(Fault::Mail(fault)) if fault != MailFault::UnknownCursor => {
                broken_off = Some(code_of(&fault));
            }
            // It has just named the very cursor that it does not know now.
            Some(fault) => look.contradicted(&fault),
            None => look.compare(at)?,
        }
        told.add(look);
        if broken_off.is_some() {
            break;
        }
    }
    let shut_out = here.shut_out.iter().map(|stream| ProvedStream::shut_out(here.office, stream));
    told.streams.extend(shut_out);
    told.report = verifier.finish();
    let (end, said) = broken_off.unwrap_or(("reached", String::new()));
    Ok(told.ended(end, said))
}

impl ProvedHub {
    fn add(&mut self, look: Look<'_, '_>) {
        self.n_copies += look.n_copies();
        self.n_newer += look.n_newer;
        self.n_to_send += look.n_to_send;
        self.n_to_come += look.n_to_come;
        self.streams.push(look.told());
    }

    fn ended(self, end: &str, said: String) -> Self {
        let bad = self.report.verdict == Verdict::Bad || self.streams.iter().any(ProvedStream::is_bad);
        let whole = self.report.verdict == Verdict::Good && self.streams.iter().all(ProvedStream::is_whole);
        let verdict = if bad {
            "bad"
        } else if end != "reached" {
            "unseen"
        } else if whole && self.n_newer == 0 {
            "good"
        } else {
            "incomplete"
        };
        Self { verdict: verdict.into(), end: end.into(), said, ..self }
    }
}
