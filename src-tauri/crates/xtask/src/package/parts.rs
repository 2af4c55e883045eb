//! What a package is made of: the list of parts (CycloneDX) and the page of licences, both written by `parts.mjs` from what
//! cargo and npm say. `cargo cyclonedx` would write into every crate's folder and knows neither pages nor licence texts.

use std::path::Path;
use std::process::Command;

use super::{Making, tools};
use crate::node;
use crate::place::Place;
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
    let list = List { metadata: &told, ui: &place.ui(), dist: &making.dist(), version: &making.version };
    must(&mut list.script(place, &making.epoch))
}

/// From what, and to where.
struct List<'a> {
    metadata: &'a Path,
    ui: &'a Path,
    dist: &'a Path,
    version: &'a str,
}

impl List<'_> {
    fn script(&self, place: &Place, epoch: &str) -> Command {
        let mut script = node::node(place, "node");
        script.current_dir(&place.root).arg(place.packaging().join("parts.mjs"));
        script.args([self.metadata, self.ui, self.dist]).args([self.version, epoch]);
        script
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::PathBuf;

    use super::*;

    /// What a machine has of the same commit: its own folders, and cargo's answer in an order of its own.
    struct Machine {
        root: PathBuf,
    }

    impl Drop for Machine {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.root);
        }
    }

    /// Crates with what they bring: twice of a name, one that the pages have too, one without a text of its licence.
    const CRATES: [(&str, &str, &str); 5] = [
        ("both", "1.0.0", "MIT"),
        ("bare", "0.3.1", "MIT OR Apache-2.0"),
        ("twice", "1.2.0", "Apache-2.0"),
        ("twice", "2.0.0", "Apache-2.0"),
        ("zeta", "0.1.0", "Zlib"),
    ];

    impl Machine {
        fn new(name: &str) -> Self {
            let root = std::env::temp_dir().join(format!("gonglian-parts-{}-{name}", std::process::id()));
            let machine = Self { root };
            for (name, version, licence) in CRATES.iter().filter(|(name, ..)| *name != "bare") {
                // More than one text, in whatever order the disk gives them.
                let text = match *licence {
                    "Apache-2.0" => format!("Apache License\nVersion 2.0\n{version}"),
                    other => format!("{other} of {name}"),
                };
                machine.put(&format!("crates/{name}-{version}/LICENSE-{name}"), &text);
                machine.put(&format!("crates/{name}-{version}/COPYING"), "of all");
            }
            machine.put("ui/node_modules/both/LICENSE", "of the pages");
            let lock = r#"{"packages": {"": {"dependencies": {"both": "1"}},
                "node_modules/both": {"version": "1.0.0", "license": "MIT"}}}"#;
            machine.put("ui/package-lock.json", lock);
            let assets = Place::here().root.join("assets");
            let fonts = ["fonts/LICENSE-Fandol.txt", "fonts/LICENSE-OFL.txt"].map(|text| assets.join(text));
            let texts = fs::read_dir(assets.join("package/texts")).unwrap().map(|text| text.unwrap().path());
            for text in fonts.into_iter().chain(texts) {
                let name = text.strip_prefix(&assets).unwrap().to_str().unwrap();
                machine.put(&format!("assets/{name}"), &fs::read_to_string(&text).unwrap());
            }
            fs::create_dir_all(machine.root.join("dist")).unwrap();
            machine
        }

        fn put(&self, name: &str, text: &str) {
            super::super::tree::write(&self.root.join(name), text).unwrap();
        }

        /// `cargo metadata` of a program with these crates, in this order.
        fn tell(&self, crates: &[(&str, &str, &str)]) {
            let at = self.root.display().to_string().replace('\\', "/");
            let packages = crates.iter().map(|(name, version, licence)| {
                format!(
                    r#"{{"name": "{name}", "version": "{version}", "id": "{name} {version}", "source": "registry",
                    "license": "{licence}", "authors": ["Ann"], "manifest_path": "{at}/crates/{name}-{version}/Cargo.toml"}}"#
                )
            });
            let own = r#"{"name": "cli", "version": "0.1.0", "id": "cli", "source": null, "authors": [], "manifest_path": ""}"#;
            let packages: Vec<_> = packages.chain([own.to_owned()]).collect();
            let deps = crates.iter().map(|(name, version, _)| {
                format!(r#"{{"pkg": "{name} {version}", "dep_kinds": [{{"kind": null}}]}}"#)
            });
            let deps: Vec<_> = deps.collect();
            let nodes = crates
                .iter()
                .map(|(name, version, _)| format!(r#"{{"id": "{name} {version}", "deps": []}}"#));
            let nodes: Vec<_> =
                nodes.chain([format!(r#"{{"id": "cli", "deps": [{}]}}"#, deps.join(", "))]).collect();
            let told = format!(
                r#"{{"packages": [{}], "resolve": {{"nodes": [{}]}}}}"#,
                packages.join(", "),
                nodes.join(", ")
            );
            self.put("metadata.json", &told);
        }

        /// The list and the page, made in this time zone from a commit of this second.
        fn made(&self, zone: &str, epoch: &str) -> [Vec<u8>; 2] {
            let at = |name: &str| self.root.join(name);
            let (metadata, ui, dist) = (at("metadata.json"), at("ui"), at("dist"));
            let list = List { metadata: &metadata, ui: &ui, dist: &dist, version: "0.1.0" };
            let mut script = list.script(&Place::here(), epoch);
            let ended = script.env("TZ", zone).output().unwrap();
            assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
            ["parts.cdx.json", "licences.html"].map(|name| fs::read(dist.join(name)).unwrap())
        }
    }

    #[test]
    fn the_same_commit_gives_the_same_list_byte_for_byte_on_every_machine() {
        let (one, other) = (Machine::new("one"), Machine::new("的 另一台"));
        one.tell(&CRATES);
        let mut turned = CRATES;
        turned.reverse();
        other.tell(&turned);
        let first = one.made("Asia/Shanghai", "1790000000");
        assert_eq!(one.made("Asia/Shanghai", "1790000000"), first, "made again");
        assert_eq!(other.made("America/New_York", "1790000000"), first, "made elsewhere");
        let list = String::from_utf8(first[0].clone()).unwrap();
        assert!(!list.contains("serialNumber"), "a number drawn for each list: {list}");
        assert!(!list.contains(&one.root.display().to_string()), "a folder of who made it: {list}");
        assert!(list.contains("pkg:npm/both@1.0.0") && list.contains("pkg:cargo/both@1.0.0"), "{list}");
        assert!(list.find("twice@1.2.0") < list.find("twice@2.0.0"), "{list}");
        // Another commit says so, by its second alone.
        let later = String::from_utf8(one.made("Asia/Shanghai", "1790000001")[0].clone()).unwrap();
        let differing = list.lines().zip(later.lines()).filter(|(before, after)| before != after);
        let differing: Vec<_> = differing.map(|(before, _)| before.trim()).collect();
        assert_eq!(differing, [r#""timestamp": "2026-09-21T14:13:20.000Z","#]);
    }
}
