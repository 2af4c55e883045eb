//! Reads "so many passed, so many failed" out of what the test programs print.

use std::ops::AddAssign;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub passed: u64,
    pub failed: u64,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

/// The count a line announces: cargo's `test result:`, nextest's `Summary`, vitest's `Tests`, or our own
/// harnesses' whole line `3 passed, 0 failed`.
pub fn count_in(line: &str) -> Option<Count> {
    let whole = without_colour(line);
    let plain = whole.trim();
    // nextest shows the output of a failed test, cargo's own count in it, set in: its summary counts it already.
    let announces = whole.starts_with("test result:")
        || ["Summary", "Tests "].iter().any(|start| plain.starts_with(start));
    let ours = plain.starts_with(|c: char| c.is_ascii_digit()) && plain.ends_with(" failed");
    if !announces && !ours {
        return None;
    }
    let words: Vec<&str> = plain.split([' ', ',', ';', '|']).filter(|word| !word.is_empty()).collect();
    let before =
        |name: &str| words.windows(2).find(|pair| pair[1] == name).and_then(|pair| pair[0].parse().ok());
    let (passed, failed) = (before("passed"), before("failed"));
    passed.or(failed)?;
    Some(Count { passed: passed.unwrap_or(0), failed: failed.unwrap_or(0) })
}

/// Terminal colours are ESC [ … m.
fn without_colour(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find('\u{1b}') {
        plain.push_str(&rest[..start]);
        rest = rest[start..].split_once('m').map_or("", |(_, after)| after);
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(passed: u64, failed: u64) -> Option<Count> {
        Some(Count { passed, failed })
    }

    #[test]
    fn every_test_program_is_understood() {
        let lines = [
            ("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out", count(12, 0)),
            ("test result: FAILED. 3 passed; 2 failed; 0 ignored", count(3, 2)),
            ("     Summary [   0.105s] 9 tests run: 9 passed, 0 skipped", count(9, 0)),
            ("     Summary [   4.105s] 9 tests run: 8 passed (1 slow), 1 failed, 0 skipped", count(8, 1)),
            ("      Tests  1 failed | 11 passed (12)", count(11, 1)),
            (
                "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m7 passed\u{1b}[39m\u{1b}[22m (7)",
                count(7, 0),
            ),
            ("3 passed, 1 failed", count(3, 1)),
        ];
        for (line, expected) in lines {
            assert_eq!(count_in(line), expected, "{line}");
        }
    }

    #[test]
    fn other_lines_are_no_counts() {
        for line in [
            "",
            "running 3 tests",
            "3 files failed to load",
            "the summary: 3 passed",
            "Tests are fun",
            "    test result: FAILED. 0 passed; 1 failed",
        ] {
            assert_eq!(count_in(line), None, "{line}");
        }
    }
}
