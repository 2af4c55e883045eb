//! Looks into the .xlsx, which is a zip, before anyone unpacks it. What the directory says about sizes is checked first,
//! and then not believed: each part is inflated into nothing, counted and weighed, and given up at the limit.

use std::io::{Cursor, Read};

use super::BadFile;
use super::weighed::{OTHER_PIECE, PIECE, weigh};

/// 100,000 rows of 60 columns take about 240 MB of XML.
const INFLATED: u64 = 300 * 1024 * 1024;
/// Real lists shrink to a tenth or a thirtieth. Small files may have any ratio.
const RATIO: u64 = 200;
const RATIO_COUNTS_FROM: u64 = 16 * 1024 * 1024;
const PARTS: usize = 2_000;

pub fn check(bytes: &[u8]) -> Result<(), BadFile> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| BadFile::Damaged)?;
    if archive.len() > PARTS {
        return Err(BadFile::Bomb { most: INFLATED });
    }
    if archive.index_for_name("xl/workbook.xml").is_none() {
        return Err(BadFile::Unknown);
    }
    let most = allowed(bytes.len() as u64);
    declared(&mut archive, most)?;
    inflated(&mut archive, most)
}

fn allowed(packed: u64) -> u64 {
    INFLATED.min((packed * RATIO).max(RATIO_COUNTS_FROM))
}

fn declared(archive: &mut zip::ZipArchive<Cursor<&[u8]>>, most: u64) -> Result<(), BadFile> {
    let mut sum = 0_u64;
    for part in 0..archive.len() {
        let size = archive.by_index_raw(part).map_err(|_| BadFile::Damaged)?.size();
        sum = sum.saturating_add(size);
    }
    if sum > most { Err(BadFile::Bomb { most }) } else { Ok(()) }
}

fn inflated(archive: &mut zip::ZipArchive<Cursor<&[u8]>>, most: u64) -> Result<(), BadFile> {
    let mut left = most;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|_| BadFile::Damaged)?;
        let piece = piece(part.name_raw());
        let mut reader = part.take(left + 1);
        weigh(&mut reader, piece)?;
        // What the weighing stumbled at is counted all the same.
        std::io::copy(&mut reader, &mut std::io::sink()).map_err(|_| BadFile::Damaged)?;
        left = reader.limit().checked_sub(1).ok_or(BadFile::Bomb { most })?;
    }
    Ok(())
}

fn piece(name: &[u8]) -> u64 {
    let name = name.to_ascii_lowercase();
    if name.ends_with(b".xml") || name.ends_with(b".rels") { PIECE } else { OTHER_PIECE }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    /// Two hundred times its size, no less than 16 MiB and no more than 300.
    #[rstest]
    #[case::nothing(0, 16_777_216)]
    #[case::just_below(83_886, 16_777_216)]
    #[case::just_above(83_887, 16_777_400)]
    #[case::a_megabyte(1_000_000, 200_000_000)]
    #[case::at_the_most(1_572_864, 314_572_800)]
    #[case::above_it(1_572_865, 314_572_800)]
    #[case::twenty_megabytes(20_971_520, 314_572_800)]
    fn a_file_may_unpack_to_so_much(#[case] packed: u64, #[case] most: u64) {
        assert_eq!(allowed(packed), most);
    }

    #[test]
    fn what_is_no_archive_is_damaged() {
        for bytes in [&b""[..], b"PK\x03\x04", b"PK\x05\x06", &[0; 64]] {
            assert_eq!(check(bytes), Err(BadFile::Damaged), "{bytes:?}");
        }
    }
}
