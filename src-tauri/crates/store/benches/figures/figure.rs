//! Times, ratios, and how they are printed.

use std::time::{Duration, Instant};

/// What a table shows for every size, and for the largest against the smallest.
#[derive(Default)]
pub struct Figures {
    found: Vec<(u64, &'static str, f64)>,
    across: Vec<(String, f64)>,
}

impl Figures {
    pub fn push(&mut self, records: u64, name: &'static str, value: f64) {
        println!("{}", serde_json::json!({ "records": records, "figure": name, "value": value }));
        self.found.push((records, name, value));
    }

    /// The largest corpus ÷ the smallest.
    pub fn flat(&mut self, name: &'static str) {
        let of: Vec<_> = self.found.iter().filter(|(_, n, _)| *n == name).copied().collect();
        if let [first, .., last] = of.as_slice() {
            let (figure, value) = (format!("{name}: {} ÷ {}", last.0, first.0), last.2 / first.2);
            println!("{}", serde_json::json!({ "figure": figure, "value": value }));
            self.across.push((figure, value));
        }
    }

    /// A line a figure, a column a size.
    pub fn print(&self) {
        let mut sizes: Vec<u64> = self.found.iter().map(|(records, ..)| *records).collect();
        sizes.sort_unstable();
        sizes.dedup();
        let head: String = sizes.iter().map(|records| format!("{records:>12}")).collect();
        println!("\n{:<64}{head}", "figure");
        let mut told: Vec<&str> = vec![];
        for (_, name, _) in &self.found {
            if told.contains(name) {
                continue;
            }
            told.push(name);
            let line: String = sizes.iter().map(|records| self.cell(*records, name)).collect();
            println!("{name:<64}{line}");
        }
        for (name, value) in &self.across {
            println!("{name:<64}{value:>12.3}");
        }
    }

    fn cell(&self, records: u64, name: &str) -> String {
        let found = self.found.iter().find(|(r, n, _)| *r == records && *n == name);
        found.map_or_else(|| format!("{:>12}", ""), |(.., value)| format!("{value:>12.3}"))
    }
}

pub fn timed<T>(f: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let value = f();
    (value, start.elapsed())
}

/// Milliseconds at this part of the sorted times: 0.5 is the median.
pub fn at(times: &mut [Duration], part: f64) -> f64 {
    times.sort_unstable();
    let i = ((times.len() - 1) as f64 * part) as usize;
    times[i].as_secs_f64() * 1e3
}

pub fn each(n: usize, mut f: impl FnMut(usize)) -> Vec<Duration> {
    (0..n).map(|i| timed(|| f(i)).1).collect()
}

/// Of this process; 0 where the system does not say.
pub fn resident_mb() -> f64 {
    of_status("VmRSS:")
}

fn of_status(field: &str) -> f64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with(field));
    line.and_then(|l| l.split_whitespace().nth(1)?.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
