//! Makes the cell, starts its desks and prints where they are, until somebody stops it.
//! It does not know how a desk is made (`cell.rs`) or served (`served.rs`). Called by `main.rs`.

use std::process::ExitCode;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use chrono::NaiveDate;
use clap::Parser;
use cli::Gonglian;
use tokio::signal::unix::{SignalKind, signal};

use crate::cell::{Cell, Desk};
use crate::cluster::Cluster;
use crate::served::Served;

#[derive(Parser)]
#[command(about = "Four desks and their hub, for people to watch; Ctrl-C ends all of it")]
struct Asked {
    /// Matters of the two years that lie behind the city
    #[arg(long, default_value_t = 200)]
    records: u64,
    /// The day all of them stand on
    #[arg(long, default_value = "2026-09-01")]
    today: NaiveDate,
}

/// What may happen while desks are made or served.
enum News {
    Stop,
    /// A desk, by its place in the list, and where it is to be opened now.
    Address(usize, String),
}

pub fn run() -> ExitCode {
    // A desk is served by a process of its own, and that is this program again, taking the part of `gonglian`.
    if std::env::args().nth(1).is_some_and(|verb| verb == "serve") {
        return cli::run(Gonglian::parse()).into();
    }
    let asked = Asked::parse();
    let (teller, news) = channel();
    hear(teller.clone());
    match show(&asked, (&teller, &news)) {
        Some(()) => println!("The fleet has ended."),
        None => println!("Stopped before it was ready."),
    }
    ExitCode::SUCCESS
}

/// `None`: somebody stopped it while it was made.
fn show(asked: &Asked, (teller, news): (&Sender<News>, &Receiver<News>)) -> Option<()> {
    let folder = tempfile::Builder::new().prefix("gonglian-fleet-").tempdir().unwrap();
    println!("In {} until this ends. PostgreSQL starts…", folder.path().display());
    let hub = Cluster::start();
    println!("The city's {} matters are made, then three desks join…", asked.records);
    let stopped = || matches!(news.try_recv(), Ok(News::Stop));
    let mut cell = Cell::found(folder.path(), (asked.records, asked.today), stopped)?;
    cell.grow();
    cell.connect(&hub);
    if stopped() {
        return None;
    }
    // The files close here: from now on whoever serves them holds them.
    let desks = cell.close();
    let serve = |(n, desk): (usize, &Desk)| {
        let teller = teller.clone();
        Served::start(&desk.dir, asked.today, move |address| {
            // Nobody listens any more once it ends.
            let _ = teller.send(News::Address(n, address));
        })
    };
    let served: Vec<Served> = desks.iter().enumerate().map(serve).collect();
    println!("The hub: {}", hub.url("postgres"));
    watch(&desks, news);
    drop(served);
    Some(())
}

/// Prints where each desk is to be opened: at first with its people, then again whenever a key was used.
fn watch(desks: &[Desk], news: &Receiver<News>) {
    let mut told = vec![false; desks.len()];
    while let Ok(News::Address(n, address)) = news.recv() {
        println!("\n{}\n    {address}", desks[n].place);
        if std::mem::replace(&mut told[n], true) {
            continue;
        }
        for person in &desks[n].people {
            println!("    {}\t{}\t{}", person.name, person.password, person.role);
        }
        if told.iter().all(|told| *told) {
            println!("\nAn address opens one page once; the next one is printed when it was used.");
            println!(
                "Register an appeal at a station, exchange there (F9), exchange at the county: it is there."
            );
            println!("Ctrl-C ends all of it.");
        }
    }
}

/// Ctrl-C, and the end a script asks for: heard from here on.
fn hear(teller: Sender<News>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let listen = || {
        let _inside = runtime.enter();
        [SignalKind::interrupt(), SignalKind::terminate()].map(|kind| signal(kind).unwrap())
    };
    let [mut interrupt, mut terminate] = listen();
    thread::spawn(move || {
        runtime.block_on(async {
            tokio::select! { _ = interrupt.recv() => (), _ = terminate.recv() => () }
        });
        let _ = teller.send(News::Stop);
    });
}
