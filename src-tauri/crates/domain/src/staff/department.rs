//! What a department was called before. Its name is a text in its people's records: it is renamed by amending each of them.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::Staff;

/// Names that people of a department bore before, and nobody at work in the office bears any more. Who only went from one department
/// to another takes nothing along while the first still has its people.
pub fn former_names(
    people: &[Staff],
    (office, department): (&str, &str),
    day: NaiveDate,
) -> BTreeSet<String> {
    let at_work = |s: &&Staff| s.facts.office.as_deref() == Some(office) && s.works_on(day);
    let here: Vec<&Staff> = people.iter().filter(at_work).collect();
    let now: BTreeSet<&str> = here.iter().filter_map(|s| s.facts.department.as_deref()).collect();
    let ours = here.iter().filter(|s| s.facts.department.as_deref() == Some(department));
    let names = ours.flat_map(|s| &s.departments);
    names.filter(|name| !now.contains(name.as_str())).cloned().collect()
}
