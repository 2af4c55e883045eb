//! How the desk is opened on this PC: in a window, or for good in the system's browser. Kept for this user and not with the
//! desk: the desk may travel, the web view does not.
//! It does not know whether there is a web view. Called by the shell at its start, and by the settings of both hosts.

use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use store::held;
use ts_rs::TS;

use super::own_folder;

/// Says all it has to say by being there.
const KEPT: &str = "in-browser";
/// The program with the window; the one without lies beside it.
const WINDOW: &str = "gonglian-desk";

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Opening {
    Window,
    Browser,
}

/// Where this user's choice is kept.
#[derive(Clone, Debug)]
pub struct Openings(PathBuf);

impl Openings {
    pub fn of_this_user() -> Option<Self> {
        own_folder().map(|own| Self::kept_in(&own))
    }

    pub fn kept_in(own: &Path) -> Self {
        Self(own.join(KEPT))
    }

    pub fn chosen(&self) -> Opening {
        if self.0.exists() { Opening::Browser } else { Opening::Window }
    }

    /// Counts from the next start on.
    pub fn choose(&self, opening: Opening) -> Result<(), store::StoreError> {
        match opening {
            Opening::Window => held::remove(&self.0),
            Opening::Browser => {
                self.0.parent().map_or(Ok(()), fs::create_dir_all)?;
                held::put(&self.0, b"")
            }
        }
    }
}

/// Of this user, where a program that opens a window came with this one: elsewhere there is nothing to choose.
pub fn openings() -> Option<Openings> {
    let program = std::env::current_exe().ok()?;
    Openings::of_this_user().filter(|_| is_beside(&program))
}

fn is_beside(program: &Path) -> bool {
    program.with_file_name(format!("{WINDOW}{}", std::env::consts::EXE_SUFFIX)).is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_is_kept_and_can_be_taken_back_at_any_time() {
        let home = tempfile::tempdir().unwrap();
        // Nothing of the program is there yet.
        let own = home.path().join("数据 盘/cn.gonglian.desk");
        let kept = Openings::kept_in(&own);
        for (choice, again) in [(Opening::Window, 0), (Opening::Browser, 2), (Opening::Window, 2)] {
            for _ in 0..=again {
                kept.choose(choice).unwrap();
                assert_eq!(Openings::kept_in(&own).chosen(), choice);
            }
        }
        assert_eq!(fs::read_dir(&own).unwrap().count(), 0, "nothing is left of it");
    }

    /// Who chose the browser in the dialog of a version before the settings had the choice, stays there.
    #[test]
    fn the_mark_of_earlier_versions_counts() {
        let own = tempfile::tempdir().unwrap();
        fs::write(own.path().join("in-browser"), "").unwrap();
        assert_eq!(Openings::kept_in(own.path()).chosen(), Opening::Browser);
    }

    #[test]
    fn there_is_a_choice_where_the_window_came_along() {
        let bin = tempfile::tempdir().unwrap();
        let program = bin.path().join("gonglian");
        assert!(!is_beside(&program));
        fs::write(bin.path().join(format!("gonglian-desk{}", std::env::consts::EXE_SUFFIX)), "").unwrap();
        assert!(is_beside(&program));
    }
}
