//! Runs the fleet: eight seeds with every `cargo test`, any range of them with `cargo xtask simulate`, which tells what a
//! seed costs and makes one that fails small. `FLEET_FROM`, `FLEET_SEEDS`: the range; `FLEET_PLAN`: desks and ticks.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use ledger::Op;

use crate::checks;
use crate::shrink::smallest;
use crate::world::{Plan, World};

/// One seed that healed.
struct Healed {
    told: String,
    written: usize,
    applied: usize,
    seconds: f64,
    newer: Newer,
}

/// What desks of newer programs said at the city, by kind and version.
type Newer = BTreeSet<(String, u32)>;

fn simulate(seed: u64, plan: Plan) -> Healed {
    let clock = Clock::start();
    let mut world = World::new(seed, plan);
    world.run();
    let alive = checks::alive(&world);
    world.heal();
    checks::all(&world, &alive);
    let told = format!("{:?}; {} entries at the city", world.tally, world.desks[0].log.len());
    let newer = newer(&world);
    let (written, applied) = (world.tally.written, world.tally.applied);
    Healed { told, written, applied, seconds: clock.seconds(), newer }
}

fn newer(world: &World) -> Newer {
    let ops = world.desks[0].log.iter().flat_map(|entry| entry.ops());
    ops.filter_map(
        |(_, op)| if let Op::Unknown { kind, v, .. } = op { Some((kind.clone(), *v)) } else { None },
    )
    .collect()
}

/// Time of this thread on its core, where the system tells: others that share the core make no seed slower.
struct Clock {
    began: Instant,
    cpu_ns: Option<u64>,
}

impl Clock {
    fn start() -> Self {
        Self { began: Instant::now(), cpu_ns: Self::cpu_ns() }
    }

    fn cpu_ns() -> Option<u64> {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        told.split(' ').next()?.parse().ok()
    }

    fn seconds(&self) -> f64 {
        let cpu = Self::cpu_ns().zip(self.cpu_ns).map(|(now, then)| (now - then) as f64 / 1e9);
        cpu.unwrap_or_else(|| self.began.elapsed().as_secs_f64())
    }
}

/// Where a seed fails, and how to have it again.
fn again(seed: u64, plan: Plan) -> String {
    format!("cargo xtask simulate --from {seed} --seeds 1 --plan {plan}")
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn plan() -> Plan {
    let asked = std::env::var("FLEET_PLAN").ok();
    asked.map_or(Plan::FLEET, |text| Plan::read(&text).expect("FLEET_PLAN=OFFICES,STATIONS,TICKS"))
}

/// Its share of the seeds: even ones here, odd ones there, so that two cores have work.
fn seeds(half: u64) -> impl Iterator<Item = u64> {
    let from = number("FLEET_FROM").unwrap_or(1);
    (from..from + number("FLEET_SEEDS").unwrap_or(8)).filter(move |seed| seed % 2 == half)
}

fn heal(half: u64) {
    let mut said = Newer::new();
    for seed in seeds(half) {
        // Before anything can fail: with this the same run can be had again.
        println!("seed {seed} (again: {})", again(seed, plan()));
        let healed = simulate(seed, plan());
        println!("seed {seed}: {}", healed.told);
        said.extend(healed.newer);
    }
    // A range or a fleet that somebody chose may be too small for it.
    if ["SEEDS", "PLAN"].iter().all(|name| std::env::var_os(format!("FLEET_{name}")).is_none()) {
        let of_both = [("field.set", 2), ("later.mark", 3), ("later.mark", 4)];
        let of_both = of_both.map(|(kind, v)| (kind.to_owned(), v));
        assert_eq!(said, BTreeSet::from(of_both), "desks of four programs met");
    }
}

#[test]
fn even_seeds_heal() {
    heal(0);
}

#[test]
fn odd_seeds_heal() {
    heal(1);
}

/// `cargo xtask simulate`: a seed a core at a time; the first that fails ends it, made as small as it gets.
#[test]
#[ignore = "as many seeds as one asks for"]
fn a_range_of_seeds_heals() {
    let (from, n) = (number("FLEET_FROM").unwrap_or(1), number("FLEET_SEEDS").unwrap_or(8));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (next, sums) = (AtomicU64::new(from), Mutex::new((0usize, 0usize, 0f64)));
    let broken = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..cores.min(n as usize) {
            scope.spawn(|| {
                while broken.lock().unwrap().is_empty() {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= from + n {
                        break;
                    }
                    match tried(seed, plan()) {
                        Ok(healed) => add(&mut sums.lock().unwrap(), (seed, &healed)),
                        Err(why) => broken.lock().unwrap().push((seed, why)),
                    }
                }
            });
        }
    });
    let (written, applied, seconds) = *sums.lock().unwrap();
    println!("all: {}", rates((written, applied, seconds)));
    let broken = broken.into_inner().unwrap();
    for (seed, why) in &broken {
        println!("seed {seed} FAILS (again: {}):\n  {why}", again(*seed, plan()));
        let small = smallest(plan(), |plan| tried(*seed, plan).is_err());
        let why = tried(*seed, small).err().unwrap_or_default();
        println!("the smallest that still fails: {}\n  {why}", again(*seed, small));
    }
    assert!(broken.is_empty(), "{} of the seeds fail", broken.len());
}

fn add(sums: &mut (usize, usize, f64), (seed, healed): (u64, &Healed)) {
    let Healed { told, written, applied, seconds, .. } = healed;
    println!("seed {seed}: {}; {told}", rates((*written, *applied, *seconds)));
    *sums = (sums.0 + written, sums.1 + applied, sums.2 + seconds);
}

fn rates((written, applied, seconds): (usize, usize, f64)) -> String {
    let rate = |n: usize| n as f64 / seconds.max(f64::EPSILON);
    format!(
        "{written} entries in {seconds:.1} s of a core: {:.0} new entries/s, {:.0} applications/s",
        rate(written),
        rate(applied)
    )
}

/// What a run that fails says, without stopping the others.
fn tried(seed: u64, plan: Plan) -> Result<Healed, String> {
    catch_unwind(AssertUnwindSafe(|| simulate(seed, plan))).map_err(|said| {
        let text = said.downcast_ref::<String>().map(String::as_str);
        text.or(said.downcast_ref::<&str>().copied()).unwrap_or("no words").to_owned()
    })
}

#[test]
fn a_seed_replays() {
    let plan = Plan::read("2,6,18").unwrap();
    let run = || {
        let mut world = World::new(5, plan);
        world.run();
        world.heal();
        (format!("{:?}", world.tally), world.hub.mark(), world.desks[0].log.last().map(|entry| entry.id))
    };
    assert_eq!(run(), run());
}
