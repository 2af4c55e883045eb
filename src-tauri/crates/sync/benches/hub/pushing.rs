//! 20,000 entries through the hub, against the same bytes put into a table with the same indexes by arrays of the same length.

use std::time::Duration;

use sync::Raw;
use sync::session::{BATCH, Mailbox};

use crate::cluster::Cluster;
use crate::corpus::{Dice, ENTRIES, history};
use crate::figure::{Figures, timed};
use crate::served::{Bare, Hub, unread};

const TABLE: &str = "
    CREATE TABLE bare(stream_id int NOT NULL, pos bigint NOT NULL, id bytea NOT NULL, hdr bytea NOT NULL, sig bytea NOT NULL,
                      usig bytea, body bytea NOT NULL, PRIMARY KEY (stream_id, pos));
    CREATE INDEX bare_id ON bare(stream_id, id)";
const INSERT: &str = "
    INSERT INTO bare SELECT $1, unnest($2::bigint[]), unnest($3::bytea[]), unnest($4::bytea[]), unnest($5::bytea[]),
                            unnest($6::bytea[]), unnest($7::bytea[])";

pub fn a_day_of_a_county(cluster: &Cluster, figures: &mut Figures) {
    let raws: Vec<Raw> = history().iter().map(Raw::of).collect();
    let mut streams: Vec<_> = raws.iter().map(|raw| raw.stream.clone()).collect();
    streams.sort_unstable();
    streams.dedup();
    let by_stream: Vec<Vec<Raw>> =
        streams.iter().map(|s| raws.iter().filter(|raw| raw.stream == *s).cloned().collect()).collect();
    let hub = Hub::new(cluster, "pushing", streams);
    let (mut connection, began) = (hub.bare(), hub.cpu_seconds());
    let bare = put_barely(&mut connection, &by_stream);
    let between = hub.cpu_seconds();
    let pushed = push(&hub, &by_stream);
    let cpu = (between - began, hub.cpu_seconds() - between);
    let n = ENTRIES as u64;
    figures.push(n, "raw insert by arrays of 500, ms", bare.as_secs_f64() * 1e3);
    figures.push(n, "push through the hub, ms", pushed.as_secs_f64() * 1e3);
    figures.push(n, "push through the hub ÷ raw insert (≤ 2)", pushed.div_duration_f64(bare));
    figures.push(n, "the same in processor time of the server", cpu.1 / cpu.0);
    figures.push(BATCH as u64, "500 entries one by one ÷ in one push (≥ 20)", one_by_one(&hub));
}

/// What a desk gains by handing on many at once; both by the same connection, into the same stream.
fn one_by_one(hub: &Hub<'_>) -> f64 {
    let (stream, mut dice) = (&hub.streams[0], Dice(11));
    let [single, together] = [(); 2].map(|()| unread(&mut dice, stream, BATCH));
    let mut mailbox = hub.mailbox(hub.everybodys());
    mailbox.heads().unwrap();
    let (n, singly) = timed(|| single.chunks(1).map(|one| mailbox.push(stream, one).unwrap()).sum::<u64>());
    let (m, at_once) = timed(|| mailbox.push(stream, &together).unwrap());
    assert_eq!((n, m), (BATCH as u64, BATCH as u64));
    singly.div_duration_f64(at_once)
}

fn push(hub: &Hub<'_>, by_stream: &[Vec<Raw>]) -> Duration {
    let mut mailbox = hub.mailbox(hub.everybodys());
    mailbox.heads().unwrap();
    let (n, took) = timed(|| {
        let batches = by_stream
            .iter()
            .zip(&hub.streams)
            .flat_map(|(raws, stream)| raws.chunks(BATCH).map(move |batch| (stream, batch)));
        batches.map(|(stream, batch)| mailbox.push(stream, batch).unwrap()).sum::<u64>()
    });
    assert_eq!(n, ENTRIES as u64);
    took
}

fn put_barely(Bare { runtime, client }: &mut Bare, by_stream: &[Vec<Raw>]) -> Duration {
    runtime.block_on(async {
        client.batch_execute(TABLE).await.unwrap();
        let insert = client.prepare(INSERT).await.unwrap();
        let began = std::time::Instant::now();
        for (stream, raws) in (0i32..).zip(by_stream) {
            let mut pos = 0i64;
            for batch in raws.chunks(BATCH) {
                let places: Vec<i64> = (pos..).take(batch.len()).collect();
                pos += batch.len() as i64;
                let part = |part: fn(&Raw) -> &[u8]| batch.iter().map(part).collect::<Vec<_>>();
                let (ids, hdrs) = (part(|raw| &raw.id.0), part(|raw| &raw.hdr));
                let (sigs, bodies) = (part(|raw| &raw.sig), part(|raw| &raw.body));
                let usigs: Vec<Option<&[u8]>> = batch.iter().map(|raw| raw.usig.as_deref()).collect();
                client
                    .execute(&insert, &[&stream, &places, &ids, &hdrs, &sigs, &usigs, &bodies])
                    .await
                    .unwrap();
            }
        }
        began.elapsed()
    })
}
