//! Sheets for the office's own use: 签到表, 期限说明, 恢复单, 检查点.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attendance {
    pub no: String,
    pub title: String,
    /// 活动类型, the word of the code.
    pub activity: String,
    pub held: Moment,
    pub place: String,
    pub host: String,
    pub attendees: Vec<Attendee>,
    /// Lines for those who come without being listed.
    pub blank_lines: u8,
}

/// A day, and its hour where somebody wrote it down: no hour is not midnight.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Moment {
    pub on: NaiveDate,
    pub at: Option<NaiveTime>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attendee {
    pub name: String,
    /// 身份: 检察人员, 人大代表, 群众 …
    pub role: String,
    pub unit: String,
    pub phone: String,
}

/// 为什么是这天: the days behind one due day.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Strip {
    /// The record's number and matter, masked as the viewer sees it.
    pub record: String,
    /// The name of the article.
    pub rule: String,
    pub article: String,
    pub version: String,
    /// 待核: the rule's wording is in doubt.
    pub doubtful: bool,
    /// The event it counts from, in words.
    pub event: String,
    /// “7 日”, “15 个工作日”, with the extension.
    pub period: String,
    pub started_on: NaiveDate,
    pub due_on: Option<NaiveDate>,
    /// For periods in hours.
    pub due_at: Option<NaiveDateTime>,
    pub advised_on: Option<NaiveDate>,
    pub provisional: bool,
    pub calendar: String,
    /// When and why the limit came to apply, or does no longer, in words.
    pub changed: Vec<String>,
    pub segments: Vec<Segment>,
}

/// Days of one kind in a row, both ends included.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Segment {
    pub from: NaiveDate,
    pub to: NaiveDate,
    pub kind: SegmentKind,
    /// Units of the period completed in it.
    pub n: u32,
    pub note: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SegmentKind {
    Start,
    Counted,
    Extended,
    Rest,
    MakeUp,
    Paused,
    Rolled,
    Due,
    Event,
}

/// 检查点: how far an office's streams reached on a day, for the file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The code, four letters a group.
    pub groups: Vec<String>,
    pub written_on: Option<NaiveDate>,
    pub written_by: String,
    pub streams: Vec<Reach>,
}

/// One stream: what all its writers together have written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reach {
    /// `st`, `of`, `pub`, `sealed` or `log`.
    pub kind: String,
    /// The station or the office.
    pub name: String,
    pub n_writers: usize,
    pub n_entries: u64,
}

/// 恢复单: opens the desk when every password is lost. Printed once, kept in the office's safe.
#[derive(Clone, Serialize, Deserialize)]
pub struct Recovery {
    pub desk: String,
    /// The key's fingerprint, so that a sheet can be matched with its desk.
    pub fingerprint: String,
    pub groups: Vec<String>,
}

impl std::fmt::Debug for Recovery {
    /// The groups are a key: they never reach a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recovery")
            .field("desk", &self.desk)
            .field("fingerprint", &self.fingerprint)
            .finish_non_exhaustive()
    }
}
