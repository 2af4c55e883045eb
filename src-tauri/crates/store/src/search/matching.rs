//! From what was typed to the text of a MATCH. Every word must be met; a word is met in one of a few ways.

use super::personal;
use super::tokens::{folded, initial, noun, number, office, station, tail};
use crate::cards::Scope;

/// More words, or longer ones, than anybody types.
const WORDS: usize = 12;
const LONGEST: usize = 64;

/// `None`: nothing was typed that could be found.
pub(crate) fn match_text(typed: &str, nouns: &[String], scope: &Scope) -> Option<String> {
    let mut all: Vec<String> = Vec::new();
    for word in typed.split_whitespace().filter(|w| folded(w).next().is_some()).take(WORDS) {
        all.push(met(word)?);
    }
    if all.is_empty() {
        return None;
    }
    all.extend(one_of(nouns.iter().map(|n| noun(n))));
    match scope {
        Scope::Whole => {}
        Scope::Office(code) => all.push(office(code)),
        Scope::Stations(stations) => all.push(one_of(stations.iter().map(|s| station(*s)))?),
    }
    Some(all.join(" AND "))
}

/// `None`: a whole phone or ID number, which no row has.
fn met(word: &str) -> Option<String> {
    if personal::looks_personal(word) {
        return None;
    }
    let signs: Vec<char> = folded(word).take(LONGEST).collect();
    let ascii = signs.iter().all(char::is_ascii_alphanumeric);
    let mut ways = vec![phrase(signs.iter().map(char::to_string))];
    if ascii && (2..=16).contains(&signs.len()) && signs.iter().any(char::is_ascii_alphabetic) {
        ways.push(phrase(signs.iter().map(|c| initial(*c))));
    }
    ways.extend(tail(word));
    // Spares a long walk: the signs of a number are in every row, the number as a whole in one.
    if signs.len() > 5 && signs.iter().any(char::is_ascii_digit) {
        ways.extend(number(word));
    }
    one_of(ways.into_iter())
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
