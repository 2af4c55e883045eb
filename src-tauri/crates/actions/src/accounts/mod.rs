//! Accounts of this desk: who may sign in, as what, for which stations. One account, one grant, one slot.
//! It does not know the roles' acts (`domain`), nor how a slot is sealed (`store::keys`).
//! Called through `calls`, by founding's guided next steps and by `demo`.

mod add_account;

pub use add_account::*;
