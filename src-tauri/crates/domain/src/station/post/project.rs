//! What a post leaves in lists; its title is the person's name.

use ledger::{Record, RecordId};

use super::Post;
use crate::{Card, LinkRow, Projection, Stage};

pub fn project(record: &Record, look: &mut dyn FnMut(RecordId) -> Option<Record>) -> Projection {
    let post = Post::of(record);
    let person = post.facts.person.and_then(look);
    Projection {
        card: Some(Card {
            noun: "post".into(),
            station: post.station,
            office: post.facts.office.clone().unwrap_or_default(),
            state: post.state.clone(),
            stage: Stage::None,
            kind: post.facts.kind.map(|k| k.key().to_owned()).unwrap_or_default(),
            on: post.facts.from_on,
            title: person.as_ref().and_then(|p| p.text("name")).unwrap_or_default().to_owned(),
            no: None,
            holder: None,
            flags: vec![],
            hidden: record.hidden,
            more: serde_json::json!({
                "person": post.facts.person, "from_on": post.facts.from_on, "to_on": post.facts.to_on,
            }),
        }),
        links: post.facts.person.map(|to| LinkRow { kind: "person".into(), to }).into_iter().collect(),
        ..Projection::default()
    }
}
