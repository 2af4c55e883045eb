//! The request file: who wants to join, with the public halves of what was made at that desk, signed by its key.

use domain::Refusal;
use ledger::authority::{AccountKey, DeskCard};
use ledger::{AccountId, Entry, RecordId, SigningKey, Value, cbor, sign};
use sha2::{Digest, Sha256};

use crate::{Failure, Result, timeline::hex};

const MAGIC: &[u8] = b"GLJR\x01";
const KIND: &str = "request";
/// A request is a few hundred bytes; what is larger is none.
pub(super) const MOST: usize = 64 * 1024;

/// What a desk says of itself.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Request {
    pub desk: DeskCard,
    /// The writer's opening, signed by the desk: it goes into `admin` as it is.
    pub opening: Entry,
    pub account: AccountId,
    pub key: AccountKey,
    pub person: String,
    pub demo: bool,
    pub made_ms: u64,
}

impl Request {
    pub fn write(&self, key: &SigningKey) -> Vec<u8> {
        let bytes = |b: &[u8]| Value::Bytes(b.to_vec());
        let text = cbor::encode(&Value::map([
            ("office", self.desk.office.as_str().into()),
            ("desk", self.desk.record.into()),
            ("name", self.desk.name.as_str().into()),
            ("sign", bytes(&self.desk.sign)),
            ("seal", bytes(&self.desk.seal)),
            ("hdr", bytes(&self.opening.hdr)),
            ("sig", bytes(&self.opening.sig)),
            ("body", bytes(&self.opening.body)),
            ("account", RecordId(self.account.0).into()),
            ("account_sign", bytes(&self.key.sign)),
            ("account_seal", bytes(&self.key.seal)),
            ("person", self.person.as_str().into()),
            ("demo", Value::Bool(self.demo)),
            ("made_ms", i64::try_from(self.made_ms).unwrap_or(i64::MAX).into()),
        ]));
        let signature = sign::sign(key, KIND, &text);
        [MAGIC, &signature, &text].concat()
    }

    /// Whose key it is signed with it says itself: what matters is that nobody changed it on the way.
    pub fn read(file: &[u8]) -> Result<Self> {
        let bad = |problem: &str| Failure::BadFile { problem: problem.into() };
        let rest = file.strip_prefix(MAGIC).ok_or_else(|| bad("no_request"))?;
        let (signature, text) = rest.split_at_checked(64).ok_or_else(|| bad("cut"))?;
        let value = cbor::decode(text).map_err(|_| bad("altered"))?;
        let request = Self::of(&value).ok_or_else(|| bad("altered"))?;
        let signed = sign::verifies(&request.desk.sign, (KIND, text), signature);
        if signed && request.holds() { Ok(request) } else { Err(bad("altered").into()) }
    }

    fn of(value: &Value) -> Option<Self> {
        let text = |name: &str| value.get(name).and_then(Value::text).map(str::to_owned);
        let bytes = |name: &str| match value.get(name) {
            Some(Value::Bytes(bytes)) => Some(bytes.clone()),
            _ => None,
        };
        let key = |name: &str| bytes(name)?.try_into().ok();
        let record = value.get("desk")?.record()?;
        Some(Self {
            desk: DeskCard {
                record,
                name: text("name")?,
                office: text("office")?,
                sign: key("sign")?,
                seal: key("seal")?,
                cut: None,
            },
            opening: Entry::read(bytes("hdr")?, bytes("sig")?, None, bytes("body")?).ok()?,
            account: AccountId(value.get("account")?.record()?.0),
            key: AccountKey { desk: record, sign: key("account_sign")?, seal: key("account_seal")? },
            person: text("person")?,
            demo: value.get("demo")?.bool()?,
            made_ms: value.get("made_ms")?.int()?.try_into().ok()?,
        })
    }

    /// The opening is this desk's own, and its name is drawn from its key.
    fn holds(&self) -> bool {
        let h = &self.opening.header;
        let named = self.opening.ops().find_map(|(_, op)| match op {
            ledger::Op::SetField { field, value } if field == "desk" => value.record(),
            _ => None,
        });
        let own = h.noun == "writer" && h.seq == 1 && named == Some(self.desk.record);
        own && self.desk.name == super::super::desk::name_of(&self.desk.sign)
    }

    /// What two people compare on the telephone: four groups of four hex digits over all that is to be certified.
    pub fn fingerprint(&self) -> String {
        let hash = Sha256::new()
            .chain_update(b"gljr-print-v1")
            .chain_update(self.desk.sign)
            .chain_update(self.desk.seal)
            .chain_update(self.key.sign)
            .chain_update(self.key.seal)
            .finalize();
        groups(&hash)
    }
}

pub(crate) fn groups(hash: &[u8]) -> String {
    let text = hex(hash);
    [0, 4, 8, 12].map(|at| text.get(at..at + 4).unwrap_or_default().to_uppercase()).join(" ")
}

/// What stands for the cell in a telephone call.
pub(super) fn cell_print(root: &[u8; 32]) -> String {
    groups(&Sha256::new().chain_update(b"gljr-cell-v1").chain_update(root).finalize())
}

pub(super) fn differs(field: &str) -> crate::Error {
    Refusal::CheckFailed { field: field.into() }.into()
}
