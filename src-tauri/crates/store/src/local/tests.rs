use ledger::AccountId;
use serde_json::json;
use uuid::Uuid;

use super::Draft;
use crate::kit::{KEY, desk};
use crate::{Desk, StoreError};

fn account(n: u8) -> AccountId {
    AccountId::from_bytes([n; 16])
}

fn draft(n: u8, json: &str, updated_ms: u64) -> Draft {
    Draft {
        id: Uuid::from_bytes([n; 16]),
        noun: "appeal".into(),
        account: account(1),
        json: json.into(),
        updated_ms,
    }
}

#[test]
fn drafts_survive_and_belong_to_their_account() {
    let (dir, desk) = desk();
    desk.act(|tx| {
        tx.save_draft(&draft(1, "{}", 10))?;
        tx.save_draft(&draft(2, "{}", 20))?;
        tx.save_draft(&draft(1, "{\"facts\":\"水\"}", 30))
    })
    .unwrap();
    drop(desk);
    let desk = Desk::open(dir.path(), &KEY).unwrap();
    let drafts = desk.read(|r| r.drafts(account(1))).unwrap();
    assert_eq!(drafts.iter().map(|d| d.updated_ms).collect::<Vec<_>>(), [30, 20]);
    assert_eq!(drafts[0].json, "{\"facts\":\"水\"}");
    assert!(desk.read(|r| r.drafts(account(2))).unwrap().is_empty());
    desk.act(|tx| tx.drop_draft(drafts[0].id)).unwrap();
    assert!(desk.read(|r| r.draft(drafts[0].id)).unwrap().is_none());
    assert!(desk.read(|r| r.draft(drafts[1].id)).unwrap().is_some());
}

#[test]
fn words_are_written_over_those_they_go_on_from_alone() {
    let (_dir, desk) = desk();
    let over = |json: &str, (updated_ms, over_ms): (u64, i64)| {
        desk.act(|tx| tx.save_draft_over(&draft(1, json, updated_ms), over_ms)).unwrap()
    };
    assert!(over("1", (10, 5)), "what was thrown away meanwhile is written anew");
    assert!(over("2", (20, 10)));
    assert!(!over("3", (30, 10)), "others stand there");
    assert!(!over("4", (5, -1)));
    let there = desk.read(|r| r.draft(Uuid::from_bytes([1; 16]))).unwrap().unwrap();
    assert_eq!((there.json.as_str(), there.updated_ms), ("2", 20));
}

#[test]
fn settings_are_kept() {
    let (_dir, desk) = desk();
    desk.act(|tx| {
        tx.set_setting("theme", &json!("dark"))?;
        tx.set_setting("theme", &json!({ "mode": "light" }))
    })
    .unwrap();
    desk.read(|r| {
        assert_eq!(r.setting("theme")?, Some(json!({ "mode": "light" })));
        assert_eq!(r.setting("none")?, None);
        Ok::<_, StoreError>(())
    })
    .unwrap();
    desk.act(|tx| tx.drop_setting("theme")).unwrap();
    assert_eq!(desk.read(|r| r.setting("theme")).unwrap(), None);
}
