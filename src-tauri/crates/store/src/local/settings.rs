//! How this desk is set: a few named values.

use rusqlite::{OptionalExtension, params};
use serde_json::Value;

use crate::desk::{Reader, Tx};
use crate::error::Result;

impl Tx<'_> {
    pub fn set_setting(&mut self, key: &str, value: &Value) -> Result<()> {
        self.conn
            .prepare_cached(include_str!("set_setting.sql"))?
            .execute(params![key, value.to_string()])?;
        Ok(())
    }

    pub fn drop_setting(&mut self, key: &str) -> Result<()> {
        self.conn.prepare_cached("delete from setting where key = ?1")?.execute([key])?;
        Ok(())
    }
}

impl Reader<'_> {
    /// Names of the values that begin like this.
    pub fn settings_under(&self, prefix: &str) -> Result<Vec<String>> {
        let sql = "select key from setting where substr(key, 1, length(?1)) = ?1 order by key";
        let mut list = self.conn.prepare_cached(sql)?;
        let rows = list.query_map([prefix], |r| r.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    pub fn setting(&self, key: &str) -> Result<Option<Value>> {
        let mut find = self.conn.prepare_cached("select json from setting where key = ?1")?;
        let json: Option<String> = find.query_row([key], |r| r.get(0)).optional()?;
        Ok(json.map(|j| serde_json::from_str(&j)).transpose()?)
    }
}
