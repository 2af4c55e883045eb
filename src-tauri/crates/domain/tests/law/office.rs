//! What the registrar keeps: stations, their sub-points, teams and deputies, and the staff.

use domain::staff::{self, Staff};
use domain::station::{self, Station, deputy, post, subpoint};

use super::grid::{Grid, Row, standing};

#[test]
fn stations() {
    let rows: &[Row] = &[
        ("open_station", "R", "x.."),
        ("amend_station", "R", ".xx"),
        ("close_station", "R", ".x."),
        ("reopen_station", "R", "..x"),
    ];
    Grid { steps: station::STEPS, family: "main", states: &["", "open", "closed"] }
        .holds(rows, |state| Station::of(&standing("station", &[("main", state)], &[])));
}

#[test]
fn subpoints() {
    let rows: &[Row] =
        &[("open_subpoint", "R", "x.."), ("amend_subpoint", "R", ".x."), ("close_subpoint", "R", ".x.")];
    Grid { steps: subpoint::STEPS, family: "main", states: &["", "open", "closed"] }
        .holds(rows, |state| subpoint::Subpoint::of(&standing("subpoint", &[("main", state)], &[])));
}

#[test]
fn posts_of_a_team() {
    let rows: &[Row] = &[("appoint_post", "R", "x.."), ("relieve_post", "R", ".x.")];
    Grid { steps: post::STEPS, family: "main", states: &["", "standing", "relieved"] }
        .holds(rows, |state| post::Post::of(&standing("post", &[("main", state)], &[])));
}

#[test]
fn deputies() {
    let rows: &[Row] =
        &[("register_deputy", "R", "x.."), ("amend_deputy", "R", ".x."), ("end_deputy", "R", ".x.")];
    Grid { steps: deputy::STEPS, family: "main", states: &["", "serving", "ended"] }
        .holds(rows, |state| deputy::Deputy::of(&standing("deputy", &[("main", state)], &[])));
}

/// A head may name who stands in; everything else about a colleague is the registrar's.
#[test]
fn colleagues() {
    let rows: &[Row] = &[
        ("register_person", "R", "x.."),
        ("amend_person", "R", ".x."),
        ("substitute_person", "HR", ".xx"),
        ("end_substitute", "HR", ".xx"),
        ("leave_person", "R", ".x."),
        ("return_person", "R", "..x"),
    ];
    Grid { steps: staff::STEPS, family: "main", states: &["", "working", "left"] }
        .holds(rows, |state| Staff::of(&standing("person", &[("main", state)], &[])));
}
