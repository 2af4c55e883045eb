//! Numbers of our own: station's short code, kind, year, the writer's letter and a counter, e.g. `JJ03-SQ-2026-A0186`.
//! They need no server: a letter is granted to one writer only; a writer without one numbers with its own tag (ledger.md §1.3).

use chrono::Datelike;
use ledger::{Op, WriterId};

use crate::Result;
use crate::perform::{At, pen};

/// 32 signs without those that are mistaken for one another.
const SIGNS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
/// Signs of a tag.
const TAG: usize = 5;

/// The next number of this writer for a station and kind; the counter moves in the same transaction.
pub(crate) fn take_number(at: &mut At<'_, '_>, short_code: &str, kind: &str) -> Result<Op> {
    let writer = pen(at.tx)?.writer;
    let letter = at.tx.authority()?.writer(writer).and_then(|w| w.letter.clone());
    let base = format!("{short_code}-{kind}-{}", at.today.year());
    let series = match &letter {
        Some(letter) => format!("{base}-{letter}"),
        None => format!("{base}-{}-", tag(writer)),
    };
    let key = format!("no/{series}");
    let last = at.tx.setting(&key)?.and_then(|n| n.as_u64()).unwrap_or(0);
    let counter = u32::try_from(last + 1).unwrap_or(u32::MAX);
    at.tx.set_setting(&key, &counter.into())?;
    let number =
        if letter.is_some() { format!("{series}{counter:04}") } else { format!("{series}{counter:03}") };
    Ok(Op::TakeNo { series: kind.into(), number, counter })
}

/// Five signs of the writer's own bytes.
fn tag(writer: WriterId) -> String {
    writer.0.iter().take(TAG).map(|b| char::from(SIGNS[usize::from(b % 32)])).collect()
}
