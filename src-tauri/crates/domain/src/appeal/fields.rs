//! What is written down about an appeal: the fields of the 来访登记表 (law.md §5.2) and what sorting adds.
//! Names, numbers and addresses of people are not here: a party is a record of its own.

use chrono::NaiveDate;
use ledger::RecordId;

use crate::facts::{Kept, SHORT, choices, facts, fits, parts};

facts! {
    /// What is taken down when somebody comes, writes or calls.
    pub struct AppealFacts {
        fields {
            /// 诉求摘要.
            title: String,
            /// 信访形式 (list `way`).
            way: String,
            /// The day it reached us; every legal count starts here, however late it is typed in.
            received_on: NaiveDate,
            /// 信访目的 (list `purpose`).
            purpose: String,
            /// 诉求类别 of 12309 (list `category`).
            category: String,
            /// 内容分类 (list `content`).
            content: String,
            /// 四大检察 (list `function`).
            function: String,
            /// 首次, 重复, 越级 (list `occasion`), and 第几次 as known on this desk.
            occasion: String,
            nth: u32,
            n_people: u32,
            anonymous: bool,
            /// 姓名或联系方式不详: nobody can be answered.
            no_contact: bool,
            /// 主要事实和理由.
            facts: String,
            /// 请求.
            request: String,
            /// 拟办意见 of the one who received it.
            opinion: String,
            /// 原案案号, 处理机关, 诉讼阶段 (list `case_stage`).
            case_no: String,
            case_office: String,
            case_stage: String,
            /// 问题属地 (nine digits) and 网格.
            division: String,
            grid: String,
            /// Lists `urgency`, `risk`.
            urgency: String,
            risk: String,
            /// 个人信息处理告知 was shown and signed.
            told_privacy: bool,
            difficult: bool,
        }
        sets {
            /// 涉未成年人, 老弱残, 群体, 舆情 … (list `flag`).
            flags: String,
            materials: Material,
            /// 接待人, 检察官: staff records.
            #[ts(as = "Option<Vec<String>>")]
            present: RecordId,
            /// 同来代表: deputy records.
            #[ts(as = "Option<Vec<String>>")]
            deputies: RecordId,
        }
        long { facts, request, opinion }
    }
}

parts! {
    /// A material or a proof: an attachment of the record, or paper that is kept with volume and page.
    pub struct Material {
        name: String,
        kept: Keeping,
        /// Address of the attachment (hex), when it is a file.
        file: Option<String>,
        volume: Option<String>,
        page: Option<String>,
        n_copies: Option<u32>,
        n_pages: Option<u32>,
        original: Option<bool>,
    }
}

choices! {
    pub enum Keeping {
        File = "file",
        /// 纸质存卷.
        Paper = "paper",
    }
}

parts! {
    /// A party record and its part in the matter.
    pub struct Involved {
        #[ts(as = "String")]
        record: RecordId,
        part: Part,
    }
}

choices! {
    pub enum Part {
        Petitioner = "petitioner",
        /// 代表 of a group, five at most (信访工作条例 20).
        Representative = "representative",
        /// 代理人.
        Agent = "agent",
        /// 被反映人/单位.
        Accused = "accused",
    }
}

impl Material {
    /// It can be found again: a file has its address, paper its volume and page, and what names them can be written.
    pub fn can_be_found(&self) -> bool {
        let there = |text: &Option<String>| text.as_deref().is_some_and(|t| !t.trim().is_empty());
        let place = match self.kept {
            Keeping::File => there(&self.file),
            Keeping::Paper => there(&self.volume) && there(&self.page),
        };
        place && !self.name.trim().is_empty() && fits("materials", &self.keep(), SHORT).is_ok()
    }
}
