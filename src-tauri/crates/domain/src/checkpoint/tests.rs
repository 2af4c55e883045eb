use rstest::rstest;

use super::*;
use crate::Law;
use crate::scene::{day, id, person};

const WRITER: WriterId = WriterId([7; 16]);

fn station() -> Stream {
    Stream::station(id(9))
}

fn link(seq: u64, mark: u8, stream: Stream) -> Link {
    Link { seq, id: EntryId([mark; 32]), stream }
}

/// Five entries of the station, one of the log between them.
fn chain() -> Vec<Link> {
    let of = |seq: u8| if seq == 3 { Stream::log("331002") } else { station() };
    (1..=6).map(|seq| link(u64::from(seq), seq, of(seq))).collect()
}

fn tail() -> Tail {
    Tail { stream: station(), writer: WRITER, n: 5, seq: 6, id: EntryId([6; 32]) }
}

fn without(seqs: &[u64]) -> Vec<Link> {
    chain().into_iter().filter(|link| !seqs.contains(&link.seq)).collect()
}

#[rstest]
#[case::as_it_was(chain(), Standing::Fits)]
#[case::grown_since([chain(), vec![link(7, 7, station())]].concat(), Standing::Fits)]
#[case::the_last_is_cut_away(without(&[6]), Standing::Lacks(1))]
#[case::the_last_three_are_cut_away(without(&[4, 5, 6]), Standing::Lacks(3))]
#[case::one_in_the_middle(without(&[2]), Standing::Lacks(1))]
#[case::of_another_stream_one_is_away(without(&[3]), Standing::Fits)]
#[case::nothing_is_here(vec![], Standing::Lacks(5))]
#[case::rewritten([without(&[6]), vec![link(6, 66, station())]].concat(), Standing::Differs)]
#[case::rewritten_and_grown([without(&[6]), vec![link(6, 66, Stream::log("331002")), link(7, 7, station())]].concat(), Standing::Differs)]
#[case::both_sides_of_a_fork([chain(), vec![link(6, 66, station())]].concat(), Standing::Fits)]
#[case::a_late_one_is_not_the_last([without(&[6]), vec![link(3, 33, station())]].concat(), Standing::Lacks(1))]
fn a_tail_is_held_against_what_is_here(#[case] here: Vec<Link>, #[case] expected: Standing) {
    assert_eq!(compare(&tail(), &Chain::of(here)), expected);
}

/// Every tail of every month walked the whole chain: after some years the check-up of a city stood still.
#[test]
fn a_long_chain_is_walked_once_however_many_tails_are_held_against_it() {
    const LONG: u64 = 200_000;
    let id = |seq: u64| {
        let mut id = [0; 32];
        id[..8].copy_from_slice(&seq.to_be_bytes());
        EntryId(id)
    };
    let begun = std::time::Instant::now();
    let chain = Chain::of((1..=LONG).map(|seq| Link { seq, id: id(seq), stream: station() }).collect());
    for seq in (1..=LONG).step_by(20) {
        let tail = Tail { n: seq, seq, id: id(seq), ..tail() };
        assert_eq!(compare(&tail, &chain), Standing::Fits, "{seq}");
    }
    assert!(begun.elapsed() < std::time::Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[rstest]
#[case::never(None, "2026-09-01", true)]
#[case::today(Some("2026-09-01"), "2026-09-01", false)]
#[case::the_day_before(Some("2026-09-01"), "2026-09-30", false)]
#[case::a_month_later(Some("2026-09-01"), "2026-10-01", true)]
#[case::after_the_end_of_a_short_month(Some("2026-01-31"), "2026-02-28", true)]
#[case::a_desk_whose_clock_went_back(Some("2026-09-01"), "2026-08-01", false)]
fn one_is_due_a_month_after_the_last(#[case] last: Option<&str>, #[case] today: &str, #[case] due: bool) {
    assert_eq!(is_due(last.map(day), day(today)), due);
}

#[test]
fn what_is_written_is_read_back() {
    let (head, law) = (person(Role::Head), Law::default());
    let ctx = Ctx { person: &head, today: day("2026-09-01"), law: &law };
    let log = Tail { stream: Stream::log("331002"), n: 1, seq: 3, id: EntryId([3; 32]), ..tail() };
    let tails = vec![tail(), log];
    let read = Checkpoint::of(&write_checkpoint(&tails, &ctx).unwrap());
    assert_eq!((read.office.as_str(), read.on), ("331002", Some(day("2026-09-01"))));
    assert_eq!((read.by, read.tails), (Some(head.record), tails));
}

#[test]
fn a_tail_that_is_none_is_left_out() {
    let broken = Value::map([("stream", "st/1".into()), ("n", Value::Int(-1))]);
    let odd = [Op::set("tails", Value::List(vec![broken, kept(&tail()), Value::Null]))];
    assert_eq!(Checkpoint::of(&odd).tails, [tail()]);
    assert_eq!(Checkpoint::of(&[Op::set("tails", "x"), Op::line("tails", "y")]).tails, []);
}

#[rstest]
#[case(Role::Head, true)]
#[case(Role::Registrar, true)]
#[case(Role::Prosecutor, false)]
#[case(Role::Liaison, false)]
#[case(Role::SystemAdmin, false)]
fn an_office_head_or_its_registrar_writes_one(#[case] role: Role, #[case] may: bool) {
    let (who, law) = (person(role), Law::default());
    let ctx = Ctx { person: &who, today: day("2026-09-01"), law: &law };
    let refused = Refusal::WrongRole { verb: "write_checkpoint".into() };
    assert_eq!(write_checkpoint(&[], &ctx).err(), (!may).then_some(refused));
}
