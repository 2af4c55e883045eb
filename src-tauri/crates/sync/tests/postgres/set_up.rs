//! Setting up, letting in, shutting out, and whose certificate opens what.

use std::collections::BTreeSet;

use ledger::Stream;
use sync::hub::{HubError, PgMailbox, Target, Trust};
use sync::session::{Cursor, MailFault, Mailbox};

use crate::cluster::{shared, trust};
use crate::scene::{CITY, OFFICE, STATION, Scene, identity, raw, role, st};

#[test]
fn a_hub_set_up_twice_is_the_same_hub() {
    let scene = Scene::new("set_up_twice");
    scene.mailbox(STATION).push(&st(), &[raw(1)]).unwrap();
    let before = scene.admin().status().unwrap();
    let again = scene.admin().init().unwrap();
    assert_eq!((again.created, again.left_open.len()), (false, 0));
    let after = scene.admin().status().unwrap();
    assert_eq!(after, before);
    assert_eq!((after.n_entries, after.n_bytes, after.standby), (1, 4 + 64 + 400, false));
    assert_eq!(scene.mailbox(STATION).push(&st(), &[raw(1)]), Ok(0));
}

#[test]
fn a_newer_hub_is_refused_in_words_and_a_database_without_one_too() {
    let scene = Scene::new("newer");
    scene.admin().batch("UPDATE hub.meta SET value = '3' WHERE name = 'schema'").unwrap();
    let words = "the hub's schema is version 3; this program knows 2: update the program";
    assert_eq!(scene.admin().init().unwrap_err().to_string(), words);
    assert_eq!(scene.admin().apply(&[]).unwrap_err().to_string(), words);
    let cluster = shared();
    cluster.admin("postgres").batch("CREATE DATABASE nothing_there").unwrap();
    assert!(matches!(cluster.admin("nothing_there").status(), Err(HubError::NoHub)));
}

#[test]
fn a_hub_of_an_older_program_is_brought_up_to_date_before_it_takes_a_list() {
    let scene = Scene::new("older");
    let as_it_was = "ALTER TABLE hub.desk_grant DROP COLUMN last_day; UPDATE hub.meta SET value = '1' WHERE name = 'schema'";
    scene.admin().batch(as_it_was).unwrap();
    let words = "the hub's schema is version 1; this program needs 2: run `hub init` first";
    assert_eq!(scene.admin().apply(&scene.accesses()).unwrap_err().to_string(), words);
    // What needs nothing new goes on: the watchdog runs from a timer.
    assert_eq!(scene.admin().status().unwrap().desks.len(), 3);
    assert_eq!(scene.admin().end_hanging(60).unwrap(), []);
    let again = scene.admin().init().unwrap();
    assert_eq!((again.created, again.left_open.len()), (false, 0));
    // Grants of before have no end.
    assert_eq!(scene.mailbox(STATION).push(&st(), &[raw(1)]), Ok(1));
    assert!(scene.mailbox(STATION).pull(&st(), Cursor::START, 10).unwrap().entries[0].raw.is_some());
    assert_eq!(scene.admin().init().unwrap(), again);
    assert_eq!(scene.admin().apply(&scene.accesses()).unwrap().admitted, Vec::<String>::new());
}

#[test]
fn what_the_list_says_is_what_the_hub_grants() {
    let scene = Scene::new("matrix");
    let all: BTreeSet<Stream> =
        scene.desks.iter().flat_map(|desk| desk.scope.all().map(|(stream, _)| stream.clone())).collect();
    // admin, ref, st, of and log of two offices, pub of two, sealed of one.
    assert_eq!(all.len(), 10);
    for desk in [CITY, OFFICE, STATION] {
        let mut mailbox = scene.mailbox(desk);
        let scope = &scene.desks[desk].scope;
        let heads = mailbox.heads().unwrap();
        let told: BTreeSet<(Stream, bool)> =
            heads.streams.iter().map(|head| (head.stream.clone(), head.can_read)).collect();
        assert_eq!(told, scope.all().map(|(stream, reads)| (stream.clone(), reads)).collect());
        for stream in &all {
            let granted = scope.all().any(|(own, _)| own == stream);
            assert_eq!(mailbox.push(stream, &[raw(desk as u32)]).is_ok(), granted, "{desk} {stream:?}");
            let page = mailbox.pull(stream, Cursor::START, 10);
            assert_eq!(page.is_ok(), granted, "{desk} {stream:?}");
            let content = page.is_ok_and(|page| page.entries.iter().any(|placed| placed.raw.is_some()));
            assert_eq!(content, scope.reads.contains(stream), "{desk} {stream:?}");
            let received = mailbox.received(stream, &[raw(desk as u32).id]);
            assert_eq!(received.is_ok(), scope.reads.contains(stream), "{desk} {stream:?}");
        }
    }
}

/// The other doors of the same list: files are stored by who writes and fetched by who reads, and deleted by who may redact.
#[test]
fn what_the_list_says_is_what_the_hub_grants_of_files_and_of_deleting() {
    let scene = Scene::new("matrix_files");
    let access = scene.accesses();
    let all: BTreeSet<Stream> = access.iter().flat_map(|desk| desk.writes.clone()).collect();
    for desk in [CITY, OFFICE, STATION] {
        let (mut mailbox, own) = (scene.mailbox(desk), &access[desk]);
        for stream in &all {
            let (reads, writes) = (own.reads.contains(stream), own.writes.contains(stream));
            let (redacts, address) = (own.redacts.contains(stream), [desk as u8; 32]);
            let place = (stream, address.as_slice());
            assert_eq!(mailbox.put_blob(place, b"file").is_ok(), writes, "put {desk} {stream:?}");
            let copies = mailbox.blob_copies(stream, &address).unwrap();
            // Its own copy is told to who stored it, so that a broken transfer goes on; the bytes are for who reads.
            assert_eq!(copies.len(), usize::from(writes), "copies {desk} {stream:?}");
            let chunk = mailbox.get_chunk(place, (&scene.role(desk), 0)).unwrap();
            assert_eq!(chunk.is_some(), reads && writes, "get {desk} {stream:?}");
            assert_eq!(mailbox.redact(stream, raw(0).id, &[9]).is_ok(), redacts, "redact {desk} {stream:?}");
            assert_eq!(mailbox.drop_blob(stream, &address).is_ok(), redacts, "drop {desk} {stream:?}");
        }
    }
    // What another desk stored is told, and given, to who reads the stream and to nobody else.
    let stored = [OFFICE as u8; 32];
    for stream in &access[OFFICE].writes {
        for desk in [CITY, STATION] {
            let (mut mailbox, reads) = (scene.mailbox(desk), access[desk].reads.contains(stream));
            let copies = mailbox.blob_copies(stream, &stored).unwrap();
            assert_eq!(!copies.is_empty(), reads, "copies of another {desk} {stream:?}");
            let chunk = mailbox.get_chunk((stream, stored.as_slice()), (&scene.role(OFFICE), 0)).unwrap();
            assert_eq!(chunk.is_some(), reads, "get of another {desk} {stream:?}");
        }
    }
}

#[test]
fn who_is_taken_off_the_list_is_shut_out_and_may_come_back() {
    let scene = Scene::new("shut_out");
    let mut station = scene.mailbox(STATION);
    assert_eq!(station.push(&st(), &[raw(1)]), Ok(1));
    let mut list = scene.accesses();
    let taken = list.remove(STATION);
    // Its stream stays, only for others.
    let applied = scene.admin().apply(&list).unwrap();
    assert_eq!(
        (applied.shut_out.as_slice(), applied.new_streams.len()),
        ([scene.role(STATION)].as_slice(), 0)
    );
    let refused = station.heads().unwrap_err();
    assert!(
        matches!(&refused, MailFault::Login(words) if words.contains("not permitted to log in")),
        "{refused:?}"
    );
    assert_eq!(scene.admin().apply(&list).unwrap().shut_out, Vec::<String>::new());
    list.push(taken);
    assert_eq!(scene.admin().apply(&list).unwrap().admitted, [scene.role(STATION)]);
    assert_eq!(station.push(&st(), &[raw(2)]), Ok(1));
    assert_eq!(station.pull(&st(), Cursor::START, 10).unwrap().entries.len(), 2);
}

#[test]
fn a_stream_taken_from_a_desk_is_gone_at_once_and_a_new_one_is_there() {
    let scene = Scene::new("regrant");
    let mut list = scene.accesses();
    let (notes, st) = (Stream::office("331001"), st());
    list[STATION].reads.retain(|stream| *stream != st);
    list[STATION].writes.retain(|stream| *stream != st);
    list[STATION].reads.push(notes.clone());
    let mut station = scene.mailbox(STATION);
    assert!(station.pull(&st, Cursor::START, 10).is_ok());
    scene.admin().apply(&list).unwrap();
    assert!(station.pull(&st, Cursor::START, 10).is_err());
    assert!(station.pull(&notes, Cursor::START, 10).is_ok());
    assert!(station.push(&notes, &[raw(1)]).is_err());
}

/// A bug: at the hub a grant outlived its last day until somebody ran `apply`.
#[test]
fn a_last_day_ends_at_the_hub_by_itself() {
    let scene = Scene::new("last_day");
    assert_eq!(scene.mailbox(STATION).push(&st(), &[raw(0)]), Ok(1));
    let mut list = scene.accesses();
    for desk in [CITY, STATION] {
        list[desk].last_days.insert(st(), 0);
    }
    scene.admin().apply(&list).unwrap();
    let today = "(now() AT TIME ZONE 'Asia/Shanghai')::date - date '1970-01-01'";
    for (n, (day, lasts)) in [(1, ("- 1", false)), (2, ("+ 0", true)), (3, ("+ 1", true))] {
        let set = format!("UPDATE hub.desk_grant SET last_day = {today} {day} WHERE last_day IS NOT NULL");
        scene.admin().batch(&set).unwrap();
        let (mut station, mut city) = (scene.mailbox(STATION), scene.mailbox(CITY));
        let ended: Vec<Stream> = station
            .heads()
            .unwrap()
            .streams
            .into_iter()
            .filter(|head| head.can_write)
            .filter(|head| !head.can_read && scene.desks[STATION].scope.reads.contains(&head.stream))
            .map(|head| head.stream)
            .collect();
        assert_eq!(ended, if lasts { vec![] } else { vec![st()] }, "{day}");
        let page = station.pull(&st(), Cursor::START, 10).unwrap();
        assert_eq!(page.entries[0].raw.is_some(), lasts, "{day}");
        assert_eq!(station.received(&st(), &[raw(0).id]).is_ok(), lasts, "{day}");
        // What was written before the word of it came still goes up, and is read back by its id.
        let address = [n as u8; 32];
        assert_eq!(station.push(&st(), &[raw(n)]), Ok(1), "{day}");
        assert_eq!(station.put_blob((&st(), address.as_slice()), b"file"), Ok(1), "{day}");
        let chunk = station.get_chunk((&st(), address.as_slice()), (&scene.role(STATION), 0)).unwrap();
        assert_eq!(chunk.is_some(), lasts, "{day}");
        assert_eq!(!city.blob_copies(&st(), &address).unwrap().is_empty(), lasts, "{day}");
        assert_eq!(city.redact(&st(), raw(99).id, &[9]).is_ok(), lasts, "{day}");
        assert_eq!(city.drop_blob(&st(), &address).is_ok(), lasts, "{day}");
    }
}

#[test]
fn a_name_that_is_no_desks_name_never_reaches_the_database() {
    let scene = Scene::new("names");
    let mut list = scene.accesses();
    list[0].role = "admin; DROP SCHEMA hub".into();
    assert!(matches!(scene.admin().apply(&list), Err(HubError::Name(_))));
    assert_eq!(scene.admin().status().unwrap().desks.len(), 3);
}

#[test]
fn the_right_certificate_opens_and_no_other_does() {
    let scene = Scene::new("certificates");
    let target = |trust: Trust| {
        let mut target = Target { trust, ..scene.target(STATION) };
        target.patience.tries = 1;
        PgMailbox::new(target).unwrap()
    };
    let own = identity(&scene.role(STATION));
    assert!(target(Trust { identity: Some(own.clone()), ..trust() }).heads().is_ok());
    let others = identity(&scene.role(CITY));
    let refused = target(Trust { identity: Some(others), ..trust() }).heads().unwrap_err();
    assert!(
        matches!(&refused, MailFault::Login(words) if words.contains("authentication failed")),
        "{refused:?}"
    );
    let none = target(Trust { identity: None, ..trust() }).heads().unwrap_err();
    assert!(matches!(none, MailFault::Login(_)), "{none:?}");
    // A certificate in the right name from somebody else's authority.
    let forger = sync::hub::ca::authority("forger", &crate::cluster::VALID).unwrap();
    let request = sync::hub::ca::request(&scene.role(STATION)).unwrap();
    let forged =
        sync::hub::ca::desk(&forger, (&scene.role(STATION), &request.csr_pem), &crate::cluster::VALID);
    let forged = sync::hub::Identity { cert_pem: forged.unwrap(), key_pem: request.key_pem };
    let refused = target(Trust { identity: Some(forged), ..trust() }).heads().unwrap_err();
    assert!(matches!(refused, MailFault::Certificate(_)), "{refused:?}");
    // A server that another authority vouches for is not the hub.
    let elsewhere = Trust { ca_pem: forger.cert_pem, identity: Some(own) };
    let refused = target(elsewhere).heads().unwrap_err();
    assert!(
        matches!(&refused, MailFault::Certificate(words) if words.contains("certificate")),
        "{refused:?}"
    );
}

#[test]
fn a_role_that_never_was_is_not_let_in() {
    let scene = Scene::new("stranger");
    let stranger = role("stranger", 99);
    let mut target = Target { role: stranger.clone(), ..scene.target(STATION) };
    target.trust.identity = Some(identity(&stranger));
    target.patience.tries = 1;
    assert!(matches!(PgMailbox::new(target).unwrap().heads(), Err(MailFault::Login(_))));
}

#[test]
fn an_older_program_is_told_by_the_first_answer() {
    let scene = Scene::new("min_format");
    scene.admin().require_format(2).unwrap();
    assert_eq!(scene.mailbox(STATION).heads().unwrap().min_format, 2);
}
