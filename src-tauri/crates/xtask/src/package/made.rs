//! `MADE.txt`: from which commit each package in `dist/` was made. With `--only` some are older than others.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::{Making, tree};

const MADE: &str = "MADE.txt";

/// Takes what was made now in; what no longer lies there is forgotten.
pub fn write<'a>(making: &Making, made: impl Iterator<Item = &'a PathBuf>) -> Result<(), String> {
    let dist = making.dist();
    let file = dist.join(MADE);
    let before = if file.exists() { tree::read(&file)? } else { String::new() };
    let names = made.filter_map(|path| path.file_name()).map(|name| name.to_string_lossy().into_owned());
    let text = taken_in(&before, &making.commit, names, |name| dist.join(name).is_file());
    tree::write(&file, &text)
}

fn taken_in(
    before: &str,
    commit: &str,
    names: impl Iterator<Item = String>,
    lies_there: impl Fn(&str) -> bool,
) -> String {
    let kept = before.lines().filter_map(|line| line.split_once(' '));
    let mut all: BTreeMap<String, &str> =
        kept.map(|(commit, name)| (name.to_owned(), commit)).filter(|(name, _)| lies_there(name)).collect();
    all.extend(names.map(|name| (name, commit)));
    all.iter().map(|(name, commit)| format!("{commit} {name}\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_made_again_takes_its_line_and_one_that_is_gone_loses_it() {
        let before = "aaa gonglian_0.1.0_amd64.deb\naaa setup.exe\naaa old.zip\n";
        let now = ["setup.exe".to_owned()];
        let text = taken_in(before, "bbb", now.into_iter(), |name| name != "old.zip");
        assert_eq!(text, "aaa gonglian_0.1.0_amd64.deb\nbbb setup.exe\n");
    }
}
