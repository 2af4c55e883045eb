//! Sealed matters: their bodies are encrypted to the office's own key, whose private half is wrapped for named handlers.
//! It does not know which matters must be sealed (`domain::sealed`), nor when an office needs a new pair.
//! Called by founding (the pair), by the door for changes (every entry of `sealed/`) and by `open_sealed`.

use chacha20poly1305::aead::{Aead, Payload};
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use hkdf::Hkdf;
use ledger::{Authority, Entry, Record, RecordId, Sealed, fold};
use serde::Serialize;
use sha2::Sha256;
use store::Reader;
use ts_rs::TS;
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::Zeroizing;

use crate::appeals::OneRecord;
use crate::desk::{Nothing, public_of};
use crate::error::OrMissing;
use crate::timeline::{TimelineEntry, timeline};
use crate::{Failure, Office, Result, Who, reference, trace};

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

/// A sealed record as a named handler reads it; who is none is refused like anybody outside.
pub(crate) fn opened(reader: &Reader<'_>, who: &Who, id: RecordId) -> Result<(Record, Vec<Entry>)> {
    let entries = reader.entries(id)?;
    let code = entries
        .first()
        .or_missing("sealed")?
        .header
        .stream
        .0
        .strip_prefix("sealed/")
        .or_missing("sealed")?
        .to_owned();
    let authority = reader.authority()?;
    let office = authority.office(&code).or_missing("office")?;
    let mine = office.wraps.iter().filter(|(account, _, _)| *account == who.person.account);
    let mut secrets = mine.filter_map(|(_, _, wrapped)| unwrap(wrapped, &who.seal));
    let secret = secrets.find_map(|s| <[u8; 32]>::try_from(s.as_slice()).ok());
    let secret = Zeroizing::new(secret.ok_or(domain::Refusal::WrongRole { verb: "open_sealed".into() })?);
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

#[derive(Clone, Debug, Serialize, TS)]
pub struct SealedView {
    pub record: String,
    pub seen: Vec<String>,
    /// List `seal_reason`.
    pub reason: String,
    pub state: String,
    pub facts: domain::appeal::AppealFacts,
    /// The record that the station keeps: number, day and limit only.
    pub stub: Option<String>,
    pub timeline: Vec<TimelineEntry>,
}

/// Every look is written down before it is answered.
pub fn open_sealed(office: &Office, who: &Who, input: OneRecord) -> Result<SealedView> {
    let (record, entries) = office.desk.read(|reader| opened(reader, who, input.record))?;
    trace::write(office, who, "open_sealed", ledger::Value::map([("record", input.record.into())]))?;
    Ok(SealedView {
        record: record.id.to_string(),
        seen: record.heads.iter().map(ToString::to_string).collect(),
        reason: record.text("seal_reason").unwrap_or_default().into(),
        state: record.at("main").into(),
        facts: domain::sealed::as_appeal(&record).facts,
        stub: record.record("stub").map(|s| s.to_string()),
        timeline: timeline(office, &record, &entries),
    })
}

/// Ids only: what a sealed matter is about is seen by opening it.
pub fn list_sealed(office: &Office, who: &Who, _: Nothing) -> Result<Vec<String>> {
    office.desk.read(|reader| {
        let all = reference::all(reader, domain::sealed::NOUN)?;
        let Some(first) = all.first() else { return Ok(vec![]) };
        opened(reader, who, *first)?;
        Ok(all.iter().map(ToString::to_string).collect())
    })
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
