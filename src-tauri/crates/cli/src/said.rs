//! What is said to a person at a terminal: the words of the pages (`assets/words`), values filled in.

use std::fmt::Display;
use std::io::{Write, stdout};
use std::sync::LazyLock;

use serde_json::Value;

const WORDS: &str = include_str!("../../../../assets/words/zh-CN.json");

/// Read once: a refusal looks up a dozen of them. A file that cannot be read has no words, and keys are shown.
static READ: LazyLock<Value> = LazyLock::new(|| serde_json::from_str(WORDS).unwrap_or_default());

/// A line on stdout. Whoever asked may have gone meanwhile (`| head`): what was done is done all the same.
pub fn line(text: impl Display) {
    let _ = writeln!(stdout().lock(), "{text}");
}

/// What is given on stdout and nowhere else: the command is done only where it arrived.
pub fn given(text: impl Display) -> std::io::Result<()> {
    let mut out = stdout().lock();
    write!(out, "{text}")?;
    out.flush()
}

/// A fault as it crosses: `{"code": …, "values": …}`.
pub fn wire(fault: &actions::Fault) -> Value {
    serde_json::to_value(fault).unwrap_or_default()
}

/// The sentence of a fault, its values filled in, and what can be done about it.
pub fn in_words(fault: &Value) -> String {
    let code = fault["code"].as_str().unwrap_or("broken");
    let Some(words) = here(&format!("faults.{code}")) else { return code.to_owned() };
    let said = fill(&words, &told((code, &fault["values"])));
    match here(&format!("way_of.{code}")).and_then(|way| here(&format!("ways.{way}"))) {
        Some(way) => format!("{said}{}{way}", word("marks.stop")),
        None => said,
    }
}

/// Values that are codes, and the group of words they are looked up in: the same as the pages' (`ui/src/words/faces.ts`).
const GROUPS: &[(&str, &str)] = &[
    ("verb", "verbs"),
    ("act", "verbs"),
    ("field", "fields"),
    ("fields", "fields"),
    ("level", "levels"),
    ("lacks", "lacks"),
    ("grounds", "lacks"),
    ("item", "lacks"),
    ("why", "lacks"),
    ("reason", "lacks"),
    ("kind", "kinds"),
    ("what", "nouns"),
    ("wording", "settings.rule.wordings"),
];

fn group(code: &str, name: &str) -> Option<&'static str> {
    if code == "bad_bundle" {
        return (name == "why").then_some("bundle_why");
    }
    GROUPS.iter().find(|(of, _)| *of == name).map(|(_, group)| *group)
}

/// The values of a fault as a person reads them.
fn told((code, values): (&str, &Value)) -> Value {
    let Some(values) = values.as_object() else { return Value::Null };
    let word_for = |name: &String, value: &Value| Value::String(worded(value, group(code, name)));
    Value::Object(values.iter().map(|(name, value)| (name.clone(), word_for(name, value))).collect())
}

/// A fault within a fault (why something is denied) is told in its own words, never as it travels.
fn worded(value: &Value, group: Option<&str>) -> String {
    match value {
        Value::String(code) => {
            group.and_then(|group| found(&format!("{group}.{code}"))).unwrap_or_else(|| code.clone())
        }
        Value::Array(all) => {
            all.iter().map(|one| worded(one, group)).collect::<Vec<_>>().join(&word("marks.list"))
        }
        Value::Object(fault) => {
            let code = fault.get("code").and_then(Value::as_str).unwrap_or_default();
            let why = found(&format!("reasons.{code}")).or_else(|| here(&format!("faults.{code}")));
            let values = told((code, fault.get("values").unwrap_or(&Value::Null)));
            why.map_or_else(|| code.to_owned(), |why| fill(&why, &values))
        }
        Value::Null => word("marks.none"),
        other => other.to_string(),
    }
}

/// A sentence of the words' file by its key.
pub fn word(key: &str) -> String {
    found(key).unwrap_or_else(|| key.to_owned())
}

pub fn sentence(key: &str, values: &Value) -> String {
    fill(&word(key), values)
}

/// The pages' words, but for those that are untrue at a terminal, where no form is filled in and no button pressed.
fn here(key: &str) -> Option<String> {
    found(&format!("terminal.{key}")).or_else(|| found(key))
}

fn found(key: &str) -> Option<String> {
    let at = key.split('.').try_fold(&*READ, |at, step| at.get(step))?;
    at.as_str().map(str::to_owned)
}

/// `{name}` becomes the value of that name; one that is not given stays to be seen. What a value brings along is said as it
/// is: brackets in a name are no place for another value.
fn fill(sentence: &str, values: &Value) -> String {
    let (mut said, mut rest) = (String::with_capacity(sentence.len()), sentence);
    while let Some((before, after)) = rest.split_once('{') {
        said.push_str(before);
        let place = after.split_once('}').and_then(|(name, behind)| Some((values.get(name)?, behind)));
        if let Some((value, behind)) = place {
            said.push_str(&shown(value));
            rest = behind;
        } else {
            said.push('{');
            rest = after;
        }
    }
    said + rest
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(all) => all.iter().map(shown).collect::<Vec<_>>().join(&word("marks.list")),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn values_are_filled_in() {
        let values = json!({ "most": 20_000, "field": "facts" });
        assert_eq!(fill("{field} ≤ {most} {other}", &values), "facts ≤ 20000 {other}");
    }

    /// A station called `{most}` was said as the number of another value.
    #[test]
    fn a_value_with_brackets_is_not_filled_in_again() {
        let values = json!({ "a": "{b}", "b": "{a}", "most": 3 });
        assert_eq!(fill("{a} {b} {most}", &values), "{b} {a} 3");
    }

    #[test]
    fn brackets_that_name_nothing_stay() {
        let values = json!({ "n": 1, "": "nothing", "空": "格" });
        for (sentence, said) in [
            ("", ""),
            ("{", "{"),
            ("}", "}"),
            ("{n", "{n"),
            ("n}", "n}"),
            ("{other}", "{other}"),
            ("{{n}}", "{1}"),
            ("{n}{n}", "11"),
            ("{n {n}", "{n 1"),
            ("{空}", "格"),
            ("{ n }", "{ n }"),
        ] {
            assert_eq!(fill(sentence, &values), said);
        }
        for none in [json!(null), json!([1]), json!("n"), json!({})] {
            assert_eq!(fill("{n}", &none), "{n}", "{none}");
        }
    }

    #[test]
    fn every_kind_of_value_is_said() {
        for (value, said) in [
            (json!("周敏"), "周敏"),
            (json!(0), "0"),
            (json!(-1.5), "-1.5"),
            (json!(true), "true"),
            (json!([]), ""),
            (json!(["甲", 2]), "甲、2"),
        ] {
            assert_eq!(shown(&value), said);
        }
        // What is a fault itself was put into words before.
        for (fault, said) in [(json!({}), ""), (json!({ "code": "never_heard_of" }), "never_heard_of")] {
            assert_eq!(worded(&fault, None), said);
        }
    }

    #[test]
    fn a_code_without_words_is_said_as_it_is() {
        assert_eq!(in_words(&json!({ "code": "never_heard_of", "values": {} })), "never_heard_of");
    }

    /// A flipped byte was told without the way back.
    #[test]
    fn what_can_be_done_is_said_too() {
        let said = in_words(&json!({ "code": "damaged", "values": {} }));
        assert!(said.contains("已停止写入") && said.ends_with("再用最近的备份恢复。"), "{said}");
        assert!(!in_words(&json!({ "code": "wrong_password", "values": {} })).ends_with('。'));
    }

    /// A desk that was not found told of drafts, and a record that had moved on of a form that is still filled in. The two
    /// that are left out are what pages say of themselves.
    #[test]
    fn no_fault_at_a_terminal_speaks_of_a_form() {
        let codes = READ["faults"].as_object().unwrap().keys();
        for code in codes.filter(|code| !["host_gone", "key_refused"].contains(&code.as_str())) {
            let said = in_words(&json!({ "code": code, "values": {} }));
            for word in ["草稿", "填写的内容", "勾选", "点“", "页面"] {
                assert!(!said.contains(word), "{code}: {said}");
            }
        }
        let said = |code: &str| in_words(&json!({ "code": code, "values": {} }));
        assert!(said("no_desk").ends_with("请用 --dir 给出工作台所在的文件夹。"));
        assert!(said("bad_input").contains("gonglian calls"), "who wrote the input can mend it");
        assert!(said("denied").starts_with("没有此项权限"), "the others are those of the pages");
        let why = json!({ "code": "awaits_keys", "values": { "print": "AB" } });
        let denied = in_words(&json!({ "code": "denied", "values": { "why": why } }));
        assert!(denied.contains("AB") && !denied.contains("草稿"), "inside another, too: {denied}");
    }

    /// What is untrue at a terminal stands beside what it takes the place of: a name mistyped would be said nowhere.
    #[test]
    fn what_is_said_at_a_terminal_alone_has_its_place_among_the_words() {
        let ways = READ["terminal"]["way_of"].as_object().unwrap().values();
        let ways: Vec<_> = ways.chain(READ["way_of"].as_object().unwrap().values()).collect();
        for way in READ["terminal"]["ways"].as_object().unwrap().keys() {
            assert!(ways.iter().any(|of| *of == way), "{way}");
        }
        for group in ["faults", "way_of"] {
            for code in READ["terminal"][group].as_object().unwrap().keys() {
                assert!(READ["faults"].get(code).is_some(), "{code}");
            }
        }
    }

    /// A refusal printed the cause as JSON.
    #[test]
    fn a_cause_is_said_in_words() {
        let why = json!({ "code": "cannot_hold", "values": { "name": "卢婷婷" } });
        let said = in_words(&json!({ "code": "denied", "values": { "why": why } }));
        assert!(said.contains("卢婷婷不能承办") && !said.contains('{'), "{said}");
    }

    /// A refusal named its field, step and level by their codes.
    #[test]
    fn what_a_refusal_names_is_said_in_words() {
        let said = |code: &str, values: Value| in_words(&json!({ "code": code, "values": values }));
        assert_eq!(said("required", json!({ "field": "reason" })), "请填写理由");
        let needs = json!({ "verb": "grant_request", "level": "deputy" });
        assert!(said("needs_level", needs).contains("分管副检察长"));
        let lacks = json!({ "verb": "conclude_appeal", "lacks": ["reply", "proof"] });
        assert!(said("lacks", lacks).contains("书面答复、佐证"));
        let why = json!({ "code": "required", "values": { "field": "reason" } });
        assert!(said("denied", json!({ "why": why })).contains("请填写理由"), "inside another, too");
        // What has no word is said as it is, and never looked for elsewhere.
        assert!(said("required", json!({ "field": "never_heard_of" })).contains("never_heard_of"));
    }

    #[test]
    fn a_sentence_of_the_terminal_takes_its_values_as_they_are() {
        let said = sentence("terminal.hub_refused.database", &json!({ "why": "proof" }));
        assert!(said.contains("proof"), "{said}");
    }

    #[test]
    fn the_words_are_those_of_the_pages() {
        assert_ne!(in_words(&json!({ "code": "not_signed_in", "values": {} })), "not_signed_in");
    }
}
