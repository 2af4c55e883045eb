//! A party as a page shows it: everything personal masked. Showing it whole is an act of its own (`actions`).

use chrono::NaiveDate;
use ledger::RecordId;
use serde::Serialize;
use ts_rs::TS;

use super::{Party, PartyKind};
use crate::mask::{Address, IdNumber, Masked, Name, Phone};

#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct PartyView {
    #[ts(as = "String")]
    pub record: RecordId,
    pub kind: Option<PartyKind>,
    /// A unit's name is no personal data.
    pub unit_name: Option<String>,
    pub name: Option<Masked<Name>>,
    pub sex: Option<String>,
    pub age: Option<i32>,
    pub ethnic: Option<String>,
    pub id_kind: Option<String>,
    pub id_number: Option<Masked<IdNumber>>,
    pub id_unverified: Option<String>,
    pub phone: Option<Masked<Phone>>,
    pub home: Option<Masked<Address>>,
    pub address: Option<Masked<Address>>,
    pub work: Option<String>,
    pub company_code: Option<String>,
    pub company_unverified: Option<String>,
    pub contact: Option<Masked<Name>>,
    pub relation: Option<String>,
    /// By what an agent acts: 授权委托书 with its number, or 法定代理.
    pub authority: Option<String>,
    pub flags: Vec<String>,
    /// Fields that were deleted by law (已删除).
    pub redacted: Vec<String>,
}

impl PartyView {
    pub fn of(party: &Party, today: NaiveDate) -> Self {
        let facts = &party.facts;
        let is_unit = facts.kind == Some(PartyKind::Unit);
        let name = facts.name.as_deref();
        Self {
            record: party.id,
            kind: facts.kind,
            unit_name: name.filter(|_| is_unit).map(str::to_owned),
            name: name.filter(|_| !is_unit).map(Masked::of),
            sex: facts.sex.clone(),
            age: facts.born_on.map(|born| super::years_between(born, today)),
            ethnic: facts.ethnic.clone(),
            id_kind: facts.id_kind.clone(),
            id_number: facts.id_number.as_deref().map(Masked::of),
            id_unverified: facts.id_unverified.clone(),
            phone: facts.phone.as_deref().map(Masked::of),
            home: facts.home.as_deref().map(Masked::of),
            address: facts.address.as_deref().map(Masked::of),
            work: facts.work.clone(),
            company_code: facts.company_code.clone(),
            company_unverified: facts.company_unverified.clone(),
            contact: facts.contact.as_deref().map(Masked::of),
            relation: facts.relation.clone(),
            authority: facts.authority.clone(),
            flags: facts.flags.clone().unwrap_or_default(),
            redacted: party.redacted.clone(),
        }
    }

    /// The name as it may stand in a list.
    pub fn shown_name(&self) -> Option<&str> {
        self.unit_name.as_deref().or_else(|| self.name.as_ref().map(Masked::shown))
    }
}
