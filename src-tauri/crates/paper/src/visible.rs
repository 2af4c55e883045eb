//! Makes visible what a document cannot carry. A reader sees `[U+0000]` instead of nothing, a name that would turn
//! the rest of the line around stays where it stands, and no character is lost without a trace.

use std::borrow::Cow;

/// What XML, and so an Excel file, cannot hold: control characters but tab and line feed, and the two non-characters.
pub fn breaks_xml(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t') || matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// What would turn running text around or hide in it. Excel shows each cell alone and keeps them as they are.
pub fn breaks_line(c: char) -> bool {
    matches!(c,
        '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Line ends become line feeds; every character `hidden` names becomes its code point in brackets.
pub fn visible(text: &str, hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.chars().any(|c| c == '\r' || hidden(c)) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\r' if rest.peek() == Some(&'\n') => {}
            '\r' => shown.push('\n'),
            _ if hidden(c) => shown.push_str(&format!("[U+{:04X}]", u32::from(c))),
            _ => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::plain("徐某某 138", "徐某某 138")]
    #[case::nul("a\0b", "a[U+0000]b")]
    #[case::bell_and_delete("\u{7}\u{7f}", "[U+0007][U+007F]")]
    #[case::c1("\u{85}", "[U+0085]")]
    #[case::windows_line_end("一\r\n二\r三", "一\n二\n三")]
    #[case::tab_and_newline_stay("一\t二\n三", "一\t二\n三")]
    #[case::non_character("\u{ffff}", "[U+FFFF]")]
    #[case::bidi_is_no_matter_for_a_cell("\u{202e}abc", "\u{202e}abc")]
    fn a_cell_shows_what_xml_cannot_hold(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(visible(text, breaks_xml), expected);
    }

    #[rstest]
    #[case::override_is_named("\u{202e}gpj.exe", "[U+202E]gpj.exe")]
    #[case::mark_is_named("\u{200f}", "[U+200F]")]
    #[case::zero_width_space("王\u{200b}敏", "王[U+200B]敏")]
    #[case::tag_character("\u{e0041}", "[U+E0041]")]
    #[case::variation_selector_stays("葛\u{e0100}", "葛\u{e0100}")]
    fn running_text_shows_what_would_turn_or_hide(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(visible(text, breaks_line), expected);
    }

    #[test]
    fn clean_text_is_not_copied() {
        assert!(matches!(visible("共联检察", breaks_xml), Cow::Borrowed(_)));
    }
}
