//! `gonglian hub …`: for whoever keeps the hub. Set up, let the desks of the cell in, look, check a database, make certificates.
//! It does not know SQL (`sync::hub`) nor who may what (`actions` draws that from the desk's `admin`).
//! Called by `run`.

use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use sync::hub::ca::{self, Pair, Validity};
use sync::hub::{Admin, HubError, Trust, check};

use crate::args::{HubAt, HubVerb};
use crate::end::{End, Stop};
use crate::hub_said;
use crate::said;
use crate::sign_in::open_as;

/// Where the address of the hub comes from when it is not typed: a password in it then stands in no list of processes.
const URL: &str = "GONGLIAN_HUB_URL";
/// A certificate's life in years; an authority's is longer than that of what it signs.
const YEARS: i32 = 2;
const AUTHORITY_YEARS: i32 = 10;

pub fn hub(asked: HubVerb) -> Result<End, Stop> {
    match asked {
        HubVerb::Init { at } => {
            let made = connect(&at)?.init().map_err(told)?;
            tell(hub_said::initialised(&made))
        }
        HubVerb::Apply { at, dir, person } => apply(&at, (&dir, &person)),
        HubVerb::Status { at } => status(&at),
        HubVerb::Watch { at, seconds } => {
            let ended = connect(&at)?.end_hanging(seconds).map_err(told)?;
            tell(hub_said::watched(&ended))
        }
        HubVerb::Check { at } => check_database(&at),
        HubVerb::Authority { out, name } => {
            let pair = ca::authority(&name, &validity(AUTHORITY_YEARS)).map_err(told)?;
            write_pair(&out, "authority", &pair)
        }
        HubVerb::Server { authority, host, out } => {
            let hosts: Vec<&str> = host.iter().map(String::as_str).collect();
            let pair = ca::server(&read_pair(&authority)?, &hosts, &validity(YEARS)).map_err(told)?;
            write_pair(&out, "server", &pair)
        }
        HubVerb::Certify { authority, role, request } => {
            let csr = read(&request)?;
            let pem = ca::desk(&read_pair(&authority)?, (&role, &csr), &validity(YEARS)).map_err(told)?;
            said::given(pem).map_err(unwritable)?;
            Ok(End::Good)
        }
    }
}

/// The accesses are drawn from the desk that is opened: it must hold the whole of `admin`, as every desk does, and be of the cell that
/// the hub was given to first.
fn apply(at: &HubAt, (dir, person): (&Path, &str)) -> Result<End, Stop> {
    let host = open_as(dir, person, None)?;
    let drawn =
        host.with(|office, who| Ok((actions::hub_accesses(office, who)?, actions::hub_cell(office)?)));
    let (accesses, cell) = drawn.map_err(|fault| not_drawn(said::wire(&fault)))?;
    let mut hub = connect(at)?;
    hub.keep_to(&cell).map_err(told)?;
    let applied = hub.apply(&accesses).map_err(told)?;
    tell(hub_said::applied(accesses.len(), &applied))
}

/// Who is right and sits at the wrong desk is told which is the right one.
fn not_drawn(fault: Value) -> Stop {
    match fault["values"]["why"]["code"].as_str() {
        Some("out_of_scope") => Stop::usage(said::word("terminal.hub_elsewhere")),
        _ => Stop::Fault(fault),
    }
}

fn status(at: &HubAt) -> Result<End, Stop> {
    let status = connect(at)?.status().map_err(told)?;
    tell(hub_said::status(&status))
}

/// Promise by promise, so that an office may use another engine of the family.
fn check_database(at: &HubAt) -> Result<End, Stop> {
    let trust = trust(at)?;
    let cases = check(&url(at)?, trust.as_ref(), &mut |case| said::line(line_of(case))).map_err(told)?;
    let failed = cases.iter().filter(|case| case.fault.is_some()).count();
    let (end, key) = match failed {
        0 => (End::Good, "terminal.hub_check"),
        _ => (End::Fault, "terminal.hub_check_failed"),
    };
    say(key, &json!({ "n": cases.len(), "failed": failed }))?;
    Ok(end)
}

fn line_of(case: &sync::hub::Case) -> String {
    match &case.fault {
        None => format!("good  {}", case.name),
        Some(fault) => format!("BAD   {}: {fault}", case.name),
    }
}

fn connect(at: &HubAt) -> Result<Admin, Stop> {
    let trust = trust(at)?;
    Admin::connect(&url(at)?, trust.as_ref()).map_err(told)
}

fn url(at: &HubAt) -> Result<String, Stop> {
    let typed = at.url.clone().or_else(|| std::env::var(URL).ok());
    typed.ok_or_else(|| Stop::usage(said::sentence("terminal.hub_url", &json!({ "name": URL }))))
}

fn trust(at: &HubAt) -> Result<Option<Trust>, Stop> {
    let Some(file) = &at.ca else { return Ok(None) };
    Ok(Some(Trust { ca_pem: read(file)?, identity: None }))
}

fn validity(years: i32) -> Validity {
    let (year, month, day) = actions::today_utc();
    // The 29th of February has no successor a year later.
    Validity { from: (year, month, day), to: (year + years, month, day.min(28)) }
}

/// An authority's key rests in the safe, a server's beside its database: where each belongs is told with it.
fn write_pair(dir: &Path, name: &str, pair: &Pair) -> Result<End, Stop> {
    std::fs::create_dir_all(dir).map_err(unwritable)?;
    let file = |end: &str| dir.join(format!("{name}.{end}"));
    // The key first: where one lies already, its certificate stays as well, for another would not fit it.
    write_secret(&file("key"), &pair.key_pem)?;
    std::fs::write(file("crt"), &pair.cert_pem).map_err(unwritable)?;
    say(&written(name), &json!({ "at": dir.display().to_string() }))
}

fn written(name: &str) -> String {
    format!("terminal.hub_{name}_written")
}

/// For this user of the machine alone, from its first byte.
fn write_secret(file: &Path, text: &str) -> Result<(), Stop> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut open = options.open(file).map_err(unwritable)?;
    std::io::Write::write_all(&mut open, text.as_bytes()).map_err(unwritable)
}

fn read_pair(dir: &Path) -> Result<Pair, Stop> {
    let file = |end: &str| -> PathBuf { dir.join(format!("authority.{end}")) };
    Ok(Pair { cert_pem: read(&file("crt"))?, key_pem: read(&file("key"))? })
}

fn read(file: &Path) -> Result<String, Stop> {
    std::fs::read_to_string(file).map_err(|e| {
        Stop::usage(said::sentence(
            "terminal.hub_file",
            &json!({ "file": file.display().to_string(), "why": e.to_string() }),
        ))
    })
}

fn unwritable(error: std::io::Error) -> Stop {
    Stop::usage(said::sentence("terminal.hub_unwritable", &json!({ "why": error.to_string() })))
}

fn told(error: HubError) -> Stop {
    Stop::usage(hub_said::refused(&error))
}

fn tell(lines: Vec<String>) -> Result<End, Stop> {
    lines.iter().for_each(said::line);
    Ok(End::Good)
}

fn say(key: &str, values: &Value) -> Result<End, Stop> {
    said::line(said::sentence(key, values));
    Ok(End::Good)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(url: Option<&str>) -> HubAt {
        HubAt { url: url.map(String::from), ca: None }
    }

    #[test]
    fn a_desk_is_certified_by_the_authority_that_was_made() {
        let dir = tempfile::tempdir().unwrap();
        let out = dir.path().join("ca");
        hub(HubVerb::Authority { out: out.clone(), name: "台州共联".into() }).unwrap();
        let made = ["crt", "key"].map(|end| read(&out.join(format!("authority.{end}"))).unwrap());
        let again = hub(HubVerb::Authority { out: out.clone(), name: "台州共联".into() });
        assert!(again.is_err(), "a key is never written over");
        let kept = ["crt", "key"].map(|end| read(&out.join(format!("authority.{end}"))).unwrap());
        assert_eq!(kept, made, "nor is its certificate");
        let role = "d_0123456789abcdef";
        let request = dir.path().join("desk.csr");
        std::fs::write(&request, ca::request(role).unwrap().csr_pem).unwrap();
        let certify = |role: &str| {
            hub(HubVerb::Certify { authority: out.clone(), role: role.into(), request: request.clone() })
        };
        assert_eq!(certify(role).unwrap(), End::Good);
        assert!(certify("d_fedcba9876543210").is_err(), "the request is another desk's");
        hub(HubVerb::Server { authority: out.clone(), host: vec!["localhost".into()], out: out.clone() })
            .unwrap();
        assert!(read(&out.join("server.crt")).unwrap().contains("BEGIN CERTIFICATE"));
    }

    /// The server's key was sent to the safe, away from the hub that needs it.
    #[test]
    fn where_a_key_belongs_is_told_with_it() {
        let [authority, server] = ["authority", "server"].map(|name| said::word(&written(name)));
        assert!(authority.contains("保险柜"), "{authority}");
        assert!(server.contains("交换中心的机器上") && !server.contains("保险柜"), "{server}");
    }

    #[cfg(unix)]
    #[test]
    fn a_key_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt;
        let dir = tempfile::tempdir().unwrap();
        hub(HubVerb::Authority { out: dir.path().into(), name: "台州共联".into() }).unwrap();
        let mode = std::fs::metadata(dir.path().join("authority.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0);
    }

    /// A bug: at a county's desk an administrator was told that it is not in their scope, and not whose it is.
    #[test]
    fn a_list_that_is_drawn_elsewhere_says_where_and_a_wrong_role_is_named_in_words() {
        let denied = |why: Value| not_drawn(json!({ "code": "denied", "values": { "why": why } })).words();
        let elsewhere = denied(json!({ "code": "out_of_scope", "values": {} }));
        assert!(elsewhere.contains("最上级院"), "{elsewhere}");
        let role = denied(json!({ "code": "wrong_role", "values": { "verb": "hub_apply" } }));
        assert!(!role.contains("hub_apply") && !role.contains("最上级院"), "{role}");
    }

    #[test]
    fn a_hub_that_cannot_be_reached_is_told_in_words() {
        let stop = hub(HubVerb::Status { at: at(Some("postgres://127.0.0.1:1/none")) }).unwrap_err();
        assert!(matches!(stop, Stop::Usage(words) if !words.contains('{') && !words.is_empty()));
    }
}
