//! A bundle proven and not taken in: its parts against the signed manifest, each entry read anew against hashes, chains, parents and
//! signatures, each attachment against its address. What it leans on and does not carry is looked for here.
//! It tries the import out, so that it is judged by the certificates it brings; nothing of that stays. It does not know words.
//! Called by `gonglian verify --bundle`.

use std::io::{Read, Seek};
use std::path::Path;

use ledger::verify::Verdict;
use ledger::{Broken, Entry, Report, Verifier};
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::Tx;
use sync::Raw;
use sync::bundle::{self, Attachment, Chunk, Items, Opened};

use super::dry_run::dry_run;
use super::files::{files_with, refused};
use super::scope::desk_secret;
use super::take_bundle::{block, of_this_cell, try_out};
use super::{BundlePreview, may, reaches};
use crate::{Error, Failure, Office, Result, Who};

/// What is not all there, or not to be read just now. Anything else is wrong.
const LACKING: [&str; 3] = ["part_missing", "cut", "unreadable"];
/// Nothing can be said of what is in it.
const CLOSED: [&str; 2] = ["not_for_us", "newer"];

#[derive(Clone, Debug, Default, Serialize)]
pub struct ProvedBundle {
    pub verdict: Verdict,
    /// What is wrong with its files: each of its kind once, in the order of the blocks.
    pub faults: Vec<BundleFault>,
    /// Who sent it and what taking it in would do. `None`: it could not be opened, or nobody of this cell sent it.
    pub preview: Option<BundlePreview>,
    /// Of its entries.
    pub report: Option<Report>,
    /// Entries that only a newer program can read.
    pub n_newer: u64,
    /// Entries that the sender has and that are neither in it nor here, and places where another one stands.
    pub n_lacking: u64,
    pub n_differing: u64,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BundleFault {
    /// As in `Failure::BadBundle`, or `file_altered`.
    pub why: String,
    /// 0: no part of it alone.
    pub part: u16,
    /// From 1.
    pub block: Option<u32>,
}

/// By one of its files, or by the folder it alone lies in. A fault: nothing was looked at.
pub fn prove_bundle(office: &Office, who: &Who, file: &Path) -> Result<ProvedBundle> {
    may(who, "preview_bundle")?;
    let secret = office.desk.read(desk_secret)?;
    let mut opened = match bundle::open(files_with(file)?, &secret).map_err(refused) {
        Ok(opened) => opened,
        Err(Error::Failed(Failure::BadBundle { why, part })) if !CLOSED.contains(&why.as_str()) => {
            let faults = vec![BundleFault { why, part, block: None }];
            return Ok(ProvedBundle { faults, ..ProvedBundle::default() }.judged());
        }
        Err(error) => return Err(error),
    };
    of_this_cell(office, &opened.manifest)?;
    dry_run(office, |tx| prove(office, tx, &mut opened))
}

fn prove<R: Read + Seek>(office: &Office, tx: &mut Tx<'_>, opened: &mut Opened<R>) -> Result<ProvedBundle> {
    let mut proved = ProvedBundle::default();
    let missing = opened.missing().into_iter().map(|part| bundle::Refused::Missing(vec![part]));
    for why in opened.faults().iter().map(|fault| fault.why.clone()).chain(missing) {
        proved.note::<()>(Err(refused(why)), None)?;
    }
    let tried = try_out(office, tx, opened);
    proved.preview = proved.note(tried, None)?;
    let authority = tx.authority()?;
    let mut contents = Contents::of(Verifier::new(&authority), opened.manifest.attachments.clone());
    for no in 0..u32::try_from(opened.manifest.blocks.len()).unwrap_or(u32::MAX) {
        let taken = block(opened, no).and_then(|items| contents.take(items));
        proved.note(taken, Some(no + 1))?;
    }
    lean(tx, &mut contents.verifier)?;
    proved.n_newer = contents.n_newer;
    proved.report = Some(contents.verifier.finish());
    (proved.n_lacking, proved.n_differing) = reaches::apart((office, &**tx), &contents.notes)?;
    Ok(proved.judged())
}

/// What the bundle leans on and does not carry.
fn lean(tx: &Tx<'_>, verifier: &mut Verifier<'_>) -> Result<()> {
    let wanted = verifier.wanted();
    for record in wanted.records {
        tx.entries(record)?.iter().for_each(|entry| verifier.lies_elsewhere(entry));
    }
    for (writer, numbers) in wanted.numbers {
        for link in tx.chain(writer)?.iter().filter(|link| numbers.contains(&link.seq)) {
            tx.entry(link.id)?.iter().for_each(|entry| verifier.lies_elsewhere(entry));
        }
    }
    Ok(())
}

impl ProvedBundle {
    /// What a bundle's file is refused for is a finding; the desk's own trouble ends the proof.
    fn note<T>(&mut self, done: Result<T>, block: Option<u32>) -> Result<Option<T>> {
        match done {
            Ok(done) => Ok(Some(done)),
            Err(Error::Failed(Failure::BadBundle { why, part })) => {
                // A part that is away takes all its blocks along.
                if !self.faults.iter().any(|fault| (&fault.why, fault.part) == (&why, part)) {
                    self.faults.push(BundleFault { why, part, block });
                }
                Ok(None)
            }
            Err(error) => Err(error),
        }
    }

    fn judged(self) -> Self {
        let lacks = |fault: &BundleFault| LACKING.contains(&fault.why.as_str());
        let said = |verdict| self.report.as_ref().is_some_and(|report| report.verdict == verdict);
        let verdict = if said(Verdict::Bad) || self.n_differing > 0 || !self.faults.iter().all(lacks) {
            Verdict::Bad
        } else if said(Verdict::Incomplete) || self.n_lacking + self.n_newer > 0 || !self.faults.is_empty() {
            Verdict::Incomplete
        } else {
            Verdict::Good
        };
        Self { verdict, ..self }
    }
}

/// What the blocks hold, as they come.
struct Contents<'a> {
    verifier: Verifier<'a>,
    attachments: Vec<Attachment>,
    /// The attachment whose pieces come, and which is next.
    file: Option<([u8; 32], u32, Sha256)>,
    notes: Vec<String>,
    n_newer: u64,
}

impl<'a> Contents<'a> {
    /// Of a writer's other streams nothing need be in it.
    fn of(verifier: Verifier<'a>, attachments: Vec<Attachment>) -> Self {
        Self { verifier: verifier.whole([]), attachments, file: None, notes: vec![], n_newer: 0 }
    }

    fn take(&mut self, items: Items) -> Result<()> {
        match items {
            Items::Entries(raws) => raws.iter().for_each(|raw| self.entry(raw)),
            Items::Checkpoints(notes) => self.notes.extend(notes),
            Items::Chunks(chunks) => {
                let whole = chunks.iter().all(|chunk| self.chunk(chunk));
                if !whole {
                    return Err(Failure::BadBundle { why: "file_altered".into(), part: 0 }.into());
                }
            }
            // What they say is held against this desk's own discs when they are taken in, and proves nothing.
            Items::Receipts(_) | Items::Segments(_) => {}
        }
        Ok(())
    }

    fn entry(&mut self, raw: &Raw) {
        match raw.read() {
            Ok(entry) => self.verifier.entry(&entry),
            Err(Broken::Newer) => self.n_newer += 1,
            Err(why) => {
                let header = Entry::read_gone(raw.hdr.clone(), raw.sig.clone(), raw.usig.clone()).ok();
                self.verifier.unreadable((raw.id, why), header);
            }
        }
    }

    /// Whether an attachment that ends here is what its address says. One of which a piece could not be read is not asked.
    fn chunk(&mut self, chunk: &Chunk) -> bool {
        let begun =
            self.file.take().filter(|(address, next, _)| (*address, *next) == (chunk.address, chunk.no));
        let hash = match begun {
            Some((.., hash)) => hash,
            None if chunk.no == 0 => Sha256::new(),
            None => return true,
        };
        let hash = hash.chain_update(&chunk.bytes);
        let of = self.attachments.iter().find(|one| one.address == chunk.address).map_or(0, |one| one.chunks);
        if chunk.no + 1 >= of {
            return hash.finalize()[..] == chunk.address;
        }
        self.file = Some((chunk.address, chunk.no + 1, hash));
        true
    }
}
