//! The loopback host: the same pages and calls for a browser on this machine, where no web view is to be had.
//! It does not know what a call means; it knows who may ask (`keys`, `guard`) and what a page is (`pages`).
//! Called by `gonglian serve`, by people without a web view and by the browser tests.

mod door;
mod guard;
mod keys;
mod pages;

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::task::Poll;

use actions::Host;
use tokio::net::TcpListener;

use crate::args::Serve;
use crate::end::{End, Stop};
use crate::sign_in::open;
use door::Door;
use keys::Keys;
pub use pages::POLICY;

pub fn serve(asked: Serve) -> Result<End, Stop> {
    let host = Arc::new(open(&asked.dir, asked.today));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(|error| Stop::usage(error.to_string()))?;
    runtime.block_on(listen(host, asked.port)).map_err(|error| Stop::usage(error.to_string()))?;
    Ok(End::Good)
}

/// Until Ctrl-C: what is being answered is answered to its end, nothing new is begun.
async fn listen(host: Arc<Host>, port: u16) -> std::io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await?;
    let port = listener.local_addr()?.port();
    let keys = Keys::new();
    let mut stop = Box::pin(told_to_stop());
    // Heard from its first poll on: whoever reads the address may end the program at once.
    std::future::poll_fn(|cx| Poll::Ready(stop.as_mut().poll(cx).is_ready())).await;
    announce(port, &keys);
    let door = Arc::new(Door { host, keys, port });
    axum::serve(listener, door::router(door)).with_graceful_shutdown(stop).await
}

async fn told_to_stop() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::warn!(%error, "Ctrl-C cannot be heard; end the process instead");
        std::future::pending::<()>().await;
    }
}

/// The only line on stdout, so that a script can read it. A new one follows when its key was used.
fn announce(port: u16, keys: &Keys) {
    println!("http://127.0.0.1:{port}/?key={}", keys.next());
}
