//! `gonglian calls`: the table of contents, for people or for programs.

use actions::calls::{CallShape, shapes};
use serde_json::{Value, json};

use crate::end::{End, Stop};
use crate::said;

#[derive(Clone, Copy)]
pub enum As {
    Text,
    Json,
}

pub fn calls(form: As) -> Result<End, Stop> {
    let shapes = shapes();
    match form {
        As::Text => {
            let told = |call: &CallShape| format!("{}({}) -> {}", call.name, call.input, call.output);
            shapes.iter().map(told).for_each(said::line);
        }
        As::Json => said::line(Value::from_iter(shapes.iter().map(as_json))),
    }
    Ok(End::Good)
}

fn as_json(call: &CallShape) -> Value {
    json!({
        "name": call.name, "input": call.input, "output": call.output,
        "input_shape": call.input_shape, "output_shape": call.output_shape,
    })
}
