//! `cargo xtask package`: what people are given, made into `dist/` from the commit that is checked out.
//! It does not know what the program does. A package this machine cannot make is left out with the reason, not failed.
//! Called by `main`; `cargo xtask test --packages` tries what lies in `dist/`.

mod asked;
mod debian;
mod made;
mod parts;
mod sums;
mod targets;
mod tools;
mod tree;
mod windows;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::node;
use crate::place::Place;
use asked::Asked;
pub use targets::{CLI, PROFILE, WINDOW};
use targets::{TARGETS, Target};
pub use tools::finds;

/// What every package is made with.
pub struct Making<'a> {
    pub place: &'a Place,
    pub version: String,
    pub commit: String,
    /// Seconds of the commit: every date inside a package, so that the same commit gives the same package.
    pub epoch: String,
    /// Words for cargo, behind `--`.
    pub cargo_words: Vec<String>,
}

impl Making<'_> {
    pub fn dist(&self) -> PathBuf {
        self.place.dist()
    }

    /// A folder to put a package together in, empty.
    pub fn staging(&self, name: &str) -> Result<PathBuf, String> {
        let folder = self.place.target().join("package").join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
        }
        tree::folder(&folder)?;
        Ok(folder)
    }
}

/// What came of packing: the files, and which of them this machine cannot make.
pub struct Packed {
    pub files: Vec<PathBuf>,
    pub left_out: Option<String>,
}

impl From<Vec<PathBuf>> for Packed {
    fn from(files: Vec<PathBuf>) -> Self {
        Self { files, left_out: None }
    }
}

/// How one package ended.
enum Ended {
    Made(Packed),
    LeftOut(String),
    Failed(String),
}

impl Ended {
    fn files(&self) -> &[PathBuf] {
        match self {
            Self::Made(packed) => &packed.files,
            Self::LeftOut(_) | Self::Failed(_) => &[],
        }
    }
}

pub fn package(place: &Place, args: Vec<String>) -> ExitCode {
    let asked = match Asked::read(args) {
        Ok(asked) => asked,
        Err(why) => {
            eprintln!("{why}");
            return ExitCode::from(2);
        }
    };
    match make_all(place, asked) {
        Ok(ended) => told(&ended),
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn make_all(place: &Place, asked: Asked) -> Result<Vec<(&'static str, Ended)>, String> {
    let making = Making {
        place,
        version: tools::version(place)?,
        commit: tools::commit(place)?,
        epoch: tools::epoch(place)?,
        cargo_words: asked.cargo_words,
    };
    tree::folder(&making.dist())?;
    node::ready_ui(place)?;
    parts::write(&making)?;
    let wanted = TARGETS.iter().filter(|target| asked.only.as_deref().is_none_or(|name| name == target.name));
    let ended: Vec<_> = wanted.map(|target| (target.name, make(&making, target))).collect();
    made::write(&making, ended.iter().flat_map(|(_, how)| how.files()))?;
    sums::write(&making)?;
    Ok(ended)
}

fn make(making: &Making, target: &Target) -> Ended {
    println!("\n── package {}", target.name);
    if let Err(why) = (target.ready)(making.place) {
        return Ended::LeftOut(why);
    }
    let built = target.build(making).and_then(|built| (target.pack)(making, target, &built));
    match built {
        Ok(packed) => Ended::Made(packed),
        Err(why) => Ended::Failed(why),
    }
}

/// A package that was left out fails nothing: another machine makes it.
fn told(ended: &[(&'static str, Ended)]) -> ExitCode {
    println!();
    ended.iter().flat_map(|(name, how)| lines(name, how)).for_each(|line| println!("{line}"));
    let failed = ended.iter().any(|(_, how)| matches!(how, Ended::Failed(_)));
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Of one package in the closing list.
fn lines(name: &str, how: &Ended) -> Vec<String> {
    let left_out = |why: &String| format!("– {name:<16} left out: {why}");
    match how {
        Ended::Made(Packed { files, left_out: missing }) => {
            let made = files.iter().map(|file| format!("✓ {name:<16} {}", shown(file)));
            made.chain(missing.iter().map(left_out)).collect()
        }
        Ended::LeftOut(why) => vec![left_out(why)],
        Ended::Failed(why) => vec![format!("✗ {name:<16} {why}")],
    }
}

fn shown(file: &Path) -> String {
    let size = fs::metadata(file).map_or(0, |about| about.len());
    format!("{} ({:.1} MB)", file.display(), size as f64 / 1_000_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(ready: fn(&Place) -> Result<(), String>) -> Target {
        Target { name: "elsewhere", triple: "", processor: "", ready, pack: packed }
    }

    fn packed(_: &Making, _: &Target, _: &Path) -> Result<Packed, String> {
        Err("it was packed".to_owned())
    }

    fn end(ended: Ended) -> String {
        format!("{:?}", told(&[("elsewhere", ended)]))
    }

    /// Another machine makes it; what fails while it is made is another thing.
    #[test]
    fn a_package_that_cannot_be_had_here_is_left_out_with_the_reason_and_fails_nothing() {
        let place = Place::here();
        let word = || "0".to_owned();
        let (version, commit, epoch) = (word(), word(), word());
        let making = Making { place: &place, version, commit, epoch, cargo_words: vec![] };
        let ended = make(&making, &target(|_| Err("needs rustup".to_owned())));
        assert!(matches!(&ended, Ended::LeftOut(why) if why == "needs rustup"));
        assert_eq!(end(ended), format!("{:?}", ExitCode::SUCCESS));
        assert_eq!(end(Ended::Failed("no room".to_owned())), format!("{:?}", ExitCode::FAILURE));
    }

    /// A bug: that there is no installer was said in the middle of the run, and the list at its end had nothing of it.
    #[test]
    fn what_could_be_made_in_part_says_at_the_end_what_is_missing() {
        let packed = Packed { files: vec!["a.zip".into()], left_out: Some("needs makensis".to_owned()) };
        let said = lines("windows", &Ended::Made(packed));
        let [made, missing] = &said[..] else { panic!("{said:?}") };
        assert!(made.starts_with('✓') && made.contains("a.zip"), "{made}");
        assert!(missing.starts_with('–') && missing.contains("left out: needs makensis"), "{missing}");
        assert_eq!(lines("debian", &Ended::Made(vec!["a.deb".into()].into())).len(), 1);
    }
}
