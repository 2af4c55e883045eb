//! A day with it: one desk of the city's office through everything, from its founding to the day a colleague leaves.
//! The days are in 2026 and every due day is counted by hand from the periods of the law, never read from the program.

mod activities;
mod closing;
mod desk;
mod head;
mod intake;
mod leaving;
mod limits;
mod prints;
mod sorting;
mod tasks;
mod voices;

use std::sync::Arc;

use actions::Wall;
use tests::{Days, TestDesk};

pub const PROSECUTOR: &str = tests::FOUNDER;
/// Of the same department as the founder.
pub const COLLEAGUE: &str = "沈立";
pub const HANDLER: &str = "陈雅静";
pub const OTHER: &str = "徐国平";
pub const SECTION: &str = "林志远";
pub const DEPUTY: &str = "王晓东";
pub const CHIEF: &str = "郑海波";
pub const LIAISON: &str = "金菊香";

/// The desk, its time, and what one part leaves to the next.
pub struct Day {
    pub desk: TestDesk,
    pub days: Arc<Days>,
    /// The liaison's station, and one she has nothing to do with.
    pub station: String,
    pub elsewhere: String,
    /// Whose list the liaison does not see.
    pub prosecutor: String,
    /// A deputy of her station.
    pub deputy: String,
    /// Appeals by what becomes of them.
    pub ordinary: String,
    pub litigation: String,
    pub voice: String,
}

impl Day {
    fn today(&self) -> String {
        self.days.today().to_string()
    }
}

#[test]
fn a_day_goes_through_every_room() {
    let mut day = desk::founded();
    desk::stations(&day);
    desk::lists_come_in(&day);
    desk::teams(&mut day);
    tasks::issued_done_and_reviewed(&day);
    intake::visit(&mut day);
    intake::slips_and_answers(&day);
    intake::sealed(&day);
    sorting::each_way(&day);
    tasks::out_of_a_case(&day);
    limits::extended_paused_resumed(&day);
    voices::each_way(&day);
    activities::held_with_opinions(&day);
    activities::hearing(&day);
    closing::round_twice_and_settled(&day);
    closing::nobody_answers(&day);
    head::every_number_opens_its_list(&day);
    head::lists_go_out(&day);
    prints::four_forms(&day);
    leaving::work_changes_hands(&day);
    leaving::a_substitute(&day);
    leaving::killed_while_typing(day);
}
