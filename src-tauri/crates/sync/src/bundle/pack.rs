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

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> Vec<u8> {
        (0..2000).map(|n| format!("第{n}号诉求，{}年登记；", 2000 + n % 27)).collect::<String>().into_bytes()
    }

    #[test]
    fn what_was_packed_comes_out_whole() {
        let raw = text();
        let packed = pack(raw.clone()).unwrap();
        assert!(packed.len() < raw.len());
        assert_eq!(unpack(packed, raw.len()), Unpacked::Whole(raw));
    }

    #[test]
    fn what_gains_nothing_stands_as_it_is() {
        for raw in [vec![], vec![7], b"GLJB".to_vec(), (0..=255).collect::<Vec<u8>>()] {
            assert_eq!(pack(raw.clone()).unwrap(), raw);
            assert_eq!(unpack(raw.clone(), raw.len()), Unpacked::Whole(raw));
        }
    }

    #[test]
    fn what_a_reader_would_take_for_a_bomb_is_not_packed() {
        let raw = vec![0; 1 << 20];
        assert_eq!(pack(raw.clone()).unwrap(), raw);
    }

    #[test]
    fn a_block_is_as_long_as_it_declares() {
        let raw = text();
        let packed = pack(raw.clone()).unwrap();
        assert_eq!(unpack(packed.clone(), raw.len() - 1), Unpacked::Bomb, "a byte more than declared");
        assert_eq!(unpack(packed.clone(), 0), Unpacked::Bomb, "declared as nothing");
        assert_eq!(unpack(packed, raw.len() + 1), Unpacked::Broken, "a byte less");
    }

    #[test]
    fn what_is_cut_or_no_frame_is_broken() {
        let raw = text();
        let packed = pack(raw.clone()).unwrap();
        for cut in [1, 4, packed.len() / 2, packed.len() - 1] {
            assert_eq!(unpack(packed[..cut].to_vec(), raw.len()), Unpacked::Broken, "cut at {cut}");
        }
        assert_eq!(unpack(vec![7; 40], raw.len()), Unpacked::Broken);
    }
}
