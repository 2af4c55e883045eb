//! How the desk stands to the world: its clock, the hub, the discs.

use ledger::Clk;
use serde_json::{Map, Value as Json};
use store::exchange::Way;

use super::file::minute;
use super::{Found, values};
use crate::desk::wrong_by;
use crate::desks::silent_days;
use crate::exchange::{Standing, standing};
use crate::wall::{day_of, moment_of, zone_minutes};
use crate::{Office, Result};

/// Legal days are days of China Standard Time.
const CHINA: i32 = 8 * 60;
/// A disc travels by boat, and its receipt comes back with the next.
const LATE_RECEIPT: i64 = 30;

pub(super) fn clock(office: &Office) -> Result<Found> {
    let now = office.wall.now_ms();
    let said = |more: (&str, Json)| values([("at", minute(moment_of(now)).into()), more]);
    if office.desk.read(wrong_by)?.is_some() {
        return Ok(("clock_wrong", said(("zone", zone_minutes().into()))));
    }
    if office.demo {
        return Ok(("clock_demo", said(("day", office.wall.today().to_string().into()))));
    }
    let zone = zone_minutes();
    Ok(match office.desk.read(|reader| office.clk(reader, now))? {
        Clk::Suspect => ("clock_suspect", said(("zone", zone.into()))),
        _ if zone != CHINA => ("clock_zone", said(("zone", zone_name(zone).into()))),
        Clk::FreeRunning => ("clock_unconfirmed", said(("zone", zone.into()))),
        Clk::InStep => ("clock_ok", said(("zone", zone.into()))),
    })
}

/// `UTC-05:30`.
fn zone_name(minutes: i32) -> String {
    let (sign, off) = (if minutes < 0 { '-' } else { '+' }, minutes.abs());
    format!("UTC{sign}{:02}:{:02}", off / 60, off % 60)
}

pub(super) fn hub(office: &Office) -> Result<Found> {
    let Some(stands) = standing(office)? else { return Ok(("hub_none", Map::new())) };
    let today = office.wall.today();
    let days = stands.complete_ms.map(|ms| (today - day_of(ms)).num_days());
    let said = values([
        ("at", stands.complete_ms.map(|ms| minute(moment_of(ms))).unwrap_or_default().into()),
        ("days", days.unwrap_or_default().into()),
        ("waiting", stands.waiting.into()),
    ]);
    let bearable = office.desk.read(silent_days)?;
    Ok((of_hub(&stands, days, bearable.into()), said))
}

fn of_hub(stands: &Standing, days: Option<i64>, bearable: i64) -> &'static str {
    match (stands.end.as_deref(), days) {
        (None, _) => "hub_never",
        (Some("complete" | "stopped"), Some(days)) if days < bearable => "hub_ok",
        (Some("complete" | "stopped"), _) => "hub_silent",
        _ => "hub_failed",
    }
}

pub(super) fn disc(office: &Office) -> Result<Found> {
    let rows = office.desk.read(|reader| reader.bundles())?;
    let Some(newest) = rows.first() else { return Ok(("disc_none", Map::new())) };
    let today = office.wall.today();
    let late = |at_ms| (today - day_of(at_ms)).num_days() > LATE_RECEIPT;
    let n = rows.iter().filter(|row| row.way == Way::Out && !row.done && late(row.at_ms)).count();
    let said = values([("at", minute(moment_of(newest.at_ms)).into()), ("n", n.into())]);
    Ok((if n > 0 { "disc_waiting" } else { "disc_ok" }, said))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_named_by_its_distance() {
        for (minutes, expected) in [(480, "UTC+08:00"), (0, "UTC+00:00"), (-330, "UTC-05:30")] {
            assert_eq!(zone_name(minutes), expected);
        }
    }

    #[test]
    fn an_exchange_that_breaks_off_is_red_and_one_that_is_long_ago_amber() {
        let stands = |end: Option<&str>| Standing { end: end.map(Into::into), complete_ms: None, waiting: 0 };
        for (end, days, expected) in [
            (None, None, "hub_never"),
            (Some("complete"), Some(0), "hub_ok"),
            (Some("complete"), Some(6), "hub_ok"),
            (Some("stopped"), Some(7), "hub_silent"),
            (Some("stopped"), None, "hub_silent"),
            (Some("link"), Some(0), "hub_failed"),
            (Some("certificate"), None, "hub_failed"),
        ] {
            assert_eq!(of_hub(&stands(end), days, 7), expected, "{end:?} {days:?}");
        }
    }
}
