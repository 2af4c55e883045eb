//! What would happen, seen in a transaction that is taken back whatever it says.
//! Called by whoever looks at a bundle before it is taken in.

use store::{StoreError, Tx};

use crate::{Error, Failure, Office, Result};

/// Nothing of what `run` writes stays.
pub(super) fn dry_run<T>(office: &Office, run: impl FnOnce(&mut Tx<'_>) -> Result<T>) -> Result<T> {
    let ended = office.desk.act(|tx| -> std::result::Result<(), Ended<T>> {
        let seen = run(tx)?;
        Err(Ended::Seen(Box::new(seen)))
    });
    match ended {
        Err(Ended::Seen(seen)) => Ok(*seen),
        Err(Ended::Failed(error)) => Err(error),
        Ok(()) => Err(Failure::Broken { what: "a dry run that was kept".into() }.into()),
    }
}

/// How a dry run leaves its transaction.
enum Ended<T> {
    Seen(Box<T>),
    Failed(Error),
}

impl<T> From<StoreError> for Ended<T> {
    fn from(error: StoreError) -> Self {
        Self::Failed(error.into())
    }
}

impl<T> From<Error> for Ended<T> {
    fn from(error: Error) -> Self {
        Self::Failed(error)
    }
}
