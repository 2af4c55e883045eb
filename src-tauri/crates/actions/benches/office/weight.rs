//! How heavy a desk is: bytes of its file for each entry, lists, limits and search included.

use crate::figure::Figures;
use crate::seat::Seat;

pub fn of_an_entry(seat: &Seat, figures: &mut Figures) {
    let bare = seat.bare();
    let one = |sql: &str| bare.query_row(sql, [], |r| r.get::<_, i64>(0)).unwrap() as f64;
    let entries = one("select count(*) from entry");
    let bytes =
        one("select p.page_count * s.page_size from pragma_page_count() as p, pragma_page_size() as s");
    figures.push(seat.records, "entries of the desk", entries);
    figures.push(seat.records, "bytes of the desk's file an entry", bytes / entries);
}
