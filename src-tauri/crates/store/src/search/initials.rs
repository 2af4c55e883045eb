//! Pinyin initials of names and places, with local readings that the dictionary does not know.

use std::collections::HashMap;

use pinyin::{ToPinyin, ToPinyinMulti};

/// Readings of one name are multiplied out up to here; a name with more keeps its first ones.
const MOST: usize = 8;
/// Longer texts are no names.
const LONGEST: usize = 40;

/// Readings handed in, longest first: a text and the initials that stand for it.
#[derive(Default)]
pub(crate) struct Initials {
    local: Vec<(Vec<char>, String)>,
}

impl Initials {
    pub fn with(readings: impl IntoIterator<Item = (String, String)>) -> Self {
        let unique: HashMap<String, String> = readings.into_iter().collect();
        let mut local: Vec<_> = unique
            .into_iter()
            .map(|(text, initials)| (text.chars().collect::<Vec<_>>(), initials.to_lowercase()))
            .filter(|(text, initials)| {
                !text.is_empty() && initials.chars().all(|c| c.is_ascii_alphanumeric())
            })
            .collect();
        local.sort_by(|a, b| b.0.len().cmp(&a.0.len()).then_with(|| a.cmp(b)));
        Self { local }
    }

    /// All readings of a name, each once. Empty for a name without Chinese characters.
    pub fn of(&self, name: &str) -> Vec<String> {
        let chars: Vec<char> = name.chars().take(LONGEST).collect();
        let mut readings = vec![String::new()];
        let mut has_chinese = false;
        let mut at = 0;
        while at < chars.len() {
            let (taken, next) = self.local_at(&chars[at..]).unwrap_or_else(|| (1, read(chars[at])));
            has_chinese |= chars[at].to_pinyin().is_some();
            readings = spread(readings, &next);
            at += taken;
        }
        readings.retain(|r| has_chinese && r.len() > 1);
        readings
    }

    fn local_at(&self, rest: &[char]) -> Option<(usize, Vec<String>)> {
        let (text, initials) = self.local.iter().find(|(text, _)| rest.starts_with(text))?;
        Some((text.len(), vec![initials.clone()]))
    }
}

/// First letters of a character's readings, the usual one first.
fn read(c: char) -> Vec<String> {
    if c.is_ascii_alphanumeric() {
        return vec![c.to_ascii_lowercase().to_string()];
    }
    let usual = c.to_pinyin().map(|p| p.first_letter().to_owned());
    let others = c.to_pinyin_multi().into_iter().flatten().map(|p| p.first_letter().to_owned());
    let mut letters: Vec<String> = Vec::new();
    for letter in usual.into_iter().chain(others) {
        if !letters.contains(&letter) {
            letters.push(letter);
        }
    }
    letters
}

fn spread(readings: Vec<String>, next: &[String]) -> Vec<String> {
    if next.is_empty() {
        return readings;
    }
    let mut all = Vec::new();
    for letter in next {
        for reading in &readings {
            all.push(format!("{reading}{letter}"));
        }
    }
    all.truncate(MOST);
    all
}
