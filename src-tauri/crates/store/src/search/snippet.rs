//! The place of a hit, cut from the text as it was written and not from its tokens.

use super::tokens::folded;

/// `hit` stands between `before` and `after`; each end says by itself that it was cut.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    pub before: String,
    pub hit: String,
    pub after: String,
}

/// The first place in `text` where a typed word stands, with at most `around` characters on each side.
pub fn snippet(text: &str, typed: &str, around: usize) -> Option<Snippet> {
    let chars: Vec<char> = text.chars().collect();
    // Each folded sign with the character it came from.
    let signs: Vec<(usize, char)> = chars
        .iter()
        .enumerate()
        .flat_map(|(i, c)| folded(c.encode_utf8(&mut [0; 4])).map(|s| (i, s)).collect::<Vec<_>>())
        .collect();
    let (from, to) = typed
        .split_whitespace()
        .map(|word| folded(word).collect::<Vec<_>>())
        .filter(|word| !word.is_empty())
        .filter_map(|word| place(&signs, &word))
        .min()?;
    let (start, end) = (from.saturating_sub(around), (to + 1 + around).min(chars.len()));
    let cut = |range: &[char]| range.iter().collect::<String>();
    Some(Snippet {
        before: format!("{}{}", if start > 0 { "…" } else { "" }, cut(&chars[start..from])),
        hit: cut(&chars[from..=to]),
        after: format!("{}{}", cut(&chars[to + 1..end]), if end < chars.len() { "…" } else { "" }),
    })
}

fn place(signs: &[(usize, char)], word: &[char]) -> Option<(usize, usize)> {
    let hit = signs.windows(word.len()).find(|w| w.iter().map(|(_, c)| c).eq(word))?;
    Some((hit.first()?.0, hit.last()?.0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::sample::Index;
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::the_first_of_two("水管漏水", "水", 1, ("", "水", "管…"))]
    #[case::the_first_of_several_words("甲乙丙丁", "丁 乙", 1, ("甲", "乙", "丙…"))]
    #[case::at_the_end("夜间噪音", "噪音", 2, ("夜间", "噪音", ""))]
    #[case::nothing_around("夜间噪音扰民", "噪音", 0, ("…", "噪音", "…"))]
    #[case::around_an_emoji("充电👍桩起火", "👍", 1, ("…电", "👍", "桩…"))]
    #[case::large_as_written("在A座Lift里", "lift", 1, ("…座", "Lift", "里"))]
    #[case::over_a_line_break("一\n二三", "一二", 1, ("", "一\n二", "三"))]
    #[case::a_word_that_is_not_there("水管", "火 管", 5, ("水", "管", ""))]
    fn the_hit_stands_between_its_two_ends(
        #[case] text: &str,
        #[case] typed: &str,
        #[case] around: usize,
        #[case] cut: (&str, &str, &str),
    ) {
        let found = snippet(text, typed, around).unwrap();
        assert_eq!((found.before.as_str(), found.hit.as_str(), found.after.as_str()), cut);
    }

    #[rstest]
    #[case::nothing_typed("水", "")]
    #[case::blanks("水", " \u{3000}")]
    #[case::invisible("水", "\u{200b}")]
    #[case::no_text("", "水")]
    #[case::longer_than_the_text("水", "水水")]
    fn without_a_hit_there_is_none(#[case] text: &str, #[case] typed: &str) {
        assert_eq!(snippet(text, typed, 5), None);
    }

    /// A few signs of the text itself, as somebody types them who has read it.
    fn part(text: &str, (from, n): (Index, usize)) -> String {
        let chars: Vec<char> = text.chars().collect();
        chars.iter().skip(from.index(chars.len())).take(n).collect()
    }

    fn stands(text: &str, found: &Snippet, around: usize) -> Result<(), TestCaseError> {
        let (before, after) = (found.before.trim_start_matches('…'), found.after.trim_end_matches('…'));
        let whole = format!("{before}{}{after}", found.hit);
        // An ellipsis of the text's own may have been taken off with ours.
        prop_assert!(text.contains('…') || text.contains(&whole), "{whole:?} of {text:?}");
        prop_assert!(found.before.chars().count() <= around + 1);
        prop_assert!(found.after.chars().count() <= around + 1);
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_stands_in_the_text_is_found(
            text in "[a-cA-C0-2水管漏电]{1,30}", from in any::<Index>(), n in 1usize..4, around in 0usize..8,
        ) {
            let typed = part(&text, (from, n));
            let found = snippet(&text, &typed, around);
            prop_assert!(found.is_some(), "{typed:?} in {text:?}");
            stands(&text, &found.unwrap(), around)?;
        }

        #[test]
        fn what_is_cut_stands_in_the_text(
            text in "\\PC{1,30}", from in any::<Index>(), n in 1usize..4, around in 0usize..8,
        ) {
            // Signs that fold to nothing are no word.
            if let Some(found) = snippet(&text, &part(&text, (from, n)), around) {
                stands(&text, &found, around)?;
            }
        }
    }
}
