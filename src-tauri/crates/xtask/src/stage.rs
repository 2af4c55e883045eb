//! One named stage: started, timed, its output passed on and counted, and told plainly when it fails.

use std::io::{BufRead, BufReader, Read};
use std::process::{Command, ExitStatus, Stdio};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::place::Place;
use crate::tally::{Count, count_in};

/// Makes the command once the stages before it have done their work.
pub type Prepare = Box<dyn Fn(&Place) -> Result<Command, String>>;

/// Ends well, or says why not.
pub type Doing = Box<dyn Fn(&Place) -> Result<(), String>>;

/// What a stage does: get something ready (not counted), or check something (counted).
pub enum Work {
    Ready(fn(&Place) -> Result<(), String>),
    Check(Prepare),
    /// Shown and timed, but counted where it runs again with everything else.
    Preview(Prepare),
    /// Takes the terminal over: the window, the bench.
    Open(Prepare),
    /// Done by ourselves, one command after the other.
    Do(Doing),
    /// Takes our own place where the system can: Ctrl-C is then its to hear, and it has things to put away.
    Become(Prepare),
}

pub struct Stage {
    pub name: &'static str,
    pub work: Work,
}

/// What has been run so far.
#[derive(Default)]
pub struct Run {
    pub count: Count,
    pub failed: Option<&'static str>,
    times: Vec<(&'static str, Duration)>,
}

impl Run {
    /// Runs a stage; `false` when it failed.
    pub fn take(&mut self, place: &Place, stage: &Stage) -> bool {
        println!("\n── {}", stage.name);
        let start = Instant::now();
        let outcome = perform(place, &stage.work);
        let took = start.elapsed();
        self.times.push((stage.name, took));
        match outcome {
            Ok(count) => {
                self.count += count;
                println!("   {} ok, {}", stage.name, words(took));
                true
            }
            Err((count, why)) => {
                self.count += count;
                self.failed = Some(stage.name);
                println!("   {} FAILED after {}: {why}", stage.name, words(took));
                false
            }
        }
    }

    pub fn print_times(&self) {
        println!();
        for (name, took) in &self.times {
            let mark = if self.failed == Some(name) { "✗" } else { "✓" };
            println!("{mark} {name:<44} {:>8}", words(*took));
        }
        if let Some(name) = self.failed {
            println!("Stopped at \"{name}\"; what comes after it was not run.");
        }
    }
}

type Outcome = Result<Count, (Count, String)>;

fn perform(place: &Place, work: &Work) -> Outcome {
    let one = Count { passed: 0, failed: 1 };
    match work {
        Work::Ready(ready) => ready(place).map(|()| Count::default()).map_err(|why| (one, why)),
        Work::Check(command) => command(place).map_err(|why| (one, why)).and_then(check),
        Work::Preview(command) => {
            command(place).map_err(|why| (one, why)).and_then(check).map(|_| Count::default())
        }
        Work::Open(command) => {
            let opened = command(place).and_then(|mut command| must(&mut command));
            opened.map(|()| Count::default()).map_err(|why| (one, why))
        }
        Work::Do(work) => work(place).map(|()| Count::default()).map_err(|why| (one, why)),
        Work::Become(command) => {
            let ended = command(place).and_then(|mut command| become_it(&mut command));
            ended.map(|()| Count::default()).map_err(|why| (one, why))
        }
    }
}

#[cfg(unix)]
fn become_it(command: &mut Command) -> Result<(), String> {
    let failed = std::os::unix::process::CommandExt::exec(command);
    Err(format!("{}: {failed}", shown(command)))
}

#[cfg(not(unix))]
fn become_it(command: &mut Command) -> Result<(), String> {
    must(command)
}

/// Runs a check, passing its lines on. A check that prints no counts of its own counts as one.
fn check(mut command: Command) -> Outcome {
    let shown = shown(&command);
    let failed_to_start = |e: std::io::Error| (Count { passed: 0, failed: 1 }, format!("{shown}: {e}"));
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(&failed_to_start)?;
    let readers = [child.stdout.take().map(pass_on), child.stderr.take().map(pass_on)];
    let status = child.wait().map_err(&failed_to_start)?;
    let counts = readers.into_iter().flatten().map(|reader| reader.join().unwrap_or_default());
    let mut count = Count::default();
    counts.for_each(|part| count += part);
    verdict(status, count).map_err(|(count, why)| (count, format!("{why}. To see only this: {shown}")))
}

fn verdict(status: ExitStatus, mut count: Count) -> Outcome {
    if status.success() && count.failed == 0 {
        count.passed = count.passed.max(1);
        return Ok(count);
    }
    count.failed = count.failed.max(1);
    Err((count, format!("{status}")))
}

fn pass_on(stream: impl Read + Send + 'static) -> JoinHandle<Count> {
    thread::spawn(move || {
        let mut count = Count::default();
        // Not every tool prints UTF-8 to the last byte; a broken line is still a line.
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            count_in(&line).into_iter().for_each(|part| count += part);
            println!("{line}");
        }
        count
    })
}

/// Runs a command that has the terminal to itself and must succeed.
pub fn must(command: &mut Command) -> Result<(), String> {
    let status = command.status().map_err(|e| format!("{}: {e}", shown(command)))?;
    if status.success() { Ok(()) } else { Err(format!("{}: {status}", shown(command))) }
}

/// A command as a person would type it.
pub fn shown(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    let typed: Vec<String> = words.map(|word| word.to_string_lossy().into_owned()).collect();
    match command.get_current_dir() {
        Some(dir) => format!("(cd {} && {})", dir.display(), typed.join(" ")),
        None => typed.join(" "),
    }
}

fn words(took: Duration) -> String {
    let seconds = took.as_secs();
    if seconds >= 100 {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    } else {
        format!("{:.1} s", took.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run_shell(script: &str) -> Outcome {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        check(command)
    }

    #[test]
    fn a_check_without_counts_counts_as_one() {
        assert_eq!(run_shell("echo fine"), Ok(Count { passed: 1, failed: 0 }));
    }

    #[test]
    fn counts_of_both_streams_add_up() {
        let script = "echo '2 passed, 0 failed'; echo 'test result: ok. 3 passed; 0 failed' >&2";
        assert_eq!(run_shell(script), Ok(Count { passed: 5, failed: 0 }));
    }

    #[test]
    fn a_failing_program_fails_even_when_it_counts_nothing() {
        let (count, why) = run_shell("echo '4 passed, 0 failed'; exit 3").unwrap_err();
        assert_eq!(count, Count { passed: 4, failed: 1 });
        assert!(why.contains("3"), "{why}");
    }

    #[test]
    fn a_program_that_counts_failures_and_still_exits_well_fails() {
        let (count, _) = run_shell("echo '4 passed, 2 failed'").unwrap_err();
        assert_eq!(count, Count { passed: 4, failed: 2 });
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let (_, why) = check(Command::new("no-such-program-here")).unwrap_err();
        assert!(why.contains("no-such-program-here"), "{why}");
    }
}
