//! What can go wrong, and how it crosses. A `Refusal` is the law saying no: a hint beside the field. A `Failure` is the
//! program or the desk that could not; it is logged once, where it is answered (`Host::answer`).
//! Use `Refusal` where a person can do something else; `Failure` where somebody must look after the desk.

use domain::Refusal;
use serde::Serialize;
use store::StoreError;
use ts_rs::TS;

use crate::accounts::AccountRow;

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("{0:?}")]
    Failed(Failure),
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// The closed list of what may go wrong beside a refusal; each has a face in the user interface.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(tag = "code", content = "values", rename_all = "snake_case")]
pub enum Failure {
    UnknownCall {
        name: String,
    },
    /// The input is not of the call's shape: where, and what serde says.
    BadInput {
        problem: String,
    },
    NoDesk {},
    DeskExists {},
    /// This desk has asked to join a cell and waits for the office's answer.
    AwaitsEnrolment {},
    NotSignedIn {},
    /// Name or password do not fit; the next try is possible after so many seconds.
    WrongPassword {
        wait_s: u64,
    },
    TooSoon {
        wait_s: u64,
    },
    /// The sheet's groups do not fit.
    WrongSheet {},
    WeakPassword {
        least: u32,
    },
    /// One act is too large for an entry.
    TooBig {
        problem: String,
    },
    /// Outside role or scope. Written down; the same reason the button shows.
    Denied {
        why: Refusal,
    },
    Missing {
        what: String,
    },
    /// Somebody else moved the record meanwhile: look again.
    MovedOn {
        record: String,
    },
    Busy {},
    /// Another window, browser or user of this PC has the desk open.
    OpenElsewhere {},
    /// The folder belongs to another user of this PC, who keeps it for themselves.
    OthersFolder {
        dir: String,
    },
    /// Another program has a file open that is to be written, replaced or deleted.
    FileHeld {},
    /// Somebody has stopped the writing of a bundle or a workbook; nothing of it stays.
    ExportStopped {},
    /// Somebody has stopped a long work; what it had written stays.
    WorkStopped {},
    /// The exchange with the hub is running already.
    Exchanging {},
    ReadOnly {},
    /// The disk that the desk was moved to is not there: its folder.
    DeskAway {
        dir: String,
    },
    /// The folder was named by a command or by the system's settings, and moves with them only.
    FixedFolder {},
    /// The folder lies on another machine: the file system's kind.
    OnNetwork {
        by: String,
    },
    /// A program carries the folder's files away and brings others back: which.
    Synced {
        by: String,
    },
    /// The folder's path is longer than a desk's file may have it.
    TooDeep {},
    DiskFull {},
    /// Where a copy or the desk itself was to lie, something else is read than was written.
    BadMedium {},
    NewerFile {},
    Damaged {},
    WrongKey {},
    SlotDamaged {},
    /// A file that cannot be read as a list.
    BadFile {
        problem: String,
    },
    /// A file on a disc that is not taken: why, and which part of it.
    BadBundle {
        why: String,
        part: u16,
    },
    /// An attachment that lies elsewhere: with the hub as `RecordFile::hub`, and the office whose desk attached it.
    FileNotHere {
        place: String,
        office: String,
    },
    /// That desk was revoked.
    Revoked {},
    /// A demonstration desk is asked for what only a real one does, or the other way round.
    DemoOnly {},
    RealOnly {},
    DayBehind {
        stands_on: String,
    },
    /// A reference file that cannot be used: file and line.
    BadReference {
        file: String,
        line: u32,
        problem: String,
    },
    /// A group of the recovery sheet, counted from 1, is mistyped.
    SheetGroup {
        group: u32,
    },
    NameTaken {},
    /// Several people of this desk have that name: choose one.
    WhichAccount {
        accounts: Vec<AccountRow>,
    },
    /// An administrator's role goes with no other.
    RolesExclude {},
    /// System and security administrators are named before the second account.
    AdministratorsFirst {},
    /// There must be a way left to open the desk.
    LastAccount {},
    /// The account has no grant in force today.
    NoGrant {},
    /// The account has new keys that its office has not written down: what it must sign itself waits. The four groups to be
    /// read out to whoever keeps the accounts.
    AwaitsKeys {
        print: String,
    },
    Broken {
        what: String,
    },
}

/// What crosses the wire: `{"code": …, "values": …}`.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
#[serde(untagged)]
pub enum Fault {
    Refusal(Refusal),
    Failure(Failure),
}

impl Fault {
    /// The code on the wire.
    pub fn code(&self) -> String {
        let json = serde_json::to_value(self).unwrap_or_default();
        json["code"].as_str().unwrap_or_default().to_owned()
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        match error {
            Error::Refused(why @ (Refusal::WrongRole { .. } | Refusal::OutOfScope)) => {
                Self::Failure(Failure::Denied { why })
            }
            Error::Refused(refusal) => Self::Refusal(refusal),
            Error::Failed(failure) => Self::Failure(failure),
            Error::Store(error) => Self::Failure(failure_of(error)),
        }
    }
}

fn failure_of(error: StoreError) -> Failure {
    match error {
        StoreError::NotADesk => Failure::NoDesk {},
        StoreError::OpenElsewhere => Failure::OpenElsewhere {},
        StoreError::Busy => Failure::Busy {},
        StoreError::Stopped => Failure::WorkStopped {},
        StoreError::Held => Failure::FileHeld {},
        StoreError::ReadOnly => Failure::ReadOnly {},
        StoreError::DiskFull => Failure::DiskFull {},
        StoreError::BadMedium => Failure::BadMedium {},
        StoreError::Newer { .. } => Failure::NewerFile {},
        StoreError::Damaged { .. } => Failure::Damaged {},
        StoreError::WrongKey => Failure::WrongKey {},
        other => Failure::Broken { what: other.to_string() },
    }
}

/// `.or_missing("station")?`: a sentence instead of a match.
pub trait OrMissing<T> {
    fn or_missing(self, what: &str) -> Result<T>;
}

impl<T> OrMissing<T> for Option<T> {
    fn or_missing(self, what: &str) -> Result<T> {
        self.ok_or_else(|| Failure::Missing { what: what.to_owned() }.into())
    }
}
