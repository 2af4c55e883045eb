//! What taking over a newer program's reference files would change, before anybody says yes.
//! It does not decide which files are offered (`rules`), and moves no running clock: those keep the version they began with.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use domain::Law;
use domain::law::{FileId, RefFile, RefText};
use domain::rules::Rule;
use serde::Serialize;
use ts_rs::TS;

use super::rules::{TakeOverRules, chosen, governs, id_of, usable};
use crate::{Office, Result, Who};

#[derive(Clone, Debug, Serialize, TS)]
pub struct TakeOverPreview {
    pub files: Vec<OfferedFile>,
    /// Periods that would read otherwise from today on.
    pub rules: Vec<OfferedChange>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct OfferedFile {
    pub file: FileId,
    pub source: String,
    /// The version this desk works from; none: the file is new here.
    pub had: Option<String>,
    /// Lines of its table.
    pub n_added: u32,
    pub n_removed: u32,
}

/// `before` without `after`: the rule is no longer in force; the other way round: it is new.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct OfferedChange {
    pub id: String,
    pub before: Option<Rule>,
    pub after: Option<Rule>,
}

pub fn preview_take_over(office: &Office, who: &Who, input: TakeOverRules) -> Result<TakeOverPreview> {
    governs(who, "take_over_rules")?;
    let law = office.law();
    let files = chosen(&law, &input)?;
    let after = usable(office, &files)?;
    let known = office.desk.read(super::texts_of)?;
    Ok(TakeOverPreview {
        files: files.iter().map(|file| offered_file(file, &law, &known)).collect(),
        rules: changes_of(&law, &after, office.wall.today()),
    })
}

fn offered_file(file: &RefFile, law: &Law, known: &[RefText]) -> OfferedFile {
    // Files come oldest version first.
    let had = law.files.iter().rfind(|f| f.id == file.id).map(|f| f.version.clone());
    let before = known
        .iter()
        .filter_map(|text| RefFile::read(text).ok())
        .find(|f| f.id == file.id && Some(&f.version) == had.as_ref());
    let (n_added, n_removed) =
        changed_lines(before.as_ref().map_or("", |f| f.text.as_str()), file.text.as_str());
    OfferedFile { file: id_of(file), source: file.source.clone(), had, n_added, n_removed }
}

fn changed_lines(before: &str, after: &str) -> (u32, u32) {
    let lines = |text: &str| -> BTreeSet<String> {
        text.lines().filter(|l| !l.starts_with('#')).map(str::to_owned).collect()
    };
    let (before, after) = (lines(before), lines(after));
    let n = |of: usize| u32::try_from(of).unwrap_or(u32::MAX);
    (n(after.difference(&before).count()), n(before.difference(&after).count()))
}

fn changes_of(before: &Law, after: &Law, on: NaiveDate) -> Vec<OfferedChange> {
    let (old, new) = (in_force(before, on), in_force(after, on));
    let ids: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let change = |id: &String| OfferedChange {
        id: id.clone(),
        before: old.get(id).map(|r| (*r).clone()),
        after: new.get(id).map(|r| (*r).clone()),
    };
    ids.into_iter().map(change).filter(|c| c.before != c.after).collect()
}

/// What is read today under each id.
fn in_force(law: &Law, on: NaiveDate) -> BTreeMap<String, &Rule> {
    let ids: BTreeSet<&String> = law.rules.all().iter().map(|r| &r.id).collect();
    ids.into_iter().filter_map(|id| Some((id.clone(), law.rules.current(id, on)?))).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)] // a test that cannot go on must stop
mod tests {
    use domain::law::RefTexts;

    use super::*;

    fn on() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 9, 1).unwrap()
    }

    /// The shipped law, with another version of the periods beside it.
    fn with_newer(change: impl Fn(&str) -> String) -> (Law, RefFile) {
        let shipped = RefTexts::shipped();
        let mut texts: Vec<RefText> = shipped.iter().cloned().collect();
        let known = texts.iter().find(|t| t.name.contains("rules/deadlines")).unwrap().clone();
        let newer = RefText { name: known.name.clone(), text: change(&known.text) };
        let file = RefFile::read(&newer).unwrap();
        texts.push(newer);
        (Law::parse(&RefTexts::of(texts)).unwrap(), file)
    }

    #[test]
    fn a_changed_period_is_told_with_both_readings() {
        let before = Law::shipped().unwrap();
        let row = "R01,1,appeal,";
        let (after, file) = with_newer(|text| {
            let rows: String = text
                .lines()
                .filter(|l| l.starts_with("id,") || l.starts_with(row))
                .map(|l| l.replace(row, "R01,2,appeal,").replace("natural,7", "natural,5") + "\n")
                .collect();
            format!("# id: rules/deadlines\n# version: 900\n# source: 试改\n{rows}")
        });
        let changes = changes_of(&before, &after, on());
        assert_eq!(changes.len(), 1);
        let change = &changes[0];
        let amounts = [&change.before, &change.after].map(|r| r.as_ref().unwrap().amount);
        assert_eq!((change.id.as_str(), amounts), ("R01", [7, 5]));
        let texts: Vec<RefText> = RefTexts::shipped().iter().cloned().collect();
        let told = offered_file(&file, &before, &texts);
        assert_eq!((told.had.as_deref(), told.n_added, told.source.as_str()), (Some("4"), 1, "试改"));
        assert!(told.n_removed > 40, "{}", told.n_removed);
    }

    #[test]
    fn nothing_changes_between_equal_laws() {
        let law = Law::shipped().unwrap();
        assert_eq!(changes_of(&law, &law, on()), []);
    }

    #[test]
    fn a_rule_that_is_new_has_no_reading_before() {
        let after = Law::shipped().unwrap();
        let changes = changes_of(&Law::default(), &after, on());
        let first = changes.iter().find(|c| c.id == "R01").unwrap();
        assert!(first.before.is_none() && first.after.is_some());
    }
}
