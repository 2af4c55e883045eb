//! Reading canonical CBOR of a stranger: how many values stand in it is counted before any is made.

use ledger::{Value, cbor};

use super::limit::MAX_VALUES;

/// The value, if it holds no more than `MAX_VALUES` and has one canonical writing.
pub fn value(bytes: &[u8]) -> Option<Value> {
    let most = bytes.len().min(MAX_VALUES);
    (heads(bytes, most)? <= most).then(|| cbor::decode(bytes).ok()).flatten()
}

/// Heads of values up to the end or just beyond `most`. Order, depth and shortest form are the decoder's to judge.
fn heads(bytes: &[u8], most: usize) -> Option<usize> {
    let (mut at, mut n) = (0usize, 0);
    while at < bytes.len() && n <= most {
        let (major, low) = (bytes[at] >> 5, bytes[at] & 31);
        let width = match low {
            0..24 => 0,
            24..28 if major != 7 => 1usize << (low - 24),
            _ => return None,
        };
        let tail = bytes.get(at + 1..at + 1 + width)?;
        let len = if width == 0 { low.into() } else { tail.iter().fold(0u64, |n, b| n << 8 | u64::from(*b)) };
        at += 1 + width;
        if major == 2 || major == 3 {
            at = at.checked_add(usize::try_from(len).ok()?)?;
        }
        n += 1;
    }
    Some(n)
}

/// The bytes of a value that must be so many.
pub fn fixed<const N: usize>(value: &Value) -> Option<[u8; N]> {
    bytes(value)?.try_into().ok()
}

pub fn bytes(value: &Value) -> Option<&[u8]> {
    if let Value::Bytes(bytes) = value { Some(bytes) } else { None }
}

pub fn list(value: &Value) -> Option<&[Value]> {
    if let Value::List(list) = value { Some(list) } else { None }
}

/// A number that is not below zero.
pub fn count<T: TryFrom<i64>>(value: &Value) -> Option<T> {
    value.int().and_then(|n| T::try_from(n).ok())
}

/// Numbers here stay far below what an `i64` holds; one that does not is written as one no reader takes.
pub fn number(n: u64) -> Value {
    Value::Int(i64::try_from(n).unwrap_or(-1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_before_they_are_made() {
        assert_eq!(heads(&[0x83, 1, 0x42, 9, 9, 0xf6], 10), Some(4));
        assert_eq!(heads(&[0x18, 200], 10), Some(1));
        assert_eq!(heads(&[0x9f], 10), None, "indefinite");
        assert_eq!(heads(&[0x19, 1], 10), None, "cut in its head");
        assert_eq!(heads(&[0xfb, 0, 0, 0, 0, 0, 0, 0, 0], 10), None, "no floats");
        assert_eq!(value(&[0x83, 1, 2, 3]).map(|v| v.list().len()), Some(3));
    }

    #[test]
    fn bytes_are_so_many_or_none() {
        for (bytes, four) in
            [(vec![], None), (vec![1; 3], None), (vec![1; 4], Some([1; 4])), (vec![1; 5], None)]
        {
            assert_eq!(fixed::<4>(&Value::Bytes(bytes)), four);
        }
        for other in [Value::Null, Value::Int(1), "1111".into(), Value::List(vec![])] {
            assert_eq!((fixed::<4>(&other), bytes(&other)), (None, None), "{other:?}");
        }
    }

    #[test]
    fn a_count_stays_within_its_type() {
        for (n, small) in [(-1, None), (0, Some(0)), (65_535, Some(65_535)), (65_536, None), (i64::MIN, None)]
        {
            assert_eq!(count::<u16>(&Value::Int(n)), small, "{n}");
        }
        assert_eq!(count::<u64>(&Value::Int(i64::MAX)), Some(i64::MAX as u64));
        assert_eq!(count::<u64>(&"1".into()), None);
    }

    #[test]
    fn a_number_that_no_reader_could_hold_is_one_that_none_takes() {
        assert_eq!(number(0), Value::Int(0));
        assert_eq!(number(i64::MAX as u64), Value::Int(i64::MAX));
        for n in [i64::MAX as u64 + 1, u64::MAX] {
            assert_eq!(count::<u64>(&number(n)), None, "{n}");
        }
    }

    #[test]
    fn what_follows_a_value_or_is_written_otherwise_is_none() {
        // Two values; 23 written in two bytes; a text cut short; nothing.
        let wrong: [&[u8]; 6] = [&[1, 2], &[0x18, 23], &[0x62, b'a'], &[], &[0x5f, 0xff], &[0x80, 0x80]];
        for wrong in wrong {
            assert_eq!(value(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn more_values_than_allowed_are_not_made() {
        let mut bytes = vec![0x9a];
        bytes.extend((MAX_VALUES as u32 - 1).to_be_bytes());
        bytes.extend(std::iter::repeat_n(0xf6, MAX_VALUES - 1));
        assert_eq!(value(&bytes).map(|v| v.list().len()), Some(MAX_VALUES - 1));
        bytes[1..5].copy_from_slice(&(MAX_VALUES as u32).to_be_bytes());
        bytes.push(0xf6);
        assert_eq!(value(&bytes), None);
    }
}
