//! The typst compiler with a world of four fonts, a few templates and one file of fields. No disk, no network,
//! no packages, no clock.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDateTime, Timelike};
use typst::diag::{FileError, FileResult, SourceDiagnostic};
use typst::foundations::{Bytes, Datetime, Duration, Smart};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Library, LibraryBuilder, World};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards, Timestamp};

use super::PaperError;
use super::fonts::fonts;
use super::routines::ROUTINES;

/// The time of all China, in minutes east of Greenwich.
const BEIJING: i32 = 8 * 60;
const FIELDS: &str = "/fields.json";

macro_rules! templates {
    ($($name:literal)*) => {
        [$(($name, include_str!(concat!("../../../../../assets/templates/", $name)))),*]
    };
}

static TEMPLATES: [(&str, &str); 10] = templates![
    "layout.typ" "letter.typ" "visit_sheet.typ" "notice.typ" "reply.typ" "receipt.typ" "attendance.typ" "strip.typ"
    "recovery.typ" "checkpoint.typ"
];

static SHELF: LazyLock<Shelf> = LazyLock::new(Shelf::new);

/// What is the same for every document.
struct Shelf {
    library: LazyHash<Library>,
    sources: HashMap<FileId, Source>,
    fields: FileId,
}

impl Shelf {
    fn new() -> Self {
        let source = |(name, text): &(&str, &str)| {
            let id = file(name);
            (id, Source::new(id, (*text).to_owned()))
        };
        Self {
            library: LazyHash::new(LibraryBuilder::from_routines(&ROUTINES).build()),
            sources: TEMPLATES.iter().map(source).collect(),
            fields: file(FIELDS),
        }
    }
}

/// One document in the making.
struct Press {
    main: FileId,
    fields: Bytes,
}

impl World for Press {
    fn library(&self) -> &LazyHash<Library> {
        &SHELF.library
    }
    fn book(&self) -> &LazyHash<FontBook> {
        &fonts().book
    }
    fn main(&self) -> FileId {
        self.main
    }
    fn source(&self, id: FileId) -> FileResult<Source> {
        SHELF.sources.get(&id).cloned().ok_or_else(|| missing(id))
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        if id == SHELF.fields { Ok(self.fields.clone()) } else { Err(missing(id)) }
    }

    fn font(&self, index: usize) -> Option<Font> {
        fonts().fonts.get(index).cloned()
    }

    /// The day comes with the fields: a template that asks for today is mistaken.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

pub fn press(template: &str, fields: Vec<u8>, at: NaiveDateTime) -> Result<Vec<u8>, PaperError> {
    let document = set(template, fields)?;
    let standards = PdfStandards::new(&[PdfStandard::A_2u])
        .map_err(|error| PaperError::Failed { why: error.message().to_string() })?;
    let options = PdfOptions {
        creator: Smart::Custom(None),
        timestamp: timestamp(at),
        standards,
        ..Default::default()
    };
    typst_pdf::pdf(&document, &options).map_err(|errors| failed(&errors))
}

/// The pages before they become PDF.
pub fn set(template: &str, fields: Vec<u8>) -> Result<PagedDocument, PaperError> {
    let press = Press { main: file(template), fields: Bytes::new(fields) };
    let set = typst::compile::<PagedDocument>(&press);
    // A warning is a font or a glyph that is not there; templates must have none.
    debug_assert!(set.warnings.is_empty(), "{:?}", set.warnings);
    set.output.map_err(|errors| failed(&errors))
}

pub fn forget() {
    typst::comemo::evict(0)
}

fn timestamp(at: NaiveDateTime) -> Option<Timestamp> {
    let small = |n: u32| u8::try_from(n).ok();
    let moment = Datetime::from_ymd_hms(
        at.year(),
        small(at.month())?,
        small(at.day())?,
        small(at.hour())?,
        small(at.minute())?,
        small(at.second())?,
    )?;
    Timestamp::new_local(moment, BEIJING)
}

fn file(name: &str) -> FileId {
    let path = VirtualPath::new(name).expect("names of templates are plain");
    RootedPath::new(VirtualRoot::Project, path).intern()
}

fn missing(id: FileId) -> FileError {
    FileError::NotFound(id.get().vpath().get_with_slash().into())
}

fn failed(errors: &[SourceDiagnostic]) -> PaperError {
    let why: Vec<&str> = errors.iter().map(|error| error.message.as_str()).collect();
    PaperError::Failed { why: why.join("; ") }
}
