use clap::CommandFactory;
use clap::error::ErrorKind;

use super::*;

fn typed(words: &str) -> Result<Verb, ErrorKind> {
    let words = ["gonglian"].into_iter().chain(words.split_whitespace());
    Gonglian::try_parse_from(words).map(|asked| asked.verb).map_err(|error| error.kind())
}

#[test]
fn no_two_commands_or_options_are_in_each_others_way() {
    Gonglian::command().debug_assert();
}

#[test]
fn what_is_not_understood_is_told() {
    use ErrorKind::{
        ArgumentConflict, InvalidSubcommand, MissingRequiredArgument, UnknownArgument, ValueValidation,
    };
    for (words, kind) in [
        ("sing", InvalidSubcommand),
        ("desk sing", InvalidSubcommand),
        ("hub sing", InvalidSubcommand),
        ("call", MissingRequiredArgument),
        ("call list_appeals --dir d", MissingRequiredArgument),
        ("call list_appeals --as 周敏", MissingRequiredArgument),
        ("call --dir d --as 周敏", MissingRequiredArgument),
        ("call list_appeals list_voices --dir d --as 周敏", UnknownArgument),
        ("call list_appeals --dir d --dir e --as 周敏", ArgumentConflict),
        ("call list_appeals --dir d --as 周敏 --today 2026-02-29", ValueValidation),
        ("call list_appeals --dir d --as 周敏 --today 24.9.2026", ValueValidation),
        ("call list_appeals --dir d --as 周敏 --today 今天", ValueValidation),
        ("call list_appeals --dir d --as 周敏 --password x", UnknownArgument),
        ("serve", MissingRequiredArgument),
        ("serve --dir d --port 65536", ValueValidation),
        ("serve --dir d --port x", ValueValidation),
        ("open --port 1", UnknownArgument),
        ("demo", MissingRequiredArgument),
        ("demo --dir d --seed x", ValueValidation),
        ("demo --dir d --records 4294967296", ValueValidation),
        ("desk new --dir d --office 331000", MissingRequiredArgument),
        ("desk new --dir d --person 周敏", MissingRequiredArgument),
        ("calls --xml", UnknownArgument),
        ("verify --dir d", MissingRequiredArgument),
        ("verify --dir d --as p --bundle f --since KNUA", ArgumentConflict),
        ("verify --dir d --as p --bundle f --hub", ArgumentConflict),
        ("verify --dir d --as p --hub postgres://h/d", UnknownArgument),
        ("doctor", MissingRequiredArgument),
        ("hub apply --dir d", MissingRequiredArgument),
        ("hub watch --seconds 4294967296", ValueValidation),
        ("hub authority --out o", MissingRequiredArgument),
        ("hub server --authority a --out o", MissingRequiredArgument),
        ("hub certify --authority a --role r", MissingRequiredArgument),
        ("gen", MissingRequiredArgument),
    ] {
        assert_eq!(typed(words).err(), Some(kind), "{words}");
    }
}

#[test]
fn half_a_command_does_nothing() {
    for words in ["", "desk", "hub"] {
        assert!(typed(words).is_err(), "{words:?}");
    }
    assert_eq!(typed("--help").err(), Some(ErrorKind::DisplayHelp));
    assert_eq!(typed("help").err(), Some(ErrorKind::DisplayHelp));
    assert_eq!(typed("--version").err(), Some(ErrorKind::DisplayVersion));
}

#[test]
fn a_demonstration_desk_is_the_same_one_unless_it_is_told_otherwise() {
    let Ok(Verb::Demo(demo)) = typed("demo --dir d") else { panic!("understood") };
    assert_eq!((demo.seed, demo.records, demo.today.to_string()), (7, 5000, "2026-09-01".into()));
    let Ok(Verb::Demo(demo)) = typed("demo --dir d --seed 0 --records 0 --today 2024-02-29") else {
        panic!("understood")
    };
    assert_eq!((demo.seed, demo.records, demo.today.to_string()), (0, 0, "2024-02-29".into()));
}

#[test]
fn a_port_is_any_or_none() {
    for (words, port) in [
        ("serve --dir d", None),
        ("serve --dir d --port 0", Some(0)),
        ("serve --dir d --port 65535", Some(65_535)),
    ] {
        let Ok(Verb::Serve(serve)) = typed(words) else { panic!("understood: {words}") };
        assert_eq!((serve.port, serve.today), (port, None), "{words}");
    }
}

#[test]
fn a_call_takes_one_input_unless_lines_are_asked_for() {
    for (words, lines) in [
        ("call list_appeals --dir d --as 周敏", false),
        ("call list_appeals --dir d --as 周敏 --lines", true),
        ("call --lines --as=周敏 --dir=d list_appeals", true),
    ] {
        let Ok(Verb::Call(call)) = typed(words) else { panic!("understood: {words}") };
        assert_eq!((call.lines, call.name.as_str(), call.person.as_str()), (lines, "list_appeals", "周敏"));
    }
}

#[test]
fn who_does_not_sign_in_may_be_left_out_only_where_nothing_is_opened() {
    let Ok(Verb::Doctor(doctor)) = typed("doctor --dir d --export f") else { panic!("understood") };
    assert_eq!((doctor.person, doctor.export, doctor.json), (None, Some("f".into()), false));
    let Ok(Verb::Open(open)) = typed("open") else { panic!("understood") };
    assert_eq!((open.dir, open.today), (None, None));
}

#[test]
fn a_hub_is_named_or_comes_from_the_environment() {
    let Ok(Verb::Hub { what: HubVerb::Watch { at, seconds } }) = typed("hub watch") else {
        panic!("understood")
    };
    assert_eq!((at.url, at.ca, seconds), (None, None, 60));
    let Ok(Verb::Hub { what: HubVerb::Server { host, .. } }) =
        typed("hub server --authority a --out o --host hub.local --host 10.0.0.1")
    else {
        panic!("understood")
    };
    assert_eq!(host, ["hub.local", "10.0.0.1"]);
}

#[test]
fn a_folder_may_be_called_anything() {
    for dir in ["/移动 硬盘/共联", "a=b", "D:\\共联\\desk"] {
        let asked = Gonglian::try_parse_from(["gonglian", "serve", "--dir", dir]);
        let Ok(Gonglian { verb: Verb::Serve(serve) }) = asked else { panic!("understood: {dir}") };
        assert_eq!(serve.dir, PathBuf::from(dir));
    }
}
