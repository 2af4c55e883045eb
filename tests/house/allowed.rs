//! The few places that may break a rule, each with its reason: `allowed.txt`, one a line, `rule | place | reason`.

use std::collections::BTreeSet;

use crate::source::root;

/// What was found against a rule, less what is allowed. Also finds allowances that nothing needs any more.
pub fn breaches(rule: &str, found: impl IntoIterator<Item = (String, String)>) -> Vec<String> {
    let allowed = allowed(rule);
    let mut unused: BTreeSet<&String> = allowed.iter().collect();
    let mut breaches = vec![];
    for (place, what) in found {
        if !unused.remove(&place) && !allowed.contains(&place) {
            breaches.push(format!("{place}: {what}"));
        }
    }
    breaches.extend(unused.into_iter().map(|place| format!("{place}: allowed ({rule}) but not needed")));
    breaches
}

/// Fails with every breach, so that one run names all of them.
pub fn none(rule: &str, found: impl IntoIterator<Item = (String, String)>) {
    let breaches = breaches(rule, found);
    assert!(breaches.is_empty(), "{rule}:\n  {}\n", breaches.join("\n  "));
}

fn allowed(rule: &str) -> BTreeSet<String> {
    let text = std::fs::read_to_string(root().join("tests/house/allowed.txt")).unwrap();
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.map(parts).filter(|[of, _, _]| of == rule).map(|[_, place, _]| place).collect()
}

fn parts(line: &str) -> [String; 3] {
    let parts: Vec<String> = line.split('|').map(|part| part.trim().to_owned()).collect();
    let parts: [String; 3] =
        parts.try_into().unwrap_or_else(|_| panic!("allowed.txt: `{line}` has not three parts"));
    assert!(!parts[2].is_empty(), "allowed.txt: `{line}` gives no reason");
    parts
}
