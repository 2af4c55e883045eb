//! Bundles among the files of a folder, told by their content and not by their names.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};

use domain::Refusal;
use ledger::RecordId;
use serde::{Deserialize, Serialize};
use store::Reader;
use store::exchange::{BundleRow, Way};
use sync::bundle::{self, BundleId, Kind, Manifest, Refused, Section, Set};
use ts_rs::TS;

use super::desks::DeskLabel;
use super::scope::desk_secret;
use super::{may, register};
use crate::timeline::unhex;
use crate::{Error, Failure, Office, Result, Who};

/// More is no folder of a disc.
const MOST_FILES: usize = 10_000;

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BundlesIn {
    pub dir: String,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct FoundBundles {
    /// The folder cannot be read, or is none.
    pub unreachable: bool,
    pub bundles: Vec<FoundBundle>,
}

/// One bundle as a page lists it, before anything of it is taken in.
#[derive(Clone, Debug, Serialize, TS)]
pub struct FoundBundle {
    pub id: String,
    pub parts: u16,
    pub missing: Vec<u16>,
    /// Why it cannot be opened here; then nothing below is known.
    pub refused: Option<String>,
    pub from: Option<DeskLabel>,
    pub enrolment: bool,
    #[ts(type = "number")]
    pub number: u64,
    #[ts(type = "number")]
    pub made_ms: u64,
    pub note: String,
    #[ts(type = "number")]
    pub n_entries: u64,
    #[ts(type = "number")]
    pub n_files: u64,
    /// All of it was taken in before.
    pub taken: bool,
    /// Older than another of the same sender that was taken in.
    pub stale: bool,
}

pub fn bundles_in(office: &Office, who: &Who, input: BundlesIn) -> Result<FoundBundles> {
    may(who, "bundles_in")?;
    let dir = PathBuf::from(input.dir.trim());
    if !dir.is_absolute() || !dir.is_dir() {
        return Ok(FoundBundles { unreachable: true, bundles: vec![] });
    }
    let sets = sets_in(&dir)?;
    let bundles = office.desk.read(|reader| -> Result<Vec<FoundBundle>> {
        let secret = desk_secret(reader)?;
        sets.into_iter().map(|set| found(office, reader, (set, &secret))).collect()
    })?;
    Ok(FoundBundles { unreachable: false, bundles })
}

fn found(
    office: &Office,
    reader: &Reader<'_>,
    (set, secret): (Set<PathBuf>, &[u8; 32]),
) -> Result<FoundBundle> {
    let empty = FoundBundle {
        id: set.id.to_string(),
        parts: set.n,
        missing: set.missing(),
        refused: None,
        from: None,
        enrolment: false,
        number: 0,
        made_ms: 0,
        note: String::new(),
        n_entries: 0,
        n_files: 0,
        taken: false,
        stale: false,
    };
    match bundle::open(readers(&set)?, secret) {
        Err(why) => Ok(FoundBundle { refused: Some(word(&why).into()), ..empty }),
        Ok(opened) => {
            let m = &opened.manifest;
            let row = row_of(reader, m)?;
            Ok(FoundBundle {
                from: Some(DeskLabel::of(office, reader, m.exporter.desk)?),
                enrolment: m.kind == Kind::Enrolment,
                number: m.number,
                made_ms: m.made_ms,
                note: m.note.clone(),
                n_entries: n_entries(m),
                n_files: m.attachments.len() as u64,
                taken: row.is_some_and(|row| row.done && is_whole(&row)),
                stale: register::newer_was_taken(reader, m)?,
                ..empty
            })
        }
    }
}

pub(super) fn n_entries(manifest: &Manifest) -> u64 {
    manifest.total(Section::Key).items + manifest.total(Section::Changes).items
}

/// What the register knows of a bundle that came in.
pub(super) fn row_of(reader: &Reader<'_>, manifest: &Manifest) -> Result<Option<BundleRow>> {
    match reader.known_peer(*manifest.exporter.desk.bytes())? {
        Some(peer) => Ok(reader.bundle(Way::In, manifest.id.0, peer)?),
        None => Ok(None),
    }
}

/// Every block of it could be read.
pub(super) fn is_whole(row: &BundleRow) -> bool {
    row.about["unread"].as_u64().unwrap_or_default() == 0
}

fn sets_in(dir: &Path) -> Result<Vec<Set<PathBuf>>> {
    let mut files = vec![];
    for file in std::fs::read_dir(dir).map_err(store::StoreError::from)?.take(MOST_FILES) {
        let path = file.map_err(store::StoreError::from)?.path();
        // What cannot be opened is not ours to judge; a stick has such files.
        let head = store::held::open(&path).ok().filter(|_| path.is_file()).and_then(bundle::recognise);
        files.extend(head.map(|head| (path, head)));
    }
    files.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(bundle::gather(files))
}

fn readers(set: &Set<PathBuf>) -> Result<Vec<BufReader<File>>> {
    let mut paths: Vec<&PathBuf> = set.parts.values().collect();
    for (k, spare) in &set.doubled {
        // Copied beside itself, as a stick's files are: it says nothing else, and is in nobody's way.
        let same = match set.parts.get(k) {
            Some(first) => is_same(store::held::open(first)?, store::held::open(spare)?),
            None => Ok(false),
        };
        if !same.map_err(store::StoreError::from)? {
            paths.push(spare);
        }
    }
    paths.into_iter().map(|path| Ok(BufReader::new(store::held::open(path)?))).collect()
}

/// To the last byte.
fn is_same(one: File, other: File) -> io::Result<bool> {
    if one.metadata()?.len() != other.metadata()?.len() {
        return Ok(false);
    }
    let (mut one, mut other) = (BufReader::new(one), BufReader::new(other));
    loop {
        let (here, there) = (one.fill_buf()?, other.fill_buf()?);
        let n = here.len().min(there.len());
        if n == 0 || here[..n] != there[..n] {
            return Ok(here.is_empty() && there.is_empty());
        }
        one.consume(n);
        other.consume(n);
    }
}

/// The parts of one bundle of a folder: of the only one there, or of the one named.
pub(crate) fn files_of(dir: &str, id: Option<&str>) -> Result<Vec<BufReader<File>>> {
    let path = PathBuf::from(dir.trim());
    if !path.is_absolute() || !path.is_dir() {
        return Err(Refusal::CheckFailed { field: "dir".into() }.into());
    }
    let wanted = id.and_then(unhex).and_then(|bytes| bytes.try_into().ok()).map(BundleId);
    let mut sets = sets_in(&path)?;
    sets.retain(|set| wanted.is_none_or(|id| id == set.id));
    match sets.as_slice() {
        [only] => readers(only),
        [] => Err(Failure::Missing { what: "bundle".into() }.into()),
        _ => Err(Failure::BadFile { problem: "several_bundles".into() }.into()),
    }
}

/// All parts of the bundle that a file is of, as they lie beside it; of a folder the only one in it.
pub(super) fn files_with(file: &Path) -> Result<Vec<BufReader<File>>> {
    let (folder, id) = if file.is_dir() {
        (file, None)
    } else if file.is_file() {
        match bundle::recognise(store::held::open(file)?) {
            Some(head) => (file.parent().unwrap_or(file), Some(head.id.to_string())),
            // What it is instead is told by opening it.
            None => return Ok(vec![BufReader::new(store::held::open(file)?)]),
        }
    } else {
        return Err(Failure::Missing { what: "bundle".into() }.into());
    };
    files_of(&folder.to_string_lossy(), id.as_deref())
}

/// What the file said, as a failure with a face; the place is told, so that the part can be asked for again.
pub(crate) fn refused(why: Refused) -> Error {
    let part = match &why {
        Refused::NotForThisKey { part }
        | Refused::NotNamed { part }
        | Refused::Unreadable { part, .. }
        | Refused::Cut { part, .. }
        | Refused::Altered { part, .. }
        | Refused::TooLarge { part, .. }
        | Refused::Bomb { part, .. }
        | Refused::WrongSignature { part }
        | Refused::Differs { part }
        | Refused::OtherBundle { part }
        | Refused::Doubled { part } => *part,
        Refused::Missing(parts) => parts.first().copied().unwrap_or_default(),
        Refused::NotABundle | Refused::NewerFormat(_) | Refused::NewerSuite(_) => 0,
    };
    Failure::BadBundle { why: word(&why).into(), part }.into()
}

fn word(why: &Refused) -> &'static str {
    match why {
        Refused::NotABundle => "not_a_bundle",
        Refused::NewerFormat(_) | Refused::NewerSuite(_) => "newer",
        Refused::NotForThisKey { .. } => "not_for_us",
        Refused::NotNamed { .. } => "passed_on",
        Refused::Unreadable { .. } => "unreadable",
        Refused::Cut { .. } => "cut",
        Refused::Altered { .. } => "altered",
        Refused::TooLarge { .. } | Refused::Bomb { .. } => "too_large",
        Refused::WrongSignature { .. } => "wrong_signature",
        Refused::Differs { .. } | Refused::OtherBundle { .. } => "other_bundle",
        Refused::Doubled { .. } => "doubled",
        Refused::Missing(_) => "part_missing",
    }
}

/// A desk by its record's id, as a form names it.
pub(super) fn desk_of(reader: &Reader<'_>, desk: RecordId) -> Result<ledger::authority::DeskCard> {
    use crate::error::OrMissing;
    reader.authority()?.desk(desk).cloned().or_missing("desk")
}
