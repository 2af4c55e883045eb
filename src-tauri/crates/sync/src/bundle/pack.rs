//! The bytes of a block, packed with zstd at level 3: 9 and 19 gain 2 to 5 % for 4 and 75 times the time.

use std::io::Read;

use super::limit::{MAX_RATIO, WINDOW_LOG};

const LEVEL: i32 = 3;

/// As they are where packing gains nothing, or so much that a reader would take it for a bomb.
pub fn pack(raw: Vec<u8>) -> std::io::Result<Vec<u8>> {
    let packed = zstd::bulk::compress(&raw, LEVEL)?;
    let honest = packed.len() < raw.len() && raw.len() as u64 <= packed.len() as u64 * MAX_RATIO;
    Ok(if honest { packed } else { raw })
}

#[derive(Debug, PartialEq, Eq)]
pub enum Unpacked {
    Whole(Vec<u8>),
    /// More than declared, or a window of more than 8 MiB.
    Bomb,
    Broken,
}

/// `raw` was held against the limits by whoever read the manifest.
pub fn unpack(packed: Vec<u8>, raw: usize) -> Unpacked {
    if packed.len() == raw {
        return Unpacked::Whole(packed);
    }
    let Ok(mut frame) = zstd::stream::read::Decoder::with_buffer(packed.as_slice()) else {
        return Unpacked::Broken;
    };
    let mut out = Vec::with_capacity(raw);
    let limited = frame.window_log_max(WINDOW_LOG);
    match limited.and_then(|()| frame.by_ref().take(raw as u64 + 1).read_to_end(&mut out)) {
        Ok(_) if out.len() > raw => Unpacked::Bomb,
        Ok(_) if out.len() == raw => Unpacked::Whole(out),
        // The only thing zstd says of a window that is too large is its error's text.
        Err(why) if why.to_string().contains("memory") => Unpacked::Bomb,
        _ => Unpacked::Broken,
    }
}
