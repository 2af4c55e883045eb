//! 来访登记表. Every field may be blank: an empty box on paper is filled by hand.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Moment;

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct VisitSheet {
    pub no: String,
    pub station: String,
    pub visited: Option<Moment>,
    /// 信访形式, the word of the code.
    pub form: String,
    /// 第几次: 1 is 首次.
    pub time: Option<u32>,
    /// Earlier visits are known to this desk up to here.
    pub known_to: Option<NaiveDate>,
    pub persons: Option<u32>,
    pub representatives: Vec<String>,
    pub petitioner: Petitioner,
    pub agent: Option<Agent>,
    pub accused: String,
    pub case_no: String,
    pub case_office: String,
    pub case_stage: String,
    /// 诉求类别, the word of the code.
    pub matter: String,
    pub locality: String,
    pub grid: String,
    pub facts: String,
    pub request: String,
    pub materials: Vec<Material>,
    pub flags: Vec<Flag>,
    pub received_by: String,
    pub prosecutors: Vec<String>,
    pub deputies: Vec<String>,
    /// 当场答复.
    pub answered: String,
    /// 拟办意见.
    pub proposal: String,
    /// 领导批示; blank leaves room to write.
    pub instruction: String,
    pub dues: Vec<Due>,
    /// Telling the person what is kept about them would hinder the duty (个人信息保护法 35): the notice is left out.
    pub notice_withheld: bool,
}

/// Names and numbers as the viewer may see them. 匿名 is a name like any other here.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Petitioner {
    pub name: String,
    pub sex: String,
    pub ethnicity: String,
    pub born_on: Option<NaiveDate>,
    pub id_kind: String,
    pub id_number: String,
    pub occupation: String,
    pub registered_address: String,
    pub address: String,
    pub phone: String,
    /// 与当事人关系.
    pub relation: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Agent {
    pub name: String,
    /// 授权: how and how far.
    pub authority: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Material {
    pub name: String,
    pub copies: u32,
    pub pages: Option<u32>,
    pub original: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Flag {
    Minor,
    /// 老弱病残.
    Frail,
    Group,
    PublicOpinion,
    Extreme,
}

/// One clock and its day. `doubtful`: the rule's wording is 待核; this sheet stays in the office and may say so.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Due {
    pub name: String,
    pub due_on: Option<NaiveDate>,
    pub provisional: bool,
    pub doubtful: bool,
}
