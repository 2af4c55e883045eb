//! Numbers made by the rule of the standard are taken, and no slip of one sign or two neighbours passes.

use super::*;
use crate::scene::Dice;

/// Weights 2^(i-1) mod 11 counted from the right (GB 11643), worked out here on its own.
fn id_number(dice: &mut Dice) -> String {
    let (year, month, dom) = (1930 + dice.roll(90), 1 + dice.roll(12), 1 + dice.roll(28));
    let body = format!("331002{year:04}{month:02}{dom:02}{:03}", dice.roll(1000));
    let sum: u32 = body.bytes().rev().zip(1u32..).map(|(b, i)| u32::from(b - b'0') * (1 << i) % 11).sum();
    let check = (12 - sum % 11) % 11;
    format!("{body}{}", if check == 10 { "X".into() } else { check.to_string() })
}

fn taken(number: &str) -> Result<PartyFacts, Refusal> {
    let facts = PartyFacts { id_number: Some(number.into()), ..someone() };
    register(facts).map(|ops| Party::of(&record("party", &ops)).facts)
}

#[test]
fn a_thousand_numbers_tell_birth_date_and_sex() {
    for seed in 0..1_000 {
        let number = id_number(&mut Dice::of(seed));
        let facts = taken(&number).unwrap_or_else(|why| panic!("{number}: {why:?}"));
        let born = facts.born_on.expect("a birth date");
        assert_eq!(born.format("%Y%m%d").to_string(), number[6..14]);
        let odd = number.as_bytes()[16] % 2 == 1;
        assert_eq!(facts.sex.as_deref(), Some(if odd { "1" } else { "2" }), "{number}");
        let minor = facts.flags.iter().flatten().any(|f| f == MINOR);
        assert_eq!(minor, years_between(born, day("2026-09-01")) < 18, "{number}");
    }
}

#[test]
fn one_wrong_sign_is_found() {
    for seed in 0..60 {
        let mut dice = Dice::of(seed);
        let number = id_number(&mut dice);
        for at in 0..18 {
            let mut slip: Vec<char> = number.chars().collect();
            let other = char::from(b'0' + dice.roll(10) as u8);
            if slip[at] == other {
                continue;
            }
            slip[at] = other;
            let slip: String = slip.into_iter().collect();
            assert_eq!(taken(&slip), Err(wrong("id_number")), "{number} written {slip}");
        }
    }
}

#[test]
fn two_neighbours_exchanged_are_found() {
    for seed in 0..60 {
        let number = id_number(&mut Dice::of(seed));
        for at in 0..16 {
            let mut slip = number.clone().into_bytes();
            if slip[at] == slip[at + 1] {
                continue;
            }
            slip.swap(at, at + 1);
            let slip = String::from_utf8(slip).unwrap();
            assert_eq!(taken(&slip), Err(wrong("id_number")), "{number} written {slip}");
        }
    }
}
