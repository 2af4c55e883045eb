//! The one entrance for people and for CI: what runs, in which order, and what it needs from the system.
//! It does not know what the program does; it starts cargo, npm, node and what they built, each as a process.
//! Called as `cargo xtask …` (`.cargo/config.toml`) and by `.ci/run`.

mod asked;
mod mutants;
mod node;
mod package;
mod place;
mod python;
mod stage;
mod stages;
mod system;
mod tally;

use std::process::ExitCode;

use place::Place;
use stage::{Run, Stage};

const USAGE: &str = "\
cargo xtask run [--dir D] [--today 2026-09-01]   install what is missing, build, open the window
cargo xtask test                                 everything CI asks for; quick stages first
cargo xtask test --packages                      what lies in dist/: installed, started, used, removed; into dist/CHECKED.txt
cargo xtask lint                                 format, lints and the house's own rules only
cargo xtask simulate --seeds 100 [--from 1]      desks and a hub under faults, so many seeds; one that fails is made small
cargo xtask mutants [NAME] [--search 20]         breaks the exchange on purpose: each time the simulation must turn red
cargo xtask bench                                speed and memory, as ratios to the raw limit
cargo xtask bench sync [--rows 100000,5000000]   the same of the exchange: hub of so many entries, disc, desk, simulation
cargo xtask bench start                          what a start takes: old browser, little memory, weight of the packages
cargo xtask package [--only NAME] [-- WORDS]     installers and archives for every system, into dist/; WORDS go to cargo
cargo xtask fleet [--records 200]                a city, a county, two stations and their hub, to be opened in a browser
cargo xtask pictures                             the pictures of the README
cargo xtask gen                                  the generated list of calls for the UI";

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let verb = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let place = Place::here();
    if verb == "package" {
        return package::package(&place, rest);
    }
    let Some(stages) = stages_of(&verb, rest) else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    finish(&verb, walk(&place, &stages))
}

/// `None`: nothing that this program does.
fn stages_of(verb: &str, rest: Vec<String>) -> Option<Vec<Stage>> {
    Some(match verb {
        "run" => stages::run(rest),
        "test" if rest.is_empty() => stages::test(),
        "test" if rest == ["--packages"] => stages::packages(),
        "lint" => stages::lint(),
        "bench" if rest.first().is_some_and(|word| word == "sync") => stages::bench_sync(rest[1..].to_vec()),
        "bench" if rest == ["start"] => stages::bench_start(),
        "bench" => stages::bench(rest),
        "simulate" => stages::simulate(asked::pairs(&rest, &["seeds", "from", "plan"])?),
        "mutants" => stages::mutants(mutants::Asked::read(&rest)?),
        "fleet" => stages::fleet(rest),
        "pictures" => stages::pictures(),
        "gen" => stages::gen_calls(),
        _ => return None,
    })
}

/// One stage after the other; the first that fails is the last.
fn walk(place: &Place, stages: &[Stage]) -> Run {
    let mut run = Run::default();
    for stage in stages {
        if !run.take(place, stage) {
            break;
        }
    }
    run
}

fn finish(verb: &str, run: Run) -> ExitCode {
    if matches!(verb, "test" | "lint") {
        run.print_times();
        println!("{} passed, {} failed", run.count.passed, run.count.failed);
    }
    if run.failed.is_none() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
