//! What a page sees of itself, told where there is none: which browser of this PC would show the pages, and whether its fonts have
//! the rarer characters of names.
//! It asks programs for their version and opens none of them. Called by `gonglian doctor`.

use serde_json::Map;

use super::machine::ask;
use super::{Found, values};
use crate::places::has_program;

/// A browser that says its version.
struct Telling {
    name: &'static str,
    /// The pages are built for this one (`seen.ts` says the same).
    least: u32,
    asked: &'static [&'static str],
}

const fn telling(name: &'static str, least: u32, asked: &'static [&'static str]) -> Telling {
    Telling { name, least, asked }
}

const WEBVIEW2: &str =
    r"HKLM\SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
/// As somebody without an administrator has it.
const OWN_WEBVIEW2: &str =
    r"HKCU\Software\Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
const EDGE: &str =
    r"HKLM\SOFTWARE\WOW6432Node\Microsoft\EdgeUpdate\Clients\{56EB18F8-B008-4CBD-B6D2-8C97FE7D9062}";

const TELLING: &[Telling] = &[
    telling("Chromium", 87, &["chromium", "--version"]),
    telling("Chromium", 87, &["chromium-browser", "--version"]),
    telling("Chrome", 87, &["google-chrome-stable", "--version"]),
    telling("Edge", 87, &["microsoft-edge-stable", "--version"]),
    telling("Firefox", 79, &["firefox", "--version"]),
    telling("WebView2", 87, &["reg", "query", WEBVIEW2, "/v", "pv"]),
    telling("WebView2", 87, &["reg", "query", OWN_WEBVIEW2, "/v", "pv"]),
    telling("Edge", 87, &["reg", "query", EDGE, "/v", "pv"]),
];

/// Those of Kylin and UOS. Each is a Chromium that numbers itself in its own way; asked, some open a window.
pub(super) const SILENT: &[&str] = &[
    "qaxbrowser-safe-stable",
    "qaxbrowser-safe",
    "browser360-cn-stable",
    "browser360-cn",
    "uos-browser-stable",
];

/// The signs of `checkup.signs`.
const RARE: [u32; 9] = [0x4dae, 0x20bb7, 0x5586, 0x5803, 0x73a5, 0x6607, 0x794e, 0x65fb, 0x8d5f];

pub(super) fn browser() -> Found {
    browser_of(TELLING, SILENT.iter().copied().find(|name| has_program(name)))
}

/// The first that is new enough; without one, the first that is not.
fn browser_of(all: &[Telling], silent: Option<&str>) -> Found {
    let mut old = None;
    for one in all {
        let said = ask(one.asked).map(|(_, said)| said).unwrap_or_default();
        let Some((version, first)) = version_in(&said) else { continue };
        let found = values([("browser", one.name.into()), ("version", version.into())]);
        if first >= one.least {
            return ("browser_ok", found);
        }
        old = old.or(Some(found));
    }
    match (silent, old) {
        (Some(name), _) => ("browser_unasked", values([("browser", name.into())])),
        (None, Some(old)) => ("browser_old", old),
        (None, None) => ("browser_none", Map::new()),
    }
}

/// `92.0.4515.159` and its 92, wherever they stand.
fn version_in(said: &str) -> Option<(&str, u32)> {
    said.split_whitespace().find_map(|word| Some((word, word.split_once('.')?.0.parse().ok()?)))
}

pub(super) fn fonts() -> Found {
    let has = |sign: u32| ask(&["fc-list", "-q", &format!(":charset={sign:x}")]).map(|(found, _)| found);
    fonts_of(RARE.into_iter().map(has).collect())
}

/// Nothing: this system cannot be asked.
fn fonts_of(found: Option<Vec<bool>>) -> Found {
    let Some(found) = found else {
        let signs: String = RARE.into_iter().filter_map(char::from_u32).collect();
        return ("fonts_unasked", values([("signs", signs.into())]));
    };
    let lacking = found.iter().filter(|found| !**found).count();
    (if lacking > 0 { "fonts_lacking" } else { "fonts_ok" }, values([("lacking", lacking.into())]))
}

#[cfg(test)]
mod tests {
    use super::*;

    static WORDS: &str = include_str!("../../../../../assets/words/zh-CN.json");

    /// A program that is there wherever tests run, and far from version 87; on Windows they run where nothing is compiled.
    const CARGO: &[&str] =
        if cfg!(windows) { &["cmd", "/c", "echo", "cargo", "1.90.0"] } else { &["cargo", "--version"] };
    const MISSING: &[&str] = &["gonglian-no-such-program", "--version"];

    #[test]
    fn the_first_that_is_new_enough_is_told_and_else_an_old_one() {
        let [new, old] = [telling("Chrome", 1, CARGO), telling("Firefox", 87, CARGO)];
        let absent = || telling("Edge", 1, MISSING);
        let (finding, said) = browser_of(&[absent(), old, new], None);
        assert_eq!((finding, &said["browser"]), ("browser_ok", &"Chrome".into()));
        assert!(said["version"].as_str().unwrap().starts_with("1."), "{said:?}");
        let (finding, said) = browser_of(&[absent(), telling("Firefox", 87, CARGO)], None);
        assert_eq!((finding, &said["browser"]), ("browser_old", &"Firefox".into()));
        assert_eq!(browser_of(&[absent()], None).0, "browser_none");
    }

    /// What a user installed for themselves was not found, on the very PCs where nobody has more rights.
    #[test]
    fn a_web_view_is_looked_for_where_the_machine_and_where_the_user_has_it() {
        let of = |hive: &str| {
            let asked = TELLING.iter().filter(|one| one.name == "WebView2").map(|one| one.asked[2]);
            asked.filter(|place| place.starts_with(hive)).collect::<Vec<_>>()
        };
        let [machine, user] = [of(r"HKLM\"), of(r"HKCU\")];
        assert_eq!((machine.len(), user.len()), (1, 1));
        assert_eq!(machine[0].rsplit('\\').next(), user[0].rsplit('\\').next(), "one program");
    }

    /// One that does not say its Chromium may be as new as any: the page will tell.
    #[test]
    fn one_that_says_nothing_counts_for_more_than_an_old_one() {
        let old = telling("Firefox", 87, CARGO);
        let (finding, said) = browser_of(&[old], Some("qaxbrowser-safe"));
        assert_eq!((finding, &said["browser"]), ("browser_unasked", &"qaxbrowser-safe".into()));
    }

    #[test]
    fn a_version_is_found_wherever_it_stands() {
        for (said, expected) in [
            ("Chromium 92.0.4515.159 built on Debian 12.1", Some(("92.0.4515.159", 92))),
            ("Mozilla Firefox 115.12.0esr", Some(("115.12.0esr", 115))),
            ("\r\n  pv    REG_SZ    118.0.2088.76\r\n", Some(("118.0.2088.76", 118))),
            ("a.b 1", None),
            ("", None),
        ] {
            assert_eq!(version_in(said), expected, "{said:?}");
        }
    }

    #[test]
    fn characters_without_a_font_are_counted() {
        for (found, finding, lacking) in
            [(vec![true; 9], "fonts_ok", 0), ([vec![true; 7], vec![false; 2]].concat(), "fonts_lacking", 2)]
        {
            let (told, said) = fonts_of(Some(found));
            assert_eq!((told, &said["lacking"]), (finding, &lacking.into()));
        }
        let words: serde_json::Value = serde_json::from_str(WORDS).unwrap();
        let (finding, said) = fonts_of(None);
        assert_eq!((finding, &said["signs"]), ("fonts_unasked", &words["checkup"]["signs"]));
    }
}
