//! The statements of a list. Each is one index to walk (`picks/`) with every filter after it (`rest.sql`), put
//! together at compile time; the count is the same statement counted, so page and count cannot disagree.

use super::filter::Filter;

pub(super) struct Pick {
    pub page: &'static str,
    pub count: &'static str,
}

macro_rules! picks {
    ($($name:ident $file:literal),* $(,)?) => {$(
        pub(super) const $name: Pick = Pick {
            page: concat!(include_str!($file), include_str!("rest.sql")),
            count: concat!("select count(*) from (", include_str!($file), include_str!("rest.sql"), ")"),
        };
    )*
    #[cfg(test)]
    pub(super) const ALL_PICKS: &[(&str, Pick)] = &[$((stringify!($name), $name)),*]; };
}

picks! {
    ALL "picks/all.sql",
    STATION "picks/station.sql",
    STATE "picks/state.sql",
    HOLDER "picks/holder.sql",
    FLAG "picks/flag.sql",
    DUE "picks/due.sql",
    TALLY "picks/tally.sql",
    TEXT "picks/text.sql",
    TEXT_UNDATED "picks/text_undated.sql",
}

/// The index that leaves least to walk through. Text is asked apart: it has two indexes.
pub(super) fn pick(f: &Filter) -> &'static Pick {
    match f {
        _ if f.holders.is_some() => &HOLDER,
        _ if f.flag.is_some() => &FLAG,
        _ if f.due_states.is_some() => &DUE,
        _ if f.tally_what.is_some() => &TALLY,
        _ if f.one_station.is_some() => &STATION,
        _ if f.one_state.is_some() => &STATE,
        _ => &ALL,
    }
}
