//! What a desk says of a copy that comes: the same authority says the same of the same bytes. Each desk is held to it, and the
//! signatures of a copy are looked at once in a run. It does not know how the copy came, nor what the desk does with it.
//! Called by `Desk::intake`.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

use ledger::{Authority, Entry, Standing, Stream};
use sha2::{Digest, Sha256};
use sync::Raw;

use super::Desk;

#[derive(Clone)]
pub(super) enum Judged {
    Good(Rc<Entry>),
    Waits(Rc<Entry>),
    Aside,
}

/// The `admin` that the authority was found from, and the bytes.
type Asked = ([u8; 32], [u8; 32]);

thread_local! {
    static SAID: RefCell<HashMap<Asked, Judged>> = RefCell::default();
}

pub(super) fn forget() {
    SAID.with_borrow_mut(HashMap::clear);
}

impl Desk {
    pub(super) fn judged(&self, raw: &Raw) -> Judged {
        let asked = (self.admin, bytes_of(raw));
        if let Some(said) = SAID.with_borrow(|all| all.get(&asked).cloned()) {
            return said;
        }
        let said = self.judge(raw);
        SAID.with_borrow_mut(|all| all.insert(asked, said.clone()));
        said
    }

    /// What opens a writer says itself by whose key it is signed: of a changed copy nobody else could tell.
    fn authority_with(&self, entry: &Entry) -> Rc<Authority> {
        let stream = Stream::admin();
        let admin = self.stream(&stream).map(|entry| &**entry);
        Rc::new(self.authority.grown(self.root, admin.chain([entry])))
    }

    fn judge(&self, raw: &Raw) -> Judged {
        let Ok(entry) = raw.read().map(Rc::new) else { return Judged::Aside };
        let is_admin = entry.header.stream.class() == "admin";
        let authority = if is_admin { self.authority_with(&entry) } else { self.authority.clone() };
        match authority.check(&entry) {
            Err(why) if why.forged() => Judged::Aside,
            // Every entry of `admin` has to be read before any of them can be judged.
            Err(why) if why.standing() == Standing::Pending && !is_admin => Judged::Waits(entry),
            Err(_) if authority.is_forged(&entry) => Judged::Aside,
            _ => Judged::Good(entry),
        }
    }
}

/// Every byte of a copy, and where each part ends.
fn bytes_of(raw: &Raw) -> [u8; 32] {
    let usig = raw.usig.as_deref();
    let mut hash = Sha256::new().chain_update([u8::from(usig.is_some())]);
    let (id, stream, usig) = (raw.id.0.as_slice(), raw.stream.0.as_bytes(), usig.unwrap_or_default());
    for part in [id, stream, raw.hdr.as_slice(), raw.sig.as_slice(), usig, raw.body.as_slice()] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part);
    }
    hash.finalize().into()
}
