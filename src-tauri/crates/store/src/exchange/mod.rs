//! What a desk keeps about the others: who they are, what each has, what came from them, what was set aside, every disc.
//! It does not know how entries travel (`sync`) nor who may have what (`actions`).
//! Called through `Tx` and `Reader`.

mod ask;
mod evict;
mod heard;
mod held;
mod hub;
mod intake;
mod moved;
mod outgoing;
mod parcels;
mod peers;
mod redacted;
mod register;
mod travel;

#[cfg(test)]
mod tests;

pub use ask::{Alone, Asked, each};
pub use evict::{Evicted, Holders, Leaving, Load};
pub use heard::LastFrom;
pub use held::{Cause, Held, HeldHash, held_hash};
pub use hub::{HubStanding, NotTaken, Placed, Undelivered};
pub use intake::{Batch, Fate};
pub use moved::Written;
pub use outgoing::Outgoing;
pub use parcels::{Parcel, Place};
pub use peers::{Peer, PeerKind, Reached};
pub use redacted::Untold;
pub use register::{BundleRow, Way};
pub use travel::{AtHub, DeskMark, Travelled};
