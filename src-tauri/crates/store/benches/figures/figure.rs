//! Times, ratios, and how they are printed.

use std::time::{Duration, Instant};

#[derive(Default)]
pub struct Figures(Vec<(u64, &'static str, f64)>);

impl Figures {
    pub fn push(&mut self, records: u64, name: &'static str, value: f64) {
        println!("{}", serde_json::json!({ "records": records, "figure": name, "value": value }));
        self.0.push((records, name, value));
    }

    /// The largest corpus ÷ the smallest.
    pub fn flat(&mut self, name: &'static str) {
        let of: Vec<_> = self.0.iter().filter(|(_, n, _)| *n == name).copied().collect();
        if let [first, .., last] = of.as_slice() {
            println!(
                "{}",
                serde_json::json!({ "figure": format!("{name}: {} ÷ {}", last.0, first.0), "value": last.2 / first.2 })
            );
        }
    }

    pub fn print(&self) {
        for (records, name, value) in &self.0 {
            println!("{records:>8}  {name:<48} {value:>10.3}");
        }
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
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmRSS:"));
    line.and_then(|l| l.split_whitespace().nth(1)?.parse::<f64>().ok()).unwrap_or_default() / 1024.0
}
