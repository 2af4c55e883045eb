//! `take_enrolment`: the office's answer makes this desk one of the cell's; from here on people sign in.

use serde::{Deserialize, Serialize};
use store::Desk;
use store::exchange::PeerKind;
use store::keys::{Login, Slots};
use sync::bundle::{self, Kind, Section};
use ts_rs::TS;
use zeroize::Zeroizing;

use super::join_desk::{no_longer, unmark, waits};
use super::request::{cell_print, differs};
use crate::desk::{SignIn, SignedIn, refused, sign_in};
use crate::exchange::{desk_secret, files_of, raws, refused as bundle_refused};
use crate::{Failure, Host, Result, SystemWall, Wall};

#[derive(Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TakeEnrolment {
    /// The folder the office's disc or stick shows.
    pub dir: String,
    pub name: String,
    pub password: String,
    /// The cell's four groups as the office reads them out; without them the call says what the file claims.
    #[serde(default)]
    #[ts(optional)]
    pub cell: Option<String>,
}

#[derive(Clone, Debug, Serialize, TS)]
pub struct Enrolment {
    /// Compare it with the office before it is taken in.
    pub cell: String,
    pub signed_in: Option<SignedIn>,
}

pub fn take_enrolment(host: &Host, input: TakeEnrolment) -> Result<Enrolment> {
    let password = Zeroizing::new(input.password);
    let mut slots = Slots::load(&host.dir()).map_err(refused)?;
    let login = Login { name: input.name.trim(), password: &password };
    let unlocked = slots.unlock(login, SystemWall.now_ms()).map_err(refused)?;
    host.close_and_wait();
    let (desk, _) = Desk::open_any(&host.dir(), &unlocked.file_keys.keys)?;
    desk.read(waits)?.ok_or(Failure::DeskExists {})?;
    let root = look(&desk, &input.dir)?;
    let cell = cell_print(&root);
    let Some(said) = input.cell else { return Ok(Enrolment { cell, signed_in: None }) };
    if squeezed(&said) != squeezed(&cell) {
        return Err(differs("cell"));
    }
    join(&desk, (&input.dir, root), host)?;
    drop(desk);
    let signed_in = sign_in(host, SignIn { name: input.name, password: password.to_string() })?;
    Ok(Enrolment { cell, signed_in: Some(signed_in) })
}

fn squeezed(groups: &str) -> String {
    groups.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_uppercase()
}

fn look(desk: &Desk, dir: &str) -> Result<[u8; 32]> {
    let opened = bundle::open(files_of(dir, None)?, &*desk.read(desk_secret)?).map_err(bundle_refused)?;
    opened.whole().map_err(bundle_refused)?;
    let enrols = opened.manifest.kind == Kind::Enrolment;
    if enrols {
        Ok(opened.manifest.root)
    } else {
        Err(Failure::BadFile { problem: "no_enrolment".into() }.into())
    }
}

/// All of it in one transaction: a desk is in the cell with everything it needs, or it is not in it.
fn join(desk: &Desk, (dir, root): (&str, [u8; 32]), host: &Host) -> Result<()> {
    let demo = host.today.is_some();
    let secret = desk.read(desk_secret)?;
    let mut opened = bundle::open(files_of(dir, None)?, &secret).map_err(bundle_refused)?;
    if opened.manifest.demo != demo {
        return Err(if demo { Failure::DemoOnly {} } else { Failure::RealOnly {} }.into());
    }
    let (me, exporter, at_ms) = (opened.me, opened.manifest.exporter, opened.manifest.made_ms);
    let mut entries = vec![];
    for section in [Section::Key, Section::Changes] {
        for (_, items) in opened.blocks(section, 0) {
            let (read, broken) = raws(items.map_err(bundle_refused)?);
            if broken > 0 {
                return Err(Failure::BadFile { problem: "altered".into() }.into());
            }
            entries.extend(read);
        }
    }
    desk.act(|tx| -> Result<()> {
        tx.set_root(root)?;
        let peer = tx.peer(PeerKind::Desk, *exporter.desk.bytes())?;
        let batch = tx.take_in(&entries, (peer, at_ms))?;
        // The rules and the lists of people are read before anything else is listed.
        let touched: Vec<_> = batch.touched.iter().copied().collect();
        let law = domain::Law::default();
        tx.refresh(&touched, &|record, find| domain::project(record, &law, find))?;
        let authority = tx.authority()?;
        let certified = authority.desk(me).is_some_and(|card| card.cut.is_none());
        let known = authority.desk(exporter.desk).is_some_and(|card| card.sign == exporter.sign);
        if authority.root() != Some(root) || !certified || !known {
            return Err(Failure::BadFile { problem: "no_enrolment".into() }.into());
        }
        tx.set_stale()?;
        no_longer(tx)
    })?;
    unmark(desk.dir())
}
