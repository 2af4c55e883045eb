//! `register_appeal`, durable, against the same rows in one bare commit beside it.

use std::path::PathBuf;

use rusqlite::Connection;
use serde_json::{Value, json};
use store::FileKey;

use crate::figure::{Figures, at, timed};
use crate::raw;
use crate::seat::{Seat, today};

const ACTS: usize = 200;

pub fn one_act(seat: &Seat, figures: &mut Figures) {
    let twin = twin(seat);
    let mut bare = raw::open(&twin, &seat.key());
    bare.execute_batch("pragma synchronous = full").unwrap();
    let stations = seat.stations();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for n in 0..ACTS {
        let before = newest(&seat.bare());
        let input = form(n, &stations[n % stations.len()]);
        ours.push(timed(|| seat.ok("register_appeal", input)).1);
        let file = seat.bare();
        let rows = raw::rows(&file, before, newest(&file));
        raw::dictionaries(&file, &bare);
        drop(file);
        theirs.push(timed(|| raw::insert(&mut bare, &rows)).1);
    }
    figures.push(seat.records, "register_appeal, ms", at(&mut ours, 0.5));
    figures.push(seat.records, "raw commit, ms", at(&mut theirs, 0.5));
    figures.push(seat.records, "register_appeal ÷ raw commit", at(&mut ours, 0.5) / at(&mut theirs, 0.5));
    drop(bare);
    std::fs::remove_file(twin).unwrap();
}

/// A copy of the file as it stands: its indexes are as deep as the desk's. Made while nobody has it open.
fn twin(seat: &Seat) -> PathBuf {
    let twin = seat.dir.with_extension("twin.db");
    let key: FileKey = seat.key();
    seat.ok("sign_out", json!({}));
    let file = seat.dir.join("desk.db");
    raw::open(&file, &key).query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(())).unwrap();
    std::fs::copy(file, &twin).unwrap();
    seat.sign_in();
    twin
}

fn newest(file: &Connection) -> i64 {
    file.query_row("select max(n) from entry", [], |r| r.get(0)).unwrap()
}

/// The form as it is filled in at a station.
pub fn form(n: usize, station: &Value) -> Value {
    let person = json!({
        "part": "petitioner", "kind": "person", "name": "周小满", "sex": "2", "phone": format!("138{n:08}"),
    });
    json!({
        "station": station, "way": "visit", "received_on": today(), "n_people": 1, "people": [person],
        "purpose": "redress", "category": "other", "title": format!("河道排污第{n}次反映"),
        "facts": "村口河道夜间排放污水，气味刺鼻，周边三个村近百户受影响，此前已向镇政府递交书面材料，未见答复。",
        "request": "请求依法督促有关部门履职，查清排污单位。", "told_privacy": true,
    })
}
