//! `gonglian demo`: a demonstration desk, its people on stdout, the key of its file and its recovery sheet on stderr.
//! A real desk never tells its key; a demonstration's opens nothing but invented data.

use std::fs;

use serde_json::{Value, json};

use crate::args::Demo;
use crate::end::{End, Stop};
use crate::said;
use crate::sign_in::open;

pub fn demo(asked: &Demo) -> Result<End, Stop> {
    fs::create_dir_all(&asked.dir)
        .map_err(|error| Stop::usage(format!("{}: {error}", asked.dir.display())))?;
    let host = open(&asked.dir, Some(asked.today));
    let mut progress = json!({ "finished": false });
    while progress["finished"] != true {
        let input = json!({ "seed": asked.seed, "records": asked.records });
        progress = host.answer("make_demo", input).map_err(|fault| Stop::fault(&fault))?;
    }
    if let Some(key) = progress["file_key"].as_str() {
        eprintln!("file key: {key}");
    }
    let groups: Vec<&str> =
        progress["sheet"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    eprintln!("recovery sheet: {}", groups.join("-"));
    let state = host.answer("desk_state", json!({})).map_err(|fault| Stop::fault(&fault))?;
    said::line(people_of(&state));
    Ok(End::Good)
}

/// One JSON list, ready for a script.
fn people_of(state: &Value) -> Value {
    state.get("demo_people").cloned().unwrap_or_else(|| json!([]))
}
