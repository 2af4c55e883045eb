//! How large anything in a bundle may be. Each is held against what is declared, before memory is set aside for it.

/// The outer head: magic, version, suite, bundle id, k, n.
pub const HEAD: u64 = 26;
/// Under 4 GiB, for FAT32.
pub const MAX_PART: u64 = u32::MAX as u64;
/// Fits a CD.
pub const PART: u64 = 650_000_000;
pub const MAX_PARTS: u16 = 999;
/// The age header: some 98 bytes a recipient.
pub const MAX_LOCK: u64 = 32 * 1024;
pub const MAX_RECIPIENTS: usize = 256;
pub const MAX_MANIFEST: u64 = 16 * 1024 * 1024;
/// Values in one piece of CBOR; a value in memory is many times its byte on the disc.
pub const MAX_VALUES: usize = 512 * 1024;
/// What all blocks together may unpack to.
pub const MAX_RAW: u64 = 8 * 1024 * 1024 * 1024;
pub const MAX_BLOCK: u64 = 16 * 1024 * 1024;
/// Raw bytes to packed bytes of a block.
pub const MAX_RATIO: u64 = 64;
/// Of a zstd frame: 8 MiB.
pub const WINDOW_LOG: u32 = 23;
/// What a block of entries is filled to: an interrupted import goes on at the next one.
pub const FILL: u64 = 1024 * 1024;
pub const MAX_ENTRY: usize = ledger::format::MAX_ENTRY;
/// A header names its writer, record, account, grant, deed and commitment: it is never shorter.
pub const MIN_HDR: usize = 64;
pub const MAX_SIGNATURE: usize = 1024;
pub const MAX_STREAM: usize = 256;
pub const CHUNK: u64 = 1024 * 1024;
pub const MAX_BLOB: u64 = 200 * 1024 * 1024;
pub const MAX_NOTE: usize = 8 * 1024;
pub const MAX_CHECKPOINT: usize = 64 * 1024;
