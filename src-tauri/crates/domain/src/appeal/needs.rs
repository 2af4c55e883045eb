//! What a step of an appeal needs beside the right state: own or other hands, evidence, a decision that is still out.

use super::handing::Handing;
use super::{Appeal, Asked, Change, Decided, Rating, Referral, State, Verdict, conflicts};
use crate::{Ctx, Need, Refusal, Role};

type Held = Result<(), Refusal>;

const fn need(name: &'static str, check: fn(&Appeal, &Ctx<'_>) -> Held) -> Need<Appeal> {
    Need { name, check }
}

fn when(holds: bool, why: impl FnOnce() -> Refusal) -> Held {
    if holds { Ok(()) } else { Err(why()) }
}

fn in_state(appeal: &Appeal, states: &[State]) -> Held {
    let at = || appeal.record.at("main").into();
    when(appeal.state.is_some_and(|s| states.contains(&s)), || Refusal::NotNow {
        verb: String::new(),
        state: at(),
    })
}

fn lacks(name: &str) -> Refusal {
    Refusal::Lacks { verb: String::new(), lacks: vec![name.into()] }
}

/// 回避.
pub const NO_CONFLICT: Need<Appeal> =
    need("no_conflict", |a, c| when(!conflicts(a, c.person), || Refusal::MustKeepAway));

/// What must be sealed is sealed before anything else is done about it (`seal_appeal`).
pub const MAY_LIE_OPEN: Need<Appeal> = need("may_lie_open", |a, _| match super::must_seal(a) {
    Some(reason) => Err(Refusal::MustBeSealed { reason: reason.key().into() }),
    None => Ok(()),
});

/// The one who has it, whoever stands in for them, or a head.
pub const HOLDER: Need<Appeal> = need("holder", |a, c| {
    let holds = a.holder.is_some_and(|h| h == c.person.record || c.person.stands_for.contains(&h));
    when(holds || c.person.is(Role::Head), || Refusal::NotHolder)
});

/// Nobody judges their own work.
pub const NOT_HANDLER: Need<Appeal> = need("not_handler", |a, c| {
    when(!a.handlers().contains(&c.person.record), || Refusal::OwnWork { verb: String::new() })
});

/// Somebody is waiting to hear: a clock that the notice would stop is open, or what was turned away was not told yet.
pub const REPLY_OWED: Need<Appeal> = need("reply_owed", |a, c| {
    let tells =
        |event: &str| super::handle::NOTICE_EVENTS.contains(&event) || event == super::handle::EXTENSION_TOLD;
    let owed = a.clocks(c.law).iter().any(|k| k.is_open() && tells(&k.met_by));
    let unheard = || untold(a, c).iter().any(|kind| kind == "notice");
    when(owed || unheard(), || Refusal::NothingOwed)
});

/// It came to us by 转送 or 交办; only that can be objected to (信访工作条例 23).
pub const CAME_BY_REFERRAL: Need<Appeal> =
    need("came_by_referral", |a, _| when(a.came_by_referral(), || lacks("referral")));

/// 交办 goes downward only: an office above has it.
pub const ABOVE: Need<Appeal> =
    need("above", |_, c| when(c.person.office.ends_with("00"), || Refusal::OnlyDownward));

/// A hand-over is decided by the office above both.
pub const FROM_ABOVE: Need<Appeal> = need("from_above", |a, c| {
    when(c.person.office.ends_with("00") && c.person.office != a.office, || Refusal::OnlyFromAbove)
});

/// Not concluded yet, and nobody has been asked to give it away.
pub const CAN_HAND: Need<Appeal> = need("can_hand", |a, _| {
    in_state(a, &[State::Registered, State::AwaitingMaterials, State::Accepted, State::Handling])?;
    let out = matches!(a.handing(), Some((_, Handing::Asked | Handing::Handed)));
    when(!out, || Refusal::NotNow { verb: String::new(), state: Handing::Asked.key().into() })
});

/// 反馈 and 评价 of what was handed here are the first station's; the desk above brings them along.
pub const OWN_LOOP: Need<Appeal> = need("own_loop", |a, _| when(a.origin().is_none(), || Refusal::ToldThere));

/// It lies with the unit outside and nowhere else.
pub const OUTSIDE: Need<Appeal> = need("referred", |a, _| in_state(a, &[State::Referred]));

/// Accepted and not yet concluded: only then is there time to ask for.
pub const UNDER_WAY: Need<Appeal> = need("under_way", |a, _| {
    in_state(a, &[State::Accepted, State::Assigned, State::Handling, State::Reworking, State::Concluding])
});

/// 分流 has been.
pub const SORTED: Need<Appeal> =
    need("sorted", |a, _| when(a.record.text("sorted_on").is_some(), || lacks("sorted")));

/// What was turned away must have been told with its reason before it can count as fed back.
pub const NOTICE_KEPT: Need<Appeal> = need("notice", |a, c| {
    let missing = untold(a, c);
    when(missing.is_empty(), || Refusal::Lacks { verb: "deliver_appeal".into(), lacks: missing })
});

/// What the way it was turned away still asks for.
fn untold(appeal: &Appeal, ctx: &Ctx<'_>) -> Vec<String> {
    let Some(step) = turned_away(appeal) else { return vec![] };
    let has = |kind: &str| match kind {
        "notice" => super::conclude::told_of_end(appeal, ctx.law),
        other => super::conclude::evidence_of((appeal, ctx.law), other),
    };
    ctx.law.evidence.lacks((super::NOUN, step), ctx.today, has)
}

fn turned_away(appeal: &Appeal) -> Option<&'static str> {
    match appeal.state? {
        State::Refused => Some("refuse"),
        State::NotAgain => Some("no_longer"),
        State::Referred => Some(super::conclude::sent_as(appeal)),
        _ => None,
    }
}

/// A referral has arrived: signed for or answered.
pub const ARRIVED: Need<Appeal> = need("referral_arrived", |a, _| {
    let out = a.state == Some(State::Referred) && !a.was_answered_there();
    let last = a.lines::<Referral>("referral").pop();
    let at = last.map_or("", |r| a.record.at(&format!("refer/{}", r.id)));
    when(!out || ["signed", "replied"].contains(&at), || lacks("sign_for"))
});

/// 不满意 after the rework: the case a responsible leader may settle.
pub const DISSATISFIED: Need<Appeal> = need("dissatisfied", |a, _| {
    when(a.evaluation().is_some_and(|e| e.level == Rating::Dissatisfied), || lacks("dissatisfied"))
});

/// What must be in the file before it is archived: what was answered, how it was delivered, what was said of it.
pub const COMPLETE_FILE: Need<Appeal> = need("complete_file", |a, c| {
    let missing = super::conclude::lacking_for_archive(a, c);
    when(missing.is_empty(), || Refusal::Lacks { verb: "archive_appeal".into(), lacks: missing })
});

/// 不满意 ends in the archive only through the leader.
pub const NOT_DISSATISFIED: Need<Appeal> = need("settled", |a, _| {
    let open =
        a.state == Some(State::Evaluated) && a.evaluation().is_some_and(|e| e.level == Rating::Dissatisfied);
    when(!open, || lacks("settled"))
});

/// Every 代录批示 was confirmed by the leader whose it is.
pub const PAPERS_CONFIRMED: Need<Appeal> = need("papers_confirmed", |a, _| {
    let waits = |flow: &str| a.record.at(flow) == Verdict::Recorded.key();
    let papers = a.record.flows.keys().filter(|f| f.starts_with("approve/") || f.starts_with("extend/"));
    let open = papers.filter(|f| waits(f)).count();
    when(open == 0, || lacks("paper_confirmed"))
});

/// The paper that waits names this person.
pub const MY_PAPER: Need<Appeal> = need("my_paper", |a, c| {
    when(papers(a, "approve/").iter().any(|d| d.approver == c.person.record), || Refusal::NotYours)
});

/// The same for a request about a clock, at the level that the request asks for.
pub const MY_GRANT: Need<Appeal> = need("my_grant", |a, c| {
    let mine = |d: &&Decided| d.approver == c.person.record;
    let mine: Vec<Decided> = papers(a, "extend/").iter().filter(mine).cloned().collect();
    let levels = mine.iter().map(|d| super::limit::has_level_for(a, &d.flow, c));
    levels.reduce(Result::or).unwrap_or(Err(Refusal::NotYours))
});

/// 代录批示 that wait for their confirmation.
fn papers(appeal: &Appeal, family: &str) -> Vec<Decided> {
    let waits =
        |d: &Decided| d.verdict == Verdict::Recorded && appeal.record.at(&d.flow) == Verdict::Recorded.key();
    let all = appeal.lines::<Decided>("decision").into_iter();
    all.filter(|d| d.flow.starts_with(family) && waits(d)).collect()
}

/// At least one request that waits can be decided by a person of this level.
pub const CAN_DECIDE: Need<Appeal> = need("can_decide", |a, c| {
    let waiting: Vec<Asked> = super::limit::waiting(a);
    let first = waiting.iter().map(|asked| super::limit::may_decide((a, ""), asked, c)).reduce(Result::or);
    first.unwrap_or_else(|| Err(lacks("request")))
});

/// And its clock still runs and may be changed so: one that has stopped meanwhile is nobody's to extend.
pub const CAN_GRANT: Need<Appeal> = need("can_grant", |a, c| {
    let waiting: Vec<Asked> = super::limit::waiting(a);
    let could = |asked: &Asked| {
        super::limit::may_decide((a, ""), asked, c).and_then(|()| super::limit::still_fits(a, asked, c))
    };
    waiting.iter().map(could).reduce(Result::or).unwrap_or_else(|| Err(lacks("request")))
});

/// For a grant on paper, which any of the staff may type in.
pub const STILL_FITS: Need<Appeal> = need("still_fits", |a, c| {
    let waiting: Vec<Asked> = super::limit::waiting(a);
    let fits = waiting.iter().map(|asked| super::limit::still_fits(a, asked, c));
    fits.reduce(Result::or).unwrap_or_else(|| Err(lacks("request")))
});

/// A clock that the law lets be changed so, and about which nobody has asked yet.
pub const CAN_EXTEND: Need<Appeal> = need("can_extend", |a, c| can_ask(a, c, Change::Extend));
pub const CAN_PAUSE: Need<Appeal> = need("can_pause", |a, c| can_ask(a, c, Change::Pause));
pub const CAN_RESUME: Need<Appeal> = need("can_resume", |a, c| can_ask(a, c, Change::Resume));

fn can_ask(appeal: &Appeal, ctx: &Ctx<'_>, kind: Change) -> Held {
    when(!super::limit::changeable(appeal, kind, ctx).is_empty(), || lacks("clock"))
}

/// An event of the procedure that would start or meet a limit here. 诉求类别 and 事项性质 decide which rules apply.
pub const AWAITED: Need<Appeal> =
    need("event", |a, c| when(!super::limit::events(a, c).is_empty(), || lacks("event")));

/// Who has it, or who sorts: an assistant enters what happened in the matters that are hers.
pub const WORKS_ON_IT: Need<Appeal> = need("works_on_it", |a, c| {
    if c.person.any(&[Role::Prosecutor, Role::Head]) { Ok(()) } else { (HOLDER.check)(a, c) }
});

/// The proposal that waits has all that the law asks before approval.
pub const PROPOSED: Need<Appeal> = need("proposed", |a, c| {
    let missing = super::conclude::lacking(a, c);
    when(missing.is_empty(), || Refusal::Lacks { verb: "approve_conclusion".into(), lacks: missing })
});

/// Somebody can be told: anonymous letters have nobody to call.
pub const HAS_PETITIONER: Need<Appeal> =
    need("petitioner", |a, _| when(a.facts.anonymous != Some(true), || Refusal::NothingOwed));
