//! Roles and grants from the list of all desks: makes what is missing, takes away what is not on the list.

use std::collections::BTreeSet;

use ledger::Stream;
use tokio_postgres::error::SqlState;
use tokio_postgres::{Client, Transaction};

use super::{Admin, DeskAccess, hex, known_schema, own_schema};
use crate::hub::{HubError, is_role_name};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Roles that may log in now and could not before.
    pub admitted: Vec<String>,
    /// Roles that may not any more.
    pub shut_out: Vec<String>,
    /// Of these, who is connected still and by a session that this administrator may not end. Every door is shut to it, but what it
    /// holds open it holds.
    pub still_in: Vec<String>,
    pub new_streams: Vec<Stream>,
    pub n_grants: usize,
}

const DESKS: &str = include_str!("../sql/desks.sql");
const ADD_STREAM: &str = include_str!("../sql/add_stream.sql");
const ADD_GRANT: &str = include_str!("../sql/add_grant.sql");
const KEEP_TO: &str = "INSERT INTO hub.meta(name, value)
    SELECT 'cell', $1::text WHERE NOT EXISTS (SELECT 1 FROM hub.meta WHERE name = 'cell')";
const CELL: &str = "SELECT value FROM hub.meta WHERE name = 'cell'";
const END: &str = "SELECT pg_terminate_backend(pid) FROM pg_catalog.pg_stat_activity WHERE usename = $1";

impl Admin {
    /// From its first list on a hub is one cell's: another's list, or a demonstration's, would shut its desks out and let others in
    /// at its streams.
    pub fn keep_to(&mut self, cell: &[u8; 32]) -> Result<(), HubError> {
        let cell = hex(cell);
        self.run(async |client: &mut Client| {
            known_schema(client).await?;
            client.execute(KEEP_TO, &[&cell]).await?;
            let kept: String = client.query_one(CELL, &[]).await?.get(0);
            if kept == cell { Ok(()) } else { Err(HubError::OtherCell) }
        })
    }

    /// One transaction: a desk never sees half of it. Sessions of those shut out are ended.
    pub fn apply(&mut self, desks: &[DeskAccess]) -> Result<Applied, HubError> {
        if let Some(bad) = desks.iter().find(|desk| !is_role_name(&desk.role)) {
            return Err(HubError::Name(bad.role.clone()));
        }
        self.run(async |client: &mut Client| {
            own_schema(client).await?;
            let work = client.transaction().await?;
            let mut applied = apply_all(&work, desks).await?;
            work.commit().await?;
            for role in &applied.shut_out {
                match client.query(END, &[role]).await {
                    Err(error) if error.code() == Some(&SqlState::INSUFFICIENT_PRIVILEGE) => {
                        applied.still_in.push(role.clone());
                    }
                    ended => drop(ended?),
                }
            }
            Ok(applied)
        })
    }
}

async fn apply_all(work: &Transaction<'_>, desks: &[DeskAccess]) -> Result<Applied, HubError> {
    // Two administrators at once would number streams twice.
    work.query("SELECT 1 FROM hub.meta WHERE name = 'schema' FOR UPDATE", &[]).await?;
    let mut applied = Applied { new_streams: add_streams(work, desks).await?, ..Applied::default() };
    let admitted: BTreeSet<String> = work.query(DESKS, &[]).await?.iter().map(|row| row.get(0)).collect();
    let listed: BTreeSet<String> = desks.iter().map(|desk| desk.role.clone()).collect();
    for role in listed.difference(&admitted) {
        admit(work, role).await?;
        applied.admitted.push(role.clone());
    }
    for role in admitted.difference(&listed) {
        work.batch_execute(&format!("ALTER ROLE {role} NOLOGIN; REVOKE gonglian_desk FROM {role}")).await?;
        applied.shut_out.push(role.clone());
    }
    work.execute("DELETE FROM hub.desk_grant", &[]).await?;
    for desk in desks {
        applied.n_grants += grant(work, desk).await?;
    }
    Ok(applied)
}

async fn add_streams(work: &Transaction<'_>, desks: &[DeskAccess]) -> Result<Vec<Stream>, HubError> {
    let named = desks.iter().flat_map(|desk| desk.reads.iter().chain(&desk.writes).chain(&desk.redacts));
    let mut new = Vec::new();
    for stream in named.collect::<BTreeSet<_>>() {
        if work.execute(ADD_STREAM, &[&stream.0]).await? > 0 {
            new.push(stream.clone());
        }
    }
    Ok(new)
}

/// Invariant: `role` is `d_` and hex digits, so it can stand in a statement.
async fn admit(work: &Transaction<'_>, role: &str) -> Result<(), HubError> {
    if work.query_opt("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1", &[&role]).await?.is_none() {
        work.batch_execute(&format!("CREATE ROLE {role}")).await?;
    }
    // The limits a desk can lift by itself again; the watchdog is for that.
    let sentences = [
        format!("ALTER ROLE {role} LOGIN INHERIT CONNECTION LIMIT 2"),
        format!("ALTER ROLE {role} SET statement_timeout = '30s'"),
        format!("ALTER ROLE {role} SET idle_in_transaction_session_timeout = '15s'"),
        format!("GRANT gonglian_desk TO {role}"),
    ];
    Ok(work.batch_execute(&sentences.join(";\n")).await?)
}

async fn grant(work: &Transaction<'_>, desk: &DeskAccess) -> Result<usize, HubError> {
    let quota = i64::try_from(desk.quota).unwrap_or(i64::MAX);
    if work.execute("UPDATE hub.quota SET allowed = $2 WHERE role_name = $1", &[&desk.role, &quota]).await?
        == 0
    {
        let new = "INSERT INTO hub.quota(role_name, allowed, day, n_bytes) VALUES ($1, $2, 0, 0)";
        work.execute(new, &[&desk.role, &quota]).await?;
    }
    let streams: BTreeSet<&Stream> = desk.reads.iter().chain(&desk.writes).chain(&desk.redacts).collect();
    for stream in &streams {
        let may = |list: &[Stream]| list.contains(stream);
        let (reads, writes, redacts) = (may(&desk.reads), may(&desk.writes), may(&desk.redacts));
        let last_day = desk.last_days.get(*stream).copied();
        work.execute(ADD_GRANT, &[&desk.role, &stream.0, &reads, &writes, &redacts, &last_day]).await?;
    }
    Ok(streams.len())
}
