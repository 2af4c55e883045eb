//! 领导批示 as it stands on the 来访登记表: what a leader granted, by whom and when.

use domain::appeal::{Appeal, Asked, Decided, Verdict};
use store::Reader;

use super::sheets::{VISIT_SHEET, name};
use crate::Result;
use crate::lists::word;

/// A line a decision. What was typed in from paper (代录批示) says so, and whether its leader has confirmed it; a paper that was
/// denied is nobody's word. What was sent back is between the leader and the handler.
pub(super) fn instruction(reader: &Reader<'_>, appeal: &Appeal) -> Result<String> {
    let asked = appeal.lines::<Asked>("request");
    let mut lines = vec![];
    for decided in appeal.lines::<Decided>("decision") {
        let granted = matches!(decided.verdict, Verdict::Approved | Verdict::Recorded);
        if granted && appeal.record.at(&decided.flow) != Verdict::Disputed.key() {
            lines.push(line(reader, (matter(&decided, &asked), mark(appeal, &decided)), &decided)?);
        }
    }
    for decided in appeal.lines::<Decided>("settled") {
        lines.push(line(reader, ("settled", ""), &decided)?);
    }
    Ok(lines.join("\n"))
}

fn line(reader: &Reader<'_>, (what, mark): (&str, &str), decided: &Decided) -> Result<String> {
    let said = |key: &str| word(&["record", "instructions", key]).unwrap_or_default();
    let (by, on) = (name(reader, (VISIT_SHEET, Some(decided.approver)))?, decided.on.to_string());
    let values =
        [("{what}", said(what)), ("{by}", by.as_str()), ("{on}", on.as_str()), ("{mark}", said(mark))];
    Ok(values.into_iter().fold(said("says").to_owned(), |text, (place, value)| text.replace(place, value)))
}

/// What it was about: the conclusion, or the change of a limit that was asked for.
fn matter(decided: &Decided, asked: &[Asked]) -> &'static str {
    let id = decided.flow.strip_prefix("extend/");
    asked.iter().find(|a| id == Some(a.id.as_str())).map_or("approve", |a| a.kind.key())
}

/// None on what was decided in person.
fn mark(appeal: &Appeal, decided: &Decided) -> &'static str {
    let confirmed = appeal.record.at(&decided.flow) == Verdict::Confirmed.key();
    match decided.verdict {
        Verdict::Recorded if confirmed => "confirmed",
        Verdict::Recorded => "recorded",
        _ => "",
    }
}
