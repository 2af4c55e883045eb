//! Both hosts keep foreign things out of the page alike, and nothing of ours asks another machine.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::source::root;

#[test]
fn the_window_and_the_loopback_host_have_one_policy() {
    let mut loopback = policy_of(cli::serve::POLICY);
    let mut window = window_policy();
    // Only a browser's page can be framed, and only a window has a channel to its shell.
    assert_eq!(loopback.remove("frame-ancestors").as_deref(), Some("'none'"));
    assert_eq!(
        window.insert("connect-src".into(), "'self'".into()).as_deref(),
        Some("'self' ipc: http://ipc.localhost")
    );
    assert_eq!(window, loopback);
}

fn policy_of(text: &str) -> BTreeMap<String, String> {
    let rules = text.split(';').map(str::trim).filter(|rule| !rule.is_empty());
    rules
        .filter_map(|rule| rule.split_once(' '))
        .map(|(name, what)| (name.to_owned(), what.to_owned()))
        .collect()
}

fn window_policy() -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(root().join("src-tauri/tauri.conf.json")).unwrap();
    let config: Value = serde_json::from_str(&text).unwrap();
    let rules = config["app"]["security"]["csp"].as_object().unwrap();
    rules.iter().map(|(name, what)| (name.clone(), what.as_str().unwrap().to_owned())).collect()
}

#[test]
fn no_lock_file_names_a_registry() {
    for lock in ["ui/package-lock.json", "tests/browser/old/package-lock.json"] {
        let text = std::fs::read_to_string(root().join(lock)).unwrap();
        assert!(
            !text.contains("\"resolved\": \"http"),
            "{lock} names a registry's address (.npmrc beside it leaves them out)"
        );
    }
}
