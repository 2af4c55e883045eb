//! The one window: opened after the desk is known, kept on our own pages, brought forward by a second start.

use tauri::webview::{NewWindowResponse, WebviewWindowBuilder};
use tauri::{App, AppHandle, Manager, Url};

pub const MAIN: &str = "main";

pub fn open(app: &App) -> tauri::Result<()> {
    let config = app.config().app.windows.iter().find(|window| window.label == MAIN);
    let Some(config) = config else { return Err(tauri::Error::WindowNotFound) };
    WebviewWindowBuilder::from_config(app.handle(), config)?
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    Ok(())
}

/// The Content-Security-Policy keeps foreign things out of the page; this keeps the page from going elsewhere.
fn is_ours(url: &Url) -> bool {
    // Windows serves custom protocols as http://tauri.localhost.
    matches!(
        (url.scheme(), url.host_str()),
        ("tauri", Some("localhost")) | ("http" | "https", Some("tauri.localhost"))
    ) || url.scheme() == "blob"
}

pub fn bring_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let shown = window.unminimize().and_then(|()| window.show()).and_then(|()| window.set_focus());
        if let Err(error) = shown {
            tracing::warn!(%error, "The window could not be brought forward");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_pages_are_gone_to() {
        let addresses = [
            ("tauri://localhost/index.html#/appeals", true),
            ("http://tauri.localhost/", true),
            ("blob:tauri://localhost/6f0c", true),
            ("https://example.com/", false),
            ("http://tauri.localhost.example.com/", false),
            ("file:///etc/passwd", false),
            ("data:text/html,hello", false),
            ("javascript:alert(1)", false),
        ];
        for (address, expected) in addresses {
            assert_eq!(is_ours(&address.parse().unwrap()), expected, "{address}");
        }
    }
}
