//! Sealed matters: their bodies are encrypted to the office's own key, whose private half is wrapped for named handlers.
//! It does not know which matters must be sealed (`domain::sealed`), nor when an office needs a new pair.
//! Called by founding (the pair), by the door for changes (every entry of `sealed/`) and by whoever reads a sealed record.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use domain::Role;
use hkdf::Hkdf;
use ledger::authority::build::{grant_ops, office_account};
use ledger::authority::{AccountKey, Class, Grant};
use ledger::{AccountId, Authority, Entry, GrantId, Op, Record, RecordId, Sealed, Stream, Value, fold};
use sha2::{Digest, Sha256};
use store::Reader;
use store::keys::Sheet;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use crate::desk::public_of;
use crate::error::OrMissing;
use crate::perform::At;
use crate::{Failure, Result, Who, reference};

/// The role of a grant that carries the office's key for sealed matters; it lets its holder be nothing else.
pub(crate) const HANDLER: &str = "handler";
const WRAP: &str = "gonglian sealed wrap v1";
const NONCE: usize = 12;
const PUBLIC: usize = 32;

/// A pair for an office; the private half is told to nobody but through `wrap`.
pub(crate) fn pair() -> (Zeroizing<[u8; 32]>, [u8; 32]) {
    let secret = random::<32>();
    let public = public_of(&secret);
    (Zeroizing::new(secret), public)
}

/// Bytes for the holder of the other half: our passing public key, then what is sealed.
pub(crate) fn wrap(plain: &[u8], to: &[u8; 32]) -> Result<Vec<u8>> {
    let passing = StaticSecret::from(random::<32>());
    let mine = PublicKey::from(&passing).to_bytes();
    let shared = passing.diffie_hellman(&PublicKey::from(*to));
    if !shared.was_contributory() {
        return Err(Failure::Broken { what: "a public key that is no key".into() }.into());
    }
    let under = derive(shared.as_bytes(), &[mine, *to].concat());
    Ok([mine.to_vec(), shut(&under, plain, WRAP.as_bytes())?].concat())
}

fn unwrap(wrapped: &[u8], secret: &[u8; 32]) -> Option<Zeroizing<Vec<u8>>> {
    let (theirs, sealed) = wrapped.split_at_checked(PUBLIC)?;
    let theirs: [u8; PUBLIC] = theirs.try_into().ok()?;
    let shared = StaticSecret::from(*secret).diffie_hellman(&PublicKey::from(theirs));
    let under = derive(shared.as_bytes(), &[theirs, public_of(secret)].concat());
    unshut(&under, sealed, WRAP.as_bytes())
}

fn derive(secret: &[u8], salt: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut key = Zeroizing::new([0; 32]);
    // 32 bytes are far below what HKDF can give.
    let _ = Hkdf::<Sha256>::new(Some(salt), secret).expand(WRAP.as_bytes(), &mut *key);
    key
}

fn shut(key: &[u8; 32], plain: &[u8], about: &[u8]) -> Result<Vec<u8>> {
    let nonce = random::<NONCE>();
    let sealed =
        ChaCha20Poly1305::new(&(*key).into()).encrypt(&nonce.into(), Payload { msg: plain, aad: about });
    let sealed = sealed.map_err(|_| Failure::Broken { what: "could not seal".into() })?;
    Ok([nonce.to_vec(), sealed].concat())
}

fn unshut(key: &[u8; 32], sealed: &[u8], about: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (nonce, sealed) = sealed.split_at_checked(NONCE)?;
    let nonce: [u8; NONCE] = nonce.try_into().ok()?;
    let cipher = ChaCha20Poly1305::new(&(*key).into());
    cipher.decrypt(&nonce.into(), Payload { msg: sealed, aad: about }).ok().map(Zeroizing::new)
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes
}

/// An entry of `sealed/<office>` as it is stored. The id binds the ciphertext to its header.
pub(crate) fn seal(entry: &Entry, authority: &Authority) -> Result<Entry> {
    let code = entry.header.stream.0.strip_prefix("sealed/").unwrap_or_default();
    let office = authority.office(code).or_missing("office")?;
    let to = office.seal.or_missing("office_key")?;
    let key = Zeroizing::new(random::<32>());
    entry.sealed(|plain| {
        let wraps = vec![wrap(&*key, &to)?];
        Ok(Sealed { key_id: office.seal_id, wraps, ciphertext: shut(&key, plain, &entry.id.0)? })
    })
}

/// The private half of an office's key, as a named handler holds it; who is none is refused like anybody outside.
pub(crate) fn secret_of(reader: &Reader<'_>, who: &Who, code: &str) -> Result<Zeroizing<[u8; 32]>> {
    let found = opened_by(reader, (who.person.account, code), &who.seal)?;
    Ok(found.ok_or(domain::Refusal::WrongRole { verb: "open_sealed".into() })?)
}

/// A further pair of an account that is named already, where whoever writes it down holds the office's key and may name.
/// `None`: nothing to give, or somebody else has to.
pub(crate) fn for_new_pair(
    at: &At<'_, '_>,
    (account, code): (AccountId, &str),
    pair: &AccountKey,
) -> Result<Option<(RecordId, Vec<Op>)>> {
    let who = at.who;
    if !may_name(who) || !is_handler(at.tx, account, code)?.0 {
        return Ok(None);
    }
    let secret = opened_by(at.tx, (who.person.account, code), &who.seal)?;
    let ops = |secret: Zeroizing<[u8; 32]>| {
        handler_ops((account, code), (&secret, &[(pair.desk, pair.seal)]), at.now_ms)
    };
    secret.map(ops).transpose()
}

/// What the fold would not follow is refused at the act: naming somebody governs.
pub(crate) fn may_name(who: &Who) -> bool {
    who.person.any(&[Role::Head, Role::Registrar])
}

/// The same as the recovery sheet holds it: what was sealed outlives a forgotten password.
pub(crate) fn secret_on(
    reader: &Reader<'_>,
    sheet: &Sheet,
    code: &str,
) -> Result<Option<Zeroizing<[u8; 32]>>> {
    opened_by(reader, (office_account(code), code), &sheet_secret(sheet))
}

/// The pair of a sheet that the office's key is wrapped to; the sheet is the only place its private half rests in.
pub(crate) fn sheet_secret(sheet: &Sheet) -> Zeroizing<[u8; 32]> {
    let digest =
        Sha256::new().chain_update("gljc-sealed-v1").chain_update(sheet.groups().concat()).finalize();
    Zeroizing::new(digest.into())
}

fn opened_by(
    reader: &Reader<'_>,
    (account, code): (AccountId, &str),
    secret: &[u8; 32],
) -> Result<Option<Zeroizing<[u8; 32]>>> {
    let all = wraps(reader, account, code)?;
    let found =
        all.iter().filter_map(|w| unwrap(&w.wrapped, secret)).find_map(|s| s.as_slice().try_into().ok());
    Ok(found.map(Zeroizing::new))
}

struct Wrapped {
    wrapped: Vec<u8>,
    /// The public half it was made for; founding names none, it knows one only.
    to: Option<Vec<u8>>,
}

/// Those of founding, and those on grants that named a handler since.
fn wraps(reader: &Reader<'_>, account: AccountId, code: &str) -> Result<Vec<Wrapped>> {
    let authority = reader.authority()?;
    let office = authority.office(code).or_missing("office")?;
    let founded = office.wraps.iter().filter(|(to, _, _)| *to == account);
    let mut all: Vec<Wrapped> =
        founded.map(|(_, _, wrapped)| Wrapped { wrapped: wrapped.clone(), to: None }).collect();
    for grant in authority.grants_of(account).into_iter().filter(|g| g.role == HANDLER && g.office == code) {
        let named = reader.record(RecordId(grant.id.0))?;
        all.extend(named.iter().flat_map(|r| r.lines("wrap")).filter_map(|line| wrapped_in(&line.value)));
    }
    Ok(all)
}

/// Whether an account was ever named, and whether its pair of today can open: a reset makes another pair.
pub(crate) fn is_handler(reader: &Reader<'_>, account: AccountId, code: &str) -> Result<(bool, bool)> {
    let all = wraps(reader, account, code)?;
    let authority = reader.authority()?;
    let keys = authority.account(account).map(|a| a.keys.clone()).unwrap_or_default();
    let newest = keys.last().map(|key| key.seal.to_vec());
    let opens = |w: &Wrapped| w.to.as_ref().map_or(keys.len() == 1, |to| Some(to) == newest.as_ref());
    Ok((!all.is_empty(), all.iter().any(opens)))
}

/// Names an account a handler: the office's key, wrapped to every pair it has here.
pub(crate) fn pass_on(
    at: &mut At<'_, '_>,
    (account, code): (AccountId, &str),
    secret: &[u8; 32],
) -> Result<()> {
    let authority = at.tx.authority()?;
    let keys = &authority.account(account).or_missing("account")?.keys;
    let to: Vec<(RecordId, [u8; 32])> = keys.iter().map(|key| (key.desk, key.seal)).collect();
    let (grant, ops) = handler_ops((account, code), (secret, &to), at.now_ms)?;
    at.open_as(grant, "grant", Stream::admin(), ops);
    Ok(())
}

/// A grant that carries the office's key for one more holder, wrapped to each of these public halves.
pub(crate) fn handler_ops(
    (account, code): (AccountId, &str),
    (secret, to): (&[u8; 32], &[(RecordId, [u8; 32])]),
    now_ms: u64,
) -> Result<(RecordId, Vec<Op>)> {
    let grant = Grant {
        id: GrantId::at(now_ms),
        account,
        streams: vec![Stream::sealed(code).0],
        office: code.into(),
        role: HANDLER.into(),
        level: None,
        classes: vec![Class::Write, Class::Decide],
        stations: vec![],
        from_on: None,
        to_on: None,
        cut: None,
    };
    let mut ops = grant_ops(&grant);
    for (desk, to) in to {
        let wrapped = wrap(secret, to)?;
        let line = [("desk", (*desk).into()), ("to", to.to_vec().into()), ("wrap", wrapped.into())];
        ops.push(Op::line("wrap", Value::map(line)));
    }
    Ok((RecordId(grant.id.0), ops))
}

fn wrapped_in(line: &Value) -> Option<Wrapped> {
    let bytes = |key| if let Some(Value::Bytes(b)) = line.get(key) { Some(b.clone()) } else { None };
    Some(Wrapped { wrapped: bytes("wrap")?, to: bytes("to") })
}

/// Every sealed matter of an office, by its id.
pub(crate) fn matters_of(reader: &Reader<'_>, code: &str) -> Result<Vec<RecordId>> {
    let own = Stream::sealed(code);
    let mut matters = vec![];
    for id in reference::all(reader, domain::sealed::NOUN)? {
        if reader.record(id)?.is_some_and(|record| record.stream == own) {
            matters.push(id);
        }
    }
    Ok(matters)
}

/// The number that the station keeps of a sealed matter.
pub(crate) fn number_of(reader: &Reader<'_>, record: &Record) -> Result<Option<String>> {
    let stub = record.record("stub").map(|stub| reader.record(stub)).transpose()?.flatten();
    Ok(stub.and_then(|stub| stub.number(domain::appeal::SERIES).map(str::to_owned)))
}

/// A sealed record as a named handler reads it.
pub(crate) fn opened(reader: &Reader<'_>, who: &Who, id: RecordId) -> Result<(Record, Vec<Entry>)> {
    let entries = reader.entries(id)?;
    let stream = entries.first().map(|e| e.header.stream.0.clone()).or_missing("sealed")?;
    let code = stream.strip_prefix("sealed/").or_missing("sealed")?;
    let (authority, secret) = (reader.authority()?, secret_of(reader, who, code)?);
    let read = entries.iter().map(|e| open(e, &secret)).collect::<Result<Vec<_>>>()?;
    let record = fold(&read, &authority).or_missing("sealed")?;
    Ok((record, read))
}

fn open(entry: &Entry, secret: &[u8; 32]) -> Result<Entry> {
    let ledger::Envelope::Sealed(sealed) = &entry.envelope else { return Ok(entry.clone()) };
    let key = sealed.wraps.iter().find_map(|w| unwrap(w, secret));
    let key: Option<[u8; 32]> = key.and_then(|k| k.as_slice().try_into().ok());
    let plain = key.and_then(|k| unshut(&k, &sealed.ciphertext, &entry.id.0)).ok_or(Failure::WrongKey {})?;
    entry.open(&plain).map_err(|e| Failure::Broken { what: e.to_string() }.into())
}

/// A record as this person reads it: a sealed one opened, which only its named handlers can.
pub(crate) fn record_for(reader: &Reader<'_>, who: &Who, id: RecordId) -> Result<Option<Record>> {
    match reader.record(id)? {
        Some(record) if record.stream.class() == "sealed" => Ok(Some(opened(reader, who, id)?.0)),
        record => Ok(record),
    }
}

/// The entries of a record as `record_for` read it.
pub(crate) fn entries_for(reader: &Reader<'_>, who: &Who, record: &Record) -> Result<Vec<Entry>> {
    match record.stream.class() {
        "sealed" => Ok(opened(reader, who, record.id)?.1),
        _ => Ok(reader.entries(record.id)?),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_other_half_opens_and_a_changed_byte_does_not() {
        let (secret, public) = pair();
        let (other, _) = pair();
        let mut wrapped = wrap(b"a matter", &public).unwrap();
        assert_eq!(unwrap(&wrapped, &secret).unwrap().as_slice(), b"a matter");
        assert!(unwrap(&wrapped, &other).is_none());
        for at in [0, PUBLIC, wrapped.len() - 1] {
            wrapped[at] ^= 1;
            assert!(unwrap(&wrapped, &secret).is_none(), "byte {at}");
            wrapped[at] ^= 1;
        }
        assert!(unwrap(&wrapped[..PUBLIC + 3], &secret).is_none());
    }

    #[test]
    fn a_key_that_is_no_key_is_refused() {
        assert!(wrap(b"x", &[0; 32]).is_err());
    }
}
