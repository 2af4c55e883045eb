//! 材料清单 of the steps: every row of `evidence.csv` is asked for by its step, also one that an office adds.

use rstest::rstest;

use super::exhaustive::played;
use super::*;
use crate::appeal::feedback::{DeliverAppeal, deliver_appeal};
use crate::appeal::sort::{Outward, ReferAppeal, refer_appeal};
use crate::scene::asking;

const TAKEN_ON: &[(u8, &str, &str)] = &[(PROSECUTOR, "accept_appeal", ""), (ASSISTANT, "take_on_appeal", "")];
const REFUSED: &[(u8, &str, &str)] = &[(PROSECUTOR, "refuse_appeal", "")];
const DECLINED: &[(u8, &str, &str)] = &[(DEPUTY, "decline_appeal", "")];
const CONCLUDED: &[(u8, &str, &str)] = &[(LIAISON, "all of concluded", "")];
const TWICE: &[(u8, &str, &str)] = &[(LIAISON, "all of twice", "")];
const PAUSED: &[(u8, &str, &str)] = &[
    (PROSECUTOR, "accept_appeal", ""),
    (ASSISTANT, "take_on_appeal", ""),
    (ASSISTANT, "request_pause", ""),
    (SECTION, "grant_request", ""),
];

/// A bug: rows stood in the table and nothing asked for them, so that an office that added one got nothing for it.
#[rstest]
#[case::at_once("answer_at_once", &[], (LIAISON, "answer_on_spot"))]
#[case::materials("materials", &[], (PROSECUTOR, "request_materials"))]
#[case::sent_on("refer", &[], (PROSECUTOR, "refer_appeal"))]
#[case::refused("refuse", REFUSED, (LIAISON, "deliver_appeal"))]
#[case::declined("no_longer", DECLINED, (LIAISON, "deliver_appeal"))]
#[case::longer("extend", TAKEN_ON, (ASSISTANT, "request_extension"))]
#[case::standing_still("pause", TAKEN_ON, (ASSISTANT, "request_pause"))]
#[case::going_on("resume", PAUSED, (ASSISTANT, "request_resume"))]
#[case::concluded("conclude", TAKEN_ON, (ASSISTANT, "propose_conclusion"))]
#[case::delivered("deliver", CONCLUDED, (LIAISON, "deliver_appeal"))]
#[case::settled("close_after_rework", TWICE, (DEPUTY, "settle_appeal"))]
fn a_step_asks_for_what_its_row_names(
    #[case] step: &str,
    #[case] before: &'static [(u8, &'static str, &'static str)],
    #[case] asks: (u8, &'static str),
) {
    let (who, verb) = asks;
    // 民事监督 can be paused, extended and concluded alike.
    let case = played(Case::registered_as("civil_supervision"), before);
    let case = if step == "answer_at_once" { Case::registered() } else { case };
    let (by, law) = (person(who), asking(("appeal", step)));
    let ctx = Ctx { person: &by, today: case.today, law: &law };
    let done = trials::attempt_on((&case.appeal(), &case.draft()), (verb, ""), &ctx);
    let lacks = Refusal::Lacks { verb: verb.into(), lacks: vec!["review".into()] };
    assert_eq!(done.err(), Some(lacks));
    let done = trials::attempt(&case, who, (verb, ""));
    assert!(done.is_ok(), "as shipped it has all it needs: {done:?}");
}

/// 移送 has a row of its own: the letter is asked for under it, when it goes out and when it is fed back.
#[test]
fn a_transfer_is_asked_for_as_a_transfer() {
    let mut case = Case::registered();
    let input = || ReferAppeal {
        sorting: trials::sorting("ordinary", day(RECEIVED)),
        kind: Outward::Transfer,
        unit: "椒江区公安分局".into(),
        letter_no: "台椒检移〔2026〕1号".into(),
    };
    let (who, law) = (person(PROSECUTOR), asking(("appeal", "transfer")));
    let ctx = Ctx { person: &who, today: case.today, law: &law };
    let lacks = |verb: &str| Refusal::Lacks { verb: verb.into(), lacks: vec!["review".into()] };
    assert_eq!(refer_appeal(&case.appeal(), input(), &ctx), Err(lacks("refer_appeal")));
    case.does(PROSECUTOR, "refer_appeal", |a, c| refer_appeal(a, input(), c));
    case.step(LIAISON, "sign_for_referral");
    let delivery = DeliverAppeal {
        to: Some(id(PETITIONER)),
        how: "mail".into(),
        on: case.today,
        proof: Some(paper("送达回证")),
        note: None,
    };
    assert_eq!(deliver_appeal(&case.appeal(), delivery.clone(), &ctx), Err(lacks("deliver_appeal")));
    assert!(case.tries(PROSECUTOR, |a, c| deliver_appeal(a, delivery, c)).is_ok());
}
