//! What each command runs, in order. Quick stages come first, so that a slip is told within a minute.

use std::collections::BTreeMap;
use std::process::Command;

use crate::mutants;
use crate::node::{self, npm};
use crate::package;
use crate::place::Place;
use crate::python;
use crate::stage::{Stage, Work};
use crate::system;

/// The shell's pages come from the program itself, not from a dev server; asked for everywhere, so that the
/// window is compiled once.
const WINDOW: &[&str] = &["--workspace", "--features", "shell/custom-protocol"];

pub fn run(args: Vec<String>) -> Vec<Stage> {
    vec![
        ready("system packages for the window", system::ready_for_window),
        ready("pages of the window", node::ready_ui),
        open("build the window", |place| Ok(place.cargo(&[&["build", "--bins"], WINDOW].concat()))),
        open("the window", move |place| {
            let mut window = Command::new(place.built("gonglian-desk"));
            window.args(&args);
            Ok(window)
        }),
    ]
}

pub fn lint() -> Vec<Stage> {
    let mut stages = vec![
        ready("system packages for the window", system::ready_for_window),
        check("format", |place| Ok(place.cargo(&["fmt", "--all", "--check"]))),
        ready("modules of the UI", node::ready_modules),
    ];
    stages.extend(ui_lints());
    stages.push(ready("pages of the window", node::ready_ui));
    stages.push(clippy());
    stages.push(check("house rules", house));
    stages
}

pub fn test() -> Vec<Stage> {
    let mut stages = vec![
        ready("system packages for window and tests", system::ready_for_tests),
        check("format", |place| Ok(place.cargo(&["fmt", "--all", "--check"]))),
        ready("modules of the UI", node::ready_modules),
        ready("an old browser", node::ready_old_browser),
        ready("a SQLCipher of others", python::ready_sqlcipher),
    ];
    stages.extend(ui_lints());
    stages.push(check("UI tests (vitest)", |place| Ok(npm(place, &place.ui(), &["run", "test"]))));
    stages.push(ready("pages of the window", node::ready_ui));
    stages.push(check("build with lints (clippy)", |place| Ok(linted(place, &["build", "--all-targets"]))));
    stages.push(Stage { name: "house rules", work: Work::Preview(Box::new(house)) });
    stages.push(check("tests of every crate", crate_tests));
    stages.push(check("examples in the documentation", |place| Ok(linted(place, &["test", "--doc"]))));
    stages.push(check("a desk's file, read by others", |place| {
        let mut read = Command::new(python::python(place));
        read.current_dir(&place.root).arg("tests/independent/sqlcipher.py");
        read.env("GONGLIAN_BUILT", place.target().join("debug"));
        Ok(read)
    }));
    stages.push(check("browser", |place| Ok(driven(place, "tests/browser/all.mjs"))));
    stages.push(check("window", |place| in_a_display(place, "tests/window/all.mjs")));
    stages
}

/// What lies in `dist/`, as people get it. No part of CI: it brings a clean Debian, wine and qemu, and tries what somebody packaged.
pub fn packages() -> Vec<Stage> {
    vec![
        ready("system packages that packages are tried with", system::ready_for_packages),
        ready("modules of the UI", node::ready_modules),
        ready("an old browser", |place| system::or_left_out(node::ready_old_browser(place))),
        check("packages", packages_tried),
    ]
}

/// `cargo xtask bench -- --records 5000,500000` hands its words to the two benches that make desks.
pub fn bench(args: Vec<String>) -> Vec<Stage> {
    let sized = |name: &'static str, bench: &'static [&'static str]| {
        let args = args.clone();
        open(name, move |place| {
            let mut run = place.cargo(&[&["bench", "--package"], bench, &["--"]].concat());
            run.args(args.iter().filter(|arg| *arg != "--"));
            Ok(run)
        })
    };
    vec![
        ready("system packages for window and tests", system::ready_for_tests),
        ready("pages of the window", node::ready_ui),
        sized("bench: the program through its calls", &["actions", "--bench", "office"]),
        sized("bench: the desk's file", &["store", "--bench", "figures"]),
        open("bench: the fold", |place| {
            Ok(place.cargo(&["bench", "--package", "ledger", "--bench", "fold"]))
        }),
        open("build", |place| Ok(place.cargo(&[&["build", "--bins"], WINDOW].concat()))),
        open("bench: the pages", |place| Ok(driven(place, "tests/browser/figures/long_tasks.mjs"))),
    ]
}

/// `cargo xtask bench sync [--rows N,N]`: hub, disc, exchange and simulation; `--rows` are the sizes of the hub.
pub fn bench_sync(args: Vec<String>) -> Vec<Stage> {
    let bench = |name: &'static str, bench: &'static [&'static str], args: Vec<String>| {
        open(name, move |place| {
            let mut run = place.cargo(&[&["bench", "--package"], bench, &["--"]].concat());
            run.args(&args);
            Ok(run)
        })
    };
    let mut stages = vec![
        ready("system packages for window and tests", system::ready_for_tests),
        bench("bench: the hub", &["sync", "--bench", "hub"], args),
        bench("bench: the file on a disc", &["sync", "--bench", "bundle"], vec![]),
        bench("bench: a desk that exchanges", &["tests", "--bench", "exchange"], vec![]),
    ];
    // What it is made of: new entries and applications a second of a core.
    stages.extend(simulate(BTreeMap::new()));
    stages
}

/// With the programs themselves, so that nothing is compiled with other features for it.
const PAGE: &[&str] = &["--package", "paper", "--example", "page"];

/// What a start takes, on the machines that are there: the pages in an old browser against the newest, the work in little memory, what
/// the packages weigh and what the oldest glibc costs, where they lie in `dist/`.
pub fn bench_start() -> Vec<Stage> {
    let released = |name: &'static str, script: &'static str| {
        open(name, move |place| {
            let mut run = driven(place, script);
            run.env("GONGLIAN_BUILT", place.target().join(package::PROFILE));
            Ok(run)
        })
    };
    vec![
        ready("system packages for window and tests", system::ready_for_tests),
        ready("pages of the window", node::ready_ui),
        ready("an old browser", node::ready_old_browser),
        open("build as it is given out", |place| {
            let build = ["build", "--profile", package::PROFILE];
            Ok(place.cargo(&[&build, package::CLI, package::WINDOW, PAGE].concat()))
        }),
        released("bench: the first page", "tests/browser/figures/first_page.mjs"),
        released("bench: the main round in little memory", "tests/browser/figures/narrow.mjs"),
        released("bench: what packages weigh", "tests/packages/weigh.mjs"),
    ]
}

/// `--seeds N --from S --plan OFFICES,STATIONS,TICKS`: as the simulation's own names in the environment.
pub fn simulate(asked: BTreeMap<String, String>) -> Vec<Stage> {
    const RANGE: &[&str] = &["simulate::a_range_of_seeds_heals", "--exact", "--ignored", "--nocapture"];
    vec![open("the fleet under faults", move |place| {
        let mut fleet = place.cargo(
            &[&["test", "--release", "--package", "sync", "--test", "fleet", "--quiet", "--"], RANGE]
                .concat(),
        );
        fleet.envs(asked.iter().map(|(name, value)| (format!("FLEET_{}", name.to_uppercase()), value)));
        Ok(fleet)
    })]
}

pub fn mutants(asked: mutants::Asked) -> Vec<Stage> {
    let all = move |place: &Place| mutants::run(place, &asked);
    vec![Stage { name: "mutants of the exchange", work: Work::Do(Box::new(all)) }]
}

/// `--records N`, `--today D`: how much lies behind the city, and the day it is there.
pub fn fleet(args: Vec<String>) -> Vec<Stage> {
    let serve = move |place: &Place| {
        let mut fleet = Command::new(place.built("gonglian-fleet"));
        fleet.args(&args);
        Ok(fleet)
    };
    vec![
        ready("system packages for window and tests", system::ready_for_tests),
        ready("pages of the window", node::ready_ui),
        open("build", |place| Ok(place.cargo(&[&["build", "--bins"], WINDOW].concat()))),
        Stage { name: "four desks and their hub", work: Work::Become(Box::new(serve)) },
    ]
}

pub fn pictures() -> Vec<Stage> {
    vec![
        ready("system packages for window and tests", system::ready_for_tests),
        ready("pages of the window", node::ready_ui),
        open("build", |place| Ok(place.cargo(&[&["build", "--bins"], WINDOW].concat()))),
        open("pictures", |place| Ok(driven(place, "tests/browser/pictures.mjs"))),
    ]
}

pub fn gen_calls() -> Vec<Stage> {
    vec![
        open("build", |place| Ok(place.cargo(&[&["build", "--bins"], WINDOW].concat()))),
        open("ui/src/host/calls.gen.ts", |place| {
            let mut made = Command::new(place.built("gonglian"));
            made.args(["gen", "ui/src/host/calls.gen.ts"]).current_dir(&place.root);
            Ok(made)
        }),
    ]
}

fn ui_lints() -> [Stage; 2] {
    [
        check("UI lints (eslint)", |place| Ok(npm(place, &place.ui(), &["run", "lint"]))),
        check("UI types (vue-tsc)", |place| {
            Ok(npm(place, &place.ui(), &["exec", "--", "vue-tsc", "--noEmit"]))
        }),
    ]
}

/// A command whose workspace members are compiled by clippy's own compiler: what is linted is what the tests run. `cargo
/// clippy` beside a build would go over every dependency twice, a third of a run from an empty folder. Every command of
/// one run must say the same, or cargo compiles the members again.
fn linted(place: &Place, args: &[&str]) -> Command {
    let mut command = place.cargo(&[args, WINDOW].concat());
    command.env("RUSTC_WORKSPACE_WRAPPER", "clippy-driver");
    command.env("CLIPPY_ARGS", "-Dwarnings__CLIPPY_HACKERY__");
    command
}

fn clippy() -> Stage {
    check("clippy", |place| {
        Ok(place.cargo(&[&["clippy", "--all-targets"], WINDOW, &["--", "-D", "warnings"]].concat()))
    })
}

fn house(place: &Place) -> Result<Command, String> {
    Ok(linted(place, &["test", "--test", "house"]))
}

/// nextest where it is installed (it runs the test programs side by side), plain cargo elsewhere.
fn crate_tests(place: &Place) -> Result<Command, String> {
    let has_nextest =
        place.cargo(&["nextest", "--version"]).output().is_ok_and(|answer| answer.status.success());
    let verb: &[&str] =
        if has_nextest { &["nextest", "run", "--no-fail-fast"] } else { &["test", "--no-fail-fast"] };
    Ok(linted(place, &[verb, &["--lib", "--bins", "--tests"]].concat()))
}

/// A node script that drives what was built; it starts and ends its own programs by their ids.
fn driven(place: &Place, script: &str) -> Command {
    let mut command = node::node(place, "node");
    command.current_dir(&place.root).arg(script);
    command.env("GONGLIAN_BUILT", place.target().join("debug"));
    command
}

/// Without a display the checks that want one are left out by name, and the others tried.
fn packages_tried(place: &Place) -> Result<Command, String> {
    const TRIED: &str = "tests/packages/all.mjs";
    let lends_one = ["xvfb-run", "dbus-run-session"].into_iter().all(package::finds);
    if lends_one { in_a_display(place, TRIED) } else { Ok(driven(place, TRIED)) }
}

/// The window needs a display and a session bus of its own; both end with the script.
fn in_a_display(place: &Place, script: &str) -> Result<Command, String> {
    let script = driven(place, script);
    let mut command = Command::new("xvfb-run");
    command.args(["--auto-servernum", "--server-args", "-screen 0 1366x768x24", "dbus-run-session", "--"]);
    command.arg(script.get_program()).args(script.get_args()).current_dir(&place.root);
    for (name, value) in script.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    // A bare display has neither assistive technology nor a desktop's portal to ask.
    command.env("NO_AT_BRIDGE", "1").env("GTK_USE_PORTAL", "0");
    Ok(command)
}

fn ready(name: &'static str, work: fn(&Place) -> Result<(), String>) -> Stage {
    Stage { name, work: Work::Ready(work) }
}

fn check(name: &'static str, work: impl Fn(&Place) -> Result<Command, String> + 'static) -> Stage {
    Stage { name, work: Work::Check(Box::new(work)) }
}

fn open(name: &'static str, work: impl Fn(&Place) -> Result<Command, String> + 'static) -> Stage {
    Stage { name, work: Work::Open(Box::new(work)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stage::Run;

    /// A bug: without the old browser, which one check of all wants, no package was tried.
    #[test]
    fn what_cannot_be_had_leaves_checks_out_and_stops_none() {
        let nowhere = Place { root: std::env::temp_dir().join("gonglian-no-such-project") };
        let goes_on = |stages: Vec<Stage>| {
            let browser = stages.iter().find(|stage| stage.name == "an old browser");
            browser.is_some_and(|stage| Run::default().take(&nowhere, stage))
        };
        assert!(goes_on(packages()));
        assert!(!goes_on(test()), "where every check is asked for, it has to be there");
    }
}
