//! Making a desk and opening one.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rusqlite::Connection;

use super::mark::Mark;
use super::pool::Pool;
use super::rewrite::NEXT;
use super::{Desk, FILE, Origin, Shared, connect, lock, migrate, reached, traits};
use crate::backup;
use crate::error::{Result, StoreError};
use crate::held;
use crate::keys::seal::{check_of, random};
use crate::keys::{FileKey, SIDE_FILE};

const PLAIN: &[u8] = b"SQLite format 3\0";
/// The copy made before a schema step.
pub(crate) const BEFORE_UPGRADE: &str = "desk.before-upgrade.db";

impl Desk {
    /// Makes the folder's file. Refused where one is.
    pub fn create(dir: &Path, key: &FileKey) -> Result<Self> {
        fs::create_dir_all(dir)?;
        let lock = lock::take(dir)?;
        Self::create_under(lock, dir, key)
    }

    pub(super) fn create_under(lock: File, dir: &Path, key: &FileKey) -> Result<Self> {
        let file = dir.join(FILE);
        if file.exists() {
            return Err(StoreError::AlreadyThere);
        }
        // Under another name until it is whole: a start that was killed leaves no half-made desk.
        let making = dir.join("desk.making.db");
        remove_all(&making)?;
        let mut conn = connect::fresh(&making, key)?;
        migrate::migrate(&mut conn, migrate::STEPS, &dir.join(BEFORE_UPGRADE), key)?;
        traits::set(&conn, "hash_key", &random::<32>()?)?;
        conn.query_row("pragma wal_checkpoint(truncate)", [], |_| Ok(()))?;
        drop(conn);
        keep_private(&making)?;
        Mark { checks: vec![check_of(key)], ..Mark::default() }.save(dir)?;
        held::rename(&making, &file)?;
        sync_dir(dir)?;
        Self::opened(dir, key, lock)
    }

    /// Whether this folder holds a desk, or one that is being taken back (`backup::resume`).
    pub fn is_there(dir: &Path) -> bool {
        dir.join(FILE).is_file() || backup::is_cut_off(dir)
    }

    /// Whether another user of the machine keeps the folder for themselves: what lies in it may not even be read.
    pub fn is_shut(dir: &Path) -> bool {
        let opened = |name: &str| File::open(dir.join(name));
        let is_denied = |error: std::io::Error| error.kind() == std::io::ErrorKind::PermissionDenied;
        [FILE, SIDE_FILE].into_iter().any(|name| opened(name).is_err_and(is_denied))
    }

    /// Whether the folder's path leaves no room for what is laid into it: on Unix SQLite takes 512 bytes and no more.
    pub fn is_too_deep(dir: &Path) -> bool {
        const MOST: usize = 512;
        const LONGEST: &str = "/desk.before-upgrade.db.new-journal";
        cfg!(unix) && dir.as_os_str().len() + LONGEST.len() > MOST
    }

    /// Bytes of the folder's file; none where no desk is.
    pub fn size_in(dir: &Path) -> Result<u64> {
        match fs::metadata(dir.join(FILE)) {
            Ok(about) => Ok(about.len()),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(0),
            Err(error) => Err(error.into()),
        }
    }

    pub fn open(dir: &Path, key: &FileKey) -> Result<Self> {
        Self::open_any(dir, std::slice::from_ref(key)).map(|(desk, _)| desk)
    }

    /// After an interrupted re-key two keys may fit: says which did.
    pub fn open_any(dir: &Path, keys: &[FileKey]) -> Result<(Self, usize)> {
        if !dir.join(FILE).is_file() || is_plain(&dir.join(FILE))? {
            return Err(StoreError::NotADesk);
        }
        let lock = lock::take(dir)?;
        let known = Mark::load(dir)?.unwrap_or_default();
        let mut why = StoreError::WrongKey;
        for (k, key) in keys.iter().enumerate() {
            match Self::opened(dir, key, lock.try_clone()?) {
                Ok(desk) => {
                    remove_all(&dir.join(NEXT))?;
                    return Ok((desk, k));
                }
                Err(StoreError::WrongKey) if known.knows(key) => {
                    why = StoreError::Damaged("its first page".into())
                }
                Err(StoreError::WrongKey) => {}
                Err(other) => return Err(other),
            }
        }
        Err(why)
    }

    fn opened(dir: &Path, key: &FileKey, lock: File) -> Result<Self> {
        let file = dir.join(FILE);
        let mut conn = connect::writer(&file, key)?;
        migrate::migrate(&mut conn, migrate::STEPS, &dir.join(BEFORE_UPGRADE), key)?;
        let shared = Shared::new(hash_key(&conn)?)?;
        let desk = Self {
            pool: Pool::new(file, key.clone()),
            writer: Mutex::new(conn),
            shared,
            key: key.clone(),
            dir: dir.into(),
            rushing: false.into(),
            behind: false.into(),
            _lock: lock,
        };
        desk.remember_key()?;
        Ok(desk)
    }

    /// A lost or old mark must not turn a right key into a wrong one later.
    fn remember_key(&self) -> Result<()> {
        let mut mark = Mark::load(&self.dir)?.unwrap_or_default();
        if mark.knows(&self.key) {
            return Ok(());
        }
        mark.checks.push(check_of(&self.key));
        mark.mark.clear();
        mark.save(&self.dir)
    }

    pub fn origin(&self) -> Result<Origin> {
        let conn = self.writer();
        let n_pens: i64 = conn.query_row("select count(*) from pen", [], |r| r.get(0))?;
        let inside = traits::get(&conn, "mark")?.map(|m| hex(&m)).unwrap_or_default();
        let outside = match Mark::load(&self.dir)? {
            Some(kept) if kept.in_place(&self.dir)? => kept.mark,
            _ => String::new(),
        };
        drop(conn);
        let pen = self.read(|r| r.pen())?;
        let behind = pen.is_some_and(|p| reached::is_beyond(&self.dir, (p.writer, p.next_seq)));
        Ok(match n_pens {
            0 => Origin::Fresh,
            _ if behind => Origin::Moved,
            _ if !inside.is_empty() && inside == outside => Origin::Same,
            _ => Origin::Moved,
        })
    }

    /// Ties this folder to the writer just saved.
    pub fn adopt(&self) -> Result<()> {
        let mark = random::<16>()?;
        traits::set(&self.writer(), "mark", &mark)?;
        if let Some(pen) = self.read(|r| r.pen())? {
            reached::note(&self.dir, (pen.writer, pen.next_seq.saturating_sub(1)));
        }
        let mut kept = Mark::load(&self.dir)?.unwrap_or_default();
        kept.mark = hex(&mark);
        kept.save(&self.dir)
    }
}

fn hash_key(conn: &Connection) -> Result<[u8; 32]> {
    let kept = traits::get(conn, "hash_key")?.unwrap_or_default();
    kept.try_into().map_err(|_| StoreError::Damaged("its hash key".into()))
}

fn is_plain(file: &Path) -> Result<bool> {
    let mut head = Vec::new();
    held::open(file)?.take(PLAIN.len() as u64).read_to_end(&mut head)?;
    Ok(head == PLAIN)
}

/// A database file with what lies beside it.
pub(crate) fn remove_all(file: &Path) -> Result<()> {
    remove_beside(file)?;
    held::remove(file)
}

/// What WAL mode keeps beside a file: it must not meet another file of that name.
pub(crate) fn remove_beside(file: &Path) -> Result<()> {
    beside(file).iter().try_for_each(|file| held::remove(file))
}

/// What SQLite may lay there.
pub(super) fn beside(file: &Path) -> [PathBuf; 3] {
    ["-wal", "-shm", "-journal"].map(|end| {
        let mut name = file.as_os_str().to_owned();
        name.push(end);
        name.into()
    })
}

/// For this user of the machine alone. Elsewhere than on Unix the folder's own rules hold.
pub(crate) fn keep_private(file: &Path) -> Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(file, fs::Permissions::from_mode(0o600))?;
    }
    #[cfg(not(unix))]
    let _ = file;
    Ok(())
}

/// A rename is on the disk only once its folder is.
pub(crate) fn sync_dir(dir: &Path) -> Result<()> {
    #[cfg(unix)]
    File::open(dir)?.sync_all()?;
    #[cfg(not(unix))]
    let _ = dir;
    Ok(())
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|b| format!("{b:02x}")).collect()
}

pub(crate) fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u32> = text.chars().map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    let bytes = digits.chunks_exact(2).map(|d| u8::try_from(d[0] * 16 + d[1]).ok()).collect();
    if digits.len().is_multiple_of(2) { bytes } else { None }
}
