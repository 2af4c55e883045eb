//! Makes a plan that fails small: fewer ticks, stations, offices, under the same seed.
//! It does not know what fails, only whether it still does.

use std::fmt;

use crate::cell::Size;
use crate::world::Plan;

impl Plan {
    /// `OFFICES,STATIONS,TICKS`, as it is printed.
    pub fn read(text: &str) -> Option<Self> {
        let numbers: Option<Vec<usize>> = text.split(',').map(|part| part.trim().parse().ok()).collect();
        let [offices, stations, ticks] = numbers?[..] else { return None };
        let whole = [offices, stations, ticks].iter().all(|n| *n > 0);
        whole.then_some(Self { size: Size { offices, stations }, ticks, ..Self::FLEET })
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{},{},{}", self.size.offices, self.size.stations, self.ticks)
    }
}

/// Step by step to a plan of which no smaller one fails: half of a number, else one less.
pub fn smallest(mut plan: Plan, mut fails: impl FnMut(Plan) -> bool) -> Plan {
    while let Some(smaller) = smaller(plan).into_iter().find(|plan| fails(*plan)) {
        plan = smaller;
    }
    plan
}

/// The quickest way down first: what halves the ticks halves the time of every later try.
fn smaller(plan: Plan) -> Vec<Plan> {
    let Size { offices, stations } = plan.size;
    let with = |offices, stations, ticks| Plan { size: Size { offices, stations }, ticks, ..plan };
    let mut plans = Vec::new();
    for less in [|n: usize| n / 2, |n: usize| n - 1] {
        plans.extend([
            with(offices, stations, less(plan.ticks)),
            with(offices, less(stations), plan.ticks),
            with(less(offices), stations, plan.ticks),
        ]);
    }
    plans.retain(|plan| plan.ticks > 0 && plan.size.stations > 0 && plan.size.offices > 0);
    plans
}

#[test]
fn a_failure_is_made_as_small_as_it_gets() {
    let mut tries = 0;
    let small = smallest(Plan::FLEET, |plan| {
        tries += 1;
        plan.size.stations >= 7 && plan.ticks >= 5 && plan.size.offices >= 2
    });
    assert_eq!(small.to_string(), "2,7,5");
    assert!(tries < 60, "{tries} tries");
    // What fails at its full size only stays as it is.
    assert_eq!(
        smallest(Plan::FLEET, |plan| plan.size.stations == 133 && plan.ticks == 18).to_string(),
        "1,133,18"
    );
}

#[test]
fn a_plan_is_read_as_it_is_printed() {
    assert_eq!(Plan::read("10,133,18").unwrap().to_string(), Plan::FLEET.to_string());
    for text in ["", "10,133", "10,133,0", "10,133,18,1", "10,x,18"] {
        assert!(Plan::read(text).is_none(), "{text:?}");
    }
}
