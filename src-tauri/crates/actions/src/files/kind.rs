//! What a file is, by its content; and what it may be called outside.

use paper::table;

/// Types that are shown inside the program; everything else leaves it, as a logged export.
const SHOWN: &[&str] =
    &["image/jpeg", "image/png", "image/gif", "image/webp", "image/bmp", "application/pdf", "text/plain"];

/// Text is shown as text, whatever language it is written in: a page is never run.
pub fn mime_of(bytes: &[u8]) -> String {
    match infer::get(bytes) {
        Some(kind) if kind.mime_type().starts_with("text/") => "text/plain".into(),
        Some(kind) => kind.mime_type().into(),
        None if is_text(bytes) => "text/plain".into(),
        None => "application/octet-stream".into(),
    }
}

fn is_text(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(text) => !text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')),
        // Editors here write GBK, or UTF-16 with its mark.
        Err(_) => table::text_of(bytes).is_some(),
    }
}

/// As a page shows it: text in UTF-8, however it was written; everything else as it is.
pub fn shown(mime: &str, bytes: Vec<u8>) -> Vec<u8> {
    let as_text = || table::text_of(&bytes).map(String::into_bytes);
    if mime == "text/plain" { as_text().unwrap_or(bytes) } else { bytes }
}

/// Longer ones are refused by some disks, which count bytes.
const NAME_BYTES: usize = 200;

/// The name to propose when it leaves the program: somebody elsewhere typed it. It names no folder, fits every
/// system's disk, and no mark in it turns its ending around, so that a program does not look like a picture.
pub fn on_disk(name: &str) -> String {
    let plain: String = name.chars().map(|c| if is_safe(c) { c } else { '_' }).collect();
    let plain = plain.trim_matches(|c: char| c == '.' || c.is_whitespace());
    let (stem, ending) = plain.rsplit_once('.').map_or((plain, ""), |(stem, _)| (stem, &plain[stem.len()..]));
    let ending = if ending.len() < NAME_BYTES / 2 { ending } else { "" };
    let most = NAME_BYTES - ending.len();
    let stem: String =
        stem.char_indices().take_while(|(at, c)| at + c.len_utf8() <= most).map(|(_, c)| c).collect();
    if stem.is_empty() { format!("_{ending}") } else { format!("{stem}{ending}") }
}

/// Separators of folders, what Windows takes in no name, and marks that hide or turn what follows.
fn is_safe(c: char) -> bool {
    !c.is_control()
        && !matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|')
        && !matches!(c, '\u{061c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

pub fn is_shown(mime: &str) -> bool {
    SHOWN.contains(&mime) || mime.starts_with("audio/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_nothing_and_bytes_everything() {
        for (bytes, mime) in [
            (&b"%PDF-1.7\n"[..], "application/pdf"),
            (b"\x89PNG\r\n\x1a\n....", "image/png"),
            (b"MZ\x90\0\x03\0\0\0", "application/vnd.microsoft.portable-executable"),
            (b"<html><script>alert(1)</script></html>", "text/plain"),
            ("一段说明".as_bytes(), "text/plain"),
            // A bug: what an editor had written in GBK or UTF-16 was no text, and could only be given out.
            (b"\xd6\xd0\xce\xc4\r\n", "text/plain"),
            (b"\xff\xfe\x2d\x4e", "text/plain"),
            (b"\xff\xfe\x2d", "application/octet-stream"),
            (b"\xd6\xd0\x01", "application/octet-stream"),
            (b"\0\x01\x02", "application/octet-stream"),
            (b"", "text/plain"),
        ] {
            assert_eq!(mime_of(bytes), mime, "{bytes:?}");
        }
    }

    /// A bug: a file went out under the name that another desk had given it, folders and turning marks included.
    #[test]
    fn a_name_from_elsewhere_is_one_that_every_disk_takes() {
        for (name, outside) in [
            ("来信 1.pdf", "来信 1.pdf"),
            ("../../.bashrc", "_.._.bashrc"),
            ("C:\\Windows\\a.txt", "C__Windows_a.txt"),
            ("照片\u{202e}gpj.exe", "照片_gpj.exe"),
            ("a\0b\n.pdf", "a_b_.pdf"),
            ("合同.pdf. ", "合同.pdf"),
            ("..", "_"),
            ("", "_"),
            ("gonglian", "gonglian"),
        ] {
            assert_eq!(on_disk(name), outside, "{name:?}");
        }
        let long = on_disk(&format!("{}.pdf", "诉".repeat(100)));
        assert_eq!((long.len() <= NAME_BYTES, long.ends_with("诉.pdf")), (true, true), "{long}");
        assert_eq!(on_disk(&format!("a.{}", "b".repeat(300))).len(), 1);
    }

    #[test]
    fn programs_and_archives_are_not_shown() {
        assert!(is_shown("image/png") && is_shown("audio/mpeg") && is_shown("text/plain"));
        assert!(!is_shown("application/zip") && !is_shown("image/svg+xml") && !is_shown("text/html"));
    }
}
