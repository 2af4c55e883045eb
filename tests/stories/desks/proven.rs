//! A bundle that is proven and not taken in: good, scratched, cut, with a part missing, forged, somebody else's, a newer program's.
//! The desk stays as it was.

use std::fs::{self, File};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use ledger::{RecordId, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use sync::Raw;
use sync::bundle::{self, Blob, Kind, Load, Recipient, Sending};
use tests::{FOUNDER, TestDesk};

use super::damaged::forge;
use super::{ISLAND, appeal, with_an_island};

/// By whoever sits there; what is not looked at is answered with its fault.
fn prove(desk: &TestDesk, file: &Path) -> Result<Value, Value> {
    let proved = desk.host.with(|office, who| actions::prove_bundle(office, who, file));
    proved.map(|proved| json!(proved)).map_err(|fault| json!(fault))
}

/// What a bundle would move.
fn state(desk: &TestDesk) -> (i64, u64, usize, usize) {
    let read = desk.host.with(|office, _| {
        Ok(office.desk.read(|r| {
            Ok::<_, store::StoreError>((r.last_n()?, r.n_held()?, r.bundles()?.len(), r.waiting()?.len()))
        })?)
    });
    read.unwrap()
}

fn only(folder: &Path) -> PathBuf {
    let mut files = fs::read_dir(folder).unwrap();
    files.next().unwrap().unwrap().path()
}

/// A disc of three MiB from the island, and the county's desk with its founder before it.
fn disc() -> (TestDesk, TestDesk, tempfile::TempDir) {
    let (county, island) = with_an_island(TestDesk::staffed());
    island.appeal_with_scan(ISLAND);
    let folder = tempfile::tempdir().unwrap();
    island.burn(ISLAND, (&county, FOUNDER), folder.path());
    county.sit(FOUNDER);
    (county, island, folder)
}

#[test]
fn a_good_bundle_is_proven_and_nothing_of_it_is_taken_in() {
    let (county, island, folder) = disc();
    let before = state(&county);
    for at in [only(folder.path()), folder.path().to_owned()] {
        let proved = prove(&county, &at).unwrap();
        assert_eq!((&proved["verdict"], &proved["faults"]), (&json!("good"), &json!([])), "{proved}");
        assert_eq!(proved["preview"]["from"]["people"], json!([ISLAND]));
        assert_eq!((&proved["preview"]["begun"]["appeal"], &proved["n_lacking"]), (&json!(1), &json!(0)));
        assert!(proved["report"]["n_entries"].as_u64() > Some(1), "{proved}");
        assert_eq!(state(&county), before);
    }
    assert_eq!(island.carry(ISLAND, (&county, FOUNDER))["done"], true);
    let again = prove(&county, folder.path()).unwrap();
    assert_eq!((&again["verdict"], &again["preview"]["n_new"]), (&json!("good"), &json!(0)), "{again}");
}

#[test]
fn what_a_bundle_leans_on_is_found_at_the_desk() {
    let (county, island) = with_an_island(TestDesk::staffed());
    let record = appeal(&island, ISLAND, (&island.station(0), "引桥护栏锈断"));
    island.carry(ISLAND, (&county, FOUNDER));
    county.steps(FOUNDER, "amend_appeal", ("appeal", &record), json!({ "request": "月底前修好" }));
    let folder = tempfile::tempdir().unwrap();
    county.burn(FOUNDER, (&island, ISLAND), folder.path());
    island.sit(ISLAND);
    let proved = prove(&island, folder.path()).unwrap();
    assert_eq!(
        (&proved["verdict"], &proved["preview"]["changed"]["appeal"]),
        (&json!("good"), &json!(1)),
        "{proved}"
    );
}

#[test]
fn a_flipped_bit_is_bad_or_makes_it_somebody_elses_and_is_never_good() {
    let (county, _island, folder) = disc();
    let (file, before) = (only(folder.path()), state(&county));
    let whole = fs::read(&file).unwrap();
    let n = whole.len();
    for at in [0, 5, 10, 60, 100, 1000, n / 2, n * 3 / 5, n - 1] {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        fs::write(&file, bytes).unwrap();
        let told = match prove(&county, &file) {
            Ok(proved) => proved["verdict"].clone(),
            Err(fault) => fault["values"]["why"].clone(),
        };
        assert!(told == "bad" || told == "not_for_us", "{at} of {n}: {told}");
        assert_eq!(state(&county), before);
    }
    let mut bytes = whole;
    bytes[n * 3 / 5] ^= 1;
    fs::write(&file, bytes).unwrap();
    let proved = prove(&county, &file).unwrap();
    let first = &proved["faults"][0];
    assert_eq!((&first["why"], &first["part"]), (&json!("altered"), &json!(1)), "{proved}");
    assert!(first["block"].as_u64() > Some(1), "{proved}");
    assert_eq!(proved["report"]["verdict"], "good", "the scratch lies in the scan");
}

#[test]
fn a_cut_one_is_incomplete_and_what_is_left_of_it_is_proven() {
    let (county, _island, folder) = disc();
    let file = only(folder.path());
    let len = fs::metadata(&file).unwrap().len();
    File::options().write(true).open(&file).unwrap().set_len(len * 3 / 5).unwrap();
    let proved = prove(&county, &file).unwrap();
    let fault = json!([{ "why": "cut", "part": 1, "block": null }]);
    assert_eq!((&proved["verdict"], &proved["faults"]), (&json!("incomplete"), &fault), "{proved}");
    assert!(proved["report"]["n_entries"].as_u64() > Some(1) && proved["report"]["verdict"] == "good");
    File::options().write(true).open(&file).unwrap().set_len(20).unwrap();
    let proved = prove(&county, &file).unwrap();
    assert_eq!((&proved["verdict"], &proved["preview"]), (&json!("incomplete"), &Value::Null), "{proved}");
}

/// What the island's desk, or whoever has its key, puts on a disc for the county.
fn sealed((island, county): (&TestDesk, &TestDesk), load: Load<'_>, folder: &Path) {
    let (from, to) = (island.desk_id(ISLAND), county.desk_id(FOUNDER));
    let to: RecordId = to.parse().unwrap();
    let authority = county.host.with(|office, _| Ok(office.desk.read(|r| r.authority())?)).unwrap();
    let pen = island.host.with(|office, _| Ok(office.desk.read(|r| r.pen())?)).unwrap().unwrap();
    let sending = Sending {
        kind: Kind::Exchange,
        root: authority.root().unwrap(),
        demo: false,
        from: from.parse().unwrap(),
        sign: &SigningKey::from_bytes(&pen.desk_key),
        recipients: vec![Recipient { desk: to, seal: authority.desk(to).unwrap().seal }],
        number: 7,
        made_ms: 1,
        app: "0.1.0+ops1".into(),
        note: String::new(),
        part_bytes: 1_300_000,
        scratch: folder,
    };
    let mut sink = |k: u16| File::create_new(folder.join(format!("{k}.gljb")));
    bundle::write(&sending, load, &mut sink, &mut |_| ControlFlow::Continue(())).unwrap();
}

fn attached(address: [u8; 32], bytes: &[u8]) -> Load<'_> {
    let blob = Blob { address, read: Box::new(bytes) };
    Load { blobs: Box::new(std::iter::once(Ok(blob))), ..Load::default() }
}

#[test]
fn a_missing_part_is_named_and_so_is_a_file_that_is_not_what_its_address_says() {
    let (county, island) = with_an_island(TestDesk::staffed());
    // Nothing that packs to less: it fills two parts.
    let noise: Vec<u8> = (0..65_536_u32).flat_map(|n| Sha256::digest(n.to_be_bytes())).collect();
    let folder = tempfile::tempdir().unwrap();
    sealed((&island, &county), attached(Sha256::digest(&noise).into(), &noise), folder.path());
    let (first, second) = (folder.path().join("1.gljb"), folder.path().join("2.gljb"));
    assert_eq!(prove(&county, &second).unwrap()["verdict"], "good");
    fs::remove_file(second).unwrap();
    let proved = prove(&county, &first).unwrap();
    assert_eq!(
        (&proved["verdict"], &proved["faults"][0]["why"]),
        (&json!("incomplete"), &json!("part_missing"))
    );
    assert_eq!(proved["faults"][0]["part"], 2, "{proved}");

    let folder = tempfile::tempdir().unwrap();
    sealed((&island, &county), attached([9; 32], b"something else"), folder.path());
    let proved = prove(&county, folder.path()).unwrap();
    assert_eq!(
        (&proved["verdict"], &proved["faults"][0]["why"]),
        (&json!("bad"), &json!("file_altered")),
        "{proved}"
    );
}

#[test]
fn a_forged_entry_on_a_known_desks_disc_is_bad_and_named() {
    let (county, island) = with_an_island(TestDesk::staffed());
    let record: RecordId = appeal(&island, ISLAND, (&island.station(0), "引桥护栏锈断")).parse().unwrap();
    let entries = island.host.with(|office, _| Ok(office.desk.read(|r| r.entries(record))?)).unwrap();
    let id = entries[0].id.to_string();
    for (flips, verdict) in [(0, "good"), (1, "bad")] {
        let mut raws: Vec<Raw> = entries.iter().map(Raw::of).collect();
        raws[0].sig[0] ^= flips;
        let folder = tempfile::tempdir().unwrap();
        let load = Load { changes: Box::new(raws.into_iter().map(Ok)), ..Load::default() };
        sealed((&island, &county), load, folder.path());
        let before = state(&county);
        let proved = prove(&county, folder.path()).unwrap();
        assert_eq!((&proved["verdict"], &proved["faults"]), (&json!(verdict), &json!([])), "{proved}");
        let named = if flips == 0 { Value::Null } else { json!(id) };
        assert_eq!(proved["report"]["first_bad"]["id"], named, "{proved}");
        assert_eq!(state(&county), before, "nor is it set aside");
    }
}

#[test]
fn one_in_anothers_name_is_bad_and_what_cannot_be_opened_is_not_looked_at() {
    let (county, island, folder) = disc();
    let forged = tempfile::tempdir().unwrap();
    forge(&county, (&island.desk_id(ISLAND), 1), forged.path());
    let proved = prove(&county, forged.path()).unwrap();
    assert_eq!(
        (&proved["verdict"], &proved["faults"][0]["why"]),
        (&json!("bad"), &json!("unknown_sender")),
        "{proved}"
    );

    let file = only(folder.path());
    let why = |proved: Result<Value, Value>| proved.unwrap_err()["values"]["why"].clone();
    island.sit(ISLAND);
    assert_eq!(why(prove(&island, &file)), "not_for_us");
    let mut bytes = fs::read(&file).unwrap();
    bytes[4] = 9;
    fs::write(&file, bytes).unwrap();
    assert_eq!(why(prove(&county, &file)), "newer");
    fs::write(&file, "no bundle").unwrap();
    assert_eq!(prove(&county, &file).unwrap()["faults"][0]["why"], "not_a_bundle");
    fs::remove_file(&file).unwrap();
    assert_eq!(prove(&county, &file).unwrap_err()["code"], "missing");
}
