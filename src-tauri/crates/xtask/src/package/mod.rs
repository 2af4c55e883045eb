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
pub use targets::{BOTH, PROFILE};
use targets::{TARGETS, Target};

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

/// How one package ended.
enum Ended {
    Made(Vec<PathBuf>),
    LeftOut(String),
    Failed(String),
}

impl Ended {
    fn files(&self) -> &[PathBuf] {
        match self {
            Self::Made(files) => files,
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
        Ok(made) => Ended::Made(made),
        Err(why) => Ended::Failed(why),
    }
}

/// A package that was left out fails nothing: another machine makes it.
fn told(ended: &[(&'static str, Ended)]) -> ExitCode {
    println!();
    for (name, how) in ended {
        match how {
            Ended::Made(files) => files.iter().for_each(|file| println!("✓ {name:<16} {}", shown(file))),
            Ended::LeftOut(why) => println!("– {name:<16} left out: {why}"),
            Ended::Failed(why) => println!("✗ {name:<16} {why}"),
        }
    }
    let failed = ended.iter().any(|(_, how)| matches!(how, Ended::Failed(_)));
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
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

    fn packed(_: &Making, _: &Target, _: &Path) -> Result<Vec<PathBuf>, String> {
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
}
