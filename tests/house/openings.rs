//! A room's first three lines say what it is for, what it does not know, and who calls it.

use crate::allowed::none;
use crate::source::{File, files};

#[test]
fn every_crate_and_folder_opens_with_three_lines() {
    let rooms = files(&["/lib.rs", "/mod.rs"]).into_iter().filter(|file| file.path.starts_with("src-tauri/"));
    let silent = rooms.filter(|file| opening(file) < 3);
    none("opening", silent.map(|file| (file.path.clone(), format!("{} of three lines", opening(&file)))));
}

#[test]
fn every_other_source_says_what_it_is_for() {
    let sources = files(&[".rs", ".mjs"]).into_iter().filter(|file| !file.path.ends_with("/tests.rs"));
    let silent = sources.filter(|file| !file.text.trim_start().starts_with("//"));
    none("purpose", silent.map(|file| (file.path, "opens without a line of purpose".to_owned())));
}

fn opening(file: &File) -> usize {
    file.text.lines().take_while(|line| line.starts_with("//!")).filter(|line| line.len() > 4).count()
}
