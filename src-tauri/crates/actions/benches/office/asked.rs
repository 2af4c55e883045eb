//! What the bench was called with; cargo adds `--bench` by itself.

use std::path::{Path, PathBuf};

use tempfile::TempDir;

pub struct Asked {
    /// `--records 5000,500000`.
    pub sizes: Vec<u64>,
    /// `--within D`: this is the process that is weighed, at a desk somebody else has made.
    pub within: Option<PathBuf>,
    /// `--prove`: each desk is proven before it is measured, which takes as long again as making it.
    pub proves: bool,
    kept: Option<PathBuf>,
    passing: TempDir,
}

impl Asked {
    pub fn read() -> Self {
        let args: Vec<String> = std::env::args().collect();
        let value = |name: &str| args.iter().position(|a| a == name).and_then(|i| args.get(i + 1));
        let sizes = value("--records").map(|list| list.split(',').map(|n| n.parse().unwrap()).collect());
        Self {
            sizes: sizes.unwrap_or_else(|| vec![5_000, 500_000]),
            within: value("--within").map(PathBuf::from),
            proves: args.iter().any(|a| a == "--prove"),
            kept: value("--dir").map(PathBuf::from),
            passing: TempDir::new().unwrap(),
        }
    }

    /// Where desks lie: in a folder that is kept, or in one that goes with the run.
    pub fn dir(&self) -> &Path {
        self.kept.as_deref().unwrap_or_else(|| self.passing.path())
    }
}
