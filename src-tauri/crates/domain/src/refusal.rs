//! Why not. A refusal carries values and no text; the words are in `assets/words`. A new one is a new variant.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::law::Wording;

/// On the wire: `{"code": "visit_in_future", "values": {"on": "2026-08-22"}}`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS, thiserror::Error)]
#[serde(tag = "code", content = "values", rename_all = "snake_case")]
#[error("{self:?}")]
pub enum Refusal {
    /// A day that lies ahead where only a past one can be: `field` names the input.
    InFuture { field: String, on: NaiveDate },
    /// `to` lies before `from`.
    EndBeforeStart { field: String, from: NaiveDate, to: NaiveDate },
    /// A field that must be filled.
    Required { field: String },
    /// A text that is too long to be a field.
    TooLong { field: String, most: u32 },
    /// A value outside its code list.
    NotInList { field: String, list: String, value: String },
    /// 校验不符，请核对: ID number, phone, company code. Never says which digit would be right.
    CheckFailed { field: String },
    /// The step is not one of those possible from here.
    NotNow { verb: String, state: String },
    /// Evidence or work that is missing first; each a words key such as `reply`, `explanation`, `proof`.
    Lacks { verb: String, lacks: Vec<String> },
    /// The role (or level) cannot do this.
    WrongRole { verb: String },
    /// A head of this level must do it; `None`: the table names no level, so nobody can.
    NeedsLevel { verb: String, level: Option<crate::Level> },
    /// The handler cannot do this about their own work (evaluate, review, approve).
    OwnWork { verb: String },
    /// Outside the person's stations or office.
    OutOfScope,
    /// The station was closed on that day.
    StationClosed { station: String, on: NaiveDate },
    /// A sign that cannot be written into a field (NUL and the like).
    BadCharacter { field: String },
    /// The end of a span of hours lies before its start.
    TimesCrossed { field: String, from: chrono::NaiveTime, to: chrono::NaiveTime },
    /// A number outside what can be meant.
    OutOfRange { field: String, least: u32, most: u32 },
    /// A period that is neither stopped nor extended (hours; those that look back from an event).
    RunsThrough { field: String },
    /// What was fixed when the record was opened (a short code).
    Fixed { field: String },
    /// Two desks wrote these apart: a head decides in 冲突 before a paper goes out on them.
    Contested { fields: Vec<String> },
    /// The office that has the matter decides alone until then; afterwards the one above may.
    NotEscalated { until: NaiveDate },
    /// An act that would change nothing.
    NothingChanged,
    /// A newer program wrote what must be understood before anything is added: read here, changed after the update.
    NewerRecord,
    /// A short code once given belongs to its station for ever.
    CodeTaken { code: String },
    /// The post or the team has somebody on these days already.
    PostTaken { kind: String, from: NaiveDate, to: Option<NaiveDate> },
    /// Who cannot stand in or take over: the same person, of another office, or gone by then.
    CannotSubstitute { name: String },
    /// A step that only a hearing has.
    OnlyForHearings,
    /// Too few or too many hearers (R16b), and whether the words of that rule were compared with its source.
    HearerCount { n: u32, least: Option<u32>, most: Option<u32>, wording: Wording },
    /// Who cannot hear this matter; `why` is a words key: `interest`, `excluded`, `too_young`, `not_declared` …
    HearerUnfit { name: String, why: String },
    /// Notice of a hearing later than the law allows; the hearing must move first (R16a).
    NoticeTooLate { event_on: NaiveDate, notice_on: NaiveDate, latest_on: NaiveDate },
    /// Only the department that issued the task may do this.
    NotIssuer,
    /// A proof of another station than the one that owes.
    ProofElsewhere,
    /// A proof from outside the days of the period.
    ProofOutside { on: NaiveDate, from: NaiveDate, to: NaiveDate },
    /// A proof that is not what the item asks for.
    ProofUnfit { item: String },
    /// The task leaves no room for actions of the station's own choice.
    NoLocalActions,
    /// The person is no deputy on that day, or not the one named.
    NotDeputy { name: String, on: NaiveDate },
    /// What is about a case may not stay a proposal (浙江省代表建议办理规定 6); each ground is a words key.
    CaseSpecific { grounds: Vec<String> },
    /// A row of a list that names its station twice, or no station of ours.
    RowUnclear { field: String, value: String },
    /// 回避: this person must keep away from the matter (信访工作条例 28).
    MustKeepAway,
    /// Somebody else has it in hand.
    NotHolder,
    /// The decision is another person's.
    NotYours,
    /// Who cannot approve this: the same person, of another office, or of too low a level.
    NotApprover { name: String },
    /// One person has one account: roles that exclude each other would else be held under two names.
    HasAccount { name: String },
    /// Who cannot work on it here: not of the staff, without an account in force, or of another office.
    CannotHold { name: String },
    /// Who must keep away from one of the matters that are handed over together; it goes to somebody else.
    KeepsAway { name: String, title: String },
    /// No named handler of sealed matters.
    CannotOpenSealed { name: String },
    /// It is being sealed: nobody is shown it until the second signature is there.
    BeingSealed,
    /// 依法留存，停止使用: not to be written over, and not to be deleted before that day is over; none: it has no end.
    KeptByLaw { field: String, until: Option<NaiveDate> },
    /// More than a short consultation: a prosecutor sorts it before anybody answers.
    NeedsSorting,
    /// Nobody waits for it: no limit is open for it, or nobody can be told.
    NothingOwed,
    /// 交办 goes to a lower office only.
    OnlyDownward,
    /// A hand-over is decided by the office above.
    OnlyFromAbove,
    /// It counts for every office of the cell: the one above all brings it.
    OnlyByOffice { office: String },
    /// It came by a hand-over: the station where it was registered tells the petitioner.
    ToldThere,
    /// The party complained of may never receive the file (信访工作条例 30).
    ToTheAccused { unit: String },
    /// Fewer than the law asks for: attempts to reach somebody (R22), people of a group (R12h).
    TooFew { field: String, least: u32 },
    /// More representatives than the law lets a group send (信访工作条例 20).
    TooMany { field: String, most: u32 },
    /// The rule does not know this reason, or its limit for it is used up.
    ClockCannot { rule: String, lacks: String },
    /// The matter must be sealed at entry; the reason is of list `seal_reason`.
    MustBeSealed { reason: String },
    /// What went out, or what somebody outside said, cannot be taken back; a correction is a new act.
    CannotUndo { act: String, reason: String },
    /// What opened a record that others name stays while they do; each of `what` is a noun.
    StillNamed { act: String, what: Vec<String> },
}
