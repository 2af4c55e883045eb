//! What each printed form shows, cell by cell, beside the templates and beside the fields that a paper waits for.
//! It does not set a page: it reads which inputs a template names.
//! A cell that is new on a form has to get its row here, and with it its field in `papers`.

use std::collections::BTreeSet;

use crate::conflict::SIGNIFICANT;
use crate::conflict::papers::SHOWN;

const TEMPLATES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets/templates");

/// Set by others, or without anything that two desks could write apart: a checkpoint says what its one entry says.
const NO_FORMS: &[&str] = &["layout.typ", "letter.typ", "receipt.typ", "recovery.typ", "checkpoint.typ"];

struct Form {
    print: &'static str,
    template: &'static str,
    /// Inputs of the template, and of which fields they are made; without any where the office or the program says it.
    cells: &'static [(&'static str, &'static [&'static str])],
}

const WHO: &[&str] = &["party.kind", "party.name"];
const HELD: &[&str] = &["activity.scheduled_on", "activity.held_on"];
const STEPS: &[&str] = &["appeal.steps"];
/// What a limit counts from; of the limit itself the earliest day counts.
const COUNTED: &[&str] =
    &["appeal.received_on", "voice.received_on", "activity.scheduled_on", "activity.held_on"];

const FORMS: &[Form] = &[
    Form {
        print: "print_visit_sheet",
        template: "visit_sheet.typ",
        cells: &[
            ("it.accused", WHO),
            ("it.agent", WHO),
            ("it.agent.authority", &["party.authority"]),
            ("it.agent.name", WHO),
            ("it.answered", &[]),
            ("it.case_no", &["appeal.case_no"]),
            ("it.case_office", &["appeal.case_office"]),
            ("it.case_stage", &["appeal.case_stage"]),
            ("it.deputies", &["deputy.name", "visit.present"]),
            ("it.dues", &[]),
            ("it.facts", &["appeal.facts"]),
            ("it.flags", &["appeal.flags"]),
            ("it.form", &["appeal.way"]),
            ("it.grid", &["appeal.grid"]),
            ("it.instruction", &["person.name"]),
            ("it.known_to", &[]),
            ("it.locality", &["appeal.division"]),
            ("it.materials", &["appeal.materials"]),
            ("it.matter", &["appeal.category"]),
            ("it.no", &[]),
            ("it.notice_withheld", &[]),
            ("it.persons", &["appeal.n_people"]),
            ("it.petitioner", WHO),
            ("it.proposal", &["appeal.opinion"]),
            ("it.prosecutors", &["person.name", "visit.present"]),
            ("it.received_by", &["person.name", "visit.present"]),
            ("it.representatives", WHO),
            ("it.request", &["appeal.request"]),
            ("it.station", &["station.name"]),
            ("it.time", &["appeal.nth"]),
            ("it.visited", &["appeal.received_on", "visit.from_at"]),
            ("of.copies", &[]),
            ("of.doubtful", &[]),
            ("of.due_on", &[]),
            ("of.name", &[]),
            ("of.original", &[]),
            ("of.pages", &[]),
            ("of.provisional", &[]),
            ("who.address", &["party.address"]),
            ("who.born_on", &["party.born_on"]),
            ("who.ethnicity", &["party.ethnic"]),
            ("who.id_kind", &["party.id_kind"]),
            ("who.id_number", &["party.id_number"]),
            ("who.name", WHO),
            ("who.occupation", &["party.work"]),
            ("who.phone", &["party.phone"]),
            ("who.registered_address", &["party.home"]),
            ("who.relation", &["party.relation"]),
            ("who.sex", &["party.sex"]),
        ],
    },
    Form {
        print: "print_notice",
        template: "notice.typ",
        cells: &[
            ("it.basis", &[]),
            ("it.contact.department", &[]),
            ("it.contact.person", &[]),
            ("it.contact.phone", &[]),
            ("it.dated", &[]),
            ("it.decision.kind", STEPS),
            ("it.decision.materials", STEPS),
            ("it.decision.reason", STEPS),
            ("it.decision.unit", STEPS),
            ("it.decision.until", STEPS),
            ("it.matter", &["appeal.title"]),
            ("it.next", &[]),
            ("it.no", &[]),
            ("it.receipt", &[]),
            ("it.receipt.place", &[]),
            ("it.receipt.served_by", &[]),
            ("it.receipt.way", &[]),
            ("it.recipient", &["party.name"]),
            ("it.rights", &[]),
            ("it.visited_on", &["appeal.received_on"]),
        ],
    },
    Form {
        print: "print_reply",
        template: "reply.typ",
        cells: &[
            ("it.basis", &[]),
            ("it.contact.department", &[]),
            ("it.contact.person", &[]),
            ("it.contact.phone", &[]),
            ("it.dated", &[]),
            ("it.explanation", STEPS),
            ("it.facts", STEPS),
            ("it.no", &[]),
            ("it.opinion", STEPS),
            ("it.receipt", &[]),
            ("it.receipt.place", &[]),
            ("it.receipt.served_by", &[]),
            ("it.receipt.way", &[]),
            ("it.received_on", &["appeal.received_on"]),
            ("it.recipient", &["party.name"]),
            ("it.remedies", &[]),
            ("it.request", &["appeal.request"]),
        ],
    },
    Form {
        print: "print_sign_in",
        template: "attendance.typ",
        cells: &[
            ("it.activity", &["activity.kind"]),
            ("it.attendees", &["person.name", "deputy.name", "party.name"]),
            ("it.blank_lines", &[]),
            ("it.held", HELD),
            ("it.host", &["person.name"]),
            ("it.no", &[]),
            ("it.place", &["activity.place"]),
            ("it.title", &["activity.topic"]),
            ("who.name", &["person.name", "deputy.name", "party.name"]),
            ("who.phone", &[]),
            ("who.role", &[]),
            ("who.unit", &["person.department", "deputy.constituency"]),
        ],
    },
    Form {
        print: "print_deadline",
        template: "strip.typ",
        cells: &[
            ("it.advised_on", COUNTED),
            ("it.article", &[]),
            ("it.calendar", &[]),
            ("it.changed", &[]),
            ("it.doubtful", &[]),
            ("it.due_at", COUNTED),
            ("it.due_on", COUNTED),
            ("it.event", &[]),
            ("it.period", &[]),
            ("it.provisional", &[]),
            ("it.record", &["appeal.title", "voice.title", "activity.topic"]),
            ("it.rule", &[]),
            ("it.segments", COUNTED),
            ("it.started_on", COUNTED),
            ("it.version", &[]),
        ],
    },
];

fn text(template: &str) -> String {
    std::fs::read_to_string(format!("{TEMPLATES}/{template}")).unwrap()
}

/// With what it imports.
fn whole(template: &str, read: &mut BTreeSet<String>) -> String {
    if !read.insert(template.to_owned()) {
        return String::new();
    }
    let own = text(template);
    let imports = own.split("#import \"").skip(1).filter_map(|rest| rest.split('"').next());
    let imported: String = imports.map(|name| whole(name, read)).collect();
    own.clone() + &imported
}

/// `it.a.b` and the short names the templates give to parts of it; a call at the end is not an input.
fn inputs(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for name in ["it", "who", "of"] {
        let asks = format!("{name}.");
        for (at, _) in text.match_indices(&asks) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-')) {
                continue;
            }
            let path: String = text[at..]
                .chars()
                .take_while(|c| c.is_ascii_lowercase() || matches!(*c, '_' | '.'))
                .collect();
            let called = text[at + path.len()..].starts_with('(');
            let path = path.trim_end_matches('.');
            let path = if called { path.rsplit_once('.').map_or(path, |(head, _)| head) } else { path };
            if path.contains('.') {
                found.insert(path.to_owned());
            }
        }
    }
    found
}

#[test]
fn every_cell_of_every_form_has_its_row() {
    for form in FORMS {
        let rows: BTreeSet<String> = form.cells.iter().map(|(cell, _)| (*cell).to_owned()).collect();
        let inputs = inputs(&whole(form.template, &mut BTreeSet::new()));
        assert_eq!(inputs, rows, "{}: what is new on it, or gone from it", form.template);
    }
}

#[test]
fn every_template_is_a_form_or_known_to_be_none() {
    let there = std::fs::read_dir(TEMPLATES).unwrap().flatten();
    let there = there.map(|file| file.file_name().to_string_lossy().into_owned());
    let there: BTreeSet<String> = there.filter(|name| name.ends_with(".typ")).collect();
    let known = FORMS.iter().map(|form| form.template).chain(NO_FORMS.iter().copied());
    let known: BTreeSet<String> = known.map(str::to_owned).collect();
    assert_eq!(there, known);
}

/// What two desks may have written apart and the form shows is waited for, and nothing else.
#[test]
fn a_paper_waits_for_exactly_what_its_cells_are_made_of() {
    for form in FORMS {
        let sources = form.cells.iter().flat_map(|(_, sources)| sources.iter().copied());
        let matters = |source: &&str| {
            let (noun, field) = source.split_once('.').unwrap();
            let settled =
                SIGNIFICANT.iter().find(|(n, _)| *n == noun).is_some_and(|(_, f)| f.contains(&field));
            field == "steps" || settled
        };
        let made: BTreeSet<&str> = sources.filter(matters).collect();
        let waits: BTreeSet<String> = SHOWN
            .iter()
            .filter(|(print, ..)| *print == form.print)
            .flat_map(|(_, noun, fields)| fields.iter().map(move |field| format!("{noun}.{field}")))
            .collect();
        let waits: BTreeSet<&str> = waits.iter().map(String::as_str).collect();
        assert_eq!(made, waits, "{}", form.print);
    }
    let forms: BTreeSet<&str> = FORMS.iter().map(|form| form.print).collect();
    assert!(SHOWN.iter().all(|(print, ..)| forms.contains(print)), "a row of a form that is not here");
}

#[test]
fn an_input_is_read_as_far_as_it_is_one() {
    let text = r#"#par(it.a + it.b.c) it.rows.map(f) #it.list.join("、") who.name. unit.x kit.y of.n, it.d.e.trim()"#;
    let found: Vec<String> = inputs(text).into_iter().collect();
    assert_eq!(found, ["it.a", "it.b.c", "it.d.e", "it.list", "it.rows", "of.n", "who.name"]);
}
