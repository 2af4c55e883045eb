//! Whole phone, ID and card numbers inside running text: they must not be found digit by digit.

/// A piece of folded text.
#[derive(Debug, PartialEq)]
pub(super) enum Part {
    Plain(char),
    /// The digits of a whole number, with a last `x` where it has one.
    Number(String),
}

/// Fewer digits than this are no whole phone with its area code.
const FEWEST: usize = 10;

/// Runs of digits, with hyphens or dots in between or the bracket behind an area code, are looked at as one.
pub(super) fn parts(folded: impl Iterator<Item = char>) -> Vec<Part> {
    let mut parts = Vec::new();
    let mut run: Vec<char> = Vec::new();
    for c in folded {
        let joins = is_hyphen(c) && !run.is_empty() || c == '）' && is_area(&run);
        if c.is_ascii_digit() || joins {
            run.push(c);
            continue;
        }
        let ends_number = c == 'x' && run.iter().filter(|c| c.is_ascii_digit()).count() == 17;
        if ends_number {
            run.push(c);
        }
        close(&mut run, &mut parts);
        if !ends_number {
            parts.push(Part::Plain(c));
        }
    }
    close(&mut run, &mut parts);
    parts
}

fn close(run: &mut Vec<char>, parts: &mut Vec<Part>) {
    let digits: String = run.iter().filter(|c| c.is_ascii_alphanumeric()).collect();
    if is_personal(&digits) {
        parts.push(Part::Number(digits));
    } else {
        parts.extend(run.iter().map(|c| Part::Plain(*c)));
    }
    run.clear();
}

/// Folding has made a narrow hyphen or dot a full-width one.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '－' | '–' | '—' | '‐' | '‑' | '．')
}

/// （0576）85121234 is one number.
fn is_area(run: &[char]) -> bool {
    (3..=4).contains(&run.len()) && run[0] == '0' && run.iter().all(char::is_ascii_digit)
}

/// A whole number as it is typed into the search box: the caller asks `find_hash` instead, as a logged consult.
pub fn looks_personal(typed: &str) -> bool {
    let parts = parts(super::tokens::folded(typed));
    parts.iter().any(|p| matches!(p, Part::Number(_)))
}

fn is_personal(digits: &str) -> bool {
    let n = digits.len();
    match n {
        0..FEWEST => false,
        // A landline with its area code and perhaps an extension, or a mobile behind a 0.
        10..=14 if digits.starts_with('0') => true,
        11 => is_mobile(digits),
        // Behind the country's 86: a mobile, or a landline whose area has lost its 0.
        12 | 13 => digits.starts_with("86"),
        // Old ID numbers have fifteen digits, new ones eighteen, bank cards up to nineteen.
        _ => n >= 15,
    }
}

fn is_mobile(digits: &str) -> bool {
    let second = digits.as_bytes().get(1);
    digits.starts_with('1') && second.is_some_and(|d| (b'3'..=b'9').contains(d))
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::nine_behind_a_nought("012345678", false)]
    #[case::ten_behind_a_nought("0123456789", true)]
    #[case::ten_without("1234567890", false)]
    #[case::fourteen_behind_a_nought("01234567890123", true)]
    #[case::fourteen_without("12345678901234", false)]
    #[case::fifteen("123456789012345", true)]
    #[case::nineteen("1234567890123456789", true)]
    #[case::a_mobile_of_12("12345678901", false)]
    #[case::a_mobile_of_13("13345678901", true)]
    #[case::a_mobile_of_19("19345678901", true)]
    #[case::eleven_of_23("23345678901", false)]
    #[case::twelve_of_86("861234567890", true)]
    #[case::thirteen_of_86("8613857641234", true)]
    #[case::twelve_of_87("871234567890", false)]
    fn a_number_is_told_by_its_length_and_its_beginning(#[case] digits: &str, #[case] personal: bool) {
        assert_eq!(looks_personal(digits), personal);
    }

    #[test]
    fn an_x_belongs_to_seventeen_digits_only() {
        let of = |text: &str| parts(text.chars());
        assert_eq!(of("33108219900101123x"), [Part::Number("33108219900101123x".into())]);
        let sixteen = [Part::Number("3310821990010112".into()), Part::Plain('x')];
        assert_eq!(of("3310821990010112x"), sixteen);
        let none = [Part::Plain('1'), Part::Plain('x')];
        assert_eq!(of("1x"), none);
    }

    #[test]
    fn what_joins_digits_is_kept_where_they_are_no_number() {
        let signs = |text: &str| -> String {
            let plain = parts(text.chars()).into_iter();
            plain.map(|part| if let Part::Plain(c) = part { c } else { '#' }).collect()
        };
        for text in ["1-2-3", "2026－09－24", "（0576）", "3．14", "-1", "１"] {
            assert_eq!(signs(text), text);
        }
        assert_eq!(signs("甲138-5764-1234乙"), "甲#乙");
        assert_eq!(signs("13857641234，13857641235"), "#，#");
    }
}
