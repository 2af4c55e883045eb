//! Work on an appeal: who has it, what is told outside meanwhile, its number elsewhere, its doubles.
//! It does not know handling notes: those lie in the office's own stream (`note`).
//! Called by `actions::appeals`.

mod external_no;
mod notice;
mod progress;
mod recuse;
mod same;
mod take_on;
mod urge;

pub use external_no::{SetExternalNo, looks_right, set_external_no};
pub(super) use notice::{EXTENSION_TOLD, NOTICE_EVENTS, is_decided, notice_line, tells_of, told};
pub use notice::{GiveNotice, reply_procedurally};
pub use progress::{NoteProgress, note_progress};
pub use recuse::{ClearConflict, DeclareRecusal, clear_conflict, declare_recusal};
pub(crate) use same::is_compared;
pub use same::{LinkSame, TellApart, UnlinkSame, link_same, tell_apart, unlink_same};
pub use take_on::{
    AssignHandler, HandOverAppeal, TakeOnAppeal, assign_handler, hand_over_appeal, take_on_appeal,
};
pub use urge::{UrgeAppeal, Urging, urge_appeal};
