//! How fast the desk's file is against the bare engine with the same rows, in the same run. Ratios, because machines differ.
//! It does not know the law: records come from `corpus`, projected one to one by the test kit.
//! Run by `cargo xtask bench`, or `cargo bench -p store --bench figures -- --records 5000,500000`.

// Figures are tests: what fails here should stop.
#![allow(clippy::unwrap_used)]

#[path = "../../src/kit.rs"]
#[allow(dead_code)]
mod kit;

mod corpus;
mod figure;
mod lists;
mod raw;
mod saving;

use figure::{Figures, timed};
use tempfile::TempDir;

fn main() {
    let sizes = sizes();
    let mut figures = Figures::default();
    for records in &sizes {
        let dir = TempDir::new().expect("a temporary folder");
        let (desk, bulk) = saving::fill(dir.path(), *records);
        figures.push(*records, "bulk import ÷ raw insert (rate)", bulk);
        saving::one_act(&desk, *records, &mut figures);
        lists::pages(&desk, *records, &mut figures);
        lists::searches(&desk, *records, &mut figures);
        lists::overview(&desk, *records, &mut figures);
        saving::refold(&desk, *records, &mut figures);
        figures.push(*records, "resident memory, MB", figure::resident_mb());
        desk.close().expect("closes");
        let (_, open) = timed(|| {
            let desk = store::Desk::open(dir.path(), &kit::KEY).expect("opens");
            desk.read(|r| r.cards(&store::CardQuery::of("case"), None, 50)).expect("a page");
        });
        figures.push(*records, "open to first page, ms", open.as_secs_f64() * 1e3);
    }
    figures.flat("default view, ms");
    figures.flat("overview, ms");
    figures.flat("open to first page, ms");
    figures.print();
}

/// `--records 5000,500000`; cargo adds `--bench` by itself.
fn sizes() -> Vec<u64> {
    let args: Vec<String> = std::env::args().collect();
    let given = args.iter().position(|a| a == "--records").and_then(|i| args.get(i + 1));
    given.map_or(vec![5_000, 500_000], |list| list.split(',').filter_map(|n| n.parse().ok()).collect())
}
