//! `export_list`: any list to .xlsx. Numbers and IDs are text; the footer says who made it, when, by which rule.

use serde::Deserialize;
use store::CardQuery;
use ts_rs::TS;

use super::FileOut;
use super::asked::{counting_rule, filters};
use super::cells::{cells, columns};
use super::give::{Given, give};
use crate::error::OrMissing;
use crate::lists::lists;
use crate::rows::{self, Listed, Row};
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ExportList {
    pub noun: String,
    #[serde(default)]
    pub listed: Listed,
}

pub fn export_list(office: &Office, who: &Who, input: ExportList) -> Result<FileOut> {
    if !who.person.sees_business() {
        return Err(domain::Refusal::WrongRole { verb: "export_list".into() }.into());
    }
    let words = lists().nouns.get(&input.noun).or_missing("list")?;
    let law = office.law();
    let rows = rows((office, who), &input)?;
    let rows = rows.iter().map(|row| cells(row, words, &law)).collect::<Result<Vec<_>>>()?;
    let given = Given {
        what: input.noun.clone(),
        words,
        columns: columns(words),
        counting_rule: counting_rule(words, &input.listed),
        asked: for_the_log(&input.listed),
        filters: filters(office, (&input.noun, &input.listed), &law),
    };
    give((office, who), given, rows)
}

/// That words were looked for, never which: they may be a name or a number, and whoever reads the log reads no business.
fn for_the_log(listed: &Listed) -> String {
    let text = listed.text.as_ref().map(|_| "*".to_owned());
    serde_json::to_string(&Listed { text, ..listed.clone() }).unwrap_or_default()
}

/// All rows of the list, in its order, in one snapshot.
fn rows((office, who): (&Office, &Who), input: &ExportList) -> Result<Vec<Row>> {
    let query: CardQuery = rows::query(&input.noun, who, &input.listed);
    office.desk.read(|reader| {
        let (mut found, mut after) = (vec![], None);
        loop {
            let page = reader.cards(&query, after, 500)?;
            for row in page.rows {
                found.push(rows::row(office, reader, row)?);
            }
            match page.next {
                Some(next) => after = Some(next),
                None => return Ok(found),
            }
        }
    })
}
