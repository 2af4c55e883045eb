//! How fast the program is as people use it: a demonstration desk of each size, asked through the list of calls, against
//! the bare engine with the same rows in the same run. Ratios, because machines differ.
//! It does not know the tables but through `raw`. Run by `cargo xtask bench`, or
//! `cargo bench -p actions --bench office -- --records 5000,500000 [--dir D] [--prove]`: desks made in D are
//! used again.

// Figures are tests: what fails here should stop.
#![allow(clippy::unwrap_used)]

#[path = "../../../store/benches/figures/figure.rs"]
mod figure;
#[path = "../../../store/benches/figures/raw.rs"]
#[allow(dead_code)] // the desk is made by the program; only the other bench fills a bare file
mod raw;

mod asked;
mod entering;
mod finding;
mod lists;
mod overview;
mod resident;
mod saving;
mod seat;
mod weight;

use asked::Asked;
use figure::Figures;
use seat::Seat;

fn main() {
    let asked = Asked::read();
    if let Some(desk) = &asked.within {
        return resident::tell(desk);
    }
    let mut figures = Figures::default();
    // Of a desk without matters only the way in is measured: what it costs more with many is the figure.
    let none = Seat::at(asked.dir(), 0, &mut figures);
    for records in &asked.sizes {
        let seat = Seat::at(asked.dir(), *records, &mut figures);
        if asked.proves {
            seat.prove(&mut figures);
        }
        weight::of_an_entry(&seat, &mut figures);
        entering::ratios(&seat, &none, &mut figures);
        lists::pages(&seat, &mut figures);
        finding::searches(&seat, &mut figures);
        overview::board(&seat, &mut figures);
        resident::ask(&seat, &mut figures);
        saving::one_act(&seat, &mut figures);
    }
    figures.flat("default list of appeals, ms");
    figures.flat("default list of visits, ms");
    figures.flat("overview of all stations, ms");
    figures.print();
}
