//! Points 11 and 12: a colleague leaves, another stands in, and the program ends while somebody types.

use serde_json::{Value, json};

use super::intake::form;
use super::{COLLEAGUE, Day, HANDLER, LIAISON, OTHER, PROSECUTOR, SECTION};

/// An appeal that the handler works on.
fn under_way(day: &Day, title: &str) -> String {
    let appeal = day.desk.made(LIAISON, "register_appeal", form(day, json!({ "title": title })));
    let on = ("appeal", appeal.as_str());
    day.desk.steps(PROSECUTOR, "accept_appeal", on, json!({ "nature": "ordinary", "on": day.today() }));
    day.desk.steps(HANDLER, "take_on_appeal", on, json!({}));
    appeal
}

pub fn work_changes_hands(day: &Day) {
    let desk = &day.desk;
    let (first, second) = (under_way(day, "移交一"), under_way(day, "移交二"));
    let (from, to) = (desk.person(HANDLER), desk.person(OTHER));
    let preview = desk.done(SECTION, "preview_hand_over", json!({ "from": from }));
    let rows = preview["rows"].as_array().unwrap();
    let titles: Vec<&str> = rows.iter().map(|r| r["work"]["title"].as_str().unwrap()).collect();
    assert!(titles.contains(&"移交一") && titles.contains(&"移交二"), "{titles:?}");
    assert!(!titles.contains(&"反映三山村雨污水直排入河"), "what is archived waits for nobody");
    let on: Vec<_> =
        rows.iter().map(|r| json!({ "record": r["work"]["record"], "seen": r["seen"] })).collect();
    let input = json!({ "from": from, "to": to, "reason": "调任", "except": [], "on": on });
    assert_eq!(desk.refused(LIAISON, "hand_over", input.clone()), "denied");
    // Somebody works on it between the preview and the yes.
    let progress = json!({ "text": "已电话联系", "on": day.today(), "how": "phone" });
    desk.steps(HANDLER, "note_progress", ("appeal", &first), progress);
    assert_eq!(desk.refused(SECTION, "hand_over", input), "moved_on");
    let preview = desk.done(SECTION, "preview_hand_over", json!({ "from": from }));
    let rows = preview["rows"].as_array().unwrap();
    let on: Vec<_> =
        rows.iter().map(|r| json!({ "record": r["work"]["record"], "seen": r["seen"] })).collect();
    let input = json!({ "from": from, "to": to, "reason": "调任", "except": [], "on": on });
    let input = nobody_gets_what_they_could_not_be_given_alone(day, input, &second);
    let done = desk.done(SECTION, "hand_over", input);
    assert_eq!(done["value"]["n"], json!(rows.len()));
    // No folder for copies was chosen at this desk: the answer says that none went before.
    assert_eq!(done["hint"], "no_backup");
    for appeal in [&first, &second] {
        assert_eq!(desk.page(SECTION, ("appeal", appeal))["holder"], json!(to));
    }
    assert_eq!(desk.done(SECTION, "preview_hand_over", json!({ "from": from }))["rows"], json!([]));
    let left = json!({ "left_on": day.today(), "reason": "调任" });
    assert_eq!(desk.steps(PROSECUTOR, "leave_person", ("person", &from), left)["state"], "left");
}

/// All at once is no way round the rules of giving one matter: a liaison works on none, and who must keep away gets none.
fn nobody_gets_what_they_could_not_be_given_alone(day: &Day, mut input: Value, appeal: &str) -> Value {
    let desk = &day.desk;
    let to = |name: &str, input: &Value| {
        let mut input = input.clone();
        input["to"] = json!(desk.person(name));
        input
    };
    assert_eq!(desk.refused(SECTION, "hand_over", to(LIAISON, &input)), "cannot_hold");
    let recused = json!({ "reason": "与信访人有亲属关系" });
    desk.steps(COLLEAGUE, "declare_recusal", ("appeal", appeal), recused);
    let moved = desk.page(SECTION, ("appeal", appeal))["seen"].clone();
    let on = input["on"].as_array_mut().unwrap();
    on.iter_mut().find(|one| one["record"] == appeal).unwrap()["seen"] = moved;
    assert_eq!(desk.refused(SECTION, "hand_over", to(COLLEAGUE, &input)), "keeps_away");
    input
}

/// AB角: for the days named, and no longer.
pub fn a_substitute(day: &Day) {
    let desk = &day.desk;
    let list = desk.done(OTHER, "list_appeals", json!({ "mine": true, "text": "移交一" }));
    let appeal = list["rows"][0]["record"].as_str().unwrap().to_owned();
    let on = ("appeal", appeal.as_str());
    let progress = |text: &str| json!({ "text": text, "on": day.today(), "how": "phone" });
    assert_eq!(desk.held_back(COLLEAGUE, "note_progress", on, progress("代办")), "not_holder");
    let absent = desk.person(OTHER);
    let cover = json!({ "by": desk.person(COLLEAGUE), "from_on": "2026-11-02", "to_on": "2026-11-06", "reason": "培训" });
    let page = desk.steps(PROSECUTOR, "substitute_person", ("person", &absent), cover);
    assert_eq!(
        (&page["covers"][0]["by_name"], &page["covers"][0]["now"]),
        (&json!(COLLEAGUE), &json!(false))
    );
    for (date, may) in
        [("2026-11-01", false), ("2026-11-02", true), ("2026-11-06", true), ("2026-11-07", false)]
    {
        day.days.move_to(date);
        desk.sit_again(COLLEAGUE);
        let done = desk.step(COLLEAGUE, "note_progress", on, progress(date));
        assert_eq!(done.is_ok(), may, "{date}: {done:?}");
        let mine = desk.done(COLLEAGUE, "list_appeals", json!({ "mine": true, "text": "移交一" }));
        assert_eq!(mine["count"], u64::from(may), "{date}");
    }
}

/// The draft is there, everything acknowledged is there, and the log verifies.
pub fn killed_while_typing(day: Day) {
    let body = json!({ "title": "正在输入的诉求", "facts": "打到一半𠮷" });
    let draft = day.desk.done(LIAISON, "save_draft", json!({ "noun": "register_appeal", "body": body }));
    let saved = day.desk.made(LIAISON, "register_appeal", form(&day, json!({ "title": "保存后即断电" })));
    let count = |desk: &tests::TestDesk| desk.done(LIAISON, "list_appeals", json!({}))["count"].clone();
    let before = count(&day.desk);
    let desk = day.desk.restart();
    assert_eq!(count(&desk), before);
    let opened = desk.done(LIAISON, "open_draft", json!({ "id": draft["id"] }));
    assert_eq!(opened["body"], body);
    assert_eq!(desk.page(LIAISON, ("appeal", &saved))["facts"]["title"], "保存后即断电");
    assert_eq!(desk.done(PROSECUTOR, "list_drafts", json!({})), json!([]), "a draft is its author's");
    assert_eq!(desk.done(PROSECUTOR, "verify", json!({}))["verdict"], "good");
}
