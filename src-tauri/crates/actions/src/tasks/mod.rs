//! 任务 as calls: templates, what each station owes of them, the grid of stations × periods.
//! It does not know when something is owed nor what proves it (`domain::task`).
//! Called through `calls`.

mod generate;
mod grid;
mod open_task;
mod steps;

pub use generate::*;
pub use grid::*;
pub use open_task::*;
pub use steps::*;

use domain::task::template::{IssueTemplate, issue_template as issuing};
use domain::task::{Obligation, Template};
use ledger::{Record, RecordId, Stream};

use crate::perform::At;
use crate::rows::{self, Listed, Row};
use crate::stations::Opened;
use crate::step::Noun;
use crate::{Office, Outcome, Page, Result, Who};

pub fn list_templates(office: &Office, who: &Who, input: Listed) -> Result<Page<Row>> {
    rows::page(office, who, "template", &input)
}

pub fn list_obligations(office: &Office, who: &Who, input: Listed) -> Result<Page<Row>> {
    rows::page(office, who, "obligation", &input)
}

/// In the name of the person's own office and department; the stations named are there.
pub fn issue_template(office: &Office, who: &Who, input: IssueTemplate) -> Result<Outcome<Opened>> {
    office.perform(who, "issue_template", |at| {
        let record = RecordId::at(at.now_ms);
        for station in input.facts.stations.iter().flatten() {
            crate::step::of_noun(at, *station, "station")?;
        }
        let ops = issuing(record, input, &at.ctx())?;
        at.open_as(record, "template", Stream::public(&who.person.office), ops);
        Ok(record.into())
    })
}

impl Noun for Template {
    const NOUN: &'static str = "template";

    fn see(record: Record, _: &At<'_, '_>) -> Result<Self> {
        Ok(Self::of(&record))
    }
}

impl Noun for Obligation {
    const NOUN: &'static str = "obligation";

    fn see(record: Record, _: &At<'_, '_>) -> Result<Self> {
        Ok(Self::of(&record))
    }
}
