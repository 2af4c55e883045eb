//! Accounts of this desk: who may sign in, as what, for which stations. One account, one grant, one slot.
//! It does not know the roles' acts (`domain`), nor how a slot is sealed (`store::keys`).
//! Called through `calls`, by founding's guided next steps and by `demo`.

mod account_choices;
mod add_account;
mod amend_account;
mod give_letter;
mod list_accounts;
mod name_handler;
mod new_keys;
mod open_by_sheet;
mod rekey_file;
mod remove_account;
mod reset_password;

pub use account_choices::*;
pub use add_account::*;
pub use amend_account::*;
pub use give_letter::*;
pub use list_accounts::*;
pub use name_handler::*;
pub use new_keys::*;
pub use open_by_sheet::*;
pub use rekey_file::{rekey_file, renew_sheet};
pub use remove_account::*;
pub use reset_password::*;
