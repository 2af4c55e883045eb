use domain::conflict::FORKED;
use ledger::authority::build::{adopt_op, cell_ops, cell_record, cut_op, open_writer_ops, writer_record};
use ledger::authority::{Cut, ROOT_ACCOUNT};
use ledger::{
    AccountId, Clk, DeedId, Draft, Entry, EntryId, GrantId, Op, RecordId, SigningKey, Stream, Suite, Value,
    WriterId, flag,
};
use tempfile::TempDir;

use super::{Batch, BundleRow, Cause, HeldHash, Peer, PeerKind, Placed, Reached, Way};
use crate::kit::{self, act, case, id};
use crate::{Desk, PenState, StoreError};

/// The desk all tests begin with, and another of the same cell that has joined with what is given.
struct Two {
    _dirs: (TempDir, TempDir),
    a: Desk,
    b: Desk,
}

const A: [u8; 16] = [13; 16];

fn two() -> Two {
    let (dir_a, a) = kit::desk();
    let dir_b = TempDir::new().unwrap();
    let b = Desk::create(dir_b.path(), &kit::KEY).unwrap();
    b.act(|tx| tx.set_root(root().verifying_key().to_bytes())).unwrap();
    Two { _dirs: (dir_a, dir_b), a, b }
}

pub fn root() -> SigningKey {
    SigningKey::from_bytes(&[22; 32])
}

fn admin(desk: &Desk) -> Vec<Entry> {
    desk.read(|r| r.admin_entries()).unwrap()
}

fn take(desk: &Desk, entries: &[Entry]) -> Batch {
    desk.act(|tx| {
        let peer = tx.peer(PeerKind::Desk, A)?;
        let batch = tx.take_in(entries, (peer, 5))?;
        tx.carry_out_redactions(&batch.touched)?;
        let touched: Vec<RecordId> = batch.touched.iter().copied().collect();
        tx.refresh(&touched, &kit::project)?;
        Ok::<_, StoreError>(batch)
    })
    .unwrap()
}

/// As `two`, with the first desk's `admin` at the second.
fn joined() -> Two {
    let two = two();
    let came = take(&two.b, &admin(&two.a));
    assert!(came.admin && came.n_held == 0);
    two
}

fn title(desk: &Desk, record: RecordId) -> Option<String> {
    desk.read(|r| r.record(record)).unwrap().and_then(|r| r.text("title").map(str::to_owned))
}

#[test]
fn what_another_desk_wrote_is_taken_in_folded_and_listed() {
    let two = joined();
    let entry = act(&two.a, id(1), case("噪音扰民", "2026-03-01"));
    let batch = take(&two.b, std::slice::from_ref(&entry));
    assert_eq!((batch.n_new, batch.touched.iter().copied().collect::<Vec<_>>()), (1, vec![id(1)]));
    assert_eq!(title(&two.b, id(1)).as_deref(), Some("噪音扰民"));
    let row = two.b.read(|r| r.card(id(1))).unwrap().unwrap();
    assert_eq!(row.card.title, "噪音扰民");
    let peer = two.b.read(|r| r.known_peer(A)).unwrap().unwrap();
    assert_eq!(two.b.read(|r| r.came_from(id(1))).unwrap(), vec![(entry.id, peer, 5)]);
    assert_eq!(two.b.read(|r| r.tag_of(peer)).unwrap(), (PeerKind::Desk, RecordId::from_bytes(A)));
    assert!(two.a.read(|r| r.came_from(id(1))).unwrap().is_empty(), "written here");
}

#[test]
fn the_same_again_changes_nothing() {
    let two = joined();
    let entry = act(&two.a, id(1), case("一", "2026-03-01"));
    take(&two.b, std::slice::from_ref(&entry));
    let again = take(&two.b, &[entry.clone(), entry]);
    assert_eq!((again.n_new, again.n_known, again.touched.len()), (0, 2, 0));
}

#[test]
fn a_child_before_its_parent_waits_for_it() {
    let two = joined();
    let first = act(&two.a, id(1), case("一", "2026-03-01"));
    let second = act(&two.a, id(1), vec![Op::set("title", "二")]);
    let early = take(&two.b, std::slice::from_ref(&second));
    assert_eq!((early.n_new, early.n_waits), (0, 1));
    assert_eq!(title(&two.b, id(1)), None);
    let late = take(&two.b, &[first]);
    assert_eq!((late.n_new, late.n_waits), (2, 0));
    assert_eq!(title(&two.b, id(1)).as_deref(), Some("二"));
    assert_eq!(two.b.read(|r| r.came_from(id(1))).unwrap().len(), 2);
}

#[test]
fn a_forged_one_is_set_aside_and_does_not_keep_the_right_one_out() {
    let two = joined();
    let right = act(&two.a, id(1), case("一", "2026-03-01"));
    let other = act(&two.a, id(2), case("二", "2026-03-01"));
    let mut forged = right.clone();
    forged.sig[3] ^= 1;
    let batch = take(&two.b, &[forged.clone(), other]);
    assert_eq!((batch.n_new, batch.n_held), (1, 1), "one bad entry stops nobody else's");
    let held = two.b.read(|r| r.held()).unwrap();
    assert_eq!(
        (held[0].cause, held[0].entry, held[0].read()),
        (Cause::Forged, right.id, Some(forged.clone()))
    );
    take(&two.b, &[forged]);
    assert_eq!(two.b.read(|r| r.n_held()).unwrap(), 1, "the same bytes are held once");
    assert_eq!(take(&two.b, &[right]).n_new, 1);
    two.b.act(|tx| tx.drop_held(held[0].row)).unwrap();
    assert_eq!(two.b.read(|r| r.n_held()).unwrap(), 0);
}

#[test]
fn what_nobody_here_knows_yet_is_taken_in_once_admin_has_come() {
    let two = two();
    let entry = act(&two.a, id(1), case("一", "2026-03-01"));
    let early = take(&two.b, &[entry]);
    assert_eq!((early.n_new, early.n_held), (0, 1));
    assert_eq!(two.b.read(|r| r.held()).unwrap()[0].cause, Cause::Unknown);
    let late = take(&two.b, &admin(&two.a));
    assert!(late.touched.contains(&id(1)));
    assert_eq!(two.b.read(|r| r.n_held()).unwrap(), 0);
    assert_eq!(title(&two.b, id(1)).as_deref(), Some("一"));
}

#[test]
fn unreadable_bytes_are_kept_for_whoever_can_read_them() {
    let two = joined();
    let parts = [b"hdr".to_vec(), vec![0; 64], vec![], b"body".to_vec()];
    let [hdr, sig, usig, body] = &parts;
    let hold = |tx: &mut crate::Tx<'_>| {
        let peer = tx.peer(PeerKind::Desk, A)?;
        let filed = (EntryId([9; 32]), &Stream::admin());
        tx.hold_unread(filed, [hdr, sig, usig, body], (Cause::Newer, peer, 7))
    };
    two.b.act(hold).unwrap();
    let held = two.b.read(|r| r.held()).unwrap().remove(0);
    assert_eq!((held.cause, held.at_ms, held.read()), (Cause::Newer, 7, None));
    assert_eq!(held.parts, parts);
}

/// An entry of `admin` that a root signs at the desk given.
pub fn by_root(desk: &Desk, (record, noun): (RecordId, &str), root: &SigningKey, ops: Vec<Op>) -> Entry {
    let (pen, parents) = desk.read(|r| Ok::<_, StoreError>((r.pen()?.unwrap(), r.heads(record)?))).unwrap();
    let draft = Draft {
        stream: Stream::admin(),
        record,
        noun: noun.into(),
        act: "test".into(),
        parents,
        wall_ms: kit::WALL,
        clk: Clk::InStep,
        account: AccountId::from_bytes(ROOT_ACCOUNT),
        grant: GrantId::from_bytes(ROOT_ACCOUNT),
        flags: flag::PERSON,
        deed: DeedId::from_bytes([77; 16]),
        k: 1,
        n: 1,
        ops,
    };
    pen.pen("test").write(draft, Some(root)).unwrap()
}

/// A bug: a cut whose signature was taken off on its way was kept so, and the whole one changed nobody's rights when it came.
#[test]
fn a_persons_act_without_its_signature_does_not_keep_the_signed_one_out() {
    let two = joined();
    let lost = vec![cut_op(&Cut::default(), "失窃")];
    let cut = by_root(&two.a, (RecordId::from_bytes(A), "desk"), &root(), lost);
    let bare = take(&two.b, &[Entry { usig: None, ..cut.clone() }]);
    assert_eq!((bare.n_new, bare.held.values().next()), (0, Some(&Cause::Forged)));
    assert!(take(&two.b, &[cut]).admin);
}

#[test]
fn another_root_that_comes_along_takes_nothing_away() {
    let two = joined();
    let other = SigningKey::from_bytes(&[99; 32]);
    let public = other.verifying_key().to_bytes();
    let ops = cell_ops(&public, "330000", Value::Bool(false));
    let cell = by_root(&two.a, (cell_record(&public), "cell"), &other, ops);
    take(&two.b, &[cell]);
    let entry = act(&two.a, id(1), case("一", "2026-03-01"));
    assert_eq!(take(&two.b, &[entry]).n_new, 1);
    let authority = two.b.read(|r| r.authority()).unwrap();
    assert_eq!(authority.root(), Some(root().verifying_key().to_bytes()));
}

#[test]
fn a_cut_folds_again_exactly_what_lies_beyond_it_and_an_adoption_what_it_names() {
    let two = joined();
    let (kept, good) =
        (act(&two.a, id(3), case("三", "2026-03-01")), act(&two.a, id(1), case("一", "2026-03-01")));
    let bad = act(&two.a, id(1), vec![Op::set("title", "被改")]);
    let whole = act(&two.a, id(2), case("夜里登记的", "2026-03-02"));
    take(&two.b, &[kept, good.clone(), bad, whole.clone()]);
    assert_eq!(title(&two.b, id(1)).as_deref(), Some("被改"));
    let (desk, n) = (RecordId::from_bytes(A), good.header.seq);
    let by_root = |ops| by_root(&two.a, (desk, "desk"), &root(), ops);
    let cut = Cut { last: [(kit::WRITER, n)].into(), ..Cut::default() };
    let batch = take(&two.b, &[by_root(vec![cut_op(&cut, "失窃")])]);
    assert_eq!(batch.touched, [desk, id(1), id(2)].into(), "what was whole before the cut is left alone");
    assert_eq!(title(&two.b, id(1)).as_deref(), Some("一"));
    assert!(two.b.read(|r| r.card(id(2))).unwrap().is_none(), "nothing of it counts: it is in no list");
    let entries = two.b.read(|r| r.entries(id(1))).unwrap();
    assert_eq!(entries.len(), 2, "kept in its place, without effect");

    let waits = two.b.read(|r| r.written_after(kit::WRITER, n, 10)).unwrap();
    let told: Vec<_> = waits.iter().map(|w| (w.header.record, w.came_ms)).collect();
    let expected = [(desk, Some(5)), (id(2), Some(5)), (id(1), Some(5))];
    assert_eq!(told, expected, "the newest first; the cut itself was written by the same writer here");
    assert_eq!(two.b.read(|r| r.n_written_after(kit::WRITER, n)).unwrap(), 3);

    let batch = take(&two.b, &[by_root(vec![adopt_op(&[whole.id])])]);
    assert_eq!(batch.touched, [desk, id(2)].into());
    assert_eq!(two.b.read(|r| r.card(id(2))).unwrap().unwrap().card.title, "夜里登记的");
    assert_eq!(title(&two.b, id(1)).as_deref(), Some("一"));
}

#[test]
fn a_writer_of_ones_own_that_comes_from_elsewhere_is_told_and_moves_no_pen() {
    let two = joined();
    let ahead = act(&two.a, id(1), case("一", "2026-03-01"));
    // A copy of the first desk's file as it was before.
    let (_dir, copy) = kit::desk();
    let pen = copy.read(|r| r.pen()).unwrap().unwrap();
    let batch = take(&copy, &[ahead]);
    assert!(batch.own_future);
    assert!(copy.read(|r| r.own_future()).unwrap(), "and the log still tells it tomorrow");
    let after = copy.read(|r| r.pen()).unwrap().unwrap();
    assert_eq!((after.next_seq, after.prev), (pen.next_seq, pen.prev));
    assert!(!take(&two.b, &admin(&two.a)).own_future);
    assert!(![&two.a, &two.b].iter().any(|desk| desk.read(|r| r.own_future()).unwrap()));
}

#[test]
fn a_name_that_was_told_to_be_used_twice_is_left_though_nothing_of_the_other_life_came() {
    let two = joined();
    let own = two.a.read(|r| r.pen()).unwrap().unwrap();
    let (name, elsewhere) = (writer_record(own.writer), WriterId([44; 16]));
    let pen = PenState { writer: elsewhere, next_seq: 1, prev: None, desk_key: own.desk_key };
    two.b.act(|tx| tx.save_pen(&pen)).unwrap();
    let opening = open_writer_ops(RecordId::from_bytes(A), Suite::Sha256Ed25519);
    let opened = by_root(&two.b, (writer_record(elsewhere), "writer"), &root(), opening);
    two.b.act(|tx| tx.append(&opened)).unwrap();
    let told = by_root(&two.b, (name, "writer"), &root(), vec![Op::line(FORKED, Value::Null)]);
    assert!(!take(&two.a, &[opened]).own_future);
    assert!(take(&two.a, &[told]).own_future);
    assert!(two.a.read(|r| r.own_future()).unwrap(), "and its record still tells it tomorrow");
}

/// Where a hub has a copy that was set aside here: first on that stream, and nothing else lies there.
fn lies_on_hub(desk: &Desk, entry: &Entry, (good, held): (bool, HeldHash)) -> Peer {
    let stream = &entry.header.stream;
    desk.act(|tx| {
        let hub = tx.peer(PeerKind::Hub, [5; 16])?;
        let placed = Placed { pos: 1, id: entry.id, good, held: Some(held) };
        tx.place((hub, stream), &[placed], &[(1, [1; 32])])?;
        Ok::<_, StoreError>(hub)
    })
    .unwrap()
}

#[test]
fn an_entry_held_as_newer_and_taken_in_after_the_update_lies_on_the_hub_in_good_order() {
    let two = joined();
    let entry = act(&two.a, id(1), case("一", "2026-03-01"));
    let stream = entry.header.stream.clone();
    let hold = |entry: &Entry| {
        let parts = [&entry.hdr, &entry.sig, &vec![], &entry.body];
        two.b.act(|tx| {
            let peer = tx.peer(PeerKind::Desk, A)?;
            tx.hold_unread((entry.id, &stream), parts, (Cause::Newer, peer, 7))
        })
    };
    let hub = lies_on_hub(&two.b, &entry, (false, hold(&entry).unwrap()));
    // A broken copy of it lies behind.
    let mut broken = entry.clone();
    broken.sig[3] ^= 1;
    let behind = Placed { pos: 2, id: entry.id, good: false, held: Some(hold(&broken).unwrap()) };
    two.b.act(|tx| tx.place((hub, &stream), &[behind], &[(2, [2; 32])])).unwrap();
    let held = two.b.read(|r| r.held()).unwrap().remove(0);
    assert_eq!(take(&two.b, &[held.read().unwrap()]).n_new, 1);
    assert_eq!(two.b.read(|r| r.n_undelivered(hub, &stream)).unwrap(), 0, "it need not be pushed");
    assert_eq!(two.b.read(|r| r.places_of(entry.id)).unwrap(), [(hub, 1)], "and the broken one is no better");
}

#[test]
fn a_copy_of_somebody_unknown_that_turns_out_forged_delivers_nothing_any_more() {
    let two = two();
    let entry = act(&two.a, id(1), case("一", "2026-03-01"));
    let stream = entry.header.stream.clone();
    let mut forged = entry.clone();
    forged.sig[3] ^= 1;
    let early = take(&two.b, std::slice::from_ref(&forged));
    let (hash, cause) = early.held.into_iter().next().unwrap();
    assert_eq!(cause, Cause::Unknown);
    let hub = lies_on_hub(&two.b, &forged, (true, hash));
    // By disc: who may write, and the entry as it was signed.
    take(&two.b, &admin(&two.a));
    assert_eq!(two.b.read(|r| r.held()).unwrap()[0].cause, Cause::Forged);
    assert_eq!(take(&two.b, std::slice::from_ref(&entry)).n_new, 1);
    assert_eq!(two.b.read(|r| r.places_of(entry.id)).unwrap(), []);
    let unsent = two.b.read(|r| r.unsent((hub, &stream), 10)).unwrap();
    assert_eq!(unsent.into_iter().map(|out| out.id).collect::<Vec<_>>(), [entry.id], "the good one goes up");
}

#[test]
fn a_peer_is_told_what_it_lacks_and_not_what_it_brought() {
    let two = joined();
    let first = act(&two.a, id(1), case("一", "2026-03-01"));
    let second = act(&two.a, id(2), case("二", "2026-03-02"));
    take(&two.b, &[first.clone(), second.clone()]);
    let stream = first.header.stream.clone();
    let from = two.b.read(|r| r.known_peer(A)).unwrap().unwrap();
    let third: Peer = two.b.act(|tx| tx.peer(PeerKind::Desk, [9; 16])).unwrap();
    let ids = |peer| -> Vec<EntryId> {
        let out = two.b.read(|r| r.outgoing(Some(peer), &stream, (0, 10))).unwrap();
        out.into_iter().map(|o| o.id).collect()
    };
    assert_eq!(ids(from), []);
    assert_eq!(ids(third), [first.id, second.id]);
    assert_eq!(two.b.read(|r| r.n_outgoing(Some(third), &stream)).unwrap(), 2);
    let out = two.b.read(|r| r.outgoing(None, &stream, (0, 1))).unwrap().remove(0);
    assert_eq!((out.hdr, out.sig, out.body), (first.hdr, first.sig, first.body));
}

#[test]
fn a_receipt_confirms_what_its_bundle_told_and_a_lower_mark_says_nothing() {
    let two = joined();
    let entry = act(&two.a, id(1), case("一", "2026-03-01"));
    take(&two.b, std::slice::from_ref(&entry));
    let (stream, bundle) = (entry.header.stream, [3; 16]);
    let upto = two.b.read(|r| r.last_n()).unwrap();
    let peer = two
        .b
        .act(|tx| {
            let peer = tx.peer(PeerKind::Desk, [9; 16])?;
            let row = BundleRow {
                id: bundle,
                way: Way::Out,
                peer,
                number: tx.next_bundle_number(peer)?,
                done: false,
                upto,
                at_ms: 8,
                account: AccountId::from_bytes(kit::ACCOUNT),
                about: serde_json::json!({ "medium": "台检光-07" }),
            };
            tx.put_bundle(&row)?;
            tx.put_bundle_streams(&row, std::slice::from_ref(&stream))?;
            Ok::<_, StoreError>(peer)
        })
        .unwrap();
    let reached = |how| two.b.read(|r| r.reached(peer, &stream, how)).unwrap();
    assert_eq!((reached(Reached::Sent), reached(Reached::Confirmed)), (upto, 0));
    assert!(!two.b.act(|tx| tx.confirm_bundle([4; 16], peer)).unwrap(), "never sent");
    assert!(two.b.act(|tx| tx.confirm_bundle(bundle, peer)).unwrap());
    assert_eq!(reached(Reached::Confirmed), upto);
    assert_eq!(two.b.read(|r| r.n_outgoing(Some(peer), &stream)).unwrap(), 0);
    two.b.act(|tx| tx.mark_reached(peer, &stream, (Reached::Confirmed, 1))).unwrap();
    assert_eq!(reached(Reached::Confirmed), upto);
    let rows = two.b.read(|r| r.bundles()).unwrap();
    assert_eq!((rows.len(), rows[0].done, rows[0].number), (1, true, 1));
    assert_eq!(rows[0].about["medium"], "台检光-07");
    assert_eq!(two.b.read(|r| r.next_bundle_number(peer)).unwrap(), 2);
    assert!(two.b.read(|r| r.streams()).unwrap().contains(&stream));
}

#[test]
fn a_forged_copy_of_a_revoked_desks_good_work_is_not_kept_in_its_place() {
    let two = joined();
    let good = act(&two.a, id(1), case("一", "2026-03-01"));
    let late = act(&two.a, id(2), case("二", "2026-03-02"));
    let cut = Cut { last: [(kit::WRITER, good.header.seq)].into(), ..Cut::default() };
    let revoked = by_root(&two.a, (RecordId::from_bytes(A), "desk"), &root(), vec![cut_op(&cut, "失窃")]);
    take(&two.b, &[revoked]);
    let mut forged = late.clone();
    forged.sig[5] ^= 1;
    let batch = take(&two.b, &[forged]);
    assert_eq!((batch.n_new, batch.held.into_values().collect::<Vec<_>>()), (0, vec![Cause::Forged]));
    assert_eq!(take(&two.b, &[late]).n_new, 1, "the real one is kept, without effect");
    let mut other = good.clone();
    other.sig[5] ^= 1;
    take(&two.b, &[good]);
    assert_eq!(take(&two.b, &[other]).n_held, 1, "another copy of what is here is told too");
}
