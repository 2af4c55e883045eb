//! Every form is printed, read back through poppler's `pdftotext`, and compared with what went in.

use std::io::Write;
use std::process::{Command, Stdio};

use chrono::{NaiveDate, NaiveDateTime};
use rstest::rstest;

use super::*;

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn at(hour: u32, minute: u32) -> NaiveDateTime {
    day(2026, 9, 1).and_hms_opt(hour, minute, 0).unwrap()
}

fn form(body: Body) -> Form {
    let imprint = Imprint {
        copy_no: 27,
        office: "临海市人民检察院".to_owned(),
        printed_by: "王敏".to_owned(),
        printed_at: at(10, 22),
        watermark: None,
    };
    Form { imprint, body }
}

fn contact() -> Contact {
    Contact {
        department: "第五检察部".to_owned(),
        person: Some("陈昇".to_owned()),
        phone: "0576-85100000".to_owned(),
    }
}

fn notice(decision: Decision) -> Notice {
    Notice {
        no: "临检控告〔2026〕27号".to_owned(),
        recipient: "徐喆".to_owned(),
        visited_on: day(2026, 8, 24),
        matter: "不服某行政处罚决定".to_owned(),
        decision,
        basis: vec!["《人民检察院信访工作规定》第一条".to_owned(), "《信访工作条例》第二十三条".to_owned()],
        contact: contact(),
        next: "本院将于2026年11月24日前向你（单位）告知办理进展或者结果。".to_owned(),
        rights: vec!["如有新的事实或者材料，可以向本院补充提交。".to_owned()],
        dated: day(2026, 9, 1),
        receipt: Some(Receipt::default()),
    }
}

fn reply() -> Reply {
    Reply {
        no: "临检答〔2026〕3号".to_owned(),
        recipient: "徐喆".to_owned(),
        received_on: day(2026, 6, 1),
        request: "请求监督某案的执行。".to_owned(),
        facts: "经调阅卷宗查明：第一段。\n第二段。".to_owned(),
        opinion: "对你（单位）的请求予以支持。".to_owned(),
        basis: vec!["《中华人民共和国民事诉讼法》第二百四十六条".to_owned()],
        explanation: "法律规定的理由是这样的。".to_owned(),
        remedies: vec!["可以自收到本答复之日起三十日内申请复查。".to_owned()],
        contact: contact(),
        dated: day(2026, 9, 1),
        receipt: None,
    }
}

fn visit_sheet() -> VisitSheet {
    VisitSheet {
        no: "331082-2026-000123".to_owned(),
        station: "东塍镇共联检察站".to_owned(),
        visited_at: Some(at(9, 5)),
        form: "来访".to_owned(),
        time: Some(2),
        known_to: Some(day(2026, 8, 31)),
        persons: Some(3),
        representatives: vec!["李堃".to_owned(), "周玥".to_owned()],
        petitioner: petitioner(),
        agent: Some(Agent { name: "赵律师".to_owned(), authority: "一般授权".to_owned() }),
        accused: "某公司".to_owned(),
        case_no: "（2025）浙1082民初1号".to_owned(),
        case_office: "临海市人民法院".to_owned(),
        case_stage: "一审已判".to_owned(),
        matter: "民事申诉".to_owned(),
        locality: "临海市东塍镇".to_owned(),
        grid: "第三网格".to_owned(),
        facts: "二〇二五年三月起，双方就合同履行发生争议。\n一审判决后，本人认为认定事实有误。".to_owned(),
        request: "请求检察机关监督。".to_owned(),
        materials: vec![Material {
            name: "民事判决书".to_owned(),
            copies: 1,
            pages: Some(6),
            original: false,
        }],
        flags: vec![Flag::Frail, Flag::Group],
        received_by: "王敏".to_owned(),
        prosecutors: vec!["陈昇".to_owned()],
        deputies: vec!["人大代表旻".to_owned()],
        answered: "已告知办理流程。".to_owned(),
        proposal: "建议受理。".to_owned(),
        instruction: String::new(),
        dues: vec![Due {
            name: "程序性回复".to_owned(),
            due_on: Some(day(2026, 9, 8)),
            provisional: false,
            doubtful: true,
        }],
        notice_withheld: false,
    }
}

fn petitioner() -> Petitioner {
    Petitioner {
        name: "徐祎".to_owned(),
        sex: "女".to_owned(),
        ethnicity: "汉族".to_owned(),
        born_on: Some(day(1990, 1, 1)),
        id_kind: "居民身份证".to_owned(),
        id_number: "331002********123X".to_owned(),
        occupation: "务农".to_owned(),
        registered_address: "浙江省临海市东塍镇某村1号".to_owned(),
        address: "同上".to_owned(),
        phone: "138****1234".to_owned(),
        relation: "本人".to_owned(),
    }
}

fn attendance(attendees: usize) -> Attendance {
    let attendee = |n| Attendee {
        name: format!("来宾{n}"),
        role: "人大代表".to_owned(),
        unit: "东塍镇".to_owned(),
        phone: "138****1234".to_owned(),
    };
    Attendance {
        no: "331082-H-2026-000004".to_owned(),
        title: "检察开放日".to_owned(),
        activity: "法治宣传".to_owned(),
        held_at: at(14, 30),
        place: "东塍镇代表联络站".to_owned(),
        host: "陈昇".to_owned(),
        attendees: (0..attendees).map(attendee).collect(),
        blank_lines: 3,
    }
}

/// 7 natural days from Thursday 2026-09-24 end on Thursday 10-01: a holiday, so the 8th is due (law.md §2.2).
fn strip() -> Strip {
    let run =
        |from, to, kind, n, note: Option<&str>| Segment { from, to, kind, n, note: note.map(str::to_owned) };
    Strip {
        record: "331082-2026-000123 不服行政处罚".to_owned(),
        rule: "程序性回复".to_owned(),
        article: "《人民检察院信访工作规定》".to_owned(),
        version: "2025".to_owned(),
        doubtful: false,
        event: "收到".to_owned(),
        period: "7日".to_owned(),
        started_on: day(2026, 9, 24),
        due_on: Some(day(2026, 10, 8)),
        due_at: None,
        advised_on: None,
        provisional: true,
        calendar: "2026年放假安排".to_owned(),
        segments: vec![
            run(day(2026, 9, 24), day(2026, 9, 24), SegmentKind::Start, 0, None),
            run(day(2026, 9, 25), day(2026, 9, 30), SegmentKind::Counted, 6, None),
            run(day(2026, 10, 1), day(2026, 10, 7), SegmentKind::Rolled, 1, Some("国庆节")),
            run(day(2026, 10, 8), day(2026, 10, 8), SegmentKind::Due, 0, None),
        ],
    }
}

fn recovery() -> Recovery {
    Recovery {
        desk: "临海市院 1 号工作台".to_owned(),
        fingerprint: "d_0123456789abcdef".to_owned(),
        groups: (0..13).map(|n| format!("K7QX{n:02}")).collect(),
    }
}

fn read(pdf: &[u8]) -> String {
    let mut reader = Command::new("pdftotext")
        .args(["-raw", "-enc", "UTF-8", "-", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftotext (package poppler-utils)");
    reader.stdin.take().unwrap().write_all(pdf).unwrap();
    String::from_utf8(reader.wait_with_output().unwrap().stdout).unwrap()
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn printed(form: &Form) -> String {
    bare(&read(&print(form).unwrap()))
}

fn pages(pdf: &[u8]) -> usize {
    read(pdf).matches('\u{c}').count()
}

/// Every string the form holds.
fn strings(value: &serde_json::Value, into: &mut Vec<String>) {
    match value {
        serde_json::Value::String(text) => into.extend(text.lines().map(bare)),
        serde_json::Value::Array(items) => items.iter().for_each(|item| strings(item, into)),
        serde_json::Value::Object(fields) => fields.values().for_each(|field| strings(field, into)),
        _ => {}
    }
}

/// What must be read back word for word: all but days (written out) and codes (a title, a box).
fn texts(body: &impl serde::Serialize) -> Vec<String> {
    let mut value = serde_json::to_value(body).unwrap();
    drop_days_and_codes(&mut value);
    let mut found = Vec::new();
    strings(&value, &mut found);
    found.retain(|text| !text.is_empty());
    found
}

fn drop_days_and_codes(value: &mut serde_json::Value) {
    match value {
        serde_json::Value::Object(fields) => {
            fields.retain(|key, _| {
                !key.ends_with("_on")
                    && !key.ends_with("_at")
                    && !["kind", "flags", "dated", "until", "from", "to", "known_to"].contains(&key.as_str())
            });
            fields.values_mut().for_each(drop_days_and_codes);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(drop_days_and_codes),
        _ => {}
    }
}

#[rstest]
#[case::visit_sheet(Body::VisitSheet(Box::new(visit_sheet())))]
#[case::accepted(Body::Notice(notice(Decision::Accepted)))]
#[case::refused(Body::Notice(notice(Decision::Refused { reason: "不属于检察机关管辖。".to_owned() })))]
#[case::transferred(Body::Notice(notice(Decision::Transferred { unit: "临海市信访局".to_owned() })))]
#[case::materials(Body::Notice(notice(Decision::MaterialsWanted {
    materials: vec!["身份证明".to_owned(), "判决书".to_owned()],
    until: day(2026, 9, 15),
})))]
#[case::reply(Body::Reply(reply()))]
#[case::attendance(Body::Attendance(attendance(5)))]
#[case::strip(Body::Strip(strip()))]
#[case::recovery(Body::Recovery(recovery()))]
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

#[rstest]
#[case::code("#panic(\"x\")")]
#[case::import("#import \"/etc/passwd\"")]
#[case::read("#read(\"../../secret\")")]
#[case::math("$sum_(i=0)^n$")]
#[case::emphasis("*粗* _斜_ `码`")]
#[case::heading("= 标题")]
#[case::list("- 一 + 二 / 三: 四")]
#[case::label("<标签> @引用")]
#[case::escape("\\u{1F600} \\# ~ -- ---")]
#[case::comment("// 注释 /* 注释 */")]
#[case::quotes("\"引\" '号' “双” ‘单’")]
#[case::brackets("] ) } [ ( {")]
#[case::link("https://example.test/#a")]
#[case::json("\",\"name\":\"x")]
#[case::html("<script>alert(1)</script>")]
fn a_field_is_never_markup(#[case] name: &str) {
    let hostile =
        Notice { recipient: name.to_owned(), matter: name.to_owned(), ..notice(Decision::Accepted) };
    let text = printed(&form(Body::Notice(hostile)));
    assert!(text.contains(&format!("{}：", bare(name))), "{text}");
    assert!(text.contains(&format!("“{}”", bare(name))), "{text}");
}

#[rstest]
#[case::gb2312_lacks_these("喆堃玥昇祎旻赟")]
#[case::beyond_the_plane("𠮷䶮㛃㸆𬭎𫖯𬀩𪻐")]
#[case::punctuation("〔〕（）《》“”—…·№℃①②■□")]
#[case::latin("Müller & O'Brien №3")]
fn names_print_in_their_own_characters(#[case] name: &str) {
    assert_eq!(missing_glyphs(name), Vec::<char>::new());
    let text =
        printed(&form(Body::Notice(Notice { recipient: name.to_owned(), ..notice(Decision::Accepted) })));
    assert!(text.contains(&bare(name)), "{text}");
}

#[rstest]
#[case::emoji("王敏😀", "王敏[U+1F600]")]
#[case::nul("王\0敏", "王[U+0000]敏")]
#[case::turned_around("王\u{202e}敏", "王[U+202E]敏")]
#[case::hidden("王\u{200b}敏", "王[U+200B]敏")]
#[case::arabic("سلام", "[U+0633][U+0644][U+0627][U+0645]")]
#[case::windows_line("王\r\n敏", "王敏")]
fn what_no_font_draws_is_shown_as_its_code_point(#[case] name: &str, #[case] expected: &str) {
    let text =
        printed(&form(Body::Notice(Notice { recipient: name.to_owned(), ..notice(Decision::Accepted) })));
    assert!(text.contains(expected), "{text}");
}

#[test]
fn a_variation_selector_neither_prints_nor_fails() {
    let text = printed(&form(Body::Notice(Notice {
        recipient: "葛\u{e0100}明".to_owned(),
        ..notice(Decision::Accepted)
    })));
    assert!(text.contains("葛\u{e0100}明") || text.contains("葛明"), "{text}");
}

#[test]
fn missing_glyphs_names_each_once() {
    assert_eq!(missing_glyphs("a😀b🎉c😀"), ['😀', '🎉']);
    assert_eq!(missing_glyphs("徐某某\n138****1234"), Vec::<char>::new());
}

#[test]
fn the_attendance_sheet_repeats_its_head_on_every_page() {
    let pdf = print(&form(Body::Attendance(attendance(120)))).unwrap();
    let text = read(&pdf);
    assert!(pages(&pdf) >= 4);
    assert_eq!(bare(&text).matches("单位、职务").count(), pages(&pdf));
    assert!(bare(&text).contains("来宾119") && bare(&text).contains("应到：120人"));
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
#[case::no_days(Strip { segments: Vec::new(), ..strip() }, "期限计算说明")]
fn the_strip_for_other_clocks(#[case] strip: Strip, #[case] said: &str) {
    let text = printed(&form(Body::Strip(strip)));
    assert!(text.contains(said), "{text}");
}

/// Letters have no field for a mark of doubt, so none can slip in.
#[test]
fn a_letter_has_no_place_for_doubt() {
    for body in [Body::Notice(notice(Decision::Accepted)), Body::Reply(reply())] {
        assert!(!serde_json::to_string(&body).unwrap().contains("doubtful"));
        assert!(!printed(&form(body)).contains("待核"));
    }
}

#[test]
fn a_demonstration_is_marked_on_every_page() {
    let mut marked = form(Body::Attendance(attendance(60)));
    marked.imprint.watermark = Some("演示".to_owned());
    let pdf = print(&marked).unwrap();
    assert_eq!(bare(&read(&pdf)).matches("演示").count(), pages(&pdf));
}

#[test]
fn the_same_form_gives_the_same_bytes() {
    let form = form(Body::VisitSheet(Box::new(visit_sheet())));
    assert_eq!(print(&form).unwrap(), print(&form).unwrap());
}

#[test]
fn the_file_is_pdf_a_with_cut_fonts_and_no_name_in_its_properties() {
    let pdf = print(&form(Body::Notice(notice(Decision::Accepted)))).unwrap();
    let plain = String::from_utf8_lossy(&pdf);
    assert!(
        plain.contains("<pdfaid:part>2</pdfaid:part>")
            && plain.contains("<pdfaid:conformance>U</pdfaid:conformance>")
    );
    assert!(!plain.contains("徐喆") && !plain.contains("Typst"));
    // Four whole fonts are 31 MB.
    assert!(pdf.len() < 200_000, "{}", pdf.len());
}

#[test]
fn a_form_beyond_all_measure_is_refused() {
    let huge = VisitSheet { facts: "字".repeat(500_000), ..visit_sheet() };
    let refused = print(&form(Body::VisitSheet(Box::new(huge)))).unwrap_err();
    assert!(matches!(refused, PaperError::TooLong { most: MOST, .. }));
}

#[test]
fn the_recovery_groups_never_reach_a_log() {
    assert!(!format!("{:?}", recovery()).contains("K7QX"));
}

#[test]
fn a_form_travels_as_json() {
    let form = form(Body::Notice(notice(Decision::Refused { reason: "理由".to_owned() })));
    let json = serde_json::to_string(&form).unwrap();
    let back: Form = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&back).unwrap(), json);
}
