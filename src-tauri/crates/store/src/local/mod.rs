//! What belongs to this desk alone and never travels: drafts, saved views, settings.
//! It does not know what the texts mean. Outside the log: nothing here is proof of anything.
//! Called through `Tx` and `Reader`.

use ledger::AccountId;
use uuid::Uuid;

use crate::desk::{Reader, Tx};
use crate::error::Result;

#[derive(Clone, Debug, PartialEq)]
pub struct Draft { pub id: Uuid, pub noun: String, pub account: AccountId, pub json: String, pub updated_ms: u64 }

#[derive(Clone, Debug, PartialEq)]
pub struct SavedView { pub id: Uuid, pub account: AccountId, pub noun: String, pub name: String, pub json: String }

impl Tx<'_> {
    pub fn save_draft(&mut self, draft: &Draft) -> Result<()> { todo!() }
    pub fn drop_draft(&mut self, id: Uuid) -> Result<()> { todo!() }
    pub fn save_view(&mut self, view: &SavedView) -> Result<()> { todo!() }
    pub fn drop_view(&mut self, id: Uuid) -> Result<()> { todo!() }
    pub fn set_setting(&mut self, key: &str, value: &serde_json::Value) -> Result<()> { todo!() }
}

impl Reader<'_> {
    /// Newest first.
    pub fn drafts(&self, account: AccountId) -> Result<Vec<Draft>> { todo!() }
    pub fn draft(&self, id: Uuid) -> Result<Option<Draft>> { todo!() }
    pub fn views(&self, account: AccountId) -> Result<Vec<SavedView>> { todo!() }
    pub fn setting(&self, key: &str) -> Result<Option<serde_json::Value>> { todo!() }
}
