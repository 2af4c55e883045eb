//! What a package is made of: the list of parts (CycloneDX) and the page of licences, both written by `parts.mjs` from what
//! cargo and npm say. `cargo cyclonedx` would write into every crate's folder and knows neither pages nor licence texts.

use super::{Making, tools};
use crate::node;
use crate::stage::must;

const PLATFORMS: &[&str] =
    &["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu", "x86_64-pc-windows-gnu"];

/// Whatever one of the packages turns on: OpenSSL is inside those that cannot count on the system's own.
const FEATURES: &str = "store/own-openssl,shell/custom-protocol";

pub fn write(making: &Making) -> Result<(), String> {
    println!("\n── parts and licences");
    let place = making.place;
    let told = place.target().join("package/metadata.json");
    let mut ask = place.cargo(&["metadata", "--format-version", "1", "--locked", "--features", FEATURES]);
    // Only what is built for: a crate for another system is no part, and would be fetched to be asked.
    ask.args(PLATFORMS.iter().flat_map(|platform| ["--filter-platform", platform]));
    let metadata = tools::output(&mut ask)?;
    super::tree::write(&told, &metadata)?;
    let mut script = node::node(place, "node");
    script.current_dir(&place.root).arg(place.packaging().join("parts.mjs"));
    script.arg(&told).arg(place.ui()).arg(making.dist()).arg(&making.version).arg(&making.epoch);
    must(&mut script)
}
