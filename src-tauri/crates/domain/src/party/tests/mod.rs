//! Cases of parties, named after what they say.
//! They know no desk and no file: records are folded from ops in memory.
//! Run with the tests of this crate.

mod any_number;
mod corrected;

use rstest::rstest;

use super::*;
use crate::scene::{self, ctx, day, id, person, record, then};
use crate::{Hash, Refusal};

/// Both are the examples of GB 11643 itself: a woman of 1949, a man of 1880.
const WOMAN_1949: &str = "11010519491231002X";
const MAN_1880: &str = "440524188001010014";
/// The example of GB 32100.
const COMPANY: &str = "91350100M000100Y43";

fn someone() -> PartyFacts {
    PartyFacts { kind: Some(PartyKind::Person), name: Some("徐国平".into()), ..PartyFacts::default() }
}

fn register(facts: PartyFacts) -> Result<Vec<ledger::Op>, Refusal> {
    let who = person(Role::Liaison);
    register_party((Some(id(9)), "331002"), RegisterParty { facts }, &ctx(&who, "2026-09-01"))
}

fn amend(record: &Record, facts: PartyFacts) -> Result<Vec<ledger::Op>, Refusal> {
    let who = person(Role::Prosecutor);
    amend_party(&Party::of(record), AmendParty { facts }, &ctx(&who, "2026-09-01"))
}

fn known(facts: PartyFacts) -> Record {
    record("party", &register(facts).unwrap())
}

fn wrong(field: &str) -> Refusal {
    Refusal::CheckFailed { field: field.into() }
}

#[test]
fn every_step_by_every_role_from_every_state() {
    scene::walk(STEPS, &["", KNOWN], |_, state| Party {
        state: state.into(),
        ..Party::blank((Some(id(9)), "331002"))
    });
}

#[rstest]
#[case::of_the_standard(WOMAN_1949, "2", "1949-12-31")]
#[case::small_x("11010519491231002x", "2", "1949-12-31")]
#[case::spaced(" 110105 19491231 002X ", "2", "1949-12-31")]
#[case::full_width("１１０１０５１９４９１２３１００２Ｘ", "2", "1949-12-31")]
fn birth_date_and_sex_come_from_the_number(#[case] number: &str, #[case] sex: &str, #[case] born: &str) {
    let party = Party::of(&known(PartyFacts { id_number: Some(number.into()), ..someone() }));
    assert_eq!(party.facts.id_number.as_deref(), Some(WOMAN_1949));
    assert_eq!((party.facts.sex.as_deref(), party.facts.born_on), (Some(sex), Some(day(born))));
    assert_eq!(party.facts.id_kind.as_deref(), Some(check::RESIDENT_CARD));
    assert_eq!(party.facts.flags, Some(vec![ELDERLY.to_owned()]));
}

#[rstest]
#[case::last_sign("110105194912310021", wrong("id_number"))]
#[case::a_digit("11010519491231012X", wrong("id_number"))]
#[case::thirtieth_of_february("110105194902300023", wrong("id_number"))]
#[case::short("1101051949", wrong("id_number"))]
#[case::letters("ABCDEFGHIJKLMNOPQR", wrong("id_number"))]
#[case::nul("11010519491231002\0", Refusal::BadCharacter { field: "id_number".into() })]
fn a_number_that_does_not_check_is_kept_with_a_reason_only(#[case] number: &str, #[case] why: Refusal) {
    let facts = PartyFacts { id_number: Some(number.into()), ..someone() };
    let refused = register(facts.clone()).unwrap_err();
    assert_eq!(refused, why);
    assert!(!format!("{refused:?}").contains("002X"), "never the right digit");
    let kept = register(PartyFacts { id_unverified: Some("证件磨损，看不清".into()), ..facts });
    assert_eq!(kept.is_ok(), why == wrong("id_number"));
}

/// 1880 lies more than 150 years back only after 2030.
#[test]
fn the_standards_man_of_1880_may_still_be_entered() {
    let party = Party::of(&known(PartyFacts { id_number: Some(MAN_1880.into()), ..someone() }));
    assert_eq!(party.facts.sex.as_deref(), Some("1"));
}

#[rstest]
#[case::sex(PartyFacts { sex: Some("1".into()), ..someone() }, "sex")]
#[case::birth(PartyFacts { born_on: Some(day("1950-01-01")), ..someone() }, "born_on")]
fn what_was_written_must_agree_with_the_number(#[case] facts: PartyFacts, #[case] field: &str) {
    let facts = PartyFacts { id_number: Some(WOMAN_1949.into()), ..facts };
    assert_eq!(register(facts.clone()), Err(wrong(field)));
    let kept = PartyFacts { id_unverified: Some("户籍登记有误".into()), ..facts };
    let party = Party::of(&known(kept.clone()));
    assert_eq!((party.facts.sex.clone().or(kept.sex.clone()), party.facts.born_on.or(kept.born_on)), {
        (kept.sex.or(Some("2".into())), kept.born_on.or(Some(day("1949-12-31"))))
    });
}

#[rstest]
#[case::unknown("0")]
#[case::not_stated("9")]
fn a_sex_that_says_nothing_gives_way_to_the_number(#[case] sex: &str) {
    let facts = PartyFacts { id_number: Some(WOMAN_1949.into()), sex: Some(sex.into()), ..someone() };
    assert_eq!(Party::of(&known(facts)).facts.sex.as_deref(), Some("2"));
}

#[test]
fn an_old_number_of_fifteen_digits_is_known_as_such() {
    let party = Party::of(&known(PartyFacts { id_number: Some("110105491231002".into()), ..someone() }));
    assert_eq!(
        (party.facts.id_kind.as_deref(), party.facts.born_on),
        (Some(check::OLD_CARD), Some(day("1949-12-31")))
    );
}

#[test]
fn a_number_of_another_kind_is_not_checked_as_a_resident_card() {
    let facts = PartyFacts { id_kind: Some("414".into()), id_number: Some("E12345678".into()), ..someone() };
    let party = Party::of(&known(facts));
    assert_eq!((party.facts.id_number.as_deref(), party.facts.born_on), (Some("E12345678"), None));
}

#[rstest]
#[case::no_kind(PartyFacts { kind: None, ..someone() }, Refusal::Required { field: "kind".into() })]
#[case::no_name(PartyFacts { name: Some(" ".into()), ..someone() }, Refusal::Required { field: "name".into() })]
#[case::phone(PartyFacts { phone: Some("1380576".into()), ..someone() }, wrong("phone"))]
#[case::company(PartyFacts { company_code: Some("91350100M000100Y44".into()), ..someone() }, wrong("company_code"))]
#[case::born_tomorrow(PartyFacts { born_on: Some(day("2026-09-02")), ..someone() },
    Refusal::InFuture { field: "born_on".into(), on: day("2026-09-02") })]
#[case::ethnicity(PartyFacts { ethnic: Some("77".into()), ..someone() },
    Refusal::NotInList { field: "ethnic".into(), list: "ethnicity".into(), value: "77".into() })]
#[case::relation(PartyFacts { relation: Some("boss".into()), ..someone() },
    Refusal::NotInList { field: "relation".into(), list: "relation".into(), value: "boss".into() })]
#[case::flag(PartyFacts { flags: Some(vec!["rich".into()]), ..someone() },
    Refusal::NotInList { field: "flags".into(), list: "party_flag".into(), value: "rich".into() })]
#[case::long_name(PartyFacts { name: Some("长".repeat(201)), ..someone() }, Refusal::TooLong { field: "name".into(), most: 200 })]
fn a_party_that_is_not_right_is_refused(#[case] facts: PartyFacts, #[case] why: Refusal) {
    assert_eq!(register(facts), Err(why));
}

#[rstest]
#[case::rare("𠮷田䶮")]
#[case::emoji("王😀")]
#[case::formula("=cmd|'/c calc'!A1")]
#[case::html("<script>alert(1)</script>")]
#[case::right_to_left("\u{202e}名")]
fn a_strange_name_is_kept_as_written(#[case] name: &str) {
    let facts = PartyFacts { name: Some(name.into()), ..someone() };
    assert_eq!(Party::of(&known(facts)).facts.name.as_deref(), Some(name));
}

#[rstest]
#[case::checks(COMPANY, None, true)]
#[case::small_letters("91350100m000100y43", None, true)]
#[case::does_not_check("91350100M000100Y44", None, false)]
#[case::kept_with_a_reason("91350100M000100Y44", Some("执照复印件"), true)]
#[case::blank_reason("91350100M000100Y44", Some("  "), false)]
fn a_unit_has_a_company_code(#[case] code: &str, #[case] reason: Option<&str>, #[case] kept: bool) {
    let facts = PartyFacts {
        kind: Some(PartyKind::Unit),
        company_code: Some(code.into()),
        company_unverified: reason.map(str::to_owned),
        ..someone()
    };
    assert_eq!(register(facts).is_ok(), kept);
}

#[test]
fn nothing_is_required_of_who_gave_no_name() {
    let facts = PartyFacts { kind: Some(PartyKind::Anonymous), ..PartyFacts::default() };
    assert!(register(facts).is_ok());
}

#[rstest]
#[case::day_before_eighteen("2008-09-02", true)]
#[case::on_the_birthday("2008-09-01", false)]
#[case::leap_day("2008-02-29", false)]
#[case::sixty_today("1966-09-01", false)]
fn a_minor_is_flagged(#[case] born: &str, #[case] minor: bool) {
    let party = Party::of(&known(PartyFacts { born_on: Some(day(born)), ..someone() }));
    assert_eq!(party.is_minor_on(day("2026-09-01")), minor);
    assert_eq!(party.facts.flags.iter().flatten().any(|f| f == MINOR), minor);
}

#[rstest]
#[case("2004-02-29", "2022-02-28", 17)]
#[case("2004-02-29", "2022-03-01", 18)]
#[case("1966-09-01", "2026-08-31", 59)]
#[case("1966-09-01", "2026-09-01", 60)]
fn whole_years(#[case] born: &str, #[case] on: &str, #[case] years: i32) {
    assert_eq!(years_between(day(born), day(on)), years);
}

#[test]
fn a_corrected_number_brings_its_birth_date_and_sex_along() {
    let before = known(PartyFacts { id_number: Some(WOMAN_1949.into()), ..someone() });
    let ops =
        amend(&before, PartyFacts { id_number: Some(MAN_1880.into()), ..PartyFacts::default() }).unwrap();
    let after = Party::of(&then(before, &ops)).facts;
    assert_eq!((after.sex.as_deref(), after.born_on), (Some("1"), Some(day("1880-01-01"))));
}

#[test]
fn a_cleared_field_is_empty_and_an_untouched_one_stays() {
    let before = known(PartyFacts {
        phone: Some("0576-88123456".into()),
        address: Some("云西路".into()),
        ..someone()
    });
    let ops = amend(&before, PartyFacts { phone: Some(String::new()), ..PartyFacts::default() }).unwrap();
    assert_eq!(ops, vec![ledger::Op::set("phone", ledger::Value::Null)]);
    let after = Party::of(&then(before, &ops)).facts;
    assert_eq!((after.phone, after.address.as_deref()), (None, Some("云西路")));
}

#[test]
fn saying_the_same_again_is_no_act() {
    let before = known(PartyFacts { phone: Some("13805761234".into()), ..someone() });
    let same = PartyFacts { phone: Some("138-0576-1234".into()), ..PartyFacts::default() };
    assert_eq!(amend(&before, same), Err(Refusal::NothingChanged));
}

#[test]
fn it_is_found_by_whole_numbers_and_shows_none_of_them() {
    let record = known(PartyFacts {
        id_number: Some(WOMAN_1949.into()),
        phone: Some("13805761234".into()),
        address: Some("台州市椒江区白云街道云西路 1 号".into()),
        ..someone()
    });
    let projection = project::project(&record);
    assert!(projection.card.is_none() && projection.search.is_none());
    let phone = Hash { what: "phone".into(), value: "13805761234".into() };
    assert_eq!((projection.hashes.len(), projection.hashes.contains(&phone)), (2, true));
    let shown = serde_json::to_string(&PartyView::of(&Party::of(&record), day("2026-09-01"))).unwrap();
    for secret in ["徐国平", WOMAN_1949, "13805761234", "云西路"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
    assert!(shown.contains("徐○○"));
}

#[test]
fn the_records_that_name_parties_get_masked_names_tokens_and_tails() {
    let person = known(PartyFacts {
        id_number: Some(WOMAN_1949.into()),
        phone: Some("13805761234".into()),
        ..someone()
    });
    let unit =
        known(PartyFacts { kind: Some(PartyKind::Unit), name: Some("白云家具厂".into()), ..someone() });
    let mut hidden = person.clone();
    hidden.hidden = true;
    let mut look = |r: RecordId| {
        [(id(1), &person), (id(2), &unit), (id(3), &hidden)].iter().find(|p| p.0 == r).map(|p| p.1.clone())
    };
    let named = Named::of([id(1), id(2), id(3), id(4)].into_iter(), &mut look);
    assert_eq!(named.masked, ["徐○○", "白云家具厂"]);
    assert_eq!(named.names, ["徐国平", "白云家具厂"]);
    assert_eq!(named.tails, ["1234", "002X"]);
}

#[rstest]
#[case::mobile("13805761234", Some("1234"))]
#[case::landline("0576-88123456", Some("3456"))]
#[case::too_short_to_hide("12345", None)]
fn the_last_four(#[case] number: &str, #[case] tail: Option<&str>) {
    assert_eq!(super::tail(number).as_deref(), tail);
}
