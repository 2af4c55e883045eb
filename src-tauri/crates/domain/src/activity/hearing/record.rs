//! `record_hearing`: the seven steps of the record (听证规定 art. 15), each hearer's opinion, signatures and recording.

use ledger::Op;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::super::Activity;
use super::HearingFacts;
use crate::facts::{
    Kept, LONG, SHORT, changed, choices, elements_of_lines, in_order, not_ahead, parts, written,
};
use crate::{Ctx, Refusal};

choices! {
    /// In the order they are held.
    pub enum SevenSteps {
        /// ① 介绍案情和需要听证的问题
        Case = "case",
        /// ② 当事人及其他参加人说明情况
        Statements = "statements",
        /// ③ 听证员提问
        Questions = "questions",
        /// ④ 休会，听证员讨论
        Discussion = "discussion",
        /// ⑤ 听证员发表意见
        Opinions = "opinions",
        /// ⑥ 当事人最后陈述
        LastWords = "last_words",
        /// ⑦ 主持人总结
        Summary = "summary",
    }
}

parts! {
    pub struct MinutesStep {
        step: SevenSteps,
        text: String,
    }
}

parts! {
    pub struct HearerOpinion {
        name: String,
        text: String,
    }
}

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct RecordHearing {
    #[serde(flatten)]
    pub facts: HearingFacts,
    /// A step written again corrects the one before.
    pub steps: Vec<MinutesStep>,
    pub opinions: Vec<HearerOpinion>,
}

pub fn record_hearing(activity: &Activity, input: RecordHearing, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    activity.ask("record_hearing", ctx)?;
    input.facts.fit()?;
    if let Some(on) = input.facts.signed_on {
        not_ahead("signed_on", on, ctx.today)?;
        in_order("signed_on", activity.on().unwrap_or(on), on)?;
    }
    let mut ops = input.facts.ops(&activity.hearing);
    for step in &input.steps {
        written("steps", &step.text, LONG)?;
        ops.push(line(activity, "hearing_step", |s: &MinutesStep| s.step == step.step, step));
    }
    for opinion in &input.opinions {
        written("opinions", &opinion.text, LONG)?;
        written("opinions", &opinion.name, SHORT)?;
        if !activity.hearers.iter().any(|h| h.name == opinion.name) {
            return Err(Refusal::HearerUnfit { name: opinion.name.clone(), why: "not_a_hearer".into() });
        }
        ops.push(line(activity, "hearer_opinion", |o: &HearerOpinion| o.name == opinion.name, opinion));
    }
    changed(ops)
}

/// A line that corrects the last one of the same place.
fn line<T: Kept>(activity: &Activity, kind: &str, same: impl Fn(&T) -> bool, value: &T) -> Op {
    let earlier = activity.record.lines(kind).filter(|l| T::read(&l.value).is_some_and(|v| same(&v)));
    let corrects = earlier.last().map(|l| (l.stamp.entry, l.stamp.item));
    Op::Line { line: kind.into(), value: value.keep(), corrects }
}

pub(super) fn all_seven(activity: &Activity) -> bool {
    let there: Vec<MinutesStep> = elements_of_lines(&activity.record, "hearing_step");
    SevenSteps::ALL.iter().all(|step| there.iter().any(|s| s.step == *step))
}

pub(super) fn everybody_spoke(activity: &Activity) -> bool {
    let there: Vec<HearerOpinion> = elements_of_lines(&activity.record, "hearer_opinion");
    activity.hearers.iter().all(|h| there.iter().any(|o| o.name == h.name))
}
