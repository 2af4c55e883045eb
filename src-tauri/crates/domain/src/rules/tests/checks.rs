//! Checks, approvals and evidence needs.

use rstest::rstest;

use super::*;
use crate::law::{Law, RefText, RefTexts};

#[test]
fn checks_hold_what_has_no_period() {
    let check = |id| shipped_once().checks.current(id, today()).unwrap();
    let hearers = check("R16b");
    assert_eq!([2, 3, 7, 8].map(|n| hearers.allows(n)), [false, true, true, false]);
    assert_eq!([4, 5, 6].map(|n| check("R12g").allows(n)), [true, true, false]);
    assert_eq!((check("R16c").level, check("R16d").level), (Some(Level::Chief), Some(Level::Chief)));
    assert!(!check("R12g.2").enabled);
    assert_eq!(hearers.wording, Wording::Unverified);
}

#[rstest]
#[case::a_hearing(("activity", "hearers"), Some("HD02"), 1)]
#[case::a_talk(("activity", "hearers"), Some("HD04"), 0)]
#[case::not_known_yet(("activity", "hearers"), None, 0)]
#[case::switched_off(("appeal", "representatives_small"), None, 0)]
fn checks_that_apply(#[case] about: (&str, &str), #[case] kind: Option<&str>, #[case] n: usize) {
    let situation = Situation::new().with(Fact::Activity, kind);
    assert_eq!(shipped_once().checks.about(about, today(), &situation).len(), n);
}

#[rstest]
#[case("hold_hearing", Some(Level::Chief))]
#[case("extend_clock", Some(Level::Deputy))]
#[case("conclude", Some(Level::Section))]
#[case("no_such_act", None)]
fn who_approves(#[case] act: &str, #[case] level: Option<Level>) {
    assert_eq!(shipped_once().approvals.level(act, today()), level);
}

/// An office reserves a step, and takes that back from a day on; what its file does not name stands as it was.
#[rstest]
#[case::before(("refuse_appeal", "2026-08-31"), Some(Level::Section))]
#[case::taken_back(("refuse_appeal", "2026-09-01"), None)]
#[case::raised(("conclude", "2026-09-01"), Some(Level::Deputy))]
#[case::not_named(("hold_hearing", "2026-09-01"), Some(Level::Chief))]
fn a_newer_file_speaks_for_the_acts_it_names(#[case] asked: (&str, &str), #[case] level: Option<Level>) {
    let file = |version: &str, row: &str| RefText {
        name: String::new(),
        text: format!(
            "# id: rules/approvals\n# version: {version}\nact,level,source,wording,valid_from,valid_to\n{row}\n"
        ),
    };
    let first = file("90", "refuse_appeal,section,本院,verified,,\nconclude,deputy,本院,verified,,");
    let second = file("91", "refuse_appeal,section,本院,verified,,2026-08-31");
    let law = Law::parse(&RefTexts::shipped().with(first).with(second)).unwrap();
    assert_eq!(law.approvals.level(asked.0, crate::scene::day(asked.1)), level);
}

#[test]
fn a_conclusion_needs_reply_explanation_and_proof() {
    let lacks = |n: u32| shipped_once().evidence.lacks(("appeal", "conclude"), today(), |_| n);
    assert_eq!(lacks(0), ["reply", "reply_form", "explanation", "proof"]);
    assert_eq!(lacks(1), [""; 0]);
}

/// Each of these asks the table, and the table names no other. 无法联系 is no step: R22 says how often was tried.
#[test]
fn every_row_belongs_to_a_step_that_asks_for_it() {
    let named: BTreeSet<(&str, &str)> =
        shipped_once().evidence.all().iter().map(|n| (n.noun.as_str(), n.step.as_str())).collect();
    let appeal = [
        "answer_at_once",
        "close_after_rework",
        "conclude",
        "deliver",
        "extend",
        "materials",
        "no_longer",
        "pause",
        "refer",
        "refuse",
        "resume",
        "transfer",
    ];
    let others = [
        ("voice", "answer"),
        ("obligation", "submit"),
        ("obligation", "excuse"),
        ("activity", "close"),
        ("activity", "hold"),
        ("activity", "hold_hearing"),
    ];
    let asked = appeal.map(|step| ("appeal", step)).into_iter().chain(others).collect();
    assert_eq!(named, asked);
}

#[test]
fn an_evidence_need_that_was_dropped_does_not_come_back() {
    let text = "# id: rules/evidence\n# version: 900\nnoun,step,kind,least,source,wording,valid_from,valid_to\nappeal,conclude,reply,1,x,verified,,\n";
    let texts = RefTexts::shipped().with(RefText { name: "rules/evidence.csv".into(), text: text.into() });
    let law = Law::parse(&texts).unwrap();
    assert_eq!(law.evidence.lacks(("appeal", "conclude"), today(), |_| 0), ["reply"]);
}
