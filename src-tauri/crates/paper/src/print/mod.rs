//! A form or a letter to PDF: typed fields in, one PDF/A-2u file out, everything in memory.
//! It does not know where the fields came from, and no field is ever read as markup: it reaches the template as a string.
//! Called by `actions`, which writes the print down with its copy number.

mod fonts;
mod form;
mod letter;
mod press;
mod routines;
mod sheets;
mod visit_sheet;

use serde::Serialize;
use serde_json::Value;

pub use fonts::{missing_glyphs, spare_font};
pub use form::{Body, Form, Imprint};
pub use letter::{Contact, Decision, Notice, Receipt, Reply};
pub use sheets::{Attendance, Attendee, Checkpoint, Moment, Reach, Recovery, Segment, SegmentKind, Strip};
pub use visit_sheet::{Agent, Due, Flag, Material, Petitioner, VisitSheet};

use crate::visible::{breaks_line, breaks_xml, visible};

/// All fields of one document together. A field of a record ends at 20,000 characters.
const MOST: usize = 1024 * 1024;

#[derive(Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(tag = "code", content = "values", rename_all = "snake_case")]
pub enum PaperError {
    #[error("the document has {bytes} bytes of text, at most {most} are printed")]
    TooLong { bytes: usize, most: usize },
    /// A template does not fit its form: a defect of ours.
    #[error("the document could not be set: {why}")]
    Failed { why: String },
}

/// The document as PDF. The same form gives the same bytes.
pub fn print(form: &Form) -> Result<Vec<u8>, PaperError> {
    let fields = fields(form)?;
    let bytes = press::press(form.body.template(), fields, form.imprint.printed_at);
    // Names and facts would otherwise stay in the compiler's cache.
    press::forget();
    bytes
}

fn fields(form: &Form) -> Result<Vec<u8>, PaperError> {
    let failed = |error: serde_json::Error| PaperError::Failed { why: error.to_string() };
    let mut fields = serde_json::to_value(form).map_err(failed)?;
    show(&mut fields);
    let bytes = serde_json::to_vec(&fields).map_err(failed)?;
    if bytes.len() > MOST {
        return Err(PaperError::TooLong { bytes: bytes.len(), most: MOST });
    }
    Ok(bytes)
}

/// What would not appear on paper appears as its code point.
fn show(value: &mut Value) {
    match value {
        Value::String(text) => {
            let hidden = |c| breaks_xml(c) || breaks_line(c) || fonts::lacks(c);
            if let std::borrow::Cow::Owned(shown) = visible(text, hidden) {
                *text = shown;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(show),
        Value::Object(fields) => fields.values_mut().for_each(show),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests;
