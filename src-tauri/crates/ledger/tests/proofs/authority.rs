//! Who has power: forged, unknown, uncovered, revoked, adopted; roots; sealed streams; administrators of an office.

use ledger::authority::{Class, Cut, Founding, Grant, Why, build};
use ledger::{AccountId, Authority, Entry, GrantId, Op, Pen, RecordId, Standing, Stream, flag};

use crate::scene::*;

fn set() -> Vec<Op> {
    vec![Op::set("title", "x")]
}

fn why(authority: &Authority, entry: &Entry) -> Option<Why> {
    authority.check(entry).err()
}

#[test]
fn a_grant_covers_account_stream_and_class() {
    let mut cell = Cell::new(1);
    let resolve = || vec![Op::ResolveField { field: "a".into(), to: "x".into(), adopts: vec![] }];
    let of = Stream::office(OFFICE);
    let cases = [
        ("liaison writes at a station", station(), Act::new(0, LIAISON, set()), None),
        ("liaison in the office's notes", of.clone(), Act::new(0, LIAISON, set()), Some(Why::Stream)),
        ("liaison decides", station(), Act::new(0, LIAISON, set()).flags(flag::PERSON), Some(Why::Class)),
        ("prosecutor decides", of, Act::new(0, PROSECUTOR, set()).flags(flag::PERSON), None),
        ("prosecutor resolves", station(), Act::new(0, PROSECUTOR, resolve()), Some(Why::Class)),
        ("head resolves", station(), Act::new(0, HEAD, resolve()), None),
        ("administrator in business", station(), Act::new(0, ADMIN, set()), Some(Why::Stream)),
        ("liaison in rules", Stream::reference(), Act::new(0, LIAISON, set()), Some(Why::Stream)),
        ("liaison in admin", Stream::admin(), Act::new(0, LIAISON, set()), Some(Why::Unread)),
        (
            "a stream that only begins alike",
            Stream("status/x".into()),
            Act::new(0, LIAISON, set()),
            Some(Why::Stream),
        ),
        (
            "the class alone is no stream",
            Stream("st/".into()),
            Act::new(0, LIAISON, set()),
            Some(Why::Stream),
        ),
    ];
    let written: Vec<_> = cases
        .into_iter()
        .map(|(name, stream, act, expected)| {
            (name, cell.write_to((stream, appeal(), "appeal"), act), expected)
        })
        .collect();
    let authority = cell.authority();
    for (name, entry, expected) in written {
        assert_eq!(why(&authority, &entry), expected, "{name}");
    }
}

#[test]
fn forged_signatures_are_told_apart() {
    let mut cell = Cell::new(2);
    let entry = cell.write(Act::new(0, HEAD, set()).flags(flag::PERSON));
    let other = cell.write(Act::new(1, HEAD, set()).flags(flag::PERSON));
    let authority = cell.authority();
    let with = |change: &dyn Fn(&mut Entry)| {
        let mut changed = entry.clone();
        change(&mut changed);
        why(&authority, &changed)
    };
    assert_eq!(with(&|_| ()), None);
    assert_eq!(with(&|e| e.sig.clone_from(&other.sig)), Some(Why::DeskSignature));
    assert_eq!(with(&|e| e.usig.clone_from(&other.usig)), Some(Why::AccountSignature));
    assert_eq!(with(&|e| e.usig = Some(e.sig.clone())), Some(Why::AccountSignature));
    assert_eq!(with(&|e| e.usig = None), Some(Why::Unsigned));
    assert!(Why::DeskSignature.forged() && !Why::Unsigned.forged());
}

#[test]
fn what_is_not_known_waits() {
    let mut cell = Cell::new(2);
    let entry = cell.write(Act::new(1, LIAISON, set()));
    let upto = |noun: &str| {
        let before = cell
            .admin
            .iter()
            .filter(|e| e.header.noun != noun || e.header.seq < 12 && e.header.writer == writer(0));
        Authority::of(before)
    };
    assert_eq!(why(&Authority::default(), &entry), Some(Why::NoRoot));
    assert_eq!(why(&Authority::of([]), &entry), Some(Why::NoRoot));
    assert_eq!(why(&upto("writer"), &entry), Some(Why::UnknownWriter));
    assert_eq!(why(&upto("desk"), &entry), Some(Why::UnknownWriter), "its opening waits for the desk");
    assert_eq!(why(&upto("account"), &entry), Some(Why::UnknownKey));
    let no_grant = Authority::of(cell.admin.iter().filter(|e| e.header.noun != "grant"));
    assert_eq!(no_grant.standing(&entry), Standing::Pending);
    assert_eq!(cell.authority().standing(&entry), Standing::Good);
}

#[test]
fn authority_does_not_depend_on_the_order_of_admin() {
    let mut cell = Cell::new(3);
    cell.govern("desk", desk_record(1), (0, vec![build::cut_op(&Cut::default(), "lost")]));
    let (ahead, mut back) = (cell.authority(), cell.admin.clone());
    back.reverse();
    back.extend(cell.admin.clone());
    let behind = Authority::of(&back);
    for entry in &cell.admin {
        assert_eq!(ahead.judge(entry), behind.judge(entry));
    }
    assert_eq!(format!("{:?}", ahead.desk(desk_record(1))), format!("{:?}", behind.desk(desk_record(1))));
}

#[test]
fn an_admin_that_grew_is_found_as_if_anew_and_lets_no_forgery_in() {
    let mut cell = Cell::new(2);
    let before = cell.authority();
    let revoked = cell.govern("desk", desk_record(1), (0, vec![cut(&[(1, 0)])]));
    let root = before.root().unwrap();
    let (grown, anew) = (before.grown(root, &cell.admin), Authority::under(root, &cell.admin));
    for entry in &cell.admin {
        assert_eq!(grown.check(entry), anew.check(entry));
    }
    let is_cut = |authority: &Authority| authority.desk(desk_record(1)).unwrap().cut.is_some();
    assert!(!is_cut(&before) && is_cut(&grown) && is_cut(&anew));
    // The id was seen with a signature that fits; with another it is asked like any.
    let mut admin = cell.admin.clone();
    let usig = revoked.usig.map(|mut usig| {
        usig[7] ^= 1;
        usig
    });
    admin.last_mut().unwrap().usig = usig;
    assert!(!is_cut(&grown.grown(root, &admin)));
}

fn cut(last: &[(usize, u64)]) -> Op {
    let last = last.iter().map(|(desk, seq)| (writer(*desk), *seq)).collect();
    build::cut_op(&Cut { last, ..Cut::default() }, "stolen")
}

#[test]
fn a_revoked_desk_keeps_what_lies_before_the_cut() {
    let mut cell = Cell::new(2);
    let before = cell.write(Act::new(1, LIAISON, set()).at(9_999_999));
    let after = cell.write(Act::new(1, LIAISON, set()).at(1));
    cell.govern("desk", desk_record(1), (0, vec![cut(&[(1, before.header.seq)])]));
    let authority = cell.authority();
    assert_eq!(why(&authority, &before), None, "wall time plays no part");
    assert_eq!(why(&authority, &after), Some(Why::DeskCut));
    cell.govern("desk", desk_record(1), (0, vec![build::adopt_op(&[after.id])]));
    assert_eq!(why(&cell.authority(), &after), None, "adopted one by one");
}

#[test]
fn a_revoked_grant_is_cut_for_each_writer_that_used_it() {
    let mut cell = Cell::new(2);
    let (zero, one) = (cell.write(Act::new(0, LIAISON, set())), cell.write(Act::new(1, LIAISON, set())));
    let late = cell.write(Act::new(0, LIAISON, set()));
    cell.govern("grant", RecordId(grant_id(LIAISON).0), (0, vec![cut(&[(0, zero.header.seq)])]));
    let authority = cell.authority();
    assert_eq!(why(&authority, &zero), None);
    assert_eq!(why(&authority, &late), Some(Why::GrantCut));
    assert_eq!(why(&authority, &one), Some(Why::GrantCut), "a writer that is not named has no good entry");
    assert!(authority.grants_of(account(LIAISON)).is_empty());
}

#[test]
fn a_thief_cannot_cut_back() {
    // The thief holds desk 1 and the administrator's password there, and sets the clock to the beginning.
    let mut cell = Cell::new(2);
    let mut draft = cell.draft("desk", desk_record(0), vec![cut(&[])]);
    draft.flags = flag::PERSON;
    draft.wall_ms = 1;
    let key = account_key(ADMIN, 1);
    let theirs = cell.pens[1].write(draft, Some(&key)).unwrap();
    cell.admin.push(theirs.clone());
    let mut root_draft = cell.draft("desk", desk_record(1), vec![cut(&[(1, 1)])]);
    root_draft.flags = flag::PERSON;
    (root_draft.account, root_draft.grant) = (AccountId::from_bytes([0; 16]), GrantId::from_bytes([0; 16]));
    let ours = cell.pens[0].write(root_draft, Some(&root_key())).unwrap();
    cell.admin.push(ours);
    let authority = cell.authority();
    assert_eq!(why(&authority, &theirs), Some(Why::DeskCut));
    assert!(authority.desk(desk_record(0)).unwrap().cut.is_none());
}

#[test]
fn two_roots_are_no_root_until_one_is_named() {
    let mut cell = Cell::new(1);
    let entry = cell.write(Act::new(0, LIAISON, set()));
    let mut pen = Pen::new(writer(5), key(77), "test");
    let mut theirs = founding(0);
    theirs.desk.sign = key(77).verifying_key().to_bytes();
    let forged = theirs.write(&mut pen, &key(78)).unwrap();
    let both: Vec<_> = cell.admin.iter().chain(&forged).cloned().collect();
    assert_eq!(Authority::of(&both).standing(&entry), Standing::Pending);
    let ours = Authority::under(root_key().verifying_key().to_bytes(), &both);
    assert_eq!(ours.standing(&entry), Standing::Good);
    assert_ne!(ours.standing(&forged[1]), Standing::Good);
    assert_eq!(Authority::under([9; 32], &both).root(), None);
}

#[test]
fn demonstration_and_real_entries_do_not_mix() {
    let mut demo = Cell::with(2, flag::DEMO);
    assert!(demo.authority().demo() && !Cell::new(1).authority().demo());
    let (marked, bare) =
        (demo.write(Act::new(1, LIAISON, set()).flags(flag::DEMO)), demo.write(Act::new(1, LIAISON, set())));
    assert_eq!(why(&demo.authority(), &marked), None);
    assert_eq!(why(&demo.authority(), &bare), Some(Why::Demo));
    let mut real = Cell::new(2);
    let marked = real.write(Act::new(1, LIAISON, set()).flags(flag::DEMO));
    assert_eq!(why(&real.authority(), &marked), Some(Why::Demo));
}

#[test]
fn a_desk_can_open_writers_for_itself_only() {
    let mut cell = Cell::new(2);
    let open = |desk: usize, signer: usize, seq_writer: u8| {
        let mut pen = Pen::new(ledger::WriterId([seq_writer; 16]), desk_key(signer), "test");
        let mut draft = Cell::new(1).draft(
            "writer",
            RecordId::from_bytes([seq_writer; 16]),
            build::open_writer_ops(desk_record(desk), pen.suite),
        );
        (draft.account, draft.grant) = (AccountId::from_bytes([0; 16]), GrantId::from_bytes([0; 16]));
        pen.write(draft, None).unwrap()
    };
    let (own, foreign) = (open(1, 1, 0x51), open(0, 1, 0x52));
    cell.admin.extend([own.clone(), foreign.clone()]);
    let authority = cell.authority();
    assert_eq!(why(&authority, &own), None);
    assert_eq!(why(&authority, &foreign), Some(Why::DeskSignature));
    assert_eq!(
        authority.writer(own.header.writer).unwrap().letter,
        None,
        "it numbers with its tag until a letter is given"
    );
    cell.govern("writer", build::writer_record(own.header.writer), (0, vec![build::letter_op("B")]));
    assert_eq!(cell.authority().writer(own.header.writer).unwrap().letter.as_deref(), Some("B"));
}

/// A bug: any desk could open another's writer; what the other wrote was judged as the wrong desk's then, and no cut reached it.
#[test]
fn another_desks_claim_on_a_writer_takes_nothing_from_it() {
    let mut cell = Cell::new(2);
    let entry = cell.write(Act::new(1, LIAISON, set()));
    let mut pen = Pen::new(writer(1), desk_key(0), "test");
    let ops = build::open_writer_ops(desk_record(0), pen.suite);
    let mut draft = cell.draft("writer", build::writer_record(writer(1)), ops);
    (draft.account, draft.grant) = (AccountId::from_bytes([0; 16]), GrantId::from_bytes([0; 16]));
    (draft.parents, draft.wall_ms) = (vec![], 9_000);
    cell.admin.push(pen.write(draft, None).unwrap());
    let authority = cell.authority();
    assert_eq!(authority.writer(writer(1)).unwrap().desk, desk_record(0), "the later claim is shown");
    assert_eq!((why(&authority, &entry), authority.desk_of(&cell.pens[1])), (None, Some(desk_record(1))));
    cell.govern("desk", desk_record(1), (0, vec![build::cut_op(&Cut::default(), "失窃")]));
    assert_eq!(why(&cell.authority(), &entry), Some(Why::DeskCut));
}

fn named(streams: &[&str], office: &str) -> Vec<Op> {
    build::grant_ops(&Grant {
        id: GrantId::from_bytes([0x77; 16]),
        account: account(PROSECUTOR),
        office: office.into(),
        role: "head".into(),
        level: Some("chief".into()),
        streams: streams.iter().map(|s| (*s).into()).collect(),
        classes: vec![Class::Write],
        stations: vec![],
        from_on: Some("2026-01-01".into()),
        to_on: None,
        cut: None,
    })
}

#[test]
fn only_a_handler_names_a_handler() {
    let mut cell = Cell::new(1);
    let record = RecordId::from_bytes([0x77; 16]);
    let by_admin = cell.govern("grant", record, (0, named(&["sealed/331002"], OFFICE)));
    assert_eq!(why(&cell.authority(), &by_admin), Some(Why::Class));

    let mut handlers = founding(0);
    handlers.grants[HEAD].streams.push("sealed/331002".into());
    let mut pen = Pen::new(writer(0), desk_key(0), "test");
    cell = Cell::new(1);
    cell.admin = handlers.write(&mut pen, &root_key()).unwrap();
    let mut by_handler = |ops| {
        let mut draft = cell.draft("grant", record, ops);
        (draft.account, draft.grant, draft.flags) = (account(HEAD), grant_id(HEAD), flag::PERSON);
        let entry = pen.write(draft, Some(&account_key(HEAD, 0))).unwrap();
        let all: Vec<_> = cell.admin.iter().chain([&entry]).cloned().collect();
        Authority::of(&all).check(&entry).err()
    };
    assert_eq!(by_handler(named(&["sealed/331002"], OFFICE)), None);
    assert_eq!(by_handler(named(&["sealed/331003"], OFFICE)), Some(Why::Class));
    assert_eq!(
        by_handler(named(&["sealed/331002", "st/*"], OFFICE)),
        Some(Why::Class),
        "no other stream along with it"
    );
}

#[test]
fn an_offices_administrator_stays_in_the_office() {
    let mut two: Founding = founding(0);
    let mut city = office();
    city.code = "331000".into();
    two.offices.insert(0, city);
    two.offices[1].streams = vec!["st/*".into(), "of/331002".into()];
    let mut pen = Pen::new(writer(0), desk_key(0), "test");
    let mut cell = Cell::new(1);
    cell.admin = two.write(&mut pen, &root_key()).unwrap();
    cell.pens = vec![pen];
    let record = RecordId::from_bytes([0x77; 16]);
    let own = cell.govern("grant", record, (0, named(&["st/*"], OFFICE)));
    let foreign = cell.govern("grant", RecordId::from_bytes([0x78; 16]), (0, named(&["st/*"], "331003")));
    let office = cell.govern("office", build::office_record("331003"), (0, vec![Op::set("code", "331003")]));
    let note = cell.write_to((Stream::public(OFFICE), appeal(), "template"), Act::new(0, HEAD, set()));
    let authority = cell.authority();
    assert_eq!(why(&authority, &own), None);
    assert_eq!(why(&authority, &foreign), Some(Why::Office));
    assert_eq!(why(&authority, &office), Some(Why::Office));
    assert_eq!(why(&authority, &note), Some(Why::Stream), "granted, but never delegated to the office");
}

/// A bug: who kept another office's desks could begin its records once more, with keys of their own, and sign as its people.
#[test]
fn a_record_that_two_offices_have_begun_is_neithers_until_one_of_them_is_cut_off() {
    let mut three: Founding = founding(0);
    let (mut city, mut neighbour) = (office(), office());
    (city.code, neighbour.code) = ("331000".into(), "331003".into());
    three.offices.insert(0, city);
    three.offices.push(neighbour);
    three.accounts[CHIEF].office = "331003".into();
    three.grants[CHIEF] = Grant {
        office: "331003".into(),
        classes: vec![Class::Govern],
        streams: vec!["admin".into()],
        ..grants()[CHIEF].clone()
    };
    let mut pen = Pen::new(writer(0), desk_key(0), "test");
    let mut cell = Cell::new(1);
    cell.admin = three.write(&mut pen, &root_key()).unwrap();
    cell.pens = vec![pen];
    let record = RecordId::from_bytes([0x77; 16]);
    let own = cell.govern("grant", record, (0, named(&["st/*"], OFFICE)));
    let mut again = cell.draft("grant", record, named(&["st/*"], "331003"));
    (again.account, again.grant) = (account(CHIEF), grant_id(CHIEF));
    (again.parents, again.wall_ms, again.flags) = (vec![], 900, flag::PERSON);
    let rival = cell.pens[0].write(again, Some(&account_key(CHIEF, 0))).unwrap();
    cell.admin.push(rival.clone());
    let authority = cell.authority();
    for entry in [&own, &rival] {
        assert_eq!(why(&authority, entry), Some(Why::Office));
    }
    assert!(authority.grant(GrantId(record.0)).is_none());

    let end = Cut { last: [(writer(0), own.header.seq)].into(), ..Cut::default() };
    let mut cut = cell.draft("grant", RecordId(grant_id(CHIEF).0), vec![build::cut_op(&end, "越权")]);
    (cut.account, cut.grant) = (AccountId::from_bytes([0; 16]), GrantId::from_bytes([0; 16]));
    cut.flags = flag::PERSON;
    let cut = cell.pens[0].write(cut, Some(&root_key())).unwrap();
    cell.admin.push(cut);
    let authority = cell.authority();
    assert_eq!((why(&authority, &own), why(&authority, &rival)), (None, Some(Why::GrantCut)));
    assert_eq!(authority.grant(GrantId(record.0)).unwrap().office, OFFICE);
}

#[test]
fn admin_asks_for_a_persons_signature() {
    let mut cell = Cell::new(1);
    let draft = cell.draft("desk", desk_record(4), build::desk_ops(&desk_card(4)));
    let bare = cell.pens[0].write(draft.clone(), None).unwrap();
    let signed_without_flag = cell.pens[0].write(draft, Some(&account_key(ADMIN, 0))).unwrap();
    cell.admin.extend([bare.clone(), signed_without_flag.clone()]);
    let authority = cell.authority();
    for entry in [bare, signed_without_flag] {
        assert_eq!(why(&authority, &entry), Some(Why::Unsigned));
    }
    assert!(authority.desk(desk_record(4)).is_none());
}

#[test]
fn a_second_key_at_a_desk_leaves_the_first_ones_signatures_valid() {
    let mut cell = Cell::new(1);
    let old = cell.write(Act::new(0, HEAD, set()).flags(flag::PERSON));
    let mut pair = account_pair(HEAD, 0);
    pair.sign = key(200).verifying_key().to_bytes();
    cell.govern("account", RecordId(account(HEAD).0), (0, vec![build::key_op(&pair)]));
    let authority = cell.authority();
    assert_eq!(why(&authority, &old), None);
    assert_eq!(authority.account(account(HEAD)).unwrap().keys.len(), 2);
}
