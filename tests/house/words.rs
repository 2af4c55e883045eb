//! Words are complete, and Chinese stands in `assets/words` only.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::allowed::none;
use crate::source::{File, files, is_chinese, root, texts_of_rust, without_comments};

fn words() -> Value {
    let text = std::fs::read_to_string(root().join("assets/words/zh-CN.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn has(words: &Value, key: &str) -> bool {
    key.split('.').try_fold(words, |at, step| at.get(step)).is_some_and(Value::is_string)
}

#[test]
fn every_key_that_a_page_asks_for_has_words() {
    let words = words();
    let mut missing = vec![];
    for file in files(&[".ts", ".vue"]).iter().filter(|file| !file.is_test()) {
        for key in keys_in(&without_comments(&file.text)) {
            if !has(&words, &key) {
                missing.push((format!("{} {key}", file.path), "no words".to_owned()));
            }
        }
    }
    none("words", missing);
}

/// Keys given as plain text to `w('…')`.
fn keys_in(text: &str) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for (at, opening) in ["w('", "w(\""].iter().flat_map(|opening| text.match_indices(*opening)) {
        let quote = &opening[2..];
        let called = !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let key = text[at + 3..].split_once(quote).map(|(key, _)| key);
        keys.extend(key.filter(|key| called && !key.contains(['$', '\n'])).map(str::to_owned));
    }
    keys
}

#[test]
fn every_refusal_and_every_failure_has_words() {
    let words = words();
    let codes = codes_in(&actions::calls::typescript());
    assert!(codes.len() > 20, "the codes were not found");
    let silent = codes.into_iter().filter(|code| !has(&words, &format!("faults.{code}")));
    none("faces", silent.map(|code| (code, "no words under `faults`".to_owned())));
}

/// A bug: who was refused a list stood in the log of refusals with the call's English name.
#[test]
fn every_call_that_can_be_refused_has_a_name() {
    let words = words();
    let names = actions::calls::shapes().into_iter().map(|call| call.name.to_owned());
    let nameless = names.filter(|call| !has(&words, &format!("verbs.{call}")));
    none("calls", nameless.map(|call| (call, "no words under `verbs`".to_owned())));
}

/// `"code": "in_future"` of the tagged types.
fn codes_in(types: &str) -> BTreeSet<String> {
    let after = types.split("\"code\": \"").skip(1);
    after.filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
}

#[test]
fn chinese_stands_in_the_words_only() {
    let sources = files(&[".rs", ".ts", ".vue"]).into_iter().filter(|file| !file.is_test());
    let chinese = sources.filter_map(|file| first_chinese(&file).map(|text| (file.path.clone(), text)));
    none("chinese", chinese);
}

fn first_chinese(file: &File) -> Option<String> {
    let texts = match file.is_rust() {
        true => texts_of_rust(&file.text),
        false => without_comments(&file.text).lines().map(str::to_owned).collect(),
    };
    texts
        .into_iter()
        .find(|text| text.contains(is_chinese))
        .map(|text| text.trim().chars().take(60).collect())
}

#[test]
fn plain_keys_are_found_and_other_words_are_not() {
    let page = "w('a.b') + w(\"c\", { n }) + draw('x') + w(`t.${k}`) + w(key)";
    assert_eq!(keys_in(page), BTreeSet::from(["a.b".to_owned(), "c".to_owned()]));
}
