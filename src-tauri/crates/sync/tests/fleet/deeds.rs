//! What touches more than one office: a value is deleted by law, a record is handed to another procuratorate and what comes of it is
//! told back (ledger.md §2.5, §5.3). It does not know whether it went well: `checks` (g) and (h) ask.
//! Called by `World` among its misfortunes, so that faults fall into them.

use ledger::{DeedId, Draft, Entry, EntryId, Op, RecordId, Stream, Value, flag};

use super::World;
use crate::cell::{CITY, account, account_key, grant, station_stream};

/// Of an office's log; what came lately is still on its way to others.
const LATELY: usize = 60;
/// Hand-overs at once.
const HANDED: usize = 5;
/// Values that may be deleted: they are people's. What a hand-over stands on is nobody's.
const PERSONAL: [&str; 5] = ["title", "phone", "address", "tag", "note"];
/// What becomes of a record at the office that was given it.
const STEPS: [&str; 4] = ["arrived", "accepted", "replied", "concluded"];

/// A record that went from one station's office to another's.
#[derive(Clone, Copy)]
pub struct Handed {
    no: usize,
    /// Stations, by number.
    pub giver: usize,
    pub taker: usize,
    pub old: RecordId,
    pub new: RecordId,
}

impl Handed {
    pub fn flow(&self) -> String {
        format!("refer/{}", self.no)
    }
}

impl World {
    /// Each office deletes one value: its own head orders it, the city's signs as well.
    pub(super) fn delete(&mut self) {
        for desk in 1..=self.plan.size.offices {
            let lately = self.desks[desk].log.iter().rev().take(LATELY);
            let orders: Vec<(Stream, RecordId, Op)> = lately.flat_map(|entry| orders_of(entry)).collect();
            if orders.is_empty() {
                continue;
            }
            let (stream, record, op) = self.dice.pick(&orders).clone();
            let draft = Draft { flags: flag::PERSON, ..self.draft(desk, (stream, record), vec![op]) };
            let seed = self.dice.bytes();
            self.desks[desk].write_approved(draft, (&account_key(desk), &account_key(CITY)), seed);
            self.tally.deleted += 1;
        }
    }

    /// What is deleted at an office, or at the city, goes from the hub as well. Each time anew: a hub may have lost it.
    pub(super) fn tell_deletions(&mut self, desk: usize) {
        let desk = &self.desks[desk];
        if desk.n > self.plan.size.offices {
            return;
        }
        for (id, _) in desk.deletions() {
            if let Some(entry) = desk.entry(&id) {
                self.hub.lane(&entry.header.stream).redact(id, &entry.body);
            }
        }
    }

    /// The city gives some records to stations of other offices: it alone holds both streams.
    pub(super) fn hand_over(&mut self) {
        for _ in 0..HANDED {
            let [giver, taker] = [(); 2].map(|()| self.dice.below(self.plan.size.stations));
            let apart = self.plan.size.office_of(giver) != self.plan.size.office_of(taker);
            let city = &self.desks[CITY];
            let mut records: Vec<RecordId> =
                city.stream(&station_stream(giver)).map(|entry| entry.header.record).collect();
            records.sort_unstable();
            records.dedup();
            if apart && !records.is_empty() {
                let old = *self.dice.pick(&records);
                self.give((giver, old), taker);
            }
        }
    }

    /// One deed, two entries: the new record with where it comes from, and the word that the old one was given.
    fn give(&mut self, (giver, old): (usize, RecordId), taker: usize) {
        let no = self.handed.len();
        let new = RecordId::natural("appeal", &format!("handed {no}"));
        let handed = Handed { no, giver, taker, old, new };
        let heads = self.desks[CITY].heads(old);
        let heads = heads.iter().map(|id: &EntryId| Value::Bytes(id.0.to_vec())).collect();
        let origin = Value::map([("record", old.into()), ("heads", Value::List(heads))]);
        let begins = vec![Op::set("origin", origin), Op::go("main", "", STEPS[0])];
        let given = vec![Op::go(&handed.flow(), "", "given")];
        let parts = [(station_stream(taker), new, begins), (station_stream(giver), old, given)];
        let deed = DeedId::from_bytes(self.dice.bytes());
        for (k, (stream, record, ops)) in (1..).zip(parts) {
            let draft = Draft { deed, k, n: 2, ..self.draft(CITY, (stream, record), ops) };
            self.enter(CITY, draft);
        }
        self.handed.push(handed);
        self.tally.handed += 1;
    }

    /// The office that was given a record goes on with it, and the city tells the first station what came of it.
    pub(super) fn follow_up(&mut self) {
        for Handed { giver, taker, old, new, .. } in self.handed.clone() {
            let office = 1 + self.plan.size.office_of(taker);
            let stands = self.stands(office, new);
            let at = STEPS.iter().position(|step| *step == stands);
            if let Some(next) = at.and_then(|at| STEPS.get(at + 1)) {
                let ops = vec![Op::go("main", &stands, next)];
                let draft = self.draft(office, (station_stream(taker), new), ops);
                self.enter(office, draft);
            }
            let there = self.stands(CITY, new);
            let told = self.desks[CITY].fold(old);
            let told = told.as_ref().and_then(|record| record.text("there")).unwrap_or(STEPS[0]).to_owned();
            if there != told {
                let ops = vec![Op::set("there", there)];
                let draft = self.draft(CITY, (station_stream(giver), old), ops);
                self.enter(CITY, draft);
            }
        }
    }

    /// Where a record stands as a desk sees it; nothing where it has not come.
    fn stands(&self, desk: usize, record: RecordId) -> String {
        self.desks[desk].fold(record).map(|record| record.at("main").to_owned()).unwrap_or_default()
    }

    fn enter(&mut self, desk: usize, draft: Draft) {
        let seed = self.dice.bytes();
        self.desks[desk].write(draft, (None, seed));
    }

    fn draft(&mut self, desk: usize, (stream, record): (Stream, RecordId), ops: Vec<Op>) -> Draft {
        self.tally.written += 1;
        self.now_ms += 1;
        let (wall_ms, clk) = self.clocks[desk].read(self.now_ms);
        Draft {
            stream,
            record,
            noun: "appeal".into(),
            act: "fleet".into(),
            parents: Vec::new(),
            wall_ms,
            clk,
            account: account(desk),
            grant: grant(desk),
            flags: 0,
            deed: DeedId::from_bytes(self.dice.bytes()),
            k: 1,
            n: 1,
            ops,
        }
    }
}

/// One order for each value of a person in an entry.
fn orders_of(entry: &Entry) -> Vec<(Stream, RecordId, Op)> {
    let order = |(item, op): (u32, &Op)| {
        let (kind, field) = value_of(op)?;
        let (ground, approver) = ("PIPL47".into(), RecordId(account(CITY).0).into());
        let op =
            Op::Redact { entry: entry.id, item, kind: kind.into(), field: field.into(), ground, approver };
        Some((entry.header.stream.clone(), entry.header.record, op))
    };
    let of_station = entry.header.stream.class() == "st";
    entry.ops().filter(|_| of_station).filter_map(order).collect()
}

fn value_of(op: &Op) -> Option<(&'static str, &str)> {
    let named = match op {
        Op::SetField { field, .. } => ("field.set", field.as_str()),
        Op::Line { line, .. } => ("line.add", line.as_str()),
        Op::Add { set, .. } => ("set.add", set.as_str()),
        _ => return None,
    };
    PERSONAL.contains(&named.1).then_some(named)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks;
    use crate::world::Plan;

    /// Two offices with a station each, where nothing goes wrong; the station of the first is an island.
    fn quiet() -> World {
        let mut world = World::new(3, Plan { faults: 0, ..Plan::read("2,2,1").unwrap() });
        let [first, second] = [3, 4];
        for desk in [first, second] {
            (0..20).for_each(|_| {
                world.write(desk);
            });
        }
        world.heal();
        world
    }

    fn healed(mut world: World) -> World {
        let alive = checks::alive(&world);
        world.heal();
        checks::all(&world, &alive);
        world
    }

    #[test]
    fn what_an_office_deletes_is_whole_nowhere_and_the_chains_hold() {
        let mut world = quiet();
        world.delete();
        assert_eq!(world.tally.deleted, 2, "one at each office");
        let world = healed(world);
        let deleted = world.desks[CITY].deletions();
        assert_eq!(deleted.len(), 2);
        for (id, item) in deleted {
            let entry = world.desks[CITY].entry(&id).unwrap();
            assert!(entry.items.len() > item as usize && entry.ops().all(|(n, _)| n != item));
            let lane = &world.hub.lanes[&entry.header.stream];
            let (pushed, given) = (lane.rows.iter(), lane.given());
            assert!(pushed.zip(given).any(|(was, is)| was.id == id && was.body != is.body), "on the hub");
        }
    }

    #[test]
    fn a_hub_that_lost_a_deletion_is_told_again() {
        let mut world = quiet();
        let mark = world.hub.mark();
        world.delete();
        let mut world = healed(world);
        assert!(world.hub.fail_over(&mark) > 0, "the orders went with the tail");
        let deleted = world.desks[CITY].deletions();
        let is_whole = |world: &World, id: &EntryId| {
            let lane = &world.hub.lanes[&world.desks[CITY].entry(id).unwrap().header.stream];
            lane.rows.iter().zip(lane.given()).any(|(was, is)| was.id == *id && was.body == is.body)
        };
        assert!(deleted.iter().all(|(id, _)| is_whole(&world, id)), "and what they had deleted is back");
        let world = healed(world);
        assert_eq!(deleted.len(), 2);
        assert!(!deleted.iter().any(|(id, _)| is_whole(&world, id)));
    }

    #[test]
    fn a_record_that_is_handed_over_goes_on_there_and_the_first_station_is_told() {
        let mut world = quiet();
        let old = world.desks[CITY].stream(&station_stream(0)).next().unwrap().header.record;
        world.give((0, old), 1);
        for _ in 0..3 {
            world = healed(world);
            world.follow_up();
        }
        let mut world = healed(world);
        world.follow_up();
        let world = healed(world);
        let [giver, taker] = [3, 4].map(|desk| &world.desks[desk]);
        let told = giver.fold(old).unwrap();
        assert_eq!((told.at("refer/0"), told.text("there")), ("given", Some("concluded")));
        assert_eq!(taker.fold(world.handed[0].new).unwrap().at("main"), "concluded");
        assert!(taker.of(old).is_empty(), "the other office holds nothing of the first");
    }

    #[test]
    fn only_values_of_people_are_deleted() {
        let cases = [
            (Op::set("phone", "1"), Some(("field.set", "phone"))),
            (Op::line("note", "1"), Some(("line.add", "note"))),
            (Op::add("tag", "1"), Some(("set.add", "tag"))),
            (Op::set("origin", "1"), None),
            (Op::remove("tag", "1"), None),
            (Op::go("main", "", "arrived"), None),
        ];
        for (op, value) in cases {
            assert_eq!(value_of(&op), value, "{op:?}");
        }
    }
}
