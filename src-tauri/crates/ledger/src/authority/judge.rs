//! One entry against what is known: writer, desk, account, grant, class, cuts; and, at intake, signatures.

use std::cell::RefCell;
use std::collections::VecDeque;

use ed25519_dalek::{Signature, VerifyingKey};

use super::facts::{Class, matches};
use super::{AccountKey, Authority, DeskCard, Grant, Why};
use crate::entry::SIGNATURE;
use crate::{AccountId, Entry, EntryId, Op, RecordId, Stream, Value, flag, format};

/// The stream that gives all others their power.
pub(super) const ADMIN: &str = "admin";

impl Authority {
    /// All but the signatures.
    pub fn judge(&self, entry: &Entry) -> Result<(), Why> {
        self.root.ok_or(Why::NoRoot)?;
        self.judge_demo(entry)?;
        if entry.header.stream.0 == ADMIN {
            return self.admin.get(&entry.id).copied().unwrap_or(Some(Why::Unread)).map_or(Ok(()), Err);
        }
        self.judge_desk(entry).map(|_| ())?;
        let class = match class_of(entry) {
            Class::Decide if self.governs_here(entry) => Class::Govern,
            class => class,
        };
        self.judge_grant(entry, class)
    }

    /// Everything, signatures included.
    pub fn check(&self, entry: &Entry) -> Result<(), Why> {
        self.judge(entry)?;
        if entry.header.stream.0 == ADMIN {
            // Found by its id; this copy's signatures are still to be seen.
            self.judge_admin(entry, &verifies)?;
            return self.check_desk(entry);
        }
        self.check_signatures(entry, &verifies)
    }

    /// Whether this copy is what its writer's desk and its account have signed, whatever a cut or a grant says of it. Without
    /// it a thief's forgery under a good id would be kept in the good one's place.
    pub fn is_forged(&self, entry: &Entry) -> bool {
        match self.check(entry) {
            Ok(()) => false,
            Err(why) if why.forged() => true,
            // What has no power anyway was judged by that alone.
            Err(_) => self.check_signatures(entry, &verifies).is_err_and(Why::forged),
        }
    }

    /// The desk's signature alone, for an entry that has no power anyway.
    pub(crate) fn check_desk(&self, entry: &Entry) -> Result<(), Why> {
        self.signing_desk(entry, &verifies).map(|_| ())
    }

    /// The author's grant has class `govern` here.
    pub(crate) fn governs(&self, entry: &Entry) -> bool {
        self.governs_here(entry)
    }

    /// A redaction stands once an approver with class `govern`, another person, has signed as well. Cuts that
    /// come later do not matter to it.
    pub(crate) fn approved(&self, entry: &Entry, approver: &Value) -> bool {
        let signed = entry.usig.as_ref().is_some_and(|usig| usig.len() == 2 * SIGNATURE);
        signed && entry.has(flag::PERSON) && approver_of(approver).is_some_and(|a| self.may_approve(entry, a))
    }

    fn may_approve(&self, entry: &Entry, approver: AccountId) -> bool {
        let covers = |grant: &Grant| grant.account == approver && self.covers(grant, entry, Class::Govern);
        self.are_two(approver, entry.header.account) && self.grants.values().any(covers)
    }

    /// Whoever was enrolled at a second desk has a second account, and is still one person.
    fn are_two(&self, one: AccountId, other: AccountId) -> bool {
        let person = |account: AccountId| self.accounts.get(&account).and_then(|known| known.person);
        one != other && (person(one).is_none() || person(one) != person(other))
    }

    pub(super) fn judge_demo(&self, entry: &Entry) -> Result<(), Why> {
        if entry.has(flag::DEMO) == self.demo { Ok(()) } else { Err(Why::Demo) }
    }

    /// Writer and desk are known, and the entry is not beyond the desk's cut.
    pub(super) fn judge_desk(&self, entry: &Entry) -> Result<&DeskCard, Why> {
        let h = &entry.header;
        let claims = self.writers.get(&h.writer).ok_or(Why::UnknownWriter)?;
        let mut why = Why::UnknownDesk;
        for claim in claims {
            let Some(desk) = self.desks.get(&claim.desk) else { continue };
            // Any desk may say that a writer is its own: where two do, only the one that has signed counts.
            if claims.len() > 1 && !verifies(&desk.sign, entry.id, &entry.sig) {
                why = if why == Why::UnknownDesk { Why::DeskSignature } else { why };
            } else if claim.suite != h.suite as i64 {
                why = Why::Suite;
            } else if desk.cut.as_ref().is_some_and(|c| !c.spares(h.writer, h.seq, entry.id))
                && !self.settled(entry)
            {
                why = Why::DeskCut;
            } else {
                return Ok(desk);
            }
        }
        Err(why)
    }

    /// A redaction that author and approver have signed: no cut takes it back.
    fn settled(&self, entry: &Entry) -> bool {
        entry.ops().any(|(_, op)| matches!(op, Op::Redact { approver, .. } if self.approved(entry, approver)))
    }

    fn governs_here(&self, entry: &Entry) -> bool {
        let grant = self.grants.get(&entry.header.grant);
        grant.is_some_and(|grant| {
            grant.account == entry.header.account && self.covers(grant, entry, Class::Govern)
        })
    }

    fn covers(&self, grant: &Grant, entry: &Entry, class: Class) -> bool {
        grant.covers(&entry.header.stream, class) && self.delegated(grant, &entry.header.stream)
    }

    fn delegated(&self, grant: &Grant, stream: &Stream) -> bool {
        let own = self.offices.get(&grant.office).map(|office| office.streams.as_slice()).unwrap_or_default();
        own.is_empty() || own.iter().any(|pattern| matches(pattern, stream))
    }

    /// The account works at this desk, and the grant named covers account × stream × class.
    pub(super) fn judge_grant(&self, entry: &Entry, class: Class) -> Result<(), Why> {
        let grant = self.known_grant(entry)?;
        if !grant.reaches(&entry.header.stream) || !self.delegated(grant, &entry.header.stream) {
            return Err(Why::Stream);
        }
        if grant.covers(&entry.header.stream, class) { Ok(()) } else { Err(Why::Class) }
    }

    /// The grant an entry relies on: its own account's, not cut off before this entry.
    pub(super) fn known_grant(&self, entry: &Entry) -> Result<&Grant, Why> {
        let h = &entry.header;
        let desk = self.judge_desk(entry)?;
        let account = self.accounts.get(&h.account).ok_or(Why::UnknownAccount)?;
        if !account.keys.iter().any(|key| key.desk == desk.record) {
            return Err(Why::UnknownKey);
        }
        let redacts = entry.ops().any(|(_, op)| matches!(op, Op::Redact { .. }));
        if (entry.has(flag::PERSON) && entry.usig.is_none()) || (redacts && !entry.has(flag::PERSON)) {
            return Err(Why::Unsigned);
        }
        let grant = self.grants.get(&h.grant).ok_or(Why::UnknownGrant)?;
        if grant.account != h.account {
            return Err(Why::OtherAccount);
        }
        let spared = grant.cut.as_ref().is_none_or(|cut| cut.spares(h.writer, h.seq, entry.id));
        if spared || self.settled(entry) { Ok(grant) } else { Err(Why::GrantCut) }
    }

    pub(super) fn check_signatures(&self, entry: &Entry, verify: Verify<'_>) -> Result<(), Why> {
        let desk = self.signing_desk(entry, verify)?;
        let Some(usig) = &entry.usig else { return Ok(()) };
        let (own, other) = usig.split_at_checked(SIGNATURE).ok_or(Why::AccountSignature)?;
        let at_desk = |key: &&AccountKey| key.desk == desk;
        if !self.keys_of(entry.header.account).filter(at_desk).any(|key| verify(&key.sign, entry.id, own)) {
            return Err(Why::AccountSignature);
        }
        if other.is_empty() { Ok(()) } else { self.check_approver(entry, other, verify) }
    }

    /// A second signature is the approver's, and the same one's for all that the entry redacts.
    fn check_approver(&self, entry: &Entry, signature: &[u8], verify: Verify<'_>) -> Result<(), Why> {
        let mut approvers = entry.ops().filter_map(|(_, op)| match op {
            Op::Redact { approver, .. } => Some(approver_of(approver)),
            _ => None,
        });
        let first = approvers.next().flatten().ok_or(Why::ApproverSignature)?;
        let same = approvers.all(|other| other == Some(first));
        let signed = self.keys_of(first).any(|key| verify(&key.sign, entry.id, signature));
        if same && signed { Ok(()) } else { Err(Why::ApproverSignature) }
    }

    fn signing_desk(&self, entry: &Entry, verify: Verify<'_>) -> Result<RecordId, Why> {
        let claims = self.writers.get(&entry.header.writer).ok_or(Why::UnknownWriter)?;
        let mut desks = claims.iter().filter_map(|claim| self.desks.get(&claim.desk));
        let desk = desks.find(|desk| verify(&desk.sign, entry.id, &entry.sig));
        desk.map(|desk| desk.record).ok_or(Why::DeskSignature)
    }

    fn keys_of(&self, account: AccountId) -> impl Iterator<Item = &AccountKey> {
        self.accounts.get(&account).into_iter().flat_map(|account| &account.keys)
    }
}

/// What a grant must cover for this entry.
pub(super) fn class_of(entry: &Entry) -> Class {
    let governs =
        |op: &Op| matches!(op, Op::Redact { .. } | Op::ResolveFlow { .. } | Op::ResolveField { .. });
    match () {
        () if entry.ops().any(|(_, op)| governs(op)) => Class::Govern,
        () if entry.has(flag::PERSON) => Class::Decide,
        () => Class::Write,
    }
}

/// The approver stands in a redaction as an account's bytes, or as a map with `account`.
fn approver_of(value: &Value) -> Option<AccountId> {
    value.record().or_else(|| value.get("account")?.record()).map(|id| AccountId(id.0))
}

/// How a signature over an id is checked: at once, or remembered while `admin` is being settled.
pub(super) type Verify<'a> = &'a dyn Fn(&[u8; 32], EntryId, &[u8]) -> bool;

/// Strict: no small-order keys, no malleable signature.
pub(super) fn verifies(key: &[u8; 32], id: EntryId, signature: &[u8]) -> bool {
    let (Some(key), Ok(signature)) = (unpacked(key), Signature::from_slice(signature)) else {
        return false;
    };
    key.verify_strict(&format::to_sign(id), &signature).is_ok()
}

/// What comes in one go was signed by a few keys, and to find a key's point costs a tenth of a signature.
const KEYS: usize = 8;

thread_local! {
    static UNPACKED: RefCell<VecDeque<VerifyingKey>> = const { RefCell::new(VecDeque::new()) };
}

fn unpacked(bytes: &[u8; 32]) -> Option<VerifyingKey> {
    UNPACKED.with_borrow_mut(|keys| {
        if let Some(key) = keys.iter().find(|key| key.as_bytes() == bytes) {
            return Some(*key);
        }
        let key = VerifyingKey::from_bytes(bytes).ok()?;
        keys.truncate(KEYS - 1);
        keys.push_front(key);
        Some(key)
    })
}

#[cfg(test)]
mod tests {
    use ed25519_dalek::{Signer, SigningKey};

    use super::*;

    #[test]
    fn each_signature_fits_its_own_key_however_many_keys_there_are() {
        let id = EntryId([3; 32]);
        let keys: Vec<SigningKey> = (0..3 * KEYS as u8).map(|n| SigningKey::from_bytes(&[n; 32])).collect();
        for key in keys.iter().chain(&keys) {
            let signature = key.sign(&format::to_sign(id)).to_bytes();
            let fits = |other: &SigningKey| verifies(&other.verifying_key().to_bytes(), id, &signature);
            assert_eq!(keys.iter().filter(|other| fits(other)).count(), 1);
            assert!(fits(key));
        }
        assert!(!verifies(&[2; 32], id, &[0; 64]), "no point of the curve");
    }
}
