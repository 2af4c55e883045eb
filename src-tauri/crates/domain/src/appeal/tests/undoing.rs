//! Taking back, and what arrived that the law did not allow.

use ledger::{Clk, DeedId, Entry, EntryId, Envelope, Header, Item, Op, Stream, Suite, WriterId};

use super::*;
use crate::appeal::sort::{AcceptAppeal, Outward, ReferAppeal, Sorting, accept_appeal, refer_appeal};
use crate::appeal::{Breach, breaches, undo_of, would_lie_open};
use crate::sealed::{Covering, SealAppeal, SealReason, seal_appeal};

/// The entries behind a case, unsigned, each on top of the one before.
fn entries(case: &Case) -> Vec<Entry> {
    let mut all: Vec<Entry> = vec![];
    for (n, (act, account, wall_ms, ops)) in case.acts.iter().enumerate() {
        let n = u8::try_from(n + 1).unwrap();
        let header = Header {
            fmt: 1,
            suite: Suite::Sha256Ed25519,
            writer: WriterId([account.bytes()[0]; 16]),
            seq: u64::from(n),
            prev: None,
            stream: Stream::station(id(STATION)),
            record: id(1),
            parents: all.last().map(|e| e.id).into_iter().collect(),
            wall_ms: *wall_ms,
            clk: Clk::InStep,
            account: *account,
            grant: GrantId::from_bytes([1; 16]),
            app: String::new(),
            flags: 0,
            body: [0; 32],
            act: act.clone(),
            noun: "appeal".into(),
            deed: deed(n),
            k: 1,
            n: 1,
        };
        let items =
            ops.iter().zip(0..).map(|(op, n)| Item::Whole { n, op: op.clone(), salt: [0; 16] }).collect();
        let (hdr, sig, usig, body) = (vec![], vec![], None, vec![]);
        all.push(Entry {
            id: EntryId([n; 32]),
            header,
            hdr,
            sig,
            usig,
            items,
            body,
            envelope: Envelope::Plain,
        });
    }
    all
}

fn deed(n: u8) -> DeedId {
    DeedId::from_bytes([n; 16])
}

fn undo(case: &Case, who: u8, entries: &[Entry], deed: DeedId) -> Result<Op, Refusal> {
    case.tries(who, |a, ctx| undo_of(a, (entries, deed), "输错了", ctx))
}

fn stays(act: &str, reason: &str) -> Option<Refusal> {
    Some(Refusal::CannotUndo { act: act.into(), reason: reason.into() })
}

#[test]
fn the_author_takes_back_what_nobody_built_on() {
    let mut case = Case::registered();
    let silent =
        AcceptAppeal { sorting: Sorting { notice: None, ..super::trials::sorting("ordinary", case.today) } };
    case.does(PROSECUTOR, "accept_appeal", |a, ctx| accept_appeal(a, silent, ctx));
    let here = entries(&case);
    assert_eq!(
        undo(&case, PROSECUTOR, &here, deed(2)),
        Ok(Op::Undo { deed: deed(2), reason: "输错了".into() })
    );
    assert_eq!(undo(&case, ASSISTANT, &here, deed(2)).err(), stays("accept_appeal", "not_yours"));
    case.step(ASSISTANT, "take_on_appeal");
    assert_eq!(undo(&case, PROSECUTOR, &entries(&case), deed(2)).err(), stays("accept_appeal", "built_on"));
    assert!(undo(&case, SECTION, &entries(&case), deed(2)).is_ok(), "a head may");
}

#[test]
fn what_went_out_stays() {
    let mut case = Case::registered();
    case.step(PROSECUTOR, "accept_appeal").step(ASSISTANT, "take_on_appeal");
    assert_eq!(undo(&case, SECTION, &entries(&case), deed(2)).err(), stays("accept_appeal", "told_outside"));
    case.step(ASSISTANT, "note_progress");
    assert_eq!(
        undo(&case, ASSISTANT, &entries(&case), deed(4)).err(),
        stays("note_progress", "told_outside")
    );
    // With its beginning all of it would go.
    for who in [LIAISON, SECTION] {
        let refused = undo(&case, who, &entries(&case), deed(1)).err();
        assert_eq!(refused, stays("register_appeal", "told_outside"), "{who}");
    }
}

/// A bug: a head took back the approval under a reply that had been delivered: the reply was gone and the matter undecided.
#[test]
fn nothing_is_pulled_from_under_what_somebody_was_told() {
    let mut case = Case::registered();
    let silent =
        AcceptAppeal { sorting: Sorting { notice: None, ..super::trials::sorting("ordinary", case.today) } };
    case.does(PROSECUTOR, "accept_appeal", |a, ctx| accept_appeal(a, silent, ctx));
    case.step(ASSISTANT, "take_on_appeal").step(ASSISTANT, "propose_conclusion");
    case.step(SECTION, "approve_conclusion").step(LIAISON, "amend_appeal");
    let decided =
        [(2, "accept_appeal"), (3, "take_on_appeal"), (4, "propose_conclusion"), (5, "approve_conclusion")];
    for (n, act) in decided {
        assert!(undo(&case, SECTION, &entries(&case), deed(n)).is_ok(), "{act}: nobody was told yet");
    }
    case.step(LIAISON, "deliver_appeal");
    for (n, act) in decided {
        assert_eq!(undo(&case, SECTION, &entries(&case), deed(n)).err(), stays(act, "told_outside"));
    }
    assert!(undo(&case, SECTION, &entries(&case), deed(6)).is_ok(), "a correction is no step");
}

/// A leader may deny a paper after its reply went out; one who has left can do neither, so a head takes the paper back.
#[test]
fn a_paper_is_taken_back_until_it_is_confirmed() {
    let mut case = Case::registered();
    case.step(PROSECUTOR, "accept_appeal").step(ASSISTANT, "take_on_appeal");
    case.step(ASSISTANT, "propose_conclusion")
        .step(ASSISTANT, "record_paper_approval")
        .step(LIAISON, "deliver_appeal");
    assert!(undo(&case, CHIEF, &entries(&case), deed(5)).is_ok());
    case.step(DEPUTY, "confirm_paper_approval");
    let why = stays("record_paper_approval", "told_outside");
    assert_eq!(undo(&case, CHIEF, &entries(&case), deed(5)).err(), why);
}

/// Nor a referral from under the signature of the unit that got it.
#[test]
fn a_referral_that_was_signed_for_stays() {
    let mut case = Case::registered();
    let sorting = Sorting { notice: None, ..super::trials::sorting("ordinary", case.today) };
    let (unit, letter_no) = ("公安局".into(), "台检转〔2026〕1号".into());
    let input = ReferAppeal { sorting, kind: Outward::Refer, unit, letter_no };
    case.does(PROSECUTOR, "refer_appeal", |a, ctx| refer_appeal(a, input, ctx));
    assert!(undo(&case, SECTION, &entries(&case), deed(2)).is_ok());
    case.step(LIAISON, "sign_for_referral");
    assert_eq!(undo(&case, SECTION, &entries(&case), deed(2)).err(), stays("refer_appeal", "said_outside"));
}

#[test]
fn what_an_issued_document_stands_on_stays() {
    let case = Case::registered();
    let mut here = entries(&case);
    here[0].header.flags = ledger::flag::PIN;
    assert_eq!(undo(&case, LIAISON, &here, deed(1)).err(), stays("register_appeal", "issued"));
}

/// A bug: a head could take back the registering of a sealed matter, and the station lost the fact and the number.
#[test]
fn of_what_lies_sealed_nothing_is_taken_back() {
    let case = super::exhaustive::played(Case::registered(), &[(SECTION, "seal_appeal", "")]);
    let here = entries(&case);
    for (n, act) in [(1, "register_appeal"), (2, "seal_appeal")] {
        assert_eq!(undo(&case, SECTION, &here, deed(n)).err(), stays(act, "sealed"), "{act}");
    }
}

/// A bug: what was told about a matter that goes its way in `sealed/` could be untold, for its noun is another.
#[test]
fn what_was_told_about_a_sealed_matter_stays_told() {
    let mut case = Case::registered();
    case.step(PROSECUTOR, "accept_appeal");
    let mut here = entries(&case);
    here.iter_mut().for_each(|entry| entry.header.noun = "sealed".into());
    assert_eq!(undo(&case, SECTION, &here, deed(2)).err(), stays("accept_appeal", "told_outside"));
}

#[test]
fn what_was_corrected_away_comes_back_openly_by_no_undo() {
    let open = |more: Op| {
        let base = [Op::set("station", id(STATION)), Op::go("main", "", "registered"), more];
        crate::scene::record("appeal", &base)
    };
    let plain = || open(Op::set("category", "other"));
    let seal = |reason: &str| Some(Refusal::MustBeSealed { reason: reason.into() });
    for (more, reason) in [
        (Op::add("flags", "minor"), "minor"),
        (Op::add("flags", "staff"), "staff"),
        (Op::add("flags", "reporter"), "reporter"),
        (Op::set("category", "report"), "report"),
    ] {
        let then = open(more);
        assert_eq!(would_lie_open(&plain(), &then), seal(reason), "{reason}");
        assert_eq!(
            would_lie_open(&then, &then),
            None,
            "{reason}: it lies open as it is, and its seal is asked for"
        );
        assert_eq!(would_lie_open(&then, &plain()), None, "{reason}");
    }
    let nothing = crate::scene::record("appeal", &[Op::set("category", "report")]);
    assert_eq!(would_lie_open(&plain(), &nothing), None, "at no station nothing lies open");
}

#[test]
fn taking_back_needs_a_reason() {
    let case = Case::registered();
    let refused = case.tries(LIAISON, |a, ctx| undo_of(a, (&entries(&case), deed(1)), " ", ctx));
    assert_eq!(refused, Err(Refusal::Required { field: "reason".into() }));
}

#[test]
fn sealing_later_takes_every_text_out() {
    let mut case = Case::registered();
    case.step(PROSECUTOR, "accept_appeal").step(ASSISTANT, "take_on_appeal");
    let approver = ledger::Value::from(id(CHIEF));
    let input = SealAppeal { reason: SealReason::Reporter };
    let (all, moved) = (entries(&case), std::collections::BTreeMap::new());
    let covering = Covering { entries: &all, approver: &approver };
    let sealing = case.tries(SECTION, |a, ctx| seal_appeal((a, &moved), &covering, input, ctx)).unwrap();
    let written = entries(&case)
        .iter()
        .flat_map(|e| e.ops().map(|(_, op)| op.clone()).collect::<Vec<_>>())
        .collect::<Vec<_>>();
    let kept = ["station", "office", "received_on", "registered_on", "procedurally_replied_on"];
    let open = written.iter().filter(|op| match op {
        Op::SetField { field, .. } => !kept.contains(&field.as_str()),
        Op::Line { line, .. } => line != "clock",
        Op::Add { .. } => true,
        _ => false,
    });
    let redacted = sealing.stub.iter().filter(|op| matches!(op, Op::Redact { .. })).count();
    assert_eq!(redacted, open.count(), "each item once, history included");
    assert!(sealing.stub.contains(&Op::go("main", "handling", "sealed")));
    let matter =
        fold_ops("sealed", &[("seal_appeal", AccountId::from_bytes([SECTION; 16]), 1, sealing.sealed)]);
    let matter = Appeal::of(&matter);
    assert_eq!(
        (matter.facts.title.as_deref(), matter.record.at("main")),
        (facts().title.as_deref(), "handling")
    );
    assert_eq!(matter.station, None);
    let due =
        |a: &Appeal| a.clocks(&LAW).into_iter().map(|c| (c.flow.clone(), c.due_on())).collect::<Vec<_>>();
    assert_eq!(due(&matter), due(&case.appeal()), "its limits go on");
}

fn why(found: &[Breach]) -> Vec<(&str, &str)> {
    found.iter().map(|b| (b.act.as_str(), b.why.as_str())).collect()
}

#[test]
fn a_deed_nobody_here_knows_cannot_be_taken_back() {
    let case = Case::registered();
    let refused = undo(&case, LIAISON, &[], DeedId::from_bytes([1; 16]));
    assert_eq!(refused, Err(Refusal::CannotUndo { act: String::new(), reason: "missing".into() }));
}

#[test]
fn a_move_the_table_does_not_know_is_doubtful() {
    let mut case = Case::registered();
    case.add(ASSISTANT, "accept_appeal", vec![Op::go("main", "registered", "handling")]);
    assert_eq!(why(&breaches(&case.record(), &LAW)), [("accept_appeal", "not_in_table")]);
}

#[test]
fn a_conclusion_without_its_evidence_is_doubtful() {
    let mut case = super::exhaustive::played(
        Case::registered(),
        &[
            (PROSECUTOR, "accept_appeal", ""),
            (ASSISTANT, "take_on_appeal", ""),
            (ASSISTANT, "propose_conclusion", ""),
        ],
    );
    case.add(
        SECTION,
        "approve_conclusion",
        vec![Op::go("approve/1", "pending", "approved"), Op::go("main", "concluding", "concluded")],
    );
    assert_eq!(why(&breaches(&case.record(), &LAW)), [("approve_conclusion", "no_reply")]);
}

#[test]
fn an_evaluation_by_the_handler_is_doubtful() {
    let mut case = super::exhaustive::played(Case::registered(), &[(LIAISON, "all of delivered", "")]);
    let evaluation = ledger::Value::map([
        ("level", "satisfied".into()),
        ("on", RECEIVED.into()),
        ("how", "phone".into()),
        ("sampled", false.into()),
        ("by", id(ASSISTANT).into()),
    ]);
    case.add(
        ASSISTANT,
        "evaluate_appeal",
        vec![Op::line("evaluation", evaluation), Op::go("main", "delivered", "evaluated")],
    );
    assert_eq!(why(&breaches(&case.record(), &LAW)), [("evaluate_appeal", "own_work")]);
}

#[test]
fn an_evaluation_that_says_nothing_is_doubtful() {
    let mut case = super::exhaustive::played(Case::registered(), &[(LIAISON, "all of delivered", "")]);
    case.add(LIAISON, "evaluate_appeal", vec![Op::go("main", "delivered", "evaluated")]);
    assert_eq!(why(&breaches(&case.record(), &LAW)), [("evaluate_appeal", "no_evaluation")]);
}
