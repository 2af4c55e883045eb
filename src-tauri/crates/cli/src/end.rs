//! How the program ends: 0 good, 1 a fault was answered, 2 it was asked wrongly (or the log is incomplete), 3 the log was not looked at.

use std::process::ExitCode;

use serde_json::json;

use crate::said;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Good,
    Fault,
    Usage,
    /// Of `verify` alone: nothing is said of the log.
    Unseen,
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        match end {
            End::Good => Self::SUCCESS,
            End::Fault => Self::from(1),
            End::Usage => Self::from(2),
            End::Unseen => Self::from(3),
        }
    }
}

/// What stops a command early.
#[derive(Debug)]
pub enum Stop {
    /// Answered by the desk, as it stands on the wire.
    Fault(serde_json::Value),
    /// Asked wrongly: the words tell how.
    Usage(String),
}

impl Stop {
    pub fn usage(words: impl Into<String>) -> Self {
        Self::Usage(words.into())
    }

    pub fn fault(fault: &actions::Fault) -> Self {
        Self::Fault(said::wire(fault))
    }

    /// Told by what was read of the desk's file, and not by who asked or how.
    pub fn is_of_the_file(&self) -> bool {
        let code = |fault: &serde_json::Value| fault["code"] == "damaged" || fault["code"] == "broken";
        matches!(self, Self::Fault(fault) if code(fault))
    }

    /// As a person reads it.
    pub fn words(&self) -> String {
        match self {
            Self::Fault(fault) => said::in_words(fault),
            Self::Usage(words) => words.clone(),
        }
    }
}

impl End {
    /// Says on the way out what stopped the command: JSON for programs on stdout, words for people on stderr.
    pub fn told(stop: Stop) -> Self {
        eprintln!("{}", stop.words());
        match stop {
            Stop::Fault(fault) => {
                said::line(json!({ "fault": fault }));
                Self::Fault
            }
            Stop::Usage(_) => Self::Usage,
        }
    }
}
