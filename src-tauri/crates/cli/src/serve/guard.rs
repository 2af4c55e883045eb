//! Who may ask, told from the headers alone and before a body is read.

use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, StatusCode};

use super::keys::Keys;

/// A header of our own: a page from elsewhere cannot send it without asking first, and is never answered.
pub const KEY: &str = "x-gonglian-key";

/// A name that another machine's DNS made point here is not our name (DNS rebinding).
pub fn is_for_us(headers: &HeaderMap, port: u16) -> bool {
    let host = headers.get(HOST).and_then(|host| host.to_str().ok());
    host.is_some_and(|host| is_our_name(host, port))
}

/// Checks of a call: our name, our page, our key, JSON.
pub fn may_call(headers: &HeaderMap, port: u16, keys: &Keys) -> Result<(), StatusCode> {
    if !is_for_us(headers, port) || !is_from_us(headers.get(ORIGIN), port) {
        return Err(StatusCode::FORBIDDEN);
    }
    let key = headers.get(KEY).and_then(|key| key.to_str().ok()).unwrap_or_default();
    if !keys.lets_in(key) {
        return Err(StatusCode::UNAUTHORIZED);
    }
    if !is_json(headers.get(CONTENT_TYPE)) {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    Ok(())
}

/// Browsers always name the page a POST comes from; programs name none, and have the key.
fn is_from_us(origin: Option<&HeaderValue>, port: u16) -> bool {
    let Some(origin) = origin else { return true };
    let page = origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://"));
    page.is_some_and(|name| is_our_name(name, port))
}

fn is_our_name(name: &str, port: u16) -> bool {
    let Some((name, of_port)) = name.rsplit_once(':') else { return false };
    matches!(name, "127.0.0.1" | "localhost") && of_port == port.to_string()
}

fn is_json(content_type: Option<&HeaderValue>) -> bool {
    let kind = content_type.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case("application/json")
}

#[cfg(test)]
mod tests {
    use super::*;

    const PORT: u16 = 4711;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_our_own_name_is_answered() {
        let names = [
            ("127.0.0.1:4711", true),
            ("localhost:4711", true),
            ("127.0.0.1:4712", false),
            ("127.0.0.1", false),
            ("gonglian.example:4711", false),
            ("localhost.example:4711", false),
            ("127.0.0.1:4711.example:80", false),
            ("", false),
        ];
        for (name, expected) in names {
            assert_eq!(is_for_us(&headers(&[("host", name)]), PORT), expected, "{name}");
        }
        assert!(!is_for_us(&HeaderMap::new(), PORT));
    }

    #[test]
    fn a_call_needs_name_page_key_and_json() {
        let keys = Keys::new();
        let session = keys.spend(&keys.next()).unwrap();
        let good = [
            ("host", "127.0.0.1:4711"),
            ("origin", "http://127.0.0.1:4711"),
            (KEY, session.as_str()),
            ("content-type", "application/json; charset=utf-8"),
        ];
        assert_eq!(may_call(&headers(&good), PORT, &keys), Ok(()));
        let wrong = [
            ("host", "elsewhere.example:4711", StatusCode::FORBIDDEN),
            ("origin", "http://elsewhere.example:4711", StatusCode::FORBIDDEN),
            ("origin", "http://127.0.0.1:8080", StatusCode::FORBIDDEN),
            ("origin", "https://127.0.0.1:4711", StatusCode::FORBIDDEN),
            ("origin", "null", StatusCode::FORBIDDEN),
            (KEY, "0000", StatusCode::UNAUTHORIZED),
            ("content-type", "text/plain", StatusCode::UNSUPPORTED_MEDIA_TYPE),
        ];
        for (name, value, status) in wrong {
            let mut headers = headers(&good);
            headers.insert(name, value.parse().unwrap());
            assert_eq!(may_call(&headers, PORT, &keys), Err(status), "{name}: {value}");
        }
    }

    #[test]
    fn a_program_without_a_page_needs_the_key_only() {
        let keys = Keys::new();
        let session = keys.spend(&keys.next()).unwrap();
        let program =
            [("host", "localhost:4711"), (KEY, session.as_str()), ("content-type", "application/json")];
        assert_eq!(may_call(&headers(&program), PORT, &keys), Ok(()));
        assert_eq!(may_call(&headers(&program[..1]), PORT, &keys), Err(StatusCode::UNAUTHORIZED));
    }
}
