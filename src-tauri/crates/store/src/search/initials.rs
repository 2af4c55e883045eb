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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use rstest::rstest;

    use super::*;

    fn local(readings: &[(&str, &str)]) -> Initials {
        Initials::with(readings.iter().map(|(text, initials)| ((*text).to_owned(), (*initials).to_owned())))
    }

    #[rstest]
    #[case::in_small_letters(&[("葭沚", "JZ")], "葭沚", "jz")]
    #[case::the_longer_one_first(&[("葭沚", "xx"), ("葭沚街道", "jzjd")], "葭沚街道", "jzjd")]
    #[case::the_rest_as_usual(&[("葭沚", "xx"), ("葭沚街道", "jzjd")], "葭沚站", "xxz")]
    #[case::in_the_middle(&[("葭沚", "jz")], "大葭沚", "jz")]
    fn a_local_reading_stands_for_its_text(
        #[case] given: &[(&str, &str)],
        #[case] name: &str,
        #[case] within: &str,
    ) {
        let read = local(given).of(name);
        assert!(!read.is_empty());
        assert!(read.iter().all(|one| one.contains(within)), "{read:?}");
    }

    #[rstest]
    #[case::a_dash("w-q")]
    #[case::chinese("温峤")]
    #[case::a_query("w\" OR *")]
    fn a_reading_that_is_no_letters_is_left_out(#[case] initials: &str) {
        assert_eq!(local(&[("温峤", initials)]).of("温峤"), Initials::default().of("温峤"));
    }

    #[rstest]
    #[case::one_sign("单")]
    #[case::letters("ABC")]
    #[case::digits("2026")]
    #[case::marks("——")]
    #[case::an_emoji("👍👍")]
    fn what_is_no_name_has_no_initials(#[case] name: &str) {
        assert!(Initials::default().of(name).is_empty());
    }

    #[test]
    fn eight_readings_of_a_name_are_enough() {
        // 行 is read in two ways: thirty-two of five.
        let read = Initials::default().of("行行行行行");
        assert_eq!(read.iter().collect::<BTreeSet<_>>().len(), MOST);
        assert!(read.iter().all(|one| one.len() == 5), "{read:?}");
    }

    #[rstest]
    #[case(39, 39)]
    #[case(40, 40)]
    #[case(41, 40)]
    fn a_name_is_read_up_to_forty_signs(#[case] signs: usize, #[case] letters: usize) {
        let read = Initials::default().of(&"水".repeat(signs));
        assert_eq!(read, vec!["s".repeat(letters)]);
    }
}
