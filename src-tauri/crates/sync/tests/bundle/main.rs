//! The file on a disc: what goes in comes out, and what was changed on the way is refused by name.

mod kit;
mod round;
