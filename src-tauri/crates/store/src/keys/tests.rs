use std::fs;
use std::path::Path;

use ledger::AccountId;
use rstest::rstest;
use tempfile::TempDir;

use super::file::FILE;
use super::{Cost, FileKey, KeyError, Login, Sheet, Slots};
use crate::backup::before_upgrade;
use crate::kit::{self, act, case, id};
use crate::{Desk, StoreError};

const WANG: Login<'_> = Login { name: "王敏", password: "correct horse" };
const LI: Login<'_> = Login { name: "李强", password: "correct horse" };
const NOW: u64 = 1_780_000_000_000;

fn account(n: u8) -> AccountId {
    AccountId::from_bytes([n; 16])
}

fn two() -> (TempDir, Slots) {
    let dir = TempDir::new().unwrap();
    let mut slots = Slots::create(dir.path(), Cost::BARE).unwrap();
    slots.add(&kit::KEY, account(1), WANG).unwrap();
    slots.add(&kit::KEY, account(2), LI).unwrap();
    (dir, slots)
}

fn opens(slots: &mut Slots, login: Login<'_>) -> Option<AccountId> {
    slots.unlock(login, NOW).ok().map(|u| u.account)
}

#[test]
fn a_name_and_its_password_open_their_own_slot() {
    let (dir, mut slots) = two();
    assert_eq!(opens(&mut slots, WANG), Some(account(1)));
    assert_eq!(opens(&mut slots, LI), Some(account(2)));
    assert_eq!(opens(&mut slots, Login { name: "王敏", password: "correct hors" }), None);
    assert_eq!(opens(&mut slots, Login { name: "王明", ..WANG }), None);
    let mut again = Slots::load(dir.path()).unwrap();
    let unlocked = again.unlock(WANG, NOW).unwrap();
    assert!(unlocked.file_keys.keys == vec![kit::KEY]);
    assert_ne!(unlocked.keys.sign, unlocked.keys.seal);
    assert!(matches!(again.add(&kit::KEY, account(1), LI), Err(KeyError::SlotThere)));
    assert!(matches!(Slots::create(dir.path(), Cost::BARE), Err(KeyError::Store(StoreError::AlreadyThere))));
}

/// A bug: who tried a password while slots were written laid the older ones over them; after a re-key nobody could open the file.
#[test]
fn a_try_that_was_begun_before_slots_were_written_takes_none_of_them_away() {
    let (dir, mut slots) = two();
    let mut other = Slots::load(dir.path()).unwrap();
    assert_eq!(opens(&mut other, Login { password: "?", ..WANG }), None);
    slots.add(&kit::KEY, account(3), Login { name: "周敏", ..LI }).unwrap();
    other.failures_logged().unwrap();
    assert_eq!(Slots::load(dir.path()).unwrap().accounts().len(), 3);
    let mut other = Slots::load(dir.path()).unwrap();
    slots.make_sheet(&kit::KEY).unwrap();
    assert_eq!(opens(&mut other, WANG), Some(account(1)));
    assert!(Slots::load(dir.path()).unwrap().has_sheet());
}

/// A bug: what was to be written down with new keys failed, and the password opened keys that nobody knew; a sheet that was never shown took
/// the place of the one on paper.
#[test]
fn a_change_that_could_not_be_written_down_leaves_the_slots_as_they_were() {
    let (dir, mut slots) = two();
    let sheet = slots.make_sheet(&kit::KEY).unwrap();
    let before = slots.unlock(LI, NOW).unwrap().keys.sign;
    let failed: Result<(), KeyError> = slots.or_as_before(|slots| {
        slots.reset(&kit::KEY, account(2), Login { password: "another horse", ..LI })?;
        slots.make_sheet(&kit::KEY)?;
        slots.add(&kit::KEY, account(3), Login { name: "周敏", ..LI })?;
        Err(KeyError::LastSlot)
    });
    assert!(matches!(failed, Err(KeyError::LastSlot)));
    let mut again = Slots::load(dir.path()).unwrap();
    for slots in [&mut slots, &mut again] {
        assert_eq!(slots.accounts(), [account(1), account(2)]);
        assert_eq!(slots.unlock(LI, NOW).unwrap().keys.sign, before);
        assert!(slots.open_by_sheet(&sheet, NOW).is_ok());
    }
}

#[test]
fn the_side_file_holds_no_name_and_no_key() {
    let (dir, mut slots) = two();
    let keys = slots.unlock(WANG, NOW).unwrap().keys;
    let text = fs::read_to_string(dir.path().join(FILE)).unwrap();
    assert!(!text.contains("王敏") && !text.contains("correct"));
    for secret in [&kit::KEY.0, &keys.sign, &keys.seal] {
        assert!(!text.contains(&crate::desk::hex(secret)));
    }
}

#[test]
fn failures_are_counted_on_the_disk_and_slow_the_next_try() {
    let (dir, mut slots) = two();
    let wrong = Login { password: "?", ..WANG };
    for _ in 0..4 {
        assert!(matches!(slots.unlock(wrong, NOW), Err(KeyError::Wrong { .. })));
    }
    // Restarting the program changes nothing, nor does the right password before the time.
    let mut slots = Slots::load(dir.path()).unwrap();
    assert!(matches!(slots.unlock(WANG, NOW + 1), Err(KeyError::TooSoon { wait_ms: 4_999 })));
    assert_eq!(slots.wait_ms(NOW + 5_000), 0);
    assert!(slots.unlock(WANG, NOW + 5_000).is_ok());
    assert_eq!(slots.failures(), [NOW; 4]);
    slots.failures_logged().unwrap();
    assert!(slots.failures().is_empty() && Slots::load(dir.path()).unwrap().failures().is_empty());
    assert!(matches!(slots.unlock(wrong, NOW), Err(KeyError::Wrong { wait_ms: 0 })));
}

#[test]
fn a_changed_password_keeps_the_keys_and_a_reset_makes_new_ones() {
    let (dir, mut slots) = two();
    let before = slots.unlock(WANG, NOW).unwrap().keys;
    assert!(matches!(
        slots.change_password(Login { password: "?", ..WANG }, Login { password: "new", ..WANG }, NOW),
        Err(KeyError::Wrong { .. })
    ));
    slots.change_password(WANG, Login { password: "new", ..WANG }, NOW).unwrap();
    let mut slots = Slots::load(dir.path()).unwrap();
    assert_eq!(opens(&mut slots, WANG), None);
    let changed = slots.unlock(Login { password: "new", ..WANG }, NOW).unwrap();
    assert!(changed.keys == before && changed.file_keys.keys == vec![kit::KEY]);
    let reset = slots.reset(&kit::KEY, account(1), Login { password: "third", ..WANG }).unwrap();
    assert!(reset != before);
    assert_eq!(opens(&mut slots, Login { password: "third", ..WANG }), Some(account(1)));
    assert!(matches!(slots.reset(&kit::KEY, account(9), WANG), Err(KeyError::NoSlot)));
}

#[test]
fn whoever_was_renamed_signs_in_under_the_new_name_after_the_next_password() {
    let (dir, mut slots) = two();
    let renamed = Login { name: "王珉", password: "new" };
    slots.change_password(WANG, renamed, NOW).unwrap();
    let mut slots = Slots::load(dir.path()).unwrap();
    assert_eq!(opens(&mut slots, renamed), Some(account(1)));
    assert_eq!(opens(&mut slots, Login { name: "王敏", ..renamed }), None);
}

#[test]
fn a_damaged_slot_is_named_and_the_others_open() {
    let (dir, _) = two();
    let path = dir.path().join(FILE);
    let mut file: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    let bytes = file["slots"][0]["keys"]["bytes"].as_str().unwrap().to_owned();
    let flipped = if bytes.starts_with('0') { "1" } else { "0" };
    file["slots"][0]["keys"]["bytes"] = format!("{flipped}{}", &bytes[1..]).into();
    fs::write(&path, file.to_string()).unwrap();
    let mut slots = Slots::load(dir.path()).unwrap();
    assert!(matches!(slots.unlock(WANG, NOW), Err(KeyError::SlotDamaged(d)) if d == vec![account(1)]));
    assert_eq!(opens(&mut slots, LI), Some(account(2)));
}

#[rstest]
#[case::cut("{\"format\": 1")]
#[case::empty("")]
#[case::no_json("\0\0\0")]
#[case::wrong_shape("[]")]
fn a_damaged_side_file_says_so(#[case] text: &str) {
    let (dir, _) = two();
    fs::write(dir.path().join(FILE), text).unwrap();
    assert!(matches!(Slots::load(dir.path()), Err(KeyError::SideFileDamaged(_))));
}

#[test]
fn a_side_file_that_asks_for_a_terabyte_is_refused() {
    let (dir, _) = two();
    let path = dir.path().join(FILE);
    let text = fs::read_to_string(&path).unwrap().replace("\"m_kib\": 8", "\"m_kib\": 4000000000");
    fs::write(&path, text).unwrap();
    let tried = Slots::load(dir.path()).unwrap().unlock(WANG, NOW);
    assert!(matches!(tried, Err(KeyError::SideFileDamaged(_))));
}

#[test]
fn a_newer_side_file_is_refused() {
    let (dir, _) = two();
    let path = dir.path().join(FILE);
    fs::write(&path, fs::read_to_string(&path).unwrap().replace("\"format\": 1", "\"format\": 2")).unwrap();
    assert!(matches!(
        Slots::load(dir.path()),
        Err(KeyError::Store(StoreError::Newer { file: 2, program: 1 }))
    ));
}

#[test]
fn the_sheet_opens_after_it_was_typed_back() {
    let (dir, mut slots) = two();
    assert!(!slots.has_sheet());
    let sheet = slots.make_sheet(&kit::KEY).unwrap();
    let groups = sheet.groups();
    let [a, b] = sheet.ask_two().unwrap();
    assert!(a != b && sheet.confirms(a, &groups[a].to_lowercase()) && sheet.confirms(b, &groups[b]));
    assert!(!sheet.confirms(a, &groups[b]) && !sheet.confirms(9, &groups[0]) && !sheet.confirms(a, ""));
    let typed = groups.join("-").to_lowercase().replace('0', "o").replace('1', "l");
    let mut slots2 = Slots::load(dir.path()).unwrap();
    let opened = slots2.open_by_sheet(&Sheet::read(&typed).unwrap(), NOW).unwrap();
    assert!(opened.keys == vec![kit::KEY]);
    let newer = slots2.make_sheet(&kit::KEY).unwrap();
    assert!(matches!(slots2.open_by_sheet(&sheet, NOW), Err(KeyError::WrongSheet)));
    assert!(slots2.open_by_sheet(&newer, NOW).is_ok());
}

#[test]
fn every_slip_on_the_sheet_is_found_in_its_group() {
    let groups = Sheet::random().unwrap().groups();
    let typed = |changed: usize, group: String| {
        let mut all = groups.clone();
        all[changed] = group;
        Sheet::read(&all.join(" ")).err().map(|e| match e {
            KeyError::SheetGroup { group } => group,
            other => panic!("{other}"),
        })
    };
    for (g, group) in groups.iter().enumerate() {
        let signs: Vec<char> = group.chars().collect();
        for at in 0..5 {
            for other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".chars().filter(|c| *c != signs[at]) {
                let mut slip = signs.clone();
                slip[at] = other;
                assert_eq!(typed(g, slip.iter().collect()), Some(g));
            }
            let mut swapped = signs.clone();
            swapped.swap(at, (at + 1).min(4));
            assert_eq!(typed(g, swapped.iter().collect()), (swapped != signs).then_some(g));
        }
    }
    let mut moved = groups.clone();
    moved.swap(2, 3);
    assert!(groups[2] == groups[3] || Sheet::read(&moved.join("")).is_err());
    assert!(Sheet::read(&groups[..7].join("")).is_err());
    assert!(Sheet::read(&(groups.join("") + "0")).is_err());
    assert!(Sheet::read("").is_err() && Sheet::read(&"字".repeat(40)).is_err());
}

fn with_desk() -> (TempDir, Slots, Desk) {
    let (dir, slots) = two();
    let desk = kit::found(dir.path());
    act(&desk, id(1), case("水", "2026-03-01"));
    (dir, slots, desk)
}

fn title(desk: &Desk) -> String {
    desk.read(|r| r.card(id(1))).unwrap().unwrap().card.title
}

#[test]
fn a_removed_person_s_key_opens_nothing_any_more() {
    let (dir, mut slots, desk) = with_desk();
    let sheet = slots.make_sheet(&kit::KEY).unwrap();
    let put = desk.put_blob(&mut &b"a scan"[..]).unwrap();
    let (desk, new) = slots.rekey(desk, &[account(1)]).unwrap();
    assert_eq!(title(&desk), "水");
    let mut bytes = Vec::new();
    desk.read_blob(&put.address, &put.key, &mut bytes).unwrap();
    assert_eq!(bytes, b"a scan");
    assert_eq!(desk.origin().unwrap(), crate::Origin::Same);
    drop(desk);
    assert!(matches!(Desk::open(dir.path(), &kit::KEY), Err(StoreError::WrongKey)));
    let mut slots = Slots::load(dir.path()).unwrap();
    assert_eq!((opens(&mut slots, WANG), slots.accounts()), (None, vec![account(2)]));
    let keys = slots.unlock(LI, NOW).unwrap().file_keys.keys;
    assert!(keys == vec![new.clone()]);
    assert!(slots.open_by_sheet(&sheet, NOW).unwrap().keys == vec![new.clone()]);
    let desk = Desk::open(dir.path(), &new).unwrap();
    assert!(matches!(slots.rekey(desk, &[account(2)]), Err(KeyError::LastSlot)));
}

/// A file beside the desk that the key from before opens, as an upgrade leaves it.
fn upgraded(dir: &Path) {
    fs::write(dir.join("desk.before-upgrade.db"), "under the key from before").unwrap();
    fs::write(dir.join("desk.before-upgrade.count"), "1").unwrap();
}

/// It was offered with the password of today and opened with no key, while the key that was taken away still opened it.
#[test]
fn what_an_upgrade_left_under_the_key_from_before_goes_with_that_key() {
    let (dir, mut slots, desk) = with_desk();
    upgraded(dir.path());
    let (desk, _) = slots.rekey(desk, &[account(1)]).unwrap();
    assert_eq!((before_upgrade(dir.path()), title(&desk).as_str()), (None, "水"));
    assert!(!dir.path().join("desk.before-upgrade.count").exists());
}

#[derive(Clone, Copy)]
enum CutOff {
    AtTheBegin,
    HalfWritten,
    InPlace,
}

/// Whatever point a re-key is cut off at, the people left get in, and the next sign-in puts it in order.
#[rstest]
#[case(CutOff::AtTheBegin, &[1, 2])]
#[case(CutOff::HalfWritten, &[1, 2])]
#[case(CutOff::InPlace, &[2])]
fn a_re_key_that_was_cut_off_locks_nobody_out(#[case] cut: CutOff, #[case] left: &[u8]) {
    let (dir, mut slots, desk) = with_desk();
    let before = fs::read(dir.path().join(FILE)).unwrap();
    upgraded(dir.path());
    let new = FileKey([9; 32]);
    slots.wrap_next(&[account(2)], &new).unwrap();
    match cut {
        CutOff::AtTheBegin => drop(desk),
        CutOff::HalfWritten => {
            drop(desk);
            fs::write(dir.path().join("desk.next.db"), b"half a file").unwrap();
        }
        CutOff::InPlace => drop(desk.rewrite(&new).unwrap()),
    }
    assert_ne!(fs::read(dir.path().join(FILE)).unwrap(), before);
    let mut slots = Slots::load(dir.path()).unwrap();
    let unlocked = slots.unlock(LI, NOW).unwrap();
    assert_eq!(unlocked.file_keys.keys.len(), 2);
    let (desk, fitted) = Desk::open_any(dir.path(), &unlocked.file_keys.keys).unwrap();
    slots.settle(&unlocked.file_keys, fitted).unwrap();
    assert_eq!(title(&desk), "水");
    assert_eq!(slots.accounts(), left.iter().map(|n| account(*n)).collect::<Vec<_>>());
    assert!(!dir.path().join("desk.next.db").exists());
    assert_eq!(slots.unlock(LI, NOW).unwrap().file_keys.keys.len(), 1);
    let settled = Slots::load(dir.path()).unwrap().accounts();
    assert_eq!(settled.len(), left.len());
    let stays = !matches!(cut, CutOff::InPlace);
    assert_eq!(before_upgrade(dir.path()).is_some(), stays, "as long as its key is the desk's");
}

#[test]
fn the_default_cost_is_a_real_one() {
    let dir = TempDir::new().unwrap();
    let mut slots = Slots::create(dir.path(), Cost::default()).unwrap();
    slots.add(&kit::KEY, account(1), WANG).unwrap();
    assert_eq!(opens(&mut Slots::load(dir.path()).unwrap(), WANG), Some(account(1)));
    assert!(exists(dir.path()));
}

fn exists(dir: &Path) -> bool {
    dir.join(FILE).is_file() && !dir.join("slots.json.new").exists()
}

/// Two people of one name: the same password would let the second in as the first, whenever it is set.
#[test]
fn one_name_and_one_password_are_one_person() {
    let (_dir, mut slots) = two();
    assert!(matches!(slots.add(&kit::KEY, account(3), WANG), Err(KeyError::SlotThere)));
    assert_eq!(slots.accounts(), vec![account(1), account(2)], "nothing of the third stays");
    let own = Login { password: "her own words", ..WANG };
    slots.add(&kit::KEY, account(3), own).unwrap();
    assert_eq!((opens(&mut slots, WANG), opens(&mut slots, own)), (Some(account(1)), Some(account(3))));
    assert!(matches!(
        slots.change_password(own, Login { password: WANG.password, ..own }, NOW),
        Err(KeyError::SlotThere)
    ));
    assert!(matches!(slots.reset(&kit::KEY, account(3), WANG), Err(KeyError::SlotThere)));
    assert_eq!(opens(&mut slots, own), Some(account(3)), "a refused change changes nothing");
    // To set one's own password again is no clash.
    slots.change_password(own, own, NOW).unwrap();
    slots.reset(&kit::KEY, account(1), WANG).unwrap();
    assert_eq!((opens(&mut slots, WANG), opens(&mut slots, own)), (Some(account(1)), Some(account(3))));
}
