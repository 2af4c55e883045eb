//! Which files are ours, and what of them is code, test, comment or text.

use std::path::{Path, PathBuf};

use proc_macro2::{Delimiter, TokenStream, TokenTree};

/// A source file with its path from the root, `/` between folders.
pub struct File {
    pub path: String,
    pub text: String,
    /// Declared as `#[cfg(test)] mod name;`: a scene or a table of cases in a file of its own.
    pub for_tests: bool,
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_path_buf()
}

/// Files of ours that end with one of these.
pub fn files(endings: &[&str]) -> Vec<File> {
    let mut paths = vec![];
    for folder in ["src-tauri", "ui", "tests"] {
        walk(&root().join(folder), &mut paths);
    }
    paths.sort();
    let wanted = |path: &PathBuf| endings.iter().any(|ending| path.to_string_lossy().ends_with(ending));
    let mut files: Vec<File> = paths.iter().filter(|path| wanted(path)).map(|path| read(path)).collect();
    // Where nothing is found nothing breaks a rule.
    for ending in endings {
        assert!(files.iter().any(|file| file.path.ends_with(ending)), "no file ends with `{ending}`");
    }
    let declared: Vec<String> = files.iter().flat_map(test_modules).collect();
    for file in &mut files {
        let stem = file.path.trim_end_matches(".rs").trim_end_matches("/mod");
        file.for_tests =
            declared.iter().any(|module| stem == module || stem.starts_with(&format!("{module}/")));
    }
    files
}

fn read(path: &Path) -> File {
    let text = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    File { path: from_root(path), text: String::from_utf8_lossy(&text).into_owned(), for_tests: false }
}

/// Modules that a Rust file declares for tests only, as paths without `.rs`.
fn test_modules(file: &File) -> Vec<String> {
    if !file.is_rust() {
        return vec![];
    }
    let (folder, name) = file.path.rsplit_once('/').unwrap_or_default();
    let inside = match name {
        "lib.rs" | "mod.rs" | "main.rs" => folder.to_owned(),
        _ => file.path.trim_end_matches(".rs").to_owned(),
    };
    let pairs = file.text.lines().zip(file.text.lines().skip(1));
    let declared =
        pairs.filter(|(line, _)| line.trim() == "#[cfg(test)]").filter_map(|(_, next)| declared_module(next));
    declared.map(|module| format!("{inside}/{module}")).collect()
}

fn declared_module(line: &str) -> Option<&str> {
    let line = line.trim().trim_start_matches("pub(crate) ").trim_start_matches("pub ");
    line.strip_prefix("mod ")?.strip_suffix(';')
}

pub fn from_root(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let name = entry.file_name().to_string_lossy().into_owned();
        // Written by tools, not by us.
        if name.starts_with('.')
            || ["node_modules", "dist", "target", "gen", "pictures"].contains(&name.as_str())
        {
            continue;
        }
        match entry.file_type().unwrap().is_dir() {
            true => walk(&entry.path(), paths),
            false => paths.push(entry.path()),
        }
    }
}

impl File {
    pub fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }

    pub fn is_generated(&self) -> bool {
        self.path.ends_with(".gen.ts") || self.path.ends_with("-lock.json")
    }

    /// A file that holds nothing but tests, their scenes and drivers.
    pub fn is_test(&self) -> bool {
        let path = &self.path;
        self.for_tests
            || path.starts_with("tests/")
            || path.contains("/tests/")
            || path.contains("/benches/")
            || path.contains("/test/")
            || path.ends_with("/tests.rs")
            || [".test.ts", ".spec.ts"].iter().any(|ending| path.ends_with(ending))
    }

    /// The lines before the inline tests, which stand last in a file.
    pub fn own_lines(&self) -> usize {
        let lines: Vec<&str> = self.text.lines().collect();
        let opens_tests = |pair: &[&str]| pair[0] == "#[cfg(test)]" && pair[1].ends_with('{');
        let inline = lines.windows(2).position(opens_tests).filter(|_| self.is_rust() && !self.is_test());
        inline.unwrap_or(lines.len())
    }

    /// Lines that are neither blank nor a comment of their own.
    pub fn count_code(&self, keep: impl Fn(usize) -> bool) -> usize {
        let is_code = |line: &str| {
            let line = line.trim();
            !line.is_empty() && !["//", "/*", "*", "--", "<!--"].iter().any(|start| line.starts_with(start))
        };
        self.text.lines().enumerate().filter(|(n, line)| keep(*n) && is_code(line)).count()
    }
}

/// Every text in a Rust file that is neither comment, attribute nor inline test.
pub fn texts_of_rust(text: &str) -> Vec<String> {
    let mut texts = vec![];
    collect_texts(text.parse().expect("Rust that compiles is Rust that can be read"), &mut texts);
    texts
}

fn collect_texts(stream: TokenStream, texts: &mut Vec<String>) {
    let mut tokens = stream.into_iter().peekable();
    let mut skip_block = false;
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(mark) if mark.as_char() == '#' => {
                tokens.next_if(|next| matches!(next, TokenTree::Punct(bang) if bang.as_char() == '!'));
                if let Some(TokenTree::Group(attribute)) = tokens.next() {
                    skip_block |= attribute.stream().to_string().replace(' ', "") == "cfg(test)";
                }
            }
            TokenTree::Group(block) if skip_block && block.delimiter() == Delimiter::Brace => {
                skip_block = false
            }
            TokenTree::Group(group) => collect_texts(group.stream(), texts),
            TokenTree::Punct(mark) if skip_block && mark.as_char() == ';' => skip_block = false,
            TokenTree::Literal(literal) => texts.push(literal.to_string()),
            _ => {}
        }
    }
}

/// TypeScript or Vue without its comments. A `//` after a colon is an address, not a comment.
pub fn without_comments(text: &str) -> String {
    let blocks = cut(&cut(text, "/*", "*/"), "<!--", "-->");
    let lines = blocks.lines().map(|line| match line.find("//") {
        Some(at) if !line[..at].ends_with(':') => &line[..at],
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn cut(text: &str, from: &str, to: &str) -> String {
    let mut kept = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(from) {
        kept.push_str(&rest[..start]);
        rest = rest[start..].split_once(to).map_or("", |(_, after)| after);
    }
    kept + rest
}

/// Chinese characters. Marks are no words: a rule may have to know the full-width form of a bracket.
pub fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[test]
fn comments_attributes_and_inline_tests_are_no_texts() {
    let rust = r#"
        //! 甲
        /// 乙
        #[error("丙")]
        fn f() { g("丁"); println!("{}", "戊"); }
        #[cfg(test)]
        mod tests { fn t() { "己"; } }
        fn h() { 'x'; }
    "#;
    assert_eq!(texts_of_rust(rust), ["\"丁\"", "\"{}\"", "\"戊\"", "'x'"]);
}

#[test]
fn comments_of_pages_are_cut_and_addresses_are_not() {
    let page = "a /* 甲\n乙 */ b\n<!-- 丙 -->c // 丁\n'https://x'";
    assert_eq!(without_comments(page), "a  b\nc \n'https://x'");
}
