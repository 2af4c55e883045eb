//! What a hub pays for asking at every call who may read: 500 entries by `pull_v1`, against the same function without its question.

use std::time::{Duration, Instant};

use ledger::Stream;
use sync::session::{BATCH, Mailbox};

use crate::cluster::Cluster;
use crate::corpus::Dice;
use crate::figure::{Figures, at};
use crate::served::{Bare, Hub, station, unread};

const STATIONS: usize = 133;
const PULLS: usize = 400;
const CALLS: [&str; 2] = ["hub.pull_v1", "hub.pull_open"];
const ASKED: &str = include_str!("../../src/hub/sql/pull_v1.sql");
/// What makes of it the function that asks nobody.
const UNASKED: [(&str, &str); 4] = [
    ("hub.pull_v1(", "hub.pull_open("),
    ("g.can_read AND hub.lasts(g.last_day), s.head", "true, s.head"),
    (" JOIN hub.desk_grant g ON g.stream_id = s.stream_id", ""),
    (" AND g.role_name = session_user::text", ""),
];
/// Whoever asks barely is the server's own user: it gets a desk's rights.
const RIGHTS: &str =
    "INSERT INTO hub.desk_grant SELECT session_user::text, stream_id, true, true, false FROM hub.stream";

pub fn asked_at_every_pull(cluster: &Cluster, figures: &mut Figures) {
    let hub = Hub::new(cluster, "granting", (0..STATIONS).map(station).collect());
    let (mut mailbox, mut dice) = (hub.mailbox(hub.everybodys()), Dice(13));
    for stream in &hub.streams {
        assert_eq!(mailbox.push(stream, &unread(&mut dice, stream, BATCH)).unwrap(), BATCH as u64);
    }
    let mut bare = hub.bare();
    bare.run(&unasked());
    bare.run(RIGHTS);
    bare.run("VACUUM ANALYZE hub.entry, hub.seg, hub.desk_grant");
    let [mut asked, mut unasked] = pulls(&bare, &hub.streams);
    let ratio = at(&mut asked, 0.5) / at(&mut unasked, 0.5);
    figures.push(BATCH as u64, "pull of 500 ÷ where nobody is asked who may read (≤ 1.3)", ratio);
}

/// Where the function is written otherwise one day, this says so and measures nothing else.
fn unasked() -> String {
    UNASKED.iter().fold(ASKED.to_owned(), |sql, (from, to)| {
        assert_eq!(sql.matches(from).count(), 1, "{from}");
        sql.replace(from, to)
    })
}

/// By turns, and each the first as often as the other: what was read just before is read faster.
fn pulls(Bare { runtime, client }: &Bare, streams: &[Stream]) -> [Vec<Duration>; 2] {
    runtime.block_on(async {
        let mut statements = vec![];
        for call in CALLS {
            statements.push(client.prepare(&format!("SELECT * FROM {call}($1, $2, $3, $4)")).await.unwrap());
        }
        let (start, none, limit) = (0i64, vec![0u8; 32], BATCH as i32);
        let mut times: [Vec<Duration>; 2] = Default::default();
        for (round, stream) in streams.iter().cycle().take(PULLS).enumerate() {
            for n in [round % 2, 1 - round % 2] {
                let began = Instant::now();
                let rows = client.query(&statements[n], &[&stream.0, &start, &none, &limit]).await.unwrap();
                times[n].push(began.elapsed());
                assert_eq!(rows.len(), BATCH);
            }
        }
        times
    })
}
