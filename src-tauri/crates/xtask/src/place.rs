//! Where things lie: the root of the project, its tools, what cargo built.

use std::path::{Path, PathBuf};
use std::process::Command;

pub struct Place {
    pub root: PathBuf,
}

impl Place {
    /// The root is three folders above this crate's manifest, wherever the command was typed.
    pub fn here() -> Self {
        let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
        let root = manifest.ancestors().nth(3).unwrap_or(manifest);
        Self { root: root.to_path_buf() }
    }

    pub fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// What is given to people.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// What packages are made of beside the programs: menu entries, the installer's script.
    pub fn packaging(&self) -> PathBuf {
        self.root.join("assets/package")
    }

    pub fn target(&self) -> PathBuf {
        std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| self.root.join("target"), |d| self.root.join(d))
    }

    /// A program that the dev profile built.
    pub fn built(&self, name: &str) -> PathBuf {
        self.target().join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
    }

    /// The cargo that started us, in the root.
    pub fn cargo(&self, args: &[&str]) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.current_dir(&self.root).args(args);
        command
    }
}
