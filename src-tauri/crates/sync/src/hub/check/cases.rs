//! The promises, one by one, in an order in which each finds what the one before left.

use std::fmt::Debug;

use super::{Bench, ONE, TWO, log, other, raw, st};
use crate::session::{Cursor, MailFault, Mailbox, Page, chain};

pub(super) type Try = fn(&mut Bench<'_>) -> Result<(), String>;

pub(super) const ALL: [(&str, Try); 16] = [
    ("setting up again changes nothing", set_up_again),
    ("the first answer names every granted stream", heads),
    ("a push is numbered densely and chained by SHA-256", numbered),
    ("a push made twice is one", twice),
    ("another copy of the same id is a further row", further_row),
    ("a page is cut at the end of a segment", pages),
    ("an unknown cursor is HB001", unknown_cursor),
    ("what is not granted is 42501", not_granted),
    ("who may only append gets ids", append_only),
    ("who may read is told when an entry came, and nobody else", received),
    ("no table opens to a desk", no_table),
    ("two writers on one stream wait for each other, readers do not wait", waits),
    ("sizes and quotas hold", limits),
    ("a redacted body does not come back", redaction),
    ("files go up in chunks", blobs),
    ("a last day that has passed ends reading, and not writing", last_day),
];

fn set_up_again(bench: &mut Bench<'_>) -> Result<(), String> {
    let again = bench.admin.init().map_err(|error| error.to_string())?;
    same(again.created, false)?;
    if again.left_open.is_empty() { Ok(()) } else { Err(again.left_open.join("; ")) }
}

fn heads(bench: &mut Bench<'_>) -> Result<(), String> {
    let heads = bench.desk(TWO)?.heads().map_err(said)?;
    let mut told: Vec<_> = heads.streams.iter().map(|head| (head.stream.0.as_str(), head.can_read)).collect();
    told.sort_unstable();
    same(told, vec![("log/check", false), ("st/check", true)])
}

fn numbered(bench: &mut Bench<'_>) -> Result<(), String> {
    let mut one = bench.desk(ONE)?;
    same(one.push(&st(), &[raw(1), raw(2), raw(3)]), Ok(3))?;
    let page = one.pull(&st(), Cursor::START, 10).map_err(said)?;
    same(page.entries.iter().map(|placed| placed.pos).collect::<Vec<_>>(), vec![1, 2, 3])?;
    let seg_hash = chain(&[0; 32], [1, 2, 3].map(|n| (raw(n).id, raw(n).copy())));
    same((page.cursors, page.end), (vec![Cursor { pos: 3, seg_hash }], true))?;
    same(page.entries[1].raw.clone(), Some(raw(2)))
}

fn twice(bench: &mut Bench<'_>) -> Result<(), String> {
    let mut one = bench.desk(ONE)?;
    same(one.push(&st(), &[raw(1), raw(2), raw(3)]), Ok(0))?;
    same(one.push(&st(), &[raw(3), raw(4)]), Ok(1))
}

fn further_row(bench: &mut Bench<'_>) -> Result<(), String> {
    let mut one = bench.desk(ONE)?;
    let mut copy = raw(2);
    copy.sig[0] = 9;
    same(one.push(&st(), std::slice::from_ref(&copy)), Ok(1))?;
    let page = one.pull(&st(), Cursor::START, 10).map_err(said)?;
    same(page.entries.last().and_then(|placed| placed.raw.clone()), Some(copy))
}

fn pages(bench: &mut Bench<'_>) -> Result<(), String> {
    let mut one = bench.desk(ONE)?;
    // Segments end at 3, 4 and 5.
    let shape = |page: &Page| (page.entries.len(), page.cursors.len(), page.end);
    let first = one.pull(&st(), Cursor::START, 1).map_err(said)?;
    same(shape(&first), (3, 1, false))?;
    let first = one.pull(&st(), Cursor::START, 4).map_err(said)?;
    same(shape(&first), (4, 2, false))?;
    let rest = one.pull(&st(), first.cursors[1], 4).map_err(said)?;
    same(shape(&rest), (1, 1, true))?;
    same(one.pull(&st(), rest.cursors[0], 4).map(|page| shape(&page)), Ok((0, 0, true)))
}

fn unknown_cursor(bench: &mut Bench<'_>) -> Result<(), String> {
    let mut one = bench.desk(ONE)?;
    let page = one.pull(&st(), Cursor::START, 10).map_err(said)?;
    let other_past = Cursor { seg_hash: [7; 32], ..page.cursors[0] };
    same(one.pull(&st(), other_past, 10), Err(MailFault::UnknownCursor))?;
    let ahead = Cursor { pos: 9, ..page.cursors[0] };
    same(one.pull(&st(), ahead, 10), Err(MailFault::UnknownCursor))
}

fn not_granted(bench: &mut Bench<'_>) -> Result<(), String> {
    let (mut one, mut two) = (bench.desk(ONE)?, bench.desk(TWO)?);
    refused(one.pull(&log(), Cursor::START, 10))?;
    refused(one.push(&other(), &[raw(1)]))?;
    refused(two.pull(&other(), Cursor::START, 10))?;
    refused(two.redact(&st(), raw(1).id, &[]))
}

fn append_only(bench: &mut Bench<'_>) -> Result<(), String> {
    let mut two = bench.desk(TWO)?;
    same(two.push(&log(), &[raw(50)]), Ok(1))?;
    let page = two.pull(&log(), Cursor::START, 10).map_err(said)?;
    let entry = page.entries.first().ok_or("the entry does not come back")?;
    same((entry.id, entry.raw.is_none(), page.cursors.len()), (raw(50).id, true, 1))
}

fn received(bench: &mut Bench<'_>) -> Result<(), String> {
    let (mut one, mut two) = (bench.desk(ONE)?, bench.desk(TWO)?);
    let asked = [1, 2, 4, 99].map(|n| raw(n).id);
    let came = one.received(&st(), &asked).map_err(said)?.ok_or("the function is not there")?;
    // The first three came with one push, another copy of the second later; the last never did.
    let [first, second, fourth, never] = asked.map(|id| came.get(&id).copied());
    same((first.is_some(), second, first <= fourth, never), (true, first, true, None))?;
    let now_ms = one.heads().map_err(said)?.now_ms.ok_or("the hub tells no time")?;
    same(came.values().all(|ms| *ms <= now_ms && now_ms - ms < 3_600_000), true)?;
    refused(two.received(&log(), &[raw(50).id]))?;
    refused(two.received(&other(), &[raw(1).id]))
}

fn no_table(bench: &mut Bench<'_>) -> Result<(), String> {
    let mut one = bench.desk(ONE)?;
    for table in ["meta", "stream", "desk_grant", "entry", "seg", "blob_chunk", "quota"] {
        refused(one.batch(&format!("SELECT * FROM hub.{table}")))?;
        refused(one.batch(&format!("DELETE FROM hub.{table}")))?;
    }
    refused(one.batch("UPDATE hub.stream SET head = 0"))?;
    refused(one.batch("SELECT hub.spend(1)"))
}

fn waits(bench: &mut Bench<'_>) -> Result<(), String> {
    let (mut one, mut two) = (bench.desk(ONE)?, bench.desk(TWO)?);
    let before = two.heads().map_err(said)?.streams;
    one.batch("BEGIN").map_err(said)?;
    same(one.push(&st(), &[raw(6)]), Ok(1))?;
    // The other writer waits until its time is up; a reader sees what was there.
    match two.push(&st(), &[raw(7)]) {
        Err(MailFault::Link(_)) => {}
        passed => return Err(format!("a second writer passed the first: {passed:?}")),
    }
    same(two.heads().map_err(said)?.streams, before)?;
    one.batch("COMMIT").map_err(said)?;
    let mut two = bench.desk(TWO)?;
    two.push(&st(), &[raw(7)]).map_err(said)?;
    let page = two.pull(&st(), Cursor::START, 100).map_err(said)?;
    same(page.entries.iter().map(|placed| placed.pos).collect::<Vec<_>>(), (1..=7).collect())
}

fn limits(bench: &mut Bench<'_>) -> Result<(), String> {
    let mut two = bench.desk(TWO)?;
    let mut large = raw(60);
    large.body = vec![0; 600_000];
    same(matches!(two.push(&st(), &[large.clone()]), Err(MailFault::Entry(_))), true)?;
    large.body.truncate(150_000);
    same(matches!(two.push(&st(), &[large.clone()]), Err(MailFault::Quota(_))), true)?;
    // Another desk's quota is its own.
    same(bench.desk(ONE)?.push(&st(), &[large]), Ok(1))
}

fn redaction(bench: &mut Bench<'_>) -> Result<(), String> {
    let mut one = bench.desk(ONE)?;
    let before = one.pull(&st(), Cursor::START, 100).map_err(said)?;
    same(one.redact(&st(), raw(2).id, &[]), Ok(2))?;
    same(one.push(&st(), &[raw(2)]), Ok(0))?;
    let after = one.pull(&st(), Cursor::START, 100).map_err(said)?;
    same(&after.cursors, &before.cursors)?;
    let gone = after.entries.iter().filter(|placed| placed.id == raw(2).id);
    same(gone.filter(|placed| placed.raw.as_ref().is_some_and(|raw| raw.body.is_empty())).count(), 2)
}

fn blobs(bench: &mut Bench<'_>) -> Result<(), String> {
    let mut one = bench.desk(ONE)?;
    let (stream, bytes) = (st(), vec![5; (1 << 20) + 1]);
    let place = (&stream, [8u8; 32].as_slice());
    same(one.put_blob(place, &bytes), Ok(2))?;
    same(one.put_blob(place, &bytes), Ok(0))?;
    same(one.get_chunk(place, (&bench.roles[ONE], 1)), Ok(Some(vec![5])))?;
    same(one.drop_blob(&stream, place.1), Ok(2))
}

fn last_day(bench: &mut Bench<'_>) -> Result<(), String> {
    // The first day of 1970, and one that no clock comes to.
    for (last_day, reads) in [(0, false), (i64::MAX, true)] {
        let mut list = bench.accesses();
        list[ONE].last_days.insert(st(), last_day);
        bench.admin.apply(&list).map_err(|error| error.to_string())?;
        let mut one = bench.desk(ONE)?;
        let told = one.heads().map_err(said)?.streams.into_iter().find(|head| head.stream == st());
        same(told.map(|head| (head.can_read, head.can_write)), Some((reads, true)))?;
        let page = one.pull(&st(), Cursor::START, 1).map_err(said)?;
        same(page.entries.iter().all(|placed| placed.raw.is_some() == reads), true)?;
        same(one.received(&st(), &[raw(1).id]).is_ok(), reads)?;
        same(one.redact(&st(), raw(2).id, &[]).is_ok(), reads)?;
        same(one.push(&st(), &[raw(if reads { 81 } else { 80 })]), Ok(1))?;
    }
    Ok(())
}

fn same<T: PartialEq + Debug>(found: T, expected: T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{found:?} instead of {expected:?}")) }
}

/// For want of a right, and for no other reason.
fn refused<T: Debug>(done: Result<T, MailFault>) -> Result<(), String> {
    match done {
        Err(MailFault::Stream(_)) => Ok(()),
        done => Err(format!("{done:?} instead of a refusal")),
    }
}

fn said(fault: MailFault) -> String {
    fault.to_string()
}
