//! The rules in force here, what a newer program offers, and taking that over: an act with a name, never a silent change.

use std::collections::BTreeSet;

use domain::law::{Clash, FileId, RefFile, RefText, RefTexts};
use domain::rules::Rule;
use domain::{Law, Refusal, Role};
use ledger::Stream;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::calendars::{MovedClock, moved_under};
use super::plain::{PlainRule, plain_of};
use super::{bad_ref, ops_of, record_of};
use crate::desk::Nothing;
use crate::joining::office_name;
use crate::{Office, Outcome, Result, Topic, Who, backups};

#[derive(Clone, Debug, Serialize, TS)]
pub struct RulesView {
    pub rules: Vec<Rule>,
    /// Those without a period.
    pub plain: Vec<PlainRule>,
    pub files: Vec<FileId>,
    /// One id and version with different contents: neither is used.
    pub clashes: Vec<Clash>,
    /// What this program brings and the desk has not taken over.
    pub offered: Vec<FileId>,
    /// The office that brings what counts for every office, where that is another.
    pub above: Option<String>,
}

pub fn list_rules(office: &Office, who: &Who, _: Nothing) -> Result<RulesView> {
    let law = office.law();
    Ok(RulesView {
        rules: law.rules.all().to_vec(),
        plain: plain_of(&law),
        files: law.files.clone(),
        clashes: law.clashes.clone(),
        offered: offered(&law)?.iter().map(id_of).collect(),
        above: above(office, who)?,
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
    brings_for_all(office, who)?;
    let files = chosen(&office.law(), &input)?;
    usable(office, &files)?;
    let hint = backups::before(office, who, "take_over_rules")?;
    let taken = TakenOver { files: files.iter().map(id_of).collect() };
    let outcome = written((office, who), "take_over_rules", &files, taken)?;
    Ok(counted_anew(office, outcome)?.with(hint))
}

/// All due days wait to be counted anew from the moment the files stand there: where the program ends before, its next start does it.
pub(super) fn written<T>(
    (office, who): (&Office, &Who),
    act: &'static str,
    files: &[RefFile],
    told: T,
) -> Result<Outcome<T>> {
    office.perform(who, act, |at| {
        for file in files {
            at.open_as(record_of(file), "reference", Stream::reference(), ops_of(file));
        }
        at.tx.set_stale()?;
        Ok(told)
    })
}

/// Due days are recomputed under the law as it stands now, never kept: every noun that has limits is asked for again.
pub(super) fn counted_anew<T>(office: &Office, mut outcome: Outcome<T>) -> Result<Outcome<T>> {
    office.rebuild()?;
    outcome.changed.extend([Topic::Appeals, Topic::Voices, Topic::Activities, Topic::Tasks]);
    Ok(outcome)
}

/// One file of rules, approvals, checks or codes as text, with its id, version and source on top.
#[derive(Clone, Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RulesText {
    pub text: String,
}

/// What a file would change: it is read as part of the whole law before anything is written.
#[derive(Clone, Debug, Serialize, TS)]
pub struct RulesPreview {
    pub file: FileId,
    /// Versions of the same file that are here already.
    pub known: Vec<FileId>,
    pub moves: Vec<MovedClock>,
}

pub fn preview_rules(office: &Office, who: &Who, input: RulesText) -> Result<RulesPreview> {
    governs(who, "import_rules")?;
    let file = brought(office, &input)?;
    let law = without_clash((office, who), &file)?;
    let known = office.law().files.iter().filter(|f| f.id == file.id).cloned().collect();
    let moves = office.desk.read(|reader| moved_under((office, who), &law, reader))?;
    Ok(RulesPreview { file: id_of(&file), known, moves })
}

/// An office's own version: its internal limits, its levels of approval, its lists.
pub fn import_rules(office: &Office, who: &Who, input: RulesText) -> Result<Outcome<TakenOver>> {
    governs(who, "import_rules")?;
    let file = brought(office, &input)?;
    without_clash((office, who), &file)?;
    let hint = backups::before(office, who, "import_rules")?;
    let taken = TakenOver { files: vec![id_of(&file)] };
    let outcome = written((office, who), "import_rules", &[file], taken)?;
    Ok(counted_anew(office, outcome)?.with(hint))
}

/// An id and version that stands for something else already would switch both off.
fn without_clash((office, who): (&Office, &Who), file: &RefFile) -> Result<Law> {
    let law = usable(office, std::slice::from_ref(file))?;
    let here = office.law();
    if !is_own((&*here, &law), (file, &who.person.office)) {
        brings_for_all(office, who)?;
    }
    levels_are_asked_for(&here, &law)?;
    match law.rules.clashes().iter().find(|clash| !here.rules.clashes().contains(clash)) {
        Some((id, version)) => Err(Refusal::CodeTaken { code: format!("{id} {version}") }.into()),
        None => Ok(law),
    }
}

/// A level for an act that nothing asks about would look like a check and be none.
fn levels_are_asked_for(here: &Law, law: &Law) -> Result<()> {
    let known = |act: &str| domain::takes_level(act) || here.approvals.all().any(|a| a.act == act);
    match law.approvals.all().find(|a| !known(&a.act)) {
        Some(idle) => {
            Err(Refusal::NotInList { field: "act".into(), list: "approvals".into(), value: idle.act.clone() }
                .into())
        }
        None => Ok(()),
    }
}

/// Only files of a kind that is known here, in a version that is not.
fn brought(office: &Office, input: &RulesText) -> Result<RefFile> {
    let file = RefFile::read(&RefText { name: String::new(), text: input.text.clone() }).map_err(bad_ref)?;
    let law = office.law();
    if !file.id.starts_with("rules/") && !file.id.starts_with("codes/") {
        return Err(
            Refusal::NotInList { field: "text".into(), list: "reference".into(), value: file.id }.into()
        );
    }
    if !law.files.iter().any(|f| f.id == file.id) {
        return Err(
            Refusal::NotInList { field: "text".into(), list: "reference".into(), value: file.id }.into()
        );
    }
    if law.files.iter().any(|f| f.hash == file.hash) {
        return Err(Refusal::NothingChanged.into());
    }
    if law.files.iter().any(|f| f.id == file.id && f.version == file.version) {
        return Err(Refusal::CodeTaken { code: format!("{} {}", file.id, file.version) }.into());
    }
    Ok(file)
}

pub(super) fn governs(who: &Who, verb: &str) -> Result<()> {
    let may = who.person.any(&[Role::Registrar, Role::SystemAdmin]);
    if may { Ok(()) } else { Err(Refusal::WrongRole { verb: verb.into() }.into()) }
}

/// Limits of one office alone bind no other: it brings them itself.
fn is_own((here, law): (&Law, &Law), (file, office): (&RefFile, &str)) -> bool {
    let mut brought = law.rules.all().iter().filter(|rule| !here.rules.all().contains(rule));
    file.id == "rules/deadlines" && brought.all(|rule| rule.office.as_deref() == Some(office))
}

/// One stream of rules counts in the whole cell: a county's desk does not change it for its neighbours (ledger.md §2.6a).
pub(super) fn brings_for_all(office: &Office, who: &Who) -> Result<()> {
    match above(office, who)? {
        Some(office) => Err(Refusal::OnlyByOffice { office }.into()),
        None => Ok(()),
    }
}

fn above(office: &Office, who: &Who) -> Result<Option<String>> {
    let authority = office.desk.read(|reader| reader.authority())?;
    let is_other = authority.top() != who.person.office;
    Ok(is_other.then(|| office_name(office, authority.top())))
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

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::NaiveDate;
    use serde_json::json;

    use super::*;
    use crate::{Cost, FixedWall, Host};

    /// An office's own limit: sorting within three days.
    const OWN: &str = "# id: rules/deadlines
# version: 900
# source: 本院内部规定
id,version,noun,matter,article,unit,amount,direction,opened_by,counts_from,recounts_from,met_by,applies_when,extension,extension_level,pauses,exclusions,standing,wording,enabled,by_itself,office,valid_from,valid_to,note
JJ01,1,appeal,内部分流时限,本院内部规定,working,3,forward,registered,received,,sorted,always,,,,,internal,verified,true,true,331002,2026-01-01,,
";

    /// A bug: where the program ended between the import and the counting, the old due days stood, and nothing asked for new ones.
    #[test]
    fn rules_that_were_written_and_not_yet_counted_are_counted_at_the_next_start() {
        let dir = tempfile::tempdir().unwrap();
        let day = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
        let started =
            || Host::new(&dir.path().join("desk"), Arc::new(FixedWall { day }), None).costing(Cost::BARE);
        let stale = |host: &Host| host.with(|office, _| Ok(office.desk.is_stale()?)).unwrap();
        let host = started();
        let founder = json!({ "office": "331002", "person": "周敏", "password": "潮水退去2026" });
        host.answer("found_desk", founder).unwrap();
        assert!(!stale(&host));
        let here = host.with(|office, who| {
            let file = brought(office, &RulesText { text: OWN.into() })?;
            written((office, who), "import_rules", &[file], ())
        });
        here.unwrap();
        assert!(stale(&host), "written, and the program ends here");
        drop(host);
        let host = started();
        host.answer("sign_in", json!({ "name": "周敏", "password": "潮水退去2026" })).unwrap();
        assert!(!stale(&host), "the start counted anew");
        let brought =
            host.answer("import_rules", json!({ "text": OWN.replace("900", "901").replace("JJ01", "JJ02") }));
        brought.unwrap();
        assert!(!stale(&host), "nothing is left to count after an import that came to its end");
    }
}
