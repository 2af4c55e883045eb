//! Which head may: 部门负责人, 分管副检察长 or 检察长, for every step that takes a level; a higher one always may too.

use domain::activity::{self, Activity};
use domain::appeal::{self, Appeal};
use domain::steps::allowed;
use domain::voice::{self, Voice};
use domain::{Ctx, Level, Person, Refusal, Role, Step, Subject};
use ledger::Op;
use rstest::rstest;

use super::grid::{LAW, person, standing, today};

const LEVELS: [Option<Level>; 4] = [None, Some(Level::Section), Some(Level::Deputy), Some(Level::Chief)];

/// Asked by a head of each level, lowest first: a cross where it is the level that says no.
fn stopped<S: Subject>(steps: &[Step<S>], verb: &str, subject: &S) -> (Option<Level>, String) {
    let mut named = None;
    let one = |level: &Option<Level>| {
        let who = Person { level: *level, ..person(Role::Head) };
        let views = allowed(steps, subject, &Ctx { person: &who, today: today(), law: &LAW });
        let view = views.into_iter().find(|v| v.verb == verb).unwrap();
        named = view.level;
        if matches!(view.why, Some(Refusal::NeedsLevel { .. })) { 'x' } else { '.' }
    };
    let marks = LEVELS.iter().map(one).collect();
    (named, marks)
}

#[rstest]
#[case::no_longer_accepted("decline_appeal", &[("main", "registered")], Level::Deputy)]
#[case::concluded("approve_conclusion", &[("main", "concluding")], Level::Section)]
#[case::sent_back("send_back_conclusion", &[("main", "concluding")], Level::Section)]
#[case::a_paper_confirmed("confirm_paper_approval", &[("main", "concluded"), ("approve/1", "recorded")], Level::Section)]
#[case::dissatisfied_twice("settle_appeal", &[("main", "evaluated")], Level::Deputy)]
fn appeals(#[case] verb: &str, #[case] flows: &[(&str, &str)], #[case] level: Level) {
    let subject = Appeal::of(&standing("appeal", flows, &[]));
    assert_eq!(stopped(appeal::STEPS, verb, &subject), (Some(level), below(level)));
}

#[rstest]
#[case::adopted("decide_voice", "studying", Level::Section)]
#[case::dissatisfied_twice("settle_voice", "evaluated", Level::Deputy)]
fn voices(#[case] verb: &str, #[case] state: &str, #[case] level: Level) {
    let subject = Voice::of(&standing("voice", &[("main", state)], &[]));
    assert_eq!(stopped(voice::STEPS, verb, &subject), (Some(level), below(level)));
}

/// 检察听证室以外举行听证 (听证工作规定 12): the chief prosecutor and nobody else.
#[rstest]
#[case::given("approve_hearing", "asked")]
#[case::refused("send_back_hearing", "asked")]
#[case::on_paper("confirm_hearing_approval", "recorded")]
fn hearings(#[case] verb: &str, #[case] at: &str) {
    let flows = [("main", "planned"), ("approve/place", at)];
    let subject = Activity::of(&standing("activity", &flows, &[Op::set("kind", "HD02")]));
    assert_eq!(stopped(activity::STEPS, verb, &subject), (Some(Level::Chief), "xxx.".into()));
}

fn below(level: Level) -> String {
    match level {
        Level::Section => "x...",
        Level::Deputy => "xx..",
        Level::Chief => "xxx.",
    }
    .into()
}

/// Every act that the office's table of approvals names (`approvals.csv`), with the level the law or the office gives it.
#[rstest]
#[case::section(Level::Section, &["conclude", "pause_clock", "resume_clock", "adopt_voice"])]
#[case::deputy(Level::Deputy, &["no_longer", "close_after_rework", "extend_clock"])]
#[case::chief(Level::Chief, &["hold_hearing", "reject_hearers", "redact"])]
fn approvals_of_the_office(#[case] level: Level, #[case] acts: &[&str]) {
    for act in acts {
        assert_eq!(LAW.approvals.level(act, today()), Some(level), "{act}");
    }
}
