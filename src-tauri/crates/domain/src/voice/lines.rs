//! What happened to a voice, line by line.

use chrono::NaiveDate;
use ledger::RecordId;

use crate::appeal::{Material, Rating};
use crate::facts::{choices, parts};

choices! {
    /// 沟通代表: before, during and after the work (浙江省代表建议办理规定).
    pub enum Phase {
        Before = "before",
        During = "during",
        After = "after",
    }
}

parts! {
    pub struct Contact {
        phase: Phase,
        on: NaiveDate,
        /// List `delivery`.
        how: String,
        text: String,
        #[ts(as = "String")]
        by: RecordId,
    }
}

choices! {
    /// 研究采纳 (信访工作条例 29; list `adoption`).
    pub enum Adoption {
        Adopted = "adopted",
        Partly = "partly",
        NotAdopted = "not_adopted",
    }
}

parts! {
    pub struct Decision {
        adoption: Adoption,
        reason: Option<String>,
        on: NaiveDate,
        #[ts(as = "String")]
        by: RecordId,
    }
}

parts! {
    pub struct Answer {
        /// List `answer_class`: A 已解决或基本解决, B 正在解决, C 列入计划, D 留作参考.
        class: String,
        text: String,
        /// List `reply_form`.
        how: String,
        on: NaiveDate,
        /// 送达证明.
        proof: Option<Material>,
        #[ts(as = "String")]
        by: RecordId,
    }
}

parts! {
    /// The deputy's word on how it was handled and on what came of it.
    pub struct Evaluation {
        level: Rating,
        attitude: Option<Rating>,
        on: NaiveDate,
        how: String,
        reason: Option<String>,
        #[ts(as = "String")]
        by: RecordId,
    }
}

choices! {
    /// 梳理归类 (list `voice_route`).
    pub enum Route {
        Study = "study",
        ToAppeal = "to_appeal",
        ToClue = "to_clue",
        ToProposal = "to_proposal",
        ToOther = "to_other",
    }
}

parts! {
    /// How it was sorted, and the answers that decided whether it may stay a proposal.
    pub struct Sorted {
        route: Route,
        /// The grounds that made it case-specific (law.md §1.4 rule 2).
        grounds: Vec<String>,
        unit: Option<String>,
        reason: Option<String>,
        on: NaiveDate,
        #[ts(as = "String")]
        by: RecordId,
    }
}
