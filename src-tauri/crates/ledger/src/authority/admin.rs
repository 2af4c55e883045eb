//! One entry of `admin`: signed by the root, by an office, by an account that governs, or a writer's own opening.

use super::facts::Class;
use super::found::set_field;
use super::judge::Verify;
use super::{Authority, Grant, Office, ROOT_ACCOUNT, Why, build};
use crate::entry::SIGNATURE;
use crate::{Entry, Op, Stream, Value, WriterId, flag};

impl Authority {
    pub(super) fn judge_admin(&self, entry: &Entry, verify: Verify<'_>) -> Result<(), Why> {
        let root = self.root.ok_or(Why::NoRoot)?;
        self.judge_demo(entry)?;
        let h = &entry.header;
        match (h.account.bytes() == &ROOT_ACCOUNT, h.grant.bytes() == &ROOT_ACCOUNT) {
            (true, true) if entry.usig.is_some() => signed(entry, &root, verify),
            (true, true) => self.opens_writer(entry, verify),
            _ => self.judge_office(entry, self.signing_office(entry, verify)?),
        }
    }

    /// Whose this entry says that its record is, where its author may say so. Not of the root: nobody is before it.
    pub(super) fn claimed<'a>(&self, entry: &'a Entry, verify: Verify<'_>) -> Option<&'a str> {
        let named = set_field(entry, "office").and_then(Value::text)?;
        let signer = self.signing_office(entry, verify).ok().filter(|_| !by_root(entry))?;
        (signer == named || signer == self.top).then_some(named)
    }

    /// In whose name it is signed: with an office's own key, or by an account that governs there.
    fn signing_office(&self, entry: &Entry, verify: Verify<'_>) -> Result<&str, Why> {
        if entry.header.grant.bytes() == &ROOT_ACCOUNT {
            self.signed_by_office(entry, verify)
        } else {
            self.signed_by_account(entry, verify)
        }
    }

    /// `writer.open`: the first entry of a writer names the desk whose key has signed it; nobody else is asked. It gives no power,
    /// so no cut stops it: what a writer that was opened after the cut has written must be known as the revoked desk's.
    fn opens_writer(&self, entry: &Entry, verify: Verify<'_>) -> Result<(), Why> {
        let h = &entry.header;
        let opens = |op: &Op| matches!(op, Op::SetField { field, .. } if field == "desk" || field == "suite");
        let own = h.noun == "writer" && h.record.bytes() == &h.writer.0 && h.seq == 1 && h.parents.is_empty();
        if !own || !entry.ops().all(|(_, op)| opens(op)) {
            return Err(Why::Unsigned);
        }
        let desk = set_field(entry, "desk").and_then(Value::record).ok_or(Why::UnknownDesk)?;
        let desk = self.desks.get(&desk).ok_or(Why::UnknownDesk)?;
        if verify(&desk.sign, entry.id, &entry.sig) { Ok(()) } else { Err(Why::DeskSignature) }
    }

    fn signed_by_office(&self, entry: &Entry, verify: Verify<'_>) -> Result<&str, Why> {
        let acts =
            |office: &&Office| *build::office_account(&office.code).bytes() == *entry.header.account.bytes();
        let office = self.offices.values().find(acts).ok_or(Why::UnknownAccount)?;
        signed(entry, &office.sign.ok_or(Why::UnknownKey)?, verify)?;
        Ok(&office.code)
    }

    fn signed_by_account(&self, entry: &Entry, verify: Verify<'_>) -> Result<&str, Why> {
        let grant = self.known_grant(entry)?;
        if !entry.has(flag::PERSON) {
            return Err(Why::Unsigned);
        }
        self.check_signatures(entry, verify)?;
        if !may_grant(entry, grant) {
            return Err(Why::Class);
        }
        Ok(&grant.office)
    }

    /// An office writes about itself; the one above all writes about all, and alone where two have begun the same record. Cell and offices
    /// are the root's.
    fn judge_office(&self, entry: &Entry, office: &str) -> Result<(), Why> {
        let h = &entry.header;
        if self.contested.contains(&h.record) && office != self.top {
            return Err(Why::Office);
        }
        if !["desk", "writer", "account", "grant"].contains(&h.noun.as_str()) {
            return Err(Why::Office);
        }
        let record = h.record;
        let of_writer = || {
            let claims = self.writers.get(&WriterId(*record.bytes()))?;
            claims.iter().find_map(|claim| self.desks.get(&claim.desk)).map(|desk| desk.office.as_str())
        };
        let known = match h.noun.as_str() {
            "desk" => self.desks.get(&record).map(|desk| desk.office.as_str()),
            "account" => {
                self.accounts.get(&crate::AccountId(record.0)).map(|account| account.office.as_str())
            }
            "grant" => self.grants.get(&crate::GrantId(record.0)).map(|grant| grant.office.as_str()),
            _ => Some(of_writer().ok_or(Why::UnknownWriter)?),
        };
        let named = set_field(entry, "office").and_then(Value::text);
        let own = |other: &str| other == office || office == self.top;
        let about = known.or(named).is_some();
        if about && known.is_none_or(own) && named.is_none_or(own) { Ok(()) } else { Err(Why::Office) }
    }
}

pub(super) fn by_root(entry: &Entry) -> bool {
    let h = &entry.header;
    h.account.bytes() == &ROOT_ACCOUNT && h.grant.bytes() == &ROOT_ACCOUNT
}

fn signed(entry: &Entry, key: &[u8; 32], verify: Verify<'_>) -> Result<(), Why> {
    let usig = entry.usig.as_ref().filter(|usig| entry.has(flag::PERSON) && usig.len() == SIGNATURE);
    if verify(key, entry.id, usig.ok_or(Why::Unsigned)?) { Ok(()) } else { Err(Why::AccountSignature) }
}

/// Governing `admin` is needed; only a handler of a sealed stream can name another handler of it.
fn may_grant(entry: &Entry, grant: &Grant) -> bool {
    let named = set_field(entry, "streams").filter(|_| entry.header.noun == "grant");
    let patterns: Vec<_> =
        named.map(Value::list).unwrap_or_default().iter().filter_map(Value::text).collect();
    let sealed = |pattern: &str| pattern.starts_with("sealed/");
    let handles = |pattern: &&str| grant.covers(&Stream((*pattern).to_owned()), Class::Govern);
    let all_handled =
        patterns.iter().copied().filter(|pattern| sealed(pattern)).all(|pattern| handles(&pattern));
    let only_sealed = !patterns.is_empty() && patterns.iter().all(|pattern| sealed(pattern));
    all_handled && (only_sealed || grant.covers(&Stream::admin(), Class::Govern))
}
