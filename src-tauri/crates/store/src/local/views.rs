//! Filters of a list that a person keeps under a name.

use ledger::AccountId;
use rusqlite::{Row, params};
use uuid::Uuid;

use crate::desk::{Reader, Tx};
use crate::error::Result;

#[derive(Clone, Debug, PartialEq)]
pub struct SavedView {
    pub id: Uuid,
    pub account: AccountId,
    pub noun: String,
    pub name: String,
    pub json: String,
}

impl Tx<'_> {
    pub fn save_view(&mut self, view: &SavedView) -> Result<()> {
        self.conn.prepare_cached(include_str!("save_view.sql"))?.execute(params![
            view.id.as_bytes(),
            &view.account.bytes()[..],
            view.noun,
            view.name,
            view.json,
        ])?;
        Ok(())
    }

    pub fn drop_view(&mut self, id: Uuid) -> Result<()> {
        self.conn.prepare_cached("delete from saved_view where id = ?1")?.execute([&id.as_bytes()[..]])?;
        Ok(())
    }
}

impl Reader<'_> {
    pub fn views(&self, account: AccountId) -> Result<Vec<SavedView>> {
        let mut list = self.conn.prepare_cached(include_str!("views.sql"))?;
        let rows = list.query_map([&account.bytes()[..]], read)?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn read(r: &Row<'_>) -> rusqlite::Result<SavedView> {
    Ok(SavedView {
        id: Uuid::from_bytes(r.get(0)?),
        account: AccountId::from_bytes(r.get(1)?),
        noun: r.get(2)?,
        name: r.get(3)?,
        json: r.get(4)?,
    })
}
