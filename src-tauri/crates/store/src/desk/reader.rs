//! What can be asked of one snapshot of the file.
pub struct Reader<'a> { pub(crate) conn: &'a rusqlite::Connection }
