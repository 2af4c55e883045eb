//! Finds what `admin` adds up to. Its entries give each other power, so the good ones grow from the root until no
//! more join; revocations are then applied one at a time, the highest signer first, and all is found again.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use super::admin::by_root;
use super::judge::{ADMIN, Verify, verifies};
use super::{Authority, ROOT_ACCOUNT, Signed, Why, facts};
use crate::entry::SIGNATURE;
use crate::fold::{Rule, fold_by};
use crate::{Entry, EntryId, Op, Record, RecordId, Value, flag};

type Admin<'a> = BTreeMap<RecordId, Vec<&'a Entry>>;

/// `known`: signatures that are known to fit; what is found knows of more.
pub fn find<'a>(
    entries: impl IntoIterator<Item = &'a Entry>,
    root: Option<[u8; 32]>,
    known: &HashSet<Signed>,
) -> Authority {
    let admin = gather(entries);
    let remembered: RefCell<HashMap<Signed, bool>> =
        RefCell::new(known.iter().map(|signed| (*signed, true)).collect());
    let verify = |key: &[u8; 32], id: EntryId, signature: &[u8]| {
        let Ok(bytes) = <[u8; SIGNATURE]>::try_from(signature) else { return false };
        let mut remembered = remembered.borrow_mut();
        *remembered.entry((*key, id, bytes)).or_insert_with(|| verifies(key, id, signature))
    };
    let found = found(&admin, root, &verify);
    let fits = remembered.into_inner().into_iter().filter(|(_, fits)| *fits);
    Authority { signed: Arc::new(fits.map(|(signed, _)| signed).collect()), ..found }
}

fn found(admin: &Admin<'_>, root: Option<[u8; 32]>, verify: Verify<'_>) -> Authority {
    let Some((root, demo)) = root_of(admin, root, verify) else {
        let admin = admin.values().flatten().map(|entry| (entry.id, Some(Why::NoRoot))).collect();
        return Authority { admin, ..Authority::default() };
    };
    let (mut cuts, mut contested) = (Vec::new(), BTreeSet::new());
    loop {
        let contested_now = contested.clone();
        let begin = Authority { root: Some(root), demo, contested: contested_now, ..Authority::default() };
        let authority = settle(admin, begin, (&cuts, verify));
        let n_contested = contested.len();
        contested.extend(begun_twice(admin, &authority, verify));
        if contested.len() > n_contested {
            continue;
        }
        match next_cut(admin, &authority, &cuts) {
            Some(cut) => {
                cuts.push(cut);
                // Who was cut off begins nothing any more.
                contested.clear();
            }
            None => return authority,
        }
    }
}

/// Records that two offices call their own. A beginning bears no proof of having been the first: whoever reads `admin` could begin
/// another's account or desk once more, with keys of their own. Where the root has said whose it is, nobody else is heard.
fn begun_twice(admin: &Admin<'_>, authority: &Authority, verify: Verify<'_>) -> Vec<RecordId> {
    let said = |entry: &&Entry| {
        by_root(entry)
            && authority.admin.get(&entry.id) == Some(&None)
            && set_field(entry, "office").is_some()
    };
    let twice = |entries: &[&Entry]| {
        let naming = entries.iter().filter(|entry| set_field(entry, "office").is_some());
        if naming.clone().count() < 2 || entries.iter().any(said) {
            return false;
        }
        let offices: BTreeSet<&str> = naming.filter_map(|entry| authority.claimed(entry, verify)).collect();
        offices.len() > 1
    };
    let records = admin.iter().filter(|(_, entries)| twice(entries));
    records.map(|(record, _)| *record).collect()
}

fn gather<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Admin<'a> {
    let mut admin = Admin::new();
    for entry in entries.into_iter().filter(|entry| entry.header.stream.0 == ADMIN) {
        admin.entry(entry.header.record).or_default().push(entry);
    }
    admin
}

/// The one root that has signed its own cell.
fn root_of(admin: &Admin<'_>, wanted: Option<[u8; 32]>, verify: Verify<'_>) -> Option<([u8; 32], bool)> {
    let mut roots = BTreeSet::new();
    for entry in admin.values().flatten().filter(|entry| entry.header.noun == "cell") {
        let Some(root) = set_field(entry, "root").and_then(fixed) else { continue };
        let own_record = entry.header.record == super::build::cell_record(&root);
        let signed = entry.usig.as_ref().is_some_and(|usig| verify(&root, entry.id, usig));
        let demo = set_field(entry, "demo").and_then(Value::bool).unwrap_or_default();
        if own_record && signed && demo == entry.has(flag::DEMO) && wanted.is_none_or(|wanted| wanted == root)
        {
            roots.insert((root, demo));
        }
    }
    if roots.len() == 1 { roots.pop_first() } else { None }
}

pub(super) fn set_field<'a>(entry: &'a Entry, name: &str) -> Option<&'a Value> {
    entry.ops().find_map(|(_, op)| match op {
        Op::SetField { field, value } if field == name => Some(value),
        _ => None,
    })
}

fn fixed(value: &Value) -> Option<[u8; 32]> {
    if let Value::Bytes(bytes) = value { bytes.as_slice().try_into().ok() } else { None }
}

/// Grows the good entries from the root, under the cuts given.
fn settle(
    admin: &Admin<'_>,
    mut authority: Authority,
    (cuts, verify): (&[EntryId], Verify<'_>),
) -> Authority {
    let mut good: HashSet<EntryId> = HashSet::new();
    loop {
        let mut touched = Vec::new();
        for (record, entries) in admin {
            let joins =
                |entry: &&&Entry| !good.contains(&entry.id) && authority.judge_admin(entry, verify).is_ok();
            let joined: Vec<_> = entries.iter().filter(joins).map(|entry| entry.id).collect();
            if !joined.is_empty() {
                touched.push((*record, joined));
            }
        }
        if touched.is_empty() {
            break;
        }
        good.extend(touched.iter().flat_map(|(_, joined)| joined));
        for (record, _) in touched {
            let folded = fold_by(admin[&record].iter().copied(), &Rule::These(&good));
            folded.iter().for_each(|record| authority.learn(record, cuts));
        }
    }
    let why = |entry: &&Entry| {
        if good.contains(&entry.id) { None } else { authority.judge_admin(entry, verify).err() }
    };
    authority.admin = admin.values().flatten().map(|entry| (entry.id, why(entry))).collect();
    authority
}

/// A cut that is in force counts before those it might take away: root, then office, then accounts; the earlier
/// first. Once applied it stays, so that two thieves cannot undo each other's cuts in turns.
fn next_cut(admin: &Admin<'_>, authority: &Authority, cuts: &[EntryId]) -> Option<EntryId> {
    let open = |entry: &&&Entry| {
        let cuts_off = entry.ops().any(|(_, op)| matches!(op, Op::Line { line, .. } if line == "cut"));
        cuts_off && !cuts.contains(&entry.id) && authority.admin.get(&entry.id) == Some(&None)
    };
    let next = admin.values().flatten().filter(open).min_by_key(|entry| {
        let h = &entry.header;
        let rank = match (h.account.bytes() == &ROOT_ACCOUNT, h.grant.bytes() == &ROOT_ACCOUNT) {
            (true, _) => 0,
            (_, true) => 1,
            _ => 2,
        };
        (rank, h.clk, h.wall_ms, entry.id)
    });
    next.map(|entry| entry.id)
}

impl Authority {
    fn learn(&mut self, record: &Record, cuts: &[EntryId]) {
        match record.noun.as_str() {
            "cell" => self.top = record.text("office").unwrap_or_default().to_owned(),
            "office" => {
                self.offices.extend(facts::office(record).map(|office| (office.code.clone(), office)));
            }
            "desk" => self.desks.extend(facts::desk(record, cuts).map(|desk| (record.id, desk))),
            "writer" => {
                let cards = facts::writer(record);
                self.writers.insert(crate::WriterId(*record.id.bytes()), cards);
            }
            "account" => {
                let account = facts::account(record);
                self.accounts.insert(account.id, account);
            }
            "grant" => self.grants.extend(facts::grant(record, cuts).map(|grant| (grant.id, grant))),
            _ => {}
        }
    }
}
