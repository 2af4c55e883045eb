//! A program that lays out a page and does nothing else: a form from stdin, its PDF to stdout.
//! It knows no form. `cargo xtask bench start` weighs it, for what typst costs.

use std::error::Error;
use std::io::{Write, stdin, stdout};

use paper::print::Form;

fn main() -> Result<(), Box<dyn Error>> {
    let form: Form = serde_json::from_reader(stdin())?;
    stdout().write_all(&paper::print(&form)?)?;
    Ok(())
}
