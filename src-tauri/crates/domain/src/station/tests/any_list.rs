//! Lists of any rows: whatever is taken over, the same list read again is all *same*, and no code is given twice.

use std::collections::BTreeSet;

use super::*;
use crate::scene::Dice;

const NAMES: &[&str] = &["海门", "白云", "葭沚", "洪家", "三甲", "下陈", "", "章安", "前所"];
const CODES: &[&str] = &["AA", "AB", "AC", "AD", "AE", "AF", "BB", "ab", "A", "ABCDEFG", ""];
const DIVISIONS: &[&str] = &["331002001", "331002002", "33100200", "", "三三一〇"];

fn any_row(line: u32, dice: &mut Dice) -> StationRow {
    let text = |t: &str| (!t.is_empty()).then(|| t.to_owned());
    let facts = StationFacts {
        name: text(dice.pick::<&str>(NAMES)),
        code: text(dice.pick::<&str>(CODES)),
        division: text(dice.pick::<&str>(DIVISIONS)),
        lon_e6: (dice.roll(3) == 0).then_some(121_424_080),
        lat_e6: (dice.roll(3) == 0).then_some(28_680_740),
        ..StationFacts::default()
    };
    let parent_code = (dice.roll(4) == 0).then(|| (*dice.pick(CODES)).to_owned()).filter(|c| !c.is_empty());
    StationRow { line, facts, parent_code, opened_on: None }
}

/// Takes a list over as the registrar's desk does: new rows first, then what changed.
fn take_over(rows: &[StationRow], ours: Vec<ledger::Record>) -> Vec<ledger::Record> {
    let stations = |records: &[ledger::Record]| records.iter().map(Station::of).collect::<Vec<_>>();
    let who = person(Role::Registrar);
    let c = ctx(&who, "2026-09-01");
    let fates = row_fates(rows, &stations(&ours), &c);
    let mut records = ours;
    for (row, fate) in rows.iter().zip(&fates).filter(|(_, f)| f.fate == Fate::New) {
        let codes: BTreeSet<String> = stations(&records).iter().map(|s| s.code().to_owned()).collect();
        let new = RecordId::natural("station", row.facts.code.as_deref().expect("a new row has a code"));
        let ops = open_station((new, open_by_row(row, None, &c)), &|code| codes.contains(code), &c);
        let ops = ops.unwrap_or_else(|why| panic!("row {} was new and is refused: {why:?}", fate.line));
        records.push(then(scene::blank("station", new, new), &ops));
    }
    for (row, fate) in rows.iter().zip(&fates) {
        let changes = matches!(fate.fate, Fate::New | Fate::Changed { .. });
        let at = records.iter().position(|r| Some(Station::of(r).code()) == row.facts.code.as_deref());
        let Some(at) = at.filter(|_| changes) else { continue };
        let amend = amend_by_row(row, &stations(&records));
        match amend_station(&Station::of(&records[at]), amend, &c) {
            Ok(ops) => records[at] = then(records[at].clone(), &ops),
            Err(why) => assert_eq!(why, Refusal::NothingChanged, "row {}", fate.line),
        }
    }
    records
}

#[test]
fn two_hundred_lists_one_after_the_other() {
    let mut n_taken = 0;
    for seed in 0..200 {
        let mut dice = Dice::of(seed);
        let mut records = vec![];
        for _ in 0..3 {
            let rows: Vec<StationRow> = (0..12).map(|n| any_row(n + 2, &mut dice)).collect();
            records = take_over(&rows, records);
            let stations: Vec<Station> = records.iter().map(Station::of).collect();
            let again = as_registrar("2026-09-01", |c| row_fates(&rows, &stations, c));
            let open: Vec<&RowFate> =
                again.iter().filter(|f| matches!(f.fate, Fate::New | Fate::Changed { .. })).collect();
            assert!(open.is_empty(), "seed {seed}: {open:?}");
            let codes: BTreeSet<&str> = stations.iter().map(Station::code).collect();
            assert_eq!(codes.len(), stations.len(), "seed {seed}: a code twice");
            assert!(stations.iter().all(|s| s.facts.name.is_some()), "seed {seed}: a station without a name");
            n_taken += stations.len();
        }
    }
    assert!(n_taken > 200, "{n_taken} stations: hardly a row was taken");
}

#[test]
fn a_refused_row_changes_nothing_and_its_neighbours_are_taken() {
    let good = |n: u32, code: &str| StationRow {
        line: n,
        facts: StationFacts { code: Some(code.into()), name: Some("站".into()), ..StationFacts::default() },
        ..StationRow::default()
    };
    let bad = StationRow { facts: StationFacts { name: None, ..good(3, "AB").facts }, ..good(3, "AB") };
    let records = take_over(&[good(2, "AA"), bad, good(4, "AC")], vec![]);
    let codes: Vec<String> = records.iter().map(|r| Station::of(r).code().to_owned()).collect();
    assert_eq!(codes, ["AA", "AC"]);
}

/// Days on which a station was turned round at random: at most one turn a day counts, the last written.
#[test]
fn open_and_closed_alternate() {
    for seed in 0..100 {
        let mut dice = Dice::of(seed);
        let mut record = opened("2026-01-01");
        let mut on = day("2026-01-01");
        let mut expected = vec![(on, true)];
        for _ in 0..8 {
            on = on + chrono::Days::new(1 + dice.roll(40) as u64);
            let station = Station::of(&record);
            let open = station.state == OPEN;
            let (close, reopen) = (
                CloseStation { from_on: on, reason: "修缮".into() },
                ReopenStation { from_on: on, reason: "完工".into() },
            );
            let ops = as_registrar("2026-09-01", |c| {
                if open { close_station(&station, close, c) } else { reopen_station(&station, reopen, c) }
            });
            record = then(record, &ops.unwrap());
            expected.push((on, !open));
        }
        let station = Station::of(&record);
        for window in expected.windows(2) {
            let ((from, open), (to, _)) = (window[0], window[1]);
            assert_eq!(station.open_on(from), open, "seed {seed}");
            assert_eq!(station.open_on(to.pred_opt().unwrap()), open, "seed {seed}");
        }
    }
}
