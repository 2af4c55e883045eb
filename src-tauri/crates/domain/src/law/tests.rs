use rstest::rstest;

use super::*;

fn text(name: &str, text: &str) -> RefText {
    RefText { name: name.into(), text: text.into() }
}

fn list(version: &str, name: &str) -> RefText {
    let rows = "id,name,parent,source,valid_from,valid_to,wording";
    text("codes/x.csv", &format!("# id: codes/x\n# version: {version}\n{rows}\na,{name},,s,,,verified\n"))
}

#[test]
fn what_is_shipped_can_be_read() {
    let law = Law::shipped().unwrap();
    assert_eq!((law.clashes.len(), law.rules.clashes().len()), (0, 0));
    assert_eq!(law.files.len(), RefTexts::shipped().iter().count());
}

#[test]
fn every_reference_file_is_shipped() {
    let assets = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../assets");
    let shipped: Vec<String> = RefTexts::shipped().iter().map(|t| t.name.clone()).collect();
    for folder in ["calendar", "codes", "places", "rules"] {
        for file in std::fs::read_dir(format!("{assets}/{folder}")).unwrap() {
            let name = format!("{folder}/{}", file.unwrap().file_name().to_string_lossy());
            assert!(shipped.contains(&name), "{name} lies in assets and is not shipped");
        }
    }
}

#[test]
fn a_file_is_called_what_it_is_stored_as() {
    for text in RefTexts::shipped().iter() {
        let file = RefFile::read(text).unwrap();
        assert_eq!(text.name.rsplit_once('.').map(|(stem, _)| stem), Some(file.id.as_str()));
        assert!(!file.source.is_empty(), "{} names no source", file.id);
    }
}

/// What was released once is never changed again: a new content is a new version. Add a line a file when a release is made.
#[test]
fn released_contents_are_frozen() {
    let released = include_str!("released.txt").lines().filter(|l| !l.starts_with('#'));
    let law = Law::shipped().unwrap();
    for line in released {
        let [id, version, hash] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
        let now = law.files.iter().find(|f| f.id == id && f.version == version);
        assert!(now.is_none_or(|f| f.hash == hash), "{id} {version} was released with another content");
    }
}

#[test]
fn the_same_text_twice_is_one_file() {
    let law = Law::parse(&RefTexts::of([list("1", "甲"), list("1", "甲")])).unwrap();
    assert_eq!((law.files.len(), law.clashes.len()), (1, 0));
}

#[test]
fn line_ends_do_not_make_another_content() {
    let mut dos = list("1", "甲");
    dos.text = format!("\u{feff}{}", dos.text.replace('\n', "\r\n"));
    let law = Law::parse(&RefTexts::of([list("1", "甲"), dos])).unwrap();
    assert_eq!((law.files.len(), law.clashes.len()), (1, 0));
}

#[test]
fn two_contents_of_one_version_are_both_listed_and_neither_is_used() {
    let law = Law::parse(&RefTexts::of([list("1", "甲"), list("2", "乙"), list("2", "丙")])).unwrap();
    assert_eq!(law.codes.name("x", "a"), Some("甲"));
    assert_eq!((law.clashes[0].id.as_str(), law.clashes[0].version.as_str()), ("codes/x", "2"));
    assert_eq!(law.clashes[0].hashes.len(), 2);
    assert_eq!(law.files.len(), 1);
}

#[test]
fn the_order_of_arrival_does_not_matter() {
    let (old, new) = (list("9", "甲"), list("10", "乙"));
    for texts in [[old.clone(), new.clone()], [new, old]] {
        assert_eq!(Law::parse(&RefTexts::of(texts)).unwrap().codes.name("x", "a"), Some("乙"));
    }
}

#[rstest]
#[case::no_id("# version: 1\nid\n")]
#[case::no_version("# id: codes/x\nid\n")]
#[case::a_version_in_words("# id: codes/x\n# version: next\nid\n")]
#[case::nothing("")]
#[case::no_header("id,name\na,b\n")]
fn a_file_without_a_name(#[case] content: &str) {
    let bad = Law::parse(&RefTexts::of([text("codes/x.csv", content)])).unwrap_err();
    assert_eq!((bad.file.as_str(), bad.why), ("codes/x.csv", Why::NoHeader));
}

#[rstest]
#[case("1", "2", std::cmp::Ordering::Less)]
#[case("9", "10", std::cmp::Ordering::Less)]
#[case("1.10", "1.9", std::cmp::Ordering::Greater)]
#[case("1", "1.0", std::cmp::Ordering::Less)]
#[case("3", "3", std::cmp::Ordering::Equal)]
fn versions_are_numbers(#[case] a: &str, #[case] b: &str, #[case] order: std::cmp::Ordering) {
    assert_eq!(version_order(a, b), order);
}

#[rstest]
#[case::before("2024-12-31", false)]
#[case::first("2025-01-01", true)]
#[case::last("2025-12-31", true)]
#[case::after("2026-01-01", false)]
fn in_force_from_to(#[case] on: &str, #[case] covers: bool) {
    let days = |t: &str| t.parse().ok();
    let validity = Validity { from: days("2025-01-01"), to: days("2025-12-31") };
    assert_eq!(validity.covers(on.parse().unwrap()), covers);
    assert!(Validity::default().covers(on.parse().unwrap()));
}
