//! What an imported calendar moves.

use super::*;
use crate::calendar::import;

/// An invented notice for 2027 with the real statutory days and a long Spring Festival.
const NOTICE: &str = r#"{"days": [
    {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
    {"name": "春节", "date": "2027-02-05", "isOffDay": true},
    {"name": "春节", "date": "2027-02-08", "isOffDay": true},
    {"name": "春节", "date": "2027-02-09", "isOffDay": true},
    {"name": "春节", "date": "2027-02-20", "isOffDay": false},
    {"name": "国庆节", "date": "2027-10-01", "isOffDay": true}
]}"#;

fn clock(key: u32, started_on: &str, unit: Unit, amount: u32) -> OpenClock<u32> {
    OpenClock { key, period: period(unit, amount), started: day(started_on).into(), history: History::none() }
}

#[test]
fn only_what_moves_is_listed() {
    let before = shipped();
    let after = before.clone().with(import(NOTICE, &before).unwrap());
    let clocks = [
        clock(1, "2026-02-10", Unit::Natural, 7),
        // 02-09 was a plain Tuesday, now it is off.
        clock(2, "2027-02-02", Unit::Natural, 7),
        // Same day, no longer provisional.
        clock(3, "2027-03-01", Unit::Natural, 7),
        // 02-20 is worked now.
        clock(4, "2027-02-19", Unit::Working, 1),
    ];
    let moved = moves(&clocks, &before, &after);
    let keys: Vec<_> = moved.iter().map(|m| (m.key, m.before, m.after)).collect();
    assert_eq!(
        keys,
        [
            (2, Some(day("2027-02-09")), Some(day("2027-02-10"))),
            (3, Some(day("2027-03-08")), Some(day("2027-03-08"))),
            (4, Some(day("2027-02-22")), Some(day("2027-02-20"))),
        ]
    );
    assert!(moved.iter().all(|m| m.provisional_before && !m.provisional_after));
}
