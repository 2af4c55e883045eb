//! The head's page, against one count of everything by station.

use serde_json::json;

use crate::figure::{Figures, at, each};
use crate::seat::{Seat, today};

pub fn board(seat: &Seat, figures: &mut Figures) {
    let bare = seat.bare();
    let mut ours = each(50, |_| drop(seat.ok("overview", json!({ "from": "2026-01-01", "to": today() }))));
    let sql = "select noun, station, count(*) from item indexed by item_station group by noun, station";
    let mut theirs = each(30, |_| {
        let mut list = bare.prepare_cached(sql).unwrap();
        let rows =
            list.query_map([], |r| Ok((r.get::<_, i64>(0)?, r.get::<_, i64>(1)?, r.get::<_, i64>(2)?)));
        drop(rows.unwrap().map(Result::unwrap).collect::<Vec<_>>());
    });
    figures.push(seat.records, "overview of all stations, ms", at(&mut ours, 0.5));
    figures.push(seat.records, "raw GROUP BY, ms", at(&mut theirs, 0.5));
    figures.push(
        seat.records,
        "overview of all stations ÷ raw GROUP BY",
        at(&mut ours, 0.5) / at(&mut theirs, 0.5),
    );
}
