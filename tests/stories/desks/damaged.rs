//! A disc that was scratched on the way: what can be read is taken in, the sender is not told that all of it is there, and a good copy
//! of the same disc makes it whole. One that somebody made in another's name is refused, whatever lies on it.

use std::fs::File;
use std::ops::ControlFlow;
use std::path::Path;

use ledger::{RecordId, SigningKey};
use serde_json::{Value, json};
use sync::bundle::{self, Blob, Kind, Load, Recipient, Sending};
use tests::{FOUNDER, Newcomer, TestDesk};

const ISLAND: &str = "陈阿海";

/// One bit of the only part, three fifths into it: in the second MiB of the file.
fn scratch(folder: &Path) {
    let part = std::fs::read_dir(folder).unwrap().next().unwrap().unwrap().path();
    let mut bytes = std::fs::read(&part).unwrap();
    let at = bytes.len() * 3 / 5;
    bytes[at] ^= 1;
    std::fs::write(part, bytes).unwrap();
}

/// A county's desk, its island's, and two discs of one bundle: one scratched, one good.
struct Sent {
    county: TestDesk,
    island: TestDesk,
    record: String,
    file: Value,
    id: String,
    scratched: tempfile::TempDir,
    good: tempfile::TempDir,
}

fn sent() -> Sent {
    let mut county = TestDesk::staffed();
    let stations = vec![county.station(0)];
    let island =
        county.join(&Newcomer { name: ISLAND, role: "liaison", level: None, stations, office: "331002" });
    let (record, file) = island.appeal_with_scan(ISLAND);
    let [scratched, good] = [(); 2].map(|()| tempfile::tempdir().unwrap());
    let sent = island.burn(ISLAND, (&county, FOUNDER), scratched.path());
    let part = std::fs::read_dir(scratched.path()).unwrap().next().unwrap().unwrap();
    std::fs::copy(part.path(), good.path().join(part.file_name())).unwrap();
    scratch(scratched.path());
    let id = sent["id"].as_str().unwrap().to_owned();
    Sent { county, island, record, file, id, scratched, good }
}

/// What the island's desk answers to the letters that the county reads out.
fn confirm(Sent { county, island, id, .. }: &Sent, code: &Value) -> Option<String> {
    let input = json!({ "id": id, "desk": county.desk_id(FOUNDER), "code": code });
    let said = island.call(ISLAND, "confirm_disc", input);
    said.err().map(|fault| fault["code"].as_str().unwrap().to_owned())
}

fn is_taken(county: &TestDesk, folder: &Path) -> Option<bool> {
    let found = county.done(FOUNDER, "bundles_in", json!({ "dir": folder }));
    found["bundles"][0]["taken"].as_bool()
}

#[test]
fn a_good_copy_of_a_damaged_disc_is_taken_in_and_makes_it_whole() {
    let sent = sent();
    let Sent { county, island, record, file, id, scratched, good } = &sent;
    let taken = county.take(FOUNDER, scratched.path(), id);
    assert_eq!((taken["n_unread"].as_u64(), taken["done"].as_bool()), (Some(1), Some(true)), "{taken}");
    assert_eq!(county.page(FOUNDER, ("appeal", record))["state"], "registered", "what can be read is here");
    let of = json!({ "record": record, "file": file });
    assert_eq!(county.refused(FOUNDER, "open_file", of.clone()), "file_not_here");
    assert_eq!(confirm(&sent, &taken["code"]).as_deref(), Some("nothing_changed"), "part of it is missing");
    assert_eq!(is_taken(county, good.path()), Some(false));

    let whole = county.take(FOUNDER, good.path(), id);
    assert_eq!((whole["n_unread"].as_u64(), whole["n_new"].as_u64()), (Some(0), Some(0)), "nothing twice");
    assert!(county.done(FOUNDER, "open_file", of)["bytes_base64"].is_string());
    assert_eq!(is_taken(county, good.path()), Some(true));
    assert_eq!(confirm(&sent, &whole["code"]), None);
    assert_eq!(island.done(ISLAND, "exchange_state", json!({}))["others"][0]["waiting"], 0);
    assert_eq!(county.done(FOUNDER, "verify", json!({}))["verdict"], "good");
}

/// A bug: a file that somebody copied beside itself was refused, as two contents of one part.
#[test]
fn the_same_file_twice_on_one_stick_is_taken_in_and_two_contents_are_not() {
    let Sent { county, id, scratched, good, .. } = sent();
    let part = |of: &Path| std::fs::read_dir(of).unwrap().next().unwrap().unwrap().path();
    let (whole, beside) = (part(good.path()), good.path().join("复件.gljb"));
    std::fs::copy(part(scratched.path()), &beside).unwrap();
    let input = json!({ "dir": good.path(), "id": id });
    let refused = county.call(FOUNDER, "preview_bundle", input).unwrap_err();
    assert_eq!(refused["values"], json!({ "why": "doubled", "part": 1 }));
    std::fs::copy(whole, &beside).unwrap();
    let taken = county.take(FOUNDER, good.path(), &id);
    assert_eq!((taken["n_unread"].as_u64(), taken["n_held"].as_u64()), (Some(0), Some(0)), "{taken}");
}

#[test]
fn a_disc_goes_on_where_it_was_when_the_program_ended_in_its_middle() {
    let Sent { county, good, id, record, .. } = sent();
    let input = json!({ "dir": good.path(), "id": id });
    let begun = county.done(FOUNDER, "take_bundle", input.clone());
    assert_eq!((begun["value"]["done"].as_bool(), begun["value"]["blocks"].as_u64()), (Some(false), Some(2)));
    let county = county.restart();
    let on = county.done(FOUNDER, "take_bundle", input);
    assert_eq!(
        (on["value"]["blocks"].as_u64(), on["value"]["n_unread"].as_u64()),
        (Some(4), Some(0)),
        "{on}"
    );
    let whole = county.take(FOUNDER, good.path(), &id);
    assert_eq!((whole["n_unread"].as_u64(), whole["n_held"].as_u64()), (Some(0), Some(0)));
    assert_eq!(county.page(FOUNDER, ("appeal", &record))["state"], "registered");
    assert_eq!(county.done(FOUNDER, "verify", json!({}))["verdict"], "good");
}

#[test]
fn a_disc_is_taken_in_whole_though_the_program_ends_after_every_call() {
    let Sent { mut county, good, id, record, file, .. } = sent();
    let input = json!({ "dir": good.path(), "id": id });
    let mut far = vec![];
    loop {
        let taken = county.done(FOUNDER, "take_bundle", input.clone())["value"].clone();
        far.push(taken["blocks"].as_u64().unwrap());
        county = county.restart();
        if taken["done"] == true {
            assert_eq!((taken["n_unread"].as_u64(), taken["n_lacking"].as_u64()), (Some(0), Some(0)));
            break;
        }
    }
    assert!(
        far.len() >= 3 && far.windows(2).all(|pair| pair[0] < pair[1]),
        "never from its beginning: {far:?}"
    );
    let of = json!({ "record": record, "file": file });
    assert!(county.done(FOUNDER, "open_file", of)["bytes_base64"].is_string());
    assert_eq!(county.done(FOUNDER, "verify", json!({}))["verdict"], "good");
}

/// As a thief makes it who has read `admin`: for the county, in the name of another desk, with attachments that nothing names.
pub(super) fn forge(county: &TestDesk, (from, n_files): (&str, usize), folder: &Path) -> String {
    let to: RecordId = county.desk_id(FOUNDER).parse().unwrap();
    let authority = county.host.with(|office, _| Ok(office.desk.read(|r| r.authority())?)).unwrap();
    let thief = SigningKey::from_bytes(&[7; 32]);
    let sending = Sending {
        kind: Kind::Exchange,
        root: authority.root().unwrap(),
        demo: false,
        from: from.parse().unwrap(),
        sign: &thief,
        recipients: vec![Recipient { desk: to, seal: authority.desk(to).unwrap().seal }],
        number: 4_711,
        made_ms: 1,
        app: "0.1.0+ops1".into(),
        note: String::new(),
        part_bytes: bundle::limit::PART,
        scratch: folder,
    };
    let file = |_: usize| Ok(Blob { address: [9; 32], read: Box::new(&b"filling"[..]) });
    let load = Load { blobs: Box::new((0..n_files).map(file)), ..Load::default() };
    let mut sink = |_: u16| File::create_new(folder.join("forged.gljb"));
    let written = bundle::write(&sending, load, &mut sink, &mut |_| ControlFlow::Continue(())).unwrap();
    written.manifest.id.to_string()
}

/// A bug: who made a disc was asked of its entries and receipts. One with nothing but attachments, or with nothing at all, stood in the
/// register as the island's, made its next ones look old, and filled the disk.
#[test]
fn a_forged_disc_without_entries_is_refused_and_stands_in_no_register() {
    let (county, island) = super::with_an_island(TestDesk::staffed());
    let from = island.desk_id(ISLAND);
    for n_files in [1, 0] {
        let folder = tempfile::tempdir().unwrap();
        let id = forge(&county, (&from, n_files), folder.path());
        let refused =
            county.call(FOUNDER, "take_bundle", json!({ "dir": folder.path(), "id": id })).unwrap_err();
        assert_eq!(
            (&refused["code"], &refused["values"]["why"]),
            (&json!("bad_bundle"), &json!("unknown_sender")),
            "{n_files}"
        );
    }
    let discs = county.done(FOUNDER, "list_discs", json!({}));
    assert!(discs.as_array().unwrap().iter().all(|disc| disc["out"] == true), "{discs}");
    assert_eq!(island.carry(ISLAND, (&county, FOUNDER))["done"], true);
}
