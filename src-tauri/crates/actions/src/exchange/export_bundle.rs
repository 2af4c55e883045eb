//! `export_bundle`: everything a desk may have and has not confirmed, encrypted to it, into a folder of this PC.
//! The first bundle to a desk is its enrolment. Exporting twice is harmless: what is known is known.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use domain::Refusal;
use ledger::{RecordId, Stream};
use serde::{Deserialize, Serialize};
use serde_json::json;
use store::exchange::{BundleRow, Held, Outgoing, Peer, PeerKind, Reached, Way};
use store::{Reader, StoreError};
use sync::Raw;
use sync::bundle::{self, Blob, Kind, Load, NotWritten, Receipt, Recipient, Sending, Written};
use ts_rs::TS;

use super::desks::has_joined;
use super::files::{desk_of, n_entries};
use super::medium::{Crossing, Medium, last_crossing};
use super::scope::{Places, me, readable};
use super::writing::WriteTurn;
use super::{hand_on, may, reaches, register};
use crate::perform::pen;
use crate::timeline::hex;
use crate::{Failure, Office, Result, Who, trace};

/// Entries read at once.
const PAGE: u32 = 500;
const MIB: u64 = 1024 * 1024;
/// A piece of an attachment lies in one part whole.
const SMALLEST_MIB: u32 = 2;
/// Files of one number that may lie in a folder before somebody has to clear it up.
const MOST_NAMES: u32 = 100;

#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportBundle {
    /// The desk it is for.
    #[ts(type = "string")]
    pub to: RecordId,
    /// An empty place on a stick, or a folder that is burnt to a disc.
    pub dir: String,
    #[serde(default)]
    #[ts(as = "Option<Medium>", optional)]
    pub medium: Medium,
    /// Where the medium goes; without it as the last one to this desk.
    #[serde(default)]
    #[ts(optional)]
    pub crossing: Option<Crossing>,
    /// The most a file may have; without it what fits a CD.
    #[serde(default)]
    #[ts(optional)]
    pub part_mib: Option<u32>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Exported {
    pub id: String,
    #[ts(type = "number")]
    pub number: u64,
    /// Full names of what was written.
    pub files: Vec<String>,
    #[ts(type = "number")]
    pub n_entries: u64,
    #[ts(type = "number")]
    pub n_bytes: u64,
    pub enrolment: bool,
}

pub fn export_bundle(office: &Office, who: &Who, input: ExportBundle) -> Result<Exported> {
    may(who, "export_bundle")?;
    input.medium.check()?;
    let dir = PathBuf::from(input.dir.trim());
    if !dir.is_absolute() || !dir.is_dir() || dir.starts_with(office.desk.dir()) {
        return Err(Refusal::CheckFailed { field: "dir".into() }.into());
    }
    let turn = office.writing.begin().ok_or(Failure::Busy {})?;
    let peer = office.desk.act(|tx| tx.peer(PeerKind::Desk, *input.to.bytes()))?;
    let sent = office.desk.read(|reader| send(office, reader, (&input, &dir, peer), &turn))?;
    trace::write(office, who, "export_bundle", ledger::Value::map([("to", input.to.into())]))?;
    let Sent { written, files, streams, handed, upto, crossing } = sent;
    let m = &written.manifest;
    let n_bytes = written.parts.iter().map(|part| part.bytes).sum();
    let row = BundleRow {
        id: m.id.0,
        way: Way::Out,
        peer,
        number: m.number,
        done: false,
        upto,
        at_ms: m.made_ms,
        account: who.person.account,
        about: json!({
            "medium": input.medium,
            "crossing": crossing,
            "heads": hex(&m.heads()),
            "entries": n_entries(m),
            "bytes": n_bytes,
            "parts": written.parts.iter().map(|part| hex(&part.sha256)).collect::<Vec<_>>(),
            "handed": handed,
        }),
    };
    office.desk.act(|tx| {
        tx.put_bundle(&row)?;
        tx.put_bundle_streams(&row, &streams)
    })?;
    Ok(Exported {
        id: m.id.to_string(),
        number: m.number,
        files,
        n_entries: n_entries(m),
        n_bytes,
        enrolment: m.kind == Kind::Enrolment,
    })
}

struct Sent {
    written: Written,
    files: Vec<String>,
    streams: Vec<Stream>,
    /// Copies that were set aside here and went along, by name.
    handed: Vec<String>,
    upto: i64,
    crossing: Crossing,
}

/// One snapshot: what is written down as told is what was told.
fn send(
    office: &Office,
    reader: &Reader<'_>,
    (input, dir, peer): (&ExportBundle, &Path, Peer),
    turn: &WriteTurn<'_>,
) -> Result<Sent> {
    let (own, to) = (me(reader)?, desk_of(reader, input.to)?);
    if to.cut.is_some() {
        return Err(Failure::Revoked {}.into());
    }
    let authority = reader.authority()?;
    let crossing = input.crossing.unwrap_or(last_crossing(&reader.bundles()?, Some(peer)));
    let mut streams = readable(reader, &to, office.wall.today())?;
    streams.retain(|stream| crossing.lets(stream));
    let handed = hand_on::going((reader, &Places::of(reader)?), (&to, office.wall.today()), crossing)?;
    let names = handed.iter().map(hand_on::name).collect();
    let sign = pen(reader)?.desk_key;
    let sending = Sending {
        kind: if has_joined(reader, to.record)? { Kind::Exchange } else { Kind::Enrolment },
        root: authority.root().unwrap_or_default(),
        demo: office.demo,
        from: own.record,
        sign: &sign,
        recipients: vec![Recipient { desk: to.record, seal: to.seal }],
        number: reader.next_bundle_number(peer)?,
        made_ms: office.wall.now_ms(),
        app: crate::APP.into(),
        note: input.medium.note.clone(),
        part_bytes: input.part_mib.map_or(bundle::limit::PART, |mib| u64::from(mib.max(SMALLEST_MIB)) * MIB),
        scratch: office.desk.dir(),
    };
    let stem = stem(sending.number, [&own.name, &to.name]);
    let mut files = vec![];
    let mut sink = |k: u16| {
        let (path, file) = part(dir, &stem, k)?;
        files.push(path);
        Ok(file)
    };
    let load = load(office, reader, (peer, &streams, own.record), handed)?;
    let wrote = bundle::write(&sending, load, &mut sink, &mut |progress| turn.tell(progress));
    let written = finished(wrote, (&files, dir), turn)?;
    let files = files.iter().map(|path| path.display().to_string()).collect();
    Ok(Sent { written, files, streams, handed: names, upto: reader.last_n()?, crossing })
}

/// From whom to whom: every desk has numbers of its own, and discs for several lie on one stick.
fn stem(number: u64, desks: [&str; 2]) -> String {
    let [from, to] = desks.map(|name| name.get(2..8).unwrap_or_default());
    format!("GL-{number:04}-{from}-{to}")
}

/// What lies there under its name, such as half a file of a program that was ended in between, stays and is not written over: a
/// bundle is known by what is in it.
fn part(dir: &Path, stem: &str, k: u16) -> io::Result<(PathBuf, File)> {
    for again in 0..MOST_NAMES {
        let end = if again == 0 { String::new() } else { format!("-{again}") };
        let path = dir.join(format!("{stem}-{k}{end}.gljb"));
        match File::create_new(&path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.map(|file| (path, file)),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn finished(
    wrote: std::result::Result<Written, NotWritten>,
    (files, dir): (&[PathBuf], &Path),
    turn: &WriteTurn<'_>,
) -> Result<Written> {
    let settled = wrote.and_then(|written| {
        settle(files, dir, &|| turn.settle())?;
        Ok(written)
    });
    settled.map_err(|error| {
        // A part of a bundle that nobody finished is of no use.
        files.iter().for_each(|path| drop(std::fs::remove_file(path)));
        not_written(error)
    })
}

/// A stick may be pulled out once it says done: by then all of it lies there, and its folder knows it.
/// A slow one takes its time file by file, and may be stopped after each.
fn settle(
    files: &[PathBuf],
    dir: &Path,
    go_on: &dyn Fn() -> std::result::Result<(), NotWritten>,
) -> std::result::Result<(), NotWritten> {
    for path in files {
        go_on()?;
        File::options().write(true).open(path)?.sync_all()?;
    }
    go_on()?;
    #[cfg(unix)]
    match File::open(dir)?.sync_all() {
        // A network's folder may have no such thing; its files have.
        Err(error) if matches!(error.kind(), io::ErrorKind::InvalidInput | io::ErrorKind::Unsupported) => {}
        synced => synced?,
    }
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}

fn load<'a>(
    office: &'a Office,
    reader: &'a Reader<'a>,
    (peer, streams, own): (Peer, &[Stream], RecordId),
    handed: Vec<Held>,
) -> Result<Load<'a>> {
    let (admin, rest): (Vec<Stream>, Vec<Stream>) =
        streams.iter().cloned().partition(|stream| *stream == Stream::admin());
    let receipts = register::receipts_for(reader, peer, own)?;
    let notes = reaches::notes(reader, streams)?;
    let addresses = addresses(reader, (peer, &rest))?;
    let there = addresses.into_iter().filter(|address| office.desk.has_blob(address));
    let handed = handed.into_iter().map(|held| Ok::<Raw, io::Error>(hand_on::raw(&held)));
    let blob = |address: [u8; 32]| -> io::Result<Blob<'a>> {
        Ok(Blob { address, read: Box::new(office.desk.sealed_blob(&address).map_err(io::Error::other)?) })
    };
    Ok(Load {
        key: Box::new(Pages::of(reader, peer, admin)?),
        changes: Box::new(Pages::of(reader, peer, rest)?.chain(handed)),
        receipts: Box::new(receipts.into_iter().map(Ok::<Receipt, io::Error>)),
        checkpoints: Box::new(notes.into_iter().map(Ok::<String, io::Error>)),
        blobs: Box::new(there.map(blob)),
        ..Load::default()
    })
}

/// Page by page, so that a year of a station does not lie in memory.
struct Pages<'a> {
    reader: &'a Reader<'a>,
    peer: Peer,
    /// What is still to be told, the next one last, each with the place it was told up to.
    streams: Vec<(Stream, i64)>,
    page: std::vec::IntoIter<Outgoing>,
}

impl<'a> Pages<'a> {
    fn of(reader: &'a Reader<'a>, peer: Peer, streams: Vec<Stream>) -> Result<Self> {
        let from = |stream: Stream| Ok((stream.clone(), reader.reached(peer, &stream, Reached::Confirmed)?));
        let streams = streams.into_iter().rev().map(from).collect::<Result<_>>()?;
        Ok(Self { reader, peer, streams, page: vec![].into_iter() })
    }

    fn turn(&mut self) -> std::result::Result<Option<Outgoing>, StoreError> {
        while self.page.len() == 0 {
            let Some((stream, after)) = self.streams.last_mut() else { return Ok(None) };
            let rows = self.reader.outgoing(Some(self.peer), stream, (*after, PAGE))?;
            match rows.last() {
                Some(last) => *after = last.n,
                None => drop(self.streams.pop()),
            }
            self.page = rows.into_iter();
        }
        Ok(self.page.next())
    }
}

impl Iterator for Pages<'_> {
    type Item = io::Result<Raw>;

    fn next(&mut self) -> Option<Self::Item> {
        self.turn().map_err(io::Error::other).transpose().map(|out| out.map(raw))
    }
}

fn raw(out: Outgoing) -> Raw {
    Raw { id: out.id, stream: out.stream, hdr: out.hdr, sig: out.sig, usig: out.usig, body: out.body }
}

/// Attachments that the entries name which go out.
fn addresses(reader: &Reader<'_>, (peer, streams): (Peer, &[Stream])) -> Result<Vec<[u8; 32]>> {
    let mut all = vec![];
    for stream in streams {
        let after = reader.reached(peer, stream, Reached::Confirmed)?;
        all.extend(reader.blobs_outgoing(peer, stream, after)?);
    }
    all.sort_unstable();
    all.dedup();
    Ok(all)
}

fn not_written(error: NotWritten) -> crate::Error {
    match error {
        NotWritten::Stopped => Failure::ExportStopped {}.into(),
        NotWritten::Io(e) => StoreError::from(e).into(),
        other => Failure::Broken { what: other.to_string() }.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_that_does_not_lie_on_the_medium_is_not_told_as_written() {
        let stick = tempfile::tempdir().unwrap();
        let part = |k: u16| stick.path().join(format!("{k}.gljb"));
        std::fs::write(part(1), b"whole").unwrap();
        settle(&[part(1)], stick.path(), &|| Ok(())).unwrap();
        let gone = settle(&[part(1), part(2)], stick.path(), &|| Ok(())).unwrap_err();
        assert!(matches!(gone, NotWritten::Io(why) if why.kind() == io::ErrorKind::NotFound));
        assert_eq!(std::fs::read(part(1)).unwrap(), b"whole", "what is there stays as it is");
    }

    #[test]
    fn a_file_that_was_left_half_written_is_neither_in_the_way_nor_written_over() {
        let stick = tempfile::tempdir().unwrap();
        let (county, island) = ("d_aaaaaa0000000000", "d_bbbbbb0000000000");
        let stem = stem(7, [county, island]);
        assert_eq!(stem, "GL-0007-aaaaaa-bbbbbb");
        let named = || {
            let (path, _) = part(stick.path(), &stem, 1).unwrap();
            path.file_name().unwrap().to_str().unwrap().to_owned()
        };
        assert_eq!(named(), "GL-0007-aaaaaa-bbbbbb-1.gljb");
        std::fs::write(stick.path().join("GL-0007-aaaaaa-bbbbbb-1.gljb"), b"half").unwrap();
        assert_eq!(named(), "GL-0007-aaaaaa-bbbbbb-1-1.gljb");
        assert_eq!(named(), "GL-0007-aaaaaa-bbbbbb-1-2.gljb");
        let left = std::fs::read(stick.path().join("GL-0007-aaaaaa-bbbbbb-1.gljb")).unwrap();
        assert_eq!(left, b"half");
        let nowhere = part(&stick.path().join("gone"), &stem, 1).unwrap_err();
        assert_eq!(nowhere.kind(), io::ErrorKind::NotFound, "any other trouble is told at once");
    }

    #[test]
    fn a_stop_while_the_medium_is_waited_for_takes_every_part_away_again() {
        let (stick, line) = (tempfile::tempdir().unwrap(), super::super::WriteLine::default());
        let part = |k: u16| stick.path().join(format!("{k}.gljb"));
        let parts = [part(1), part(2)];
        parts.iter().for_each(|path| std::fs::write(path, b"whole").unwrap());
        let turn = line.begin().unwrap();
        let heard = std::cell::Cell::new(0);
        let second = || {
            heard.set(heard.get() + 1);
            if heard.get() < 2 { turn.settle() } else { Err(NotWritten::Stopped) }
        };
        let stopped = settle(&parts, stick.path(), &second);
        assert!(matches!(stopped, Err(NotWritten::Stopped)));
        assert_eq!(heard.get(), 2, "between the first part and the second");
        let told = finished(Err(NotWritten::Stopped), (&parts, stick.path()), &turn).err();
        assert!(matches!(told, Some(crate::Error::Failed(Failure::ExportStopped {}))));
        assert_eq!(std::fs::read_dir(stick.path()).unwrap().count(), 0);
    }
}
