//! The test vectors of law.md §2.2, one case each.

use rstest::rstest;

use super::{Unit, plain};

#[rstest]
#[case::the_last_day_in_spring_festival("2026-02-10", Unit::Natural, 7, ("2026-02-17", "2026-02-24", false))]
#[case::a_saturday_that_is_worked("2026-02-21", Unit::Natural, 7, ("2026-02-28", "2026-02-28", false))]
#[case::national_day("2026-09-24", Unit::Natural, 7, ("2026-10-01", "2026-10-08", false))]
#[case::labour_day("2026-04-24", Unit::Natural, 7, ("2026-05-01", "2026-05-06", false))]
#[case::dragon_boat("2026-06-12", Unit::Natural, 7, ("2026-06-19", "2026-06-22", false))]
#[case::fifteen_days_to_a_worked_saturday("2026-09-25", Unit::Natural, 15, ("2026-10-10", "2026-10-10", false))]
#[case::thirty_days_into_spring_festival("2026-01-19", Unit::Natural, 30, ("2026-02-18", "2026-02-24", false))]
#[case::sixty_days_to_national_day("2026-08-02", Unit::Natural, 60, ("2026-10-01", "2026-10-08", false))]
#[case::five_working_over_spring_festival("2026-02-12", Unit::Working, 5, ("2026-02-26", "2026-02-26", false))]
#[case::ten_working_with_two_worked_saturdays("2026-02-13", Unit::Working, 10, ("2026-03-05", "2026-03-05", false))]
#[case::ten_working_over_labour_day("2026-04-28", Unit::Working, 10, ("2026-05-14", "2026-05-14", false))]
#[case::five_working_with_a_worked_sunday("2026-09-18", Unit::Working, 5, ("2026-09-24", "2026-09-24", false))]
#[case::two_working_over_national_day("2026-09-29", Unit::Working, 2, ("2026-10-08", "2026-10-08", false))]
#[case::five_working_with_a_worked_saturday("2026-09-29", Unit::Working, 5, ("2026-10-12", "2026-10-12", false))]
#[case::five_working_over_new_year_in_two_files("2025-12-30", Unit::Working, 5, ("2026-01-07", "2026-01-07", false))]
#[case::three_months_to_a_month_end("2025-11-30", Unit::Months, 3, ("2026-02-28", "2026-02-28", false))]
#[case::two_months_to_national_day("2026-08-01", Unit::Months, 2, ("2026-10-01", "2026-10-08", false))]
#[case::three_months_from_a_31st("2026-01-31", Unit::Months, 3, ("2026-04-30", "2026-04-30", false))]
#[case::three_months_into_a_year_without_notice("2026-11-30", Unit::Months, 3, ("2027-02-28", "2027-03-01", true))]
fn every_vector_of_the_design(
    #[case] started_on: &str,
    #[case] unit: Unit,
    #[case] amount: u32,
    #[case] (raw_on, due_on, provisional): (&str, &str, bool),
) {
    assert_eq!(plain(started_on, unit, amount), (raw_on.into(), due_on.into(), provisional));
}
