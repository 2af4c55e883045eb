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
fn names(#[case] value: &str, #[case] shown: &str) {
    assert_eq!(Masked::<Name>::of(value).shown(), shown);
}

#[rstest]
#[case::mobile("13812341234", "138****1234")]
#[case::landline("0576-88123456", "0576-****3456")]
#[case::local("88123456", "****3456")]
#[case::short("110", "****0")]
#[case::none("", "")]
fn telephones(#[case] value: &str, #[case] shown: &str) {
    assert_eq!(Masked::<Phone>::of(value).shown(), shown);
}

#[rstest]
#[case::eighteen("331002196805121218", "331002********1218")]
#[case::with_x("33100219680512123X", "331002********123X")]
#[case::fifteen("331002680512121", "331002******121")]
#[case::a_passport("E12345678", "E******78")]
#[case::short("12345", "*****")]
#[case::none("", "")]
fn id_numbers(#[case] value: &str, #[case] shown: &str) {
    assert_eq!(Masked::<IdNumber>::of(value).shown(), shown);
}

#[rstest]
#[case::long("台州市椒江区葭沚街道三山村1号", "台州市椒江区****")]
#[case::short("三山村", "三****")]
#[case::none("", "")]
fn addresses(#[case] value: &str, #[case] shown: &str) {
    assert_eq!(Masked::<Address>::of(value).shown(), shown);
}

#[test]
fn on_the_wire_and_in_a_trace_it_is_masked() {
    let shown = Masked::<IdNumber>::of("331002196805121218");
    assert_eq!(serde_json::to_value(&shown).unwrap(), "331002********1218");
    assert_eq!(format!("{shown:?} {shown}"), "331002********1218 331002********1218");
}

#[test]
fn to_the_pages_it_is_a_text() {
    assert_eq!(<Masked<Name> as ts_rs::TS>::name(&ts_rs::Config::default()), "string");
}

#[test]
fn the_birth_day_never_shows() {
    for value in ["331002196805121218", "331002680512121"] {
        assert!(!Masked::<IdNumber>::of(value).shown().contains("0512"));
    }
}
