//! The one window: opened after the desk is known, kept on our own pages, brought forward by a second start.

use std::time::Duration;

use tauri::webview::{NewWindowResponse, WebviewWindowBuilder};
use tauri::{App, AppHandle, Manager, Url, WebviewWindow, WindowEvent};

pub const MAIN: &str = "main";
const LAST_WORDS: &str = "window.dispatchEvent(new Event('pagehide'))";
/// Long enough for a draft to be written on a slow disk.
const MOMENT: Duration = Duration::from_secs(1);

pub fn open(app: &App) -> tauri::Result<()> {
    let config = app.config().app.windows.iter().find(|window| window.label == MAIN);
    let Some(config) = config else { return Err(tauri::Error::WindowNotFound) };
    let window = WebviewWindowBuilder::from_config(app.handle(), config)?
        .on_navigation(is_ours)
        .on_new_window(|_, _| NewWindowResponse::Deny)
        .build()?;
    let closing = window.clone();
    window.on_window_event(move |event| {
        if let WindowEvent::CloseRequested { api, .. } = event {
            api.prevent_close();
            close_after_last_words(closing.clone());
        }
    });
    Ok(())
}

/// A browser tells its page that it goes, and a window does not: what was typed in the last two seconds would be lost with it. For
/// whoever closed it, it is gone at once.
fn close_after_last_words(window: WebviewWindow) {
    tauri_plugin_single_instance::destroy(&window);
    let told = window.hide().and_then(|()| window.eval(LAST_WORDS));
    if let Err(error) = told {
        tracing::warn!(%error, "The page could not be told that its window closes");
    }
    std::thread::spawn(move || {
        std::thread::sleep(MOMENT);
        if let Err(error) = window.destroy() {
            tracing::warn!(%error, "The window could not be closed");
            window.app_handle().exit(0);
        }
    });
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
