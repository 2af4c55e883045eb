//! How much of what is written checks the rest (house.md §9).

use crate::source::{File, files};

/// What the plan asks for.
const LEAST: f64 = 0.80;

#[test]
fn enough_lines_of_test_stand_behind_the_code() {
    let (mut code, mut test) = (0, 0);
    for file in files(&[".rs", ".ts", ".vue", ".mjs", ".sql"]).iter().filter(|file| !file.is_generated()) {
        let (c, t) = lines_of(file);
        code += c;
        test += t;
    }
    let ratio = test as f64 / code as f64;
    println!("{test} lines of test, {code} lines of code: {ratio:.2}");
    assert!(
        ratio >= LEAST,
        "{test} lines of test stand behind {code} lines of code: {ratio:.2}, at least {LEAST}"
    );
}

/// Lines of code and lines of test in a file.
fn lines_of(file: &File) -> (usize, usize) {
    if file.is_test() {
        return (0, file.count_code(|_| true));
    }
    let own = file.own_lines();
    (file.count_code(|n| n < own), file.count_code(|n| n >= own))
}

#[test]
fn inline_tests_count_as_tests() {
    let text = "//! x\nfn a() {}\n\n#[cfg(test)]\nmod tests {\n    // why\n    fn b() {}\n}\n".to_owned();
    let file = |path: &str| File { path: path.into(), text: text.clone(), for_tests: false };
    assert_eq!(lines_of(&file("src-tauri/a.rs")), (1, 4));
    assert_eq!(lines_of(&file("tests/a.rs")), (0, 5));
}
