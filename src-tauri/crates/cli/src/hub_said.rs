//! What came of setting a hub up, of letting its desks in and of a look at it, line by line in the words of an administrator.
//! It does not know where the hub is nor how it is asked (`hub`). Called by `hub`.

use chrono::{DateTime, FixedOffset};
use serde_json::json;
use sync::hub::{Applied, DeskStatus, Ended, HubError, Initialised, Status};

use crate::said::{sentence, word};

pub fn initialised(made: &Initialised) -> Vec<String> {
    let said = word(if made.created { "terminal.hub_made" } else { "terminal.hub_renewed" });
    let mut lines = vec![sentence("terminal.hub_init", &json!({ "made": said }))];
    if !made.left_open.is_empty() {
        lines.push(sentence("terminal.hub_left_open", &json!({ "what": made.left_open.join("; ") })));
    }
    lines
}

pub fn applied(n_desks: usize, made: &Applied) -> Vec<String> {
    let numbers = json!({ "n": n_desks, "grants": made.n_grants, "streams": made.new_streams.len() });
    let mut lines = vec![sentence("terminal.hub_apply", &numbers)];
    for (key, roles) in [
        ("terminal.hub_admitted", &made.admitted),
        ("terminal.hub_shut_out", &made.shut_out),
        ("terminal.hub_still_in", &made.still_in),
    ] {
        if !roles.is_empty() {
            lines.push(sentence(key, &json!({ "roles": roles.join(" ") })));
        }
    }
    if lines.len() == 1 {
        lines.push(word("terminal.hub_no_change"));
    }
    lines
}

/// Which desks' sessions were ended: one that is named again and again is worth a look.
pub fn watched(ended: &[Ended]) -> Vec<String> {
    if ended.is_empty() {
        return vec![word("terminal.hub_watch_none")];
    }
    let one = |one: &Ended| {
        sentence("terminal.hub_watch_one", &json!({ "role": one.role, "seconds": one.seconds }))
    };
    let first = sentence("terminal.hub_watch", &json!({ "n": ended.len() }));
    std::iter::once(first).chain(ended.iter().map(one)).collect()
}

/// Why a command did not go through, each with its own next step.
pub fn refused(error: &HubError) -> String {
    let (key, values) = match error {
        HubError::Newer { found, known } => ("newer", json!({ "found": found, "known": known })),
        HubError::Older { found, needed } => ("older", json!({ "found": found, "needed": needed })),
        HubError::NoHub => ("no_hub", json!({})),
        HubError::NotEmpty => ("not_empty", json!({})),
        HubError::OtherCell => ("other_cell", json!({})),
        HubError::Blind => ("blind", json!({})),
        HubError::Name(name) => ("name", json!({ "name": name })),
        HubError::OtherName(name) => ("other_name", json!({ "name": name })),
        HubError::Certificate(why) => ("certificate", json!({ "why": why })),
        HubError::Database(why) => ("database", json!({ "why": why })),
    };
    sentence(&format!("terminal.hub_refused.{key}"), &values)
}

pub fn status(status: &Status) -> Vec<String> {
    let about = json!({
        "id": status.hub_id, "streams": status.n_streams, "entries": status.n_entries,
        "size": mega(status.n_bytes), "version": status.version,
    });
    let mut lines = vec![sentence("terminal.hub_status", &about)];
    lines.push(sentence("terminal.hub_format", &json!({ "format": status.min_format })));
    if status.standby {
        lines.push(word("terminal.hub_standby"));
    }
    if status.desks.is_empty() {
        lines.push(word("terminal.hub_no_desks"));
    }
    lines.extend(status.desks.iter().map(desk));
    lines
}

fn desk(desk: &DeskStatus) -> String {
    let state = word(if desk.admitted { "terminal.hub_desk_in" } else { "terminal.hub_desk_out" });
    let last = desk.last_push.map_or_else(|| word("terminal.hub_desk_never"), minute);
    let about = json!({
        "role": desk.role, "state": state, "last": last, "used": mega(desk.used_today), "quota": mega(desk.quota),
    });
    sentence("terminal.hub_desk", &about)
}

/// Of the office's day, as pages tell it.
fn minute(seconds: i64) -> String {
    let china = FixedOffset::east_opt(8 * 3600);
    let at = DateTime::from_timestamp(seconds, 0).zip(china).map(|(at, china)| at.with_timezone(&china));
    at.map_or_else(|| seconds.to_string(), |at| at.format("%Y-%m-%d %H:%M").to_string())
}

/// Tenths are enough for whoever watches a quota.
fn mega(bytes: u64) -> String {
    let tenths = bytes.saturating_mul(10) / (1 << 20);
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_at_a_hub_is_told_desk_by_desk() {
        let far = DeskStatus {
            role: "d_0123456789abcdef".into(),
            admitted: true,
            // 2026-09-01 01:30 UTC.
            last_push: Some(1_788_226_200),
            used_today: 3_355_443,
            quota: 256 << 20,
        };
        let out = DeskStatus { admitted: false, last_push: None, ..far.clone() };
        let whole = Status {
            hub_id: "ab".into(),
            min_format: "1".into(),
            n_streams: 12,
            n_entries: 3456,
            n_bytes: 7 << 20,
            version: "PostgreSQL 15.18".into(),
            standby: false,
            desks: vec![far, out],
        };
        let lines = status(&whole);
        assert!(lines[0].contains("12 部分，3456 条，7.0 兆字节"), "{}", lines[0]);
        assert!(lines[2].contains("准入，最近送达 2026-09-01 09:30，今日 3.1／256.0 兆字节"), "{}", lines[2]);
        assert!(lines[3].contains("已收回，最近送达 从未"), "{}", lines[3]);
    }

    #[test]
    fn a_minute_is_one_of_beijing_and_one_that_no_calendar_has_is_a_number() {
        for (seconds, said) in [
            (0, "1970-01-01 08:00"),
            (57_599, "1970-01-01 23:59"),
            (57_600, "1970-01-02 00:00"),
            (-1, "1970-01-01 07:59"),
            (i64::MAX, "9223372036854775807"),
            (i64::MIN, "-9223372036854775808"),
        ] {
            assert_eq!(minute(seconds), said);
        }
    }

    #[test]
    fn sizes_are_cut_to_tenths_and_never_overflow() {
        for (bytes, said) in [
            (0, "0.0"),
            (104_857, "0.0"),
            (104_858, "0.1"),
            (1_048_575, "0.9"),
            (1_048_576, "1.0"),
            (u64::MAX, "1759218604441.5"),
        ] {
            assert_eq!(mega(bytes), said, "{bytes}");
        }
    }

    #[test]
    fn what_changed_is_named_and_so_is_that_nothing_did() {
        let changed = Applied {
            admitted: vec!["d_1".into(), "d_2".into()],
            shut_out: vec!["d_3".into()],
            still_in: vec!["d_3".into()],
            new_streams: vec![],
            n_grants: 9,
        };
        let lines = applied(4, &changed);
        assert_eq!(lines[0], "已按工作台名册核定 4 台工作台、9 项权限，新增 0 部分。");
        assert_eq!(&lines[1..3], ["准入：d_1 d_2", "收回：d_3"]);
        assert!(lines[3].ends_with("：d_3") && lines[3].contains("数据库管理员"), "{}", lines[3]);
        assert_eq!(applied(4, &Applied::default())[1], "准入和收回没有变化。");
        let open = Initialised { created: false, left_open: vec!["pg_sleep".into()] };
        assert!(initialised(&open)[1].ends_with("请数据库管理员处理：pg_sleep"));
    }

    /// A bug: every reason came in English, and with one next step for all, which was another one's for most.
    #[test]
    fn why_a_command_did_not_go_through_has_its_own_next_step() {
        let name = || "d_0123456789abcdef".to_owned();
        for (error, step) in [
            (HubError::Newer { found: 3, known: 2 }, "请更新"),
            (HubError::Older { found: 1, needed: 2 }, "hub init"),
            (HubError::NoHub, "hub init"),
            (HubError::NotEmpty, "空数据库"),
            (HubError::OtherCell, "--dir"),
            (HubError::Blind, "pg_signal_backend"),
            (HubError::Name(name()), "代号"),
            (HubError::OtherName(name()), "申请文件"),
            (HubError::Certificate("bad PEM".into()), "bad PEM"),
            (HubError::Database("password authentication failed (28P01)".into()), "28P01"),
        ] {
            let said = refused(&error);
            assert!(said.contains(step) && !said.contains('{') && said.ends_with('。'), "{error:?}: {said}");
        }
    }

    #[test]
    fn whose_session_was_ended_is_named() {
        let ended = Ended { role: "d_0123456789abcdef".into(), seconds: 75 };
        let lines = watched(&[ended]);
        assert!(lines[0].contains("1 个") && lines[1].contains("d_0123456789abcdef"), "{lines:?}");
        assert!(lines[1].contains("75 秒"), "{lines:?}");
        assert_eq!(watched(&[]).len(), 1);
    }
}
