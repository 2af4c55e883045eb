//! How the records of a station are read for their steps.

use domain::station::Station;
use domain::station::deputy::Deputy;
use domain::station::post::Post;
use domain::station::subpoint::Subpoint;
use ledger::Record;

use crate::Result;
use crate::perform::At;
use crate::step::Noun;

macro_rules! noun {
    ($($view:ident = $noun:literal),*) => {$(
        impl Noun for $view {
            const NOUN: &'static str = $noun;
            fn see(record: Record, _: &At<'_, '_>) -> Result<Self> {
                Ok(Self::of(&record))
            }
        }
    )*};
}

noun!(Station = "station", Post = "post", Deputy = "deputy", Subpoint = "subpoint");
