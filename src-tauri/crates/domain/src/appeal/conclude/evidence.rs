//! What lies in the file. The law's table says what must; this says what does.

use super::super::handle::tells_of;
use super::super::sort::Outward;
use super::super::{Appeal, Delivery, NOUN, Notice, Proposed, Referral, Reply, Sorted, State};
use crate::{Ctx, Law};

/// How much of a kind (list `evidence`) the record holds.
pub fn evidence_of((appeal, law): (&Appeal, &Law), kind: &str) -> u32 {
    let n = match kind {
        "reply" => replies(appeal, |r| &r.text),
        "explanation" => replies(appeal, |r| &r.explanation),
        "reply_form" => replies(appeal, |r| &r.how),
        "proof" => return proposed(appeal).map_or(0, |p| p.n_proofs).max(there(appeal)),
        // The letter lies in the file of the office that sent it on.
        "letter" if appeal.was_answered_there() => 1,
        "reason" => appeal.lines::<Sorted>("sorted").pop().and_then(|s| s.reason).map_or(0, |_| 1),
        "notice" => notices(appeal, law, |_| true),
        "letter" => {
            appeal.lines::<Referral>("referral").into_iter().filter(|r| r.letter_no.is_some()).count()
        }
        "delivery" => appeal.lines::<Delivery>("delivery").len(),
        _ => 0,
    };
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The proofs behind a proposal.
pub(in crate::appeal) fn proofs_in(appeal: &Appeal) -> u32 {
    proposed(appeal).map_or(0, |p| p.n_proofs)
}

/// The same in the file of the office that answered for this one.
fn there(appeal: &Appeal) -> u32 {
    let lines = appeal.handing().map(|(id, _)| appeal.handed(&id)).unwrap_or_default();
    lines.into_iter().rev().find_map(|h| h.n_proofs).unwrap_or_default()
}

fn replies(appeal: &Appeal, part: fn(&Reply) -> &String) -> usize {
    appeal.lines::<Reply>("reply").iter().filter(|r| !part(r).trim().is_empty()).count()
}

/// Told since it was sorted. Nobody can be told who left no name.
fn notices(appeal: &Appeal, law: &Law, fits: impl Fn(&Notice) -> bool) -> usize {
    if appeal.cannot_be_answered() || appeal.is_unreachable(law) {
        return 1;
    }
    let since = appeal.lines::<Sorted>("sorted").pop().map(|s| s.on);
    let told = appeal.lines::<Notice>("notice").into_iter().filter(|n| since.is_none_or(|day| n.on >= day));
    told.filter(fits).count()
}

/// The same, of this end: that it is still looked into tells nobody that it was turned away.
pub(in crate::appeal) fn told_of_end(appeal: &Appeal, law: &Law) -> u32 {
    let last = appeal.lines::<Sorted>("sorted").pop();
    let n =
        notices(appeal, law, |notice| last.as_ref().is_some_and(|end| tells_of(&notice.about, &end.verb)));
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// The proposal that counts: the last one.
pub(super) fn proposed(appeal: &Appeal) -> Option<Proposed> {
    appeal.lines::<Proposed>("proposed").pop()
}

/// What the last proposal lacks.
pub(in crate::appeal) fn lacking(appeal: &Appeal, ctx: &Ctx<'_>) -> Vec<String> {
    let Some(proposal) = proposed(appeal) else { return vec!["proposal".into()] };
    ctx.law.evidence.lacks((NOUN, "conclude"), ctx.today, |kind| match kind {
        "reply" => u32::from(proposal.reply),
        "explanation" => u32::from(proposal.explanation),
        "reply_form" => u32::from(!proposal.how.trim().is_empty()),
        "proof" => proposal.n_proofs,
        other => evidence_of((appeal, ctx.law), other),
    })
}

/// However it ended: what that end asks for, that it was delivered, and that somebody was asked what they thought.
pub(in crate::appeal) fn lacking_for_archive(appeal: &Appeal, ctx: &Ctx<'_>) -> Vec<String> {
    let end = match ending(appeal) {
        Some(State::Refused) => "refuse",
        Some(State::NotAgain) => "no_longer",
        Some(State::Referred) => sent_as(appeal),
        Some(State::Guided) => "guide",
        _ => "conclude",
    };
    let needs =
        |step| ctx.law.evidence.lacks((NOUN, step), ctx.today, |kind| evidence_of((appeal, ctx.law), kind));
    let mut lacks = needs(end);
    lacks.extend(needs("deliver"));
    if appeal.evaluation().is_none() {
        lacks.push("evaluation".into());
    }
    lacks
}

/// What `evidence.csv` calls the way it went outside: 转送 or 移送.
pub(in crate::appeal) fn sent_as(appeal: &Appeal) -> &'static str {
    let transfer = appeal.record.text("handling") == Some(Outward::Transfer.key());
    if transfer { Outward::Transfer.key() } else { Outward::Refer.key() }
}

/// The state the appeal was in before it was delivered last.
fn ending(appeal: &Appeal) -> Option<State> {
    let moves = &appeal.record.flows.get("main")?.moves;
    moves.iter().rfind(|m| m.to == State::Delivered.key()).and_then(|m| State::from_key(&m.from))
}
