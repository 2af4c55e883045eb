//! The ways an appeal can go and how often each is dealt: every way of sorting, of waiting and of ending occurs.

use crate::demo::act::Road;
use crate::demo::dice::Dice;

/// Slow matters take this many times as long: most of them end up late.
const SLOW: u64 = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Worked,
    /// Nobody can be told.
    Anonymous,
    Slow,
    /// The petitioner is told in time that it is being looked at; sorting comes later.
    Replied,
    Extended,
    Paused,
    SentBack,
    OnPaper,
    Reworked,
    Settled,
    Referred,
    Refused,
    Declined,
    Guided,
    Materials,
    Unreachable,
    Incomplete,
    Assigned,
    Sealed,
    /// 当场答复.
    Consulted,
}

/// One deal: every way at least once, the plain one most often. Sealed matters are only among those that wait: what is done
/// about them lies with their handlers, and at the station they would seem late for ever.
const DEAL: &[(Way, usize)] = &[
    (Way::Worked, 18),
    (Way::Anonymous, 2),
    (Way::Slow, 4),
    (Way::Replied, 3),
    (Way::Referred, 5),
    (Way::Refused, 3),
    (Way::Guided, 2),
    (Way::Reworked, 2),
    (Way::Settled, 1),
    (Way::Extended, 2),
    (Way::Paused, 1),
    (Way::SentBack, 2),
    (Way::OnPaper, 2),
    (Way::Materials, 2),
    (Way::Unreachable, 1),
    (Way::Declined, 1),
    (Way::Incomplete, 1),
];

/// Where matters stand that are still open today: the way and the step after which it waits.
pub const WAITING: &[(Way, &str, usize)] = &[
    (Way::Settled, "settle_appeal", 1),
    (Way::Reworked, "evaluate_appeal", 1),
    (Way::Worked, "evaluate_appeal", 1),
    (Way::Worked, "deliver_appeal", 1),
    (Way::OnPaper, "record_paper_approval", 1),
    (Way::Paused, "grant_request", 1),
    (Way::Slow, "urge_appeal", 1),
    (Way::Slow, "urge_appeal", 1),
    (Way::Extended, "grant_request", 1),
    (Way::Extended, "request_extension", 1),
    (Way::Worked, "approve_conclusion", 1),
    (Way::Worked, "propose_conclusion", 1),
    (Way::Unreachable, "log_contact_attempt", 2),
    (Way::Worked, "note_progress", 1),
    (Way::Worked, "take_on_appeal", 1),
    (Way::Assigned, "assign_appeal", 1),
    (Way::Referred, "refer_appeal", 1),
    (Way::Materials, "request_materials", 1),
    (Way::Refused, "refuse_appeal", 1),
    (Way::Declined, "decline_appeal", 1),
    (Way::Guided, "guide_appeal", 1),
    (Way::Worked, "accept_appeal", 1),
    (Way::Slow, "approve_conclusion", 1),
    (Way::Slow, "register_appeal", 1),
    (Way::Incomplete, "register_appeal", 1),
    (Way::Sealed, "register_appeal", 1),
    (Way::Sealed, "register_appeal", 1),
    (Way::Worked, "register_appeal", 1),
];

/// `n` ways in mixed order; the first round of a deal has one of each.
pub fn deal(n: usize, dice: &mut Dice) -> Vec<Way> {
    let mut ways = vec![];
    while ways.len() < n {
        let mut once: Vec<Way> = DEAL.iter().map(|(way, _)| *way).collect();
        let more = DEAL.iter().flat_map(|(way, n)| std::iter::repeat_n(*way, n.saturating_sub(1)));
        let mut more: Vec<Way> = more.collect();
        dice.mix(&mut once);
        dice.mix(&mut more);
        ways.extend(once.into_iter().chain(more));
    }
    ways.truncate(n);
    ways
}

/// What the petitioner says, in turn; the last answer is said again.
pub fn ratings(way: Way) -> &'static [&'static str] {
    match way {
        Way::Reworked => &["dissatisfied", "fairly_satisfied"],
        Way::Settled => &["dissatisfied", "dissatisfied"],
        Way::Unreachable => &["unreachable"],
        _ => &[],
    }
}

pub fn road(way: Way, dice: &mut Dice) -> Road {
    let slow = if way == Way::Slow { SLOW } else { 1 };
    let mut road = vec![("register_appeal", 0)];
    let mut days = |low, high| dice.between(low, high) as u64 * slow;
    match way {
        Way::Sealed => return road.into(),
        // One in five is asked again later what they think of it.
        Way::Consulted => {
            let sampled = [("consult", 0), ("sample_appeal", days(15, 40))];
            let n = if dice.chance(20) { 2 } else { 1 };
            return sampled.into_iter().take(n).collect();
        }
        Way::Incomplete => road.push(("complete_appeal", days(2, 4))),
        Way::Replied => road.push(("reply_procedurally", days(2, 5))),
        Way::Materials => {
            road.extend([("request_materials", days(2, 4)), ("supplement_materials", days(5, 14))])
        }
        _ => {}
    }
    match way {
        Way::Refused => road.push(("refuse_appeal", days(2, 5))),
        Way::Declined => road.push(("decline_appeal", days(3, 6))),
        Way::Guided => road.push(("guide_appeal", days(1, 5))),
        Way::Referred => road.extend([
            ("refer_appeal", days(2, 5)),
            ("sign_for_referral", days(2, 5)),
            ("record_referral_reply", days(20, 40)),
        ]),
        Way::Assigned => road.extend([("accept_appeal", days(1, 3)), ("assign_appeal", days(1, 3))]),
        _ => road.extend(worked(way, &mut days)),
    }
    road.extend(told(way, &mut days));
    road.into()
}

/// From acceptance to approval.
fn worked(way: Way, days: &mut impl FnMut(usize, usize) -> u64) -> Vec<(&'static str, u64)> {
    let mut road = vec![("accept_appeal", days(1, 4)), ("take_on_appeal", days(1, 3))];
    road.push(("note_progress", days(6, 16)));
    match way {
        Way::Extended => road.extend([
            ("request_extension", days(20, 26)),
            ("grant_request", days(1, 3)),
            // 并告知理由 (信访工作条例 34): within the office's five working days.
            ("tell_extension", days(1, 3)),
            ("note_progress", days(8, 14)),
        ]),
        Way::Paused => road.extend([
            ("request_pause", days(1, 3)),
            ("grant_request", days(1, 2)),
            ("request_resume", days(18, 30)),
            ("grant_request", days(1, 2)),
            ("supervision_decided", days(8, 14)),
        ]),
        Way::Slow => road.push(("urge_appeal", days(3, 5))),
        _ => road.push(("set_external_no", days(1, 3))),
    }
    road.push(("propose_conclusion", days(7, 18)));
    match way {
        Way::SentBack => road.extend([
            ("send_back_conclusion", days(1, 3)),
            ("note_progress", days(3, 6)),
            ("propose_conclusion", days(2, 6)),
            ("approve_conclusion", days(1, 3)),
        ]),
        Way::OnPaper => road.extend([("record_paper_approval", 1), ("confirm_paper_approval", days(1, 6))]),
        _ => road.push(("approve_conclusion", days(1, 3))),
    }
    road
}

/// From the answer to the archive.
fn told(way: Way, days: &mut impl FnMut(usize, usize) -> u64) -> Vec<(&'static str, u64)> {
    let mut road = vec![];
    if way == Way::Unreachable {
        road.extend([("log_contact_attempt", 1), ("log_contact_attempt", 1), ("log_contact_attempt", 2)]);
    }
    road.extend([("deliver_appeal", days(1, 4)), ("evaluate_appeal", days(3, 10))]);
    if [Way::Reworked, Way::Settled].contains(&way) {
        road.extend([
            ("note_progress", days(3, 6)),
            ("propose_conclusion", days(5, 12)),
            ("approve_conclusion", days(1, 3)),
            ("deliver_appeal", days(1, 3)),
            ("evaluate_appeal", days(2, 6)),
        ]);
    }
    if way == Way::Settled {
        road.push(("settle_appeal", days(2, 6)));
    }
    road.push(("archive_appeal", days(2, 6)));
    road
}

/// The road up to the n-th time of a step.
pub fn cut(road: Road, (stop, nth): (&str, usize)) -> Road {
    let mut left = nth;
    let goes_on = |verb: &str| {
        let on = left > 0;
        left -= usize::from(on && verb == stop);
        on
    };
    let mut goes_on = goes_on;
    road.into_iter().take_while(|(verb, _)| goes_on(verb)).collect()
}
