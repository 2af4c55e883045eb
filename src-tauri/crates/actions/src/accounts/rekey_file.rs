//! `rekey_file`: the whole file under a new key, when a copy of it may be in the wrong hands; `renew_sheet`: another
//! recovery sheet, when the first is lost or was never checked. Nobody's password is needed for either.
//! It does not know how keys are wrapped (`store::keys`). Called through `calls`, and by `remove_account`.

use std::sync::Arc;

use ledger::authority::AccountKey;
use ledger::authority::build::{key_op, office_account};
use ledger::{AccountId, RecordId, Stream};
use store::keys::{Sheet, Slots};

use super::list_accounts::administers;
use crate::desk::{Done, Founded, Nothing, public_of, refused, root_of};
use crate::error::OrMissing;
use crate::host::Session;
use crate::outcome::On;
use crate::perform::pen;
use crate::sealing::{handler_ops, secret_of, sheet_secret};
use crate::{Failure, Host, Office, Result, Who, backups, trace};

pub fn rekey_file(host: &Host, _: Nothing) -> Result<Done> {
    let session = host.session().ok_or(Failure::NotSignedIn {})?;
    administers(&session.who, "rekey_file")?;
    let slots = Slots::load(session.office.desk.dir()).map_err(refused)?;
    backups::before(&session.office, &session.who, "rekey_file")?;
    rekeyed(host, (session, slots), &[], |office, who| {
        trace::write(office, who, "rekey_file", ledger::Value::Null)
    })
}

/// Shown once, and counted as printed when two groups are typed back (`confirm_sheet`). The old sheet opens nothing
/// from now on; only the one of the founding carries the root of the cell, so that one is kept in the safe all the same.
pub fn renew_sheet(host: &Host, _: Nothing) -> Result<Founded> {
    let session = host.session().ok_or(Failure::NotSignedIn {})?;
    let (office, who) = (&session.office, &session.who);
    administers(who, "renew_sheet")?;
    let mut slots = Slots::load(office.desk.dir()).map_err(refused)?;
    trace::write(office, who, "renew_sheet", ledger::Value::Null)?;
    let (sheet, confirm) = slots.or_as_before(|slots| -> Result<_> {
        let sheet = slots.make_sheet(&office.desk.key()).map_err(refused)?;
        pass_on(office, who, &sheet)?;
        office.desk.act(|tx| tx.set_setting("sheet_confirmed", &false.into()))?;
        let confirm = sheet.ask_two()?;
        Ok((sheet, confirm))
    })?;
    let answer = Founded { sheet: sheet.groups(), confirm };
    host.wait_for(sheet, confirm);
    Ok(answer)
}

/// The new sheet can vouch for a forgotten password: its key is one of the renewer's own. A handler passes the office's
/// key for sealed matters on to it as well; anybody else has none to pass on.
fn pass_on(office: &Office, who: &Who, sheet: &Sheet) -> Result<()> {
    let code = who.person.office.clone();
    office.perform(who, "grant_role", |at| {
        let desk = at.tx.authority()?.desk_of(&pen(at.tx)?).or_missing("desk")?;
        let to = [(desk, public_of(&sheet_secret(sheet)))];
        let pair = AccountKey { desk, sign: root_of(sheet).verifying_key().to_bytes(), seal: to[0].1 };
        let record = RecordId(who.person.account.0);
        let seen = at.tx.heads(record)?;
        at.change(&On { record, seen }, vec![key_op(&pair)])?;
        let Ok(secret) = secret_of(at.tx, who, &code) else { return Ok(()) };
        let (grant, ops) = handler_ops((office_account(&code), &code), (&secret, &to), at.now_ms)?;
        at.open_as(grant, "grant", Stream::admin(), ops);
        Ok(())
    })?;
    Ok(())
}

/// Nobody else may use the file while it is written anew; `before` is written under the old key.
pub(super) fn rekeyed(
    host: &Host,
    (session, mut slots): (Arc<Session>, Slots),
    gone: &[AccountId],
    before: impl FnOnce(&Office, &Who) -> Result<()>,
) -> Result<Done> {
    let Session { office, who } = host.alone(session)?;
    before(&office, &who)?;
    let Office { desk, wall, code, .. } = office;
    let (desk, _) = slots.rekey(desk, gone).map_err(refused)?;
    host.seat(Session { office: Office::new(desk, wall, code)?, who });
    Ok(Done {})
}
