//! The stock `age` program opens what follows the head; and without it the age crate does, alone.

use std::fs;
use std::process::Command;

use crate::craft::{HEAD, secret_text, unlocked};
use crate::kit::*;

/// What a part holds behind the lock: the manifest's length, and more.
fn is_plain(plain: &[u8]) {
    let len = u32::from_be_bytes(plain[..4].try_into().expect("four")) as usize;
    let manifest = ledger::cbor::decode(&plain[4..4 + len]).expect("canonical CBOR");
    assert_eq!(manifest.get("note").and_then(|note| note.text()), Some("八月第三周"));
    let signature = &plain[4 + len..4 + len + 64];
    let public = signer().verifying_key().to_bytes();
    assert!(ledger::sign::verifies(&public, ("bundle", &plain[4..4 + len]), signature));
}

#[test]
fn the_age_crate_alone_opens_what_follows_the_head() {
    for part in &two_parts().1 {
        is_plain(&unlocked(part, &MINE));
    }
}

#[test]
fn the_stock_program_opens_what_follows_the_head() {
    if Command::new("age").arg("--version").output().is_err() {
        println!("skipped: the program `age` (Debian package age) is not installed");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let (key, file) = (folder.path().join("key.txt"), folder.path().join("body.age"));
    fs::write(&key, secret_text(&MINE)).expect("written");
    for part in &two_parts().1 {
        fs::write(&file, &part[HEAD..]).expect("written");
        let out = Command::new("age").arg("-d").arg("-i").arg(&key).arg(&file).output().expect("it runs");
        assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
        assert_eq!(out.stdout, unlocked(part, &MINE));
        is_plain(&out.stdout);
    }
}
