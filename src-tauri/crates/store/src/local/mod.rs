//! What belongs to this desk alone and never travels: drafts, settings.
//! It does not know what the texts mean. Outside the log: nothing here proves anything.
//! Called through `Tx` and `Reader`.

mod drafts;
mod settings;

#[cfg(test)]
mod tests;

pub use drafts::Draft;
