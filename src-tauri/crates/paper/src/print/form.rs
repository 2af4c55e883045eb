//! What can be printed, and what stands on every print.

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

use super::{Attendance, Checkpoint, Notice, Recovery, Reply, Strip, VisitSheet};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Form {
    pub imprint: Imprint,
    pub body: Body,
}

/// Which print this is. It stands at the foot of every page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Imprint {
    /// 份号: six digits, as in GB/T 9704 7.2.1.
    pub copy_no: u32,
    pub office: String,
    pub printed_by: String,
    pub printed_at: NaiveDateTime,
    /// Across every page: a demonstration desk says so here.
    pub watermark: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum Body {
    VisitSheet(Box<VisitSheet>),
    Notice(Notice),
    Reply(Reply),
    Attendance(Attendance),
    Strip(Strip),
    Recovery(Recovery),
    Checkpoint(Checkpoint),
}

impl Body {
    /// The file in `assets/templates` that sets it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::VisitSheet(_) => "visit_sheet.typ",
            Self::Notice(_) => "notice.typ",
            Self::Reply(_) => "reply.typ",
            Self::Attendance(_) => "attendance.typ",
            Self::Strip(_) => "strip.typ",
            Self::Recovery(_) => "recovery.typ",
            Self::Checkpoint(_) => "checkpoint.typ",
        }
    }
}
