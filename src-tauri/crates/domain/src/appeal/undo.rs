//! Which acts may be taken back, and why not the others. The fold checks who may; the law says what may.

use std::collections::BTreeSet;

use ledger::{AccountId, DeedId, Entry, EntryId, Op};

use super::handing::REPORT;
use super::{Appeal, NOUN, State, Verdict};
use crate::{Ctx, Refusal, Role, sealed};

/// What went out or came in cannot be made never to have been: acts with the reason.
const STAYS: &[(&str, &str)] = &[
    ("reply_procedurally", "told_outside"),
    ("request_materials", "told_outside"),
    ("note_progress", "told_outside"),
    ("deliver_appeal", "told_outside"),
    ("sign_for_referral", "said_outside"),
    ("record_referral_reply", "said_outside"),
    ("evaluate_appeal", "said_outside"),
    ("sample_appeal", "said_outside"),
    ("answer_on_spot", "told_outside"),
    ("seal_appeal", "sealed"),
    ("redact", "redacted"),
];

/// Whoever is above may take them back only while nobody has gone on from there: another office would lose its work.
const WHILE_ALONE: &[&str] = &["ask_hand_over", "approve_hand_over", "return_hand_over", "take_in_appeal"];

/// The op that takes a deed back on this record, or why it must stay. `entries` are the record's own.
pub fn undo_of(
    appeal: &Appeal,
    (entries, deed): (&[Entry], DeedId),
    reason: &str,
    ctx: &Ctx<'_>,
) -> Result<Op, Refusal> {
    crate::facts::written("reason", reason, crate::facts::SHORT)?;
    let mine: Vec<&Entry> = entries.iter().filter(|e| e.header.deed == deed).collect();
    let Some(first) = mine.first() else { return Err(cannot("", "missing")) };
    let act = first.header.act.as_str();
    // What lies sealed stays so: of the matter the station keeps the fact and the number.
    if appeal.state == Some(State::Sealed) {
        return Err(cannot(act, "sealed"));
    }
    // A decision that had already been told outside is told outside for good, whichever act told it.
    if let Some(why) = mine.iter().find_map(|e| stays(e)) {
        return Err(cannot(act, why));
    }
    if appeal.record.undone.contains(&deed) {
        return Err(Refusal::NothingChanged);
    }
    // With its beginning the whole matter would go, and with a step what was taken on top of it: that somebody outside was told,
    // or said something.
    let begins = mine.iter().any(|e| e.header.parents.is_empty());
    let since = entries.iter().filter(|e| e.header.deed != deed);
    let gone: Vec<&Entry> = if begins {
        since.collect()
    } else if is_unconfirmed(appeal, &mine) {
        // What its approver may still deny goes back the same way.
        vec![]
    } else {
        stepped_on(entries, &mine)
    };
    let mut standing = gone.into_iter().filter(|e| !appeal.record.undone.contains(&e.header.deed));
    if let Some(why) = standing.find_map(stays) {
        return Err(cannot(act, why));
    }
    if WHILE_ALONE.contains(&act) && !stands_alone(entries, &mine, mine[0].header.account) {
        return Err(cannot(act, "built_on"));
    }
    if act == REPORT {
        return Err(cannot(act, "reported"));
    }
    let own = mine.iter().all(|e| e.header.account == ctx.person.account);
    if !(own && stands_alone(entries, &mine, ctx.person.account) || ctx.person.is(Role::Head)) {
        return Err(cannot(act, if own { "built_on" } else { "not_yours" }));
    }
    Ok(Op::Undo { deed, reason: reason.into() })
}

/// Why an entry is there for good.
fn stays(entry: &Entry) -> Option<&'static str> {
    let known = STAYS.iter().find(|(verb, _)| *verb == entry.header.act).map(|(_, why)| *why);
    let told = tells(entry).then_some("told_outside");
    known.or(told).or(entry.has(ledger::flag::PIN).then_some("issued"))
}

fn cannot(act: &str, reason: &str) -> Refusal {
    Refusal::CannotUndo { act: act.into(), reason: reason.into() }
}

fn tells(entry: &Entry) -> bool {
    let told = |op: &Op| matches!(op, Op::Line { line, .. } if line == "notice" || line == "delivery");
    [NOUN, sealed::NOUN].contains(&entry.header.noun.as_str()) && entry.ops().any(|(_, op)| told(op))
}

/// Nobody else has written on top of it.
fn stands_alone(entries: &[Entry], mine: &[&Entry], by: AccountId) -> bool {
    above(entries, mine).iter().all(|entry| entry.header.account == by)
}

/// 代录批示 that nobody has confirmed: the leader may have left since.
fn is_unconfirmed(appeal: &Appeal, mine: &[&Entry]) -> bool {
    let recorded = |flow: &str| appeal.record.at(flow) == Verdict::Recorded.key();
    mine.iter().any(|entry| entry.header.act == "record_paper_approval" && flows(entry).any(recorded))
}

/// The steps that would not stand without these: taken on top of them, in a flow that these moved. Clocks are no steps.
pub fn stepped_on<'e>(entries: &'e [Entry], mine: &[&Entry]) -> Vec<&'e Entry> {
    let moved: BTreeSet<&str> = mine.iter().flat_map(|entry| flows(entry)).collect();
    let mut above = above(entries, mine);
    above.retain(|entry| flows(entry).any(|flow| moved.contains(flow)));
    above
}

fn flows(entry: &Entry) -> impl Iterator<Item = &str> {
    entry.ops().filter_map(|(_, op)| match op {
        Op::Move { flow, .. } if !flow.starts_with("clock/") => Some(flow.as_str()),
        _ => None,
    })
}

/// Whatever was written on top of these.
fn above<'e>(entries: &'e [Entry], mine: &[&Entry]) -> Vec<&'e Entry> {
    let mut ids: Vec<EntryId> = mine.iter().map(|entry| entry.id).collect();
    let (mut above, mut next) = (vec![], 0);
    while let Some(id) = ids.get(next).copied() {
        for entry in entries.iter().filter(|e| e.header.parents.contains(&id)) {
            if !ids.contains(&entry.id) {
                ids.push(entry.id);
                above.push(entry);
            }
        }
        next += 1;
    }
    above
}
