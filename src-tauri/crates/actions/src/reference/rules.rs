//! The rules in force here, what a newer program offers, and taking that over: an act with a name, never a silent change.

use std::collections::BTreeSet;

use domain::law::{Clash, FileId, RefFile, RefText, RefTexts};
use domain::rules::Rule;
use domain::{Law, Refusal, Role};
use ledger::Stream;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{bad_ref, ops_of, record_of};
use crate::desk::Nothing;
use crate::{Office, Outcome, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct RulesView {
    pub rules: Vec<Rule>,
    pub files: Vec<FileId>,
    /// One id and version with different contents: neither is used.
    pub clashes: Vec<Clash>,
    /// What this program brings and the desk has not taken over.
    pub offered: Vec<FileId>,
}

pub fn list_rules(office: &Office, _: &Who, _: Nothing) -> Result<RulesView> {
    let law = office.law();
    Ok(RulesView {
        rules: law.rules.all().to_vec(),
        files: law.files.clone(),
        clashes: law.clashes.clone(),
        offered: offered(&law)?.iter().map(id_of).collect(),
    })
}

#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TakeOverRules {
    /// The files to take over, as they were offered.
    pub hashes: BTreeSet<String>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct TakenOver {
    pub files: Vec<FileId>,
}

pub fn take_over_rules(office: &Office, who: &Who, input: TakeOverRules) -> Result<Outcome<TakenOver>> {
    governs(who, "take_over_rules")?;
    let files = chosen(&office.law(), &input)?;
    usable(office, &files)?;
    office.perform(who, "take_over_rules", |at| {
        for file in &files {
            at.open_as(record_of(file), "reference", Stream::reference(), ops_of(file));
        }
        Ok(TakenOver { files: files.iter().map(id_of).collect() })
    })
}

pub(super) fn governs(who: &Who, verb: &str) -> Result<()> {
    let may = who.person.any(&[Role::Registrar, Role::SystemAdmin]);
    if may { Ok(()) } else { Err(Refusal::WrongRole { verb: verb.into() }.into()) }
}

/// With these the law must still be readable as a whole.
pub(super) fn usable(office: &Office, files: &[RefFile]) -> Result<Law> {
    let mut texts: Vec<RefText> = office.desk.read(super::texts_of)?;
    texts.extend(files.iter().map(|f| RefText { name: f.id.clone(), text: f.text.clone() }));
    Law::parse(&RefTexts::of(texts)).map_err(bad_ref)
}

/// The offered files that are meant: none of them is no change.
pub(super) fn chosen(law: &Law, input: &TakeOverRules) -> Result<Vec<RefFile>> {
    let mut files = offered(law)?;
    files.retain(|f| input.hashes.contains(&f.hash));
    if files.is_empty() { Err(Refusal::NothingChanged.into()) } else { Ok(files) }
}

fn offered(law: &Law) -> Result<Vec<RefFile>> {
    let known: BTreeSet<&str> = law.files.iter().map(|f| f.hash.as_str()).collect();
    let files = RefTexts::shipped().iter().map(RefFile::read).collect::<std::result::Result<Vec<_>, _>>();
    Ok(files.map_err(bad_ref)?.into_iter().filter(|f| !known.contains(f.hash.as_str())).collect())
}

pub(super) fn id_of(file: &RefFile) -> FileId {
    FileId { id: file.id.clone(), version: file.version.clone(), hash: file.hash.clone() }
}
