//! The desk is killed in mid-write, or loses power: what was acknowledged is there, the log is whole, and the
//! projections are those of the log. The child is this test program itself, started again.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use ledger::verify::{Stored, Verdict};
use ledger::{EntryId, Op};
use tempfile::TempDir;

use super::FILE;
use crate::kit::{self, KEY, act, case, clock_line, id};
use crate::shelf::dump;
use crate::{Desk, StoreError};

const DIR: &str = "STORE_KILL_DIR";
/// What runs this program where the system itself does not, with its arguments: qemu for another processor.
const RUNNER: &str = "STORE_KILL_RUNNER";
/// Said before the desk is opened: a kill may fall into that as well, but not into the start of a slow system's process.
const READY: &str = "ready";
const ROUNDS: u32 = 60;
/// Cases that are written again and again.
const CASES: u64 = 25;

/// Not a test by itself: the process that gets killed.
#[test]
fn child() {
    let Ok(dir) = std::env::var(DIR) else { return };
    println!("\n{READY}");
    let desk = Desk::open(Path::new(&dir), &KEY).unwrap();
    // Often, so that kills fall into checkpoints too.
    desk.writer().query_row("pragma wal_autocheckpoint = 8", [], |_| Ok(())).unwrap();
    let mut out = std::io::stdout().lock();
    for n in 0u64.. {
        let record = id(n % CASES);
        let day = format!("2026-03-{:02}", n % 28 + 1);
        let mut ops = case(&format!("事项{n}"), &day);
        ops.push(clock_line(&format!("R{}", n % 3), Some(&day), (n % 4) as i64, n % 5 == 0));
        let entry = act(&desk, record, ops);
        writeln!(out, "\nack {}", entry.id).unwrap();
        out.flush().unwrap();
    }
}

#[test]
fn killed_sixty_times() {
    let dir = TempDir::new().unwrap();
    drop(kit::found(dir.path()));
    let mut rng = Dice(7);
    let mut acknowledged: Vec<EntryId> = Vec::new();
    for round in 0..ROUNDS {
        let wait = Duration::from_millis(rng.next() % 180);
        acknowledged.extend(run_and_kill(dir.path(), wait, Since::of(round)));
        let desk = Desk::open(dir.path(), &KEY).unwrap();
        whole(&desk, &acknowledged, round);
    }
}

/// When the wait before a kill begins.
#[derive(Clone, Copy, PartialEq)]
enum Since {
    /// The desk may still be opening.
    Start,
    /// It is at work, however slow the system is.
    Act,
}

impl Since {
    fn of(round: u32) -> Self {
        if round.is_multiple_of(4) { Self::Start } else { Self::Act }
    }
}

fn run_and_kill(dir: &Path, wait: Duration, since: Since) -> Vec<EntryId> {
    let mut child = this_program()
        .args(["--exact", "desk::killed::child", "--nocapture", "--test-threads=1"])
        .env(DIR, dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    assert!(out.any(|line| line == READY), "the child did not start");
    let mut acts = out.filter_map(|l| l.strip_prefix("ack ").and_then(|id| id.parse().ok()));
    let mut acknowledged: Vec<EntryId> = Vec::new();
    if since == Since::Act {
        acknowledged.push(acts.next().expect("the child ended before it wrote anything"));
    }
    let reading = std::thread::spawn(move || acts.collect::<Vec<EntryId>>());
    std::thread::sleep(wait);
    child.kill().unwrap();
    child.wait().unwrap();
    acknowledged.extend(reading.join().unwrap());
    acknowledged
}

fn this_program() -> Command {
    let program = std::env::current_exe().unwrap();
    let Ok(runner) = std::env::var(RUNNER) else { return Command::new(program) };
    let mut words = runner.split(' ');
    let mut command = Command::new(words.next().unwrap());
    command.args(words).arg(program);
    command
}

fn whole(desk: &Desk, acknowledged: &[EntryId], round: u32) {
    let (kept, report) = desk
        .read(|r| {
            for id in acknowledged {
                assert!(r.entry(*id)?.is_some(), "round {round}: {id} was acknowledged and is gone");
            }
            let raw = r.raw_entries(0, u32::MAX)?;
            let stored = raw.into_iter().map(|e| Stored {
                id: EntryId(e.id.try_into().unwrap()),
                hdr: e.hdr,
                sig: e.sig,
                usig: e.usig,
                body: e.body,
            });
            Ok::<_, StoreError>((dump(r), ledger::verify::verify(stored, &*r.authority()?)))
        })
        .unwrap();
    assert!(report.verdict == Verdict::Good, "round {round}: {report:?}");
    desk.rebuild(&kit::project, &mut |_| {}).unwrap();
    let made = desk.read(|r| Ok::<_, StoreError>(dump(r))).unwrap();
    assert_eq!(kept, made, "round {round}");
}

/// Power goes: of what was written after the last acknowledged act, any part may be missing or torn.
#[test]
fn the_power_fails_in_the_middle_of_a_write() {
    let dir = TempDir::new().unwrap();
    let desk = kit::found(dir.path());
    desk.writer().query_row("pragma wal_autocheckpoint = 0", [], |_| Ok(())).unwrap();
    let wal = dir.path().join("desk.db-wal");
    let mut acts = Vec::new();
    for n in 0..20 {
        let entry = act(&desk, id(n % 5), case(&format!("事项{n}"), "2026-03-01"));
        acts.push((entry.id, fs::metadata(&wal).unwrap().len() as usize));
    }
    let log = fs::read(&wal).unwrap();
    let mut rng = Dice(7);
    for (n, (_, synced)) in acts.iter().enumerate().take(19) {
        let torn = tear(&log, *synced, acts[n + 1].1, &mut rng);
        let after = TempDir::new().unwrap();
        fs::copy(dir.path().join(FILE), after.path().join(FILE)).unwrap();
        fs::write(after.path().join("desk.db-wal"), torn).unwrap();
        let desk = Desk::open(after.path(), &KEY).unwrap();
        let acknowledged: Vec<_> = acts[..=n].iter().map(|(id, _)| *id).collect();
        whole(&desk, &acknowledged, n as u32);
    }
}

/// Keeps what was synced; of the rest up to `end` some pieces of a disk's sector are lost, some hold rubbish.
fn tear(log: &[u8], synced: usize, end: usize, rng: &mut Dice) -> Vec<u8> {
    let mut torn = log[..end].to_vec();
    for sector in torn[synced..].chunks_mut(512) {
        match rng.next() % 3 {
            0 => sector.fill(0),
            1 => sector.iter_mut().for_each(|b| *b = rng.next() as u8),
            _ => {}
        }
    }
    let cut = synced + rng.next() as usize % (end - synced + 1);
    torn.truncate(cut);
    torn
}

#[test]
fn an_unfinished_start_leaves_no_half_made_desk() {
    let dir = TempDir::new().unwrap();
    fs::write(dir.path().join("desk.making.db"), b"half").unwrap();
    let desk = kit::found(dir.path());
    act(&desk, id(1), vec![Op::set("title", "一")]);
    assert!(!dir.path().join("desk.making.db").exists());
}

/// The same numbers every time, so that a red run can be run again.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed ^ (mixed >> 31)
    }
}
