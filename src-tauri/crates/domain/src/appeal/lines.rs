//! What happened to an appeal, line by line. A line is never changed; a correction is a new line.
//! `by` is the staff record of whoever wrote it down, `on` the day it happened.

use chrono::NaiveDate;
use ledger::RecordId;

use super::fields::Material;
use crate::facts::{choices, parts};

parts! {
    /// 分流: how it was sorted, and why.
    pub struct Sorted {
        verb: String,
        on: NaiveDate,
        #[ts(as = "String")]
        by: RecordId,
        /// A code of the verb's own list: 不予受理理由, 法定程序, 受理单位 …
        reason: Option<String>,
        text: Option<String>,
    }
}

parts! {
    /// 告知: the petitioner was told where the matter stands. Kept for 受理, 不予受理, 转送, 补材料 and progress alike.
    pub struct Notice {
        /// List `procedural_reply`.
        about: String,
        on: NaiveDate,
        /// List `delivery`.
        how: String,
        text: Option<String>,
        proof: Option<Material>,
        #[ts(as = "String")]
        by: RecordId,
    }
}

parts! {
    /// 办理进展, told outside (刑事诉讼规则 163).
    pub struct Progress {
        text: String,
        on: NaiveDate,
        how: String,
        /// When the next word is promised.
        next_on: Option<NaiveDate>,
        #[ts(as = "String")]
        by: RecordId,
    }
}

parts! {
    /// 拟办结. The texts lie in the office's note until they are approved.
    pub struct Proposed {
        id: String,
        /// 处理结论 (list `conclusion`).
        outcome: String,
        #[ts(as = "String")]
        note: RecordId,
        n_proofs: u32,
        /// 答复方式 (list `reply_form`).
        how: String,
        reply: bool,
        explanation: bool,
        on: NaiveDate,
        #[ts(as = "String")]
        by: RecordId,
    }
}

parts! {
    /// What became of a proposal or of a request for a clock.
    pub struct Decided {
        /// The flow it is about: `approve/1`, `extend/2`.
        flow: String,
        verdict: Verdict,
        /// Whose decision it is.
        #[ts(as = "String")]
        approver: RecordId,
        /// The day of the decision; on paper, the day written there.
        on: NaiveDate,
        /// 代录批示: the scan or page it stands on.
        paper: Option<Material>,
        reason: Option<String>,
        #[ts(as = "String")]
        by: RecordId,
    }
}

choices! {
    pub enum Verdict {
        Approved = "approved",
        SentBack = "sent_back",
        /// 代录批示: signed on paper, typed in by another, waits for the approver.
        Recorded = "recorded",
        Confirmed = "confirmed",
        Disputed = "disputed",
    }
}

parts! {
    /// 答复: what goes out, as approved.
    pub struct Reply {
        outcome: String,
        text: String,
        /// 释法说理.
        explanation: String,
        /// 答复方式 (list `reply_form`).
        how: String,
        on: NaiveDate,
    }
}

parts! {
    /// 反馈送达: who was told, how, when, what proves it.
    pub struct Delivery {
        /// The party it went to; nobody when none is owed.
        #[ts(as = "Option<String>")]
        to: Option<RecordId>,
        /// List `delivery`; `not_owed` for an anonymous appeal or one whose petitioner cannot be reached.
        how: String,
        on: NaiveDate,
        proof: Option<Material>,
        note: Option<String>,
        #[ts(as = "String")]
        by: RecordId,
    }
}

parts! {
    /// 联系记录; three on different days make 无法联系.
    pub struct Contact {
        on: NaiveDate,
        how: String,
        /// List `no_contact`.
        result: String,
        note: Option<String>,
        #[ts(as = "String")]
        by: RecordId,
    }
}

parts! {
    pub struct Evaluation {
        level: Rating,
        on: NaiveDate,
        how: String,
        reason: Option<String>,
        /// 抽查回访 instead of the loop's own evaluation.
        sampled: bool,
        #[ts(as = "String")]
        by: RecordId,
    }
}

choices! {
    /// 满意度 and what stands in its place (law.md §3.3).
    pub enum Rating {
        Satisfied = "satisfied",
        FairlySatisfied = "fairly_satisfied",
        Dissatisfied = "dissatisfied",
        NotEvaluated = "not_evaluated",
        Unreachable = "unreachable",
        Declined = "declined",
    }
}

impl Rating {
    /// 已评价: the petitioner said one of the three.
    pub fn is_rated(self) -> bool {
        matches!(self, Self::Satisfied | Self::FairlySatisfied | Self::Dissatisfied)
    }
}

parts! {
    /// 转送、移送 to a unit that has no desk: it is written down here what came back.
    pub struct Referral {
        id: String,
        unit: String,
        letter_no: Option<String>,
        on: NaiveDate,
        #[ts(as = "String")]
        by: RecordId,
    }
}

parts! {
    pub struct ReferralStep {
        id: String,
        /// `signed`, `replied`, `returned`.
        verb: String,
        on: NaiveDate,
        text: Option<String>,
        proof: Option<Material>,
        #[ts(as = "String")]
        by: RecordId,
    }
}

parts! {
    /// A request for a clock: 延期, 中止计算, 恢复计算.
    pub struct Asked {
        id: String,
        kind: Change,
        /// The clock: `clock/R12d/0`.
        clock: String,
        reason: String,
        /// Longer by so much, in the rule's own unit.
        amount: Option<u32>,
        /// A pause's planned end.
        until_on: Option<NaiveDate>,
        /// From which day.
        on: NaiveDate,
        #[ts(as = "String")]
        by: RecordId,
    }
}

choices! {
    #[ts(rename = "LimitChange")]
    pub enum Change {
        Extend = "extend",
        Pause = "pause",
        Resume = "resume",
    }
}

parts! {
    /// 催办, 督办.
    pub struct Urge {
        kind: String,
        text: String,
        on: NaiveDate,
        #[ts(as = "String")]
        by: RecordId,
    }
}

parts! {
    /// Whether another appeal is the same matter, and why.
    pub struct Compared {
        #[ts(as = "String")]
        record: RecordId,
        same: bool,
        reason: String,
        on: NaiveDate,
        #[ts(as = "String")]
        by: RecordId,
    }
}

parts! {
    /// 交办, or the case passing from one colleague to another.
    pub struct HandedOver {
        #[ts(as = "Option<String>")]
        from: Option<RecordId>,
        #[ts(as = "Option<String>")]
        to: Option<RecordId>,
        /// The office, when it goes to a lower one.
        office: Option<String>,
        on: NaiveDate,
        reason: Option<String>,
    }
}
