//! An open desk and who works at it: what every act and every read starts from.
//! It does not know how a call arrived. `perform` and `consult` are its two doors.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, RwLock};

use domain::places::PinyinKind;
use domain::{Law, Person, Role};
use ledger::{AccountId, Clk, RecordId};
use store::{Desk, Reader, Scope, Tx};
use zeroize::Zeroizing;

use crate::joining::office_name;
use crate::{Result, Topic, Wall};

/// The signed-in person with the keys that their acts are signed with.
pub struct Who {
    pub person: Person,
    /// The name they signed in under: a name corrected since is taken over by the next change of password.
    pub login: String,
    pub key: ledger::SigningKey,
    /// Opens what is sealed to this account.
    pub seal: Zeroizing<[u8; 32]>,
}

/// An open desk. Shared by all calls; the writer is inside `desk`.
pub struct Office {
    pub desk: Desk,
    pub wall: Arc<dyn Wall>,
    /// Six digits.
    pub code: String,
    pub demo: bool,
    /// Many acts in a row that nobody waits for: the last ones may be missing after a power cut.
    pub(crate) bulk: bool,
    /// The exchange with the hub, while one runs.
    pub(crate) hub: crate::exchange::Line,
    /// The connection to it, while one lies ready.
    pub(crate) lines: crate::exchange::Lines,
    /// The attachment that is on its way, while one is.
    pub(crate) files: crate::exchange::FileLine,
    /// The bundle that is being written, while one is.
    pub(crate) writing: crate::exchange::WriteLine,
    /// The long work that somebody waits for, while one is done.
    pub(crate) work: crate::working::LongWork,
    /// The list of stations that was read last, until it is imported.
    pub(crate) last_list: crate::imports::LastList,
    law: RwLock<Arc<Law>>,
    names: RwLock<Arc<Names>>,
    /// Fields fall in their order, and this one last: a large file on a slow disk takes seconds to close, and is still open so long.
    pub(crate) open: Arc<()>,
}

/// Who is who and what is where, read once and again when people or stations change.
#[derive(Default)]
pub struct Names {
    pub accounts: BTreeMap<AccountId, RecordId>,
    /// Of the same: six digits.
    pub offices: BTreeMap<AccountId, String>,
    pub people: BTreeMap<RecordId, String>,
    pub stations: BTreeMap<RecordId, String>,
}

/// A clock behind the newest entry is suspect at once; so is one this far ahead of it.
const AHEAD_MS: u64 = 400 * 24 * 3600 * 1000;
/// How long a confirmation of the clock lasts.
const CONFIRMED_MS: u64 = 30 * 24 * 3600 * 1000;
/// When the clock was last confirmed: by founding, later by a hub. A disc that travelled for days confirms none.
pub(crate) const IN_STEP: &str = "in_step_ms";

impl Office {
    /// A desk that stands on a day of its own is a demonstration.
    ///
    /// Invariant: `law` comes from the desk's own `ref` stream, never from the program's files.
    pub fn new(desk: Desk, wall: Arc<dyn Wall>, code: String) -> Result<Self> {
        let demo = desk.read(|reader| reader.setting("stands_on"))?.is_some();
        let office = Self {
            desk,
            wall,
            code,
            demo,
            bulk: false,
            hub: crate::exchange::Line::default(),
            lines: crate::exchange::Lines::default(),
            files: crate::exchange::FileLine::default(),
            writing: crate::exchange::WriteLine::default(),
            work: crate::working::LongWork::default(),
            last_list: crate::imports::LastList::default(),
            law: RwLock::default(),
            names: RwLock::default(),
            open: Arc::default(),
        };
        office.read_law()?;
        office.read_names()?;
        Ok(office)
    }

    pub fn law(&self) -> Arc<Law> {
        Arc::clone(&self.law.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    pub fn names(&self) -> Arc<Names> {
        Arc::clone(&self.names.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// The name of the person behind an account, else of their office: what another county's people are called lies with that
    /// county and the city. Its id where nobody here vouches for it.
    pub fn name_of(&self, account: AccountId) -> String {
        let names = self.names();
        let of_office = || names.offices.get(&account).map(|code| office_name(self, code));
        self.known_name(account).or_else(of_office).unwrap_or_else(|| account.to_string())
    }

    /// `None`: their name is not on this desk.
    pub fn known_name(&self, account: AccountId) -> Option<String> {
        let names = self.names();
        names.accounts.get(&account).and_then(|person| names.people.get(person)).cloned()
    }

    pub fn person_name(&self, person: RecordId) -> String {
        self.names().people.get(&person).cloned().unwrap_or_default()
    }

    pub fn station_name(&self, station: RecordId) -> String {
        self.names().stations.get(&station).cloned().unwrap_or_default()
    }

    /// What is made stale by an act is read again before the act answers.
    pub(crate) fn after(&self, changed: &BTreeSet<Topic>) -> Result<()> {
        if changed.contains(&Topic::Reference) {
            self.read_law()?;
        }
        if changed.contains(&Topic::People) || changed.contains(&Topic::Stations) {
            self.read_names()?;
        }
        Ok(())
    }

    /// Folds and projects what an act touched, and the records that name it.
    pub(crate) fn refresh(&self, tx: &mut Tx<'_>, touched: &[RecordId]) -> Result<()> {
        let law = self.law();
        tx.refresh(touched, &|record, find| domain::project(record, &law, find))?;
        Ok(())
    }

    /// Makes every projection anew from the log.
    pub fn rebuild(&self) -> Result<()> {
        // Behind another long work it is not told.
        let turn = self.work.begin("rebuild").ok();
        let heard = |far| {
            // Half of the lists is no good state: where somebody would stop it, it goes on.
            let _ = turn.as_ref().map(|turn| turn.tell("lists", far));
        };
        self.rebuild_heard(&heard)
    }

    /// The same. `heard` is told how far along the log it is, and of how many entries.
    pub(crate) fn rebuild_heard(&self, heard: &dyn Fn((u64, u64))) -> Result<()> {
        let law = self.law();
        let of = self.desk.read(|reader| reader.last_n())?.unsigned_abs();
        let mut seen = |done| heard((done, of));
        self.desk.rebuild(&|record, find| domain::project(record, &law, find), &mut seen)?;
        // The last record began before the last entry.
        heard((of, of));
        self.read_names()
    }

    /// What this desk must think of its clock (ledger.md §2.3): suspect when it is behind its own log or far ahead of
    /// it, or somebody here says that it is wrong; free-running when nobody has confirmed it for thirty days. Founding
    /// confirms it once, by the person there.
    pub(crate) fn clk(&self, reader: &Reader<'_>, now_ms: u64) -> Result<Clk> {
        if crate::desk::wrong_by(reader)?.is_some() {
            return Ok(Clk::Suspect);
        }
        let latest = reader.latest_wall()?;
        if now_ms < latest || (latest > 0 && now_ms > latest + AHEAD_MS) {
            return Ok(Clk::Suspect);
        }
        let confirmed = reader.setting(IN_STEP)?.and_then(|ms| ms.as_u64());
        let in_step = confirmed.is_some_and(|ms| now_ms.saturating_sub(ms) <= CONFIRMED_MS);
        Ok(if in_step { Clk::InStep } else { Clk::FreeRunning })
    }

    fn read_law(&self) -> Result<()> {
        let law = self.desk.read(crate::reference::law_of)?;
        // A surname's reading is told by all readings of its character; only places are read otherwise anywhere.
        let local = law.places.pinyin().iter().filter(|p| p.kind == PinyinKind::Place);
        self.desk.set_readings(local.map(|p| (p.text.clone(), p.initials.clone())));
        *self.law.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(law);
        Ok(())
    }

    fn read_names(&self) -> Result<()> {
        let names = self.desk.read(crate::people::names_of)?;
        *self.names.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(names);
        Ok(())
    }
}

impl Who {
    /// What lists may show this person: the city everything, an office its own, a liaison her stations.
    pub fn scope(&self) -> Scope {
        let person = &self.person;
        match (person.whole_office, person.office.ends_with("00")) {
            (true, true) => Scope::Whole,
            (true, false) => Scope::Office(person.office.clone()),
            (false, _) => Scope::Stations(person.stations.clone()),
        }
    }

    pub fn is(&self, role: Role) -> bool {
        self.person.is(role)
    }
}
