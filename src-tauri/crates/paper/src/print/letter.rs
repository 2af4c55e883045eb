//! Letters that leave the office: 告知书 in five kinds, 答复书, and the 送达回证 that comes back.
//! Invariant: none of them has a place for a 待核 mark; what is in doubt is settled before it is printed.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Notice {
    /// 文号.
    pub no: String,
    pub recipient: String,
    pub visited_on: NaiveDate,
    pub matter: String,
    pub decision: Decision,
    /// Articles, each whole: “《人民检察院信访工作规定》第…条”.
    pub basis: Vec<String>,
    pub contact: Contact,
    /// What happens next and by when.
    pub next: String,
    /// 复查、复议和其他途径, one paragraph each.
    pub rights: Vec<String>,
    /// 成文日期.
    pub dated: NaiveDate,
    /// With it, the sheet to be signed by who receives the letter.
    pub receipt: Option<Receipt>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Decision {
    Accepted,
    Refused {
        reason: String,
    },
    /// 不再受理: the matter is at its end.
    Declined {
        reason: String,
    },
    /// 转送、移送 to an office outside.
    Transferred {
        unit: String,
    },
    MaterialsWanted {
        materials: Vec<String>,
        until: NaiveDate,
    },
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Contact {
    pub department: String,
    pub person: Option<String>,
    pub phone: String,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reply {
    pub no: String,
    pub recipient: String,
    pub received_on: NaiveDate,
    pub request: String,
    /// 查明事实.
    pub facts: String,
    /// 处理意见: 予以支持, 解释说明, 不予支持 and what it means here.
    pub opinion: String,
    pub basis: Vec<String>,
    /// 释法说理.
    pub explanation: String,
    /// 不服的途径和期限, one paragraph each.
    pub remedies: Vec<String>,
    pub contact: Contact,
    pub dated: NaiveDate,
    pub receipt: Option<Receipt>,
}

/// 送达回证: what is not known yet is written by hand.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Receipt {
    pub place: String,
    /// 送达方式.
    pub way: String,
    pub served_by: String,
}
