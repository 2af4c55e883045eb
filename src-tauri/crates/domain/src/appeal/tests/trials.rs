//! Every verb with the least input that it accepts, so that a refusal is about the step and not about what was typed.

use ledger::{Op, RecordId};

use super::*;
use crate::appeal::conclude::*;
use crate::appeal::enter::*;
use crate::appeal::feedback::*;
use crate::appeal::handing::*;
use crate::appeal::handle::*;
use crate::appeal::limit::*;
use crate::appeal::sort::*;
use crate::appeal::*;
use crate::procedure::RecordEvent;
use crate::sealed;

/// Ops of the appeal, and of the note that comes with it.
pub type Done = (Vec<Op>, Vec<Op>);

pub fn sorting(nature: &str, on: NaiveDate) -> Sorting {
    Sorting { nature: nature.into(), purpose: None, on, text: None, notice: Some(notice("accepted", on)) }
}

pub fn notice(about: &str, on: NaiveDate) -> GiveNotice {
    GiveNotice { about: about.into(), on, how: "mail".into(), text: None, proof: None }
}

pub fn proposing() -> ProposeConclusion {
    ProposeConclusion {
        outcome: "explain".into(),
        reply: "经查，通道属共有部分。".into(),
        explanation: "依据民法典第二百七十一条。".into(),
        how: "written".into(),
        proofs: vec![paper("现场照片")],
        three_in_place: None,
        resolution: None,
    }
}

/// The id under which `Case::draft` folds.
pub fn note_id() -> RecordId {
    RecordId::natural("note", "fold_ops")
}

/// The first instance of a family that stands in one of these states; "1" when there is none.
fn instance(record: &Record, family: &str, at: &[&str]) -> String {
    let here = |(name, flow): (&String, &ledger::Flow)| {
        let id = name.strip_prefix(family)?.strip_prefix('/')?.to_owned();
        at.contains(&flow.at.as_str()).then_some(id)
    };
    record.flows.iter().find_map(here).unwrap_or_else(|| "1".into())
}

/// An open clock that fits the change, or one that is not there.
fn clock(appeal: &Appeal, fits: impl Fn(&crate::clocks::Clock) -> bool) -> String {
    let found = appeal.clocks(&LAW).into_iter().find(|c| c.is_open() && fits(c));
    found.map_or_else(|| "clock/none/0".into(), |c| c.flow)
}

pub fn attempt(case: &Case, who: u8, (verb, variant): (&'static str, &str)) -> Result<Done, Refusal> {
    case.tries(who, |appeal, ctx| attempt_on((appeal, &case.draft()), (verb, variant), ctx))
}

/// The same on an appeal that is folded already.
pub fn attempt_on(
    (appeal, draft): (&Appeal, &Record),
    (verb, variant): (&str, &str),
    ctx: &Ctx<'_>,
) -> Result<Done, Refusal> {
    let plain = |ops: Result<Vec<Op>, Refusal>| ops.map(|ops| (ops, vec![]));
    if let Some(done) = entering(appeal, (verb, ctx)).or_else(|| handling(appeal, (verb, ctx))) {
        return plain(done);
    }
    let sorted = sorting_verbs(appeal, (verb, variant, ctx));
    if let Some(done) = sorted.or_else(|| referring(appeal, (verb, variant, ctx))) {
        return plain(done);
    }
    if let Some(done) = limits(appeal, (verb, ctx)) {
        return plain(done);
    }
    if let Some(done) = feedback(appeal, (verb, variant, ctx)).or_else(|| hand_over(appeal, (verb, ctx))) {
        return plain(done);
    }
    concluding(appeal, draft, (verb, ctx))
}

type Answer = Option<Result<Vec<Op>, Refusal>>;

fn entering(appeal: &Appeal, (verb, ctx): (&str, &Ctx<'_>)) -> Answer {
    let begun = !appeal.record.at("main").is_empty();
    let answer = AnswerOnSpot {
        answer: "已当场说明。".into(),
        how: "oral".into(),
        answered_by: id(PROSECUTOR),
        rating: Rating::NotEvaluated,
        reason: None,
    };
    Some(match verb {
        // A second registration of the same record does not exist; the table alone says so.
        "register_appeal" if begun => appeal.ask(verb, ctx).map(|_| vec![]),
        "register_appeal" => register_appeal(&place(), registering(), ctx),
        "answer_on_spot" if begun => answer_on_spot(appeal, answer, ctx),
        "answer_on_spot" => register_answered(&place(), (registering(), answer), ctx),
        "complete_appeal" => {
            let input = CompleteAppeal { facts: facts(), parties: registering().parties };
            complete_appeal(appeal, input, ctx)
        }
        "amend_appeal" => {
            let title = format!("{}（更正）", appeal.facts.title.clone().unwrap_or_default());
            let touched = AppealFacts { title: Some(title), ..AppealFacts::default() };
            let touched = if begun { touched } else { facts() };
            amend_appeal(appeal, AmendAppeal { facts: touched, ..AmendAppeal::default() }, ctx)
        }
        _ => return None,
    })
}

fn sorting_verbs(appeal: &Appeal, (verb, variant, ctx): (&str, &str, &Ctx<'_>)) -> Answer {
    let sorting = sorting_as(variant, ctx);
    Some(match verb {
        "accept_appeal" => accept_appeal(appeal, AcceptAppeal { sorting }, ctx),
        "refuse_appeal" => {
            let sorting = Sorting { notice: Some(notice("refused", ctx.today)), ..sorting };
            refuse_appeal(appeal, RefuseAppeal { sorting, reason: "not_ours".into() }, ctx)
        }
        "decline_appeal" => {
            let sorting = Sorting { notice: Some(notice("no_longer", ctx.today)), ..sorting };
            decline_appeal(appeal, DeclineAppeal { sorting, reason: "terminated".into() }, ctx)
        }
        "guide_appeal" => guide_appeal(appeal, GuideAppeal { sorting, path: "向人民法院起诉".into() }, ctx),
        "request_materials" => {
            let input =
                RequestMaterials { wanted: "产权证明".into(), notice: notice("materials", ctx.today) };
            request_materials(appeal, input, ctx)
        }
        "supplement_materials" => supplement_materials(
            appeal,
            SupplementMaterials { on: ctx.today, materials: vec![paper("产权证明")] },
            ctx,
        ),
        "assign_appeal" => {
            assign_appeal(appeal, AssignAppeal { office: "331002".into(), on: ctx.today, reason: None }, ctx)
        }
        "return_assignment" => {
            return_assignment(appeal, ReturnAssignment { reason: "应由市院办理".into() }, ctx)
        }
        _ => return None,
    })
}

/// 事项性质 of a sorting, where the case names one.
fn sorting_as(variant: &str, ctx: &Ctx<'_>) -> Sorting {
    sorting(if variant.is_empty() { "ordinary" } else { variant }, ctx.today)
}

fn referring(appeal: &Appeal, (verb, variant, ctx): (&str, &str, &Ctx<'_>)) -> Answer {
    let sorting = sorting_as(variant, ctx);
    let out = |at: &[&str]| instance(&appeal.record, "refer", at);
    Some(match verb {
        "refer_appeal" => refer_appeal(
            appeal,
            ReferAppeal {
                sorting,
                kind: Outward::Refer,
                unit: "椒江区信访局".into(),
                letter_no: "台椒检转〔2026〕4号".into(),
            },
            ctx,
        ),
        "object_referral" => object_referral(
            appeal,
            ObjectReferral {
                sorting,
                unit: "台州市信访局".into(),
                letter_no: "台椒检函〔2026〕5号".into(),
                reason: "不属本院管辖".into(),
            },
            ctx,
        ),
        "sign_for_referral" => {
            let input = SignForReferral { id: out(&["sent"]), on: ctx.today, proof: paper("送达回证") };
            sign_for_referral(appeal, input, ctx)
        }
        "record_referral_reply" => {
            let (id, text) = (out(&["sent", "signed"]), "已调处。".into());
            record_referral_reply(
                appeal,
                RecordReferralReply { id, on: ctx.today, text, proof: paper("复函") },
                ctx,
            )
        }
        "return_referral" => {
            let input =
                ReturnReferral { id: out(&["sent", "signed"]), on: ctx.today, reason: "不属职责".into() };
            return_referral(appeal, input, ctx)
        }
        _ => return None,
    })
}

/// The station over there.
pub fn there() -> Place {
    Place {
        station: Some(id(8)),
        name: "澄江站".into(),
        office: "331003".into(),
        opened_on: None,
        closed: vec![],
    }
}

fn hand_over(appeal: &Appeal, (verb, ctx): (&str, &Ctx<'_>)) -> Answer {
    let reason = || "属黄岩区院管辖".to_owned();
    Some(match verb {
        "ask_hand_over" => {
            ask_hand_over(appeal, AskHandOver { office: "331003".into(), reason: reason() }, ctx)
        }
        "approve_hand_over" => approve_hand_over(appeal, (&there(), appeal.record.id), ctx),
        "refuse_hand_over" => refuse_hand_over(appeal, RefuseHandOver { reason: reason() }, ctx),
        "return_hand_over" => return_hand_over(appeal, ReturnHandOver { reason: reason() }, ctx),
        "take_in_appeal" => take_in_appeal(appeal, &TakeInAppeal {}, ctx),
        _ => return None,
    })
}

fn handling(appeal: &Appeal, (verb, ctx): (&str, &Ctx<'_>)) -> Answer {
    let other = if appeal.holder == Some(id(ASSISTANT)) { id(PROSECUTOR) } else { id(ASSISTANT) };
    Some(match verb {
        "take_on_appeal" => take_on_appeal(appeal, TakeOnAppeal {}, ctx),
        "assign_handler" => assign_handler(appeal, AssignHandler { handler: other, reason: None }, ctx),
        "hand_over_appeal" => {
            hand_over_appeal(appeal, HandOverAppeal { to: other, reason: "轮岗".into() }, ctx)
        }
        "declare_recusal" => {
            let input = DeclareRecusal { reason: "与当事人系亲属".into() };
            declare_recusal(appeal, input, ctx).map(|twin| twin.appeal)
        }
        "clear_conflict" => {
            let input = ClearConflict { person: id(99), reason: "同名".into() };
            clear_conflict(appeal, input, ctx).map(|twin| twin.appeal)
        }
        "reply_procedurally" => reply_procedurally(appeal, notice("accepted", ctx.today), ctx),
        "note_progress" => {
            let input =
                NoteProgress {
                    text: "正在核实".into(), on: ctx.today, how: "phone".into(), next_on: None
                };
            note_progress(appeal, input, ctx)
        }
        "urge_appeal" => urge_appeal(appeal, UrgeAppeal { kind: Urging::Urge, text: "请抓紧".into() }, ctx),
        "link_same" => link_same(appeal, LinkSame { same: id(77), reason: None }, ctx),
        "unlink_same" => {
            // Unlinking presupposes a link, which is no state of the appeal.
            let mut linked = appeal.clone();
            linked.record.same = vec![ledger::Stamped { value: id(77), stamp: stamp(&linked.record) }];
            unlink_same(&linked, UnlinkSame { same: id(77) }, ctx)
        }
        "tell_apart" => tell_apart(appeal, TellApart { appeal: id(77), reason: "另一处护栏".into() }, ctx),
        "set_external_no" => {
            let number = "台椒检控申受[2026]33100200031号".into();
            set_external_no(appeal, SetExternalNo { number, unusual: None }, ctx)
        }
        _ => return None,
    })
}

fn stamp(record: &Record) -> ledger::Stamp {
    record.opened.clone().unwrap_or(ledger::Stamp {
        entry: ledger::EntryId([0; 32]),
        item: 0,
        account: AccountId::from_bytes([0; 16]),
        wall_ms: 0,
        clk: ledger::Clk::InStep,
        writer: ledger::WriterId([0; 16]),
        seq: 0,
        act: String::new(),
        deed: ledger::DeedId::from_bytes([0; 16]),
    })
}

fn limits(appeal: &Appeal, (verb, ctx): (&str, &Ctx<'_>)) -> Answer {
    let request = |at: &[&str]| instance(&appeal.record, "extend", at);
    let rule = |c: &crate::clocks::Clock| c.rule_in(&LAW).cloned();
    let (from_on, until_on) = (ctx.today, ctx.today + chrono::Days::new(5));
    Some(match verb {
        "record_event" => {
            let offered = events(appeal, ctx).into_iter().next();
            let event = offered.map_or_else(|| "review_answered".into(), |e| e.event);
            let input = RecordEvent { event, on: ctx.today, proof: paper("送达回证"), note: None };
            record_event(appeal, input, ctx)
        }
        "request_extension" => {
            let clock = clock(appeal, |c| rule(c).is_some_and(|r| r.extension.is_some()));
            request_extension(appeal, RequestExtension { clock, amount: 5, reason: "案情复杂".into() }, ctx)
        }
        "request_pause" => {
            let clock = clock(appeal, |c| rule(c).is_some_and(|r| r.may_pause_for("appraisal")));
            request_pause(appeal, RequestPause { clock, reason: "appraisal".into(), from_on, until_on }, ctx)
        }
        "request_resume" => {
            let clock = clock(appeal, |c| c.at == crate::clocks::PAUSED);
            request_resume(appeal, RequestResume { clock, on: ctx.today, reason: "鉴定完成".into() }, ctx)
        }
        "grant_request" => grant_request(appeal, GrantRequest { id: request(&["requested"]) }, ctx),
        "refuse_request" => refuse_request(
            appeal,
            RefuseRequest { id: request(&["requested"]), reason: "不必延长".into() },
            ctx,
        ),
        "record_paper_grant" => {
            let (id, approver, paper) = (request(&["requested"]), id(DEPUTY), paper("延期审批表"));
            record_paper_grant(appeal, RecordPaperGrant { id, approver, on: ctx.today, paper }, ctx)
        }
        "confirm_paper_grant" => {
            confirm_paper_grant(appeal, ConfirmPaperGrant { id: request(&["recorded"]) }, ctx)
        }
        _ => return None,
    })
}

fn concluding(appeal: &Appeal, draft: &Record, (verb, ctx): (&str, &Ctx<'_>)) -> Result<Done, Refusal> {
    let plain = |ops: Result<Vec<Op>, Refusal>| ops.map(|ops| (ops, vec![]));
    let twin = |twin: Result<Twin, Refusal>| twin.map(|t| (t.appeal, t.note));
    match verb {
        "propose_conclusion" => twin(propose_conclusion(appeal, note_id(), proposing(), ctx)),
        "approve_conclusion" => plain(approve_conclusion(appeal, draft, ApproveConclusion {}, ctx)),
        "send_back_conclusion" => {
            twin(send_back_conclusion(appeal, SendBackConclusion { reason: "释法不足".into() }, ctx))
        }
        "record_paper_approval" => {
            let input =
                RecordPaperApproval { approver: id(DEPUTY), on: ctx.today, paper: paper("办结审批表") };
            plain(record_paper_approval(appeal, draft, input, ctx))
        }
        "confirm_paper_approval" => plain(confirm_paper_approval(appeal, ConfirmPaperApproval {}, ctx)),
        "dispute_paper_approval" => {
            plain(dispute_paper_approval(appeal, DisputePaperApproval { reason: "不是我签的".into() }, ctx))
        }
        other => panic!("no trial for {other}"),
    }
}

fn feedback(appeal: &Appeal, (verb, variant, ctx): (&str, &str, &Ctx<'_>)) -> Answer {
    let level = Rating::from_key(variant).unwrap_or(Rating::Satisfied);
    let how = || "phone".to_owned();
    Some(match verb {
        "log_contact_attempt" => {
            let input =
                LogContactAttempt { on: ctx.today, how: how(), result: "no_answer".into(), note: None };
            log_contact_attempt(appeal, input, ctx)
        }
        "deliver_appeal" if variant == NOT_OWED => {
            let input =
                DeliverAppeal { to: None, how: NOT_OWED.into(), on: ctx.today, proof: None, note: None };
            deliver_appeal(appeal, input, ctx)
        }
        "deliver_appeal" => {
            let (to, proof) = (Some(id(PETITIONER)), Some(paper("送达回证")));
            deliver_appeal(
                appeal,
                DeliverAppeal { to, how: "mail".into(), on: ctx.today, proof, note: None },
                ctx,
            )
        }
        "evaluate_appeal" => {
            evaluate_appeal(appeal, EvaluateAppeal { level, on: ctx.today, how: how(), reason: None }, ctx)
        }
        "sample_appeal" => {
            sample_appeal(appeal, SampleAppeal { level, on: ctx.today, how: how(), reason: None }, ctx)
        }
        "settle_appeal" => settle_appeal(appeal, SettleAppeal { finding: "诉求已穷尽法定途径".into() }, ctx),
        "archive_appeal" => archive_appeal(appeal, ArchiveAppeal::default(), ctx),
        "reply_sealed" => sealed::reply_sealed(appeal, sealed::ReplySealed { on: ctx.today }, ctx),
        "seal_appeal" => {
            let input = sealed::SealAppeal { reason: sealed::SealReason::Minor };
            let covering = sealed::Covering { entries: &[], approver: &ledger::Value::Null };
            let moved = std::collections::BTreeMap::new();
            sealed::seal_appeal((appeal, &moved), &covering, input, ctx).map(|s| s.stub)
        }
        _ => return None,
    })
}
