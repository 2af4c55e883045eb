//! The program without a window, beside the one that has one: started for the same folder, and listened to for as long as a start
//! needs to find that it cannot.
//! It does not know why there is no window. Called by the shell, which has nobody signed in when it gives way.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

use chrono::NaiveDate;

use super::{own_folder, put, without_console};

/// Five seconds: longer than a start needs to find that it cannot.
const LOOKS: u32 = 50;
const PAUSE: Duration = Duration::from_millis(100);

/// `gonglian open` for the same folder: it opens the browser. One that ends at once with a fault has not: its words are the error.
pub fn open_in_browser(dir: Option<&Path>, today: Option<NaiveDate>) -> io::Result<()> {
    let beside = std::env::current_exe()?.with_file_name(format!("gonglian{}", std::env::consts::EXE_SUFFIX));
    let said = said_to()?;
    let mut host = Command::new(beside);
    host.args(["open", "--from-window"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(fs::File::create(&said)?);
    if let Some(dir) = dir {
        host.arg("--dir").arg(dir);
    }
    if let Some(today) = today {
        host.arg("--today").arg(today.to_string());
    }
    without_console(&mut host);
    match fault_of(&mut host.spawn()?, LOOKS)? {
        None => Ok(()),
        Some(status) => {
            let said = fs::read_to_string(said)?;
            Err(io::Error::other(last_line(&said).unwrap_or(&status.to_string())))
        }
    }
}

/// A file: a pipe would break when this program ends, and the host with it. This user's alone: there may be an address in it,
/// and with it the key.
fn said_to() -> io::Result<PathBuf> {
    let own = own_folder().ok_or(io::ErrorKind::NotFound)?;
    fs::create_dir_all(&own)?;
    let said = own.join("browser.said");
    // Once: what is there keeps its rights, and on Windows a host that runs has it open.
    if !said.exists() {
        put(&said, b"").map_err(|_| io::Error::from(io::ErrorKind::PermissionDenied))?;
    }
    Ok(said)
}

/// How it ended, if it did so badly. One that ended well has found the host of an earlier start.
fn fault_of(host: &mut Child, looks: u32) -> io::Result<Option<ExitStatus>> {
    for _ in 0..looks {
        match host.try_wait()? {
            Some(status) => return Ok(Some(status).filter(|status| !status.success())),
            None => std::thread::sleep(PAUSE),
        }
    }
    Ok(None)
}

fn last_line(said: &str) -> Option<&str> {
    said.lines().map(str::trim).rfind(|line| !line.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Programs that are there wherever tests run; on Windows they run where nothing is compiled.
    const ENDS_WELL: &[&str] =
        if cfg!(windows) { &["cmd", "/c", "exit", "0"] } else { &["cargo", "--version"] };
    const ENDS_BADLY: &[&str] =
        if cfg!(windows) { &["cmd", "/c", "exit", "1"] } else { &["cargo", "no-such-verb"] };
    /// Reads what it is to do from here, as long as nobody says that there is no more.
    const STAYS: &[&str] = if cfg!(windows) { &["cmd"] } else { &["rustc", "-"] };

    fn child(words: &[&str]) -> Child {
        let mut command = Command::new(words[0]);
        command.args(&words[1..]).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().unwrap()
    }

    /// Nobody saw that the host had ended: no window, no browser, no word.
    #[test]
    fn a_host_that_ends_with_a_fault_did_not_start() {
        assert_eq!(fault_of(&mut child(ENDS_WELL), LOOKS).unwrap(), None);
        let fault = fault_of(&mut child(ENDS_BADLY), LOOKS).unwrap();
        assert!(fault.is_some_and(|status| !status.success()));
        let mut stays = child(STAYS);
        assert_eq!(fault_of(&mut stays, 3).unwrap(), None);
        assert_eq!(stays.try_wait().unwrap(), None);
        stays.kill().unwrap();
        stays.wait().unwrap();
    }

    #[test]
    fn what_a_host_said_last_is_why_it_ended() {
        for (said, expected) in
            [("", None), ("\n \n", None), ("WARN x\n没有能打开的浏览器。\n\n", Some("没有能打开的浏览器。"))]
        {
            assert_eq!(last_line(said), expected, "{said:?}");
        }
    }
}
