//! `sort_voice` (梳理归类). A 代表建议 may not pass on people's letters or the papers of a case, may not say how a case that
//! is not concluded should go, and may not serve the deputy's own or relatives' problem (浙江省代表建议办理规定 art. 6):
//! what is about a case goes on as an appeal.

use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Route, Sorted, State, Voice};
use crate::facts::{Kept, SHORT, fits, written};
use crate::{Ctx, Refusal};

/// The three questions of art. 6.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct CaseAnswers {
    /// 代转群众来信或案件申诉材料.
    pub passes_on_petition: bool,
    /// 对尚未办结的司法案件提出具体意见.
    pub about_open_case: bool,
    /// 解决代表本人及其亲属的个人问题.
    pub own_interest: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct SortVoice {
    pub route: Route,
    pub answers: CaseAnswers,
    /// The appeal made of it in the same deed, or one that is there; of no other way anything is kept.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub became: Option<RecordId>,
    /// The unit it goes to (list `outside_unit`, or its name).
    #[serde(default)]
    #[ts(optional)]
    pub unit: Option<String>,
    #[serde(default)]
    #[ts(optional)]
    pub reason: Option<String>,
    /// Who works on it; not said: the one who sorts.
    #[serde(default)]
    #[ts(as = "Option<String>", optional)]
    pub holder: Option<RecordId>,
}

/// 具体个案 in the list `voice_kind`.
const CASE: &str = "matter";

pub fn sort_voice(voice: &Voice, input: SortVoice, ctx: &Ctx<'_>) -> Result<Vec<Op>, Refusal> {
    let row = voice.ask("sort_voice", ctx)?;
    let grounds = grounds(voice, &input.answers);
    let stays = matches!(input.route, Route::Study | Route::ToProposal);
    if stays && !grounds.is_empty() {
        return Err(Refusal::CaseSpecific { grounds });
    }
    check(&input)?;
    let to = place(input.route);
    let mut ops = vec![line(&input, grounds, ctx)];
    ops.extend(keeps(&input, ctx));
    let formal = Voice { formal: input.route == Route::ToProposal, ..voice.clone() };
    let mut ticking = voice.ticking(ctx);
    ticking.meet("voice_sorted", ctx.today);
    if stays {
        ticking.now_known(formal.situation()).happened("voice_sorted", ctx.today);
    } else {
        ticking.end("voice_sorted", ctx.today);
    }
    ops.extend(ticking.ops());
    ops.push(voice.go_to(row, to)?);
    Ok(ops)
}

/// Which of the grounds hold; a matter of the kind 具体个案 is case-specific whatever was answered.
pub(super) fn grounds(voice: &Voice, answers: &CaseAnswers) -> Vec<String> {
    let asked = [
        ("passes_on_petition", answers.passes_on_petition),
        ("about_open_case", answers.about_open_case),
        ("own_interest", answers.own_interest),
        ("kind_matter", voice.facts.kind.as_deref() == Some(CASE)),
    ];
    asked.into_iter().filter(|(_, yes)| *yes).map(|(name, _)| name.into()).collect()
}

/// However late it is found out: what is of the kind 具体个案 is carried on as no proposal.
pub(super) fn no_case(voice: &Voice) -> Result<(), Refusal> {
    let grounds = grounds(voice, &CaseAnswers::default());
    if grounds.is_empty() { Ok(()) } else { Err(Refusal::CaseSpecific { grounds }) }
}

fn check(input: &SortVoice) -> Result<(), Refusal> {
    let wanted = |field: &str, there: bool| {
        if there { Ok(()) } else { Err(Refusal::Required { field: field.into() }) }
    };
    match input.route {
        Route::ToAppeal => wanted("became", input.became.is_some())?,
        Route::ToOther => written("unit", input.unit.as_deref().unwrap_or_default(), SHORT)?,
        Route::ToClue => written("reason", input.reason.as_deref().unwrap_or_default(), SHORT)?,
        Route::Study | Route::ToProposal => {}
    }
    // Kept with the line whichever way it goes.
    fits("unit", &input.unit.keep(), SHORT)?;
    input.reason.as_deref().map_or(Ok(()), |reason| written("reason", reason, SHORT))
}

fn place(route: Route) -> State {
    match route {
        Route::Study => State::Studying,
        Route::ToAppeal => State::BecameAppeal,
        Route::ToClue => State::BecameClue,
        Route::ToProposal => State::Proposed,
        Route::ToOther => State::Referred,
    }
}

fn line(input: &SortVoice, grounds: Vec<String>, ctx: &Ctx<'_>) -> Op {
    let sorted = Sorted {
        route: input.route,
        grounds,
        unit: input.unit.clone(),
        reason: input.reason.clone(),
        on: ctx.today,
        by: ctx.person.record,
    };
    Op::line("sorted", sorted.keep())
}

fn keeps(input: &SortVoice, ctx: &Ctx<'_>) -> Vec<Op> {
    let holder = input.holder.unwrap_or(ctx.person.record);
    match input.route {
        Route::Study => vec![Op::set("holder", holder), Op::add("handler", holder)],
        Route::ToProposal => {
            vec![Op::set("formal", true), Op::set("holder", holder), Op::add("handler", holder)]
        }
        Route::ToAppeal => input.became.map(|record| Op::set("became", record)).into_iter().collect(),
        // A record that was named before the way was chosen anew: it came of nothing here.
        Route::ToClue | Route::ToOther => vec![],
    }
}
