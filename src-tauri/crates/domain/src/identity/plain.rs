//! A number as it is typed, pasted or scanned, into the signs it is made of.

/// Full-width signs become half-width, letters upper case; spaces of every kind and marks nobody sees are dropped.
pub fn plain(text: &str) -> String {
    text.chars().filter_map(sign).collect()
}

fn sign(c: char) -> Option<char> {
    let half = match c {
        // Full-width forms stand in the order of ASCII, 0xFEE0 further on.
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        // Dashes of every length.
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => c,
    };
    let unseen = matches!(half, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    (!half.is_whitespace() && !unseen).then(|| half.to_ascii_uppercase())
}
