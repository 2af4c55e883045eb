mod any_list;

use rstest::rstest;

use super::*;
use crate::scene::{self, ctx, day, id, person, record, then};
use crate::{Ctx, Refusal};

fn facts() -> StationFacts {
    StationFacts {
        name: Some("白云街道站".into()),
        code: Some("BY01".into()),
        office: Some("331002".into()),
        division: Some("331002002".into()),
        ..StationFacts::default()
    }
}

fn nobody(_: &str) -> bool {
    false
}

fn opened(on: &str) -> ledger::Record {
    let who = person(Role::Registrar);
    let input = OpenStation { facts: facts(), opened_on: day(on) };
    record("station", &open_station((id(9), input), &nobody, &ctx(&who, "2026-09-01")).unwrap())
}

fn as_registrar<T>(today: &str, ask: impl FnOnce(&Ctx<'_>) -> T) -> T {
    let who = person(Role::Registrar);
    ask(&ctx(&who, today))
}

#[test]
fn every_step_by_every_role_from_every_state() {
    scene::walk(STEPS, &["", OPEN, CLOSED], |_, state| Station {
        state: state.into(),
        ..Station::blank(id(9), "331002")
    });
    scene::walk(post::STEPS, &["", post::STANDING, post::RELIEVED], |_, state| post::Post {
        state: state.into(),
        ..post::Post::blank(id(9), "331002")
    });
    scene::walk(subpoint::STEPS, &["", subpoint::OPEN, subpoint::CLOSED], |_, state| subpoint::Subpoint {
        state: state.into(),
        ..subpoint::Subpoint::blank(id(9), "331002")
    });
    scene::walk(deputy::STEPS, &["", deputy::SERVING, deputy::ENDED], |_, state| deputy::Deputy {
        state: state.into(),
        ..deputy::Deputy::blank(id(9), "331002")
    });
}

#[rstest]
#[case::no_name(StationFacts { name: None, ..facts() }, Refusal::Required { field: "name".into() })]
#[case::blank_name(StationFacts { name: Some("　 ".into()), ..facts() }, Refusal::Required { field: "name".into() })]
#[case::no_code(StationFacts { code: None, ..facts() }, Refusal::Required { field: "code".into() })]
#[case::small_letters(StationFacts { code: Some("by01".into()), ..facts() }, Refusal::CheckFailed { field: "code".into() })]
#[case::one_sign(StationFacts { code: Some("B".into()), ..facts() }, Refusal::CheckFailed { field: "code".into() })]
#[case::formula(StationFacts { code: Some("=A1".into()), ..facts() }, Refusal::CheckFailed { field: "code".into() })]
#[case::division_of_eight(StationFacts { division: Some("33100200".into()), ..facts() }, Refusal::CheckFailed { field: "division".into() })]
#[case::on_the_equator(StationFacts { lon_e6: Some(0), lat_e6: Some(0), ..facts() }, Refusal::CheckFailed { field: "lon_e6".into() })]
#[case::off_the_globe(StationFacts { lon_e6: Some(i64::MIN), lat_e6: Some(1), ..facts() }, Refusal::CheckFailed { field: "lon_e6".into() })]
#[case::half_a_point(StationFacts { lon_e6: Some(121_424_080), ..facts() }, Refusal::Required { field: "lat_e6".into() })]
#[case::other_half(StationFacts { lat_e6: Some(28_680_740), ..facts() }, Refusal::Required { field: "lon_e6".into() })]
#[case::eighth_day(StationFacts { open_days: Some(vec![1, 8]), ..facts() }, Refusal::CheckFailed { field: "open_days".into() })]
#[case::nul(StationFacts { name: Some("白云\0站".into()), ..facts() }, Refusal::BadCharacter { field: "name".into() })]
#[case::long(StationFacts { name: Some("云".repeat(201)), ..facts() }, Refusal::TooLong { field: "name".into(), most: 200 })]
#[case::level_unknown(
    StationFacts { level: Some("moon".into()), ..facts() },
    Refusal::NotInList { field: "level".into(), list: "station_level".into(), value: "moon".into() }
)]
fn a_station_that_is_not_right_is_refused(#[case] facts: StationFacts, #[case] why: Refusal) {
    let input = OpenStation { facts, opened_on: day("2026-01-01") };
    let answer = as_registrar("2026-09-01", |c| open_station((id(9), input), &nobody, c));
    assert_eq!(answer, Err(why));
}

#[rstest]
#[case::of_an_open_station("BY01")]
#[case::of_a_closed_one("BY01")]
fn a_short_code_is_never_given_twice(#[case] code: &str) {
    let input = OpenStation { facts: facts(), opened_on: day("2026-01-01") };
    let taken = |c: &str| c == code;
    let answer = as_registrar("2026-09-01", |c| open_station((id(9), input), &taken, c));
    assert_eq!(answer, Err(Refusal::CodeTaken { code: code.into() }));
}

#[test]
fn only_who_keeps_the_whole_office_opens_one_of_it() {
    let open = |who: &crate::Person| {
        let input = OpenStation { facts: facts(), opened_on: day("2026-01-01") };
        open_station((id(9), input), &nobody, &ctx(who, "2026-09-01")).err()
    };
    let mut elsewhere = person(Role::Registrar);
    elsewhere.office = "331003".into();
    assert_eq!(open(&elsewhere), Some(Refusal::OutOfScope));
    let mut city = person(Role::Registrar);
    city.office = "331000".into();
    assert_eq!(open(&city), None);
}

#[test]
fn the_code_stays_and_what_was_touched_changes() {
    let station = Station::of(&opened("2026-01-01"));
    let code = AmendStation { facts: StationFacts { code: Some("BY02".into()), ..StationFacts::default() } };
    let answer = as_registrar("2026-09-01", |c| amend_station(&station, code, c));
    assert_eq!(answer, Err(Refusal::Fixed { field: "code".into() }));
    let phone = AmendStation {
        facts: StationFacts { address: Some("云西路 1 号".into()), ..StationFacts::default() },
    };
    let ops = as_registrar("2026-09-01", |c| amend_station(&station, phone.clone(), c)).unwrap();
    assert_eq!(ops, vec![ledger::Op::set("address", "云西路 1 号")]);
    let after = Station::of(&then(opened("2026-01-01"), &ops));
    assert_eq!(as_registrar("2026-09-01", |c| amend_station(&after, phone, c)), Err(Refusal::NothingChanged));
}

#[test]
fn an_emptied_field_is_cleared_and_the_name_cannot_be() {
    let who = person(Role::Registrar);
    let c = ctx(&who, "2026-09-01");
    let station = Station::of(&opened("2026-01-01"));
    let empty = |name: &str| {
        let mut facts = StationFacts::default();
        match name {
            "division" => facts.division = Some(String::new()),
            _ => facts.name = Some(String::new()),
        }
        amend_station(&station, AmendStation { facts }, &c)
    };
    assert_eq!(empty("division"), Ok(vec![ledger::Op::set("division", ledger::Value::Null)]));
    assert_eq!(empty("name"), Err(Refusal::Required { field: "name".into() }));
}

#[rstest]
#[case::day_before_opening("2025-12-31", false)]
#[case::day_of_opening("2026-01-01", true)]
#[case::last_open_day("2026-05-31", true)]
#[case::first_closed_day("2026-06-01", false)]
#[case::last_closed_day("2026-07-31", false)]
#[case::open_again("2026-08-01", true)]
#[case::long_after("2030-01-01", true)]
fn it_was_open_on_that_day(#[case] on: &str, #[case] open: bool) {
    let record = opened("2026-01-01");
    let close = CloseStation { from_on: day("2026-06-01"), reason: "修缮".into() };
    let ops = as_registrar("2026-05-20", |c| close_station(&Station::of(&record), close, c)).unwrap();
    let record = then(record, &ops);
    let reopen = ReopenStation { from_on: day("2026-08-01"), reason: "修缮完工".into() };
    let ops = as_registrar("2026-07-20", |c| reopen_station(&Station::of(&record), reopen, c)).unwrap();
    assert_eq!(Station::of(&then(record, &ops)).open_on(day(on)), open);
}

#[rstest]
#[case::before_it_opened("2025-12-31", "迁址", Refusal::EndBeforeStart {
    field: "from_on".into(), from: day("2026-01-01"), to: day("2025-12-31")
})]
#[case::without_a_reason("2026-06-01", " ", Refusal::Required { field: "reason".into() })]
fn closing_needs_a_day_and_a_reason(#[case] on: &str, #[case] reason: &str, #[case] why: Refusal) {
    let station = Station::of(&opened("2026-01-01"));
    let input = CloseStation { from_on: day(on), reason: reason.into() };
    assert_eq!(as_registrar("2026-09-01", |c| close_station(&station, input, c)), Err(why));
}

mod team {
    use post::*;

    use super::*;

    fn held(n: u8, kind: PostKind, from: &str, to: Option<&str>) -> Post {
        let facts = PostFacts {
            person: Some(id(n)),
            kind: Some(kind),
            from_on: Some(day(from)),
            to_on: to.map(day),
            ..PostFacts::default()
        };
        Post { facts, state: STANDING.into(), id: id(n + 100), ..Post::blank(id(9), "331002") }
    }

    #[rstest]
    #[case::second_leader(2, PostKind::Leader, "2026-03-01", None, false)]
    #[case::leader_on_the_last_day(2, PostKind::Leader, "2026-06-30", None, false)]
    #[case::leader_the_day_after(2, PostKind::Leader, "2026-07-01", None, true)]
    #[case::leader_until_the_day_before(2, PostKind::Leader, "2025-01-01", Some("2025-12-31"), true)]
    #[case::second_prosecutor(2, PostKind::Prosecutor, "2026-03-01", None, true)]
    #[case::same_prosecutor_twice(3, PostKind::Prosecutor, "2027-03-01", None, false)]
    #[case::another_kind_for_the_leader(1, PostKind::Liaison, "2026-03-01", None, true)]
    fn one_leader_a_day_and_nobody_twice(
        #[case] n: u8,
        #[case] kind: PostKind,
        #[case] from: &str,
        #[case] to: Option<&str>,
        #[case] fits: bool,
    ) {
        let team = [
            held(1, PostKind::Leader, "2026-01-01", Some("2026-06-30")),
            held(3, PostKind::Prosecutor, "2026-01-01", None),
        ];
        let station = Station::of(&opened("2026-01-01"));
        let input = AppointPost { person: id(n), kind, from_on: day(from), to_on: to.map(day), note: None };
        let answer = as_registrar("2026-09-01", |c| appoint_post(&station, &team, input, c));
        assert_eq!(answer.is_ok(), fits, "{answer:?}");
        assert!(fits || matches!(answer, Err(Refusal::PostTaken { .. })));
    }

    #[rstest]
    #[case::before_anybody("2025-12-31", &[])]
    #[case::first_day("2026-01-01", &[1, 3])]
    #[case::last_day_of_the_first_leader("2026-06-30", &[1, 3])]
    #[case::next_day("2026-07-01", &[2, 3])]
    #[case::after_the_prosecutor_left("2026-10-01", &[2, 4])]
    fn who_answered_on_a_past_day(#[case] on: &str, #[case] people: &[u8]) {
        let team = [
            held(4, PostKind::Liaison, "2026-09-01", None),
            held(3, PostKind::Prosecutor, "2026-01-01", Some("2026-09-30")),
            held(2, PostKind::Leader, "2026-07-01", None),
            held(1, PostKind::Leader, "2026-01-01", Some("2026-06-30")),
        ];
        let answered: Vec<_> =
            answerable_on(&team, day(on)).iter().map(|p| p.facts.person.unwrap()).collect();
        assert_eq!(answered, people.iter().map(|n| id(*n)).collect::<Vec<_>>());
    }

    #[test]
    fn a_post_ends_on_its_last_day_and_keeps_its_past() {
        let post = held(1, PostKind::Leader, "2026-01-01", None);
        let early = RelievePost { to_on: day("2025-12-31"), reason: "调离".into() };
        let refused = as_registrar("2026-09-01", |c| relieve_post(&post, early, c));
        assert!(matches!(refused, Err(Refusal::EndBeforeStart { .. })));
        let input = RelievePost { to_on: day("2026-08-31"), reason: "调离".into() };
        let ops = as_registrar("2026-09-01", |c| relieve_post(&post, input, c)).unwrap();
        let facts = post.facts.ops(&PostFacts::default());
        let record = then(then(record("post", &facts), &[ledger::Op::go("main", "", STANDING)]), &ops);
        let after = Post::of(&record);
        assert_eq!((after.state.as_str(), after.holds_on(day("2026-08-31"))), (RELIEVED, true));
        assert!(!after.holds_on(day("2026-09-01")));
        let named = ledger::Record { ..scene::record("person", &[ledger::Op::set("name", "陈立")]) };
        let projection = post::project::project(&record, &mut |_| Some(named.clone()));
        assert_eq!(projection.card.map(|c| (c.title, c.kind)), Some(("陈立".into(), "leader".into())));
    }
}

mod deputies {
    use deputy::*;

    use super::*;

    fn input() -> RegisterDeputy {
        let facts = DeputyFacts {
            name: Some("林美".into()),
            levels: Some(vec![DeputyLevel::Township, DeputyLevel::City]),
            phone: Some("138 0576 1234".into()),
            ..DeputyFacts::default()
        };
        RegisterDeputy { facts }
    }

    #[test]
    fn a_deputy_of_two_levels_is_listed_under_the_higher_with_a_masked_phone() {
        let station = Station::of(&opened("2026-01-01"));
        let ops = as_registrar("2026-09-01", |c| register_deputy(&station, input(), c)).unwrap();
        let record = record("deputy", &ops);
        assert_eq!(record.text("phone"), Some("13805761234"));
        let projection = deputy::project::project(&record);
        let card = projection.card.unwrap();
        assert_eq!((card.kind.as_str(), card.station), ("city", Some(id(9))));
        assert!(!card.more.to_string().contains("13805761234"));
        assert_eq!(projection.hashes.len(), 1);
        assert_eq!(projection.search.unwrap().tails, vec!["1234"]);
    }

    #[rstest]
    #[case::no_level(DeputyFacts { levels: None, ..input().facts }, Refusal::Required { field: "levels".into() })]
    #[case::bad_phone(DeputyFacts { phone: Some("12345".into()), ..input().facts }, Refusal::CheckFailed { field: "phone".into() })]
    #[case::term_backwards(
        DeputyFacts { from_on: Some(day("2026-02-01")), to_on: Some(day("2026-01-01")), ..input().facts },
        Refusal::EndBeforeStart { field: "to_on".into(), from: day("2026-02-01"), to: day("2026-01-01") }
    )]
    fn a_deputy_that_is_not_right_is_refused(#[case] facts: DeputyFacts, #[case] why: Refusal) {
        let station = Station::of(&opened("2026-01-01"));
        let answer = as_registrar("2026-09-01", |c| register_deputy(&station, RegisterDeputy { facts }, c));
        assert_eq!(answer, Err(why));
    }

    #[test]
    fn a_changed_level_adds_and_removes_one_element() {
        let station = Station::of(&opened("2026-01-01"));
        let ops = as_registrar("2026-09-01", |c| register_deputy(&station, input(), c)).unwrap();
        let deputy = Deputy::of(&record("deputy", &ops));
        let levels = Some(vec![DeputyLevel::County, DeputyLevel::City]);
        let amend = AmendDeputy { facts: DeputyFacts { levels, ..DeputyFacts::default() } };
        let ops = as_registrar("2026-09-01", |c| amend_deputy(&deputy, amend, c)).unwrap();
        assert_eq!(ops, vec![ledger::Op::remove("levels", "township"), ledger::Op::add("levels", "county")]);
    }
}

mod list {
    use super::*;

    fn row(line: u32, code: &str, name: &str) -> StationRow {
        let facts =
            StationFacts { code: Some(code.into()), name: Some(name.into()), ..StationFacts::default() };
        StationRow { line, facts, ..StationRow::default() }
    }

    fn fate_of(row: StationRow, others: &[StationRow]) -> Fate {
        let mut rows = vec![row];
        rows.extend_from_slice(others);
        let ours = [Station { id: id(9), ..Station::of(&opened("2026-01-01")) }];
        as_registrar("2026-09-01", |c| row_fates(&rows, &ours, c)).remove(0).fate
    }

    #[rstest]
    #[case::new(row(2, "HM01", "海门街道站"), Fate::New)]
    #[case::same(row(2, "BY01", "白云街道站"), Fate::Same)]
    #[case::empty_cells_say_nothing(StationRow { facts: StationFacts { code: Some("BY01".into()), ..StationFacts::default() }, ..row(2, "", "") }, Fate::Same)]
    #[case::renamed(row(2, "BY01", "白云站"), Fate::Changed { changes: vec![FieldChange {
        field: "name".into(), before: "白云街道站".into(), after: "白云站".into()
    }] })]
    #[case::no_code(StationRow { facts: StationFacts { name: Some("无".into()), ..StationFacts::default() }, ..row(2, "", "") },
        Fate::Refused { why: Refusal::Required { field: "code".into() } })]
    #[case::no_name(row(2, "HM01", ""), Fate::Refused { why: Refusal::Required { field: "name".into() } })]
    #[case::parent_nowhere(StationRow { parent_code: Some("ZZ99".into()), ..row(2, "HM01", "海门") },
        Fate::Refused { why: Refusal::RowUnclear { field: "parent_code".into(), value: "ZZ99".into() } })]
    #[case::its_own_parent(StationRow { parent_code: Some("HM01".into()), ..row(2, "HM01", "海门") },
        Fate::Refused { why: Refusal::RowUnclear { field: "parent_code".into(), value: "HM01".into() } })]
    #[case::parent_ours(StationRow { parent_code: Some("BY01".into()), ..row(2, "HM01", "海门") }, Fate::New)]
    fn every_row_has_a_fate(#[case] row: StationRow, #[case] fate: Fate) {
        assert_eq!(fate_of(row, &[]), fate);
    }

    #[test]
    fn a_code_named_twice_is_refused_in_both_rows() {
        let rows = [row(2, "HM01", "海门"), row(3, "HM01", "海门街道"), row(4, "JJ01", "葭沚")];
        let fates = as_registrar("2026-09-01", |c| row_fates(&rows, &[], c));
        let unclear =
            Fate::Refused { why: Refusal::RowUnclear { field: "code".into(), value: "HM01".into() } };
        assert_eq!(
            fates.iter().map(|f| f.fate.clone()).collect::<Vec<_>>(),
            [unclear.clone(), unclear, Fate::New]
        );
        assert_eq!(fates.iter().map(|f| f.line).collect::<Vec<_>>(), [2, 3, 4]);
    }

    #[test]
    fn below_a_refused_row_nothing_is_taken_and_no_ring_either() {
        let below = |line, code: &str, parent: &str| StationRow {
            parent_code: Some(parent.into()),
            ..row(line, code, "站")
        };
        let fates = |rows: &[StationRow]| {
            let fates = as_registrar("2026-09-01", |c| row_fates(rows, &[], c));
            fates.iter().map(|f| matches!(f.fate, Fate::Refused { .. })).collect::<Vec<_>>()
        };
        let orphans = [row(2, "AA", ""), below(3, "AB", "AA"), below(4, "AC", "AB"), row(5, "AD", "站")];
        assert_eq!(fates(&orphans), [true, true, true, false]);
        let ring = [below(2, "AA", "AC"), below(3, "AB", "AA"), below(4, "AC", "AB"), below(5, "AD", "AA")];
        assert!(fates(&ring).iter().all(|refused| *refused));
    }

    #[test]
    fn a_station_moved_below_a_new_one_is_changed() {
        let child = StationRow { parent_code: Some("JJ01".into()), ..row(2, "BY01", "白云街道站") };
        let changes = vec![FieldChange {
            field: "parent_code".into(),
            before: serde_json::Value::Null,
            after: "JJ01".into(),
        }];
        assert_eq!(fate_of(child, &[row(3, "JJ01", "葭沚")]), Fate::Changed { changes });
    }

    #[test]
    fn a_parent_may_stand_in_the_same_list() {
        let child = StationRow { parent_code: Some("JJ01".into()), ..row(2, "HM01", "海门") };
        assert_eq!(fate_of(child, &[row(3, "JJ01", "葭沚")]), Fate::New);
    }

    #[test]
    fn a_new_row_opens_and_a_changed_one_amends_and_then_both_are_same() {
        let existing = [Station { id: id(9), ..Station::of(&opened("2026-01-01")) }];
        let rows = [row(2, "HM01", "海门街道站"), row(3, "BY01", "白云站")];
        let (open, amend) = as_registrar("2026-09-01", |c| {
            let open = open_station((id(5), open_by_row(&rows[0], None, c)), &nobody, c).unwrap();
            (open, amend_station(&existing[0], amend_by_row(&rows[1], &existing), c).unwrap())
        });
        let after =
            [Station::of(&record("station", &open)), Station::of(&then(opened("2026-01-01"), &amend))];
        let fates = as_registrar("2026-09-01", |c| row_fates(&rows, &after, c));
        assert!(fates.iter().all(|f| f.fate == Fate::Same), "{fates:?}");
    }

    #[test]
    fn many_rows_are_one_pass() {
        let below = |n: u32| (n > 0).then(|| format!("X{:05}", n / 2));
        let rows: Vec<StationRow> = (0..20_000)
            .map(|n| StationRow {
                parent_code: below(n).filter(|_| n > 1),
                ..row(n, &format!("X{n:05}"), "站")
            })
            .collect();
        let fates = as_registrar("2026-09-01", |c| row_fates(&rows, &[], c));
        assert!(fates.iter().all(|f| f.fate == Fate::New));
    }

    #[test]
    fn a_list_of_somebody_without_the_right_changes_nothing() {
        let who = person(Role::Prosecutor);
        let fates = row_fates(&[row(2, "HM01", "海门")], &[], &ctx(&who, "2026-09-01"));
        assert_eq!(fates[0].fate, Fate::Refused { why: Refusal::WrongRole { verb: "open_station".into() } });
    }
}

#[test]
fn its_row_shows_name_code_and_point() {
    let projection = project::project(&opened("2026-01-01"));
    let card = projection.card.unwrap();
    assert_eq!(
        (card.title.as_str(), card.no.as_deref(), card.state.as_str()),
        ("白云街道站", Some("BY01"), OPEN)
    );
    assert_eq!(projection.search.unwrap().numbers, vec!["BY01", "331002002"]);
}
