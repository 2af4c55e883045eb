//! What the file knows about itself: a few named values.

use rusqlite::{Connection, OptionalExtension, params};

use crate::error::Result;

pub(crate) fn get(conn: &Connection, name: &str) -> Result<Option<Vec<u8>>> {
    let mut find = conn.prepare_cached("select value from trait where name = ?1")?;
    Ok(find.query_row([name], |r| r.get(0)).optional()?)
}

pub(crate) fn set(conn: &Connection, name: &str, value: &[u8]) -> Result<()> {
    let mut put = conn.prepare_cached(
        "insert into trait (name, value) values (?1, ?2) on conflict (name) do update set value = ?2",
    )?;
    put.execute(params![name, value])?;
    Ok(())
}

pub(crate) fn unset(conn: &Connection, name: &str) -> Result<()> {
    conn.execute("delete from trait where name = ?1", [name])?;
    Ok(())
}
