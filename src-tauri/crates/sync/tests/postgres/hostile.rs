//! A stolen desk with a valid certificate and a SQL prompt: what it tries, and what comes of it (ledger.md §3.5).

use std::time::Duration;

use sync::hub::{Admin, Trust};
use sync::session::{MailFault, Mailbox};

use crate::cluster::trust;
use crate::scene::{CITY, STATION, Scene, identity, raw, st};

/// A plain SQL session in the role of a desk.
pub fn prompt(scene: &Scene, desk: usize) -> Admin {
    let role = scene.role(desk);
    let url = format!("postgres://{role}@127.0.0.1:{}/{}", scene.cluster.port, scene.database);
    Admin::connect(&url, Some(&Trust { identity: Some(identity(&role)), ..trust() })).unwrap()
}

/// Refused for want of a right, and for no other reason.
fn is_refused(prompt: &mut Admin, sql: &str) {
    let words = prompt.batch(sql).expect_err(sql).to_string();
    assert!(words.ends_with("(42501)"), "{sql}: {words}");
}

#[test]
fn no_table_and_no_inner_function_opens() {
    let scene = Scene::new("hostile_tables");
    let mut prompt = prompt(&scene, STATION);
    for table in ["meta", "stream", "desk_grant", "entry", "seg", "blob_chunk", "quota"] {
        for sql in [
            format!("SELECT * FROM hub.{table}"),
            format!("DELETE FROM hub.{table}"),
            format!("TRUNCATE hub.{table}"),
            format!("INSERT INTO hub.{table} DEFAULT VALUES"),
            format!("DROP TABLE hub.{table}"),
        ] {
            is_refused(&mut prompt, &sql);
        }
    }
    is_refused(&mut prompt, "UPDATE hub.stream SET head = 0");
    is_refused(&mut prompt, "UPDATE hub.quota SET allowed = 9223372036854775807");
    is_refused(&mut prompt, "UPDATE hub.desk_grant SET can_read = true");
    is_refused(&mut prompt, "UPDATE hub.desk_grant SET last_day = NULL");
    is_refused(&mut prompt, "SELECT hub.spend(-1000000)");
    is_refused(&mut prompt, "SELECT hub.lasts(0)");
}

/// A bug: by words into the write-ahead log, 100 MB a call, a desk filled the hub's disk beside its quota.
#[test]
fn nothing_can_be_made_hung_or_filled_or_looked_around_by() {
    let scene = Scene::new("hostile_hang");
    let mut prompt = prompt(&scene, STATION);
    for sql in [
        "CREATE TEMP TABLE t(a int)",
        "CREATE TABLE public.t(a int)",
        "CREATE TABLE hub.t(a int)",
        "CREATE SCHEMA own",
        "CREATE ROLE d_ffffffffffffffff LOGIN",
        "CREATE FUNCTION hub.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "SELECT lo_creat(-1)",
        "SELECT lo_from_bytea(0, 'x')",
        "SELECT pg_sleep(100)",
        "SELECT pg_sleep_for('1 hour')",
        "SELECT pg_advisory_lock(1)",
        "SELECT pg_try_advisory_xact_lock(1)",
        "SELECT pg_notify('a', 'b')",
        "SELECT pg_logical_emit_message(false, 'a', repeat('b', 100))",
        "SELECT pg_logical_emit_message(false, 'a', 'b'::bytea)",
        "SELECT query_to_xml('SELECT 1', true, true, '')",
        "SELECT database_to_xml(true, true, '')",
        "SELECT * FROM pg_stat_activity",
        "SELECT pg_read_file('pg_hba.conf')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT pg_export_snapshot()",
        "SET SESSION AUTHORIZATION admin",
        "SET ROLE gonglian_hub",
        "SET ROLE admin",
        "SET session_replication_role = replica",
    ] {
        is_refused(&mut prompt, sql);
    }
    // After all that the doors still work.
    assert_eq!(scene.mailbox(STATION).push(&st(), &[raw(1)]), Ok(1));
}

#[test]
fn another_desks_grants_do_not_come_with_its_name() {
    let scene = Scene::new("hostile_names");
    let mut prompt = prompt(&scene, STATION);
    let city = scene.role(CITY);
    is_refused(&mut prompt, &format!("SET ROLE {city}"));
    // What a session can set about itself is not who it is.
    prompt.batch("SET application_name = 'admin'").unwrap();
    prompt.batch("SET search_path = public, hub").unwrap();
    is_refused(&mut prompt, "SELECT * FROM hub.pull_v1('of/331001', 0, '', 10)");
    is_refused(&mut prompt, "SELECT * FROM hub.received_v1('of/331001', array['x'::bytea])");
    is_refused(&mut prompt, "SELECT hub.redact_v1('st/x', '', '')");
}

#[test]
fn an_open_transaction_holds_its_stream_until_the_watchdog_comes() {
    let scene = Scene::new("hostile_hold");
    let mut prompt = prompt(&scene, STATION);
    // It can switch off its own limits, and that is known (ledger.md §3.5).
    prompt.batch("SET statement_timeout = 0; SET idle_in_transaction_session_timeout = 0").unwrap();
    let one = "array[decode(repeat('07', 32), 'hex')]";
    let push = format!(
        "SELECT hub.push_v1('{}', {one}, array['h'::bytea], array['s'::bytea], array[null::bytea], array['b'::bytea])",
        st().0
    );
    prompt.batch(&format!("BEGIN; {push}")).unwrap();
    let mut target = scene.target(CITY);
    target.patience.call = Duration::from_millis(300);
    target.patience.tries = 1;
    let mut city = sync::hub::PgMailbox::new(target).unwrap();
    assert_eq!(city.push(&st(), &[raw(1)]), Err(MailFault::Link("no answer within 300ms".into())));
    // Readers and other streams are not held up.
    assert!(city.heads().is_ok());
    std::thread::sleep(Duration::from_millis(1100));
    assert_eq!(scene.admin().end_hanging(60).unwrap(), []);
    let ended = scene.admin().end_hanging(1).unwrap();
    assert!(ended.iter().any(|ended| ended.role == scene.role(STATION)), "{ended:?}");
    assert_eq!(scene.mailbox(CITY).push(&st(), &[raw(2)]), Ok(1));
    assert!(prompt.batch("SELECT 1").is_err());
}

#[test]
fn a_third_connection_of_the_same_desk_is_refused() {
    let scene = Scene::new("hostile_flood");
    let (_one, _two) = (prompt(&scene, STATION), prompt(&scene, STATION));
    let mut target = scene.target(STATION);
    target.patience.tries = 1;
    let refused = sync::hub::PgMailbox::new(target).unwrap().heads().unwrap_err();
    assert!(
        matches!(&refused, MailFault::Link(words) if words.contains("too many connections")),
        "{refused:?}"
    );
}

/// A bug: a hub that answered with nothing where a number belongs ended the exchange by a panic.
#[test]
fn a_hub_that_answers_with_nothing_is_a_broken_link() {
    let scene = Scene::new("hostile_answers");
    for (door, kind, nothing) in [
        (
            "push_v1(p_stream text, p_id bytea[], p_hdr bytea[], p_sig bytea[], p_usig bytea[], p_body bytea[])",
            "bigint",
            "NULL::bigint",
        ),
        ("redact_v1(p_stream text, p_id bytea, p_body bytea)", "bigint", "NULL::bigint"),
        ("blob_drop_v1(p_stream text, p_blob bytea)", "bigint", "NULL::bigint"),
        ("blob_put_v1(p_stream text, p_blob bytea, p_no int, p_data bytea)", "boolean", "NULL::boolean"),
        (
            "blob_get_v1(p_stream text, p_blob bytea, p_copy text, p_no int)",
            "TABLE(data bytea)",
            "NULL::bytea",
        ),
        (
            "blob_copies_v1(p_stream text, p_blob bytea)",
            "TABLE(copy text, n_chunks bigint, n_bytes bigint)",
            "NULL::text, NULL::bigint, NULL::bigint",
        ),
    ] {
        let sql = format!(
            "CREATE OR REPLACE FUNCTION hub.{door} RETURNS {kind} LANGUAGE sql AS 'SELECT {nothing}'"
        );
        scene.admin().batch(&sql).unwrap();
    }
    let mut station = scene.mailbox(STATION);
    let address = [1; 32];
    for (door, fault) in [
        ("push", station.push(&st(), &[raw(1)]).err()),
        ("redact", station.redact(&st(), raw(1).id, &[]).err()),
        ("blob_drop", station.drop_blob(&st(), &address).err()),
        ("blob_put", station.put_chunk((&st(), &address), (0, &[0])).err()),
        ("blob_get", station.get_chunk((&st(), &address), ("d_0000000000000000", 0)).err()),
        ("blob_copies", station.blob_copies(&st(), &address).err()),
    ] {
        assert!(matches!(fault, Some(MailFault::Link(_))), "{door}: {fault:?}");
    }
}
