//! One connection of a desk serves what follows at once, and is let go when nobody works here any more or the hub was ended.

use std::time::{Duration, Instant};

use serde_json::json;
use tests::FOUNDER;

use super::cluster::Cluster;
use super::{ISLAND, Scene, appeal, connect, exchange, sum};

/// Processes of the hub that serve a desk, by their numbers.
fn served(hub: &Cluster) -> Vec<String> {
    let said = hub.data().join("served");
    let ask = format!(
        "COPY (SELECT pid FROM pg_stat_activity WHERE usename LIKE 'd\\_%' ORDER BY pid) TO '{}'",
        said.display()
    );
    hub.admin("postgres").batch(&ask).unwrap();
    std::fs::read_to_string(&said).unwrap().lines().map(str::to_owned).collect()
}

#[test]
fn exchanges_that_follow_each_other_go_by_one_connection() {
    let scene = Scene::new();
    let Scene { island, hub, .. } = &scene;
    exchange(island, ISLAND);
    let first = served(hub);
    assert_eq!(first.len(), 1, "one desk has exchanged, by one connection");
    appeal(island, ISLAND, "接着登记");
    let told = exchange(island, ISLAND);
    assert!(sum(&told, "confirmed") > 0, "{told}");
    island.done(ISLAND, "exchange_files", json!({}));
    assert_eq!(served(hub), first, "the same one");
    // Whoever signs in anew has a connection of their own.
    island.sit_again(ISLAND);
    let began = Instant::now();
    while !served(hub).is_empty() {
        assert!(began.elapsed() < Duration::from_secs(10), "a connection outlived who had it");
        std::thread::sleep(Duration::from_millis(50));
    }
    exchange(island, ISLAND);
    assert_eq!(served(hub).len(), 1);
}

#[test]
fn a_connection_that_the_hub_has_ended_is_begun_anew_and_nothing_is_told_of_it() {
    let mut scene = Scene::new();
    exchange(&scene.island, ISLAND);
    appeal(&scene.island, ISLAND, "中断前登记");
    scene
        .hub
        .admin("postgres")
        .batch("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE 'd\\_%'")
        .unwrap();
    let told = exchange(&scene.island, ISLAND);
    assert!(sum(&told, "confirmed") > 0, "{told}");
    scene.hub.kill();
    scene.hub.run();
    appeal(&scene.island, ISLAND, "重启后登记");
    let told = exchange(&scene.island, ISLAND);
    assert!(sum(&told, "confirmed") > 0, "{told}");
    assert_eq!(scene.island.done(ISLAND, "verify", json!({}))["verdict"], "good");
}

#[test]
fn a_hub_that_was_set_anew_is_not_asked_by_the_old_connection() {
    let scene = Scene::new();
    let Scene { island, hub, .. } = &scene;
    exchange(island, ISLAND);
    let first = served(hub);
    // Another certificate for the same role.
    connect(hub, island, ISLAND);
    exchange(island, ISLAND);
    let second = served(hub);
    assert!(second.iter().any(|process| !first.contains(process)), "{first:?} {second:?}");
}

/// Longer than any desk asks a second time.
const SLOW: &str = "
    ALTER FUNCTION hub.pull_v1(text, bigint, bytea, int) RENAME TO pull_at_once;
    CREATE FUNCTION hub.pull_v1(p_stream text, p_pos bigint, p_hash bytea, p_limit int)
    RETURNS TABLE(pos bigint, id bytea, hdr bytea, sig bytea, usig bytea, body bytea, seg_hash bytea, head bigint,
                  copy bytea, redacted boolean)
    LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      IF p_stream LIKE 'st/%' THEN PERFORM pg_sleep(600); END IF;
      RETURN QUERY SELECT * FROM hub.pull_at_once(p_stream, p_pos, p_hash, p_limit);
    END
    $$;
    GRANT EXECUTE ON FUNCTION hub.pull_v1(text, bigint, bytea, int) TO gonglian_desk";

/// A bug: who came with a page had no name here before the hub had given the next one, and a stop was all that helped.
#[test]
fn who_came_with_a_page_is_known_while_the_hub_is_waited_for() {
    const NAME: &str = "周海燕";
    let Scene { mut county, island, hub } = Scene::met();
    county.sit(FOUNDER);
    county.hire(NAME, "第六检察部");
    appeal(&county, FOUNDER, "护栏锈断");
    exchange(&county, FOUNDER);
    hub.admin("postgres").batch(SLOW).unwrap();
    // By a connection that knows nothing of the hub as it was.
    island.sit_again(ISLAND);
    let host = &island.host;
    let known =
        || host.with(|office, _| Ok(office.names().people.values().any(|name| name == NAME))).unwrap();
    std::thread::scope(|scope| {
        let exchange = scope.spawn(move || host.answer("exchange_now", json!({})).unwrap());
        let began = Instant::now();
        while !known() && began.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_millis(20));
        }
        let was_known = known();
        island.ok("stop_exchange", json!({}));
        assert_eq!(exchange.join().unwrap()["value"]["end"], "stopped");
        assert!(was_known);
    });
}
