//! Which streams a desk may hold (ledger.md §2.5): its office's own, and what the accounts that work at it were granted.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use ledger::authority::{DeskCard, Grant};
use ledger::{Authority, RecordId, Stream};
use store::Reader;
use zeroize::Zeroizing;

use super::hub::named_by;
use crate::error::OrMissing;
use crate::perform::pen;
use crate::sealing::HANDLER;
use crate::timeline::unhex;
use crate::{Failure, Result};

/// This desk's own card.
pub(crate) fn me(reader: &Reader<'_>) -> Result<DeskCard> {
    let authority = reader.authority()?;
    let desk = authority.desk_of(&pen(reader)?).or_missing("desk")?;
    authority.desk(desk).cloned().or_missing("desk")
}

/// The half of this desk's pair that opens what is encrypted to it.
pub(crate) fn desk_secret(reader: &Reader<'_>) -> Result<Zeroizing<[u8; 32]>> {
    let text = reader.setting("desk_seal")?.and_then(|v| v.as_str().map(str::to_owned));
    let bytes = text.as_deref().and_then(unhex).and_then(|bytes| bytes.try_into().ok());
    bytes.map(Zeroizing::new).ok_or_else(|| Failure::Broken { what: "the desk's own key".into() }.into())
}

/// Which office each station belongs to, folded once however many desks are asked about.
pub(crate) struct Places<'a, 'r> {
    reader: &'a Reader<'r>,
    authority: Arc<Authority>,
    offices: RefCell<BTreeMap<String, String>>,
}

impl<'a, 'r> Places<'a, 'r> {
    pub fn of(reader: &'a Reader<'r>) -> Result<Self> {
        Ok(Self { reader, authority: reader.authority()?, offices: RefCell::default() })
    }

    /// Whether all stations of the cell are known at this desk: at the office above all, where somebody's rights reach every one.
    pub fn knows_all(&self, (desk, today): (&DeskCard, NaiveDate)) -> bool {
        let whole = |grant: &&Grant| grant.streams.iter().any(|pattern| pattern == "st/*");
        desk.office == self.authority.top()
            && grants_at(&self.authority, desk.record, today).iter().any(whole)
    }

    /// Of these streams those a desk may hold on a day, also where nothing of them is here yet.
    pub fn held_by(
        &self,
        (desk, today): (&DeskCard, NaiveDate),
        streams: impl IntoIterator<Item = Stream>,
    ) -> Result<Vec<Stream>> {
        let grants = grants_at(&self.authority, desk.record, today);
        let mut held = vec![];
        for stream in streams {
            if self.may_hold((desk, &grants), &stream)? {
                held.push(stream);
            }
        }
        Ok(held)
    }

    /// The same by every grant that was never cut off, also one that has ended: what was written under it is still handed on.
    pub fn once_held_by(
        &self,
        desk: &DeskCard,
        streams: impl IntoIterator<Item = Stream>,
    ) -> Result<Vec<Stream>> {
        let grants = grants_of(&self.authority, desk.record);
        let mut held = vec![];
        for stream in streams {
            if self.may_hold((desk, &grants), &stream)? {
                held.push(stream);
            }
        }
        Ok(held)
    }

    /// Of what a desk holds on a day, what its grants give it no longer some day after: the last day of each.
    pub fn last_days(
        &self,
        (desk, today): (&DeskCard, NaiveDate),
        held: &BTreeSet<Stream>,
    ) -> Result<BTreeMap<Stream, NaiveDate>> {
        let grants = grants_at(&self.authority, desk.record, today);
        let ends: BTreeSet<NaiveDate> = grants.into_iter().filter_map(last_day).collect();
        let (mut last, mut held) = (BTreeMap::new(), held.clone());
        for end in ends {
            let Some(after) = end.succ_opt() else { break };
            let kept = self.held_by((desk, after), held.iter().cloned())?.into_iter().collect();
            last.extend(held.difference(&kept).map(|stream| (stream.clone(), end)));
            held = kept;
        }
        Ok(last)
    }

    /// Whether a desk's people write into a stream that only its keepers read: their own office's, and what a grant names.
    pub fn appends(&self, desk: &DeskCard, stream: &Stream) -> bool {
        let own = stream.0.split_once('/').is_some_and(|(_, of)| of == desk.office);
        let granted = |grant: &&Grant| grant.covers(stream, ledger::authority::Class::Write);
        let keepers = matches!(stream.class(), "log" | "sealed");
        keepers && (own || grants_of(&self.authority, desk.record).iter().any(granted))
    }

    /// Of these streams those whose hub a desk tells what was deleted by law: it holds them, and its office's own stream, so that
    /// the order came to it with all that belongs to it.
    pub fn redacts(
        &self,
        (desk, today): (&DeskCard, NaiveDate),
        streams: impl IntoIterator<Item = Stream>,
    ) -> Result<Vec<Stream>> {
        let mut told = vec![];
        for stream in self.held_by((desk, today), streams)? {
            let own = stream.0.split_once('/').map(|(_, of)| of.to_owned()).unwrap_or_default();
            let office = match stream.class() {
                "st" => self.office_of(&own)?,
                "of" | "pub" | "sealed" => own,
                _ => continue,
            };
            if !self.held_by((desk, today), [Stream::office(&office)])?.is_empty() {
                told.push(stream);
            }
        }
        Ok(told)
    }

    fn may_hold(&self, (desk, grants): (&DeskCard, &[&Grant]), stream: &Stream) -> Result<bool> {
        let authority = &self.authority;
        let own = stream.0.split_once('/').map(|(_, of)| of).unwrap_or_default();
        let granted = |grant: &&&Grant| grant.covers(stream, ledger::authority::Class::Write);
        Ok(match stream.class() {
            "admin" | "ref" => true,
            "pub" => own == desk.office || own == authority.top() || grants.iter().any(|g| granted(&g)),
            // Whose notes they are lets in, and the office above in its name: no other office's keeper.
            "of" => grants.iter().any(|g| g.office == own && granted(&g)),
            "st" => {
                let city = desk.office == authority.top();
                let exact = |grant: &&Grant| grant.streams.contains(&stream.0);
                let whole = |grant: &&Grant| grant.streams.iter().any(|pattern| pattern == "st/*");
                grants.iter().any(exact)
                    || (grants.iter().any(whole) && (city || self.office_of(own)? == desk.office))
            }
            // Appended to by everybody, read where their keeper sits.
            "log" => grants.iter().any(|g| g.office == own && g.role.split(',').any(|r| r == "audit_admin")),
            "sealed" => {
                let named = grants.iter().any(|g| g.role == HANDLER && g.office == own);
                let wraps = authority.office(own).map(|office| office.wraps.as_slice()).unwrap_or_default();
                named || wraps.iter().any(|(_, at, _)| *at == desk.record)
            }
            _ => false,
        })
    }

    /// Six digits of the office a station belongs to today.
    fn office_of(&self, station: &str) -> Result<String> {
        if let Some(known) = self.offices.borrow().get(station) {
            return Ok(known.clone());
        }
        let Ok(id) = station.parse::<RecordId>() else { return Ok(String::new()) };
        let record = self.reader.record(id)?;
        let known = record.and_then(|record| record.text("office").map(str::to_owned));
        let office = match known {
            Some(office) => office,
            None => named_by(self.reader, &self.authority, id)?.unwrap_or_default(),
        };
        self.offices.borrow_mut().insert(station.to_owned(), office.clone());
        Ok(office)
    }
}

/// Of the streams that are here, those another desk may hold; a revoked one none.
pub(crate) fn readable(reader: &Reader<'_>, desk: &DeskCard, today: NaiveDate) -> Result<Vec<Stream>> {
    if desk.cut.is_some() {
        return Ok(vec![]);
    }
    Places::of(reader)?.held_by((desk, today), reader.streams()?)
}

/// Of these streams, also those of which nothing is here yet, what a desk exchanges with a hub: all it may hold, and what it only
/// appends to. That is never read, and what is here goes up all the same.
pub(crate) fn exchanged(
    reader: &Reader<'_>,
    (desk, today): (&DeskCard, NaiveDate),
    streams: impl IntoIterator<Item = Stream>,
) -> Result<BTreeSet<Stream>> {
    let places = Places::of(reader)?;
    let (appends, others): (Vec<Stream>, Vec<Stream>) =
        streams.into_iter().partition(|stream| places.appends(desk, stream));
    Ok(appends.into_iter().chain(places.held_by((desk, today), others)?).collect())
}

fn grants_at(authority: &Authority, desk: RecordId, today: NaiveDate) -> Vec<&Grant> {
    grants_of(authority, desk).into_iter().filter(|grant| in_force(grant, today)).collect()
}

/// The same with what it held once: what was written there before access ended still goes up.
pub(crate) fn handed_on(
    reader: &Reader<'_>,
    (desk, today): (&DeskCard, NaiveDate),
    streams: &[Stream],
) -> Result<BTreeSet<Stream>> {
    let mut ours = exchanged(reader, (desk, today), streams.iter().cloned())?;
    ours.extend(Places::of(reader)?.once_held_by(desk, streams.iter().cloned())?);
    Ok(ours)
}

/// Of everybody who works at a desk, whatever was not cut off.
fn grants_of(authority: &Authority, desk: RecordId) -> Vec<&Grant> {
    let works_here = |grant: &&Grant| {
        let account = authority.account(grant.account);
        account.is_some_and(|account| account.keys.iter().any(|key| key.desk == desk))
    };
    authority.grants().filter(works_here).filter(|grant| grant.cut.is_none()).collect()
}

/// Not cut off, and its last day has not passed. One that begins later may be read already.
pub(crate) fn in_force(grant: &Grant, today: NaiveDate) -> bool {
    grant.cut.is_none() && last_day(grant).is_none_or(|to| today <= to)
}

fn last_day(grant: &Grant) -> Option<NaiveDate> {
    grant.to_on.as_deref().and_then(|text| text.parse().ok())
}
