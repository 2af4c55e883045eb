//! Accounts of this desk: who may sign in, as what, for which stations. One account, one grant, one slot.
//! It does not know the roles' acts (`domain`), nor how a slot is sealed (`store::keys`).
//! Called through `calls`, by founding's guided next steps and by `demo`.

mod account_choices;
mod add_account;
mod list_accounts;
mod open_by_sheet;
mod remove_account;
mod reset_password;

pub use account_choices::*;
pub use add_account::*;
pub use list_accounts::*;
pub use open_by_sheet::*;
pub use remove_account::*;
pub use reset_password::*;
