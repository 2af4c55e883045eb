//! `doctor`: at a terminal there is no page to ask which browser shows it and what its fonts have.

use serde_json::Value;

use super::kit::{FOUNDER, PASSWORD, command, founded, run};

/// Check and finding of each line, as programs read them.
fn lines(args: &[&str]) -> Vec<(String, String)> {
    let told = run(args, "").json();
    let text = |line: &Value, key: &str| line[key].as_str().unwrap().to_owned();
    told.as_array().unwrap().iter().map(|line| (text(line, "check"), text(line, "finding"))).collect()
}

#[test]
fn a_browser_and_the_fonts_are_looked_after_with_and_without_somebody_signed_in() {
    let desk = founded();
    let place = desk.path();
    let outside = lines(&["doctor", "--dir", &place, "--json"]);
    let inside = lines(&["doctor", "--dir", &place, "--as", FOUNDER, "--json"]);
    let checks =
        |lines: &[(String, String)]| lines.iter().map(|(check, _)| check.clone()).collect::<Vec<_>>();
    assert_eq!(checks(&outside), ["system", "browser", "fonts", "folder", "space", "printer"]);
    assert_eq!(checks(&inside)[..6], checks(&outside)[..]);
    assert_eq!(inside.len(), 14, "each check has its line: {inside:?}");
    for (check, finding) in outside[1..3].iter().chain(&inside[1..3]) {
        assert!(finding.starts_with(&format!("{check}_")), "{check}: {finding}");
    }
}

/// A PC where the program was just installed: the check-up ended as a fault of ours, before it had said a line.
#[test]
fn a_pc_without_a_desk_is_looked_after_too() {
    let around = tempfile::tempdir().unwrap();
    let place = around.path().join("共联/desk");
    let found = lines(&["doctor", "--dir", place.to_str().unwrap(), "--json"]);
    let of = |check: &str| &found.iter().find(|(name, _)| name == check).unwrap().1;
    assert!(of("space").starts_with("space_"), "{found:?}");
    assert_eq!((found.len(), of("folder").as_str()), (6, "folder_none"));
    assert!(!around.path().join("共联").exists(), "nothing was made");
}

/// Nothing tried the program itself on such a PC, its pages alone were.
#[cfg(unix)]
#[test]
fn a_pc_set_to_another_time_zone_is_told_and_goes_by_beijing() {
    let desk = founded();
    let place = desk.path();
    let clock = |zone: &str| -> (String, Value) {
        let mut asked = command(&["doctor", "--dir", &place, "--as", FOUNDER, "--json"], Some(PASSWORD));
        let ended = asked.env("TZ", zone).output().unwrap();
        let lines: Value = serde_json::from_slice(&ended.stdout).unwrap();
        let line = lines.as_array().unwrap().iter().find(|line| line["check"] == "clock").unwrap();
        (line["finding"].as_str().unwrap().to_owned(), line["values"].clone())
    };
    let at = |values: &Value| values["at"].as_str().unwrap().to_owned();
    let [before, away, after] = ["CST-8", "PST8", "CST-8"].map(clock);
    assert_eq!((away.0.as_str(), away.1["zone"].as_str()), ("clock_zone", Some("UTC-08:00")));
    assert_ne!(before.0, "clock_zone");
    // Sixteen hours lie between the zones, and none between what is told.
    assert!(at(&before.1) <= at(&away.1) && at(&away.1) <= at(&after.1), "{before:?} {away:?} {after:?}");
}

/// The words that only a person without a page reads.
#[test]
fn what_is_told_of_a_browser_is_told_in_words() {
    let desk = founded();
    let told = run(&["doctor", "--dir", &desk.path()], "").out;
    for name in ["网页组件", "生僻字"] {
        let line = told.lines().find(|line| line.contains(name)).unwrap_or_else(|| panic!("{name}: {told}"));
        assert!(
            line.starts_with(['✓', '!', '✗']) && !line.contains('{') && !line.contains("checkup."),
            "{line}"
        );
    }
}
