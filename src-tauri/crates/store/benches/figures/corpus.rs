//! Invented cases with Chinese text: a party, the case, its sorting, its end. The same seed, the same cases.

use ledger::{Entry, Op, RecordId};
use store::{PenState, Reader};

use crate::kit;

const PLACES: [&str; 8] =
    ["葭沚街道", "杜桥镇", "白塔镇", "大溪镇", "温峤镇", "海门街道", "平桥镇", "沙门镇"];
const MATTERS: [&str; 10] = [
    "夜间施工噪音扰民",
    "拖欠农民工工资",
    "小区消防通道被占用",
    "河道排放污水",
    "征地补偿款未到账",
    "饮用水发黄水压不足",
    "电动自行车充电桩起火",
    "学校门口道路破损",
    "社区收费不透明",
    "生效判决未执行",
];
const MORE: [&str; 8] = [
    "居民多次向物业反映未果",
    "涉及周边三个村近百户",
    "此前已向镇政府递交书面材料",
    "希望检察机关依法监督",
    "现场有照片和录音为证",
    "当事人情绪激动需要安抚",
    "相关部门互相推诿",
    "已经持续半年以上",
];
const FAMILY: [&str; 10] = ["王", "李", "张", "陈", "林", "应", "蒋", "章", "郑", "金"];
const GIVEN: [&str; 10] = ["建国", "小红", "志强", "秀英", "海燕", "明", "丽", "伟", "桂花", "永康"];
const STATES: [&str; 4] = ["accepted", "handling", "replied", "archived"];

pub fn case_id(n: u64) -> RecordId {
    RecordId::natural("bench.case", &n.to_string())
}

fn party_id(n: u64) -> RecordId {
    RecordId::natural("bench.party", &n.to_string())
}

pub fn station(n: u64) -> RecordId {
    RecordId::natural("bench.station", &(n % 133).to_string())
}

/// Over two years, ascending, as a real desk writes.
fn on(n: u64, of: u64) -> String {
    (kit::day("2024-09-01") + chrono::Days::new(n * 730 / of.max(1))).to_string()
}

fn pick<'a>(all: &[&'a str], n: u64, salt: u64) -> &'a str {
    let mixed = (n ^ (salt << 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    all[(mixed >> 33) as usize % all.len()]
}

fn facts(n: u64) -> String {
    let place = pick(&PLACES, n, 1);
    let lines = (2..7).map(|salt| pick(&MORE, n, salt)).collect::<Vec<_>>().join("，");
    format!("{place}{}第{n}件：{lines}。", pick(&MATTERS, n, 8))
}

/// The four entries of one case, each with the ops of its step.
pub fn steps(n: u64, of: u64) -> Vec<(RecordId, Vec<Op>)> {
    let on = on(n, of);
    let due = (kit::day(&on) + chrono::Days::new(7)).to_string();
    let open = n * 10 / of.max(1) == 9;
    let party = vec![
        Op::set("name", format!("{}{}", pick(&FAMILY, n, 9), pick(&GIVEN, n, 10))),
        Op::set("phone", format!("138{:08}", n % 100_000_000)),
    ];
    let case = vec![
        Op::set("title", pick(&MATTERS, n, 8)),
        Op::set("facts", facts(n)),
        Op::set("on", on.as_str()),
        Op::set("state", "registered"),
        Op::set("station", station(n)),
        Op::set("kind", pick(&["noise", "wages", "land", "water", "court"], n, 11)),
        Op::set("no", format!("TZ{:03}-SQ-2026-A-{n:06}", n % 133)),
        Op::set("party", party_id(n)),
        kit::tally_line("case.collected", &on, 1),
    ];
    let clock = kit::clock_line("R01", Some(&due), if open { 0 } else { 2 }, n.is_multiple_of(40));
    let sorted = vec![Op::set("state", "sorted"), Op::set("stage", 2i64), clock];
    let last = if open { "handling" } else { pick(&STATES, n, 12) };
    let ended = vec![Op::set("state", last), Op::set("stage", if open { 2i64 } else { 5 })];
    vec![(party_id(n), party), (case_id(n), case), (case_id(n), sorted), (case_id(n), ended)]
}

/// Signed entries of some cases, following on what the desk has.
pub fn entries(reader: &Reader<'_>, cases: std::ops::Range<u64>, of: u64) -> Vec<Entry> {
    let mut state: PenState = reader.pen().expect("a pen").expect("founded");
    let mut entries: Vec<Entry> = Vec::new();
    for n in cases {
        let first = entries.len();
        for (record, ops) in steps(n, of) {
            let seen =
                entries[first..].iter().filter(|e| e.header.record == record).map(|e| e.id).next_back();
            let entry = kit::entry_of(&state, record, seen.into_iter().collect(), ops);
            state.next_seq += 1;
            state.prev = Some(entry.id);
            entries.push(entry);
        }
    }
    entries
}
