//! `gonglian desk new`: founds a real desk and prints its recovery sheet, once.

use std::collections::BTreeMap;
use std::io::{IsTerminal, stdin};
use std::path::Path;

use actions::Host;
use serde_json::{Value, json};

use crate::args::DeskVerb;
use crate::end::{End, Stop};
use crate::password::password;
use crate::said;
use crate::sign_in::open;

pub fn desk(verb: DeskVerb) -> Result<End, Stop> {
    match verb {
        DeskVerb::New { dir, office, person } => found(&dir, &office, &person),
    }
}

fn found(dir: &Path, office: &str, person: &str) -> Result<End, Stop> {
    let host = open(dir, None);
    let input = json!({ "office": office, "person": person, "password": password(person)? });
    let founded = host.answer("found_desk", input).map_err(|fault| Stop::fault(&fault))?;
    let groups: Vec<&str> =
        founded["sheet"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    eprintln!("{}", said::word("start.sheet_lead"));
    let sheet = format!("{}\n", groups.join("-"));
    said::given(sheet).map_err(|error| {
        Stop::usage(said::sentence("terminal.sheet_not_given", &json!({ "why": error.to_string() })))
    })?;
    // A script cannot copy a sheet by hand: what it did not type back stays unconfirmed, and the pages say so.
    if stdin().is_terminal() {
        confirm(&host, &founded["confirm"])?;
    } else {
        eprintln!("{}", said::word("terminal.sheet_not_confirmed"));
    }
    Ok(End::Good)
}

/// Two groups are typed back, again until they fit.
fn confirm(host: &Host, asked: &Value) -> Result<(), Stop> {
    let places: Vec<u64> = asked.as_array().into_iter().flatten().filter_map(Value::as_u64).collect();
    eprintln!("{}", said::word("start.confirm_lead"));
    loop {
        let typed = places
            .iter()
            .map(|place| Ok((*place, type_group(*place)?)))
            .collect::<Result<BTreeMap<_, _>, Stop>>()?;
        match host.answer("confirm_sheet", json!({ "groups": typed })) {
            Ok(_) => return Ok(()),
            Err(fault) => eprintln!("{}", said::in_words(&said::wire(&fault))),
        }
    }
}

fn type_group(place: u64) -> Result<String, Stop> {
    eprint!("{}", said::sentence("terminal.group", &json!({ "n": place + 1 })));
    let mut line = String::new();
    match stdin().read_line(&mut line) {
        Ok(n) if n > 0 => Ok(line.trim().to_owned()),
        _ => Err(Stop::usage(said::word("terminal.sheet_not_confirmed"))),
    }
}
