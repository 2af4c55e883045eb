//! Stories: the program through its front door, one file a story.

mod a_day;
mod accounts;
mod appeal_round;
mod copies;
mod deciding;
mod desks;
mod found;
mod hearings;
mod imports;
mod lists;
mod newer;
mod offices;
mod offices_apart;
mod owed;
mod papers;
mod privacy;
mod rates;
mod refusals;
mod taking_back;
mod theft;
mod today;
mod two_desks;
mod voices;
