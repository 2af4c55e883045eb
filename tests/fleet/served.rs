//! One desk behind a loopback address, in a process of its own that ends with this value.

use std::io::{BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use chrono::NaiveDate;

/// What a call that is being answered may take to its end.
const PATIENCE: u32 = 50;
const LOOK: Duration = Duration::from_millis(100);

pub struct Served(Child);

impl Served {
    /// `told` hears every address it prints: the first, and the next whenever one was used.
    pub fn start(dir: &Path, today: NaiveDate, told: impl Fn(String) + Send + 'static) -> Self {
        let mut serve = Command::new(std::env::current_exe().unwrap());
        serve.args(["serve", "--today", &today.to_string(), "--dir"]).arg(dir);
        // In a group of its own: Ctrl-C reaches us, and we end our desks one by one.
        serve.process_group(0).stdin(Stdio::null()).stdout(Stdio::piped());
        let mut child = serve.spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        thread::spawn(move || out.lines().map_while(Result::ok).for_each(told));
        Self(child)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        Command::new("kill").args(["-INT", &self.0.id().to_string()]).status().ok();
        // A browser that keeps its connection open would hold it for ever.
        for _ in 0..PATIENCE {
            if self.0.try_wait().is_ok_and(|ended| ended.is_some()) {
                return;
            }
            thread::sleep(LOOK);
        }
        self.0.kill().ok();
        self.0.wait().ok();
    }
}
