//! The exchange of the session, over the real thing.

use ledger::{EntryId, Stream};
use sync::session::{Cursor, MailFault, Mailbox, chain};

use crate::scene::{CITY, OFFICE, STATION, Scene, raw, st};

#[test]
fn what_a_station_writes_the_office_and_the_city_read_and_the_station_reads_back() {
    let mut scene = Scene::new("exchange");
    (0..3).for_each(|desk| assert!(scene.exchange(desk).complete()));
    let id = scene.write(STATION);
    let told = scene.exchange(STATION).stream(&st()).cloned().unwrap();
    assert_eq!((told.pushed, told.accepted, told.confirmed, told.lost), (1, 1, 1, 0));
    for desk in [OFFICE, CITY] {
        assert_eq!(scene.exchange(desk).stream(&st()).map(|told| (told.pulled, told.new)), Some((1, 1)));
        assert!(scene.desks[desk].holds(&id));
    }
    let report = scene.exchange(CITY);
    assert_eq!((report.round_trips, report.streams.len()), (1, 0));
}

#[test]
fn a_push_made_twice_is_one_and_another_copy_of_the_same_id_is_a_further_row() {
    let scene = Scene::new("twice");
    let mut mailbox = scene.mailbox(STATION);
    let batch = scene.raws(0, 5);
    assert_eq!(mailbox.push(&st(), &batch), Ok(5));
    assert_eq!(mailbox.push(&st(), &batch), Ok(0));
    let mut broken = raw(3);
    broken.sig[0] ^= 1;
    assert_eq!(mailbox.push(&st(), &[broken.clone(), raw(5)]), Ok(2));
    let page = mailbox.pull(&st(), Cursor::START, 100).unwrap();
    let ids: Vec<EntryId> = page.entries.iter().map(|placed| placed.id).collect();
    let expected: Vec<EntryId> = [0, 1, 2, 3, 4, 3, 5].map(|n| raw(n).id).to_vec();
    assert_eq!(ids, expected);
    assert_eq!(page.entries[5].raw.as_ref(), Some(&broken));
    let first = chain(&[0; 32], batch.iter().map(|raw| (raw.id, raw.copy())));
    let second = chain(&first, [(broken.id, broken.copy()), (raw(5).id, raw(5).copy())]);
    assert_eq!(page.cursors, [Cursor { pos: 5, seg_hash: first }, Cursor { pos: 7, seg_hash: second }]);
    assert!(page.end);
}

#[test]
fn a_page_is_cut_at_the_end_of_a_segment_and_a_cursor_is_a_chained_hash() {
    let scene = Scene::new("pages");
    let mut mailbox = scene.mailbox(STATION);
    for from in [0, 10, 20] {
        assert_eq!(mailbox.push(&st(), &scene.raws(from, 10)), Ok(10));
    }
    let page = mailbox.pull(&st(), Cursor::START, 25).unwrap();
    assert_eq!((page.entries.len(), page.cursors.len(), page.end), (20, 2, false));
    // Smaller than a segment: the segment comes all the same.
    let page = mailbox.pull(&st(), page.cursors[1], 3).unwrap();
    assert_eq!((page.entries.len(), page.end, page.entries[0].pos), (10, true, 21));
    let at = page.cursors[0];
    assert_eq!(mailbox.pull(&st(), at, 10).map(|page| (page.entries.len(), page.end)), Ok((0, true)));
    let other_past = Cursor { seg_hash: [7; 32], ..at };
    assert_eq!(mailbox.pull(&st(), other_past, 10), Err(MailFault::UnknownCursor));
    let in_a_segment = Cursor { pos: 15, ..at };
    assert_eq!(mailbox.pull(&st(), in_a_segment, 10), Err(MailFault::UnknownCursor));
}

#[test]
fn who_may_only_append_gets_ids_and_who_is_not_granted_gets_nothing() {
    let scene = Scene::new("append");
    let (mut station, mut city) = (scene.mailbox(STATION), scene.mailbox(CITY));
    let log = Stream::log("331001");
    assert_eq!(station.push(&log, &[raw(1)]), Ok(1));
    let own = station.pull(&log, Cursor::START, 10).unwrap();
    assert_eq!((own.entries[0].id, own.entries[0].raw.is_none(), own.cursors.len()), (raw(1).id, true, 1));
    assert!(city.pull(&log, Cursor::START, 10).unwrap().entries[0].raw.is_some());
    // The office's handling notes are not for the station.
    let notes = Stream::office("331001");
    let refused = MailFault::Stream("this stream is not granted".into());
    assert_eq!(station.pull(&notes, Cursor::START, 10), Err(refused));
    let refused = MailFault::Stream("this stream is not granted for writing".into());
    assert_eq!(station.push(&notes, &[raw(2)]), Err(refused.clone()));
    assert_eq!(station.push(&Stream("st/none".into()), &[raw(2)]), Err(refused));
}

#[test]
fn a_redacted_body_is_rewritten_in_every_copy_and_does_not_come_back() {
    let scene = Scene::new("redaction");
    let (mut station, mut city) = (scene.mailbox(STATION), scene.mailbox(CITY));
    let mut other = raw(0);
    other.body = vec![3; 10];
    station.push(&st(), &[raw(0), raw(1)]).unwrap();
    station.push(&st(), &[other]).unwrap();
    let before = city.pull(&st(), Cursor::START, 10).unwrap();
    let refused = MailFault::Stream("this stream is not granted for redaction".into());
    assert_eq!(station.redact(&st(), raw(0).id, &[9]), Err(refused));
    assert_eq!(city.redact(&st(), raw(0).id, &[9]), Ok(2));
    assert_eq!(city.redact(&st(), raw(0).id, &[9]), Ok(0));
    // Whoever still has the old body pushes it in vain.
    assert_eq!(station.push(&st(), &[raw(0)]), Ok(0));
    let after = city.pull(&st(), Cursor::START, 10).unwrap();
    assert_eq!(after.cursors, before.cursors);
    let bodies: Vec<Vec<u8>> = after.entries.into_iter().map(|placed| placed.raw.unwrap().body).collect();
    assert_eq!(bodies, [vec![9], vec![2; 400], vec![9]]);
}

#[test]
fn a_file_goes_up_in_chunks_resumes_and_a_planted_copy_hides_nothing() {
    let scene = Scene::new("blobs");
    let (mut station, mut city) = (scene.mailbox(STATION), scene.mailbox(CITY));
    let (stream, address) = (st(), [7u8; 32]);
    let place = (&stream, address.as_slice());
    let bytes: Vec<u8> = (0..(2 << 20) + 5u32).map(|n| n as u8).collect();
    let mut office = scene.mailbox(OFFICE);
    assert_eq!(office.put_blob(place, b"planted"), Ok(1));
    // Broken off after the first chunk, made again as a whole.
    assert_eq!(station.put_blob(place, &bytes[..1 << 20]), Ok(1));
    assert_eq!(station.put_blob(place, &bytes), Ok(2));
    let copies = city.blob_copies(&stream, &address).unwrap();
    let sizes: Vec<(u64, u64)> = copies.iter().map(|copy| (copy.n_chunks, copy.n_bytes)).collect();
    assert_eq!(sizes, [(1, 7), (3, 2_097_157)]);
    let whole: Vec<u8> =
        (0..3).flat_map(|no| city.get_chunk(place, (&copies[1].role, no)).unwrap().unwrap()).collect();
    assert_eq!(whole, bytes);
    assert_eq!(city.get_chunk(place, (&copies[1].role, 3)), Ok(None));
    assert!(matches!(station.drop_blob(&stream, &address), Err(MailFault::Stream(_))));
    assert_eq!(city.drop_blob(&stream, &address), Ok(4));
    assert_eq!(city.blob_copies(&stream, &address), Ok(Vec::new()));
}
