//! Two keys. The one in the printed address works once and buys the other, which every call must bring.
//! Invariant: at most one of each is good at a time; a second browser that comes in puts the first one out.

use std::sync::{Mutex, MutexGuard, PoisonError};

pub struct Keys(Mutex<Pair>);

struct Pair {
    /// In the address; spent by the first page that is asked for with it.
    next: String,
    /// In the header of every call; none before the first page.
    session: Option<String>,
}

impl Keys {
    pub fn new() -> Self {
        Self(Mutex::new(Pair { next: random(), session: None }))
    }

    pub fn next(&self) -> String {
        self.pair().next.clone()
    }

    /// The address' key, which is not spent by this.
    pub fn is_next(&self, given: &str) -> bool {
        equal(&self.pair().next, given)
    }

    /// Spends the address' key for a session's. `None`: it was not that key, or no longer.
    pub fn spend(&self, given: &str) -> Option<String> {
        let mut pair = self.pair();
        if !equal(&pair.next, given) {
            return None;
        }
        let session = random();
        *pair = Pair { next: random(), session: Some(session.clone()) };
        Some(session)
    }

    pub fn lets_in(&self, given: &str) -> bool {
        self.pair().session.as_ref().is_some_and(|session| equal(session, given))
    }

    fn pair(&self) -> MutexGuard<'_, Pair> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn random() -> String {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).expect("the system gives random bytes");
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Takes as long for a key that is wrong at its first digit as at its last.
fn equal(right: &str, given: &str) -> bool {
    let differences = right.bytes().zip(given.bytes()).fold(0, |sum, (a, b)| sum | (a ^ b));
    right.len() == given.len() && differences == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_works_once() {
        let keys = Keys::new();
        let address = keys.next();
        let session = keys.spend(&address).unwrap();
        assert!(keys.lets_in(&session));
        assert_eq!(keys.spend(&address), None);
        assert_ne!(keys.next(), address);
    }

    #[test]
    fn the_key_of_the_address_makes_no_calls() {
        let keys = Keys::new();
        let address = keys.next();
        assert!(!keys.lets_in(&address));
        keys.spend(&address).unwrap();
        assert!(!keys.lets_in(&address));
        assert!(!keys.lets_in(&keys.next()));
    }

    #[test]
    fn the_key_of_the_address_is_known_without_being_spent() {
        let keys = Keys::new();
        let address = keys.next();
        assert!(keys.is_next(&address) && !keys.is_next(""));
        let session = keys.spend(&address).unwrap();
        assert!(!keys.is_next(&address) && !keys.is_next(&session));
    }

    #[test]
    fn a_second_browser_puts_the_first_one_out() {
        let keys = Keys::new();
        let first = keys.spend(&keys.next()).unwrap();
        let second = keys.spend(&keys.next()).unwrap();
        assert!(!keys.lets_in(&first));
        assert!(keys.lets_in(&second));
    }

    #[test]
    fn nothing_and_half_a_key_open_nothing() {
        let keys = Keys::new();
        assert!(!keys.lets_in(""));
        let session = keys.spend(&keys.next()).unwrap();
        for wrong in ["", &session[..63], &format!("{session}0"), &"0".repeat(64)] {
            assert!(!keys.lets_in(wrong), "{wrong}");
        }
    }
}
