//! What a member of staff leaves in lists and search. The phone of staff is their office's, shown masked all the same.

use ledger::Record;

use super::Staff;
use crate::mask::{Masked, Phone};
use crate::{Card, LinkRow, Projection, SearchRow, Stage};

pub fn project(record: &Record) -> Projection {
    let staff = Staff::of(record);
    let facts = &staff.facts;
    let name = facts.name.clone().unwrap_or_default();
    let text = [&facts.name, &facts.department, &facts.title];
    Projection {
        card: Some(Card {
            noun: "person".into(),
            station: None,
            office: facts.office.clone().unwrap_or_default(),
            state: staff.state.clone(),
            stage: Stage::None,
            kind: facts.kind.clone().unwrap_or_default(),
            on: None,
            title: name.clone(),
            no: facts.staff_no.clone(),
            holder: None,
            flags: if staff.covers.is_empty() { vec![] } else { vec!["covered".into()] },
            hidden: record.hidden,
            more: serde_json::json!({
                "department": facts.department, "title": facts.title, "left_on": staff.left_on,
                "covers": staff.covers, "phone": facts.phone.as_deref().map(Masked::<Phone>::of),
            }),
        }),
        links: staff.covers.iter().map(|c| LinkRow { kind: "cover".into(), to: c.by }).collect(),
        search: Some(SearchRow {
            text: text.into_iter().flatten().cloned().collect::<Vec<_>>().join("\n"),
            names: vec![name],
            numbers: facts.staff_no.iter().cloned().collect(),
            tails: vec![],
        }),
        ..Projection::default()
    }
}
