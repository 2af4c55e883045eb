use rstest::rstest;

use super::*;

#[rstest]
#[case::three("徐国平", "徐○○")]
#[case::two("徐平", "徐○")]
#[case::four("欧阳国平", "欧○○○")]
#[case::one_alone_shows_nothing("徐", "○")]
#[case::none("", "")]
#[case::spaces_around(" 徐国平 ", "徐○○")]
#[case::a_rare_sign("𠮷田", "𠮷○")]
#[case::parts("阿卜杜拉·买买提", "阿○○○·○○○")]
#[case::letters("John Smith", "J○○○ ○○○○○")]
#[case::marks_nobody_sees("徐\u{200f}国\u{202e}平", "徐○○")]
#[case::nul("徐\0平", "徐○")]
#[case::a_variant_of_a_sign("葛\u{e0100}平", "葛○")]
#[case::a_compound_surname_shows_its_first_sign_only("司马相如", "司○○○")]
#[case::of_the_north_west("迪丽热巴·迪力木拉提", "迪○○○·○○○○○")]
#[case::another_dot("阿依古丽・买买提", "阿○○○・○○○")]
#[case::a_rare_sign_alone("𠮷", "○")]
#[case::rare_signs_only("㛃䶮", "㛃○")]
#[case::an_umlaut("Müller", "M○○○○○")]
#[case::an_apostrophe("O'Brien", "O○○○○○○")]
#[case::joined("Jean-Luc", "J○○○-○○○")]
#[case::nothing_but_spaces("   ", "")]
#[case::nothing_but_marks_nobody_sees("\u{200b}\u{feff}", "")]
#[case::one_and_a_dot("徐·", "○")]
#[case::one_and_a_space_behind_a_mark("徐 \u{200f}", "○")]
#[case::a_rare_one_and_a_dash("𠮷-", "○")]
#[case::arabic("محمد علي", "م○○○ ○○○")]
#[case::a_mark_before_the_first("\u{202e}徐国平", "徐○○")]
#[case::a_letter_and_its_accent("E\u{301}va", "E○○○")]
#[case::numbered("徐国平2", "徐○○○")]
fn names(#[case] value: &str, #[case] shown: &str) {
    assert_eq!(Masked::<Name>::of(value).shown(), shown);
}

#[rstest]
#[case::mobile("13812341234", "138****1234")]
#[case::landline("0576-88123456", "0576-****3456")]
#[case::local("88123456", "****3456")]
#[case::short("110", "****0")]
#[case::from_abroad("+8613812341234", "+86****1234")]
#[case::of_the_capital("010-62345678", "010-****5678")]
#[case::local_with_an_extension("88123456-802", "****-802")]
#[case::of_a_company("4008123456", "****3456")]
#[case::of_hong_kong("00852-91234567", "00852-****4567")]
#[case::of_america("0014155552671", "001****2671")]
#[case::half_of_a_short_one_at_most("12345", "****45")]
#[case::none("", "")]
fn telephones(#[case] value: &str, #[case] shown: &str) {
    assert_eq!(Masked::<Phone>::of(value).shown(), shown);
}

#[rstest]
#[case::eighteen("331002196805121218", "331***********1218")]
#[case::with_x("33100219680512123X", "331***********123X")]
#[case::fifteen("331002680512121", "331*********121")]
#[case::a_passport("E12345678", "E******78")]
#[case::short("12345", "*****")]
#[case::six_signs_show_nothing("123456", "******")]
#[case::seven_show_three("1234567", "1****67")]
#[case::to_the_mainland("H12345678", "H******78")]
#[case::from_taiwan("12345678", "1*****78")]
#[case::an_officers("军字第0012345号", "军********5号")]
#[case::none("", "")]
fn id_numbers(#[case] value: &str, #[case] shown: &str) {
    assert_eq!(Masked::<IdNumber>::of(value).shown(), shown);
}

#[rstest]
#[case::long("台州市椒江区葭沚街道三山村1号", "台州市椒江区****")]
#[case::short("三山村", "三****")]
#[case::one_sign_shows_nothing("村", "****")]
#[case::a_rare_sign_is_one("𠮷林省𠮷林市", "𠮷林省****")]
#[case::none("", "")]
fn addresses(#[case] value: &str, #[case] shown: &str) {
    assert_eq!(Masked::<Address>::of(value).shown(), shown);
}

#[test]
fn on_the_wire_and_in_a_trace_it_is_masked() {
    let shown = Masked::<IdNumber>::of("331002196805121218");
    assert_eq!(serde_json::to_value(&shown).unwrap(), "331***********1218");
    assert_eq!(format!("{shown:?} {shown}"), "331***********1218 331***********1218");
}

#[test]
fn to_the_pages_it_is_a_text() {
    assert_eq!(<Masked<Name> as ts_rs::TS>::name(&ts_rs::Config::default()), "string");
}

#[test]
fn the_birth_day_never_shows() {
    for value in ["331002196805121218", "331002680512121"] {
        assert!(!Masked::<IdNumber>::of(value).shown().contains("0512"));
        assert!(!Masked::<IdNumber>::of(value).shown().contains("002"), "nor the county");
    }
}
