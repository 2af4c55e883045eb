//! Names that say nothing are not names (house.md §6).

use crate::allowed::none;
use crate::source::files;

const EMPTY: &[&str] = &[
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "manager",
    "service",
    "services",
    "processor",
    "data",
    "info",
];

#[test]
fn no_file_or_folder_has_an_empty_name() {
    let named = files(&[".rs", ".ts", ".vue", ".mjs", ".sql", ".css"]).into_iter();
    let empty =
        named.filter_map(|file| empty_part(&file.path).map(|part| (file.path.clone(), format!("`{part}`"))));
    none("name", empty);
}

/// The first part of a path that is such a word, or is made with one (`task_service.rs`, `TaskManager.vue`).
fn empty_part(path: &str) -> Option<&str> {
    path.split('/').find(|part| {
        let stem = part.split('.').next().unwrap_or_default();
        words_of(stem).iter().any(|word| EMPTY.contains(&word.as_str()))
    })
}

fn words_of(stem: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in stem.chars() {
        if c.is_uppercase() || !c.is_alphanumeric() {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
    }
    words
}

#[test]
fn an_empty_word_inside_a_name_is_found() {
    let paths = [
        ("a/task_service.rs", Some("task_service.rs")),
        ("a/TaskManager.vue", Some("TaskManager.vue")),
        ("utils/a.ts", Some("utils")),
        ("a/metadata.rs", None),
        ("a/serviceable.rs", None),
    ];
    for (path, expected) in paths {
        assert_eq!(empty_part(path), expected, "{path}");
    }
}
