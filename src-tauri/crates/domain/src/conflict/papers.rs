//! No paper goes out on what two desks wrote apart (ledger.md §1.3): which fields each form shows, and which of them stand open.
//! It does not know how a paper looks, nor whom it is for.
//! Called by `actions::prints` for every record that a print takes something from.

use ledger::Record;

use crate::Refusal;

/// Where the matter stands: a letter tells what was decided. Limits have a rule of their own, the earliest day counts.
const STEPS: &str = "steps";

/// Form, noun, and of its significant fields those that the form shows; `tests/forms` holds it against the templates.
pub(super) const SHOWN: &[(&str, &str, &[&str])] = &[
    (
        "print_visit_sheet",
        "appeal",
        &["received_on", "category", "request", "case_no", "case_office", "division"],
    ),
    ("print_visit_sheet", "party", &["kind", "name", "born_on", "id_kind", "id_number", "authority"]),
    ("print_visit_sheet", "station", &["name"]),
    ("print_visit_sheet", "person", &["name"]),
    ("print_visit_sheet", "deputy", &["name"]),
    ("print_notice", "appeal", &["received_on", STEPS]),
    ("print_notice", "party", &["name"]),
    ("print_reply", "appeal", &["received_on", "request", STEPS]),
    ("print_reply", "party", &["name"]),
    ("print_sign_in", "activity", &["kind", "scheduled_on", "held_on"]),
    ("print_sign_in", "person", &["name"]),
    ("print_sign_in", "deputy", &["name"]),
    ("print_sign_in", "party", &["name"]),
    ("print_deadline", "appeal", &["received_on"]),
    ("print_deadline", "voice", &["received_on"]),
    ("print_deadline", "activity", &["scheduled_on", "held_on"]),
];

/// Refused while a field that the form shows has several values, and named, so that a head can decide.
pub fn may_go_out(form: &str, record: &Record) -> Result<(), Refusal> {
    let shown = SHOWN.iter().filter(|(f, noun, _)| *f == form && *noun == record.noun);
    let open = shown.flat_map(|(_, _, fields)| fields.iter()).filter(|field| is_open(record, field));
    let fields: Vec<String> = open.map(|field| (*field).to_owned()).collect();
    if fields.is_empty() { Ok(()) } else { Err(Refusal::Contested { fields }) }
}

fn is_open(record: &Record, field: &str) -> bool {
    if field == STEPS {
        let mut lost = record.flows.iter().filter(|(_, flow)| !flow.contested.is_empty());
        return lost.any(|(name, _)| !name.starts_with("clock/"));
    }
    record.fields.get(field).is_some_and(|values| values.len() > 1)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::conflict::SIGNIFICANT;
    use crate::conflict::tests::{beside, contested};
    use crate::scene::record;
    use ledger::Op;

    fn of(noun: &str, fields: &[&str]) -> Record {
        let ops: Vec<Op> = fields.iter().map(|field| Op::set(field, "x")).collect();
        fields.iter().fold(record(noun, &ops), |record, field| beside(record, field, "y"))
    }

    fn stopped(form: &str, record: &Record) -> Vec<String> {
        match may_go_out(form, record) {
            Ok(()) => vec![],
            Err(Refusal::Contested { fields }) => fields,
            Err(other) => panic!("{other:?}"),
        }
    }

    #[rstest]
    #[case("print_visit_sheet", "appeal", &["request", "title"], &["request"])]
    #[case("print_visit_sheet", "appeal", &["nature"], &[])]
    #[case("print_visit_sheet", "party", &["id_number", "phone"], &["id_number"])]
    #[case("print_visit_sheet", "station", &["name", "division"], &["name"])]
    #[case("print_notice", "appeal", &["received_on", "request"], &["received_on"])]
    #[case("print_notice", "party", &["name", "id_number"], &["name"])]
    #[case("print_reply", "appeal", &["request", "received_on"], &["received_on", "request"])]
    #[case("print_sign_in", "activity", &["held_on", "agreement"], &["held_on"])]
    #[case("print_sign_in", "activity", &["scheduled_on"], &["scheduled_on"])]
    #[case("print_deadline", "activity", &["scheduled_on", "kind"], &["scheduled_on"])]
    #[case("print_deadline", "voice", &["received_on", "deputy"], &["received_on"])]
    #[case("print_checkpoint", "checkpoint", &["on"], &[])]
    fn a_paper_waits_for_what_it_shows_and_for_nothing_else(
        #[case] form: &str,
        #[case] noun: &str,
        #[case] apart: &[&str],
        #[case] waits: &[&str],
    ) {
        assert_eq!(stopped(form, &of(noun, apart)), waits);
        assert_eq!(stopped(form, &record(noun, &[Op::set("request", "x")])), [""; 0], "nothing is open");
    }

    #[rstest]
    #[case("print_notice", true)]
    #[case("print_reply", true)]
    #[case("print_visit_sheet", false)]
    #[case("print_deadline", false)]
    fn a_letter_waits_for_the_steps_and_a_sheet_of_the_office_does_not(
        #[case] form: &str,
        #[case] waits: bool,
    ) {
        let mut record = contested();
        assert_eq!(stopped(form, &record) == ["steps"], waits);
        // Of a limit the earliest day counts meanwhile: no letter waits for it.
        record.flows.get_mut("main").unwrap().contested.clear();
        assert!(record.flows["clock/R02/0"].contested.len() == 1 && may_go_out(form, &record).is_ok());
    }

    #[test]
    fn only_what_can_stand_open_is_waited_for() {
        for (form, noun, fields) in SHOWN {
            let significant = SIGNIFICANT.iter().find(|(n, _)| n == noun).map_or(&[][..], |(_, f)| f);
            let never: Vec<_> = fields.iter().filter(|f| **f != STEPS && !significant.contains(f)).collect();
            assert!(never.is_empty(), "{form} {noun} {never:?}");
        }
    }
}
