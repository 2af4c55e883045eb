//! How the program ends: 0 good, 1 a fault was answered, 2 it was asked wrongly (or the log is incomplete).

use std::process::ExitCode;

use serde_json::json;

use crate::said;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Good,
    Fault,
    Usage,
}

impl From<End> for ExitCode {
    fn from(end: End) -> Self {
        match end {
            End::Good => Self::SUCCESS,
            End::Fault => Self::from(1),
            End::Usage => Self::from(2),
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
