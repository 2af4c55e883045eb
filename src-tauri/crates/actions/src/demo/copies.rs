//! A large demonstration: what people have taken down on a day is written again under new ids, as often as is asked, signed
//! by the same people in the same hour. No call is made for it, so that half a million takes minutes and not hours.
//! It knows neither acts nor fields: it changes ids, numbers and telephones inside entries. Called by `Maker`.

use std::collections::HashMap;

use ledger::{AccountId, Clk, DeedId, Draft, Entry, EntryId, Op, Pen, RecordId, SigningKey, Value};
use store::Tx;

use super::dice::Dice;
use super::maker::Maker;
use crate::perform::pen;
use crate::{Failure, Result, Wall};

/// What is written for every matter. People, stations, teams and tasks do not grow with the number of matters.
const NOUNS: &[&str] = &["activity", "appeal", "note", "party", "visit", "voice"];
/// Entries read at a time.
const PAGE: u32 = 2_000;

pub struct Copies {
    /// How many there will be of each matter beside itself.
    pub times: u64,
    /// The last entry that was looked at.
    read_to: i64,
    /// Each record's copies, in the order of the copies.
    records: HashMap<RecordId, Vec<RecordId>>,
    /// Each entry's copies, until another entry has it as parent.
    heads: HashMap<EntryId, Vec<EntryId>>,
    dice: Dice,
}

impl Copies {
    pub fn of(times: u64, seed: u64) -> Self {
        let (records, heads) = (HashMap::new(), HashMap::new());
        Self { times, read_to: 0, records, heads, dice: Dice::new(!seed) }
    }

    /// The deeds since the last look, each with those of its entries that are to be written again.
    fn came(&mut self, tx: &Tx<'_>) -> Result<Vec<Vec<Entry>>> {
        let mut came = vec![];
        loop {
            let page = tx.raw_entries(self.read_to, PAGE)?;
            let Some(last) = page.last() else { break };
            self.read_to = last.n;
            for raw in page {
                let read = match raw.body {
                    Some(body) => Entry::read(raw.hdr, raw.sig, raw.usig, body),
                    None => Entry::read_gone(raw.hdr, raw.sig, raw.usig),
                };
                came.push(read.map_err(|e| Failure::Broken { what: e.to_string() })?);
            }
        }
        let deeds = came.chunk_by(|a, b| a.header.deed == b.header.deed).map(|deed| self.wanted(deed));
        Ok(deeds.filter(|deed| !deed.is_empty()).collect())
    }

    /// A sealed matter opens to its handlers only, so what is begun together with one stays single.
    fn wanted(&mut self, deed: &[Entry]) -> Vec<Entry> {
        let sealed = deed.iter().any(|e| e.header.stream.class() == "sealed");
        for h in deed.iter().map(|e| &e.header).filter(|h| h.parents.is_empty() && !sealed) {
            if NOUNS.contains(&h.noun.as_str()) {
                let ids = (0..self.times).map(|_| RecordId::at(h.wall_ms)).collect();
                self.records.insert(h.record, ids);
            }
        }
        deed.iter().filter(|e| self.records.contains_key(&e.header.record)).cloned().collect()
    }

    /// Only the newest entries of a record are anybody's parents.
    fn forget_parents(&mut self, deeds: &[Vec<Entry>]) {
        for parent in deeds.iter().flatten().flat_map(|e| &e.header.parents) {
            self.heads.remove(parent);
        }
    }
}

impl Maker {
    /// Writes the copies of what was done since the last time. Their rows are made at the end, from the log.
    pub(super) fn copy_what_came(&mut self) -> Result<()> {
        if self.copies.times == 0 {
            return Ok(());
        }
        let keys = self.cast.accounts.iter().map(|who| (who.person.account, &who.key)).collect();
        let (office, wall, copies) = (&self.office, &*self.wall, &mut self.copies);
        office.desk.bulk(|tx| -> Result<()> {
            let deeds = copies.came(tx)?;
            let clk = office.clk(tx, wall.now_ms())?;
            let mut copyist = Copyist { pen: pen(tx)?, tx, clk, keys: &keys, copies };
            for nth in 0..copyist.copies.times {
                for deed in &deeds {
                    copyist.write(deed, (nth, wall.now_ms()))?;
                }
            }
            copies.forget_parents(&deeds);
            copies.read_to += deeds.iter().map(Vec::len).sum::<usize>() as i64 * copies.times as i64;
            Ok(())
        })
    }

    /// Lists, limits and counters of all that was written, in one go.
    pub(super) fn project_copies(&self) -> Result<()> {
        if self.copies.times == 0 { Ok(()) } else { self.office.rebuild() }
    }
}

struct Copyist<'a, 'tx> {
    tx: &'a mut Tx<'tx>,
    pen: Pen,
    clk: Clk,
    keys: &'a HashMap<AccountId, &'a SigningKey>,
    copies: &'a mut Copies,
}

impl Copyist<'_, '_> {
    fn write(&mut self, deed: &[Entry], (nth, wall_ms): (u64, u64)) -> Result<()> {
        let (id, n) = (DeedId::at(wall_ms), u32::try_from(deed.len()).unwrap_or(u32::MAX));
        for (k, entry) in (1..).zip(deed) {
            let draft = Draft { deed: id, k, n, wall_ms, ..self.draft(entry, nth)? };
            let key = self.keys.get(&entry.header.account).ok_or_else(|| lost("account"))?;
            let copy = self.pen.write(draft, Some(key)).map_err(|e| lost(&e.to_string()))?;
            self.tx.append(&copy)?;
            self.copies.heads.entry(entry.id).or_default().push(copy.id);
        }
        Ok(())
    }

    /// The same entry of the n-th copy.
    fn draft(&mut self, entry: &Entry, nth: u64) -> Result<Draft> {
        let (h, at) = (&entry.header, usize::try_from(nth).unwrap_or(usize::MAX));
        let parent = |id| self.copies.heads.get(id).and_then(|of| of.get(at)).copied();
        let parents: Option<Vec<EntryId>> = h.parents.iter().map(parent).collect();
        Ok(Draft {
            stream: h.stream.clone(),
            record: self.record(h.record, at),
            noun: h.noun.clone(),
            act: h.act.clone(),
            parents: parents.ok_or_else(|| lost("parent"))?,
            wall_ms: h.wall_ms,
            clk: self.clk,
            account: h.account,
            grant: h.grant,
            flags: h.flags,
            deed: h.deed,
            k: h.k,
            n: h.n,
            ops: entry.ops().map(|(_, op)| self.op(op, at)).collect::<Result<_>>()?,
        })
    }

    fn record(&self, id: RecordId, at: usize) -> RecordId {
        self.copies.records.get(&id).and_then(|of| of.get(at)).copied().unwrap_or(id)
    }

    /// What would tie a copy to another matter than its own is refused rather than guessed.
    fn op(&mut self, op: &Op, at: usize) -> Result<Op> {
        Ok(match op {
            Op::SetField { field, value: Value::Text(_) } if field == "phone" => {
                Op::set("phone", format!("1{:010}", self.copies.dice.below(10_000_000_000)))
            }
            Op::SetField { field, value } => Op::set(field, self.value(value, at)),
            Op::Add { set, value } => Op::add(set, self.value(value, at)),
            Op::Remove { set, value } => Op::remove(set, self.value(value, at)),
            Op::Line { line, value, corrects: None } => Op::line(line, self.value(value, at)),
            Op::Move { .. } | Op::Hide { .. } => op.clone(),
            Op::TakeNo { series, number, counter } => self.next_number(series, (number, *counter))?,
            other => return Err(lost(&format!("{other:?}")).into()),
        })
    }

    fn value(&self, value: &Value, at: usize) -> Value {
        match value {
            Value::Bytes(_) => value.record().map_or_else(|| value.clone(), |id| self.record(id, at).into()),
            Value::List(list) => Value::List(list.iter().map(|v| self.value(v, at)).collect()),
            Value::Map(map) => Value::Map(map.iter().map(|(k, v)| (k.clone(), self.value(v, at))).collect()),
            plain => plain.clone(),
        }
    }

    /// The next of the same series: the counter is the one that calls take from.
    fn next_number(&mut self, kind: &str, (number, counter): (&str, u32)) -> Result<Op> {
        let series = number.strip_suffix(&format!("{counter:04}")).ok_or_else(|| lost(number))?;
        let key = format!("no/{series}");
        let last = self.tx.setting(&key)?.and_then(|n| n.as_u64()).ok_or_else(|| lost(&key))?;
        let next = u32::try_from(last + 1).unwrap_or(u32::MAX);
        self.tx.set_setting(&key, &next.into())?;
        Ok(Op::TakeNo { series: kind.into(), number: format!("{series}{next:04}"), counter: next })
    }
}

fn lost(what: &str) -> Failure {
    Failure::Broken { what: format!("a copy of the demonstration: {what}") }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};
    use std::sync::Arc;

    use chrono::NaiveDate;
    use store::{CardQuery, CardRow};

    use super::*;
    use crate::{FixedWall, Host, reference, verify};

    const LISTED: &[&str] = &["activity", "appeal", "visit", "voice"];
    const SINGLE: &[&str] = &["obligation", "person", "post", "sealed", "station", "template"];
    const TIMES: u64 = 3;

    /// Everything is done, and the last copies are not written yet: the lists hold what went through the calls.
    fn made(dir: &std::path::Path) -> Maker {
        let day = NaiveDate::from_ymd_opt(2026, 9, 24).unwrap();
        let host = Host::new(dir, Arc::new(FixedWall { day }), Some(day));
        let mut maker = Maker::begin_with(&host, (7, 150, day), Copies::of(TIMES, 7)).unwrap();
        while !maker.go_on(400).unwrap() {}
        maker
    }

    fn rows(maker: &Maker, noun: &str) -> Vec<CardRow> {
        maker.office.desk.read(|r| reference::every_row(r, &CardQuery::of(noun))).unwrap()
    }

    fn per_day(rows: &[CardRow]) -> BTreeMap<Option<NaiveDate>, usize> {
        let mut days = BTreeMap::new();
        rows.iter().for_each(|row| *days.entry(row.card.on).or_default() += 1);
        days
    }

    /// A desk takes long to make, so one test looks at it from all sides.
    #[test]
    fn every_matter_is_there_as_often_as_asked_and_the_desk_proves_good() {
        let dir = tempfile::tempdir().unwrap();
        let mut maker = made(&dir.path().join("desk"));
        let before: BTreeMap<&str, Vec<CardRow>> =
            LISTED.iter().chain(SINGLE).map(|noun| (*noun, rows(&maker, noun))).collect();
        maker.copy_what_came().unwrap();
        maker.project_copies().unwrap();
        for noun in SINGLE {
            assert_eq!(rows(&maker, noun).len(), before[noun].len(), "{noun}");
        }
        let n_sealed = before["sealed"].len();
        assert!(n_sealed > 0, "nothing shows that a sealed matter stays single");
        for noun in LISTED {
            let (was, is) = (&before[noun], rows(&maker, noun));
            let single = if *noun == "appeal" { n_sealed } else { 0 };
            assert_eq!(is.len(), 4 * was.len() - 3 * single, "{noun}");
            are_apart(&is);
            for (on, n) in per_day(was) {
                assert!(per_day(&is)[&on] <= 4 * n && per_day(&is)[&on] >= n, "{noun} of {on:?}");
            }
            assert_eq!(per_day(&is).len(), per_day(was).len(), "{noun} on other days");
        }
        stand_alike(&before["voice"], &rows(&maker, "voice"));
        name_their_own(&maker, &before["appeal"]);
        let proof =
            verify::verify(&maker.office, &maker.cast.accounts[0], verify::Verify::default()).unwrap();
        assert_eq!((proof.verdict.as_str(), proof.unlike.len(), proof.moved.len()), ("good", 0, 0));
    }

    fn are_apart(rows: &[CardRow]) {
        let numbers: BTreeSet<&str> = rows.iter().filter_map(|row| row.card.no.as_deref()).collect();
        assert_eq!(numbers.len(), rows.len(), "a number was given twice, or not at all");
    }

    /// Each state four times over: the copies went the same steps.
    fn stand_alike(was: &[CardRow], is: &[CardRow]) {
        let states = |rows: &[CardRow]| {
            let mut states = BTreeMap::new();
            rows.iter().for_each(|row| *states.entry(row.card.state.clone()).or_insert(0) += 1);
            states
        };
        assert_eq!(states(was).into_iter().map(|(s, n)| (s, 4 * n)).collect::<BTreeMap<_, _>>(), states(is));
    }

    /// Copied appeals have people of their own, three for each of the first ones.
    fn name_their_own(maker: &Maker, was: &[CardRow]) {
        let first: BTreeSet<RecordId> = was.iter().map(|row| row.record).collect();
        let named = |record| maker.office.desk.read(|r| r.links(record)).unwrap().into_iter();
        let (mut of_first, mut of_copies) = (BTreeSet::new(), BTreeSet::new());
        for row in rows(maker, "appeal") {
            let people = named(row.record).filter(|link| link.kind == "party").map(|link| link.to);
            if first.contains(&row.record) { of_first.extend(people) } else { of_copies.extend(people) }
        }
        assert!(of_first.is_disjoint(&of_copies));
        assert_eq!(of_copies.len(), 3 * of_first.len());
    }
}
