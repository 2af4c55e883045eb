//! Whatever people do in whatever order: the table holds, nobody evaluates their own work, and an ended voice owes nothing.

use super::*;
use crate::projection::ClockState;
use crate::scene::Dice;

const ROUTES: &[Route] = Route::ALL;
const RATINGS: &[Rating] = Rating::ALL;

fn any_act(voice: &Voice, dice: &mut Dice, c: &Ctx<'_>) -> (&'static str, Result<Vec<Op>, Refusal>) {
    let on = c.today.to_string();
    match dice.roll(11) {
        0 => ("sort_voice", sort_voice(voice, sorting(*dice.pick(ROUTES)), c)),
        1 => {
            let adoption = *dice.pick(Adoption::ALL);
            ("decide_voice", decide_voice(voice, DecideVoice { adoption, reason: Some("理由".into()) }, c))
        }
        2 => {
            let input = AssignProposal {
                assigned_on: c.today,
                assigned_by: "区人大".into(),
                number: "12".into(),
                difficult: dice.roll(2) == 0,
                in_session: dice.roll(2) == 0,
            };
            ("assign_proposal", assign_proposal(voice, input, c))
        }
        3 => ("accept_proposal", accept_proposal(voice, AcceptProposal { on: c.today }, c)),
        4 if dice.roll(4) == 0 => (
            "return_proposal",
            return_proposal(voice, ReturnProposal { on: c.today, reason: "不属职责".into() }, c),
        ),
        4..=6 => ("communicate_voice", communicate_voice(voice, talk(*dice.pick(Phase::ALL), &on), c)),
        7 => ("answer_voice", answer_voice(voice, answer(&on), c)),
        8 => ("evaluate_voice", evaluate_voice(voice, evaluation(*dice.pick(RATINGS), &on), c)),
        9 => ("settle_voice", settle_voice(voice, SettleVoice { finding: "认定".into() }, c)),
        _ => ("archive_voice", archive_voice(voice, ArchiveVoice::default(), c)),
    }
}

fn anybody(dice: &mut Dice) -> Person {
    let role = *dice.pick(&[Role::Liaison, Role::Assistant, Role::Prosecutor, Role::Head]);
    by(role, 30 + dice.roll(4) as u8)
}

#[test]
fn four_hundred_stories() {
    let mut ended = std::collections::BTreeMap::<State, usize>::new();
    for seed in 0..400 {
        let last = one_story(seed);
        *ended.entry(last).or_default() += 1;
    }
    let reached: Vec<State> = ended.into_keys().collect();
    for state in [State::Archived, State::BecameAppeal, State::Referred] {
        assert!(reached.contains(&state), "{state:?} among {reached:?}");
    }
}

fn one_story(seed: u64) -> State {
    let mut dice = Dice::of(seed);
    let mut record = Desk::collected().0;
    let mut today = day("2026-08-24");
    for _ in 0..60 {
        today = today + chrono::Days::new(dice.roll(4) as u64);
        let who = anybody(&mut dice);
        let before = Voice::of(&record);
        let c = ctx(&who, &today.to_string()).today;
        let c = Ctx { person: &who, today: c, law: law() };
        let (verb, answer) = any_act(&before, &mut dice, &c);
        let row = STEPS.iter().find(|s| s.verb == verb).expect("a row");
        match answer {
            Ok(ops) => {
                assert!(row.from.contains(&before.at()) && c.person.any(row.who), "seed {seed}: {verb}");
                let own = verb == "evaluate_voice" && before.handlers().contains(&who.record);
                assert!(!own, "seed {seed}: own work was evaluated");
                record = then(record, &ops);
                holds(&Voice::of(&record), (seed, verb));
            }
            Err(refusal) => {
                let listed = allowed(&before, &c).into_iter().find(|v| v.verb == verb).expect("listed");
                assert!(listed.why.is_none_or(|why| why == refusal), "seed {seed}: {verb} says two things");
            }
        }
    }
    Voice::of(&record).state.expect("a state")
}

fn holds(voice: &Voice, (seed, verb): (u64, &str)) {
    let clocks = voice.clocks(law());
    let state = voice.state.expect("a state this program knows");
    let over = state.stage() == crate::Stage::Closed && state != State::Settled;
    if over {
        assert!(clocks.iter().all(|c| !c.is_open()), "seed {seed}: {verb} left a clock running in {state:?}");
    }
    for clock in &clocks {
        assert!(clock.due_on().is_some(), "seed {seed}: {} cannot be counted", clock.flow);
        assert_ne!(clock.state(), ClockState::Paused, "nobody paused {}", clock.flow);
    }
    let reworks = voice.record.flows["main"].moves.iter().filter(|m| m.to == "reworking").count();
    assert!(reworks <= 1, "seed {seed}: reworked {reworks} times");
    assert!(!(voice.formal && state == State::Studying), "a formal proposal is not studied");
}
