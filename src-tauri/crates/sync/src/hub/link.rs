//! One connection: TLS 1.3 with the desk's certificate, a runtime of its own, time limits, and a way to stop from outside.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::{ClientConfig, RootCertStore, crypto::ring, version::TLS13};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Notify;
use tokio_postgres::{Client, Config, NoTls};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::HubError;
use super::fault::Trouble;
use crate::session::MailFault;

/// Whom to believe, and who one is.
#[derive(Clone)]
pub struct Trust {
    /// The hub's own certificate authority; no other is asked.
    pub ca_pem: String,
    pub identity: Option<Identity>,
}

/// A client certificate and its key.
#[derive(Clone)]
pub struct Identity {
    pub cert_pem: String,
    pub key_pem: String,
}

/// Where a desk's hub is.
#[derive(Clone)]
pub struct Target {
    /// Has to stand in the server's certificate.
    pub host: String,
    pub port: u16,
    pub database: String,
    pub role: String,
    pub trust: Trust,
    /// Program and version, for the hub's log.
    pub app: String,
    pub patience: Patience,
}

#[derive(Clone, Copy, Debug)]
pub struct Patience {
    pub connect: Duration,
    pub call: Duration,
    /// How often one call is made in all, with growing waits and jitter between.
    pub tries: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self { connect: Duration::from_secs(10), call: Duration::from_secs(60), tries: 5 }
    }
}

/// Stops the call that is running in another thread, and every later one until `resume`.
#[derive(Clone, Default)]
pub struct Stopper(Arc<Stop>);

#[derive(Default)]
struct Stop {
    stopped: AtomicBool,
    told: Notify,
}

impl Stopper {
    pub fn stop(&self) {
        self.0.stopped.store(true, Ordering::SeqCst);
        self.0.told.notify_waiters();
    }

    pub fn resume(&self) {
        self.0.stopped.store(false, Ordering::SeqCst);
    }

    pub fn stopped(&self) -> bool {
        self.0.stopped.load(Ordering::SeqCst)
    }

    /// The outcome, unless it takes too long or is stopped.
    pub(super) async fn bounded<T>(
        &self,
        limit: Duration,
        work: impl Future<Output = T>,
    ) -> Result<T, Trouble> {
        // Listening begins before the flag is read, so that no stop falls between.
        let told = self.0.told.notified();
        tokio::pin!(told);
        told.as_mut().enable();
        if self.stopped() {
            return Err(Trouble { fault: MailFault::Stopped, again: false });
        }
        tokio::select! {
            done = work => Ok(done),
            () = told => Err(Trouble { fault: MailFault::Stopped, again: false }),
            () = tokio::time::sleep(limit) => Err(Trouble::link(&format!("no answer within {limit:?}"))),
        }
    }
}

impl Trust {
    pub(super) fn connector(&self) -> Result<MakeRustlsConnect, HubError> {
        let mut roots = RootCertStore::empty();
        for root in certificates(&self.ca_pem)? {
            roots.add(root).map_err(unreadable)?;
        }
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_protocol_versions(&[&TLS13])
            .map_err(unreadable)?
            .with_root_certificates(roots);
        let config = match &self.identity {
            None => config.with_no_client_auth(),
            Some(own) => {
                let key = PrivateKeyDer::from_pem_slice(own.key_pem.as_bytes()).map_err(unreadable)?;
                config.with_client_auth_cert(certificates(&own.cert_pem)?, key).map_err(unreadable)?
            }
        };
        Ok(MakeRustlsConnect::new(config))
    }
}

fn certificates(pem: &str) -> Result<Vec<CertificateDer<'static>>, HubError> {
    let all: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    let all = all.map_err(unreadable)?;
    if all.is_empty() { Err(HubError::Certificate("no certificate in this text".into())) } else { Ok(all) }
}

fn unreadable(error: impl std::fmt::Display) -> HubError {
    HubError::Certificate(error.to_string())
}

impl Target {
    pub(super) fn config(&self) -> Config {
        let mut config = Config::new();
        config.host(&self.host).port(self.port).dbname(&self.database).user(&self.role);
        config.application_name(&self.app).ssl_mode(tokio_postgres::config::SslMode::Require);
        config.connect_timeout(self.patience.connect);
        config
    }
}

/// Everything of one connection runs on the thread that asks, while it asks.
pub(super) fn runtime() -> Result<Runtime, HubError> {
    let built = Builder::new_current_thread().enable_all().build();
    built.map_err(|error| HubError::Database(error.to_string()))
}

pub(super) async fn connect(
    config: &Config,
    tls: Option<MakeRustlsConnect>,
) -> Result<Client, tokio_postgres::Error> {
    // The driver ends with the client; what it meets there the client's calls report.
    match tls {
        Some(tls) => {
            let (client, driver) = config.connect(tls).await?;
            tokio::spawn(async move { driver.await.ok() });
            Ok(client)
        }
        None => {
            let (client, driver) = config.connect(NoTls).await?;
            tokio::spawn(async move { driver.await.ok() });
            Ok(client)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_ends_what_runs_and_what_comes_until_it_is_taken_back() {
        let (runtime, stopper) = (runtime().unwrap(), Stopper::default());
        let long = Duration::from_secs(60);
        let other = stopper.clone();
        let thread = std::thread::spawn(move || {
            std::thread::sleep(Duration::from_millis(50));
            other.stop();
        });
        let forever = std::future::pending::<()>();
        let stopped = runtime.block_on(stopper.bounded(long, forever)).unwrap_err();
        assert_eq!((stopped.fault, stopped.again), (MailFault::Stopped, false));
        thread.join().unwrap();
        assert_eq!(
            runtime.block_on(stopper.bounded(long, async { 1 })).unwrap_err().fault,
            MailFault::Stopped
        );
        stopper.resume();
        assert_eq!(runtime.block_on(stopper.bounded(long, async { 1 })).unwrap(), 1);
    }

    #[test]
    fn a_call_that_takes_too_long_is_a_broken_link() {
        let (runtime, stopper) = (runtime().unwrap(), Stopper::default());
        let forever = std::future::pending::<()>();
        let late = runtime.block_on(stopper.bounded(Duration::from_millis(5), forever)).unwrap_err();
        assert_eq!(late.fault, MailFault::Link("no answer within 5ms".into()));
    }

    #[test]
    fn a_key_or_a_certificate_that_is_none_is_refused_before_anything_is_asked() {
        let framed =
            |what: &str, text: &str| format!("-----BEGIN {what}-----\n{text}\n-----END {what}-----\n");
        for ca_pem in [
            String::new(),
            framed("PRIVATE KEY", "AAAA"),
            framed("CERTIFICATE", "AAAA"),
            framed("CERTIFICATE", "这不是证书"),
            framed("CERTIFICATE", "AAAA").replace("-----END", "END"),
        ] {
            let trust = Trust { ca_pem: ca_pem.clone(), identity: None };
            assert!(matches!(trust.connector(), Err(HubError::Certificate(_))), "{ca_pem}");
        }
    }

    #[test]
    fn a_text_without_certificate_is_refused() {
        let trust = Trust { ca_pem: "nothing".into(), identity: None };
        assert!(matches!(trust.connector(), Err(HubError::Certificate(_))));
    }
}
