//! What an office writes down of a medium, and where it goes: what may never leave the inner network is left off one that goes out of it.
//! It does not know which desk stands on which side: whoever writes the medium says so, and the register remembers.
//! Called by `export_bundle`, `take_bundle` and the register.

use domain::Refusal;
use domain::facts::{SHORT, written};
use ledger::Stream;
use serde::{Deserialize, Serialize};
use store::exchange::{BundleRow, Peer, Way};
use ts_rs::TS;

use crate::Result;

/// What an office writes down of a medium that leaves or enters (介质摆渡登记).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default, deny_unknown_fields)]
pub struct Medium {
    /// The medium's own number.
    #[ts(as = "Option<String>", optional)]
    pub number: String,
    /// Who has agreed that it is carried.
    #[ts(as = "Option<String>", optional)]
    pub approved_by: String,
    /// With what it was scanned for viruses, and the result.
    #[ts(as = "Option<String>", optional)]
    pub scan: String,
    /// Who carries it, or has brought it.
    #[ts(as = "Option<String>", optional)]
    pub carried_by: String,
    #[ts(as = "Option<String>", optional)]
    pub note: String,
}

impl Medium {
    pub(super) fn check(&self) -> Result<()> {
        let fields = [
            ("number", &self.number),
            ("approved_by", &self.approved_by),
            ("scan", &self.scan),
            ("carried_by", &self.carried_by),
        ];
        for (field, text) in fields.into_iter().filter(|(_, text)| !text.trim().is_empty()) {
            written(field, text, SHORT)?;
        }
        if self.note.chars().count() > 500 {
            return Err(Refusal::TooLong { field: "note".into(), most: 500 }.into());
        }
        Ok(())
    }
}

/// Between a hub inside the separation and one outside, a person carries discs (ledger.md §4).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Crossing {
    /// It stays on its side, or goes into the inner network.
    #[default]
    Within,
    /// It leaves the inner network: nothing sealed goes along, whoever receives it.
    Outward,
}

impl Crossing {
    pub(super) fn lets(self, stream: &Stream) -> bool {
        self == Self::Within || stream.class() != "sealed"
    }

    /// As the register has it; a medium that came in, or is older than the question, went nowhere else.
    pub(super) fn of(row: &BundleRow) -> Self {
        serde_json::from_value(row.about["crossing"].clone()).unwrap_or_default()
    }
}

/// Of the newest medium that went to a desk; the register's newest rows stand first.
pub(super) fn last_crossing(register: &[BundleRow], peer: Option<Peer>) -> Crossing {
    let last = register.iter().find(|row| Some(row.peer) == peer && row.way == Way::Out);
    last.map(Crossing::of).unwrap_or_default()
}
