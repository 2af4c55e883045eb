//! 重复件: the links between appeals of one matter, and what is said of two that only look like one.

use super::exhaustive::played;
use super::*;
use crate::appeal::handle::*;
use crate::appeal::*;

fn accepted() -> Case {
    played(Case::registered(), &[(PROSECUTOR, "accept_appeal", ""), (ASSISTANT, "take_on_appeal", "")])
}

fn required(field: &str) -> Refusal {
    Refusal::Required { field: field.into() }
}

#[test]
fn a_matter_is_not_its_own_double() {
    let mut case = accepted();
    let own = case.record().id;
    let links = |case: &Case, same| {
        case.tries(ASSISTANT, |a, ctx| link_same(a, LinkSame { same, reason: None }, ctx))
    };
    assert_eq!(links(&case, own), Err(Refusal::NothingChanged));
    let unlinks =
        |case: &Case| case.tries(ASSISTANT, |a, ctx| unlink_same(a, UnlinkSame { same: id(77) }, ctx));
    assert_eq!(unlinks(&case), Err(Refusal::NothingChanged), "what was never linked");
    let ops = links(&case, id(77)).unwrap();
    case.add(ASSISTANT, "link_same", ops);
    assert_eq!(links(&case, id(77)), Err(Refusal::NothingChanged), "twice");
    let ops = unlinks(&case).unwrap();
    case.add(ASSISTANT, "unlink_same", ops);
    assert!(case.record().same.is_empty());
}

#[test]
fn who_decides_that_two_are_one_or_two_says_why_and_says_it_once() {
    let mut case = accepted();
    let (own, other) = (case.record().id, id(77));
    let links = |case: &Case, reason: &str| {
        let input = LinkSame { same: other, reason: Some(reason.into()) };
        case.tries(ASSISTANT, |a, ctx| link_same(a, input, ctx))
    };
    let parts = |case: &Case, (appeal, reason): (RecordId, &str)| {
        let input = TellApart { appeal, reason: reason.into() };
        case.tries(ASSISTANT, |a, ctx| tell_apart(a, input, ctx))
    };
    assert_eq!(links(&case, " "), Err(required("reason")));
    assert_eq!(parts(&case, (other, " ")), Err(required("reason")));
    assert_eq!(parts(&case, (own, "两处护栏")), Err(Refusal::NothingChanged));
    let ops = parts(&case, (other, "两处护栏")).unwrap();
    case.add(ASSISTANT, "tell_apart", ops);
    assert_eq!(parts(&case, (other, "还是两处")), Err(Refusal::NothingChanged), "twice");
    // Whoever finds out later that it is one says so; then it is a link that must be taken back.
    let ops = links(&case, "原来是同一处").unwrap();
    case.add(ASSISTANT, "link_same", ops);
    let linked = Refusal::CheckFailed { field: "appeal".into() };
    assert_eq!(parts(&case, (other, "又是两处")), Err(linked));
    let said: Vec<bool> = case.appeal().lines::<Compared>("compared").iter().map(|c| c.same).collect();
    assert_eq!(said, [false, true]);
}
