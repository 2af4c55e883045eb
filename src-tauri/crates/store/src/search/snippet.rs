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
