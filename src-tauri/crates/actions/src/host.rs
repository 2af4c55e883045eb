//! One desk folder and who sits at it: nobody yet, locked, or open with a person signed in.
//! It does not know how a call arrived, nor what any call does: `calls` has the list.
//! Called by the shell, `serve` and the command line.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock, Weak};
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use serde_json::Value as Json;
use store::keys::Cost;

use crate::desk::Waiting;
use crate::places::Openings;
use crate::working::LongWork;
use crate::{Error, Failure, Fault, Office, Result, Wall, Who, calls};

/// As long as somebody who comes next looks on.
const PATIENCE: Duration = Duration::from_secs(60);
const PAUSE: Duration = Duration::from_millis(100);

/// Answers calls for one desk folder.
pub struct Host {
    dir: RwLock<PathBuf>,
    /// Where it is written down that the desk moved; nothing where its folder was named.
    pub(crate) kept: Option<PathBuf>,
    /// Whether the next start opens a window; nothing where there is none to choose.
    pub(crate) openings: Option<Openings>,
    pub(crate) wall: Arc<dyn Wall>,
    /// The day named by `--today`: a demonstration desk may be moved forward to it.
    pub(crate) today: Option<NaiveDate>,
    /// What one try of a password costs at a desk that is founded or joined here.
    pub(crate) cost: Cost,
    /// How long whoever comes next waits for the file to close.
    patience: Duration,
    session: RwLock<Option<Arc<Session>>>,
    /// Of the one before, whose last call may still be running or its file closing.
    left: Mutex<Weak<()>>,
    /// The long work that is done while nobody is signed in: the desk is on its way to another disk, or being opened.
    pub(crate) work: LongWork,
    /// What is between two calls of one task: a sheet that waits to be typed back.
    pub(crate) waiting: Mutex<Waiting>,
}

/// An open desk and its signed-in person.
pub(crate) struct Session {
    pub office: Office,
    pub who: Who,
}

impl Host {
    /// `today` is the day named by `--today`. Nothing is opened yet.
    pub fn new(dir: &Path, wall: Arc<dyn Wall>, today: Option<NaiveDate>) -> Self {
        let dir = RwLock::new(dir.to_owned());
        Self {
            dir,
            kept: None,
            openings: None,
            wall,
            today,
            cost: Cost::default(),
            patience: PATIENCE,
            session: RwLock::default(),
            left: Mutex::default(),
            work: LongWork::default(),
            waiting: Mutex::default(),
        }
    }

    /// Another cost than the usual: desks of tests alone.
    #[must_use]
    pub fn costing(self, cost: Cost) -> Self {
        Self { cost, ..self }
    }

    /// Another wait than the usual for a file that closes: desks of tests alone.
    #[must_use]
    pub fn waiting(self, patience: Duration) -> Self {
        Self { patience, ..self }
    }

    /// Of a desk that a person may move: where the new place is written down.
    #[must_use]
    pub fn kept_at(self, kept: Option<PathBuf>) -> Self {
        Self { kept, ..self }
    }

    /// Of a program with a window, or of one beside it: where this user's choice between window and browser is kept.
    #[must_use]
    pub fn opening_as(self, openings: Option<Openings>) -> Self {
        Self { openings, ..self }
    }

    pub(crate) fn dir(&self) -> PathBuf {
        self.dir.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn now_in(&self, dir: &Path) {
        dir.clone_into(&mut self.dir.write().unwrap_or_else(PoisonError::into_inner));
    }

    /// One call: its name as in `calls`, its input as JSON.
    pub fn answer(&self, name: &str, input: Json) -> std::result::Result<Json, Fault> {
        self.answered(name, input).map_err(|error| self.tell(name, error))
    }

    fn answered(&self, name: &str, input: Json) -> Result<Json> {
        if let Some(answer) = calls::before(self, name, &input) {
            return answer;
        }
        if !calls::is_known(name) {
            return Err(Failure::UnknownCall { name: name.to_owned() }.into());
        }
        let session = self.session().ok_or(Failure::NotSignedIn {})?;
        calls::after(&session.office, &session.who, name, input)
    }

    /// The one place where a failure is logged; a refusal is an answer and is not. A call outside role or scope is
    /// written into the office's log.
    fn tell(&self, name: &str, error: Error) -> Fault {
        let fault = match Fault::from(error) {
            // Nobody else has it: what somebody began here before they were signed out goes on for a moment, or somebody signs in.
            Fault::Failure(Failure::OpenElsewhere {}) if self.is_at_it() => Fault::Failure(Failure::Busy {}),
            fault => fault,
        };
        if let Fault::Failure(failure) = &fault {
            match failure {
                Failure::Denied { why } => self.write_denied(name, why),
                Failure::Broken { what } => tracing::error!(call = name, what, "A call failed"),
                // What else it says may be what somebody typed, and a log lies open on the disk.
                _ => tracing::info!(call = name, code = %fault.code(), "A call was not answered"),
            }
        }
        fault
    }

    fn write_denied(&self, name: &str, why: &domain::Refusal) {
        let Some(session) = self.session() else { return };
        let written = crate::trace::denied(&session.office, &session.who, (name, why));
        if let Err(error) = written {
            tracing::error!(call = name, %error, "A refusal could not be written down");
        }
    }

    pub(crate) fn session(&self) -> Option<Arc<Session>> {
        self.session.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Nobody is signed in from here on; the file closes when the last running call ends.
    pub(crate) fn close(&self) {
        drop(self.leave());
    }

    /// The same, for whoever opens the file next: what the one before had begun ends first, or they are told that it is busy.
    pub(crate) fn close_and_wait(&self) {
        self.close();
        let until = Instant::now() + self.patience;
        while self.is_left_running() && Instant::now() < until {
            std::thread::sleep(PAUSE);
        }
    }

    /// As `close`, for whoever still has to do with the file: where no other call is in it, it closes when they let go of this.
    pub(crate) fn leave(&self) -> Option<Arc<Session>> {
        let session = self.session.write().unwrap_or_else(PoisonError::into_inner).take()?;
        // Outside of the lock: until its exchange has ended other calls are told that nobody is signed in.
        *self.left.lock().unwrap_or_else(PoisonError::into_inner) = Arc::downgrade(&session.office.open);
        session.office.hub.close();
        session.office.files.close();
        session.office.writing.close();
        session.office.work.close();
        Some(session)
    }

    pub(crate) fn is_left_running(&self) -> bool {
        self.left.lock().unwrap_or_else(PoisonError::into_inner).strong_count() > 0
    }

    fn is_at_it(&self) -> bool {
        self.is_left_running() || self.work.progress().is_some()
    }

    pub(crate) fn seat(&self, session: Session) {
        *self.session.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(session));
    }

    /// Takes the session out, to close or change its file: nobody else may be in it.
    pub(crate) fn alone(&self, session: Arc<Session>) -> Result<Session> {
        self.close();
        Arc::try_unwrap(session).map_err(|shared| {
            self.seat_again(shared);
            Failure::Busy {}.into()
        })
    }

    /// Gives a session back that could not be taken out: another call was still running in it.
    fn seat_again(&self, session: Arc<Session>) {
        session.office.hub.open_again();
        session.office.files.open_again();
        session.office.writing.open_again();
        session.office.work.open_again();
        *self.session.write().unwrap_or_else(PoisonError::into_inner) = Some(session);
    }

    /// Keeps a sheet until two of its groups were typed back.
    pub(crate) fn wait_for(&self, sheet: store::keys::Sheet, asked: [usize; 2]) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).sheet = Some((sheet, asked));
    }

    /// The signed-in office and person, for callers beside the list of calls (`verify`, bench).
    pub fn with<T>(&self, run: impl FnOnce(&Office, &Who) -> Result<T>) -> std::result::Result<T, Fault> {
        let session = self.session().ok_or(Failure::NotSignedIn {}).map_err(Fault::Failure)?;
        run(&session.office, &session.who).map_err(Fault::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SystemWall;

    /// A bug: while a large file was closing on a slow disk, whoever came next was sent to look for another user of the PC.
    #[test]
    fn a_file_that_is_still_closing_is_busy_and_not_open_elsewhere() {
        let host = Host::new(Path::new("nowhere"), Arc::new(SystemWall), None);
        let told = || host.tell("sign_in", Failure::OpenElsewhere {}.into());
        let closing: Arc<()> = Arc::default();
        *host.left.lock().unwrap() = Arc::downgrade(&closing);
        assert!(matches!(told(), Fault::Failure(Failure::Busy {})));
        drop(closing);
        assert!(matches!(told(), Fault::Failure(Failure::OpenElsewhere {})));
    }

    /// A bug: while the lists were made anew, whoever pressed again after a reload was sent to look for another user of the PC.
    #[test]
    fn a_file_that_is_being_opened_here_is_busy_and_not_open_elsewhere() {
        let host = Host::new(Path::new("nowhere"), Arc::new(SystemWall), None);
        let told = || host.tell("sign_in", Failure::OpenElsewhere {}.into());
        let opening = host.work.begin("open_desk").unwrap();
        assert!(matches!(told(), Fault::Failure(Failure::Busy {})));
        drop(opening);
        assert!(matches!(told(), Fault::Failure(Failure::OpenElsewhere {})));
    }

    /// All that is told to the log.
    #[derive(Clone, Default)]
    struct Told(Arc<Mutex<String>>);

    impl tracing::Subscriber for Told {
        fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
            true
        }
        fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
            tracing::span::Id::from_u64(1)
        }
        fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}
        fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}
        fn event(&self, event: &tracing::Event<'_>) {
            event.record(&mut self.clone());
        }
        fn enter(&self, _: &tracing::span::Id) {}
        fn exit(&self, _: &tracing::span::Id) {}
    }

    impl tracing::field::Visit for Told {
        fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
            self.0.lock().unwrap().push_str(&format!("{field}: {value:?}; "));
        }
    }

    /// A bug: what does not fit a call's shape is repeated by the reader of JSON, and stood so in the log, names of people too.
    #[test]
    fn the_log_repeats_nothing_that_was_typed() {
        let host = Host::new(Path::new("nowhere"), Arc::new(SystemWall), None);
        let told = Told::default();
        let wrong =
            Failure::BadInput { problem: "invalid type: string \"秦雨桐\", expected a number".into() };
        tracing::subscriber::with_default(told.clone(), || host.tell("register_appeal", wrong.into()));
        let said = told.0.lock().unwrap().clone();
        assert!(said.contains("bad_input") && !said.contains("秦雨桐"), "{said}");
    }
}
