//! How the hub is, and the watchdog for sessions that hold something open.

use tokio_postgres::{Client, Row};

use super::{Admin, known_schema};
use crate::hub::HubError;

const HUB: &str = include_str!("../sql/hub_status.sql");
const DESKS: &str = include_str!("../sql/desk_status.sql");
const TOO_LONG: &str = include_str!("../sql/too_long.sql");
/// Who may not see others' sessions would find none that hangs.
const SEES: &str =
    "SELECT pg_has_role('pg_read_all_stats', 'USAGE') AND pg_has_role('pg_signal_backend', 'USAGE')";

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// In hex.
    pub hub_id: String,
    pub min_format: String,
    pub n_streams: u64,
    pub n_entries: u64,
    pub n_bytes: u64,
    /// Of the database program.
    pub version: String,
    /// A standby: it takes nothing in until it is promoted.
    pub standby: bool,
    pub desks: Vec<DeskStatus>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskStatus {
    pub role: String,
    pub admitted: bool,
    /// Seconds since 1970 by the hub's clock; `None` if it never gave anything.
    pub last_push: Option<i64>,
    pub used_today: u64,
    pub quota: u64,
}

/// A desk's session that was ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    pub role: String,
    pub seconds: i64,
}

impl Admin {
    pub fn status(&mut self) -> Result<Status, HubError> {
        self.run(async |client: &mut Client| {
            known_schema(client).await?;
            let row = client.query_one(HUB, &[]).await?;
            let desks = client.query(DESKS, &[]).await?.iter().map(desk).collect();
            Ok(Status {
                hub_id: row.get(0),
                min_format: row.get(1),
                n_streams: unsigned(&row, 2),
                n_entries: unsigned(&row, 3),
                n_bytes: unsigned(&row, 4),
                version: row.get(5),
                standby: row.get(6),
                desks,
            })
        })
    }

    /// Ends sessions of desks whose transaction is older than `seconds` (60 in service). To be run every minute.
    pub fn end_hanging(&mut self, seconds: u32) -> Result<Vec<Ended>, HubError> {
        self.run(async |client: &mut Client| {
            known_schema(client).await?;
            if !client.query_one(SEES, &[]).await?.get::<_, bool>(0) {
                return Err(HubError::Blind);
            }
            let rows = client.query(TOO_LONG, &[&i64::from(seconds)]).await?;
            // One that went by itself meanwhile was not ended.
            let ended = rows.iter().filter(|row| row.get(2));
            Ok(ended.map(|row| Ended { role: row.get(0), seconds: row.get(1) }).collect())
        })
    }

    /// From now on, programs that write an older format are asked to update.
    pub fn require_format(&mut self, format: u32) -> Result<(), HubError> {
        self.run(async |client: &mut Client| {
            known_schema(client).await?;
            let set = "UPDATE hub.meta SET value = $1 WHERE name = 'min_format'";
            client.execute(set, &[&format.to_string()]).await?;
            Ok(())
        })
    }
}

fn desk(row: &Row) -> DeskStatus {
    DeskStatus {
        role: row.get(0),
        admitted: row.get(1),
        last_push: row.get(2),
        used_today: unsigned(row, 3),
        quota: unsigned(row, 4),
    }
}

fn unsigned(row: &Row, column: usize) -> u64 {
    u64::try_from(row.get::<_, i64>(column)).unwrap_or_default()
}
