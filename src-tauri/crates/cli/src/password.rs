//! A password from the environment (scripts, tests) or typed without being shown.

use crate::end::Stop;

const VARIABLE: &str = "GONGLIAN_PASSWORD";

pub fn password(whose: &str) -> Result<String, Stop> {
    if let Ok(given) = std::env::var(VARIABLE) {
        return Ok(given);
    }
    rpassword::prompt_password(format!("{whose}: "))
        .map_err(|error| Stop::usage(format!("No password: set {VARIABLE} or start in a terminal ({error})")))
}
