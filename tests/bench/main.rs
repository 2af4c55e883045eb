//! What an exchange costs a desk: a county's work of some weeks through hub and disc, against the parts that nobody can avoid,
//! in the same run; and the exchange in which nothing is new, at a desk of 133 stations.
//! It does not know how an exchange goes: desks are the fleet's, asked by the calls that people use.
//! Run by `cargo xtask bench sync`, or `cargo bench -p tests --bench exchange -- --entries 20000`.

#[allow(dead_code)] // the fleet uses all of it
#[path = "../fleet/cell.rs"]
mod cell;
#[allow(dead_code)] // the suite of `sync` uses all of it
#[path = "../../src-tauri/crates/sync/tests/postgres/cluster.rs"]
mod cluster;
#[allow(dead_code)] // memory is another bench's matter
#[path = "../../src-tauri/crates/store/benches/figures/figure.rs"]
mod figure;
mod parts;
#[allow(dead_code)] // lists and searches are another bench's matter
#[path = "../../src-tauri/crates/store/benches/figures/raw.rs"]
mod raw;

use std::path::Path;
use std::time::Duration;

use actions::Host;
use chrono::NaiveDate;
use serde_json::{Value, json};

use cell::Cell;
use cluster::Cluster;
use figure::{Figures, timed};
use parts::{File, Parts};

const CITY: usize = 0;
const COUNTY: usize = 1;
/// Matters of the two years that lie behind the city.
const BEHIND: u64 = 300;
/// Exchanges with nothing to tell: processor time is told in hundredths of a second.
const EMPTY: u32 = 100;

fn main() {
    let wanted = entries();
    let folder = tempfile::tempdir().unwrap();
    let hub = Cluster::start();
    let day = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
    let mut cell = Cell::found(folder.path(), (BEHIND, day), || false).unwrap();
    cell.grow();
    cell.connect(&hub);
    let written = work(&cell, wanted);
    let mut figures = Figures::default();
    by_disc(&mut cell, folder.path(), (written, &mut figures));
    by_hub(&mut cell, &hub, (written, &mut figures));
    nothing_new(&cell, &mut figures);
    figures.print();
}

/// `--entries N`; what cargo adds is not ours.
fn entries() -> u64 {
    let mut args = std::env::args().skip_while(|arg| arg != "--entries").skip(1);
    args.next().map_or(20_000, |n| n.parse().expect("--entries N"))
}

fn host(cell: &Cell, desk: usize) -> &Host {
    cell.desks[desk].host.as_ref().expect("it is open")
}

fn ok(host: &Host, name: &str, input: Value) -> Value {
    host.answer(name, input).unwrap_or_else(|fault| panic!("{name}: {fault:?}"))
}

/// The county registers until there is so much that the city has not seen. Says how much it is.
fn work(cell: &Cell, wanted: u64) -> u64 {
    let (host, file) = (host(cell, COUNTY), File::of(cell, COUNTY));
    let stations = ok(host, "list_stations", json!({ "limit": 200 }));
    let stations: Vec<&Value> =
        stations["rows"].as_array().unwrap().iter().map(|row| &row["record"]).collect();
    let before = file.newest();
    for n in 0.. {
        let written = (file.newest() - before) as u64;
        if written >= wanted {
            return written;
        }
        for n in n * 100..(n + 1) * 100 {
            ok(host, "register_appeal", form(n, stations[n % stations.len()]));
        }
    }
    0
}

/// As it is filled in at a station.
fn form(n: usize, station: &Value) -> Value {
    let person = json!({
        "part": "petitioner", "kind": "person", "name": "周小满", "sex": "2", "phone": format!("138{n:08}"),
    });
    json!({
        "station": station, "way": "visit", "received_on": "2026-09-01", "n_people": 1, "people": [person],
        "purpose": "redress", "category": "other", "title": format!("河道排污第{n}次反映"),
        "facts": "村口河道夜间排放污水，气味刺鼻，周边三个村近百户受影响，此前已向镇政府递交书面材料，未见答复。",
        "request": "请求依法督促有关部门履职，查清排污单位。", "told_privacy": true,
    })
}

/// The same disc twice at a copy of the city's desk; the desk itself has not seen it afterwards.
fn by_disc(cell: &mut Cell, folder: &Path, (written, figures): (u64, &mut Figures)) {
    let disc = folder.join("disc");
    std::fs::create_dir(&disc).unwrap();
    let to = ok(host(cell, CITY), "exchange_state", json!({}))["me"]["desk"].clone();
    let sent = ok(host(cell, COUNTY), "export_bundle", json!({ "to": to, "dir": disc }));
    let input = json!({ "dir": disc, "id": sent["id"] });
    let kept = File::set_aside(cell, CITY, folder);
    let host = host(cell, CITY);
    let times =
        [0, 1].map(|_| timed(|| while ok(host, "take_bundle", input.clone())["value"]["done"] != true {}).1);
    kept.put_back(cell, CITY);
    figures.push(written, "first import of a bundle, entries/s", written as f64 / times[0].as_secs_f64());
    figures.push(
        written,
        "import of a bundle it already has ÷ first import (≤ 0.3)",
        times[1].div_duration_f64(times[0]),
    );
}

/// Pushed by the county, pulled by the city, and what the pull cannot do without.
fn by_hub(cell: &mut Cell, hub: &Cluster, (written, figures): (u64, &mut Figures)) {
    let (_, push) = timed(|| exchange(host(cell, COUNTY)));
    figures.push(
        written,
        "the county's exchange: pushed and read back, entries/s",
        written as f64 / push.as_secs_f64(),
    );
    let twin = File::twin(cell, CITY);
    let before = File::of(cell, CITY).newest();
    let (weighed, worked) = (twin.bytes(), parts::cpu_seconds());
    let (_, pull) = timed(|| exchange(host(cell, CITY)));
    let worked = parts::cpu_seconds() - worked;
    let city = File::of(cell, CITY);
    let grown = (city.bytes() - weighed) as f64;
    figures.push(written, "bytes of the desk's file an entry that came", grown / written as f64);
    figures.push(
        written,
        "processor seconds of the desk for 10,000 that come",
        worked * 1e4 / written as f64,
    );
    let parts = Parts::measure(&city, before, (&twin, hub));
    figures.push(written, "pull: checked, folded, projected, searchable, s", pull.as_secs_f64());
    let sum: Duration = parts.all().iter().map(|(_, took)| *took).sum();
    for (name, took) in parts.all() {
        figures.push(written, name, took.div_duration_f64(sum));
    }
    figures.push(written, "pull ÷ the sum of its unavoidable parts (≤ 1.5)", pull.div_duration_f64(sum));
}

fn exchange(host: &Host) {
    let end = ok(host, "exchange_now", json!({}))["value"]["end"].clone();
    assert_eq!(end, "complete");
}

fn nothing_new(cell: &Cell, figures: &mut Figures) {
    let host = host(cell, CITY);
    exchange(host);
    let streams = ok(host, "exchange_state", json!({}))["hub"]["streams"].as_array().map_or(0, Vec::len);
    let (before, ((), took)) = (parts::cpu_seconds(), timed(|| (0..EMPTY).for_each(|_| exchange(host))));
    let each = |seconds: f64| seconds * 1e3 / f64::from(EMPTY);
    figures.push(
        streams as u64,
        "an exchange with nothing new: processor ms of the desk (≤ 10)",
        each(parts::cpu_seconds() - before),
    );
    figures.push(streams as u64, "an exchange with nothing new, ms", each(took.as_secs_f64()));
}
