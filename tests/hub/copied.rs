//! A desk's folder put back to an older state by hand, so that nothing beside it tells: it meets its own future, by the hub or
//! by disc, and writes on under another name. What both lives wrote stays.

use serde_json::{Value, json};
use tests::{FOUNDER, TestDesk, laid_over};

use super::{ISLAND, Scene, appeal, exchange};

struct Lives {
    scene: Scene,
    /// Numbers of what was registered before and after the folder was put back.
    numbers: [String; 2],
}

/// The station's letter, or a name of its own: what stands before the counter.
fn series(no: &str) -> &str {
    no.trim_end_matches(|c: char| c.is_ascii_digit())
}

fn number(desk: &TestDesk, record: &str) -> String {
    desk.page(ISLAND, ("appeal", record))["no"].as_str().unwrap().to_owned()
}

fn titles(desk: &TestDesk, who: &str) -> Vec<String> {
    let list = desk.done(who, "list_appeals", json!({}));
    let rows = list["rows"].as_array().unwrap().iter();
    let mut titles: Vec<String> = rows.map(|row| row["title"].as_str().unwrap().to_owned()).collect();
    titles.sort();
    titles
}

/// Its first life is on the hub; in its second it wrote something else under the same name.
fn lives() -> Lives {
    let Scene { county, island, hub } = Scene::met();
    let kept = tempfile::tempdir().unwrap();
    let island = island.restart_after(|dir| laid_over(dir, kept.path()));
    let first = appeal(&island, ISLAND, "甲：放回之前");
    let first = number(&island, &first);
    exchange(&island, ISLAND);
    let island = island.restart_after(|dir| laid_over(kept.path(), dir));
    assert_eq!(titles(&island, ISLAND), Vec::<String>::new());
    let second = appeal(&island, ISLAND, "乙：放回之后");
    let second = number(&island, &second);
    Lives { scene: Scene { county, island, hub }, numbers: [first, second] }
}

/// Registered now: under a name that neither life had.
#[track_caller]
fn writes_on(desk: &TestDesk, (title, before): (&str, &[String; 2])) -> String {
    let next = appeal(desk, ISLAND, title);
    let no = number(desk, &next);
    assert!(before.iter().all(|old| series(old) != series(&no)), "{no} {before:?}");
    no
}

fn all_there(scene: &Scene, n: usize) {
    exchange(&scene.island, ISLAND);
    exchange(&scene.county, FOUNDER);
    exchange(&scene.island, ISLAND);
    // What the island's log held of the life that was put away travels upwards only: it says that this is missing.
    for (desk, who, verdict) in [(&scene.county, FOUNDER, "good"), (&scene.island, ISLAND, "incomplete")] {
        assert_eq!(titles(desk, who).len(), n, "{who}");
        let verified = desk.done(who, "verify", json!({}));
        assert_eq!(verified["verdict"], verdict, "{who}: {verified}");
    }
}

#[test]
fn on_the_hub_it_meets_its_own_future_and_writes_on_under_another_name() {
    let Lives { scene, numbers } = lives();
    assert_eq!(numbers[0], numbers[1], "nothing beside the file told it");
    exchange(&scene.island, ISLAND);
    assert_eq!(titles(&scene.island, ISLAND), ["乙：放回之后", "甲：放回之前"], "nobody's work vanished");
    writes_on(&scene.island, ("丙：换名之后", &numbers));
    all_there(&scene, 3);
}

#[test]
fn by_disc_it_writes_on_under_another_name_also_where_the_program_ended_before_the_disc_did() {
    let Lives { scene: Scene { county, island, hub }, numbers } = lives();
    exchange(&county, FOUNDER);
    // Three chunks behind it, so that a disc has more blocks than one call takes.
    county.appeal_with_scan(FOUNDER);
    let folder = tempfile::tempdir().unwrap();
    let sent = county.burn(FOUNDER, (&island, ISLAND), folder.path());
    let disc = json!({ "dir": folder.path(), "id": sent["id"] });
    let far = |taken: &Value| (taken["value"]["done"].as_bool(), taken["value"]["blocks"].as_u64());
    // Certificates and how far the sender reaches stand before what it brings.
    for blocks in [2, 4] {
        let taken = island.done(ISLAND, "take_bundle", disc.clone());
        assert_eq!(far(&taken), (Some(false), Some(blocks)), "{taken}");
    }
    let island = island.restart();
    let no = writes_on(&island, ("丙：换名之后", &numbers));
    let taken = island.done(ISLAND, "take_bundle", disc);
    assert_eq!(far(&taken).1, Some(6), "it goes on where it was: {taken}");
    let whole = island.take(ISLAND, folder.path(), sent["id"].as_str().unwrap());
    assert_eq!((whole["n_unread"].as_u64(), whole["n_held"].as_u64()), (Some(0), Some(0)));
    let next = appeal(&island, ISLAND, "丁：读完之后");
    assert_eq!(series(&number(&island, &next)), series(&no), "one new name is enough");
    all_there(&Scene { county, island, hub }, 5);
}
