//! How far streams reach at the desk that writes a bundle: a note for each, or several, so that both sides count when it was
//! taken in.
//! It does not judge (`domain::checkpoint`), and signs nothing: the notes stand in blocks whose hashes the signed manifest
//! bears. Called by `export_bundle`, `take_bundle` and `prove_bundle`.

use std::collections::BTreeMap;

use domain::checkpoint::Tail;
use ledger::{EntryId, Stream, WriterId};
use serde_json::json;
use store::Reader;
use store::exchange::BundleRow;
use sync::bundle::limit::{MAX_CHECKPOINT, MAX_STREAM};

use crate::checkpoints::amiss;
use crate::timeline::{hex, unhex};
use crate::{Office, Result};

/// Of the streams that go to a desk, by name.
pub(super) fn notes(reader: &Reader<'_>, streams: &[Stream]) -> Result<Vec<String>> {
    let mut of: BTreeMap<Stream, Vec<Tail>> = BTreeMap::new();
    for tail in reader.tails(streams)? {
        of.entry(tail.stream.clone()).or_default().push(tail);
    }
    Ok(of.iter().flat_map(|(stream, tails)| told(stream, tails)).collect())
}

/// A writer, two numbers and an entry, as `note` writes them.
const LONGEST_END: usize = 32 + 1 + 20 + 1 + 20 + 1 + 64 + 1;
/// As many as the longest note that a reader takes has room for, below its stream and its size.
const ENDS: usize = (MAX_CHECKPOINT - MAX_STREAM - 1 - 20 - 1) / LONGEST_END;

/// A stream with many writers has several notes, each of them whole.
fn told(stream: &Stream, tails: &[Tail]) -> Vec<String> {
    tails.chunks(ENDS).map(|some| note(stream, some)).collect()
}

/// Origin and size as in C2SP's checkpoint; in place of one root the end of each writer's chain.
fn note(stream: &Stream, tails: &[Tail]) -> String {
    let n: u64 = tails.iter().map(|tail| tail.n).sum();
    let end = |t: &Tail| format!("{} {} {} {}\n", hex(&t.writer.0), t.n, t.seq, hex(&t.id.0));
    let ends: String = tails.iter().map(end).collect();
    format!("{}\n{n}\n{ends}", stream.0)
}

/// A line that is no end, such as a newer program's, says nothing here.
fn read(note: &str) -> Vec<Tail> {
    let mut lines = note.lines();
    let (Some(stream), Some(_)) = (lines.next(), lines.next()) else { return vec![] };
    lines.filter_map(|line| end(stream, line)).collect()
}

fn end(stream: &str, line: &str) -> Option<Tail> {
    let parts: Vec<&str> = line.split(' ').collect();
    let [writer, n, seq, id] = parts[..] else { return None };
    Some(Tail {
        stream: Stream(stream.to_owned()),
        writer: WriterId(unhex(writer)?.try_into().ok()?),
        n: n.parse().ok()?,
        seq: seq.parse().ok()?,
        id: EntryId(unhex(id)?.try_into().ok()?),
    })
}

/// Entries come after the notes: until all are here, the notes wait in the bundle's row.
pub(super) fn keep(row: &mut BundleRow, notes: Vec<String>) {
    let mut kept = kept(row);
    kept.extend(notes);
    row.about["reaches"] = json!(kept);
}

fn kept(row: &BundleRow) -> Vec<String> {
    serde_json::from_value(row.about["reaches"].clone()).unwrap_or_default()
}

/// After the last block: what is apart from what the sender has.
pub(super) fn count((office, reader): (&Office, &Reader<'_>), row: &mut BundleRow) -> Result<()> {
    let (lacking, differing) = apart((office, reader), &kept(row))?;
    row.about["lacking"] = json!(lacking);
    row.about["differing"] = json!(differing);
    row.about["reaches"] = json!(null);
    Ok(())
}

/// How many entries the sender has that are not here, and in how many places another one stands here.
pub(super) fn apart((office, reader): (&Office, &Reader<'_>), notes: &[String]) -> Result<(u64, u64)> {
    let tails: Vec<Tail> = notes.iter().flat_map(|note| read(note)).collect();
    let amiss = amiss((office, reader), tails.iter().map(|tail| ((), tail)).collect())?;
    let differing = amiss.iter().filter(|(.., n)| *n == 0).count() as u64;
    Ok((amiss.iter().map(|(.., n)| n).sum(), differing))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tail(writer: u8, n: u64, seq: u64) -> Tail {
        let (writer, id) = (WriterId([writer; 16]), EntryId([writer + 1; 32]));
        Tail { stream: Stream::public("331002"), writer, n, seq, id }
    }

    #[test]
    fn a_note_is_read_back_as_it_was_written() {
        let tails = [tail(1, 3, 7), tail(8, 40, u64::from(u32::MAX))];
        let text = note(&tails[0].stream, &tails);
        let mut lines = text.lines();
        assert_eq!((lines.next(), lines.next()), (Some("pub/331002"), Some("43")));
        let first = format!("{} 3 7 {}", "01".repeat(16), "02".repeat(32));
        assert_eq!(lines.next(), Some(first.as_str()));
        assert_eq!(read(&text), tails);
    }

    /// A bug: a note longer than a reader takes was left out, and of that stream nobody counted, without a word.
    #[test]
    fn a_stream_with_more_writers_than_one_note_holds_is_told_in_several() {
        let many = |n: usize| -> Vec<Tail> {
            (0..n)
                .map(|i| Tail {
                    writer: WriterId((i as u128).to_be_bytes()),
                    ..tail(1, u64::MAX / 4096, u64::MAX)
                })
                .collect()
        };
        for (n, notes) in [(1, 1), (ENDS, 1), (ENDS + 1, 2), (3 * ENDS, 3)] {
            let tails = many(n);
            let told = told(&tails[0].stream, &tails);
            assert_eq!(told.len(), notes, "{n}");
            assert!(told.iter().all(|note| note.len() <= MAX_CHECKPOINT), "{n}");
            assert_eq!(told.iter().flat_map(|note| read(note)).collect::<Vec<_>>(), tails);
        }
    }

    #[test]
    fn what_is_no_end_is_passed_over() {
        let good = note(&tail(1, 3, 7).stream, &[tail(1, 3, 7)]);
        let odd = format!(
            "{good}\n\u{2014} desk BBBB\n{} 1 1 zz\n{} x 1 {}\n",
            "01".repeat(16),
            "01".repeat(15),
            "02".repeat(32)
        );
        assert_eq!(read(&odd), [tail(1, 3, 7)]);
        for none in ["", "pub/331002", "pub/331002\n3\n", "pub/331002\n3\n1 2 3\n", "gonglian/st\n3\nAAAA\n"]
        {
            assert_eq!(read(none), [], "{none:?}");
        }
    }
}
