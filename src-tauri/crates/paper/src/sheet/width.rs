//! How wide a column must be. Excel measures in half-width characters; a Chinese character takes two.

/// Narrower looks broken, wider pushes the next columns off the screen: longer text wraps.
const NARROWEST: usize = 6;
pub const WIDEST: usize = 48;

/// The longest line, in half-width characters.
pub fn of(text: &str) -> usize {
    text.lines().map(|line| line.chars().map(half_widths).sum()).max().unwrap_or(0)
}

/// What the column gets for the widest thing in it: some air, within the two limits.
pub fn column(widest: usize) -> f64 {
    let fits = (widest + 2).clamp(NARROWEST, WIDEST);
    fits as f64
}

/// East Asian wide characters begin with Hangul Jamo; the punctuation in between is drawn wide by Chinese fonts too.
fn half_widths(c: char) -> usize {
    match u32::from(c) {
        0x300..=0x36f | 0x200b..=0x200f | 0xfe00..=0xfe0f | 0xe0100..=0xe01ef => 0,
        0..=0x10ff => 1,
        0xff61..=0xffdc => 1,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::ascii("331000", 6)]
    #[case::chinese("临海市人民检察院", 16)]
    #[case::mixed("R01 程序性回复", 14)]
    #[case::beyond_the_plane("𠮷", 2)]
    #[case::longest_line("一\n二三四\n五", 6)]
    #[case::combining("e\u{301}", 1)]
    #[case::nothing("", 0)]
    fn a_chinese_character_is_two(#[case] text: &str, #[case] expected: usize) {
        assert_eq!(of(text), expected);
    }

    #[rstest]
    #[case(0, 6.0)]
    #[case(18, 20.0)]
    #[case(4000, 48.0)]
    fn a_column_keeps_its_limits(#[case] widest: usize, #[case] expected: f64) {
        assert_eq!(column(widest), expected);
    }
}
