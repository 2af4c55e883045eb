//! What the hub costs: the same server asked barely in the same run, the fleet at once, and the hub as it grows.
//! It does not know desks' files: what a desk does with what it pulled is measured where desks are.
//! Run by `cargo xtask bench sync`, or `cargo bench -p sync --bench hub -- --rows 100000,1000000,5000000`.

// Figures are tests: what fails here should stop.
#![allow(clippy::unwrap_used)]

mod at_once;
#[allow(dead_code)] // the suite of tests uses all of it
#[path = "../../tests/postgres/cluster.rs"]
mod cluster;
#[path = "../corpus/mod.rs"]
mod corpus;
#[allow(dead_code)] // a desk's memory is another bench's matter
#[path = "../../../store/benches/figures/figure.rs"]
mod figure;
mod granting;
mod growing;
mod pushing;
mod served;

use cluster::Cluster;
use figure::Figures;

fn main() {
    let rows = sizes();
    let cluster = Cluster::start();
    let mut figures = Figures::default();
    pushing::a_day_of_a_county(&cluster, &mut figures);
    granting::asked_at_every_pull(&cluster, &mut figures);
    at_once::all_stations(&cluster, &mut figures);
    growing::to_each(&cluster, &rows, &mut figures);
    figures.flat(growing::PULL);
    figures.print();
}

/// `--rows N,N`: how many entries the hub holds when it is asked; what cargo adds is not ours.
fn sizes() -> Vec<u64> {
    let mut args = std::env::args().skip_while(|arg| arg != "--rows").skip(1);
    let asked = args.next().unwrap_or_else(|| "100000,1000000,5000000".into());
    asked.split(',').map(|n| n.parse().expect("--rows N,N")).collect()
}
