//! Whole phones, ID numbers and company codes, found by a keyed hash and never shown by it.

use domain::Hash;
use hmac::{Hmac, KeyInit, Mac};
use ledger::RecordId;
use rusqlite::{named_params, params};
use sha2::Sha256;

use crate::desk::{Reader, Tx};
use crate::error::Result;
use crate::search::fold_char;
use crate::shelf::put::Place;
use crate::shelf::recount::Recount;

/// Enough that two numbers never meet; half of it keeps the index small.
const KEPT: usize = 16;

impl Reader<'_> {
    /// Records with this whole number. Spaces, hyphens, case and full-width digits do not matter.
    pub fn find_hash(&self, what: &str, value: &str) -> Result<Vec<RecordId>> {
        let mut list = self.conn.prepare_cached(include_str!("records_of_hash.sql"))?;
        let hash = keyed(&self.shared.hash_key, what, value);
        let records = list.query_map([&hash[..]], |r| r.get(0).map(RecordId::from_bytes))?;
        Ok(records.collect::<Result<_, _>>()?)
    }

    /// Pairs of records of a noun that name two records with one whole number by this kind of link, were begun by two writers
    /// and stand at most `days` apart in lists. The first of each pair is in one of `states`; where both are, it comes twice.
    ///
    /// It costs what stands in `states`, not what the file holds: those rows are walked by their index, and from each it is a
    /// handful of look-ups by key to whoever has the same number.
    pub fn sharing(
        &self,
        (noun, link): (&str, &str),
        states: &[&str],
        days: u32,
    ) -> Result<Vec<(RecordId, RecordId)>> {
        let states = states.iter().map(|state| self.words.find(state)).collect::<Result<Vec<i64>>>()?;
        let (noun, link) = (self.words.find(noun)?, self.words.find(link)?);
        let states = serde_json::to_string(&states)?;
        let mut list = self.conn.prepare_cached(include_str!("sharing.sql"))?;
        let pairs = list.query_map(
            named_params! { ":noun": noun, ":link": link, ":states": states, ":days": days },
            |r| Ok((RecordId::from_bytes(r.get(0)?), RecordId::from_bytes(r.get(1)?))),
        )?;
        Ok(pairs.collect::<Result<_, _>>()?)
    }

    pub(in crate::shelf) fn hashes_fit(&self, r: i64, made: &[Hash], recount: &mut Recount) -> Result<bool> {
        let stored = self.stored_hashes(r)?;
        recount.rows(stored.len());
        Ok(stored == all_keyed(&self.shared.hash_key, made))
    }

    fn stored_hashes(&self, r: i64) -> Result<Vec<[u8; KEPT]>> {
        let mut list = self.conn.prepare_cached("select hash from hash where r = ?1 order by hash")?;
        let rows = list.query_map([r], |r| r.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

impl Tx<'_> {
    pub(in crate::shelf) fn put_hashes(&mut self, place: &Place, hashes: &[Hash]) -> Result<()> {
        let old = place.before.rows(|| self.stored_hashes(place.r))?;
        let new = all_keyed(&self.shared.hash_key, hashes);
        if old == new {
            return Ok(());
        }
        if !old.is_empty() {
            self.conn.prepare_cached("delete from hash where r = ?1")?.execute([place.r])?;
        }
        for hash in new {
            self.conn
                .prepare_cached("insert into hash (hash, r) values (?1, ?2)")?
                .execute(params![&hash[..], place.r])?;
        }
        Ok(())
    }
}

/// As they are stored, each once.
fn all_keyed(key: &[u8; 32], hashes: &[Hash]) -> Vec<[u8; KEPT]> {
    let mut all: Vec<_> = hashes.iter().map(|h| keyed(key, &h.what, &h.value)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn keyed(key: &[u8; 32], what: &str, value: &str) -> [u8; KEPT] {
    // A key shorter than the hash's block is padded with zeros: the same as HMAC does.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(what.as_bytes());
    mac.update(&[0]);
    let plain: String = value.chars().flat_map(fold_char).filter(char::is_ascii_alphanumeric).collect();
    mac.update(plain.as_bytes());
    let full: [u8; 32] = mac.finalize().into_bytes().into();
    let mut kept = [0; KEPT];
    kept.copy_from_slice(&full[..KEPT]);
    kept
}
