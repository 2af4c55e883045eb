//! Word between the two records of a hand-over. The desk above is the only one that holds both: it carries by itself, when
//! somebody signs in there and after every exchange, so that nobody has to remember it.

use std::collections::BTreeSet;

use domain::Ctx;
use domain::appeal::Appeal;
use domain::appeal::handing::{REPORT, Report, report};
use ledger::RecordId;
use store::{CardQuery, Reader};

use super::proof::{proof_op, unseen};
use crate::outcome::On;
use crate::{Error, Failure, Office, Result, Topic, Who};

/// Records that may have word to give or to get.
const OUT: [&str; 2] = ["handed_over", "answered_there"];
/// Pairs read in one go.
const PAGE: u32 = 200;

/// What it made stale; nothing is written where the two agree.
pub(crate) fn carry_word(office: &Office, who: &Who) -> Result<BTreeSet<Topic>> {
    // Whose grant does not reach every station's stream would write without power.
    let reaches = who.person.sees_business() && who.person.whole_office && who.person.office == office.code;
    if !reaches || office.desk.read(|r| r.authority())?.top() != office.code {
        return Ok(BTreeSet::new());
    }
    let mut changed = BTreeSet::new();
    for record in office.desk.read(|reader| out(reader, who))? {
        match carry(office, who, record) {
            Ok(topics) => changed.extend(topics),
            Err(error) if is_its_own(&error) => tracing::warn!(%record, %error, "A hand-over waits"),
            Err(error) => return Err(error),
        }
    }
    Ok(changed)
}

/// One pair that cannot be carried now keeps neither the others waiting nor the desk shut; it is tried again next time.
fn is_its_own(error: &Error) -> bool {
    let own = |failure: &Failure| matches!(failure, Failure::MovedOn { .. } | Failure::TooBig { .. });
    matches!(error, Error::Refused(_)) || matches!(error, Error::Failed(failure) if own(failure))
}

fn out(reader: &Reader<'_>, who: &Who) -> Result<Vec<RecordId>> {
    let mut found = BTreeSet::new();
    for flag in OUT {
        let query = CardQuery { scope: who.scope(), flag: Some(flag.into()), ..CardQuery::of("appeal") };
        let mut after = None;
        loop {
            let page = reader.cards(&query, after, PAGE)?;
            found.extend(page.rows.iter().map(|row| row.record));
            let Some(next) = page.next else { break };
            after = Some(next);
        }
    }
    Ok(found.into_iter().collect())
}

fn carry(office: &Office, who: &Who, giver: RecordId) -> Result<BTreeSet<Topic>> {
    let law = office.law();
    let ctx = Ctx { person: &who.person, today: office.wall.today(), law: &law };
    let Some((giver, taker, word)) = office.desk.read(|reader| word(reader, giver, &ctx))? else {
        return Ok(BTreeSet::new());
    };
    let outcome = office.perform(who, REPORT, |at| {
        for (record, ops) in [(&giver, word.giver), (&taker, word.taker)] {
            if !ops.is_empty() {
                at.change(&On { record: record.record.id, seen: record.record.heads.clone() }, ops)?;
            }
        }
        Ok(())
    })?;
    Ok(outcome.changed)
}

fn word(reader: &Reader<'_>, giver: RecordId, ctx: &Ctx<'_>) -> Result<Option<(Appeal, Appeal, Report)>> {
    let Some(record) = reader.record(giver)? else { return Ok(None) };
    let giver = Appeal::of(&record);
    let Some(there) = giver.handed_to() else { return Ok(None) };
    // 尚未收到: the record over there may come later than word of it.
    let Some(record) = reader.record(there)? else { return Ok(None) };
    let taker = Appeal::of(&record);
    if giver.record.locked || taker.record.locked {
        return Ok(None);
    }
    let mut word = report(&giver, &taker, ctx);
    word.taker.extend(proof_op(&unseen(&reader.entries(giver.record.id)?, &taker.record)?));
    let some = !(word.giver.is_empty() && word.taker.is_empty());
    Ok(some.then_some((giver, taker, word)))
}
