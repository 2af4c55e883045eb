//! Quotas and sizes.

use sync::session::{MailFault, Mailbox};

use crate::scene::{QUOTA, STATION, Scene, raw, st};

#[test]
fn the_quota_of_a_day_holds_for_entries_and_files_together() {
    let scene = Scene::new("quota");
    let mut list = scene.accesses();
    list[STATION].quota = 2_000;
    scene.admin().apply(&list).unwrap();
    let mut station = scene.mailbox(STATION);
    // 468 bytes each.
    assert_eq!(station.push(&st(), &scene.raws(0, 4)), Ok(4));
    assert_eq!(station.push(&st(), &scene.raws(4, 1)), Err(MailFault::Quota("2340 of 2000 bytes".into())));
    assert_eq!(
        station.put_blob((&st(), &[1; 32]), &[0; 200]),
        Err(MailFault::Quota("2072 of 2000 bytes".into()))
    );
    // What was refused is not there, and what is there costs nothing a second time.
    assert_eq!(station.push(&st(), &scene.raws(0, 4)), Ok(0));
    let status = scene.admin().status().unwrap();
    let own = status.desks.iter().find(|desk| desk.role == scene.role(STATION)).unwrap();
    assert_eq!((own.used_today, own.quota, own.admitted, status.n_entries), (1_872, 2_000, true, 4));
    assert!(own.last_push.is_some());
    list[STATION].quota = QUOTA;
    scene.admin().apply(&list).unwrap();
    assert_eq!(station.push(&st(), &scene.raws(4, 1)), Ok(1));
}

#[test]
fn yesterdays_use_does_not_count_and_a_time_zone_gains_no_day() {
    let scene = Scene::new("quota_day");
    let mut list = scene.accesses();
    list[STATION].quota = 500;
    scene.admin().apply(&list).unwrap();
    let mut station = scene.mailbox(STATION);
    assert_eq!(station.push(&st(), &scene.raws(0, 1)), Ok(1));
    let role = scene.role(STATION);
    // Whatever zone its sessions are in.
    scene.admin().batch(&format!("ALTER ROLE {role} SET timezone = 'Pacific/Kiritimati'")).unwrap();
    let mut elsewhere = scene.mailbox(STATION);
    assert!(matches!(elsewhere.push(&st(), &scene.raws(1, 1)), Err(MailFault::Quota(_))));
    scene.admin().batch("UPDATE hub.quota SET day = day - 1").unwrap();
    assert_eq!(station.push(&st(), &scene.raws(1, 1)), Ok(1));
    // A day that lies ahead (the server's clock was put back) is not begun anew.
    scene.admin().batch("UPDATE hub.quota SET day = day + 1").unwrap();
    assert!(matches!(station.push(&st(), &scene.raws(2, 1)), Err(MailFault::Quota(_))));
}

#[test]
fn an_entry_or_a_batch_too_large_is_refused_and_says_so() {
    let scene = Scene::new("too_large");
    let mut station = scene.mailbox(STATION);
    let mut large = raw(1);
    large.body = vec![0; 524_288 + 256 - 68];
    assert_eq!(station.push(&st(), std::slice::from_ref(&large)), Ok(1));
    large.body.push(0);
    large.id.0[0] ^= 1;
    let refused = MailFault::Entry("524545 bytes; an entry holds 524288".into());
    assert_eq!(station.push(&st(), &[large]), Err(refused));
    let many = scene.raws(10, 1_001);
    assert!(matches!(station.push(&st(), &many), Err(MailFault::Entry(_))));
    assert!(matches!(station.push(&st(), &[raw(5), raw(5)]), Err(MailFault::Entry(_))));
    assert_eq!(station.push(&st(), &many[..1_000]), Ok(1_000));
    assert!(matches!(station.put_blob((&st(), &[1; 31]), &[1]), Err(MailFault::Entry(_))));
}
