//! Runs the fleet: eight seeds a commit, more by `FLEET_SEEDS=100`, one again by `FLEET_SEED=17`.

use std::time::Instant;

use crate::checks;
use crate::world::{Plan, World};

fn simulate(seed: u64, plan: Plan) {
    // Before anything can fail: with this number the same run can be had again.
    println!("seed {seed} (again: FLEET_SEED={seed} cargo test -p sync --test fleet simulate)");
    let began = Instant::now();
    let mut world = World::new(seed, plan);
    world.run();
    let alive = checks::alive(&world);
    world.heal();
    checks::all(&world, &alive);
    let took = began.elapsed();
    let applied: usize = world.desks.iter().map(|desk| desk.log.len()).sum();
    println!(
        "seed {seed}: {:?}; {} entries at the city; {applied} held in all; {:.1} s, {:.0} new entries/s",
        world.tally,
        world.desks[0].log.len(),
        took.as_secs_f64(),
        world.tally.written as f64 / took.as_secs_f64(),
    );
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Its share of the seeds: even ones here, odd ones there, so that two cores have work.
fn seeds(half: u64) -> Vec<u64> {
    match (number("FLEET_SEED"), number("FLEET_SEEDS").unwrap_or(8)) {
        (Some(seed), _) => (0..=seed).filter(|n| *n == seed && n % 2 == half).collect(),
        (None, n) => (1..=n).filter(|seed| seed % 2 == half).collect(),
    }
}

#[test]
fn even_seeds_heal() {
    seeds(0).into_iter().for_each(|seed| simulate(seed, Plan::FLEET));
}

#[test]
fn odd_seeds_heal() {
    seeds(1).into_iter().for_each(|seed| simulate(seed, Plan::FLEET));
}

#[test]
fn a_seed_replays() {
    let plan = Plan { size: crate::cell::Size { offices: 2, stations: 6 }, ..Plan::FLEET };
    let run = || {
        let mut world = World::new(5, plan);
        world.run();
        world.heal();
        (format!("{:?}", world.tally), world.hub.mark(), world.desks[0].log.last().map(|entry| entry.id))
    };
    assert_eq!(run(), run());
}
