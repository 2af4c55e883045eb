//! Forms to print. Every one of them is printed, read back through poppler's `pdftotext`, and compared with what went in.
//! They know no desk: views are written by hand and read back from the PDF.
//! Run with the tests of this crate.

mod fields;
mod forms;

use std::io::Write;
use std::process::{Command, Stdio};

use super::*;
use chrono::{NaiveDate, NaiveDateTime};

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
        visited: Some(Moment { on: day(2026, 9, 1), at: Some(at(9, 5).time()) }),
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
        id_number: "331***********123X".to_owned(),
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
        held: Moment { on: day(2026, 9, 1), at: Some(at(14, 30).time()) },
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
        changed: vec![],
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

fn checkpoint(n_stations: usize) -> Checkpoint {
    let reach =
        |kind: &str, name: String| Reach { kind: kind.to_owned(), name, n_writers: 3, n_entries: 1234 };
    let stations = (1..=n_stations).map(|n| reach("st", format!("第{n}站")));
    let office = ["log", "of", "pub", "sealed"].map(|kind| reach(kind, "临海市人民检察院".to_owned()));
    Checkpoint {
        groups: ["KNUA", "BBJA", "RDBC", "UZAF", "EUEL", "UDSE"].map(str::to_owned).to_vec(),
        written_on: Some(day(2026, 9, 1)),
        written_by: "王敏".to_owned(),
        streams: stations.chain(office).collect(),
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
                    && !["kind", "flags", "dated", "held", "visited", "until", "from", "to", "known_to"]
                        .contains(&key.as_str())
            });
            fields.values_mut().for_each(drop_days_and_codes);
        }
        serde_json::Value::Array(items) => items.iter_mut().for_each(drop_days_and_codes),
        _ => {}
    }
}
