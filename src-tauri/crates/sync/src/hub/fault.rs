//! What the database says, as what a desk or an administrator can do about it.

use tokio_postgres::Error;

use crate::session::MailFault;

/// Why the set-up of a hub did not go through.
#[derive(Debug, thiserror::Error)]
pub enum HubError {
    #[error("the hub's schema is version {found}; this program knows {known}: update the program")]
    Newer { found: u32, known: u32 },
    #[error("the hub's schema is version {found}; this program needs {needed}: run `hub init` first")]
    Older { found: u32, needed: u32 },
    #[error("no hub is set up in this database: run `hub init` first")]
    NoHub,
    #[error("a hub is set up in this database already; the check needs an empty one")]
    NotEmpty,
    #[error("this hub is another cell's: only a list of its own desks lets anybody in here")]
    OtherCell,
    #[error("to end what hangs, be a superuser or in pg_read_all_stats and pg_signal_backend")]
    Blind,
    #[error("{0:?} is no desk's name (d_ and 16 hex digits)")]
    Name(String),
    #[error("the request is not made in the name of {0}")]
    OtherName(String),
    #[error("certificate or key: {0}")]
    Certificate(String),
    #[error("the database: {0}")]
    Database(String),
}

impl From<Error> for HubError {
    fn from(error: Error) -> Self {
        Self::Database(words(&error))
    }
}

/// With SQLSTATE where there is one, and the cause below where there is not.
pub(super) fn words(error: &Error) -> String {
    match error.as_db_error() {
        Some(db) => format!("{} ({})", db.message(), db.code().code()),
        None => {
            let cause = std::error::Error::source(error).map(|cause| format!(": {cause}"));
            format!("{error}{}", cause.unwrap_or_default())
        }
    }
}

/// A fault, and whether the same call may succeed if it is made again.
#[derive(Debug)]
pub(super) struct Trouble {
    pub fault: MailFault,
    pub again: bool,
}

impl Trouble {
    pub fn of(error: &Error) -> Self {
        let Some(db) = error.as_db_error() else {
            if let Some(said) = certificate(error) {
                return Self { fault: MailFault::Certificate(said), again: false };
            }
            return Self { fault: MailFault::Link(words(error)), again: true };
        };
        let said = db.message().to_owned();
        let fault = match db.code().code() {
            "HB001" => MailFault::UnknownCursor,
            "HB002" | "HB003" => MailFault::Entry(said),
            "HB004" => MailFault::Quota(said),
            "53100" => MailFault::Full(said),
            "42501" => MailFault::Stream(said),
            "28000" | "28P01" => MailFault::Login(said),
            _ => MailFault::Link(words(error)),
        };
        Self { fault, again: passing(db.code().code()) }
    }

    pub fn link(said: &str) -> Self {
        Self { fault: MailFault::Link(said.to_owned()), again: false }
    }
}

/// TLS came about with somebody else than who was meant, or the other side does not take this desk's certificate. A desk that
/// waits or tries again changes nothing about that.
fn certificate(error: &Error) -> Option<String> {
    let mut cause = std::error::Error::source(error);
    while let Some(at) = cause {
        let inner = at.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        let tls = at.downcast_ref().or_else(|| inner.and_then(|inner| inner.downcast_ref::<rustls::Error>()));
        if let Some(tls) = tls {
            let about = matches!(tls, rustls::Error::InvalidCertificate(_) | rustls::Error::AlertReceived(_));
            return about.then(|| tls.to_string());
        }
        cause = at.source();
    }
    None
}

/// What the database refused leaves the line as it was, unless it is the line that came to its end.
pub(super) fn keeps_line(error: &Error) -> bool {
    error.as_db_error().is_some_and(|db| !ends_line(db.code().code()))
}

/// Ended by the other side, or its prepared statements are of another schema.
fn ends_line(state: &str) -> bool {
    ["57P01", "57P02", "57P03", "0A000", "26000"].contains(&state) || state.starts_with("08")
}

/// Serialisation failures and deadlocks; a server that stops, starts or is full; a prepared statement it forgot.
fn passing(state: &str) -> bool {
    let states = ["40001", "40P01", "57P01", "57P02", "57P03", "53300", "0A000", "26000"];
    states.contains(&state) || state.starts_with("08")
}

#[cfg(test)]
mod tests {
    use super::{MailFault, Trouble, ends_line, passing};

    #[test]
    fn only_what_passes_is_tried_again() {
        for state in ["40001", "40P01", "57P01", "57P03", "53300", "08006"] {
            assert!(passing(state), "{state}");
        }
        for state in ["42501", "HB001", "HB002", "HB004", "28000", "57014", "53100", "XX000"] {
            assert!(!passing(state), "{state}");
        }
    }

    #[test]
    fn every_break_of_the_connection_passes_and_ends_the_line() {
        for state in ["08000", "08001", "08003", "08004", "08006", "08007", "08P01"] {
            assert!(passing(state) && ends_line(state), "{state}");
        }
        for state in ["", "0", "80006", "10800", "22008", "P0001"] {
            assert!(!passing(state) && !ends_line(state), "{state:?}");
        }
    }

    #[test]
    fn what_the_program_itself_says_of_a_link_is_not_tried_again() {
        let trouble = Trouble::link("no answer within 60s");
        assert_eq!((trouble.fault, trouble.again), (MailFault::Link("no answer within 60s".into()), false));
    }

    #[test]
    fn a_line_that_was_ended_or_whose_statements_are_forgotten_is_not_tried_again_on() {
        for state in ["57P01", "57P02", "0A000", "26000", "08006"] {
            assert!(ends_line(state) && passing(state), "{state}: again, on a new line");
        }
        for state in ["40001", "40P01", "42501", "HB001", "HB004", "53100"] {
            assert!(!ends_line(state), "{state}");
        }
    }
}
