//! The tokens of a row. Text stands as single characters, so that a phrase of them equals a substring.
//! Everything else (scope, whole numbers, last four digits, initials) is a token of two characters or more and
//! therefore never met by typed text.

use domain::SearchRow;
use ledger::RecordId;

use super::initials::Initials;
use super::personal;

/// Between two texts, so that no phrase runs from one into the next.
const BREAK: &str = "bb";

/// Before each sign of a note. No token of another kind begins with it.
const NOTED: char = 'h';

/// What a row is narrowed by.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tags {
    pub noun: String,
    pub office: String,
    pub station: Option<RecordId>,
}

pub(crate) fn row_tokens(row: &SearchRow, tags: &Tags, initials: &Initials) -> String {
    let mut out = String::with_capacity(row.text.len() * 2 + 64);
    let mut put = |token: &str| {
        out.push_str(token);
        out.push(' ');
    };
    for tag in tags_of(tags) {
        put(&tag);
    }
    row.numbers.iter().filter_map(|n| number(n)).for_each(|t| put(&t));
    row.tails.iter().filter_map(|t| tail(t)).for_each(|t| put(&t));
    put_text(&row.text, &mut put);
    for name in &row.names {
        put(BREAK);
        put_text(name, &mut put);
        for reading in initials.of(name) {
            put(BREAK);
            reading.chars().for_each(|c| put(&initial(c)));
        }
    }
    for number in &row.numbers {
        put(BREAK);
        parts(number).for_each(|part| put(&part));
        put(BREAK);
        folded(number).for_each(|c| put(c.encode_utf8(&mut [0; 4])));
    }
    out.truncate(out.trim_end().len());
    out
}

/// The words of a note, each sign marked: no typed text meets them but through `noted`. `None`: there are none.
pub(crate) fn note_tokens(text: &str) -> Option<String> {
    let mut out = Vec::new();
    put_text(text, &mut |token: &str| out.push(format!("{NOTED}{token}")));
    (!out.is_empty()).then(|| out.join(" "))
}

/// A sign as it stands in a note.
pub(super) fn noted(sign: char) -> String {
    format!("{NOTED}{sign}")
}

fn tags_of(tags: &Tags) -> impl Iterator<Item = String> {
    let station = tags.station.map(station);
    let office = Some(tags.office.as_str()).filter(|o| !o.is_empty()).map(office);
    let noun = Some(tags.noun.as_str()).filter(|n| !n.is_empty()).map(noun);
    [station, office, noun].into_iter().flatten()
}

/// Characters of a text, without whole phone and ID numbers; of those the last four digits stay, as one token.
fn put_text(text: &str, put: &mut impl FnMut(&str)) {
    for part in personal::parts(folded(text)) {
        match part {
            personal::Part::Plain(c) => put(c.encode_utf8(&mut [0; 4])),
            personal::Part::Number(digits) => {
                put(BREAK);
                if let Some(token) = tail(&digits[digits.len().saturating_sub(4)..]) {
                    put(&token);
                }
                put(BREAK);
            }
        }
    }
}

/// The characters a text is compared by, spaces and invisible signs left out.
pub(super) fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(fold_char)
}

/// Lower case, full-width letters and digits as narrow ones, narrow punctuation as full-width. Nothing that could be
/// syntax of a query is left, and every character that is left is one token for `ascii`.
pub(crate) fn fold_char(c: char) -> impl Iterator<Item = char> {
    let narrow = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        other => other,
    };
    let invisible = narrow.is_whitespace() || narrow.is_control() || is_ignorable(narrow);
    let lower = (!invisible).then(|| narrow.to_lowercase()).into_iter().flatten();
    lower.map(|c| match c {
        '!'..='/' | ':'..='@' | '['..='`' | '{'..='~' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        other => other,
    })
}

/// Direction marks, zero-width signs and variation selectors: two texts that look the same are found alike.
fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E0FFF}')
}

pub(super) fn station(station: RecordId) -> String {
    format!("s{}", station.0.simple())
}

pub(super) fn office(office: &str) -> String {
    format!("o{}", payload(office))
}

pub(super) fn noun(noun: &str) -> String {
    format!("n{}", payload(noun))
}

pub(super) fn initial(letter: char) -> String {
    format!("i{letter}")
}

/// A whole number such as LH01-SQ-2026-A-001, whatever stands between its parts.
pub(super) fn number(text: &str) -> Option<String> {
    Some(payload(text)).filter(|p| !p.is_empty()).map(|p| format!("k{p}"))
}

/// The parts of a number, so that some of them find it.
pub(super) fn parts(text: &str) -> impl Iterator<Item = String> {
    let signs: Vec<char> = folded(text).collect();
    let parts: Vec<String> =
        signs.split(|c| !c.is_alphanumeric()).filter(|p| !p.is_empty()).map(|p| p.iter().collect()).collect();
    parts.into_iter().map(|part| format!("p{part}"))
}

/// The last four digits of a phone or ID number (an ID may end in x).
pub(super) fn tail(text: &str) -> Option<String> {
    let signs: String = folded(text).collect();
    let fits = signs.len() == 4
        && signs.chars().enumerate().all(|(i, c)| c.is_ascii_digit() || (i == 3 && c == 'x'));
    fits.then(|| format!("t{signs}"))
}

/// Letters and digits only: one token for the tokenizer.
fn payload(text: &str) -> String {
    folded(text).filter(|c| c.is_ascii_alphanumeric() || (!c.is_ascii() && c.is_alphanumeric())).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn plain(text: &str) -> String {
        folded(text).collect()
    }

    #[rstest]
    #[case::full_width_letters("Ａ７ 县", "a7县")]
    #[case::narrow_marks("a,b(c)", "a，b（c）")]
    #[case::wide_marks_stay("a，b（c）", "a，b（c）")]
    #[case::syntax_of_a_query("\"*^~", "＂＊＾～")]
    #[case::all_kinds_of_space("一 二\t三\u{3000}四\u{a0}五\r\n", "一二三四五")]
    #[case::controls("一\0二\u{7f}", "一二")]
    #[case::zero_width_and_marks("\u{feff}单\u{200b}晓\u{200f}明\u{2060}", "单晓明")]
    #[case::variation_selectors("葛\u{fe00}洪\u{e0100}", "葛洪")]
    #[case::soft_hyphen("co\u{ad}op", "coop")]
    #[case::outside_the_basic_plane("𠮷田👍", "𠮷田👍")]
    #[case::nothing("", "")]
    fn texts_are_compared_by_what_is_seen(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(plain(text), expected);
    }

    #[rstest]
    #[case::digits("1234", Some("t1234"))]
    #[case::noughts("0000", Some("t0000"))]
    #[case::full_width("１２３４", Some("t1234"))]
    #[case::with_spaces(" 12 34 ", Some("t1234"))]
    #[case::small_x("123x", Some("t123x"))]
    #[case::large_x("123X", Some("t123x"))]
    #[case::one_too_few("123", None)]
    #[case::one_too_many("12345", None)]
    #[case::x_at_another_place("12x4", None)]
    #[case::another_letter("123y", None)]
    #[case::chinese_digits("一二三四", None)]
    #[case::arabic_digits("١٢٣٤", None)]
    #[case::nothing("", None)]
    fn the_last_four_are_four(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(tail(text).as_deref(), expected);
    }

    #[rstest]
    #[case::of_an_appeal("LH01-SQ-2026-A-001", Some("klh01sq2026a001"), &["plh01", "psq", "p2026", "pa", "p001"])]
    #[case::of_a_case("检〔2026〕17号", Some("k检202617号"), &["p检", "p2026", "p17号"])]
    #[case::without_marks("LH01SQ", Some("klh01sq"), &["plh01sq"])]
    #[case::marks_at_its_ends("-A-1-", Some("ka1"), &["pa", "p1"])]
    #[case::marks_alone("---", None, &[])]
    #[case::nothing("", None, &[])]
    fn a_number_is_one_token_and_its_parts(
        #[case] text: &str,
        #[case] whole: Option<&str>,
        #[case] some: &[&str],
    ) {
        assert_eq!(number(text).as_deref(), whole);
        assert_eq!(parts(text).collect::<Vec<_>>(), some);
    }

    fn row(row: &SearchRow) -> String {
        row_tokens(row, &Tags::default(), &Initials::default())
    }

    #[rstest]
    #[case::text("漏水，A栋", "漏 水 ， a 栋")]
    #[case::a_phone("电13857641234话", "电 bb t1234 bb 话")]
    #[case::an_id_with_x("证33108219900101123X", "证 bb t123x bb")]
    #[case::a_sum("1,280元", "1 ， 2 8 0 元")]
    #[case::blank(" \u{3000}\u{200b}", "")]
    fn a_text_stands_sign_by_sign_without_whole_numbers(#[case] text: &str, #[case] expected: &str) {
        assert_eq!(row(&SearchRow { text: text.into(), ..SearchRow::default() }), expected);
    }

    #[test]
    fn scope_numbers_and_tails_stand_before_the_text() {
        let tags = Tags { noun: "appeal".into(), office: "331002".into(), station: None };
        let given = SearchRow {
            text: "水".into(),
            numbers: vec!["A-1".into(), "--".into()],
            tails: vec!["1234".into(), "12".into()],
            ..SearchRow::default()
        };
        assert_eq!(
            row_tokens(&given, &tags, &Initials::default()),
            "o331002 nappeal ka1 t1234 水 bb pa p1 bb a － 1 bb bb － －"
        );
    }

    /// A liaison's search must meet nothing of a note, not even to count it: what is typed is single signs and tokens of other kinds.
    #[rstest]
    #[case::text("调取，A栋", Some("h调 h取 h， ha h栋"))]
    #[case::a_phone("电13857641234", Some("h电 hbb ht1234 hbb"))]
    #[case::blank(" \u{200b}", None)]
    fn the_signs_of_a_note_are_marked(#[case] text: &str, #[case] expected: Option<&str>) {
        assert_eq!(note_tokens(text).as_deref(), expected);
    }

    #[test]
    fn no_phrase_runs_from_one_name_into_the_next() {
        let given = SearchRow { names: vec!["A1".into(), "B2".into()], ..SearchRow::default() };
        assert_eq!(row(&given), "bb a 1 bb b 2");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn nothing_that_is_folded_is_syntax_and_folding_again_changes_nothing(text in any::<String>()) {
            let once = plain(&text);
            prop_assert!(once.chars().all(|c| !c.is_ascii() || c.is_ascii_alphanumeric()), "{once:?}");
            prop_assert_eq!(plain(&once), once);
        }

        #[test]
        fn a_token_of_another_kind_is_never_a_single_sign(text in "\\PC{0,40}") {
            let others = number(&text).into_iter().chain(tail(&text)).chain(parts(&text));
            for token in others {
                prop_assert!(!token.starts_with(NOTED), "{token}");
                prop_assert!(token.chars().count() > 1, "{token}");
                prop_assert!(!token.contains(char::is_whitespace), "{token}");
            }
        }
    }
}
