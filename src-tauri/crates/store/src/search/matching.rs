//! From what was typed to the text of a MATCH. Every word must be met; a word is met in one of a few ways.

use super::personal;
use super::tokens::{folded, initial, noun, number, office, parts, station, tail};
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
    let words: Vec<&str> =
        typed.split_whitespace().filter(|w| folded(w).next().is_some()).take(WORDS).collect();
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
