//! Stories: the program through its front door, one file a story.

mod a_day;
mod appeal_round;
mod deciding;
mod found;
