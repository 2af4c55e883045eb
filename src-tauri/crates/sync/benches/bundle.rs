//! Bytes of a bundle of 20,000 entries to what cannot be made smaller, and how fast it is written and read.
//! `cargo bench -p sync --bench bundle`.

use std::collections::HashSet;
use std::io::Cursor;
use std::ops::ControlFlow;
use std::time::Instant;

use ledger::{
    AccountId, Clk, DeedId, Draft, Entry, EntryId, GrantId, Op, Pen, RecordId, SigningKey, Stream, Value,
    WriterId,
};
use sync::Raw;
use sync::bundle::{Kind, Load, Recipient, Section, Sending, limit, open, write};

const ENTRIES: usize = 20_000;
const WRITERS: u64 = 6;
const SECRET: [u8; 32] = [0x21; 32];
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

fn main() {
    let entries = history();
    let raws: Vec<Raw> = entries.iter().map(Raw::of).collect();
    let raw: usize = raws.iter().map(Raw::len).sum();
    let signer = SigningKey::from_bytes(&[1; 32]);
    let began = Instant::now();
    let parts = bundle(&signer, raws.clone());
    let wrote = began.elapsed().as_secs_f64();
    let bytes: usize = parts.iter().map(Vec::len).sum();

    let began = Instant::now();
    let mut opened = open(parts.into_iter().map(Cursor::new), &SECRET).expect("it opens");
    let read: usize =
        opened.blocks(Section::Changes, 0).map(|(_, read)| read.map_or(0, |items| items.len())).sum();
    let took = began.elapsed().as_secs_f64();
    assert_eq!(read, ENTRIES);

    let (fixed, rest) = floor(&entries);
    let floor = fixed + zstd(&rest);
    println!(r#"{{"figure":"raw bytes an entry","bytes":{}}}"#, raw / ENTRIES);
    println!(
        r#"{{"figure":"bundle bytes an entry","bytes":{},"floor":{}}}"#,
        bytes / ENTRIES,
        floor / ENTRIES
    );
    println!(r#"{{"figure":"random bytes an entry","bytes":{}}}"#, fixed / ENTRIES);
    println!(
        r#"{{"figure":"bundle bytes to what cannot be packed and zstd-3 of the rest","ratio":{:.3},"aim":1.15}}"#,
        bytes as f64 / floor as f64
    );
    println!(
        r#"{{"figure":"the same in rows instead of columns","ratio":{:.3}}}"#,
        rows(&raws) as f64 / floor as f64
    );
    println!(r#"{{"figure":"entries written a second","n":{:.0}}}"#, ENTRIES as f64 / wrote);
    println!(r#"{{"figure":"entries read a second","n":{:.0}}}"#, ENTRIES as f64 / took);
}

fn bundle(signer: &SigningKey, raws: Vec<Raw>) -> Vec<Vec<u8>> {
    let seal = x25519_dalek::PublicKey::from(&x25519_dalek::StaticSecret::from(SECRET)).to_bytes();
    let folder = std::env::temp_dir();
    let sending = Sending {
        kind: Kind::Exchange,
        root: [0; 32],
        demo: false,
        from: RecordId::from_bytes([1; 16]),
        sign: signer,
        recipients: vec![Recipient { desk: RecordId::from_bytes([2; 16]), seal }],
        number: 1,
        made_ms: 1_790_000_000_000,
        app: "bench".into(),
        note: String::new(),
        part_bytes: limit::PART,
        scratch: &folder,
    };
    let (out, disc) = tempfile::NamedTempFile::new().map(|file| (file.reopen(), file)).expect("a file");
    let mut out = Some(out.expect("a file"));
    let load = Load { changes: Box::new(raws.into_iter().map(Ok)), ..Load::default() };
    let mut sink = |_| out.take().ok_or_else(|| std::io::Error::other("one part is enough"));
    write(&sending, load, &mut sink, &mut |_| ControlFlow::Continue(())).expect("it is written");
    vec![std::fs::read(disc.path()).expect("it was written")]
}

fn zstd(bytes: &[u8]) -> usize {
    zstd::bulk::compress(bytes, 3).expect("memory").len()
}

/// Blocks of 1 MiB with one entry behind the other, to compare with.
fn rows(raws: &[Raw]) -> usize {
    let mut block = Vec::new();
    let mut sum = 0;
    for raw in raws {
        let usig = raw.usig.as_deref().unwrap_or_default();
        for field in [raw.stream.0.as_bytes(), &raw.hdr, &raw.sig, usig, &raw.body] {
            block.extend((field.len() as u16).to_be_bytes());
            block.extend(field);
        }
        if block.len() >= 1024 * 1024 {
            sum += zstd(&block);
            block.clear();
        }
    }
    sum + zstd(&block)
}

/// What is random, each piece counted where it stands first; and everything else in one stream, with the random pieces and
/// what repeats them taken out.
fn floor(entries: &[Entry]) -> (usize, Vec<u8>) {
    let (mut known, mut fixed, mut rest) = (HashSet::new(), 0, Vec::new());
    for entry in entries {
        fixed += entry.sig.len() + entry.usig.as_ref().map_or(0, Vec::len);
        let header = &entry.header;
        let ids = header.prev.iter().chain(&header.parents).map(|id| id.0.to_vec());
        let mut pieces: Vec<Vec<u8>> =
            ids.chain([header.body.to_vec(), entry.body[2..18].to_vec()]).collect();
        // The first 48 bits of these are the time; 10 bytes are not.
        pieces.extend([header.record.bytes(), header.deed.bytes()].map(|id| id[6..].to_vec()));
        let mut left = [entry.hdr.as_slice(), &entry.body].concat();
        for piece in pieces {
            cut(&mut left, &piece);
            fixed += if known.insert(piece.clone()) { piece.len() } else { 0 };
        }
        rest.extend(left);
    }
    (fixed, rest)
}

fn cut(from: &mut Vec<u8>, piece: &[u8]) {
    if let Some(at) = from.windows(piece.len()).position(|here| here == piece) {
        from.drain(at..at + piece.len());
    }
}

/// The same on every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % sides
    }
    fn bytes<const N: usize>(&mut self) -> [u8; N] {
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
fn history() -> Vec<Entry> {
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
