//! `open_by_sheet`: every password is lost; the paper opens the file, and one account gets a new password and new keys.
//! A sheet that may sign in `admin` vouches for the new pair at once. Another's cannot: the account then writes under the
//! desk's name alone, and its personal acts wait until the office has written the new pair down (`accept_keys`).

use ledger::authority::build::key_op;
use ledger::authority::{AccountKey, Class, Grant, ROOT_ACCOUNT};
use ledger::{AccountId, DeedId, Draft, GrantId, RecordId, Stream, flag};
use serde::Deserialize;
use store::Reader;
use store::keys::{AccountKeys, Login, Sheet, Slots};
use ts_rs::TS;
use zeroize::Zeroizing;

use super::list_accounts::row;
use super::new_keys;
use super::reset_password::pair_of;
use crate::desk::{SignIn, SignedIn, open_office, refused, root_of, settle_writer, sign_in, strong};
use crate::perform::pen;
use crate::sealing::{is_handler, pass_on, secret_on};
use crate::{Failure, Host, Office, Result, SystemWall, Wall, Who, people, trace};

#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OpenBySheet {
    /// The eight groups as typed.
    pub groups: Vec<String>,
    /// Whose password is set anew.
    pub name: String,
    pub password: String,
    /// Whose of several of that name.
    #[serde(default)]
    #[ts(type = "string", optional)]
    pub account: Option<AccountId>,
}

pub fn open_by_sheet(host: &Host, input: OpenBySheet) -> Result<SignedIn> {
    let password = Zeroizing::new(input.password);
    strong(&password)?;
    store::backup::resume(&host.dir())?;
    let sheet = Sheet::read(&Zeroizing::new(input.groups.concat())).map_err(refused)?;
    let mut slots = Slots::load(&host.dir()).map_err(refused)?;
    let opened = slots.open_by_sheet(&sheet, SystemWall.now_ms()).map_err(refused)?;
    host.close_and_wait();
    let (office, fitted) = open_office(host, &opened.keys)?;
    slots.settle(&opened, fitted).map_err(refused)?;
    // Before the desk goes on: a name mistyped beside a copy's sheet leaves it as it was brought back.
    let account = account_of(&office, (input.name.trim(), input.account), &slots.accounts())?;
    settle_writer(&office)?;
    let login = Login { name: input.name.trim(), password: &password };
    let (keys, vouched) = slots.or_as_before(|slots| -> Result<_> {
        let keys = slots.reset(&office.desk.key(), account, login).map_err(refused)?;
        let vouched = vouch(&office, &sheet, (account, &keys))?;
        Ok((keys, vouched))
    })?;
    drop(office);
    let signed_in = sign_in(host, SignIn { name: input.name, password: password.to_string() })?;
    if let Some(session) = host.session() {
        let (office, who) = (&session.office, &session.who);
        if vouched {
            trace::write(office, who, "open_by_sheet", ledger::Value::Null)?;
            give_back(office, who, &sheet)?;
        } else {
            let pair = office.desk.read(|reader| pair_of(reader, &keys))?;
            new_keys::ask(office, who, &pair)?;
        }
    }
    Ok(signed_in)
}

/// The founding's sheet is the root's paper: what it signs in `admin` needs nobody's grant, so the new pair stands
/// before the first entry is signed with it. A renewed sheet signs for whoever renewed it. Another vouches for nobody.
fn vouch(office: &Office, sheet: &Sheet, (account, keys): (AccountId, &AccountKeys)) -> Result<bool> {
    let key = root_of(sheet);
    let Some((signer, grant)) = office.desk.read(|reader| signer(reader, key.verifying_key().to_bytes()))?
    else {
        return Ok(false);
    };
    let now_ms = office.wall.now_ms();
    office.desk.act(|tx| -> Result<()> {
        let record = RecordId(account.0);
        let draft = Draft {
            stream: Stream::admin(),
            record,
            noun: "account".into(),
            act: "grant_role".into(),
            parents: tx.heads(record)?,
            wall_ms: now_ms,
            clk: office.clk(tx, now_ms)?,
            account: signer,
            grant,
            flags: flag::PERSON | if office.demo { flag::DEMO } else { 0 },
            deed: DeedId::at(now_ms),
            k: 1,
            n: 1,
            ops: vec![key_op(&pair_of(tx, keys)?)],
        };
        let written = pen(tx)?.write(draft, Some(&key));
        tx.append(&written.map_err(|e| Failure::TooBig { problem: e.to_string() })?)?;
        office.refresh(tx, &[record])
    })?;
    Ok(true)
}

/// In whose name a sheet's key signs: the root's, or an account's that governs `admin`.
fn signer(reader: &Reader<'_>, key: [u8; 32]) -> Result<Option<(AccountId, GrantId)>> {
    let authority = reader.authority()?;
    if authority.root() == Some(key) {
        return Ok(Some((AccountId::from_bytes(ROOT_ACCOUNT), GrantId::from_bytes(ROOT_ACCOUNT))));
    }
    let has = |keys: &[AccountKey]| keys.iter().any(|k| k.sign == key);
    let Some(account) = authority.accounts().find(|a| has(&a.keys)) else { return Ok(None) };
    let governs = |g: &&Grant| g.covers(&Stream::admin(), Class::Govern);
    let grant = authority.grants_of(account.id).into_iter().find(governs).map(|g| g.id);
    Ok(grant.map(|grant| (account.id, grant)))
}

/// Who was a handler of sealed matters is one again: the sheet holds the office's key for that.
fn give_back(office: &Office, who: &Who, sheet: &Sheet) -> Result<()> {
    let (account, code) = (who.person.account, who.person.office.clone());
    office.perform(who, "grant_role", |at| {
        let (named, opens) = is_handler(at.tx, account, &code)?;
        let Some(secret) = secret_on(at.tx, sheet, &code)?.filter(|_| named && !opens) else { return Ok(()) };
        pass_on(at, (account, &code), &secret)
    })?;
    Ok(())
}

/// The account of a person of this name that has a slot here; of several the chosen one.
fn account_of(
    office: &Office,
    (name, chosen): (&str, Option<AccountId>),
    slots: &[AccountId],
) -> Result<AccountId> {
    let names = office.desk.read(people::names_of)?;
    let is_named =
        |a: &AccountId| names.accounts.get(a).and_then(|p| names.people.get(p)).is_some_and(|n| n == name);
    let named: Vec<AccountId> =
        slots.iter().copied().filter(|a| is_named(a) && chosen.is_none_or(|c| c == *a)).collect();
    match named[..] {
        [] => Err(Failure::Missing { what: "account".into() }.into()),
        [only] => Ok(only),
        _ => {
            let told = office.desk.read(|reader| {
                named.iter().map(|a| row(office, reader, (*a, slots))).collect::<Result<Vec<_>>>()
            })?;
            Err(Failure::WhichAccount { accounts: told }.into())
        }
    }
}
