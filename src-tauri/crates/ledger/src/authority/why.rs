//! Why an entry has no effect, and what that makes of it.

use serde::Serialize;

/// What an entry may do here and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Good,
    /// Root, writer, desk, key or grant is not known yet: it waits.
    Pending,
    /// Stored and shown, keeps its place in the graph, has no effect.
    Powerless,
}

/// The first reason found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    #[error("no root is known")]
    NoRoot,
    #[error("this entry of `admin` has not been read yet")]
    Unread,
    #[error("the writer is not known")]
    UnknownWriter,
    #[error("the desk is not known")]
    UnknownDesk,
    #[error("the account is not known")]
    UnknownAccount,
    #[error("the account has no key at this desk")]
    UnknownKey,
    #[error("the grant is not known")]
    UnknownGrant,
    #[error("the desk's signature is wrong")]
    DeskSignature,
    #[error("the account's signature is wrong")]
    AccountSignature,
    #[error("the account's signature is missing")]
    Unsigned,
    #[error("the approver's signature is wrong")]
    ApproverSignature,
    #[error("a demonstration entry among real ones, or the other way round")]
    Demo,
    #[error("another suite than the writer opened with")]
    Suite,
    #[error("the grant is another account's")]
    OtherAccount,
    #[error("the grant does not cover this stream")]
    Stream,
    #[error("the grant does not cover this class of act")]
    Class,
    #[error("not for this office to write")]
    Office,
    #[error("after the last good entry of a revoked desk")]
    DeskCut,
    #[error("after the last good entry under a revoked grant")]
    GrantCut,
}

impl Why {
    pub fn standing(self) -> Standing {
        match self {
            Self::NoRoot
            | Self::Unread
            | Self::UnknownWriter
            | Self::UnknownDesk
            | Self::UnknownAccount
            | Self::UnknownKey
            | Self::UnknownGrant => Standing::Pending,
            _ => Standing::Powerless,
        }
    }

    /// The bytes are not what they claim to be: never stored, asked for again.
    pub fn forged(self) -> bool {
        matches!(self, Self::DeskSignature | Self::AccountSignature | Self::ApproverSignature)
    }
}
