//! The built pages of the UI. A released program carries them inside; a debug build reads them from `ui/dist`.

use axum::body::Body;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../../ui/dist"]
#[allow_missing = true]
struct Pages;

/// Nothing from elsewhere, no eval; the window's policy in `tauri.conf.json` says the same (a house test compares).
pub const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; \
    img-src 'self' blob: data:; font-src 'self'; media-src 'self' blob:; frame-src blob:; worker-src 'self'; \
    connect-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; frame-ancestors 'none'";

/// On every answer, page or call: nothing is kept, guessed, framed or told to others.
pub const ALWAYS: [(HeaderName, &str); 7] = [
    (CONTENT_SECURITY_POLICY, POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (CACHE_CONTROL, "no-store"),
    (REFERRER_POLICY, "no-referrer"),
    (X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

pub fn add_always(headers: &mut HeaderMap) {
    for (name, value) in ALWAYS {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// A file of the UI; the address `/` is its first page.
pub fn page(path: &str) -> Response {
    let name = match path.trim_start_matches('/') {
        "" => "index.html",
        name => name,
    };
    match Pages::get(name) {
        Some(file) => ([(CONTENT_TYPE, kind_of(name))], Body::from(file.data.into_owned())).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

fn kind_of(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_pages_is_served() {
        for path in
            ["/../package.json", "/..%2fpackage.json", "/etc/passwd", "//etc/passwd", "/no-such-page.js"]
        {
            assert_eq!(page(path).status(), StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[test]
    fn scripts_are_served_as_scripts() {
        let names = [
            ("a.js", "text/javascript; charset=utf-8"),
            ("b/c.css", "text/css; charset=utf-8"),
            ("x", "application/octet-stream"),
        ];
        for (name, kind) in names {
            assert_eq!(kind_of(name), kind);
        }
    }

    #[test]
    fn the_policy_lets_nothing_in_from_elsewhere() {
        for forbidden in ["http:", "https:", "unsafe-eval", "*", "script-src 'self' 'unsafe-inline'"] {
            assert!(!POLICY.contains(forbidden), "{forbidden}");
        }
    }
}
