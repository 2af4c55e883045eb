//! `join_desk`: keys, file and sheet are made here, and a request that the office answers with an enrolment.

use std::path::Path;

use ledger::authority::build::{open_writer_ops, writer_record};
use ledger::authority::{AccountKey, DeskCard, ROOT_ACCOUNT};
use ledger::{AccountId, Clk, DeedId, Draft, GrantId, Pen, RecordId, SigningKey, Stream, Suite, flag};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use store::keys::{AccountKeys, Login, Sheet, Slots};
use store::{Claim, Desk, FileKey, PenState, Reader};
use ts_rs::TS;
use zeroize::Zeroizing;

use super::request::Request;
use crate::desk::{
    Founded, claim, fresh_writer, name_of, one_of_ours, public_of, random_key, refused, strong,
};
use crate::exports::FileOut;
use crate::imports::base64_of;
use crate::timeline::hex;
use crate::{Failure, Host, Result, SystemWall, Wall, reference};

const SETTING: &str = "joining";
/// Beside the file, so that the first page knows it before anybody signs in. It holds nothing.
const MARKER: &str = "desk.joining";
const MIME: &str = "application/octet-stream";

#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct JoinDesk {
    /// Six digits of the procuratorate whose desk this is to be.
    pub office: String,
    pub person: String,
    pub password: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Joining {
    /// For the office, by stick or disc.
    pub request: FileOut,
    /// To be compared on the telephone with what the office sees.
    pub fingerprint: String,
    /// Opens this desk's file when nobody knows a password any more.
    pub sheet: Founded,
}

pub fn join_desk(host: &Host, input: JoinDesk) -> Result<Joining> {
    let password = Zeroizing::new(input.password);
    strong(&password)?;
    let law = domain::Law::shipped().map_err(reference::bad_ref)?;
    one_of_ours(&law, &input.office)?;
    let person = input.person.trim().to_owned();
    domain::facts::written("person", &person, domain::facts::SHORT)?;
    if Desk::is_there(&host.dir()) {
        return Err(Failure::DeskExists {}.into());
    }
    crate::places::must_be_fit(&host.dir())?;
    let claim = claim(&host.dir())?;
    let made = make(host, (&input.office, &person), &password, &claim);
    if made.is_err() {
        claim.abandon()?;
    }
    let (request, sheet) = made?;
    let confirm = sheet.ask_two()?;
    let answer = Joining {
        request: file_of(&request.print, base64_of(&request.bytes)),
        fingerprint: request.print,
        sheet: Founded { sheet: sheet.groups(), confirm },
    };
    host.wait_for(sheet, confirm);
    Ok(answer)
}

struct Made {
    bytes: Vec<u8>,
    print: String,
}

fn make(host: &Host, (office, person): (&str, &str), password: &str, claim: &Claim) -> Result<(Made, Sheet)> {
    let now_ms = now_ms(host);
    let key = FileKey::random()?;
    let account = AccountId::at(now_ms);
    let mut slots = Slots::create(&host.dir(), host.cost).map_err(refused)?;
    let keys = slots.add(&key, account, Login { name: person, password }).map_err(refused)?;
    let sheet = slots.make_sheet(&key).map_err(refused)?;
    let desk = claim.create(&key)?;
    let (desk_key, desk_seal) = (random_key(), random_key());
    let sign = SigningKey::from_bytes(&desk_key);
    let card = DeskCard {
        record: RecordId::at(now_ms),
        name: name_of(&sign.verifying_key().to_bytes()),
        office: office.into(),
        sign: sign.verifying_key().to_bytes(),
        seal: public_of(&desk_seal),
        cut: None,
    };
    let request = request(host, (card, &sign), (account, &keys, person))?;
    let bytes = request.write(&sign);
    let made = Made { print: request.fingerprint(), bytes };
    desk.act(|tx| -> Result<()> {
        let writer = request.opening.header.writer;
        tx.save_pen(&PenState { writer, next_seq: 1, prev: None, desk_key })?;
        tx.append(&request.opening)?;
        tx.set_setting("office", &office.into())?;
        tx.set_setting("desk_seal", &hex(&*desk_seal).into())?;
        if let Some(day) = host.today {
            tx.set_setting("stands_on", &day.to_string().into())?;
        }
        tx.set_setting(SETTING, &json!({ "request": base64_of(&made.bytes), "print": made.print }))?;
        Ok(())
    })?;
    desk.adopt()?;
    std::fs::write(host.dir().join(MARKER), b"").map_err(store::StoreError::from)?;
    Ok((made, sheet))
}

fn request(
    host: &Host,
    (card, sign): (DeskCard, &SigningKey),
    (account, keys, person): (AccountId, &AccountKeys, &str),
) -> Result<Request> {
    let now_ms = now_ms(host);
    let mut pen = Pen::new(fresh_writer(), sign.clone(), crate::APP);
    let draft = Draft {
        stream: Stream::admin(),
        record: writer_record(pen.writer),
        noun: "writer".into(),
        act: "open_writer".into(),
        parents: vec![],
        wall_ms: now_ms,
        // Nobody has confirmed this clock yet.
        clk: Clk::FreeRunning,
        account: AccountId::from_bytes(ROOT_ACCOUNT),
        grant: GrantId::from_bytes(ROOT_ACCOUNT),
        flags: if host.today.is_some() { flag::DEMO } else { 0 },
        deed: DeedId::at(now_ms),
        k: 1,
        n: 1,
        ops: open_writer_ops(card.record, Suite::Sha256Ed25519),
    };
    let opening = pen.write(draft, None).map_err(|e| Failure::TooBig { problem: e.to_string() })?;
    let key = AccountKey {
        desk: card.record,
        sign: SigningKey::from_bytes(&keys.sign).verifying_key().to_bytes(),
        seal: public_of(&keys.seal),
    };
    let demo = host.today.is_some();
    Ok(Request { desk: card, opening, account, key, person: person.into(), demo, made_ms: now_ms })
}

/// A demonstration's desks live by the day named for all of them.
fn now_ms(host: &Host) -> u64 {
    match host.today {
        Some(day) => crate::FixedWall { day }.now_ms(),
        None => host.wall.now_ms(),
    }
}

/// Named by what tells nothing of the person who asks.
fn file_of(print: &str, bytes_base64: String) -> FileOut {
    let name = format!("{}.glr", print.replace(' ', "-"));
    FileOut { name, mime: MIME.into(), bytes_base64, count: 1 }
}

#[derive(Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RequestAgain {
    pub name: String,
    pub password: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct StillJoining {
    pub request: FileOut,
    pub fingerprint: String,
}

/// The same request once more, for whoever lost the stick.
pub fn request_again(host: &Host, input: RequestAgain) -> Result<StillJoining> {
    let password = Zeroizing::new(input.password);
    let mut slots = Slots::load(&host.dir()).map_err(refused)?;
    let login = Login { name: input.name.trim(), password: &password };
    let unlocked = slots.unlock(login, SystemWall.now_ms()).map_err(refused)?;
    let (desk, _) = Desk::open_any(&host.dir(), &unlocked.file_keys.keys)?;
    let kept = desk.read(waits)?.ok_or(Failure::DeskExists {})?;
    let text = |name: &str| kept[name].as_str().unwrap_or_default().to_owned();
    let print = text("print");
    Ok(StillJoining { request: file_of(&print, text("request")), fingerprint: print })
}

/// What a desk keeps of its request until the enrolment comes. `None`: it has been enrolled, or founded.
pub(crate) fn waits(reader: &Reader<'_>) -> Result<Option<Json>> {
    Ok(reader.setting(SETTING)?.filter(|kept| !kept.is_null()))
}

/// What the first page asks; the file inside decides.
pub(crate) fn is_joining(dir: &Path) -> bool {
    dir.join(MARKER).is_file()
}

pub(super) fn unmark(dir: &Path) -> Result<()> {
    Ok(store::held::remove(&dir.join(MARKER))?)
}

pub(super) fn no_longer(tx: &mut store::Tx<'_>) -> Result<()> {
    tx.set_setting(SETTING, &Json::Null)?;
    Ok(())
}
