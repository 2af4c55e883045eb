//! 转交 at the desk: the office above opens the record over there with its proof, and carries word between the two.
//! It does not know what a step needs or what word there is to carry (`domain::appeal::handing`).
//! Called through `calls`, and by signing in and every exchange.

mod proof;
mod report;
mod steps;
mod view;

pub(crate) use report::carry_word;
pub(crate) use steps::{approve_hand_over, return_hand_over, take_in_appeal};
pub(super) use view::hand_over;
pub use view::{HandOverView, HandedInView};
