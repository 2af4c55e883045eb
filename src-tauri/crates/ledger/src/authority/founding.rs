//! The first entries of a cell: a lone desk founds its own, and the root signs all but the writer's opening.

use ed25519_dalek::SigningKey;

use super::build::{
    account_ops, cell_ops, cell_record, desk_ops, grant_ops, letter_op, office_ops, office_record,
    open_writer_ops, writer_record,
};
use super::{Account, AccountKey, DeskCard, Grant, Office, ROOT_ACCOUNT};
use crate::format::{self, SEED};
use crate::{AccountId, Clk, DeedId, Draft, Entry, GrantId, Op, Pen, RecordId, Stream, TooBig, Value, flag};

/// The letter founding gives the first writer.
const FIRST_LETTER: &str = "A";

/// What a founding says. The first office is the one above all of the cell; the desk and accounts are its own.
#[derive(Clone, Debug)]
pub struct Founding {
    /// A demonstration root: real desks refuse it.
    pub demo: bool,
    pub wall_ms: u64,
    pub clk: Clk,
    pub deed: DeedId,
    /// At least one; the first is the top.
    pub offices: Vec<Office>,
    pub desk: DeskCard,
    pub accounts: Vec<FirstAccount>,
    pub grants: Vec<Grant>,
}

/// An account with the pair it made at the founding desk.
#[derive(Clone, Debug)]
pub struct FirstAccount {
    pub account: AccountId,
    pub person: RecordId,
    pub office: String,
    pub sign: [u8; 32],
    pub seal: [u8; 32],
}

impl Founding {
    /// Writes them with a fresh pen: first the writer's opening, then what the root signs.
    pub fn write(&self, pen: &mut Pen, root: &SigningKey) -> Result<Vec<Entry>, TooBig> {
        let mut seed = [0u8; SEED];
        getrandom::fill(&mut seed).expect("the system gives random bytes");
        self.write_seeded(pen, root, seed)
    }

    /// As `write`, with the salts of all entries drawn from one seed: the same founding gives the same bytes.
    pub fn write_seeded(
        &self,
        pen: &mut Pen,
        root: &SigningKey,
        seed: [u8; SEED],
    ) -> Result<Vec<Entry>, TooBig> {
        let drafts = self.drafts(pen, root.verifying_key().to_bytes());
        let mut entries: Vec<Entry> = Vec::with_capacity(drafts.len());
        for mut draft in drafts {
            // The letter stands on the writer's record, which its opening has begun.
            let before = entries.iter().filter(|entry| entry.header.record == draft.record);
            draft.parents = before.map(|entry| entry.id).collect();
            let signs = draft.flags & flag::PERSON != 0;
            let own_seed = format::salt(&seed, draft.k);
            entries.push(pen.write_seeded(draft, signs.then_some(root), own_seed)?);
        }
        Ok(entries)
    }

    fn drafts(&self, pen: &Pen, root: [u8; 32]) -> Vec<Draft> {
        let top = self.offices.first().map(|office| office.code.as_str()).unwrap_or_default();
        let own = writer_record(pen.writer);
        let mut drafts = vec![
            self.draft(("writer", "open_writer"), own, open_writer_ops(self.desk.record, pen.suite)),
            self.draft(("cell", "found"), cell_record(&root), cell_ops(&root, top, Value::Bool(self.demo))),
        ];
        for office in &self.offices {
            drafts.push(self.draft(("office", "delegate"), office_record(&office.code), office_ops(office)));
        }
        drafts.push(self.draft(("desk", "certify"), self.desk.record, desk_ops(&self.desk)));
        drafts.push(self.draft(("writer", "give_letter"), own, vec![letter_op(FIRST_LETTER)]));
        for first in &self.accounts {
            let account = first.listed(self.desk.record);
            drafts.push(self.draft(("account", "list"), RecordId(account.id.0), account_ops(&account)));
        }
        for grant in &self.grants {
            drafts.push(self.draft(("grant", "grant"), RecordId(grant.id.0), grant_ops(grant)));
        }
        number(&mut drafts);
        drafts
    }

    fn draft(&self, (noun, act): (&str, &str), record: RecordId, ops: Vec<Op>) -> Draft {
        let demo = if self.demo { flag::DEMO } else { 0 };
        let person = if act == "open_writer" { 0 } else { flag::PERSON };
        Draft {
            stream: Stream::admin(),
            record,
            noun: noun.to_owned(),
            act: act.to_owned(),
            parents: Vec::new(),
            wall_ms: self.wall_ms,
            clk: self.clk,
            account: AccountId::from_bytes(ROOT_ACCOUNT),
            grant: GrantId::from_bytes(ROOT_ACCOUNT),
            flags: demo | person,
            deed: self.deed,
            k: 1,
            n: 1,
            ops,
        }
    }
}

impl FirstAccount {
    fn listed(&self, desk: RecordId) -> Account {
        let keys = vec![AccountKey { desk, sign: self.sign, seal: self.seal }];
        Account { id: self.account, person: Some(self.person), office: self.office.clone(), keys }
    }
}

fn number(drafts: &mut [Draft]) {
    let n = u32::try_from(drafts.len()).unwrap_or(u32::MAX);
    (1u32..).zip(drafts).for_each(|(k, draft)| (draft.k, draft.n) = (k, n));
}
