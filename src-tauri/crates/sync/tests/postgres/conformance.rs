//! The check that an office runs on its own database, here on PostgreSQL.

use sync::hub::{Case, HubError, check};

use crate::cluster::{Cluster, shared};
use crate::fail_over::wait_for_each;

#[track_caller]
pub fn keeps_every_promise(cluster: &Cluster) {
    let mut told = Vec::new();
    let cases = check(&cluster.url("conformance"), None, &mut |case: &Case| told.push(case.name)).unwrap();
    let broken: Vec<&Case> = cases.iter().filter(|case| case.fault.is_some()).collect();
    assert!(broken.is_empty(), "{broken:#?}");
    assert_eq!((told.len(), cases.len()), (16, 16));
    assert!(!cluster.admin("conformance").has_hub().unwrap());
}

#[test]
fn postgresql_keeps_every_promise_and_the_database_is_left_empty() {
    let cluster = shared();
    cluster.admin("postgres").batch("CREATE DATABASE conformance").unwrap();
    (0..2).for_each(|_| keeps_every_promise(&cluster));
}

/// One that follows when it can, then one that every commit waits for.
#[test]
fn a_server_with_a_standby_keeps_every_promise_too() {
    let primary = Cluster::start();
    primary.admin("postgres").batch("CREATE DATABASE conformance").unwrap();
    let mut standby = primary.copy();
    standby.run();
    keeps_every_promise(&primary);
    wait_for_each(&primary);
    keeps_every_promise(&primary);
}

#[test]
fn a_hub_in_service_is_never_checked() {
    let scene = crate::scene::Scene::new("in_service");
    let refused = check(&scene.cluster.url("in_service"), None, &mut |_| ());
    assert!(matches!(refused, Err(HubError::NotEmpty)));
}

#[test]
fn an_administrator_who_may_not_take_a_desks_part_is_told_case_by_case() {
    let cluster = shared();
    let admin = "CREATE ROLE lesser LOGIN CREATEROLE PASSWORD 'only-for-this-test'";
    cluster.admin("postgres").batch(admin).unwrap();
    cluster.admin("postgres").batch("CREATE DATABASE lesser OWNER lesser").unwrap();
    let url = cluster.url("lesser").replace("admin:", "lesser:");
    let cases = check(&url, None, &mut |_| ()).unwrap();
    // What is not its own it cannot close: said, not passed over.
    assert!(
        cases[0].fault.as_ref().is_some_and(|fault| fault.contains("pg_sleep(double precision) stays open")),
        "{:?}",
        cases[0]
    );
    let fault = cases[1].fault.as_ref().unwrap();
    assert!(fault.contains("session authorization"), "{fault}");
}
