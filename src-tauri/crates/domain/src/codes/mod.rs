//! Code lists: what may stand in a field that is chosen, with the Chinese name the person sees.
//! It does not know which field uses which list. A value that is no longer offered keeps its name.
//! Called by verbs (`check`), lists and forms (`offered`), paper (`name`).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::Refusal;
use crate::law::{BadRef, RefFile, Validity, Why, Wording, rows};

/// One value of a list.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Code {
    pub id: String,
    pub name: String,
    /// The value it belongs under, in a list of two levels.
    pub parent: Option<String>,
    pub source: String,
    pub wording: Wording,
    pub validity: Validity,
    /// Left out by a newer version of the list: keeps its name, is offered no more.
    pub retired: bool,
    /// Of list `delivery`: who was told so was spoken to. Other lists do not say, nor did the first version of that one.
    pub spoken: Option<bool>,
}

impl Code {
    pub fn offered_on(&self, on: NaiveDate) -> bool {
        !self.retired && self.validity.covers(on)
    }

    /// What a list does not say counts as spoken: somebody is then tried more often before they count as lost, and never less.
    pub fn is_spoken(&self) -> bool {
        self.spoken != Some(false)
    }
}

/// The values of one list in the order they are offered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CodeList {
    codes: Vec<Code>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct Codes {
    lists: BTreeMap<String, CodeList>,
}

impl Codes {
    /// The name of a value, also of one that is no longer offered.
    pub fn name(&self, list: &str, id: &str) -> Option<&str> {
        self.code(list, id).map(|c| c.name.as_str())
    }

    pub fn code(&self, list: &str, id: &str) -> Option<&Code> {
        self.lists.get(list)?.get(id)
    }

    pub fn list(&self, list: &str) -> Option<&CodeList> {
        self.lists.get(list)
    }

    pub fn lists(&self) -> impl Iterator<Item = (&str, &CodeList)> {
        self.lists.iter().map(|(name, list)| (name.as_str(), list))
    }

    /// The values a form offers on a day.
    pub fn offered(&self, list: &str, on: NaiveDate) -> impl Iterator<Item = &Code> {
        self.lists.get(list).into_iter().flat_map(move |l| l.offered(on))
    }

    pub fn is_in(&self, list: &str, id: &str, on: NaiveDate) -> bool {
        self.code(list, id).is_some_and(|c| c.offered_on(on))
    }

    /// `Ok` when a field's value is one of those in force on that day.
    pub fn check(&self, (field, list): (&str, &str), value: &str, on: NaiveDate) -> Result<(), Refusal> {
        if self.is_in(list, value, on) {
            return Ok(());
        }
        Err(Refusal::NotInList { field: field.into(), list: list.into(), value: value.into() })
    }

    /// Files come oldest version first: a newer one says what is offered, an older one keeps the names of what was.
    pub(crate) fn parse(files: &[&RefFile]) -> Result<Self, BadRef> {
        let mut codes = Self::default();
        for file in files {
            let name = file.id.strip_prefix("codes/").unwrap_or(&file.id).to_owned();
            let list = CodeList::read(file)?;
            let older = codes.lists.insert(name.clone(), list);
            if let (Some(list), Some(older)) = (codes.lists.get_mut(&name), older) {
                list.keep_names_of(older);
            }
        }
        Ok(codes)
    }
}

impl CodeList {
    pub fn get(&self, id: &str) -> Option<&Code> {
        self.codes.iter().find(|c| c.id == id)
    }

    pub fn all(&self) -> &[Code] {
        &self.codes
    }

    pub fn offered(&self, on: NaiveDate) -> impl Iterator<Item = &Code> {
        self.codes.iter().filter(move |c| c.offered_on(on))
    }

    fn read(file: &RefFile) -> Result<Self, BadRef> {
        let mut list = Self::default();
        for (line, row) in rows::<Row>(file)? {
            if row.id.is_empty() || row.name.is_empty() {
                return Err(file.bad(line, "id", Why::Incomplete));
            }
            if list.get(&row.id).is_some() {
                return Err(file.bad(line, "id", Why::Twice { value: row.id }));
            }
            if let Some(parent) = row.parent.as_deref().filter(|p| list.get(p).is_none()) {
                return Err(file.bad(line, "parent", Why::Unknown { value: parent.into() }));
            }
            list.codes.push(row.into());
        }
        if list.codes.is_empty() { Err(file.bad(0, "", Why::Incomplete)) } else { Ok(list) }
    }

    fn keep_names_of(&mut self, older: Self) {
        for mut code in older.codes {
            if self.get(&code.id).is_none() {
                code.retired = true;
                self.codes.push(code);
            }
        }
    }
}

#[derive(Deserialize)]
struct Row {
    id: String,
    name: String,
    parent: Option<String>,
    source: String,
    valid_from: Option<NaiveDate>,
    valid_to: Option<NaiveDate>,
    wording: Wording,
    #[serde(default)]
    spoken: Option<bool>,
}

impl From<Row> for Code {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            name: row.name,
            parent: row.parent,
            source: row.source,
            wording: row.wording,
            validity: Validity { from: row.valid_from, to: row.valid_to },
            retired: false,
            spoken: row.spoken,
        }
    }
}

#[cfg(test)]
mod tests;
