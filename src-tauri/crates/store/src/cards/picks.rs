//! The statements of a list. Each is one index to walk (`picks/`) with every filter after it (`rest.sql`) and the order
//! that index already has, put together at compile time; the count is the same statement counted, so page and count
//! cannot disagree.

use super::filter::Filter;

pub(super) struct Pick {
    pub page: &'static str,
    pub count: &'static str,
}

macro_rules! picks {
    ($($name:ident $file:literal $order:literal),* $(,)?) => {$(
        pub(super) const $name: Pick = Pick {
            page: concat!(include_str!($file), include_str!("rest.sql"), include_str!($order)),
            count: concat!("select count(*) from (", include_str!($file), include_str!("rest.sql"), ")"),
        };
    )*
    #[cfg(test)]
    pub(super) const ALL_PICKS: &[(&str, Pick)] = &[$((stringify!($name), $name)),*]; };
}

picks! {
    ALL "picks/all.sql" "order_item.sql",
    STATION "picks/station.sql" "order_item.sql",
    STATE "picks/state.sql" "order_item.sql",
    HOLDER "picks/holder.sql" "order_item.sql",
    FLAG "picks/flag.sql" "order_flag.sql",
    DUE "picks/due.sql" "order_item.sql",
    PRESSING "picks/due.sql" "order_due.sql",
    TALLY "picks/tally.sql" "order_item.sql",
    TEXT "picks/text.sql" "order_word.sql",
    TEXT_UNDATED "picks/text_undated.sql" "order_word.sql",
}

/// The index that leaves least to walk through. Text is asked apart: it has two indexes.
pub(super) fn pick(f: &Filter) -> &'static Pick {
    match f {
        _ if f.holders.is_some() && !f.unheld => &HOLDER,
        _ if f.flag.is_some() => &FLAG,
        _ if f.due_states.is_some() => &DUE,
        _ if f.tally_what.is_some() => &TALLY,
        _ if f.station.one.is_some() => &STATION,
        _ if f.state.one.is_some() => &STATE,
        _ => &ALL,
    }
}
