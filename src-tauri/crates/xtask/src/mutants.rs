//! `cargo xtask mutants`: breaks a copy of `ledger` and `sync` in one way after the other; each time the fleet must turn red.
//! It does not know what a patch means; a patch that does not apply, does not compile or survives fails the command.
//! Called by `stages`; all of them are built in one folder, so that each costs no more than what it changes.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::place::Place;
use crate::stage::shown;

const CRATES: [&str; 2] = ["ledger", "sync"];
/// The tests whose seeds turn red; a mutant has one that is known to kill it.
const FLEET: &str = "seeds_heal";
/// Optimised like a release, but built in the least time.
const PROFILE: &str =
    "\n[profile.mutants]\ninherits = \"release\"\nopt-level = 1\nincremental = true\ncodegen-units = 16\n";

/// Which mutants, and with which seeds.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// Only this one.
    pub name: Option<String>,
    /// Instead of the known seed: 1 up to this, until one kills.
    pub search: Option<u64>,
}

impl Asked {
    pub fn read(args: &[String]) -> Option<Self> {
        let (name, rest) = match args.split_first() {
            Some((name, rest)) if !name.starts_with("--") => (Some(name.clone()), rest),
            _ => (None, args),
        };
        let search = crate::asked::numbers(rest, &["search"])?.get("search").copied();
        Some(Self { name, search })
    }
}

/// A patch and the seed that is known to kill it.
#[derive(Debug, PartialEq, Eq)]
struct Mutant {
    name: String,
    seed: u64,
}

/// Every one of them; `Err` tells which lives.
pub fn run(place: &Place, asked: &Asked) -> Result<(), String> {
    let began = Instant::now();
    let folder = place.root.join("src-tauri/crates/sync/mutants");
    let mut mutants = listed(&folder)?;
    if let Some(name) = &asked.name {
        mutants.retain(|mutant| mutant.name == *name);
    }
    if mutants.is_empty() {
        return Err(format!("no such mutant in {}", folder.display()));
    }
    let copy = Copy::of(place)?;
    copy.healthy(&mutants)?;
    let mut living = Vec::new();
    for mutant in &mutants {
        let since = Instant::now();
        let (killed, seconds) = (copy.try_one(&folder, mutant, asked.search)?, since.elapsed().as_secs());
        match killed {
            Some((seed, why)) => println!("killed    {} by seed {seed} in {seconds} s: {why}", mutant.name),
            None => {
                println!("SURVIVED  {} in {seconds} s", mutant.name);
                living.push(mutant.name.as_str());
            }
        }
    }
    println!("{} mutants in {} s", mutants.len(), began.elapsed().as_secs());
    if living.is_empty() { Ok(()) } else { Err(format!("the fleet does not notice: {}", living.join(", "))) }
}

/// `seeds.txt`, which has to name each patch once and nothing else.
fn listed(folder: &Path) -> Result<Vec<Mutant>, String> {
    let text = read(&folder.join("seeds.txt"))?;
    let mutants: Vec<Mutant> =
        lines(&text).collect::<Option<_>>().ok_or("seeds.txt: NAME SEED on each line")?;
    let mut named: Vec<String> = mutants.iter().map(|mutant| format!("{}.patch", mutant.name)).collect();
    let entries = fs::read_dir(folder).map_err(|e| e.to_string())?.flatten();
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let mut patches: Vec<String> = names.filter(|name| name.ends_with(".patch")).collect();
    named.sort_unstable();
    patches.sort_unstable();
    if named == patches {
        Ok(mutants)
    } else {
        Err(format!("seeds.txt names {named:?}, there are {patches:?}"))
    }
}

fn lines(text: &str) -> impl Iterator<Item = Option<Mutant>> {
    text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')).map(|line| {
        let (name, seed) = line.split_once(' ')?;
        Some(Mutant { name: name.to_owned(), seed: seed.trim().parse().ok()? })
    })
}

/// A workspace of the two crates alone, with the versions and profiles of the whole. It stays where it is, so that a second run
/// builds what has changed.
struct Copy<'a> {
    place: &'a Place,
    at: PathBuf,
}

impl<'a> Copy<'a> {
    fn of(place: &'a Place) -> Result<Self, String> {
        let copy = Self { place, at: place.target().join("mutants").join("copy") };
        write(&copy.at.join("Cargo.toml"), workspace(&read(&place.root.join("Cargo.toml"))?).as_bytes())?;
        write(&copy.at.join("Cargo.lock"), read(&place.root.join("Cargo.lock"))?.as_bytes())?;
        copy.restore()?;
        Ok(copy)
    }

    /// As the sources are; a file that is the same keeps its time, so that cargo builds nothing for it.
    fn restore(&self) -> Result<(), String> {
        for name in CRATES {
            let from = self.place.root.join("src-tauri/crates").join(name);
            mirror(&from, &self.at.join("src-tauri/crates").join(name))?;
        }
        Ok(())
    }

    /// Unbroken, the fleet is green with each of the seeds: what turns red later does so for the patch.
    fn healthy(&self, mutants: &[Mutant]) -> Result<(), String> {
        self.build("the unbroken copy")?;
        let mut seeds: Vec<u64> = mutants.iter().map(|mutant| mutant.seed).collect();
        seeds.sort_unstable();
        seeds.dedup();
        match seeds.into_iter().find_map(|seed| self.red(seed).transpose()) {
            None => Ok(()),
            Some(told) => Err(format!("red without any patch: {}", told?)),
        }
    }

    fn try_one(
        &self,
        folder: &Path,
        mutant: &Mutant,
        search: Option<u64>,
    ) -> Result<Option<(u64, String)>, String> {
        self.restore()?;
        self.patch(&folder.join(format!("{}.patch", mutant.name)))?;
        // Built first and apart: a mutant that does not compile is never taken for one that was killed.
        self.build(&mutant.name)?;
        let seeds = search.map_or(mutant.seed..=mutant.seed, |last| 1..=last);
        let killed = seeds.into_iter().find_map(|seed| Some((seed, self.red(seed).transpose()?)));
        let killed = killed.map(|(seed, why)| Ok::<_, String>((seed, why?))).transpose()?;
        self.restore()?;
        Ok(killed)
    }

    fn patch(&self, file: &Path) -> Result<(), String> {
        let mut patch = Command::new("patch");
        patch.args(["--quiet", "--force", "-p1", "-d"]).arg(self.at.join("src-tauri/crates"));
        patch.stdin(File::open(file).map_err(|e| format!("{}: {e}", file.display()))?);
        let done = patch.output().map_err(|e| format!("patch: {e}"))?;
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        if done.status.success() { Ok(()) } else { Err(format!("{} does not apply: {said}", file.display())) }
    }

    fn build(&self, what: &str) -> Result<(), String> {
        let mut build = self.fleet(&["--no-run"]);
        let done = build.output().map_err(|e| format!("{}: {e}", shown(&build)))?;
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        if done.status.success() { Ok(()) } else { Err(format!("{what} does not compile:\n{said}")) }
    }

    /// What the fleet complains of under this seed, if it does.
    fn red(&self, seed: u64) -> Result<Option<String>, String> {
        let mut fleet = self.fleet(&[FLEET]);
        fleet.env("FLEET_FROM", seed.to_string()).env("FLEET_SEEDS", "1");
        let done = fleet.stdin(Stdio::null()).output().map_err(|e| format!("{}: {e}", shown(&fleet)))?;
        let said = [done.stdout, done.stderr].concat();
        let said = String::from_utf8_lossy(&said);
        match (done.status.success(), complaint(&said)) {
            (true, _) if said.contains("2 passed") => Ok(None),
            (false, Some(why)) => Ok(Some(why)),
            _ => Err(format!("the fleet did not run: {said}")),
        }
    }

    fn fleet(&self, more: &[&str]) -> Command {
        let mut cargo = self.place.cargo(&["test", "--profile", "mutants", "-p", "sync", "--test", "fleet"]);
        cargo.args(more).current_dir(&self.at).env("CARGO_TARGET_DIR", self.place.target().join("mutants"));
        cargo
    }
}

/// The line after `panicked at`, cut short.
fn complaint(said: &str) -> Option<String> {
    let after = said.split_once(" panicked at ")?.1;
    Some(after.lines().nth(1)?.trim().chars().take(100).collect())
}

/// The workspace's manifest with the two crates as its only members; what is patched there is the typesetter's, which they do not use.
fn workspace(manifest: &str) -> String {
    let (manifest, _) = manifest.split_once("[patch.").unwrap_or((manifest, ""));
    let (before, rest) = manifest.split_once("members = [").unwrap_or((manifest, ""));
    let after = rest.split_once("\n]").map_or("", |(_, after)| after);
    let members = CRATES.map(|name| format!("\"src-tauri/crates/{name}\"")).join(", ");
    format!("{before}members = [{members}]{after}{PROFILE}")
}

/// Makes `to` what `from` is: writes what differs, removes what is no longer there.
fn mirror(from: &Path, to: &Path) -> Result<(), String> {
    if to.is_dir() {
        for entry in fs::read_dir(to).map_err(|e| e.to_string())?.flatten() {
            if !from.join(entry.file_name()).exists() {
                let path = entry.path();
                let gone = if path.is_dir() { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
                gone.map_err(|e| format!("{}: {e}", path.display()))?;
            }
        }
    }
    for entry in fs::read_dir(from).map_err(|e| format!("{}: {e}", from.display()))?.flatten() {
        let (path, to) = (entry.path(), to.join(entry.file_name()));
        match path.is_dir() {
            true => mirror(&path, &to)?,
            false => write(&to, &fs::read(&path).map_err(|e| format!("{}: {e}", path.display()))?)?,
        }
    }
    Ok(())
}

/// Unless it says so already.
fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    if fs::read(path).is_ok_and(|there| there == bytes) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(path);
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(path, bytes));
    written.map_err(|e| format!("{}: {e}", path.display()))
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|e| format!("{}: {e}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn a_name_and_a_search_may_be_asked_for() {
        let asked = |name: Option<&str>, search| Some(Asked { name: name.map(str::to_owned), search });
        assert_eq!(Asked::read(&[]), asked(None, None));
        assert_eq!(
            Asked::read(&typed("cut_not_applied --search 9")),
            asked(Some("cut_not_applied"), Some(9))
        );
        assert_eq!(Asked::read(&typed("--search 9")), asked(None, Some(9)));
        assert_eq!(Asked::read(&typed("--serach 9")), None);
    }

    #[test]
    fn every_patch_of_the_tree_has_a_seed() {
        let folder = Place::here().root.join("src-tauri/crates/sync/mutants");
        let mutants = listed(&folder).unwrap();
        assert!(mutants.len() >= 10, "{mutants:?}");
    }

    #[test]
    fn a_seed_is_a_number_and_a_remark_is_none() {
        let read: Vec<_> = lines("# why\n\nack 3\n").collect();
        assert_eq!(read, [Some(Mutant { name: "ack".into(), seed: 3 })]);
        assert_eq!(lines("ack ?").next(), Some(None));
    }

    #[test]
    fn the_copy_is_a_workspace_of_two_with_the_versions_of_the_whole() {
        let text = workspace(&read(&Place::here().root.join("Cargo.toml")).unwrap());
        assert!(
            text.contains("members = [\"src-tauri/crates/ledger\", \"src-tauri/crates/sync\"]\n"),
            "{text}"
        );
        assert!(text.contains("\n[workspace.dependencies]\n") && text.ends_with(PROFILE));
        assert!(!text.contains("xtask\",") && !text.contains("[patch."), "{text}");
    }

    #[test]
    fn what_the_fleet_complains_of_is_told_in_one_line() {
        let said = "thread 'x' (1) panicked at src/a.rs:1:2:\n  (c) 0190 at desk 7\nnote: run with";
        assert_eq!(complaint(said).as_deref(), Some("(c) 0190 at desk 7"));
        assert_eq!(complaint("test result: ok. 2 passed"), None);
    }

    #[test]
    fn a_mirror_writes_what_differs_and_removes_what_is_gone() {
        let at = std::env::temp_dir().join(format!("gonglian-mirror-{}", std::process::id()));
        let (from, to) = (at.join("from"), at.join("to"));
        write(&from.join("a/one.rs"), b"1").unwrap();
        write(&to.join("a/one.rs"), b"1").unwrap();
        write(&to.join("a/two.rs"), b"2").unwrap();
        write(&to.join("b/three.rs"), b"3").unwrap();
        let before = fs::metadata(to.join("a/one.rs")).unwrap().modified().unwrap();
        mirror(&from, &to).unwrap();
        assert_eq!(fs::metadata(to.join("a/one.rs")).unwrap().modified().unwrap(), before, "not touched");
        assert!(!to.join("a/two.rs").exists() && !to.join("b").exists());
        write(&from.join("a/one.rs"), b"other").unwrap();
        mirror(&from, &to).unwrap();
        assert_eq!(fs::read(to.join("a/one.rs")).unwrap(), b"other");
        fs::remove_dir_all(at).unwrap();
    }
}
