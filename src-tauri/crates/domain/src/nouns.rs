//! The nouns in one place: which module answers for a record. The only file that knows them all.
//! It does not know what any of them means.
//! Called by `store` (projections) and `actions` (the flag of a person's own act).

use ledger::{Record, RecordId};

use crate::{Law, Projection};

/// What a record leaves in the desk's tables. A noun nobody here knows (a newer program's) leaves nothing.
pub fn project(record: &Record, law: &Law, look: &mut dyn FnMut(RecordId) -> Option<Record>) -> Projection {
    let projection = of_noun(record, law, look);
    if crate::sealed::is_covered(record) { crate::sealed::without_words(projection) } else { projection }
}

fn of_noun(record: &Record, law: &Law, look: &mut dyn FnMut(RecordId) -> Option<Record>) -> Projection {
    match record.noun.as_str() {
        "activity" => crate::activity::project::project(record, law, look),
        "appeal" => crate::appeal::project(record, law, look),
        "note" => crate::appeal::project_note(record),
        "sealed" => crate::sealed::project(record, law),
        "party" => crate::party::project::project(record),
        "person" => crate::staff::project::project(record),
        "deputy" => crate::station::deputy::project::project(record),
        "post" => crate::station::post::project::project(record, look),
        "station" => crate::station::project::project(record),
        "subpoint" => crate::station::subpoint::project::project(record),
        "obligation" => crate::task::obligation::project::project(record, law),
        "template" => crate::task::template::project::project(record),
        "visit" => crate::visit::project::project(record, look),
        "voice" => crate::voice::project::project(record, law, look),
        noun if crate::registry::NOUNS.contains(&noun) => crate::registry::project(record),
        _ => Projection::default(),
    }
}

/// Whether an act needs the account's own signature: approve, confirm, evaluate, conclude, archive …
pub fn is_person_act(act: &str) -> bool {
    use crate::steps::is_person_act as signed;
    signed(crate::appeal::STEPS, act)
        || signed(crate::activity::STEPS, act)
        || signed(crate::voice::STEPS, act)
        || signed(crate::task::obligation::STEPS, act)
        || signed(crate::task::template::STEPS, act)
        || signed(crate::visit::STEPS, act)
        || signed(crate::party::STEPS, act)
        || signed(crate::staff::STEPS, act)
        || signed(crate::station::STEPS, act)
        || signed(crate::station::post::STEPS, act)
        || signed(crate::station::deputy::STEPS, act)
        || signed(crate::station::subpoint::STEPS, act)
        || OFFICE_ACTS.contains(&act)
}

/// Person acts that belong to no noun's table of steps.
const OFFICE_ACTS: &[&str] = &[
    "resolve_conflict",
    "redact",
    "approve_sealing",
    "grant_role",
    "revoke_role",
    "give_letter",
    "take_over_rules",
    "undo",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scene;

    #[test]
    fn a_noun_of_a_newer_program_leaves_nothing() {
        let law = Law::default();
        let record = scene::record("hologram", &[ledger::Op::set("title", "新")]);
        assert_eq!(project(&record, &law, &mut |_| None), Projection::default());
    }

    #[test]
    fn what_decides_or_speaks_for_somebody_is_signed() {
        for act in
            ["approve_conclusion", "confirm_paper_approval", "evaluate_appeal", "archive_appeal", "redact"]
        {
            assert!(is_person_act(act), "{act}");
        }
        for act in ["register_appeal", "log_visit", "note_progress", "unknown"] {
            assert!(!is_person_act(act), "{act}");
        }
    }
}
