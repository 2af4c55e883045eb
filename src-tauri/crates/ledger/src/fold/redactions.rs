//! What `redact` names. It wins in any order and cannot be undone, so it is gathered before anything is folded.

use super::Rule;
use super::graph::Graph;
use crate::{EntryId, Op, Redaction};

/// Kinds whose values may be redacted (ledger design §1.3); a step or a number stays.
const KINDS: [&str; 4] = ["field.set", "line.add", "set.add", "blob.ref"];

#[derive(Default)]
pub struct Redactions(Vec<Redaction>);

impl Redactions {
    pub fn of(graph: &Graph<'_>, rule: &Rule<'_>) -> Self {
        let mut all = Vec::new();
        for place in (0..graph.len()).filter(|place| graph.has_effect(*place)) {
            let by = graph.entry(place);
            for (_, op) in by.ops() {
                let Op::Redact { entry, item, kind, field, ground, approver } = op else { continue };
                if KINDS.contains(&kind.as_str()) {
                    all.push(Redaction {
                        entry: *entry,
                        item: *item,
                        kind: kind.clone(),
                        field: field.clone(),
                        ground: ground.clone(),
                        by: by.id,
                        approved: rule.approved(by, approver),
                    });
                }
            }
        }
        Self(all)
    }

    /// The approved orders about an item, each kind and field once. Where one of them calls the item what it is, it is deleted, and then
    /// their own kinds and fields count, never the item's: where it is gone already they are all that is known, and every desk has to
    /// fold alike.
    pub fn of_item(&self, entry: EntryId, item: u32) -> Vec<&Redaction> {
        let mut orders: Vec<&Redaction> = Vec::new();
        for order in self.0.iter().filter(|r| r.approved && r.entry == entry && r.item == item) {
            if !orders.iter().any(|other| (&other.kind, &other.field) == (&order.kind, &order.field)) {
                orders.push(order);
            }
        }
        orders
    }

    pub fn into_list(self) -> Vec<Redaction> {
        self.0
    }
}
