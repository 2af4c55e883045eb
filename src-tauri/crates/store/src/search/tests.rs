use std::collections::BTreeSet;

use domain::SearchRow;
use ledger::{Op, RecordId};
use proptest::prelude::*;
use rstest::rstest;

use super::{Among, Initials, Search, Tags, looks_personal, row_tokens, snippet};
use crate::kit::{act, case, desk, id};
use crate::{CardQuery, Desk, Scope, StoreError};

const CORPUS: [&str; 12] = [
    "丽发新城小区楼下夜间施工噪音扰民，居民多次投诉",
    "A7县星沙镇污水直排河道，气味难闻",
    "临海市杜桥镇眼镜城消防通道被占用",
    "椒江区葭沚街道三山北涂地块征地补偿款未到账",
    "噪音来自楼上健身房，新城物业不管",
    "工资拖欠三个月，包工头失联！！",
    "仙居县白塔镇饮用水发黄，水压不足",
    "老人在社区卫生服务中心被收取重复费用（共1,280元）",
    "电动自行车充电桩起火，👍 已报119",
    "法院判决已生效，被执行人𠮷田名下房产未处置",
    "学校门口道路破损，学生上学不安全",
    "A 7 县与 a7县 指同一处",
];

fn filled() -> (tempfile::TempDir, Desk) {
    let (dir, desk) = desk();
    for (n, text) in (1..).zip(CORPUS) {
        act(&desk, id(n), case(text, &format!("2026-03-{n:02}")));
    }
    (dir, desk)
}

fn found(desk: &Desk, text: &str) -> Vec<RecordId> {
    let search = Search { text: text.into(), ..Search::default() };
    let page = desk.read(|r| r.search(&search, None, 50)).unwrap();
    assert_eq!(desk.read(|r| r.search_count(&search)).unwrap(), page.rows.len() as u64);
    page.rows.iter().map(|r| r.record).collect()
}

/// What LIKE would find, without regard to case, spaces and the width of a comma.
fn like(text: &str) -> Vec<RecordId> {
    let plain = |s: &str| s.to_lowercase().replace(' ', "").replace(',', "，");
    let hits = (1..).zip(CORPUS).filter(|(_, c)| plain(c).contains(&plain(text)));
    let mut hits: Vec<_> = hits.map(|(n, _)| id(n)).collect();
    hits.reverse();
    hits
}

#[rstest]
#[case::two_signs("噪音")]
#[case::one_sign("污")]
#[case::four_signs("丽发新城")]
#[case::letters_and_digits("A7县")]
#[case::over_a_comma("扰民，居民")]
#[case::number_with_a_comma("1,280")]
#[case::emoji("👍")]
#[case::outside_the_basic_plane("𠮷田")]
#[case::full_width("Ａ７县")]
#[case::nothing_has_it("高速公路")]
#[case::brackets("（共")]
fn a_substring_is_found_as_like_finds_it(#[case] text: &str) {
    let (_dir, desk) = filled();
    let narrow = text.replace('Ａ', "A").replace('７', "7");
    assert_eq!(found(&desk, text), like(&narrow));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_substring_of_the_corpus_is_found(starts in proptest::collection::vec((0..12usize, 0..20usize, 1..5usize), 40)) {
        let (_dir, desk) = filled();
        for (row, from, len) in starts {
            let chars: Vec<char> = CORPUS[row].chars().collect();
            let from = from.min(chars.len() - 1);
            let text: String = chars[from..(from + len).min(chars.len())].iter().collect();
            if !text.trim().is_empty() && !text.trim().contains(' ') {
                prop_assert_eq!(found(&desk, &text), like(&text), "{}", text);
            }
        }
    }

    #[test]
    fn nothing_typed_is_syntax(text in "\\PC{0,60}", raw in any::<String>()) {
        let (_dir, desk) = desk();
        act(&desk, id(1), case("一", "2026-03-01"));
        for typed in [text, raw] {
            let search = Search { text: typed, ..Search::default() };
            prop_assert!(desk.read(|r| r.search(&search, None, 50)).is_ok());
        }
    }
}

#[rstest]
#[case("\"")]
#[case("\"噪音\" OR *")]
#[case("NEAR(a b)")]
#[case("AND")]
#[case("tokens:噪")]
#[case("^噪")]
#[case("-噪音")]
#[case("噪音*")]
#[case("'; drop table item; --")]
#[case("\0噪\0音")]
#[case("(")]
#[case("）")]
#[case("")]
#[case("   \u{3000}\u{200b} ")]
fn hostile_text_is_plain_text(#[case] text: &str) {
    let (_dir, desk) = filled();
    let search = Search { text: text.into(), ..Search::default() };
    let page = desk.read(|r| r.search(&search, None, 50)).unwrap();
    let visible: String = text.chars().filter(|c| !c.is_control()).collect();
    let plain = visible.split_whitespace().next().unwrap_or_default();
    for row in &page.rows {
        assert!(row.card.title.contains(&plain.replace('(', "（")), "{} for {text}", row.card.title);
    }
}

#[test]
fn several_words_must_all_be_met() {
    let (_dir, desk) = filled();
    assert_eq!(found(&desk, "新城 噪音"), vec![id(5), id(1)]);
    assert_eq!(found(&desk, "新城　噪音 健身"), vec![id(5)]);
    assert!(found(&desk, "新城 饮用水").is_empty());
}

#[test]
fn newest_come_first_and_pages_follow_on() {
    let (_dir, desk) = desk();
    for n in 1..=7u64 {
        act(&desk, id(n), case("水", &format!("2026-03-{:02}", 10 - n)));
    }
    let search = Search { text: "水".into(), ..Search::default() };
    let first = desk.read(|r| r.search(&search, None, 3)).unwrap();
    assert_eq!(first.rows.iter().map(|r| r.record).collect::<Vec<_>>(), vec![id(1), id(2), id(3)]);
    let second = desk.read(|r| r.search(&search, first.next, 3)).unwrap();
    assert_eq!(second.rows.iter().map(|r| r.record).collect::<Vec<_>>(), vec![id(4), id(5), id(6)]);
    let third = desk.read(|r| r.search(&search, second.next, 3)).unwrap();
    assert_eq!((third.rows.len(), third.next), (1, None));
}

#[test]
fn numbers_tails_and_initials_are_found_whole() {
    let (_dir, desk) = desk();
    act(&desk, id(9), vec![Op::set("name", "单晓明"), Op::set("phone", "13857641234")]);
    let ops = vec![Op::set("party", id(9)), Op::set("no", "LH01-SQ-2026-A-017")];
    act(&desk, id(1), [case("漏水", "2026-03-01"), ops].concat());
    for text in [
        "lh01-sq-2026-a-017",
        "LH01SQ2026A017",
        "SQ-2026",
        "sq-2026-a-0",
        "A-017",
        "2026-A-01",
        "26-A",
        "1234",
        "dxm",
        "sxm",
        "xm",
        "单晓",
        "漏水 1234",
    ] {
        assert_eq!(found(&desk, text), vec![id(1)], "{text}");
    }
    for text in ["123", "12345", "234", "34", "13857641234", "1385764", "xyz", "d m", "SQ-2027", "A-0171"] {
        assert!(found(&desk, text).is_empty(), "{text}");
    }
}

#[test]
fn a_whole_number_in_running_text_cannot_be_found_digit_by_digit() {
    let (_dir, desk) = desk();
    let texts = [
        "电话13857641234请回电",
        "电话 138-5764-1234 请回电",
        "身份证33108219900101123X有误",
        "座机0576-85121234",
        "电话＋86 １３８５７６４１２３４",
    ];
    for (n, text) in (1..).zip(texts) {
        act(&desk, id(n), case(text, "2026-03-01"));
    }
    for text in ["1385", "5764", "38", "9900", "85121"] {
        assert!(found(&desk, text).is_empty(), "{text}");
    }
    assert_eq!(found(&desk, "1234").len(), 4);
    assert_eq!(found(&desk, "123x"), vec![id(3)]);
    assert_eq!(found(&desk, "回电").len(), 2);
}

#[rstest]
#[case::mobile("13857641234", true)]
#[case::with_spaces("138 5764 1234", true)]
#[case::id_number("331082199001011234", true)]
#[case::id_with_x("33108219900101123x", true)]
#[case::old_id("331082900101123", true)]
#[case::landline("057685121234", true)]
#[case::landline_of_seven_digits("0576-8512123", true)]
#[case::landline_of_the_capital("010-62345678", true)]
#[case::landline_with_a_short_extension("0576-85121234-8", true)]
#[case::landline_with_an_extension_of_two("0576-85121234-80", true)]
#[case::landline_with_an_extension_of_three("0576-85121234-802", true)]
#[case::landline_of_seven_with_an_extension("0576-8512123-802", true)]
#[case::landline_from_abroad("+86 576 8512 1234", true)]
#[case::landline_of_the_capital_from_abroad("+86 10 6234 5678", true)]
#[case::landline_from_abroad_in_digits("008657685121234", true)]
#[case::area_in_brackets("（0576）85121234", true)]
#[case::area_in_narrow_brackets("(0576) 8512-1234", true)]
#[case::mobile_from_abroad("+86-138-5764-1234", true)]
#[case::mobile_behind_a_nought("013857641234", true)]
#[case::mobile_with_dots("138.5764.1234", true)]
#[case::mobile_full_width("１３８５７６４１２３４", true)]
#[case::mobile_between_marks("\u{202e}138\u{200b}5764\u{200f}1234", true)]
#[case::mobile_in_a_sentence("请打13857641234找我", true)]
#[case::bank_card("6222 0212 0100 1234 567", true)]
#[case::case_number_of_the_system("受[2026]33100200031号", false)]
#[case::day_and_time("2026.11.29 10:30", false)]
#[case::decimals("3.14和2.72", false)]
#[case::a_bracket_behind_a_year("（2026）85121234", false)]
#[case::an_area_alone("（0576）", false)]
#[case::local_number("85121234", false)]
#[case::a_sum("1,280,000.00", false)]
#[case::case_number("2026-00017", false)]
#[case::last_four("1234", false)]
#[case::eleven_digits_that_no_phone_has("20260001234", false)]
#[case::words("噪音", false)]
fn whole_numbers_are_told_from_others(#[case] text: &str, #[case] personal: bool) {
    assert_eq!(looks_personal(text), personal);
}

/// Written in the ways of a business card; the last four digits still find it, as a token of their own.
#[rstest]
#[case::with_a_short_extension("座机0576-85121234-8", "2348")]
#[case::with_its_area_in_brackets("座机（0576）85121234", "1234")]
#[case::from_abroad("座机+86 576 85121234", "1234")]
#[case::with_dots("手机138.5851.1234", "1234")]
fn no_way_of_writing_a_phone_lets_it_be_found_digit_by_digit(#[case] text: &str, #[case] last: &str) {
    let (_dir, desk) = desk();
    act(&desk, id(1), case(text, "2026-03-01"));
    for digits in ["8512", "851", "85", "8", "123"] {
        assert!(found(&desk, digits).is_empty(), "{digits} of {text}");
    }
    assert_eq!(found(&desk, last), vec![id(1)], "{text}");
    assert_eq!(found(&desk, "机"), vec![id(1)]);
}

/// What is no whole number is still found as it stands, its separators too.
#[rstest]
#[case("金额3.14万元", "3.14")]
#[case("（2026）85号", "（2026）85")]
#[case("（0576）是区号", "（0576）是")]
#[case("楼号1-2-3", "1-2-3")]
fn other_digits_are_found_with_what_stands_between(#[case] text: &str, #[case] typed: &str) {
    let (_dir, desk) = desk();
    act(&desk, id(1), case(text, "2026-03-01"));
    assert_eq!(found(&desk, typed), vec![id(1)], "{typed} in {text}");
}

#[test]
fn the_scope_is_part_of_the_match() {
    let (_dir, desk) = desk();
    for n in 1..=4u64 {
        let office = if n < 3 { "331002" } else { "331003" };
        let ops = vec![Op::set("station", id(100 + n)), Op::set("office", office)];
        act(&desk, id(n), [case("水", "2026-03-01"), ops].concat());
    }
    let n = |scope: Scope| {
        let search = Search { text: "水".into(), scope, ..Search::default() };
        let page = desk.read(|r| r.search(&search, None, 50)).unwrap();
        assert_eq!(desk.read(|r| r.search_count(&search)).unwrap(), page.rows.len() as u64);
        page.rows.len()
    };
    let stations = |ns: std::ops::Range<u64>| Scope::Stations(ns.map(|s| id(100 + s)).collect());
    assert_eq!(n(Scope::Whole), 4);
    assert_eq!(n(Scope::Office("331003".into())), 2);
    assert_eq!(n(stations(1..2)), 1);
    assert_eq!(n(stations(0..1000)), 4);
    assert_eq!(n(Scope::Stations(BTreeSet::new())), 0);
    assert_eq!(n(Scope::Office("331004".into())), 0);
}

#[test]
fn undated_records_have_an_index_of_their_own() {
    let (_dir, desk) = desk();
    act(&desk, id(1), vec![Op::set("title", "葭沚街道共联站")]);
    act(&desk, id(2), case("葭沚街道来信", "2026-03-01"));
    assert_eq!(found(&desk, "葭沚"), vec![id(2)]);
    let undated = Search { text: "葭沚".into(), among: Among::Undated, ..Search::default() };
    let page = desk.read(|r| r.search(&undated, None, 50)).unwrap();
    assert_eq!(page.rows.iter().map(|r| r.record).collect::<Vec<_>>(), vec![id(1)]);
    let both = CardQuery { text: Some("葭沚".into()), ..CardQuery::of("case") };
    let page = desk.read(|r| r.cards(&both, None, 50)).unwrap();
    assert_eq!(page.rows.iter().map(|r| r.record).collect::<Vec<_>>(), vec![id(2), id(1)]);
    let first = desk.read(|r| r.cards(&both, None, 1)).unwrap();
    let second = desk.read(|r| r.cards(&both, first.next, 1)).unwrap();
    assert_eq!((second.rows[0].record, second.next), (id(1), None));
    assert_eq!(desk.read(|r| r.count(&both)).unwrap(), 2);
}

#[test]
fn hidden_records_are_not_found() {
    let (_dir, desk) = desk();
    act(&desk, id(1), case("水", "2026-03-01"));
    act(&desk, id(1), vec![Op::Hide { hidden: true }]);
    assert!(found(&desk, "水").is_empty());
    act(&desk, id(1), vec![Op::Hide { hidden: false }]);
    assert_eq!(found(&desk, "水"), vec![id(1)]);
}

#[test]
fn what_was_deleted_is_not_left_in_the_index() {
    let (_dir, desk) = desk();
    act(&desk, id(1), case("绝密线索甲乙丙", "2026-03-01"));
    act(&desk, id(1), vec![Op::set("title", "改")]);
    let left = desk.read(|r| {
        let mut blocks = r.conn.prepare("select block from word_data").unwrap();
        let bytes: Vec<Vec<u8>> =
            blocks.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        Ok::<_, StoreError>(bytes.concat().windows(3).any(|w| w == "密".as_bytes()))
    });
    assert!(!left.unwrap());
}

#[rstest]
#[case("临海市", &["lhs"])]
#[case("温峤镇", &["wqz"])]
#[case("银行", &["yh", "yx"])]
#[case("A座", &["az"])]
#[case("abc", &[])]
#[case("", &[])]
fn initials_know_local_readings(#[case] name: &str, #[case] first: &[&str]) {
    let initials = Initials::with([("温峤".to_owned(), "wq".to_owned()), ("".to_owned(), "x".to_owned())]);
    let read = initials.of(name);
    for expected in first {
        assert!(read.iter().any(|r| r == expected), "{name}: {read:?}");
    }
    assert_eq!(read.is_empty(), first.is_empty(), "{name}: {read:?}");
    assert!(read.len() <= 8);
}

#[test]
fn texts_that_look_the_same_are_found_alike() {
    let row = |text: &str| {
        row_tokens(
            &SearchRow { text: text.into(), ..SearchRow::default() },
            &Tags::default(),
            &Initials::default(),
        )
    };
    assert_eq!(row("ＡＢc，１"), row("abC,1"));
    assert_eq!(row("葛\u{E0100}洪\u{200F}"), row("葛洪"));
    assert_eq!(row("一\n二\0 三"), row("一二三"));
}

#[rstest]
#[case("夜间施工噪音扰民很久了", "噪音", 2, ("…施工", "噪音", "扰民…"))]
#[case("噪音", "噪音", 5, ("", "噪音", ""))]
#[case("第Ａ７ 县", "a7县", 1, ("第", "Ａ７ 县", ""))]
fn a_snippet_is_cut_from_the_text_itself(
    #[case] text: &str,
    #[case] typed: &str,
    #[case] around: usize,
    #[case] cut: (&str, &str, &str),
) {
    let s = snippet(text, typed, around).unwrap();
    assert_eq!((s.before.as_str(), s.hit.as_str(), s.after.as_str()), cut);
    assert_eq!(snippet(text, "没有", around), None);
}
