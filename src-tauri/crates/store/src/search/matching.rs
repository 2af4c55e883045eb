//! From what was typed to the text of a MATCH. Every word must be met; a word is met in one of a few ways.

use super::personal;
use super::tokens::{folded, initial, noted, noun, number, office, parts, station, tail};
use crate::cards::Scope;
use crate::error::Result;

/// More words, or longer ones, than anybody types.
const WORDS: usize = 12;
const LONGEST: usize = 64;
/// Shorter ones are looked for as they stand.
const NUMBER: usize = 5;

/// Whether a match text finds anything.
pub(crate) type Known<'a> = dyn FnMut(&str) -> Result<bool> + 'a;

/// `None`: nothing was typed that could be found.
pub(crate) fn match_text(
    typed: &str,
    nouns: &[String],
    scope: &Scope,
    known: &mut Known<'_>,
) -> Result<Option<String>> {
    let words = words_of(typed);
    let Some(scope) = scope_text(nouns, scope).filter(|_| !words.is_empty()) else { return Ok(None) };
    let mut all = Vec::with_capacity(words.len());
    for word in words {
        // Nobody has a whole phone or ID number in a row.
        if personal::looks_personal(word) {
            return Ok(None);
        }
        all.push(match numbered(word, &scope, known)? {
            Some(number) => number,
            None => met(word),
        });
    }
    Ok(Some(format!("{}{scope}", all.join(" AND "))))
}

/// The same, of what stands in notes and nowhere else: whoever asks may read them.
pub(crate) fn noted_text(typed: &str) -> Option<String> {
    let words = words_of(typed);
    if words.is_empty() || words.iter().any(|word| personal::looks_personal(word)) {
        return None;
    }
    let phrases = words.iter().map(|word| phrase(folded(word).take(LONGEST).map(noted)));
    Some(phrases.collect::<Vec<_>>().join(" AND "))
}

fn words_of(typed: &str) -> Vec<&str> {
    typed.split_whitespace().filter(|w| folded(w).next().is_some()).take(WORDS).collect()
}

/// What every hit must have beside the words. `None`: somebody who may see nothing.
fn scope_text(nouns: &[String], scope: &Scope) -> Option<String> {
    let nouns = one_of(nouns.iter().map(|n| noun(n)));
    let seen = match scope {
        Scope::Whole => None,
        Scope::Office(code) => Some(office(code)),
        Scope::Stations(stations) => Some(one_of(stations.iter().map(|s| station(*s)))?),
    };
    Some(nouns.into_iter().chain(seen).map(|all| format!(" AND {all}")).collect())
}

/// A number as a whole, or else some of its parts with the last one begun: `SQ-2026-A-0`. Spares a long walk: its
/// single signs are in every row. Only where no row has it do its signs count.
fn numbered(word: &str, scope: &str, known: &mut Known<'_>) -> Result<Option<String>> {
    let signs: Vec<char> = folded(word).take(LONGEST).collect();
    if signs.len() < NUMBER || !signs.iter().any(char::is_ascii_digit) {
        return Ok(None);
    }
    let some_parts = format!("{} *", phrase(parts(word)));
    for way in number(word).into_iter().chain([some_parts]) {
        if known(&format!("{way}{scope}"))? {
            return Ok(Some(way));
        }
    }
    Ok(None)
}

fn met(word: &str) -> String {
    let signs: Vec<char> = folded(word).take(LONGEST).collect();
    let ascii = signs.iter().all(char::is_ascii_alphanumeric);
    let initials = ascii && (2..=16).contains(&signs.len()) && signs.iter().any(char::is_ascii_alphabetic);
    let whole = phrase(signs.iter().map(char::to_string));
    let short = initials.then(|| phrase(signs.iter().map(|c| initial(*c))));
    let ways = [Some(whole.clone()), short, tail(word)];
    one_of(ways.into_iter().flatten()).unwrap_or(whole)
}

fn phrase(tokens: impl Iterator<Item = String>) -> String {
    format!("\"{}\"", tokens.collect::<Vec<_>>().join(" "))
}

/// Alternatives in brackets; `None` where there are none.
fn one_of(ways: impl Iterator<Item = String>) -> Option<String> {
    let ways: Vec<String> = ways.collect();
    match ways.len() {
        0 => None,
        1 => ways.into_iter().next(),
        _ => Some(format!("({})", ways.join(" OR "))),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rstest::rstest;

    use super::*;

    /// What is asked of the index, where the rows have these numbers.
    fn asked(typed: &str, (nouns, scope): (&[&str], &Scope), had: &[&str]) -> Option<String> {
        let nouns: Vec<String> = nouns.iter().map(|noun| (*noun).to_owned()).collect();
        let mut known = |way: &str| -> Result<bool> { Ok(had.contains(&way)) };
        match_text(typed, &nouns, scope, &mut known).unwrap()
    }

    fn anywhere(typed: &str, had: &[&str]) -> Option<String> {
        asked(typed, (&[], &Scope::Whole), had)
    }

    #[rstest]
    #[case::one_sign("水", "\"水\"")]
    #[case::a_phrase("噪音", "\"噪 音\"")]
    #[case::two_words("新城 噪音", "\"新 城\" AND \"噪 音\"")]
    #[case::two_words_by_a_wide_space("新城\u{3000}噪音", "\"新 城\" AND \"噪 音\"")]
    #[case::letters_may_be_initials("dxm", "(\"d x m\" OR \"id ix im\")")]
    #[case::one_letter_is_no_name("d", "\"d\"")]
    #[case::large_letters("DXM", "(\"d x m\" OR \"id ix im\")")]
    #[case::four_digits_may_be_last("1234", "(\"1 2 3 4\" OR t1234)")]
    #[case::three_digits_and_an_x("123X", "(\"1 2 3 x\" OR \"i1 i2 i3 ix\" OR t123x)")]
    #[case::syntax("a\"b", "\"a ＂ b\"")]
    #[case::a_word_of_a_query("AND", "(\"a n d\" OR \"ia in id\")")]
    #[case::an_invisible_word_is_none("水 \u{200b}", "\"水\"")]
    fn every_word_is_met_in_one_of_its_ways(#[case] typed: &str, #[case] expected: &str) {
        assert_eq!(anywhere(typed, &[]).as_deref(), Some(expected));
    }

    #[rstest]
    #[case::nothing("")]
    #[case::blanks(" \t\u{3000}")]
    #[case::invisible("\u{200b}\u{feff}")]
    #[case::a_whole_phone("13857641234")]
    #[case::a_phone_beside_a_word("水 138-5764-1234")]
    #[case::an_id("33108219900101123x")]
    fn what_must_not_be_found_is_not_asked(#[case] typed: &str) {
        assert_eq!(anywhere(typed, &[]), None);
    }

    #[rstest]
    #[case::a_phrase("监控", Some("\"h监 h控\""))]
    #[case::two_words("监控 A栋", Some("\"h监 h控\" AND \"ha h栋\""))]
    #[case::nothing(" \u{200b}", None)]
    #[case::a_whole_phone("监控 13857641234", None)]
    fn notes_are_asked_by_their_own_signs(#[case] typed: &str, #[case] expected: Option<&str>) {
        assert_eq!(noted_text(typed).as_deref(), expected);
    }

    #[rstest]
    #[case::four_are_not_asked_as_one("1234", &["k1234"], "(\"1 2 3 4\" OR t1234)")]
    #[case::five_that_a_row_has("12345", &["k12345"], "k12345")]
    #[case::five_that_begin_a_part("12345", &["\"p12345\" *"], "\"p12345\" *")]
    #[case::five_that_nobody_has("12345", &[], "\"1 2 3 4 5\"")]
    #[case::the_whole_before_its_parts("SQ-2026-A-0", &["ksq2026a0", "\"psq p2026 pa p0\" *"], "ksq2026a0")]
    #[case::its_parts("SQ-2026-A-0", &["\"psq p2026 pa p0\" *"], "\"psq p2026 pa p0\" *")]
    #[case::its_signs("SQ-26", &[], "\"s q － 2 6\"")]
    #[case::letters_are_no_number("abcde", &["kabcde"], "(\"a b c d e\" OR \"ia ib ic id ie\")")]
    fn a_number_is_asked_as_a_whole_where_a_row_has_it(
        #[case] typed: &str,
        #[case] had: &[&str],
        #[case] expected: &str,
    ) {
        assert_eq!(anywhere(typed, had).as_deref(), Some(expected));
    }

    #[test]
    fn a_number_is_asked_for_within_the_scope() {
        let scope = Scope::Office("331002".into());
        let whole = "k12345 AND nappeal AND o331002";
        assert_eq!(asked("12345", (&["appeal"], &scope), &[whole]).as_deref(), Some(whole));
        // That somebody elsewhere has it says nothing here.
        let signs = "\"1 2 3 4 5\" AND nappeal AND o331002";
        assert_eq!(asked("12345", (&["appeal"], &scope), &["k12345"]).as_deref(), Some(signs));
    }

    #[test]
    fn the_scope_is_asked_beside_every_word() {
        let office = Scope::Office("331002".into());
        assert_eq!(asked("水", (&[], &office), &[]).as_deref(), Some("\"水\" AND o331002"));
        let nouns: (&[&str], &Scope) = (&["appeal", "voice"], &office);
        assert_eq!(asked("水", nouns, &[]).as_deref(), Some("\"水\" AND (nappeal OR nvoice) AND o331002"));
        let nowhere = Scope::Stations(BTreeSet::new());
        assert_eq!(asked("水", (&[], &nowhere), &[]), None);
    }

    #[rstest]
    #[case(11, 10)]
    #[case(12, 11)]
    #[case(13, 11)]
    fn twelve_words_are_enough(#[case] typed: usize, #[case] joined: usize) {
        let text = vec!["水"; typed].join(" ");
        assert_eq!(anywhere(&text, &[]).unwrap().matches(" AND ").count(), joined);
    }

    #[rstest]
    #[case(63, 63)]
    #[case(64, 64)]
    #[case(65, 64)]
    fn a_word_has_sixty_four_signs_at_most(#[case] typed: usize, #[case] asked_for: usize) {
        let text = "水".repeat(typed);
        assert_eq!(anywhere(&text, &[]).unwrap().matches('水').count(), asked_for);
    }

    #[rstest]
    #[case(1, false)]
    #[case(2, true)]
    #[case(16, true)]
    #[case(17, false)]
    fn initials_are_of_a_name_not_of_a_text(#[case] letters: usize, #[case] are: bool) {
        let text = "a".repeat(letters);
        assert_eq!(anywhere(&text, &[]).unwrap().contains("ia"), are);
    }
}
