//! A founded cell gives power to what its root signed, and to nothing else.

use crate::scene::*;
use ledger::{Op, Standing, fold};

#[test]
fn a_founded_desk_has_its_people_and_its_letter() {
    let cell = Cell::new(2);
    let authority = cell.authority();
    assert_eq!(authority.root(), Some(root_key().verifying_key().to_bytes()));
    assert_eq!(authority.top(), OFFICE);
    assert_eq!(authority.writer(writer(0)).unwrap().letter.as_deref(), Some("A"));
    assert_eq!(authority.desks().count(), 2);
    assert_eq!(authority.grants_of(account(HEAD)).len(), 1);
    for entry in &cell.admin {
        assert_eq!(authority.check(entry), Ok(()), "{} {}", entry.header.noun, entry.header.act);
    }
}

#[test]
fn an_entry_of_the_appeal_folds() {
    let mut cell = Cell::new(1);
    let entry =
        cell.write(Act::new(0, LIAISON, vec![Op::set("title", "路灯"), Op::go("main", "", "registered")]));
    let authority = cell.authority();
    assert_eq!(authority.standing(&entry), Standing::Good);
    let record = fold([&entry], &authority).unwrap();
    assert_eq!(record.text("title"), Some("路灯"));
    assert_eq!(record.at("main"), "registered");
    assert_eq!(record.heads, [entry.id]);
}
