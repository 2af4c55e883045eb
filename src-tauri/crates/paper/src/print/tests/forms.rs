//! Each form says what it must, on as many pages as it should.

use rstest::rstest;

use super::*;

#[rstest]
#[case::visit_sheet(Body::VisitSheet(Box::new(visit_sheet())))]
#[case::accepted(Body::Notice(notice(Decision::Accepted)))]
#[case::refused(Body::Notice(notice(Decision::Refused { reason: "不属于检察机关管辖。".to_owned() })))]
#[case::declined(Body::Notice(notice(Decision::Declined { reason: "该事项已经复核终结。".to_owned() })))]
#[case::transferred(Body::Notice(notice(Decision::Transferred { unit: "临海市信访局".to_owned() })))]
#[case::materials(Body::Notice(notice(Decision::MaterialsWanted {
    materials: vec!["身份证明".to_owned(), "判决书".to_owned()],
    until: day(2026, 9, 15),
})))]
#[case::reply(Body::Reply(reply()))]
#[case::attendance(Body::Attendance(attendance(5)))]
#[case::strip(Body::Strip(strip()))]
#[case::recovery(Body::Recovery(recovery()))]
#[case::checkpoint(Body::Checkpoint(checkpoint(20)))]
fn every_field_is_read_back_from_the_page(#[case] body: Body) {
    let expected = texts(&body);
    let text = printed(&form(body));
    for field in expected {
        assert!(text.contains(&field), "{field} is not in {text}");
    }
    assert!(text.contains("份号000027"), "{text}");
    assert!(text.contains("王敏2026年9月1日10:22打印"), "{text}");
}

#[rstest]
#[case(Decision::Accepted, "受理告知书", "决定予以受理")]
#[case(Decision::Refused { reason: "材料不齐。".to_owned() }, "不予受理告知书", "不予受理。理由如下：材料不齐。")]
#[case(Decision::Declined { reason: "已依法终结。".to_owned() }, "不再受理告知书", "不再受理。理由如下：已依法终结。")]
#[case(Decision::Transferred { unit: "信访局".to_owned() }, "移送告知书", "移送信访局处理")]
#[case(
    Decision::MaterialsWanted { materials: vec!["判决书".to_owned()], until: day(2026, 9, 15) },
    "补充材料告知书",
    "请于2026年9月15日前补齐：1.判决书"
)]
fn each_notice_says_what_was_decided(#[case] decision: Decision, #[case] title: &str, #[case] said: &str) {
    let text = printed(&form(Body::Notice(notice(decision))));
    assert!(text.starts_with(&format!("临海市人民检察院{title}临检控告〔2026〕27号徐喆：")), "{text}");
    assert!(text.contains(said), "{text}");
    assert!(text.contains("临海市人民检察院2026年9月1日（院印）"), "{text}");
    assert!(text.contains("送达回证"), "{text}");
}

#[test]
fn the_visit_sheet_is_one_page_and_keeps_it_when_blank() {
    assert_eq!(pages(&print(&form(Body::VisitSheet(Box::new(visit_sheet())))).unwrap()), 1);
    let blank = print(&form(Body::VisitSheet(Box::default()))).unwrap();
    assert_eq!(pages(&blank), 1);
    assert!(bare(&read(&blank)).contains("□首次□重复，第次"));
}

#[test]
fn the_visit_sheet_shows_boxes_turns_and_due_days() {
    let text = printed(&form(Body::VisitSheet(Box::new(visit_sheet()))));
    for said in [
        "□首次■重复，第2次（本机所知，截至2026年8月31日）",
        "□未成年人■老弱病残■群体来访□舆情关注□极端言行",
        "1.民事判决书，复印件1份6页",
        "程序性回复：2026年9月8日（条文待核）",
        "个人信息处理告知",
    ] {
        assert!(text.contains(said), "{said} is not in {text}");
    }
    let withheld = VisitSheet { notice_withheld: true, ..visit_sheet() };
    assert!(!printed(&form(Body::VisitSheet(Box::new(withheld)))).contains("个人信息处理告知"));
}

/// The pages' text without their feet, so that what runs over a page is whole again.
fn run_on(pdf: &[u8]) -> String {
    let text = bare(&read(pdf));
    (1..=pages(pdf))
        .fold(text, |text, page| text.replace(&format!("份号000027—{page}—王敏2026年9月1日10:22打印"), ""))
}

#[test]
fn twenty_thousand_characters_of_facts_run_over_pages_and_none_is_lost() {
    let facts: String = (0..3_334).map(|n| format!("第{n:04}句")).collect();
    let form_of = |facts: &str| {
        form(Body::VisitSheet(Box::new(VisitSheet { facts: facts.to_owned(), ..visit_sheet() })))
    };
    let pdf = print(&form_of(&facts)).unwrap();
    assert!(pages(&pdf) > 5);
    assert!(run_on(&pdf).contains(&facts));
    let letter = print(&form(Body::Reply(Reply { facts: facts.clone(), ..reply() }))).unwrap();
    assert!(run_on(&letter).contains(&facts));
}

/// A page with a seal and no text of the letter could be put under another one.
#[test]
fn the_seal_never_stands_on_a_page_alone() {
    for sentences in 0..40 {
        let next = "本院将按规定告知。".repeat(sentences);
        let pdf =
            print(&form(Body::Notice(Notice { next, receipt: None, ..notice(Decision::Accepted) }))).unwrap();
        let text = read(&pdf);
        let sealed = text.split('\u{c}').find(|page| page.contains("（院印）")).unwrap();
        assert!(bare(sealed).contains("如有新的事实或者材料，可以向本院补充提交。"), "{sealed}");
    }
}

/// It ran over the foot of the page and off the paper, and office, day and seal with it.
#[test]
fn a_last_text_longer_than_a_page_is_read_to_its_end_and_sealed() {
    let last: String = (0..400).map(|n| format!("第{n:03}句")).collect();
    let rights = vec!["可以申请复查。".to_owned(), format!("先读。\n{last}")];
    let long = Notice { rights, receipt: None, ..notice(Decision::Accepted) };
    let pdf = print(&form(Body::Notice(long))).unwrap();
    assert!(run_on(&pdf).contains(&last));
    assert!(run_on_pages(&pdf).iter().any(|page| page.contains("第399句") && page.ends_with("（院印）")));
}

#[test]
fn a_short_letter_is_one_page_and_its_receipt_another() {
    assert_eq!(pages(&print(&form(Body::Notice(notice(Decision::Accepted)))).unwrap()), 2);
}

/// With each more sentence the section's name comes nearer to the foot of the page.
#[test]
fn a_section_never_ends_a_page_with_its_name() {
    for sentences in 0..40 {
        let reply = Reply { facts: "经查明。".repeat(sentences * 6), ..reply() };
        let text = run_on_pages(&print(&form(Body::Reply(reply))).unwrap());
        for name in ["三、处理意见及依据", "四、释法说理", "五、不服本答复的途径和期限"]
        {
            assert!(!text.iter().any(|page| page.ends_with(name)), "{name} after {sentences}");
        }
    }
}

fn run_on_pages(pdf: &[u8]) -> Vec<String> {
    let text = read(pdf);
    text.split('\u{c}').map(|page| bare(page).split("份号000027").next().unwrap().to_owned()).collect()
}

#[test]
fn the_attendance_sheet_repeats_its_head_on_every_page() {
    let pdf = print(&form(Body::Attendance(attendance(120)))).unwrap();
    let text = read(&pdf);
    assert!(pages(&pdf) >= 4);
    assert_eq!(bare(&text).matches("单位、职务").count(), pages(&pdf));
    assert!(bare(&text).contains("来宾119") && bare(&text).contains("应到：120人"));
}

/// A bug: where nobody was registered beforehand, nobody was expected: 应到：0人.
#[test]
fn how_many_are_expected_is_left_to_the_pen_where_nobody_is_named() {
    let text = bare(&read(&print(&form(Body::Attendance(attendance(0)))).unwrap()));
    assert!(text.contains("应到：人"), "{text}");
}

#[test]
fn the_strip_says_which_days_and_why() {
    let text = printed(&form(Body::Strip(strip())));
    for said in [
        "2026年10月8日（星期四）（暂定：所在年份尚无公布的放假安排）",
        "2026年9月25日至2026年9月30日计入6",
        "2026年10月1日至2026年10月7日期满日逢休息日，顺延1国庆节",
        "2026年10月8日届满日",
        "24起25计",
        "8满",
    ] {
        assert!(text.contains(said), "{said} is not in {text}");
    }
}

#[rstest]
#[case::open_pause(Strip { due_on: None, ..strip() }, "中止计算，届满日未定")]
#[case::hours(Strip { due_at: Some(at(9, 30)), ..strip() }, "2026年9月1日09:30")]
#[case::doubtful(Strip { doubtful: true, ..strip() }, "条文待核")]
#[case::advised(Strip { advised_on: Some(day(2026, 9, 30)), ..strip() }, "建议不晚于2026年9月30日")]
#[case::changed(Strip { changed: vec!["改为匿名，2026-09-25 起适用。".to_owned()], ..strip() }, "起适用")]
#[case::no_days(Strip { segments: Vec::new(), ..strip() }, "期限计算说明")]
fn the_strip_for_other_clocks(#[case] strip: Strip, #[case] said: &str) {
    let text = printed(&form(Body::Strip(strip)));
    assert!(text.contains(said), "{text}");
}

/// Twenty stations: as many as the largest county of the prefecture has.
#[test]
fn the_checkpoint_is_one_page_with_its_code_its_day_and_every_kind() {
    let pdf = print(&form(Body::Checkpoint(checkpoint(20)))).unwrap();
    assert_eq!(pages(&pdf), 1);
    let text = bare(&read(&pdf));
    for said in
        ["日期2026年9月1日", "KNUABBJARDBCUZAFEUELUDSE", "站点业务第20站31234", "操作日志", "封存事项"]
    {
        assert!(text.contains(said), "{said} is not in {text}");
    }
    assert!(
        pages(&print(&form(Body::Checkpoint(checkpoint(140)))).unwrap()) > 1,
        "the city's runs over pages"
    );
}

/// No hour was written down, and the sheet said midnight.
#[test]
fn a_day_without_an_hour_is_printed_without_one() {
    let held = Moment { on: day(2026, 9, 1), at: None };
    let text = printed(&form(Body::Attendance(Attendance { held, ..attendance(1) })));
    assert!(text.contains("2026年9月1日") && !text.contains("00:00"), "{text}");
    let visited = Some(Moment { on: day(2026, 9, 1), at: None });
    let text = printed(&form(Body::VisitSheet(Box::new(VisitSheet { visited, ..visit_sheet() }))));
    assert!(text.contains("2026年9月1日") && !text.contains("00:00"), "{text}");
}
