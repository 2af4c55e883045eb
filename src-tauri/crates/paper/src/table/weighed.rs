//! Reads a part of the .xlsx with the reader that will read it again, and keeps nothing: what that one would hold in
//! memory is counted and given up at the limit. Sizes do not tell it: a count in a tag is believed and reserved for, and
//! a short name in one place is copied for each of a million others.

use std::io::{self, BufReader, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::BadFile;
use super::limits::{COLUMNS, ROWS, TEXT_BYTES};

/// One text or tag, one cell, one shared text. Excel keeps 32,767 signs in a cell, with a format for each run of them.
pub const PIECE: u64 = 1024 * 1024;
/// The same for what is no XML by its name: a picture's first `<` may come late.
pub const OTHER_PIECE: u64 = 16 * PIECE;
/// Shared texts, merged regions, fonts, and whatever else stands outside of the rows and is kept for the whole workbook.
const KEPT: u64 = 1_000_000;
/// What a head may announce of shared texts: one for each cell.
const ANNOUNCED: u64 = ROWS as u64 * COLUMNS as u64;
/// Each sheet keeps a copy of its target.
const SHEETS: u64 = 1_000;
const TARGET: u64 = 16 * 1024;
/// Each cell format keeps a copy of its font's and its number format's name: all of them, as long as the longest piece.
const FORMATS: u64 = 128 * 1024 * 1024;
const DEPTH: u64 = 256;

/// `piece` is the most that one piece of it may have.
pub fn weigh(part: impl Read, piece: u64) -> Result<(), BadFile> {
    let mut xml = Reader::from_reader(BufReader::new(Metered { part, left: piece }));
    // As calamine has it: both must see the same pieces.
    let config = xml.config_mut();
    config.check_end_names = false;
    config.expand_empty_elements = true;
    let mut sums = Sums { piece, ..Sums::default() };
    let mut bytes = Vec::new();
    loop {
        bytes.clear();
        xml.get_mut().get_mut().left = piece;
        let event = xml.read_event_into(&mut bytes);
        let at = xml.buffer_position();
        match event {
            Ok(Event::Eof) => return Ok(()),
            Ok(event) => sums.add(&event, at)?,
            Err(_) if xml.get_ref().get_ref().left == 0 => return Err(heavy("bytes in one piece", piece)),
            // The reader stumbles here as well, and goes no further.
            Err(_) => return Ok(()),
        }
    }
}

/// Gives no more than `left` bytes, until it is told how many more.
struct Metered<R> {
    part: R,
    left: u64,
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.left == 0 {
            return Err(io::Error::other("one piece is too long"));
        }
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(to.len());
        let read = self.part.read(&mut to[..most])?;
        self.left -= read as u64;
        Ok(read)
    }
}

#[derive(Default)]
struct Sums {
    piece: u64,
    depth: u64,
    kept: u64,
    sheets: u64,
    formats: u64,
    longest: u64,
    /// Of all texts that are shared.
    texts: u64,
    /// The cell, shared text or name that is open, if any, and where it began.
    open: String,
    from: u64,
    /// Where the last piece ended.
    last: u64,
}

impl Sums {
    fn add(&mut self, event: &Event<'_>, at: u64) -> Result<(), BadFile> {
        let long = at.saturating_sub(self.last);
        self.longest = self.longest.max(long);
        match event {
            Event::Start(tag) => self.start(tag, long)?,
            Event::End(tag) => {
                self.depth = self.depth.saturating_sub(1);
                // By its whole name: a prefix of its own must not end it here and not there.
                if self.open == tag.name().into_inner() {
                    self.closes(tag.local_name().into_inner(), at);
                }
            }
            _ => {}
        }
        self.last = at;
        if !self.open.is_empty() {
            within(at.saturating_sub(self.from), self.piece, "bytes in one cell")?;
        }
        within(self.texts, TEXT_BYTES as u64, "bytes of shared texts")?;
        within(self.formats.saturating_mul(self.longest), FORMATS, "bytes of cell formats")
    }

    fn start(&mut self, tag: &BytesStart<'_>, long: u64) -> Result<(), BadFile> {
        self.depth += 1;
        within(self.depth, DEPTH, "levels")?;
        match tag.local_name().into_inner() {
            // Read one after the other, and let go.
            "row" | "v" | "f" | "is" | "t" => return Ok(()),
            "c" => {
                self.opens(tag);
                return Ok(());
            }
            "si" | "definedName" => self.opens(tag),
            "sst" => announced(tag.attributes_raw())?,
            "xf" => self.formats += 1,
            "sheet" => self.sheets += 1,
            "Relationship" => within(long, TARGET, "bytes in one target")?,
            _ => {}
        }
        self.kept += 1;
        within(self.sheets, SHEETS, "sheets")?;
        within(self.kept, KEPT, "things outside of the rows")
    }

    fn closes(&mut self, name: &str, at: u64) {
        if name != "c" {
            self.texts += at.saturating_sub(self.from);
        }
        self.open.clear();
    }

    fn opens(&mut self, tag: &BytesStart<'_>) {
        if self.open.is_empty() {
            self.open.push_str(tag.name().into_inner());
            self.from = self.last;
        }
    }
}

/// Any number in the head of the shared texts: the reader makes room for so many at once.
fn announced(head: &str) -> Result<(), BadFile> {
    let numbers = head.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    numbers
        .map(|digits| digits.parse().unwrap_or(u64::MAX))
        .try_for_each(|n| within(n, ANNOUNCED, "shared texts"))
}

fn within(n: u64, most: u64, what: &'static str) -> Result<(), BadFile> {
    if n > most { Err(heavy(what, most)) } else { Ok(()) }
}

fn heavy(what: &'static str, most: u64) -> BadFile {
    BadFile::Heavy { what, most }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn styles(name: usize, formats: usize) -> String {
        let number =
            format!(r#"<numFmts><numFmt numFmtId="170" formatCode="{}"/></numFmts>"#, "0".repeat(name));
        let xf = r#"<xf numFmtId="170"/>"#.repeat(formats);
        format!("<styleSheet>{number}<cellXfs>{xf}</cellXfs></styleSheet>")
    }

    fn inline(text: &str) -> String {
        format!(r#"<row><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>"#)
    }

    #[rstest]
    #[case::one_text(format!("<sst><si><t>{}</t></si></sst>", "a".repeat(2 << 20)), "bytes in one piece")]
    #[case::one_tag(format!(r#"<sst a="{}"/>"#, "<>".repeat(1 << 20)), "bytes in one piece")]
    #[case::text_before_all(" ".repeat(2 << 20), "bytes in one piece")]
    #[case::a_comment(format!("<sst><!--{}--></sst>", "<a>".repeat(1 << 19)), "bytes in one piece")]
    #[case::a_cell_of_many_texts(inline(&"a&amp;".repeat(1 << 18)), "bytes in one cell")]
    #[case::a_shared_text_of_many_runs(
        format!("<sst><si>{}</si></sst>", "<r><t>aaaaaaaaaaaaaaaa</t></r>".repeat(1 << 16)),
        "bytes in one cell"
    )]
    #[case::a_cell_that_a_prefix_seems_to_end(
        format!("<c>{}</c>", "<v></x:c>".repeat(1 << 18)),
        "bytes in one cell"
    )]
    #[case::room_for_what_is_announced(r#"<sst uniqueCount="4000000000"/>"#.to_owned(), "shared texts")]
    #[case::announced_in_a_long_number("<x:sst a='99999999999999999999999'/>".to_owned(), "shared texts")]
    #[case::empty_texts(format!("<sst>{}</sst>", "<si/>".repeat(1_000_000)), "things outside of the rows")]
    #[case::one_name_for_many_formats(styles(900_000, 150), "bytes of cell formats")]
    #[case::one_target_for_many_sheets(format!(r#"<Relationship Target="{}"/>"#, "a".repeat(20_000)), "bytes in one target")]
    #[case::sheets(r#"<sheet name="a" r:id="a"/>"#.repeat(1_001), "sheets")]
    #[case::levels("<a>".repeat(257), "levels")]
    fn what_would_fill_the_memory_is_refused(#[case] xml: String, #[case] told: &str) {
        match weigh(xml.as_bytes(), PIECE) {
            Err(BadFile::Heavy { what, .. }) => assert_eq!(what, told),
            other => panic!("{other:?}"),
        }
    }

    #[rstest]
    #[case::a_long_cell(inline(&"&#x5B57;".repeat(32_767)))]
    #[case::cells(r#"<row><c r="A1"><v>1</v></c></row>"#.repeat(20_000))]
    #[case::formats(styles(255, 4_000))]
    #[case::texts(format!(
        r#"<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="6000000" uniqueCount="9">{}</sst>"#,
        "<si><t>a</t></si>".repeat(9)
    ))]
    #[case::what_the_reader_stumbles_at_itself(format!("<a b=></a {}", "<".repeat(10)))]
    fn what_lists_hold_is_let_through(#[case] xml: String) {
        assert_eq!(weigh(xml.as_bytes(), PIECE), Ok(()));
    }

    /// A drawing may be all zeros for long; what it is, it does not say by a `<`.
    #[test]
    fn a_picture_is_no_piece_of_xml() {
        let drawing = vec![0_u8; 4 << 20];
        assert_eq!(weigh(drawing.as_slice(), OTHER_PIECE), Ok(()));
        assert!(weigh(drawing.as_slice(), PIECE).is_err());
    }
}
