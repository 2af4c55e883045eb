//! `gonglian call NAME`: one input and one answer, or one a line.

use std::io::{BufRead, Read, Write, stdin, stdout};

use actions::Host;
use actions::calls::shapes;
use serde_json::{Value, json};

use crate::args::Call;
use crate::end::{End, Stop};
use crate::said;
use crate::sign_in::open_as;

pub fn call(asked: Call) -> Result<End, Stop> {
    if !shapes().iter().any(|call| call.name == asked.name) {
        return Err(Stop::usage(format!("No such call: {}. `gonglian calls` lists them.", asked.name)));
    }
    if asked.lines { each_line(&asked) } else { once(&asked) }
}

/// The input is read before anybody signs in, so that a slip in it costs no try.
fn once(asked: &Call) -> Result<End, Stop> {
    let mut text = String::new();
    stdin().read_to_string(&mut text).map_err(|error| Stop::usage(format!("stdin: {error}")))?;
    let input =
        input_of(&text).map_err(|problem| Stop::usage(format!("The input is not JSON: {problem}")))?;
    let host = open_as(&asked.dir, &asked.person, asked.today)?;
    let ok = host.answer(&asked.name, input).map_err(|fault| Stop::fault(&fault))?;
    said::line(json!({ "ok": ok }));
    Ok(End::Good)
}

/// A fault in one line does not stop the next; the end tells whether there was one.
fn each_line(asked: &Call) -> Result<End, Stop> {
    let host = open_as(&asked.dir, &asked.person, asked.today)?;
    let mut end = End::Good;
    let mut out = stdout().lock();
    for line in stdin().lock().lines() {
        let line = line.map_err(|error| Stop::usage(format!("stdin: {error}")))?;
        let answer = answer(&host, &asked.name, &line);
        if answer.get("fault").is_some() {
            end = End::Fault;
        }
        // Whoever reads the answers decides when to stop; that is no fault.
        if writeln!(out, "{answer}").and_then(|()| out.flush()).is_err() {
            break;
        }
    }
    Ok(end)
}

fn answer(host: &Host, name: &str, line: &str) -> Value {
    match input_of(line) {
        Ok(input) => match host.answer(name, input) {
            Ok(ok) => json!({ "ok": ok }),
            Err(fault) => json!({ "fault": said::wire(&fault) }),
        },
        Err(problem) => json!({ "fault": { "code": "bad_input", "values": { "problem": problem } } }),
    }
}

/// Nothing at all is an input without fields; a mark that some editors put first is no part of it.
fn input_of(text: &str) -> Result<Value, String> {
    match text.trim_start_matches('\u{feff}').trim() {
        "" => Ok(json!({})),
        text => serde_json::from_str(text).map_err(|error| error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_input_has_no_fields() {
        for text in ["", " \n", "\u{feff}", "{}", "\u{feff}{}\n"] {
            assert_eq!(input_of(text), Ok(json!({})), "{text:?}");
        }
    }

    #[test]
    fn half_an_input_is_told() {
        for text in ["{", "{} {}", "nonsense", "{\"a\":}"] {
            assert!(input_of(text).is_err(), "{text}");
        }
    }
}
