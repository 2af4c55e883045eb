//! Memory while listing, searching and saving, of a process that did not make the desk: this program, started again.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::figure::{Figures, resident_mb};
use crate::finding::typed;
use crate::saving::form;
use crate::seat::Seat;

const LISTS: [&str; 6] =
    ["list_appeals", "list_voices", "list_visits", "list_activities", "list_obligations", "list_stations"];

/// Only one process may have the desk open.
pub fn ask(seat: &Seat, figures: &mut Figures) {
    seat.ok("sign_out", json!({}));
    let this = std::env::current_exe().unwrap();
    let child = Command::new(this).arg("--within").arg(&seat.dir).stdout(Stdio::piped()).spawn().unwrap();
    let answer = child.wait_with_output().unwrap();
    assert!(answer.status.success(), "the process that is weighed stopped");
    let told = String::from_utf8(answer.stdout).unwrap();
    figures.push(seat.records, "resident memory at most, MB", told.trim().parse().unwrap());
    seat.sign_in();
}

/// The child's part: works for a while and prints the most it held after any of its calls.
pub fn tell(dir: &Path) {
    let seat = Seat::sit(dir, 0);
    let texts = typed(&seat.bare());
    let stations = seat.stations();
    let mut most = resident_mb();
    for n in 0..200 {
        let mut cursor = json!(null);
        for _ in 0..3 {
            cursor = seat.ok(LISTS[n % LISTS.len()], json!({ "cursor": cursor }))["next"].clone();
        }
        seat.ok("find", json!({ "text": texts[n % texts.len()] }));
        seat.ok("register_appeal", form(n, &stations[n % stations.len()]));
        most = most.max(resident_mb());
    }
    println!("{most}");
}
