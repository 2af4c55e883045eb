//! Who acts: a member of staff as the rules see them.

use std::collections::BTreeSet;

use ledger::{AccountId, GrantId, RecordId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Six digits of GB/T 2260: 331000 is the city, the others its counties.
pub type OfficeCode = String;

/// What an account may be. The three administrators exclude each other and every business role
/// (GB/T 22239-2019 8.1.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 联络员: often the township's own employee; sees her station's registrations, never handling notes.
    Liaison,
    /// 检察官助理.
    Assistant,
    /// 员额检察官.
    Prosecutor,
    /// 负责人, of one of three levels (`Person::level`).
    Head,
    /// 登记管理员: stations, people, deputies, accounts' request files.
    Registrar,
    SystemAdmin,
    SecurityAdmin,
    AuditAdmin,
}

/// The level that approves: which act needs which is data (`assets/rules/approvals.csv`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 部门负责人
    Section,
    /// 分管副检察长
    Deputy,
    /// 检察长
    Chief,
}

/// The person who asks, with the grant their acts rely on. `stations` is the scope of a liaison or of a team;
/// an empty set with `whole_office` means every station of the office (the city: every station).
#[derive(Clone, Debug)]
pub struct Person {
    pub account: AccountId,
    /// Their record in `pub/<office>`.
    pub record: RecordId,
    pub grant: GrantId,
    pub name: String,
    pub office: OfficeCode,
    pub department: String,
    /// What it was called before (`staff::former_names`): what it issued then is still its own.
    pub formerly: BTreeSet<String>,
    pub roles: BTreeSet<Role>,
    pub level: Option<Level>,
    pub stations: BTreeSet<RecordId>,
    pub whole_office: bool,
    /// Colleagues this person stands in for today (AB角).
    pub stands_for: BTreeSet<RecordId>,
}

impl Person {
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }
    pub fn any(&self, roles: &[Role]) -> bool {
        roles.iter().any(|r| self.is(*r))
    }
    /// Business roles read business data; administrators do not.
    pub fn sees_business(&self) -> bool {
        self.any(&[Role::Liaison, Role::Assistant, Role::Prosecutor, Role::Head, Role::Registrar])
    }
    /// Handles matters and reads what is written about them; a liaison registers, a registrar keeps lists.
    pub fn works_on_matters(&self) -> bool {
        self.any(&[Role::Assistant, Role::Prosecutor, Role::Head])
    }
    /// The person's department by each name that it has or had.
    pub fn departments(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.department).chain(&self.formerly).map(String::as_str)
    }
    /// Whether a department of an office, as it was written down, is the person's own.
    pub fn is_of(&self, office: Option<&str>, department: Option<&str>) -> bool {
        office == Some(self.office.as_str()) && self.departments().any(|own| department == Some(own))
    }
    pub fn in_scope(&self, station: RecordId) -> bool {
        self.whole_office || self.stations.contains(&station)
    }
}
