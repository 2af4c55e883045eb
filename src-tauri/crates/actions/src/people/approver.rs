//! Who can be named for somebody else's act: whose signature may stand on paper (代录批示), who can be given a matter.
//! It does not know which act asks for which level; the domain's tables do. Called by the steps that name a colleague.

use domain::appeal::Appeal;
use domain::places::stands_above;
use domain::staff::Staff;
use domain::voice::Voice;
use domain::{Level, Person, Refusal, Role};
use ledger::{RecordId, Stream};

use super::who_is::person_of;
use crate::Result;
use crate::perform::At;
use crate::sealing::is_handler;
use crate::step::of_noun;

/// A head of that level, who can confirm it here in person. `level` is what the rule asks for today; without one nobody can approve.
pub(crate) fn can_sign(at: &At<'_, '_>, person: RecordId, level: Option<Level>) -> Result<()> {
    let high_enough = |p: &Person| p.is(Role::Head) && level.is_some() && p.level >= level;
    if works_here(at, person, high_enough) {
        return Ok(());
    }
    Err(Refusal::NotApprover { name: at.office.person_name(person) }.into())
}

/// Where a matter lies: whoever is given it must get there.
pub(crate) struct Lies {
    stream: Stream,
    office: String,
    station: Option<RecordId>,
}

impl Lies {
    pub(crate) fn of(appeal: &Appeal) -> Self {
        let stream = appeal.record.stream.clone();
        Self { stream, office: appeal.office.clone(), station: appeal.station }
    }

    pub(crate) fn of_voice(voice: &Voice) -> Self {
        Self { stream: voice.record.stream.clone(), office: voice.office.clone(), station: voice.station }
    }

    /// Of the office that works on it, or of the city's above; of the station's team where not of the whole office.
    fn is_open_to(&self, person: &Person) -> bool {
        let above = stands_above(&person.office, &self.office);
        (above || person.office == self.office) && self.station.is_none_or(|s| person.in_scope(s))
    }
}

/// Who can be given this one: they work on matters where it lies, and open it where it lies sealed.
pub(crate) fn can_take(at: &At<'_, '_>, person: RecordId, lies: &Lies) -> Result<()> {
    if lies.stream.class() == "sealed" {
        return can_open(at, person);
    }
    can_take_all(at, person, std::slice::from_ref(lies))
}

/// The same of many that lie open: asked once who the person is.
pub(crate) fn can_take_all(at: &At<'_, '_>, person: RecordId, lies: &[Lies]) -> Result<()> {
    let here = acting(at, person);
    let takes = |lies: &Lies| here.iter().any(|p| p.works_on_matters() && lies.is_open_to(p));
    if lies.iter().all(takes) {
        return Ok(());
    }
    Err(Refusal::CannotHold { name: at.office.person_name(person) }.into())
}

/// Who can be given matters at all works on them.
fn can_hold(at: &At<'_, '_>, person: RecordId) -> Result<()> {
    if works_here(at, person, Person::works_on_matters) {
        return Ok(());
    }
    Err(Refusal::CannotHold { name: at.office.person_name(person) }.into())
}

/// Who can be named for a station's task: of its office, or of the city's above, and at work today. An account is not asked for:
/// colleagues enter what was done.
pub(crate) fn can_attend(at: &At<'_, '_>, person: RecordId, office: &str) -> Result<()> {
    let staff = Staff::of(&of_noun(at, person, "person")?);
    let theirs = staff.facts.office.clone().unwrap_or_default();
    if staff.works_on(at.today) && (theirs == office || stands_above(&theirs, office)) {
        return Ok(());
    }
    Err(Refusal::CannotSubstitute { name: staff.facts.name.unwrap_or_default() }.into())
}

/// Whose account is a named handler's of this office, whose pair of today opens what is sealed.
pub(crate) fn can_open(at: &At<'_, '_>, person: RecordId) -> Result<()> {
    can_hold(at, person)?;
    let names = at.office.names();
    let code = &at.who.person.office;
    for (account, _) in names.accounts.iter().filter(|(_, of)| **of == person) {
        if is_handler(at.tx, *account, code)?.1 {
            return Ok(());
        }
    }
    Err(Refusal::CannotOpenSealed { name: at.office.person_name(person) }.into())
}

/// Some account of the person is in force today and answers to this.
fn works_here(at: &At<'_, '_>, person: RecordId, fits: impl Fn(&Person) -> bool) -> bool {
    acting(at, person).iter().any(fits)
}

/// The person as each of their accounts that is in force today.
fn acting(at: &At<'_, '_>, person: RecordId) -> Vec<Person> {
    let names = at.office.names();
    let accounts = names.accounts.iter().filter(|(_, of)| **of == person).map(|(account, _)| *account);
    accounts.filter_map(|account| person_of(at.tx, account, at.today).ok()).collect()
}
