//! The hub's own small certificate authority: itself, the server's certificate, and one for each desk from its request.
//! Keys of desks never leave them: a request carries the public half and is signed with the other.

use rcgen::{
    BasicConstraints, Certificate, CertificateParams, CertificateSigningRequestParams, DistinguishedName,
    DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose, date_time_ymd,
};
use rustls::pki_types::ServerName;

use super::{HubError, is_role_name};

/// A certificate and its private key, as PEM.
#[derive(Clone, Debug)]
pub struct Pair {
    pub cert_pem: String,
    pub key_pem: String,
}

/// A desk's own key, which stays there, and the request, which goes to the hub.
#[derive(Clone, Debug)]
pub struct Request {
    pub key_pem: String,
    pub csr_pem: String,
}

/// From and to, as year, month and day in UTC: the caller knows what day it is.
#[derive(Clone, Copy, Debug)]
pub struct Validity {
    pub from: (i32, u8, u8),
    pub to: (i32, u8, u8),
}

/// The authority itself. Its key belongs in the city's safe, not on the hub.
pub fn authority(name: &str, valid: &Validity) -> Result<Pair, HubError> {
    let mut params = named(name, valid)?;
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let key = KeyPair::generate().map_err(unmade)?;
    let made = params.self_signed(&key).map_err(unmade)?;
    Ok(Pair { cert_pem: made.pem(), key_pem: key.serialize_pem() })
}

/// For the hub: `hosts` are the names and addresses that desks connect to.
pub fn server(authority: &Pair, hosts: &[&str], valid: &Validity) -> Result<Pair, HubError> {
    // A certificate for anything else is made without a word, and then no desk accepts it.
    if let Some(host) = hosts.iter().find(|host| ServerName::try_from(**host).is_err()) {
        return Err(HubError::Certificate(format!("{host:?} is no name or address of a machine")));
    }
    let hosts: Vec<String> = hosts.iter().map(|host| (*host).to_owned()).collect();
    let first = hosts.first().cloned().unwrap_or_default();
    let mut params = CertificateParams::new(hosts).map_err(unmade)?;
    let subject = named(&first, valid)?;
    (params.distinguished_name, params.not_before, params.not_after) =
        (subject.distinguished_name, subject.not_before, subject.not_after);
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let key = KeyPair::generate().map_err(unmade)?;
    let made = params.signed_by(&key, &issuer(authority)?).map_err(unmade)?;
    Ok(Pair { cert_pem: made.pem(), key_pem: key.serialize_pem() })
}

/// On the desk: makes its pair and a request in its name.
pub fn request(role: &str) -> Result<Request, HubError> {
    let key = KeyPair::generate().map_err(unmade)?;
    Ok(Request { csr_pem: request_with(role, &key)?, key_pem: key.serialize_pem() })
}

fn request_with(role: &str, key: &KeyPair) -> Result<String, HubError> {
    let mut params = CertificateParams::default();
    params.distinguished_name = common_name(checked(role)?);
    params.serialize_request(key).and_then(|csr| csr.pem()).map_err(unmade)
}

/// At the hub: a certificate with the request's key and nothing else of what it asks for; CN is the desk's name.
pub fn desk(authority: &Pair, (role, csr_pem): (&str, &str), valid: &Validity) -> Result<String, HubError> {
    // Reading a request checks that it was signed with the key it carries.
    let request = CertificateSigningRequestParams::from_pem(csr_pem).map_err(unmade)?;
    let asked = request.params.distinguished_name.get(&DnType::CommonName);
    if asked != common_name(checked(role)?).get(&DnType::CommonName) {
        return Err(HubError::OtherName(role.to_owned()));
    }
    let mut params = named(role, valid)?;
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    let made: Certificate = params.signed_by(&request.public_key, &issuer(authority)?).map_err(unmade)?;
    Ok(made.pem())
}

fn issuer(authority: &Pair) -> Result<Issuer<'static, KeyPair>, HubError> {
    let key = KeyPair::from_pem(&authority.key_pem).map_err(unmade)?;
    Issuer::from_ca_cert_pem(&authority.cert_pem, key).map_err(unmade)
}

fn named(name: &str, valid: &Validity) -> Result<CertificateParams, HubError> {
    let mut params = CertificateParams::default();
    params.distinguished_name = common_name(name);
    for day in [valid.from, valid.to] {
        is_a_day(day)?;
    }
    let midnight = |(year, month, day): (i32, u8, u8)| date_time_ymd(year, month, day);
    (params.not_before, params.not_after) = (midnight(valid.from), midnight(valid.to));
    params.use_authority_key_identifier_extension = true;
    Ok(params)
}

/// The certificate library would stop the program at a day that there is not.
fn is_a_day((year, month, day): (i32, u8, u8)) -> Result<(), HubError> {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 => 28 + u8::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    if !(1950..=2999).contains(&year) || !(1..=days).contains(&day) {
        return Err(HubError::Certificate(format!("{year}-{month}-{day} is no day")));
    }
    Ok(())
}

fn common_name(name: &str) -> DistinguishedName {
    let mut subject = DistinguishedName::new();
    subject.push(DnType::CommonName, name);
    subject
}

fn checked(role: &str) -> Result<&str, HubError> {
    if is_role_name(role) { Ok(role) } else { Err(HubError::Name(role.to_owned())) }
}

fn unmade(error: rcgen::Error) -> HubError {
    HubError::Certificate(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALID: Validity = Validity { from: (2026, 1, 1), to: (2036, 1, 1) };
    const ROLE: &str = "d_0123456789abcdef";

    #[test]
    fn a_request_is_answered_in_its_own_name_only() {
        let ca = authority("hub", &VALID).unwrap();
        let request = request(ROLE).unwrap();
        assert!(desk(&ca, (ROLE, &request.csr_pem), &VALID).unwrap().contains("BEGIN CERTIFICATE"));
        let other = desk(&ca, ("d_00000000000000ff", &request.csr_pem), &VALID).unwrap_err();
        assert_eq!(other.to_string(), "the request is not made in the name of d_00000000000000ff");
    }

    /// A bug: an empty name, or an address with its port, went into a certificate that fits no hub.
    #[test]
    fn a_server_has_the_name_of_a_machine() {
        let ca = authority("hub", &VALID).unwrap();
        for host in ["", " ", "hub.example:5432", "postgres://hub.example", "hub example"] {
            let refused = server(&ca, &["localhost", host], &VALID).unwrap_err();
            assert!(refused.to_string().contains(host), "{refused}");
        }
        for host in ["hub.example", "hub", "10.0.0.7", "fd00::7"] {
            assert!(server(&ca, &[host], &VALID).is_ok(), "{host}");
        }
    }

    #[test]
    fn a_day_that_is_none_is_refused() {
        for from in [(2026, 2, 29), (2026, 13, 1), (2026, 4, 31), (2026, 1, 0), (3000, 1, 1)] {
            assert!(authority("hub", &Validity { from, ..VALID }).is_err(), "{from:?}");
        }
        assert!(authority("hub", &Validity { from: (2024, 2, 29), ..VALID }).is_ok());
    }

    #[test]
    fn a_request_that_was_changed_or_is_none_is_refused() {
        let ca = authority("hub", &VALID).unwrap();
        let request = request(ROLE).unwrap().csr_pem;
        // A character in the middle of the text: the signature no longer holds, or it is no request any more.
        let at = request.len() / 2;
        let other = if request.as_bytes()[at] == b'A' { "B" } else { "A" };
        let changed = format!("{}{other}{}", &request[..at], &request[at + 1..]);
        assert!(desk(&ca, (ROLE, &changed), &VALID).is_err());
        assert!(desk(&ca, (ROLE, "no request"), &VALID).is_err());
        assert!(matches!(super::request("postgres"), Err(HubError::Name(_))));
    }
}
