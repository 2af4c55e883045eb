//! The 24 letters: both desks come to the same ones, and no slip of a hand goes unseen.

use proptest::prelude::*;
use sync::bundle::{ALPHABET, BundleId, Code, Mistyped, Taken};

use crate::kit::*;

const ABOUT: (BundleId, Taken, [u8; 32]) = (BundleId([0x41; 16]), Taken::Whole, [0x42; 32]);

fn code() -> Code {
    Code::of(&MINE, &public(&OTHER), ABOUT).expect("a key")
}

/// The letters without their dashes.
fn letters() -> Vec<char> {
    code().to_string().chars().filter(|c| *c != '-').collect()
}

#[test]
fn both_desks_come_to_the_same_letters_and_nobody_else_does() {
    assert_eq!(Code::of(&OTHER, &public(&MINE), ABOUT), Some(code()));
    assert_ne!(Code::of(&OTHER, &public(&[0x24; 32]), ABOUT), Some(code()));
    assert_ne!(Code::of(&[0x24; 32], &public(&MINE), ABOUT), Some(code()));
}

/// By `tests/golden/code.py`, which has its own X25519 and knows nothing of this program.
#[test]
fn the_letters_are_those_of_the_reference() {
    assert_eq!(code().to_string(), CODE);
}

const CODE: &str = "KNUA-BBJA-RDBC-UZAF-EUEL-UDSE";

#[test]
fn a_papers_code_is_of_its_kind_and_its_hash_and_is_read_back() {
    let code = Code::naming("checkpoint", &[0x42; 32]);
    assert_eq!(Code::naming("checkpoint", &[0x42; 32]), code);
    assert_eq!(Code::read(&code.to_string().to_lowercase()), Ok(code));
    let others = [("checkpoint", [0x43; 32]), ("checkpoints", [0x42; 32]), ("", [0x42; 32])];
    for (kind, hash) in others {
        assert_ne!(Code::naming(kind, &hash), code, "{kind}");
    }
}

#[test]
fn bundle_result_and_heads_each_make_another_code() {
    let (bundle, result, heads) = ABOUT;
    let others = [
        (BundleId([0x40; 16]), result, heads),
        (bundle, Taken::Held, heads),
        (bundle, Taken::Partly, heads),
        (bundle, Taken::Refused, heads),
        (bundle, result, [0x43; 32]),
    ];
    for about in others {
        assert_ne!(Code::of(&MINE, &public(&OTHER), about), Some(code()), "{about:?}");
    }
}

#[test]
fn it_is_read_however_it_is_typed() {
    let text = code().to_string();
    assert_eq!(text.len(), 24 + 5);
    let typed = [
        text.clone(),
        text.to_lowercase(),
        text.replace('-', " "),
        text.replace('-', ""),
        format!("  {}\n", text.replace('-', "－")),
    ];
    for typed in typed {
        assert_eq!(Code::read(&typed), Ok(code()), "{typed}");
    }
}

#[test]
fn every_single_wrong_letter_is_told() {
    let letters = letters();
    for at in 0..24 {
        for other in ALPHABET.map(char::from).into_iter().filter(|other| *other != letters[at]) {
            let mut typed = letters.clone();
            typed[at] = other;
            let typed: String = typed.into_iter().collect();
            assert_eq!(Code::read(&typed), Err(Mistyped::Check), "{typed}");
        }
    }
}

#[test]
fn every_two_neighbours_that_changed_places_are_told() {
    // Over many codes, so that each pair of letters stands side by side somewhere.
    let mut pairs = std::collections::HashSet::new();
    for n in 0..=255u8 {
        let code =
            Code::of(&MINE, &public(&OTHER), (BundleId([n; 16]), Taken::Whole, [n; 32])).expect("a key");
        let letters: Vec<char> = code.to_string().chars().filter(|c| *c != '-').collect();
        for at in 0..23 {
            let mut typed = letters.clone();
            typed.swap(at, at + 1);
            if typed != letters {
                pairs.insert((letters[at], letters[at + 1]));
                let typed: String = typed.into_iter().collect();
                assert_eq!(Code::read(&typed), Err(Mistyped::Check), "{typed}");
            }
        }
    }
    assert_eq!(pairs.len(), 23 * 22, "every pair was tried");
}

#[test]
fn letters_that_look_like_others_stand_in_no_code() {
    for (letter, at) in [('I', 1), ('O', 4), ('Q', 24), ('0', 3), ('1', 2), ('５', 7)] {
        let mut typed = letters();
        typed[at - 1] = letter;
        let typed: String = typed.into_iter().collect();
        assert_eq!(Code::read(&typed), Err(Mistyped::Letter { place: at, letter }), "{typed}");
    }
}

#[test]
fn too_few_and_too_many_letters_are_told() {
    let text: String = letters().into_iter().collect();
    assert_eq!(Code::read(&text[1..]), Err(Mistyped::Length(23)));
    assert_eq!(Code::read(&format!("{text}A")), Err(Mistyped::Length(25)));
    assert_eq!(Code::read(""), Err(Mistyped::Length(0)));
}

#[test]
fn a_key_that_is_no_key_gives_no_code() {
    assert_eq!(Code::of(&MINE, &[0; 32], ABOUT), None);
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_stands_between_the_letters_they_are_read(hash in any::<[u8; 32]>(), gap in "[ \\t\u{3000}－—–-]{0,3}") {
        let code = Code::naming("checkpoint", &hash);
        let letters = code.to_string().to_lowercase().replace('-', &gap);
        prop_assert_eq!(Code::read(&format!("{gap}{letters}{gap}")), Ok(code));
    }

    #[test]
    fn any_text_is_answered(typed in "\\PC{0,60}") {
        if let Ok(code) = Code::read(&typed) {
            prop_assert_eq!(Code::read(&code.to_string()), Ok(code));
        }
    }
}
