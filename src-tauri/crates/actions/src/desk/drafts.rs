//! Drafts: a local journal, written within two seconds of a key, outside the log, until the act is done.
//! A draft belongs to its writer, not to the form: nothing that happens to the record touches it.

use serde::{Deserialize, Serialize};
use store::local::Draft;
use ts_rs::TS;
use uuid::Uuid;

use super::{Done, Nothing};
use crate::error::OrMissing;
use crate::{Office, Result, Who};

#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveDraft {
    #[ts(type = "string", optional)]
    pub id: Option<Uuid>,
    /// The form it belongs to: `register_appeal`, `log_visit` …
    pub noun: String,
    #[ts(type = "unknown")]
    pub body: serde_json::Value,
    /// `saved_ms` of the words that these go on from. Others that stand there since, of another window, are not written over:
    /// these are kept beside them, and the answer names where.
    #[ts(type = "number", optional)]
    pub over: Option<i64>,
}

#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct DraftId {
    #[ts(type = "string")]
    pub id: Uuid,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct SavedDraft {
    pub id: String,
    /// Milliseconds since 1970.
    #[ts(type = "number")]
    pub saved_ms: u64,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct DraftRow {
    pub id: String,
    pub noun: String,
    /// The form's own heading, where it has one yet.
    pub title: String,
    #[ts(type = "number")]
    pub saved_ms: u64,
    /// Signs typed so far.
    #[ts(type = "number")]
    pub n_chars: usize,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct OpenedDraft {
    pub id: String,
    pub noun: String,
    #[ts(type = "unknown")]
    pub body: serde_json::Value,
    #[ts(type = "number")]
    pub saved_ms: u64,
}

pub fn save_draft(office: &Office, who: &Who, input: SaveDraft) -> Result<SavedDraft> {
    let now_ms = office.wall.now_ms();
    let id = input.id.unwrap_or_else(|| ledger::DeedId::at(now_ms).0);
    let there = office.desk.read(|r| r.draft(id))?.map(|there| mine(who, Some(there))).transpose()?;
    // Never the instant of the words before, though the clock was set back: it tells them apart.
    let updated_ms = there.map_or(now_ms, |there| now_ms.max(there.updated_ms + 1));
    let json = input.body.to_string();
    let mut draft = Draft { id, noun: input.noun, account: who.person.account, json, updated_ms };
    let over = input.over.map(|ms| office.desk.act(|tx| tx.save_draft_over(&draft, ms))).transpose()?;
    if over == Some(false) {
        // A page that closes sends its last words twice: they are the same, and one draft.
        let there = office.desk.read(|r| r.draft(id))?.filter(|there| there.json == draft.json);
        if let Some(there) = there {
            return Ok(SavedDraft { id: id.to_string(), saved_ms: there.updated_ms });
        }
        draft.id = ledger::DeedId::at(now_ms).0;
    }
    if over != Some(true) {
        office.desk.act(|tx| tx.save_draft(&draft))?;
    }
    Ok(SavedDraft { id: draft.id.to_string(), saved_ms: updated_ms })
}

pub fn list_drafts(office: &Office, who: &Who, _: Nothing) -> Result<Vec<DraftRow>> {
    let drafts = office.desk.read(|r| r.drafts(who.person.account))?;
    Ok(drafts.into_iter().map(draft_row).collect())
}

pub fn open_draft(office: &Office, who: &Who, input: DraftId) -> Result<OpenedDraft> {
    let draft = mine(who, office.desk.read(|r| r.draft(input.id))?)?;
    let body = serde_json::from_str(&draft.json).unwrap_or_default();
    Ok(OpenedDraft { id: draft.id.to_string(), noun: draft.noun, body, saved_ms: draft.updated_ms })
}

pub fn drop_draft(office: &Office, who: &Who, input: DraftId) -> Result<Done> {
    mine(who, office.desk.read(|r| r.draft(input.id))?)?;
    office.desk.act(|tx| tx.drop_draft(input.id))?;
    Ok(Done {})
}

/// A draft of this person; somebody else's is not there.
fn mine(who: &Who, draft: Option<Draft>) -> Result<Draft> {
    draft.filter(|d| d.account == who.person.account).or_missing("draft")
}

fn draft_row(draft: Draft) -> DraftRow {
    let body: serde_json::Value = serde_json::from_str(&draft.json).unwrap_or_default();
    let title = ["title", "request", "name"].iter().find_map(|key| body[*key].as_str());
    DraftRow {
        id: draft.id.to_string(),
        noun: draft.noun,
        title: title.unwrap_or_default().chars().take(40).collect(),
        saved_ms: draft.updated_ms,
        n_chars: typed(&body),
    }
}

fn typed(body: &serde_json::Value) -> usize {
    match body {
        serde_json::Value::String(text) => text.chars().count(),
        serde_json::Value::Array(list) => list.iter().map(typed).sum(),
        serde_json::Value::Object(map) => map.values().map(typed).sum(),
        _ => 0,
    }
}
