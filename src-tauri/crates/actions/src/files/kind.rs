//! What a file is, by its content.

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
    std::str::from_utf8(bytes)
        .is_ok_and(|t| !t.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')))
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
            (b"\0\x01\x02", "application/octet-stream"),
            (b"", "text/plain"),
        ] {
            assert_eq!(mime_of(bytes), mime, "{bytes:?}");
        }
    }

    #[test]
    fn programs_and_archives_are_not_shown() {
        assert!(is_shown("image/png") && is_shown("audio/mpeg") && is_shown("text/plain"));
        assert!(!is_shown("application/zip") && !is_shown("image/svg+xml") && !is_shown("text/html"));
    }
}
