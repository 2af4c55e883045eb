//! The statements of a list. Each is one index to walk (`picks/`) with every filter after it (`rest.sql`) and the order
//! that index already has, put together at compile time; the count is the same statement counted, so page and count
//! cannot disagree. Clocks and counters are asked once: not of each row again where they are what is walked.

use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, Value};

use super::filter::Filter;

pub(super) struct Pick {
    pub page: &'static str,
    pub count: &'static str,
    /// By kind and state.
    pub shares: &'static str,
}

macro_rules! picks {
    ($($name:ident $file:literal $order:literal [$($more:literal)*]),* $(,)?) => {$(
        pub(super) const $name: Pick = Pick {
            page: concat!(
                include_str!($file), include_str!("rest.sql"), $(include_str!($more),)* include_str!($order)
            ),
            count: concat!(
                "select count(*) from (", include_str!($file), include_str!("rest.sql"), $(include_str!($more),)* ")"
            ),
            shares: concat!(
                "select kind, state, count(*) from item where id in (", include_str!($file), include_str!("rest.sql"),
                $(include_str!($more),)* ")\ngroup by kind, state"
            ),
        };
    )*
    #[cfg(test)]
    pub(super) const ALL_PICKS: &[(&str, Pick)] = &[$((stringify!($name), $name)),*]; };
}

picks! {
    ALL "picks/all.sql" "order_item.sql" ["rest_due.sql" "rest_tally.sql"],
    STATION "picks/station.sql" "order_item.sql" ["rest_due.sql" "rest_tally.sql"],
    STATE "picks/state.sql" "order_item.sql" ["rest_due.sql" "rest_tally.sql"],
    STATES "picks/states.sql" "order_item.sql" ["rest_due.sql" "rest_tally.sql"],
    HOLDER "picks/holder.sql" "order_item.sql" ["rest_due.sql" "rest_tally.sql"],
    FLAG "picks/flag.sql" "order_flag.sql" ["rest_due.sql" "rest_tally.sql"],
    DUE_DAYS "picks/due_days.sql" "order_item.sql" ["rest_tally.sql"],
    DUE "picks/due.sql" "order_item.sql" ["rest_tally.sql"],
    PRESSING "picks/pressing.sql" "order_due.sql" ["rest_tally.sql"],
    TALLY "picks/tally.sql" "order_item.sql" ["rest_due.sql"],
    TEXT "picks/text.sql" "order_word.sql" ["rest_due.sql" "rest_tally.sql"],
    TEXT_UNDATED "picks/text_undated.sql" "order_word.sql" ["rest_due.sql" "rest_tally.sql"],
}

/// The index that leaves least to walk through. Text is asked apart: it has two indexes.
pub(super) fn pick(f: &Filter) -> &'static Pick {
    match f {
        _ if f.holders.is_some() && !f.unheld => &HOLDER,
        _ if f.flag.is_some() => &FLAG,
        _ if f.due_days.is_some() => &DUE_DAYS,
        _ if f.due_states.is_some() => &DUE,
        _ if f.tally_what.is_some() => &TALLY,
        _ if f.station.one.is_some() => &STATION,
        _ if f.state.one.is_some() => &STATE,
        _ if f.by_states => &STATES,
        _ => &ALL,
    }
}

/// The statement without the conditions that were left open: each row that is walked would be held against them. Such a
/// condition stands on a line of its own, with what belongs to it indented below.
pub(super) fn asked(sql: &str, f: &Filter) -> String {
    let params = f.params();
    let is_open = |name: &str| params.iter().any(|(of, value)| *of == name && is_null(*value));
    let (mut kept, mut drops) = (String::with_capacity(sql.len()), false);
    for line in sql.split_inclusive('\n') {
        let optional = line.strip_prefix("  and (").and_then(|line| line.split_once(" is null or"));
        drops = match optional {
            Some((name, _)) => is_open(name),
            None => drops && line.starts_with("    "),
        };
        if !drops {
            kept.push_str(line);
        }
    }
    kept
}

fn is_null(value: &dyn ToSql) -> bool {
    matches!(value.to_sql(), Ok(ToSqlOutput::Owned(Value::Null)))
}

#[cfg(test)]
mod tests {
    use super::super::filter::Side;
    use super::*;

    fn one() -> Side {
        Side { one: Some(7), many: None }
    }

    fn several() -> Side {
        Side { one: None, many: Some("[7,8]".into()) }
    }

    #[test]
    fn the_index_that_leaves_least_is_walked() {
        let cases = [
            ("nothing asked", Filter::default(), &ALL),
            ("one station", Filter { station: one(), ..Filter::default() }, &STATION),
            ("several stations", Filter { station: several(), ..Filter::default() }, &ALL),
            ("one state", Filter { state: one(), ..Filter::default() }, &STATE),
            ("several states", Filter { state: several(), ..Filter::default() }, &ALL),
            (
                "several of few rows",
                Filter { state: several(), by_states: true, ..Filter::default() },
                &STATES,
            ),
            (
                "a station before a state",
                Filter { station: one(), state: one(), ..Filter::default() },
                &STATION,
            ),
            (
                "a counter before both",
                Filter { tally_what: Some(1), station: one(), ..Filter::default() },
                &TALLY,
            ),
            ("clocks before a counter", due(Filter { tally_what: Some(1), ..Filter::default() }), &DUE),
            (
                "a rule's clocks day by day",
                due(Filter { due_days: Some("[1,2]".into()), ..Filter::default() }),
                &DUE_DAYS,
            ),
            ("a flag before clocks", due(Filter { flag: Some(1), ..Filter::default() }), &FLAG),
            (
                "holders before a flag",
                Filter { holders: held(), flag: Some(1), ..Filter::default() },
                &HOLDER,
            ),
            ("nobody among the holders", Filter { holders: held(), unheld: true, ..Filter::default() }, &ALL),
        ];
        for (what, filter, expected) in cases {
            assert!(pick(&filter).page == expected.page, "{what}");
        }
    }

    fn held() -> Option<String> {
        Some("[7]".into())
    }

    fn due(filter: Filter) -> Filter {
        Filter { due_states: Some("[1]".into()), ..filter }
    }

    /// Sixteen open conditions made a count two and a half times as dear as the bare one.
    #[test]
    fn a_statement_holds_no_row_against_a_condition_left_open() {
        let filter = Filter { kind: one(), due_states: Some("[1]".into()), ..Filter::default() };
        for (name, pick) in ALL_PICKS {
            for sql in [pick.page, pick.count, pick.shares] {
                let asked = asked(sql, &filter);
                assert!(asked.contains("i.kind = :kind"), "{name}");
                assert!(
                    ["i.office = :office", ":kinds", "item_flag f", "from tally t\n    where t.item"]
                        .iter()
                        .all(|open| !asked.contains(open)),
                    "{name}: {asked}"
                );
                assert_eq!(asked.contains(":limit"), sql.contains(":limit"), "{name}: the order stays");
                assert_eq!(
                    asked.contains(":due_states"),
                    sql.contains(":due_states"),
                    "{name}: clocks were asked for"
                );
            }
        }
    }

    #[test]
    fn a_page_and_its_count_ask_the_same() {
        for (name, pick) in ALL_PICKS {
            let asked =
                pick.count.strip_prefix("select count(*) from (").and_then(|rest| rest.strip_suffix(')'));
            assert!(asked.is_some_and(|asked| pick.page.starts_with(asked)), "{name}");
            assert!(asked.is_some_and(|asked| pick.shares.contains(asked)), "{name}");
        }
    }
}
