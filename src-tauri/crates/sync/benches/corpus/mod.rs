//! Entries as people write them, for what they weigh and what they cost on the way: the same on every run.
//! It does not know what is done with them.
//! Called by the benches of bundle and hub.

use ledger::{
    AccountId, Clk, DeedId, Draft, Entry, EntryId, GrantId, Op, Pen, RecordId, SigningKey, Stream, Value,
    WriterId,
};

pub const ENTRIES: usize = 20_000;
const WRITERS: u64 = 6;
/// Text that people typed: some phrases come again and again, and half of it is unlike anything before.
const PHRASES: [&str; 16] = [
    "已电话联系当事人，约周五上门核实",
    "反映小区路灯损坏三周无人维修",
    "工地夜间施工扰民，多次投诉未果",
    "拖欠农民工工资，涉及人数较多",
    "已转交属地街道办理，待反馈",
    "走访企业了解生产经营情况",
    "河道排污，水体发黑发臭",
    "老年人被骗购买保健品",
    "当事人对答复表示满意",
    "建议进一步核实后再行答复",
    "无障碍通道被占用",
    "食品摊位无证经营",
    "未成年人进入网吧",
    "土地承包合同纠纷",
    "道路窨井盖缺失",
    "申请司法救助",
];
const LETTERS: &str = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严";

/// The same on every run.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % sides
    }
    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.roll(256) as u8)
    }
    fn text(&mut self, letters: &[char]) -> String {
        let mut text = PHRASES[self.roll(PHRASES.len())].to_owned();
        text.push('，');
        text.extend((0..8 + self.roll(16)).map(|_| letters[self.roll(letters.len())]));
        text
    }
    fn uuid(&mut self, wall_ms: u64) -> [u8; 16] {
        let mut id = self.bytes::<16>();
        id[..6].copy_from_slice(&wall_ms.to_be_bytes()[2..]);
        (id[6], id[8]) = (0x70 | id[6] & 15, 0x80 | id[8] & 63);
        id
    }
}

/// Six writers of three stations; records of about five entries each, one in five with a person's signature.
pub fn history() -> Vec<Entry> {
    let (mut dice, letters) = (Dice(0x9e37_79b9_7f4a_7c15), LETTERS.chars().collect::<Vec<_>>());
    let key = SigningKey::from_bytes(&[1; 32]);
    let mut pens: Vec<Pen> =
        (0..WRITERS).map(|_| Pen::new(WriterId(dice.bytes()), key.clone(), "0.1.0+1")).collect();
    let mut records: Vec<(RecordId, usize, EntryId)> = Vec::new();
    let mut out = Vec::with_capacity(ENTRIES);
    for i in 0..ENTRIES as u64 {
        let wall_ms = 1_790_000_000_000 + i * 61_000 + dice.roll(50_000) as u64;
        let begins = records.len() < 10 || dice.roll(5) == 0;
        let at = records.len() - if begins { 0 } else { 1 + dice.roll(records.len().min(400)) };
        let (record, w, parents) = match records.get(at) {
            Some((record, w, head)) => (*record, *w, vec![*head]),
            None => (RecordId::from_bytes(dice.uuid(wall_ms)), dice.roll(pens.len()), vec![]),
        };
        let draft = draft((&mut dice, &letters), (record, w, wall_ms), parents);
        let person = (dice.roll(5) == 0).then_some(&key);
        let entry = pens[w].write_seeded(draft, person, dice.bytes()).expect("fits");
        if begins {
            records.push((record, w, entry.id));
        } else {
            records[at].2 = entry.id;
        }
        out.push(entry);
    }
    out
}

fn draft(
    (dice, letters): (&mut Dice, &[char]),
    (record, w, wall_ms): (RecordId, usize, u64),
    parents: Vec<EntryId>,
) -> Draft {
    let phone = format!("13{:09}", dice.roll(1_000_000_000));
    let ops = if parents.is_empty() {
        vec![
            Op::set("title", dice.text(letters)),
            Op::set("phone", phone),
            Op::set("received_on", format!("2026-0{}-{:02}", 1 + dice.roll(9), 1 + dice.roll(28))),
            Op::set("category", format!("{:04}", dice.roll(90))),
            Op::go("main", "", "registered"),
        ]
    } else {
        let note = Value::map([("text", dice.text(letters).into()), ("on", "2026-08-21".into())]);
        match dice.roll(3) {
            0 => vec![Op::line("note", note), Op::go("main", "registered", "assigned")],
            1 => vec![Op::set("undertaker", format!("3310{:02}", dice.roll(12))), Op::line("note", note)],
            _ => vec![Op::line("reply", note)],
        }
    };
    Draft {
        stream: Stream::station(RecordId::from_bytes([w as u8 / 2; 16])),
        record,
        noun: "appeal".into(),
        act: if parents.is_empty() { "register_appeal" } else { "note" }.into(),
        parents,
        wall_ms,
        clk: Clk::InStep,
        account: AccountId::from_bytes([w as u8 + 40; 16]),
        grant: GrantId::from_bytes([w as u8 + 80; 16]),
        flags: 0,
        deed: DeedId::from_bytes(dice.uuid(wall_ms)),
        k: 1,
        n: 1,
        ops,
    }
}
