//! A new key for the file, without anybody's password: every slot left gets the new key wrapped to its public half.
//!
//! Invariant: at any moment the side file holds a wrap of the key that the file in place has. Both generations stay
//! in it until the new file has opened.

use ledger::AccountId;

use super::slot::add_wrap;
use super::{FileKey, FileKeys, KeyError, Slots};
use crate::backup::drop_before_upgrade;
use crate::desk::Desk;

impl Slots {
    /// Closes the desk, writes it anew under a new key without the slots of `gone`, and gives it back open.
    pub fn rekey(&mut self, desk: Desk, gone: &[AccountId]) -> Result<(Desk, FileKey), KeyError> {
        if self.file.slots.iter().all(|s| gone.contains(&s.account)) {
            return Err(KeyError::LastSlot);
        }
        let new = FileKey::random()?;
        let left: Vec<_> = self.accounts().into_iter().filter(|a| !gone.contains(a)).collect();
        let generation = self.wrap_next(&left, &new)?;
        let desk = desk.rewrite(&new)?;
        self.file.slots.retain(|s| left.contains(&s.account));
        self.settle_on(generation)?;
        Ok((desk, new))
    }

    /// After `Desk::open_any` said which key fitted: what belongs to the other one goes.
    pub fn settle(&mut self, opened: &FileKeys, fitted: usize) -> Result<(), KeyError> {
        match opened.generations.get(fitted) {
            Some(generation) if self.is_unsettled() => self.settle_on(*generation),
            _ => Ok(()),
        }
    }

    /// On the disk before the new file is begun. Answers the new key's number.
    pub(super) fn wrap_next(&mut self, left: &[AccountId], key: &FileKey) -> Result<u32, KeyError> {
        let generation = self.file.generation + 1;
        for slot in self.file.slots.iter_mut().filter(|s| left.contains(&s.account)) {
            slot.wrap(generation, key)?;
        }
        if let Some(sheet) = &mut self.file.sheet {
            add_wrap(&mut sheet.wraps, &sheet.seal_public, generation, key)?;
        }
        self.save()?;
        Ok(generation)
    }

    fn settle_on(&mut self, generation: u32) -> Result<(), KeyError> {
        if generation > self.file.generation {
            self.drop_before_upgrade();
        }
        self.file.generation = generation;
        for slot in &mut self.file.slots {
            slot.keep(generation);
        }
        self.file.slots.retain(|s| !s.wraps.is_empty());
        if let Some(sheet) = &mut self.file.sheet {
            sheet.wraps.retain(|w| w.generation == generation);
        }
        self.save()
    }

    /// What an upgrade left has the key from before: nobody's password of today opens it, and whose key was taken away could.
    fn drop_before_upgrade(&self) {
        if let Err(error) = drop_before_upgrade(&self.dir) {
            tracing::warn!(%error, "What an upgrade left under the key from before could not be deleted");
        }
    }

    fn is_unsettled(&self) -> bool {
        let mut all = self.file.slots.iter().flat_map(|s| &s.wraps).map(|w| w.generation);
        all.any(|g| g != self.file.generation)
    }
}
