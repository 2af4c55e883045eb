//! `appoint_post`: overlaps are allowed, but a station has one leader on a day and nobody holds one post twice.

use chrono::NaiveDate;
use ledger::{Op, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Post, PostFacts, PostKind, STEPS};
use crate::facts::{go, in_order};
use crate::station::Station;
use crate::{Ctx, Refusal, steps};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
pub struct AppointPost {
    #[ts(as = "String")]
    pub person: RecordId,
    pub kind: PostKind,
    pub from_on: NaiveDate,
    #[serde(default)]
    pub to_on: Option<NaiveDate>,
    #[serde(default)]
    pub note: Option<String>,
}

/// `team` is every post of the station, of past days too.
pub fn appoint_post(
    station: &Station,
    team: &[Post],
    input: AppointPost,
    ctx: &Ctx<'_>,
) -> Result<Vec<Op>, Refusal> {
    let office = station.facts.office.clone().unwrap_or_default();
    let row = steps::ask(STEPS, "appoint_post", &Post::blank(station.id, &office), ctx)?;
    if let Some(to) = input.to_on {
        in_order("to_on", input.from_on, to)?;
    }
    if let Some(held) = team.iter().find(|p| stands_against(p, &input)) {
        let from = held.facts.from_on.unwrap_or(input.from_on);
        return Err(Refusal::PostTaken { kind: input.kind.key().into(), from, to: held.facts.to_on });
    }
    let facts = PostFacts {
        person: Some(input.person),
        kind: Some(input.kind),
        from_on: Some(input.from_on),
        to_on: input.to_on,
        office: Some(office),
        note: input.note,
    };
    facts.fit()?;
    let mut ops = facts.ops(&PostFacts::default());
    ops.push(go(row, ""));
    Ok(ops)
}

fn stands_against(held: &Post, input: &AppointPost) -> bool {
    let same_kind = held.facts.kind == Some(input.kind);
    let rival = input.kind == PostKind::Leader || held.facts.person == Some(input.person);
    same_kind && rival && held.overlaps(input.from_on, input.to_on)
}
