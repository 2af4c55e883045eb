//! What a desk works with: desks of four programs meet. Each writes what it knows, and carries unread what it does not know.
//! It does not know what a newer program makes of its own ops: they have no effect anywhere, and mark their record.
//! Called by `act` and by `Desk::fold`; `checks` (i) asks what an older program shows.

use std::borrow::Cow;

use ledger::format::kind;
use ledger::{Entry, Item, Op, Value};

#[derive(Clone, Copy, PartialEq)]
pub enum Program {
    /// It does not know tags yet.
    Before,
    Today,
    /// It has an op that today's does not know.
    Next,
    /// It says the same op anew, and gives an op that everybody knows another meaning.
    AfterNext,
}

impl Program {
    pub fn of(desk: usize) -> Self {
        [Self::Today, Self::Next, Self::AfterNext, Self::Before][desk % 4]
    }

    /// With all that this program does not have left out, and whether the entry must be understood. The dice have been thrown before:
    /// who works with which program moves nothing else.
    pub fn writes(self, ops: Vec<Op>, crit: bool) -> (Vec<Op>, bool) {
        let own = |op: Op| match (self, op) {
            (Self::Before, Op::Add { value, .. } | Op::Remove { value, .. }) => vec![Op::line("note", value)],
            (Self::Before | Self::Today, Op::Unknown { .. }) => vec![],
            (Self::AfterNext, Op::Unknown { kind, args, .. }) => vec![
                Op::Unknown { kind, v: 4, args },
                Op::Unknown { kind: "field.set".into(), v: 2, args: Value::Int(1) },
            ],
            (_, op) => vec![op],
        };
        let newer = matches!(self, Self::Next | Self::AfterNext);
        (ops.into_iter().flat_map(own).collect(), crit && newer)
    }

    /// An entry as this program understands it.
    pub fn reads(self, entry: &Entry) -> Cow<'_, Entry> {
        if entry.ops().all(|(_, op)| self.knows(op)) {
            return Cow::Borrowed(entry);
        }
        let mut read = entry.clone();
        for item in &mut read.items {
            if let Item::Whole { op, .. } = item
                && !self.knows(op)
            {
                *op = Op::Unknown { kind: kind(op).to_owned(), v: 1, args: Value::Null };
            }
        }
        Cow::Owned(read)
    }

    fn knows(self, op: &Op) -> bool {
        self != Self::Before || !matches!(op, Op::Add { .. } | Op::Remove { .. })
    }
}
