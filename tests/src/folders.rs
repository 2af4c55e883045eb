//! A desk's folder put back by hand to an older state, as somebody does who knows no better.
//! It does not know what a desk makes of it. Called by the stories of copies, the hub's and the discs'.

use std::fs;
use std::path::Path;

/// File by file over what lies there: the folder and its files stay what they are, so that nothing beside them tells.
pub fn laid_over(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for there in fs::read_dir(to).expect("a folder").map(|entry| entry.expect("an entry")) {
        if !from.join(there.file_name()).exists() && there.path().is_file() {
            fs::remove_file(there.path()).expect("a file goes");
        }
    }
    for here in fs::read_dir(from).expect("a folder").map(|entry| entry.expect("an entry")) {
        let target = to.join(here.file_name());
        if here.path().is_dir() {
            laid_over(&here.path(), &target);
        } else {
            fs::copy(here.path(), target).expect("a file is copied");
        }
    }
}
