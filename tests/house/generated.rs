//! Generated means committed and checked: the UI's list of calls is the program's.

use crate::source::root;

#[test]
fn the_list_of_calls_of_the_pages_is_fresh() {
    let kept = std::fs::read_to_string(root().join("ui/src/host/calls.gen.ts")).unwrap();
    let fresh = actions::calls::typescript();
    let first = kept.lines().zip(fresh.lines()).find(|(kept, fresh)| kept != fresh);
    assert!(
        kept == fresh,
        "ui/src/host/calls.gen.ts is stale: `cargo xtask gen`. First difference: {first:?}"
    );
}
