//! The file on a disc: what goes in comes out, and what was changed on the way is refused by name.

mod any;
mod bombs;
mod changed;
mod codes;
mod craft;
mod golden;
mod kit;
mod parts;
mod round;
mod stock;
mod writing;
