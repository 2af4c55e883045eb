//! Sets up a hub in a database, or brings its functions up to date: safe to run again, refused by a newer one.

use tokio_postgres::Client;

use super::{Admin, attempt, hex, schema_version};
use crate::hub::{HubError, SCHEMA};

/// Tables are made once; whatever is below is written anew each time.
const SCHEMA_SQL: &str = include_str!("../sql/schema.sql");
const FIRST: u32 = 1;
/// What a later version of the schema adds, with its number. Only adds, and is never edited.
const LATER: [(u32, &str); 1] = [(2, "ALTER TABLE hub.desk_grant ADD COLUMN last_day bigint")];
/// Inner ones first: whoever calls them is checked when it is made.
const FUNCTIONS: [&str; 11] = [
    include_str!("../sql/spend.sql"),
    include_str!("../sql/lasts.sql"),
    include_str!("../sql/heads_v1.sql"),
    include_str!("../sql/pull_v1.sql"),
    include_str!("../sql/received_v1.sql"),
    include_str!("../sql/push_v1.sql"),
    include_str!("../sql/redact_v1.sql"),
    include_str!("../sql/blob_put_v1.sql"),
    include_str!("../sql/blob_copies_v1.sql"),
    include_str!("../sql/blob_get_v1.sql"),
    include_str!("../sql/blob_drop_v1.sql"),
];
const GRANTS: &str = include_str!("../sql/grants.sql");
const REVOCABLE: &str = include_str!("../sql/revocable.sql");

/// The role that owns everything and may not log in: functions run with its rights, not with those of a superuser.
const OWNER: &str = "gonglian_hub";
/// The role every desk is a member of.
const DESKS: &str = "gonglian_desk";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Initialised {
    /// `false`: it was there, and its functions were brought up to date.
    pub created: bool,
    /// What this administrator was not allowed to close to desks. Each is a hole of ledger.md §3.5.
    pub left_open: Vec<String>,
}

impl Admin {
    /// Schema, functions and roles.
    pub fn init(&mut self) -> Result<Initialised, HubError> {
        self.run(async |client: &mut Client| {
            let found = schema_version(client).await?;
            if let Some(found) = found.filter(|found| *found > SCHEMA) {
                return Err(HubError::Newer { found, known: SCHEMA });
            }
            for role in [OWNER, DESKS] {
                make_role(client, role).await?;
            }
            join_owner(client).await?;
            set_up(client, found).await?;
            let left_open = close(client).await?;
            open_to_watch(client).await?;
            Ok(Initialised { created: found.is_none(), left_open })
        })
    }
}

/// Roles belong to the server, not to the database: another hub of it may have made them, or be making them now.
async fn make_role(client: &Client, role: &str) -> Result<(), HubError> {
    let there = "SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = $1";
    if client.query_opt(there, &[&role]).await?.is_some() {
        return Ok(());
    }
    match client.batch_execute(&format!("CREATE ROLE {role} NOLOGIN")).await {
        Err(_) if client.query_opt(there, &[&role]).await?.is_some() => Ok(()),
        made => Ok(made?),
    }
}

/// Who is no superuser must be able to take the owner's part to make things in its name. That is tried: from PostgreSQL 16 on whoever
/// made a role is its member and may not.
async fn join_owner(client: &Client) -> Result<(), HubError> {
    if attempt(client, &format!("SET ROLE {OWNER}; RESET ROLE")).await.is_none() {
        return Ok(());
    }
    Ok(client.batch_execute(&format!("GRANT {OWNER} TO CURRENT_USER")).await?)
}

/// `found`: the schema that is there already.
async fn set_up(client: &mut Client, found: Option<u32>) -> Result<(), HubError> {
    let work = client.transaction().await?;
    if found.is_none() {
        work.batch_execute(&format!("CREATE SCHEMA hub AUTHORIZATION {OWNER}")).await?;
    }
    work.batch_execute(&format!("SET LOCAL ROLE {OWNER}")).await?;
    if found.is_none() {
        work.batch_execute(SCHEMA_SQL).await?;
        let facts = [("schema", FIRST.to_string()), ("hub_id", random_id()?), ("min_format", "1".into())];
        for (name, value) in &facts {
            work.execute("INSERT INTO hub.meta(name, value) VALUES ($1, $2)", &[name, value]).await?;
        }
    }
    for (version, added) in LATER.iter().filter(|(version, _)| *version > found.unwrap_or(FIRST)) {
        work.batch_execute(added).await?;
        work.execute("UPDATE hub.meta SET value = $1 WHERE name = 'schema'", &[&version.to_string()]).await?;
    }
    for function in FUNCTIONS {
        work.batch_execute(function).await?;
    }
    work.batch_execute(GRANTS).await?;
    Ok(work.commit().await?)
}

/// Takes from PUBLIC what a desk could use to hang the server or to look around.
async fn close(client: &Client) -> Result<Vec<String>, HubError> {
    let database = current_database(client).await?;
    let mut sentences = vec![
        format!("REVOKE ALL ON DATABASE {database} FROM PUBLIC"),
        format!("GRANT CONNECT ON DATABASE {database} TO {DESKS}"),
        "REVOKE ALL ON SCHEMA public FROM PUBLIC".to_owned(),
    ];
    for function in revocable(client).await? {
        sentences.push(format!("REVOKE EXECUTE ON FUNCTION {function} FROM PUBLIC"));
    }
    let mut left_open = Vec::new();
    for sentence in sentences {
        left_open.extend(attempt(client, &sentence).await);
    }
    // Who may not revoke is only warned, so it is looked at again.
    left_open.extend(revocable(client).await?.into_iter().map(|function| format!("{function} stays open")));
    Ok(left_open)
}

/// Whoever ends what hangs (`watch`) need not be who may do everything: with two roles that PostgreSQL brings, and no others.
/// What this administrator may not give there, PUBLIC still has, or a superuser's `init` gives it.
async fn open_to_watch(client: &Client) -> Result<(), HubError> {
    let database = current_database(client).await?;
    let tables = "GRANT USAGE ON SCHEMA hub TO pg_signal_backend; \
                  GRANT SELECT ON hub.meta, hub.quota TO pg_signal_backend";
    for sentence in [
        format!("GRANT CONNECT ON DATABASE {database} TO pg_signal_backend"),
        format!("SET ROLE {OWNER}; {tables}; RESET ROLE"),
        "GRANT EXECUTE ON FUNCTION pg_catalog.pg_stat_get_activity(integer) TO pg_read_all_stats".to_owned(),
    ] {
        attempt(client, &sentence).await;
    }
    Ok(())
}

async fn current_database(client: &Client) -> Result<String, HubError> {
    Ok(client.query_one("SELECT quote_ident(current_database())", &[]).await?.get(0))
}

async fn revocable(client: &Client) -> Result<Vec<String>, HubError> {
    Ok(client.query(REVOCABLE, &[]).await?.iter().map(|row| row.get(0)).collect())
}

fn random_id() -> Result<String, HubError> {
    let mut id = [0u8; 16];
    getrandom::fill(&mut id).map_err(|error| HubError::Database(error.to_string()))?;
    Ok(hex(&id))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::FUNCTIONS;

    /// What a desk of any program may call, and what it is answered. A desk is two years behind at most (ledger.md §2.4): another shape is
    /// another version, beside this one.
    const SHAPES: [&str; 9] = [
        "heads_v1(p_app text, p_format int) RETURNS TABLE(hub_id bytea, min_format int, name text, head bigint, head_hash bytea, \
         can_read boolean, can_write boolean)",
        "pull_v1(p_stream text, p_pos bigint, p_hash bytea, p_limit int) RETURNS TABLE(pos bigint, id bytea, hdr bytea, sig bytea, \
         usig bytea, body bytea, seg_hash bytea, head bigint, copy bytea, redacted boolean)",
        "received_v1(p_stream text, p_id bytea[]) RETURNS TABLE(id bytea, received_ms bigint)",
        "push_v1( p_stream text, p_id bytea[], p_hdr bytea[], p_sig bytea[], p_usig bytea[], p_body bytea[]) RETURNS bigint",
        "redact_v1(p_stream text, p_id bytea, p_body bytea) RETURNS bigint",
        "blob_put_v1(p_stream text, p_blob bytea, p_no int, p_data bytea) RETURNS boolean",
        "blob_copies_v1(p_stream text, p_blob bytea) RETURNS TABLE(copy text, n_chunks bigint, n_bytes bigint)",
        "blob_get_v1(p_stream text, p_blob bytea, p_copy text, p_no int) RETURNS TABLE(data bytea)",
        "blob_drop_v1(p_stream text, p_blob bytea) RETURNS bigint",
    ];

    /// From its name to its answer, in one line.
    fn shape(function: &str) -> Option<String> {
        let from = function.split_once("FUNCTION hub.")?.1.split_once("LANGUAGE")?.0;
        Some(from.split_whitespace().collect::<Vec<_>>().join(" "))
    }

    #[test]
    fn a_function_that_desks_call_keeps_its_shape_as_long_as_its_version() {
        let shapes: BTreeSet<String> = FUNCTIONS.into_iter().filter_map(shape).collect();
        assert_eq!(shapes.len(), FUNCTIONS.len(), "each is a function");
        let inner = |shape: &&String| shape.starts_with("spend(") || shape.starts_with("lasts(");
        let called: BTreeSet<&str> =
            shapes.iter().filter(|shape| !inner(shape)).map(String::as_str).collect();
        assert_eq!(called, BTreeSet::from(SHAPES));
    }
}
