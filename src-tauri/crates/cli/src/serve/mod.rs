//! The loopback host: the same pages and calls for a browser on this machine, where no web view is to be had.
//! It does not know what a call means; it knows who may ask (`keys`, `guard`) and what a page is (`pages`).
//! Called by `gonglian serve`, by people without a web view and by the browser tests.

mod asked;
mod door;
mod give_way;
mod guard;
mod keys;
mod pages;
mod port;
mod quit;
mod told;

use std::io::{self, ErrorKind};
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use actions::Host;
use tokio::net::TcpListener;
use tokio::sync::Notify;

use crate::args::Serve;
use crate::end::{End, Stop};
use crate::said;
use crate::sign_in::open;
use asked::Asked;
use door::Door;
pub use give_way::gives_way;
use keys::Keys;
pub use pages::POLICY;
pub use port::{KeptPort, Port};
pub use told::Told;

/// What a host is started with.
pub struct Hosting {
    pub host: Arc<Host>,
    pub port: Port,
    pub told: Told,
    /// How long nobody may ask before it ends by itself; without one it stays until it is told.
    pub idle: Option<Duration>,
}

pub fn serve(asked: Serve) -> Result<End, Stop> {
    let port = match asked.port {
        Some(port) => Port::Given(port),
        None => Port::Kept(crate::open::kept_port(&asked.dir)?),
    };
    let host = Arc::new(open(&asked.dir, asked.today));
    run(Hosting { host, port, told: Told::Stdout, idle: None })
}

/// Serves until it is told to stop, or until nobody has asked for long enough.
pub fn run(hosting: Hosting) -> Result<End, Stop> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(|error| Stop::usage(error.to_string()))?;
    runtime.block_on(listen(hosting)).map_err(not_served)?;
    Ok(End::Good)
}

/// Another program has the port, or the system keeps it for itself (Windows says so as a missing right).
fn not_served(error: io::Error) -> Stop {
    let taken = matches!(error.kind(), ErrorKind::AddrInUse | ErrorKind::PermissionDenied);
    Stop::usage(if taken { said::word("terminal.port_taken") } else { error.to_string() })
}

/// What is being answered is answered to its end, nothing new is begun.
async fn listen(hosting: Hosting) -> io::Result<()> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, hosting.port.number())).await?;
    let port = listener.local_addr()?.port();
    hosting.port.remember(port);
    let Hosting { host, told, idle, .. } = hosting;
    let leaves = Notify::new();
    let door = Arc::new(Door { host, keys: Keys::new(), port, told, asked: Asked::now(), leaves });
    let mut stop = Box::pin(told_to_stop());
    // Heard from its first poll on: whoever reads the address may end the program at once.
    std::future::poll_fn(|cx| Poll::Ready(stop.as_mut().poll(cx).is_ready())).await;
    door.announce();
    let waiting = door.clone();
    let end = async move {
        tokio::select! {
            () = stop => {}
            () = left_alone(&waiting, idle) => {}
            () = waiting.leaves.notified() => {}
        }
    };
    axum::serve(listener, door::router(door)).with_graceful_shutdown(end).await
}

async fn left_alone(door: &Door, idle: Option<Duration>) {
    match idle {
        Some(idle) => door.asked.silent_for(idle).await,
        None => std::future::pending().await,
    }
}

async fn told_to_stop() {
    if let Err(error) = tokio::signal::ctrl_c().await {
        tracing::warn!(%error, "Ctrl-C cannot be heard; end the process instead");
        std::future::pending::<()>().await;
    }
}
