//! Whose decision a conflict is: the office's that has the matter, and after three working days also that of the office above.
//! It does not know which office is above which, nor when a side came here: its own day counts, so every desk says the same.
//! Called by `actions` for the inbox and the decision.

use chrono::NaiveDate;
use ledger::Clk;

use super::Side;
use crate::calendar::Calendar;
use crate::{Person, Refusal, Role};

/// The day of the younger side is not counted, as with every limit.
const WORKING_DAYS: usize = 3;

/// Offices by their six digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    pub office: String,
    pub above: String,
    /// The last day on which the office decides alone; none where nobody is above it.
    pub own_until: Option<NaiveDate>,
}

impl Turn {
    pub fn of((office, above): (&str, &str), since: NaiveDate, calendar: &Calendar) -> Self {
        let last = || since.iter_days().skip(1).filter(|day| calendar.is_workday(*day)).nth(WORKING_DAYS - 1);
        let own_until = if office == above { None } else { last() };
        Self { office: office.to_owned(), above: above.to_owned(), own_until }
    }

    /// It waits for the office above as well.
    pub fn is_escalated(&self, today: NaiveDate) -> bool {
        self.own_until.is_some_and(|last| today > last)
    }

    /// The office may still decide when the one above may.
    pub fn may_decide(&self, person: &Person, today: NaiveDate) -> Result<(), Refusal> {
        if !person.any(&[Role::Head, Role::Registrar]) {
            return Err(Refusal::WrongRole { verb: "resolve_conflict".into() });
        }
        match self.own_until {
            _ if person.office == self.office => Ok(()),
            _ if person.office != self.above => Err(Refusal::OutOfScope),
            Some(until) if today <= until => Err(Refusal::NotEscalated { until }),
            _ => Ok(()),
        }
    }
}

/// When the last side was written; a clock in doubt says so only where there is no other.
pub fn since_ms(sides: &[Side]) -> u64 {
    let trusted = sides.iter().filter(|side| side.stamp.clk != Clk::Suspect);
    let last = trusted.map(|side| side.stamp.wall_ms).max();
    last.or_else(|| sides.iter().map(|side| side.stamp.wall_ms).min()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::Law;
    use crate::conflict::{Conflict, conflicts, tests::contested};
    use crate::scene::{day, person};

    const OWN: &str = "331002";
    const CITY: &str = "331000";

    /// Counted by hand in the calendar that ships: three working days behind the day itself.
    #[rstest]
    #[case::within_a_week("2026-09-01", "2026-09-04")]
    #[case::over_a_weekend("2026-09-03", "2026-09-08")]
    #[case::begun_on_a_saturday("2026-09-05", "2026-09-09")]
    #[case::over_the_national_holiday("2026-09-30", "2026-10-10")]
    fn the_office_has_three_working_days(#[case] since: &str, #[case] until: &str) {
        let law = Law::shipped().unwrap();
        let turn = Turn::of((OWN, CITY), day(since), &law.calendar);
        assert_eq!(turn.own_until, Some(day(until)));
        assert!(!turn.is_escalated(day(until)) && turn.is_escalated(day(until).succ_opt().unwrap()));
    }

    #[rstest]
    #[case::its_own_head(OWN, Role::Head, "2026-09-01", Ok(()))]
    #[case::its_own_head_later(OWN, Role::Head, "2026-10-01", Ok(()))]
    #[case::its_own_registrar(OWN, Role::Registrar, "2026-09-01", Ok(()))]
    #[case::its_own_prosecutor(OWN, Role::Prosecutor, "2026-10-01", Err(Refusal::WrongRole { verb: "resolve_conflict".into() }))]
    #[case::above_too_early(CITY, Role::Head, "2026-09-04", Err(Refusal::NotEscalated { until: day("2026-09-04") }))]
    #[case::above(CITY, Role::Head, "2026-09-05", Ok(()))]
    #[case::above_and_no_head(CITY, Role::Assistant, "2026-09-05", Err(Refusal::WrongRole { verb: "resolve_conflict".into() }))]
    #[case::beside_it("331003", Role::Head, "2026-09-05", Err(Refusal::OutOfScope))]
    fn who_decides_and_when(
        #[case] office: &str,
        #[case] role: Role,
        #[case] today: &str,
        #[case] expected: Result<(), Refusal>,
    ) {
        let law = Law::shipped().unwrap();
        let turn = Turn::of((OWN, CITY), day("2026-09-01"), &law.calendar);
        let who = Person { office: office.into(), ..person(role) };
        assert_eq!(turn.may_decide(&who, day(today)), expected);
    }

    #[test]
    fn the_highest_office_decides_alone_for_ever() {
        let turn = Turn::of((CITY, CITY), day("2026-09-01"), &Law::shipped().unwrap().calendar);
        let head = Person { office: CITY.into(), ..person(Role::Head) };
        assert_eq!((turn.own_until, turn.is_escalated(day("2027-09-01"))), (None, false));
        assert_eq!(turn.may_decide(&head, day("2026-09-01")), Ok(()));
    }

    #[test]
    fn the_days_begin_with_the_younger_side_whose_clock_is_good() {
        let Some(Conflict::Steps { mut sides }) = conflicts(&contested()).pop() else { panic!() };
        let [first, second] = [1000, 2000];
        sides[0].stamp.wall_ms = first;
        sides[1].stamp.wall_ms = second;
        assert_eq!(since_ms(&sides), second);
        sides[1].stamp.clk = Clk::Suspect;
        assert_eq!(since_ms(&sides), first, "a clock seventy years ahead would never let it go up");
        sides[0].stamp.clk = Clk::Suspect;
        assert_eq!((since_ms(&sides), since_ms(&[])), (first, 0));
    }
}
