use chrono::NaiveDate;
use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn today() -> NaiveDate {
    day("2026-09-01")
}

#[rstest]
#[case::the_standards_first("11010519491231002X", "1949-12-31", Sex::Female, false)]
#[case::the_standards_second("440524188001010014", "1880-01-01", Sex::Male, false)]
#[case::small_x("11010519491231002x", "1949-12-31", Sex::Female, false)]
#[case::full_width("１１０１０５１９４９１２３１００２Ｘ", "1949-12-31", Sex::Female, false)]
#[case::with_spaces(" 110105 19491231 002X\u{3000}", "1949-12-31", Sex::Female, false)]
#[case::with_signs_nobody_sees("\u{202a}11010519491231002X\u{200b}", "1949-12-31", Sex::Female, false)]
#[case::a_leap_day_of_a_century("331002200002290010", "2000-02-29", Sex::Male, false)]
#[case::a_leap_day("331002202402290027", "2024-02-29", Sex::Female, false)]
#[case::of_yuhuan_since_it_is_a_city("331082199901017778", "1999-01-01", Sex::Male, false)]
#[case::an_old_number("110105491231002", "1949-12-31", Sex::Female, true)]
#[case::an_old_number_of_a_man("331002680229001", "1968-02-29", Sex::Male, true)]
fn numbers_that_are_right(#[case] text: &str, #[case] born_on: &str, #[case] sex: Sex, #[case] old: bool) {
    let number = id_number(text, today()).unwrap();
    assert_eq!((number.born_on, number.sex, number.old), (day(born_on), sex, old));
    assert!(number.number.bytes().all(|b| b.is_ascii_digit() || b == b'X'));
}

/// A bug: who had been entered by the number of an old paper was not known again by the new one.
#[rstest]
#[case::from_the_new("11010519491231002X", &["11010519491231002X", "110105491231002"])]
#[case::from_the_old("110105491231002", &["110105491231002", "11010519491231002X"])]
#[case::born_before_1900("440524188001010014", &["440524188001010014"])]
#[case::born_after_1999("331002200002290010", &["331002200002290010"])]
fn a_number_is_known_by_its_old_form_too(#[case] text: &str, #[case] both: &[&str]) {
    assert_eq!(id_number(text, today()).unwrap().both_ways(), both);
}

#[rstest]
#[case::one_digit_off("110105194912310021", BadNumber::Check)]
#[case::two_digits_swapped("11010519491213002X", BadNumber::Check)]
#[case::too_short("1101051949123100", BadNumber::Shape)]
#[case::too_long("11010519491231002X1", BadNumber::Shape)]
#[case::nothing("", BadNumber::Shape)]
#[case::letters_inside("1101051949123A002X", BadNumber::Shape)]
#[case::x_inside_an_old_number("11010549123100X", BadNumber::Shape)]
#[case::begins_with_nought("010105194912310026", BadNumber::Shape)]
#[case::another_sign_at_the_end("11010519491231002Y", BadNumber::Shape)]
#[case::other_digits("١١٠١٠٥١٩٤٩١٢٣١٠٠٢", BadNumber::Shape)]
#[case::an_old_number_without_a_day("331002690229001", BadNumber::Birth)]
fn numbers_that_are_wrong(#[case] text: &str, #[case] why: BadNumber) {
    assert_eq!(id_number(text, today()), Err(why));
}

/// With the right check sign, made here as the standard says.
fn signed(seventeen: &str) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = seventeen.bytes().zip(weights).map(|(b, w)| u32::from(b - b'0') * w).sum();
    format!("{seventeen}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][(sum % 11) as usize])
}

#[rstest]
#[case::no_such_month("33100219901301001")]
#[case::no_such_day("33100219900230001")]
#[case::no_leap_day("33100219000229001")]
#[case::tomorrow("33100220260902001")]
#[case::before_anybody("33100217000101001")]
fn a_birth_day_that_cannot_be(#[case] seventeen: &str) {
    assert_eq!(id_number(&signed(seventeen), today()), Err(BadNumber::Birth));
}

#[test]
fn born_today_is_born() {
    let number = id_number(&signed("33100220260901001"), today()).unwrap();
    assert_eq!((number.age_on(today()), number.sex), (0, Sex::Male));
}

#[rstest]
#[case::the_day_before("2026-05-11", 57)]
#[case::on_the_birth_day("2026-05-12", 58)]
fn age(#[case] on: &str, #[case] years: u32) {
    let number = id_number(&signed("33100219680512121"), today()).unwrap();
    assert_eq!(number.age_on(day(on)), years);
}

#[test]
fn a_refusal_says_nothing_to_guess_by() {
    let refusals: Vec<_> = ["110105194912310021", "33100219901301001X", "12"]
        .map(|n| id_number(n, today()).unwrap_err().refuse("id_number"))
        .into();
    assert!(refusals.windows(2).all(|w| w[0] == w[1]));
    let wire = serde_json::to_string(&refusals[0]).unwrap();
    assert_eq!(wire, r#"{"code":"check_failed","values":{"field":"id_number"}}"#);
}

#[rstest]
#[case::the_designs_vector("91350100M000100Y43")]
#[case::small_letters("91350100m000100y43")]
#[case::full_width_and_spaces("９１３５０１００ M000100Y43")]
fn company_codes_that_are_right(#[case] text: &str) {
    assert_eq!(company_code(text), Ok("91350100M000100Y43".to_owned()));
}

/// Codes of companies that stand in the public register.
#[rstest]
#[case::with_a_letter_at_the_end("91330100799655058B")]
#[case::with_letters_inside("9144030071526726XG")]
#[case::digits_only("911101080828461726")]
#[case::with_x_at_the_end("91310000132260250X")]
fn company_codes_of_the_register(#[case] text: &str) {
    assert_eq!(company_code(text), Ok(text.to_owned()));
    let last = if text.ends_with('0') { '1' } else { '0' };
    let wrong = format!("{}{last}", &text[..17]);
    assert_eq!(company_code(&wrong), Err(BadNumber::Check));
}

#[rstest]
#[case::one_sign_off("91350100M000100Y44", BadNumber::Check)]
#[case::a_sign_outside_the_alphabet("91350100I000100Y43", BadNumber::Shape)]
#[case::too_short("91350100M000100Y4", BadNumber::Shape)]
#[case::too_long("91350100M000100Y433", BadNumber::Shape)]
#[case::no_place("913501AAM000100Y43", BadNumber::Shape)]
#[case::nothing("", BadNumber::Shape)]
#[case::chinese("统一社会信用代码统一社会信用代码一二", BadNumber::Shape)]
fn company_codes_that_are_wrong(#[case] text: &str, #[case] why: BadNumber) {
    assert_eq!(company_code(text), Err(why));
}

#[rstest]
#[case::mobile("13805761234", "13805761234", PhoneKind::Mobile)]
#[case::mobile_in_groups("138 0576 1234", "13805761234", PhoneKind::Mobile)]
#[case::mobile_with_dashes("138-0576-1234", "13805761234", PhoneKind::Mobile)]
#[case::mobile_full_width("１３８０５７６１２３４", "13805761234", PhoneKind::Mobile)]
#[case::mobile_from_abroad("+86 138 0576 1234", "13805761234", PhoneKind::Mobile)]
#[case::mobile_from_abroad_in_digits("008613805761234", "13805761234", PhoneKind::Mobile)]
#[case::newest_mobile("19912345678", "19912345678", PhoneKind::Mobile)]
#[case::landline("0576-88123456", "0576-88123456", PhoneKind::Landline)]
#[case::landline_in_one("057688123456", "0576-88123456", PhoneKind::Landline)]
#[case::landline_in_brackets("（0576）88123456", "0576-88123456", PhoneKind::Landline)]
#[case::landline_of_the_capital("010-62345678", "010-62345678", PhoneKind::Landline)]
#[case::landline_with_an_extension("0576-88123456-802", "0576-88123456-802", PhoneKind::Landline)]
#[case::a_long_dash("0576－88123456", "0576-88123456", PhoneKind::Landline)]
#[case::without_an_area("88123456", "88123456", PhoneKind::Landline)]
#[case::seven_digits("8812345", "8812345", PhoneKind::Landline)]
#[case::in_groups("0576-8812-3456", "0576-88123456", PhoneKind::Landline)]
#[case::in_groups_of_three("0576 881 23456", "0576-88123456", PhoneKind::Landline)]
#[case::in_groups_and_brackets("（0576）8812-3456", "0576-88123456", PhoneKind::Landline)]
#[case::of_the_capital_in_groups("010-6234-5678", "010-62345678", PhoneKind::Landline)]
#[case::seven_digits_with_an_extension("0576-8812345-6", "0576-8812345-6", PhoneKind::Landline)]
#[case::landline_from_abroad("+86 576 8812 3456", "0576-88123456", PhoneKind::Landline)]
#[case::landline_from_abroad_with_its_nought("+86-0576-88123456", "0576-88123456", PhoneKind::Landline)]
#[case::landline_from_abroad_in_digits("008657688123456", "0576-88123456", PhoneKind::Landline)]
#[case::the_capital_from_abroad("+86 10 6234 5678", "010-62345678", PhoneKind::Landline)]
#[case::local_that_begins_like_the_country("86123456", "86123456", PhoneKind::Landline)]
#[case::local_with_an_extension("88123456-802", "88123456-802", PhoneKind::Landline)]
#[case::local_in_groups_with_an_extension("8812-3456-802", "88123456-802", PhoneKind::Landline)]
#[case::seven_local_digits_with_an_extension("8812345-6021", "8812345-6021", PhoneKind::Landline)]
#[case::eight_digits_in_odd_groups("8812345-6", "88123456", PhoneKind::Landline)]
#[case::of_a_company("400-812-3456", "4008123456", PhoneKind::Landline)]
#[case::of_a_company_in_other_groups("400-8123-456", "4008123456", PhoneKind::Landline)]
#[case::of_a_company_that_pays("800 810 8888", "8008108888", PhoneKind::Landline)]
#[case::of_hong_kong("+852 9123 4567", "00852-91234567", PhoneKind::Landline)]
#[case::of_hong_kong_in_digits("0085291234567", "00852-91234567", PhoneKind::Landline)]
#[case::as_it_is_kept("00852-91234567", "00852-91234567", PhoneKind::Landline)]
#[case::of_macao("+853-66123456", "00853-66123456", PhoneKind::Landline)]
#[case::of_taiwan("+886 912 345 678", "00886-912345678", PhoneKind::Landline)]
#[case::of_taiwan_at_home("00886 2 2345678", "00886-22345678", PhoneKind::Landline)]
#[case::of_america("+1 415 555 2671", "0014155552671", PhoneKind::Landline)]
fn telephones_that_are_right(#[case] text: &str, #[case] number: &str, #[case] kind: PhoneKind) {
    assert_eq!(phone(text), Ok(Phone { number: number.into(), kind }));
}

#[rstest]
#[case::nothing("")]
#[case::ten_digits("1380576123")]
#[case::twelve_digits("138057612345")]
#[case::not_a_mobile("12005761234")]
#[case::words("请打家里电话")]
#[case::two_at_once("13805761234/13805761235")]
#[case::an_area_alone("0576")]
#[case::six_local_digits("0576-123456")]
#[case::a_local_number_with_nought("0576-08123456")]
#[case::dashes("----")]
#[case::a_letter("1380576123a")]
#[case::groups_that_make_nine_digits("0576-8812-34567")]
#[case::groups_that_make_six_digits("0576-123-456")]
#[case::the_country_alone("+86")]
#[case::the_country_before_a_short_mobile("+86 1380576123")]
#[case::the_country_before_a_local_number("+86 88123456")]
#[case::of_hong_kong_and_short("+852 9123 456")]
#[case::of_macao_and_long("+853 6612 34567")]
#[case::another_country_and_short("+1 415 555")]
#[case::noughts_before_a_local_number("0012345678")]
#[case::a_plus_before_a_mobile("+0138 0576 1234")]
#[case::an_extension_of_seven_digits("88123456-8021234")]
#[case::of_a_company_and_short("400-812-345")]
#[case::a_nul("1380576\x001234")]
#[case::digits_of_another_script("١٣٨٠٥٧٦١٢٣٤")]
fn telephones_that_are_wrong(#[case] text: &str) {
    assert_eq!(phone(text), Err(BadNumber::Shape));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Both standards find every single wrong sign.
    #[test]
    fn one_wrong_digit_is_always_found(order in 0u32..1000, at in 0usize..17, by in 1u8..10) {
        let right = signed(&format!("33100219680512{order:03}"));
        let mut wrong = right.clone().into_bytes();
        wrong[at] = b'0' + (wrong[at] - b'0' + by) % 10;
        prop_assert!(id_number(&right, today()).is_ok());
        prop_assert!(id_number(&String::from_utf8(wrong).unwrap(), today()).is_err());
    }

    #[test]
    fn no_text_is_too_strange(text in "\\PC{0,40}") {
        let _ = (id_number(&text, today()), company_code(&text), phone(&text), plain(&text));
    }

    #[test]
    fn what_was_made_plain_stays_so(text in "\\PC{0,40}") {
        prop_assert_eq!(plain(&plain(&text)), plain(&text));
    }
}

#[rstest]
#[case::wrong("110105194912310021", Some("110105194912310021"))]
#[case::right("11010519491231002x", Some("11010519491231002X"))]
#[case::in_groups("110105 19491231 002Ｘ", Some("11010519491231002X"))]
#[case::of_no_day("110105194913310021", Some("110105194913310021"))]
#[case::too_short("11010519491231002", None)]
#[case::too_long("1101051949123100212", None)]
#[case::old("110105491231002", None)]
#[case::an_x_in_the_middle("1101051949123X0021", None)]
#[case::of_chinese_signs("身份证号码一一〇一〇五一九四九一二三", None)]
#[case::nothing("", None)]
fn as_long_as_a_number_whether_it_checks_or_not(#[case] text: &str, #[case] number: Option<&str>) {
    assert_eq!(unchecked_id(text).as_deref(), number);
}

#[rstest]
#[case::a_passport("e1234 5678", Some("E12345678"))]
#[case::of_taiwan("12345678", Some("12345678"))]
#[case::an_officers("军字第0012345号", Some("军字第0012345号"))]
#[case::half_of_one("E12345", None)]
#[case::nothing(" ", None)]
fn a_number_of_another_paper_is_kept_as_it_is(#[case] text: &str, #[case] number: Option<&str>) {
    assert_eq!(other_id(text).as_deref(), number);
}
