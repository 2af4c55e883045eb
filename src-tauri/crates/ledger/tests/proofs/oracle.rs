//! The same rules a second time, slowly: ancestors by walking, "who saw whom" as sets, values by definition instead
//! of in passing. Shares nothing with the fold but the types.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use ledger::{Authority, Entry, EntryId, Op, Record, Standing, Value, flag};

use crate::oracle_flows::{self, FlowView};

/// A value and where it comes from.
pub type Cell = (Value, EntryId, u32);

/// A value that nothing replaced; `None` where it was redacted.
type Held<'a> = (&'a Entry, u32, Option<Value>);

/// An item in effect with its op, or `None` where it was redacted.
type Item<'a> = (&'a Entry, u32, Option<&'a Op>);

/// What is compared.
#[derive(Debug, Default, PartialEq)]
pub struct View {
    pub fields: BTreeMap<String, Vec<Cell>>,
    pub sets: BTreeMap<String, Vec<Cell>>,
    pub lines: BTreeMap<String, Vec<(Cell, bool)>>,
    pub flows: BTreeMap<String, FlowView>,
    pub numbers: Vec<(String, EntryId, bool)>,
    pub same: Vec<(String, EntryId)>,
    pub hidden: bool,
    pub heads: BTreeSet<EntryId>,
    pub undone: BTreeSet<String>,
    pub powerless: Vec<EntryId>,
    pub waiting: BTreeSet<EntryId>,
    pub redacted: BTreeSet<String>,
    pub newer: bool,
    pub locked: bool,
}

pub fn view(record: &Record) -> View {
    let cell = |s: &ledger::Stamped<Value>| (s.value.clone(), s.stamp.entry, s.stamp.item);
    let cells = |all: &BTreeMap<String, Vec<ledger::Stamped<Value>>>| {
        all.iter().map(|(name, values)| (name.clone(), values.iter().map(cell).collect())).collect()
    };
    let line = |l: &ledger::Line| ((l.value.clone(), l.stamp.entry, l.stamp.item), l.corrected);
    let moves = |all: &[ledger::Move]| all.iter().map(|m| (m.stamp.entry, m.stamp.item)).collect();
    let flow = |f: &ledger::Flow| (f.at.clone(), moves(&f.moves), moves(&f.contested));
    View {
        fields: cells(&record.fields),
        sets: cells(&record.sets),
        lines: record
            .lines
            .iter()
            .map(|(name, all)| (name.clone(), all.iter().map(line).collect()))
            .collect(),
        flows: record.flows.iter().map(|(name, f)| (name.clone(), flow(f))).collect(),
        numbers: record.numbers.iter().map(|n| (n.number.clone(), n.stamp.entry, n.void)).collect(),
        same: record.same.iter().map(|s| (s.value.to_string(), s.stamp.entry)).collect(),
        hidden: record.hidden,
        heads: record.heads.iter().copied().collect(),
        undone: record.undone.iter().map(ToString::to_string).collect(),
        powerless: record.powerless.clone(),
        waiting: record.waiting.iter().copied().collect(),
        redacted: record.redacted.clone(),
        newer: record.newer,
        locked: record.locked,
    }
}

pub struct Oracle<'a> {
    pub order: Vec<&'a Entry>,
    pub seen: HashMap<EntryId, HashSet<EntryId>>,
    good: HashSet<EntryId>,
    redacted: HashMap<(EntryId, u32), (String, String)>,
    waiting: BTreeSet<EntryId>,
}

impl<'a> Oracle<'a> {
    pub fn of(entries: &'a [Entry], authority: &Authority) -> Option<Self> {
        let mut by_id: BTreeMap<EntryId, &Entry> = BTreeMap::new();
        by_id.extend(entries.iter().map(|entry| (entry.id, entry)));
        let seen: HashMap<_, _> = by_id.keys().map(|id| (*id, ancestors(*id, &by_id))).collect();
        let here = |id: &EntryId| by_id.contains_key(id);
        let placed: BTreeMap<_, _> =
            by_id.iter().filter(|(id, _)| seen[*id].iter().all(here)).map(|(i, e)| (*i, *e)).collect();
        let waiting = by_id.keys().filter(|id| !placed.contains_key(*id)).copied().collect();
        let good: HashSet<_> =
            placed.values().filter(|e| authority.standing(e) == Standing::Good).map(|e| e.id).collect();
        let order = ordered(&placed, &seen, &good);
        let mut oracle = Self { order, seen, good, redacted: HashMap::new(), waiting };
        oracle.redacted = oracle.redactions();
        (!oracle.good.is_empty()).then_some(oracle)
    }

    pub fn saw(&self, by: EntryId, what: EntryId) -> bool {
        self.seen[&by].contains(&what)
    }

    fn redactions(&self) -> HashMap<(EntryId, u32), (String, String)> {
        let approved = |entry: &&&Entry| {
            self.good.contains(&entry.id) && entry.usig.as_ref().is_some_and(|u| u.len() == 128)
        };
        let mut all = HashMap::new();
        for entry in self.order.iter().filter(approved) {
            for (_, op) in entry.ops() {
                if let Op::Redact { entry, item, kind, field, .. } = op {
                    all.entry((*entry, *item)).or_insert((kind.clone(), field.clone()));
                }
            }
        }
        all
    }

    /// Its effects are left out: some undo that is itself in effect names its deed and may take it back.
    pub fn out(&self, entry: &Entry) -> bool {
        self.order.iter().any(|undo| {
            let names =
                undo.ops().any(|(_, op)| matches!(op, Op::Undo { deed, .. } if *deed == entry.header.deed));
            let targets = || {
                self.order.iter().filter(|t| t.header.deed == entry.header.deed && self.saw(undo.id, t.id))
            };
            let ruled = || targets().filter(|t| self.good.contains(&t.id)).all(|t| self.may_undo(undo, t));
            let own = || targets().filter(|t| self.good.contains(&t.id)).all(|t| self.alone(undo, t));
            // Only the head of this cell governs.
            let governs = undo.header.account == crate::scene::account(crate::scene::HEAD);
            names
                && self.good.contains(&undo.id)
                && self.saw(undo.id, entry.id)
                && ruled()
                && (own() || governs)
                && !self.out(undo)
        })
    }

    fn may_undo(&self, undo: &Entry, target: &Entry) -> bool {
        let redacts = target.ops().any(|(_, op)| matches!(op, Op::Redact { .. }));
        !redacts && !target.has(flag::PIN) && (!target.has(flag::PERSON) || undo.has(flag::PERSON))
    }

    fn alone(&self, undo: &Entry, target: &Entry) -> bool {
        let own = undo.header.account;
        let stands_on =
            |e: &&&Entry| self.good.contains(&e.id) && self.saw(e.id, target.id) && self.saw(undo.id, e.id);
        target.header.account == own && self.order.iter().filter(stands_on).all(|e| e.header.account == own)
    }

    fn in_effect(&self) -> Vec<&'a Entry> {
        self.order.iter().copied().filter(|e| self.good.contains(&e.id) && !self.out(e)).collect()
    }

    fn items(&self) -> Vec<Item<'a>> {
        let of = |entry: &'a Entry| {
            entry.items.iter().map(move |item| {
                let op = item.op().filter(|_| !self.redacted.contains_key(&(entry.id, item.n())));
                (entry, item.n(), op)
            })
        };
        self.in_effect().into_iter().flat_map(of).collect()
    }

    /// `later` replaces `earlier`: its author had seen it, or it stands further down in the same entry.
    fn over(&self, later: (EntryId, u32), earlier: (EntryId, u32)) -> bool {
        self.saw(later.0, earlier.0) || later.0 == earlier.0 && later.1 > earlier.1
    }

    pub fn view(&self) -> View {
        let mut view = View { waiting: self.waiting.clone(), ..View::default() };
        let alive = self.in_effect();
        for entry in &self.order {
            let good = self.good.contains(&entry.id);
            if !good {
                view.powerless.push(entry.id);
            } else if !alive.iter().any(|a| a.id == entry.id) {
                view.undone.insert(entry.header.deed.to_string());
            }
            let unknown = good && entry.ops().any(|(_, op)| matches!(op, Op::Unknown { .. }));
            view.newer |= unknown;
            view.locked |= unknown && entry.has(flag::CRIT);
            let passed = self.order.iter().any(|other| other.header.parents.contains(&entry.id));
            view.heads.extend((!passed).then_some(entry.id));
        }
        self.values(&mut view);
        self.marks(&mut view, &alive);
        let good: Vec<_> = self.order.iter().copied().filter(|e| self.good.contains(&e.id)).collect();
        view.flows = oracle_flows::flows(self, &good);
        view
    }

    fn values(&self, view: &mut View) {
        let items = self.items();
        self.fields(view, &items);
        self.sets(view, &items);
        self.lines(view, &items);
    }

    /// Where an item of this kind stands and what it says there; nothing where it was redacted.
    fn named(&self, (entry, n, op): &Item<'_>, kind: &str) -> Option<(String, Option<Value>)> {
        match op {
            Some(Op::SetField { field, value } | Op::ResolveField { field, to: value, .. })
                if kind == "field.set" =>
            {
                Some((field.clone(), Some(value.clone())))
            }
            Some(Op::Add { set, value }) if kind == "set.add" => Some((set.clone(), Some(value.clone()))),
            Some(Op::Line { line, value, .. }) if kind == "line.add" => {
                Some((line.clone(), Some(value.clone())))
            }
            None => self
                .redacted
                .get(&(entry.id, *n))
                .filter(|(k, _)| k == kind)
                .map(|(_, field)| (field.clone(), None)),
            _ => None,
        }
    }

    fn fields(&self, view: &mut View, items: &[Item<'_>]) {
        let mut fields: BTreeMap<String, Vec<Held<'_>>> = BTreeMap::new();
        for item in items {
            let at = (item.0.id, item.1);
            let Some((field, value)) = self.named(item, "field.set") else { continue };
            let replaced = items.iter().any(|o| {
                self.named(o, "field.set").is_some_and(|(f, _)| f == field) && self.over((o.0.id, o.1), at)
            });
            if !replaced {
                fields.entry(field).or_default().push((item.0, item.1, value));
            }
        }
        for (field, mut values) in fields {
            values.sort_by_key(|(e, n, _)| {
                (2 - e.header.clk as u8, e.header.wall_ms, e.header.writer, e.header.seq, e.id, *n)
            });
            values.reverse();
            if values.iter().any(|(.., value)| value.is_none()) {
                view.redacted.insert(field.clone());
            }
            let mut shown: Vec<Cell> = Vec::new();
            for (entry, n, value) in values {
                let value = value.unwrap_or_default();
                if shown.iter().all(|(other, ..)| *other != value) {
                    shown.push((value, entry.id, n));
                }
            }
            view.fields.insert(field, shown);
        }
    }

    fn sets(&self, view: &mut View, items: &[Item<'_>]) {
        for item in items {
            let at = (item.0.id, item.1);
            match self.named(item, "set.add") {
                Some((set, None)) => drop(view.redacted.insert(set)),
                Some((set, Some(value))) if !self.removed(items, at, (&set, &value)) => {
                    let shown = view.sets.entry(set).or_default();
                    if shown.iter().all(|(other, ..)| *other != value) {
                        shown.push((value, at.0, at.1));
                    }
                }
                _ => {}
            }
        }
    }

    fn lines(&self, view: &mut View, items: &[Item<'_>]) {
        for item in items {
            let at = (item.0.id, item.1);
            let Some((line, value)) = self.named(item, "line.add") else { continue };
            let corrected = items.iter().any(|(_, _, op)| {
                matches!(op, Some(Op::Line { line: l, corrects: Some(c), .. }) if *c == at && *l == line)
            });
            if value.is_none() {
                view.redacted.insert(line.clone());
            }
            view.lines.entry(line).or_default().push(((value.unwrap_or_default(), at.0, at.1), corrected));
        }
    }

    fn removed(&self, items: &[Item<'_>], at: (EntryId, u32), (set, value): (&str, &Value)) -> bool {
        items.iter().any(|(e, n, op)| {
            matches!(op, Some(Op::Remove { set: s, value: v }) if s == set && v == value)
                && self.over((e.id, *n), at)
        })
    }

    fn marks(&self, view: &mut View, alive: &[&Entry]) {
        let items = self.items();
        let mut hides: Vec<(&Entry, u32, bool)> = Vec::new();
        for (entry, n, op) in &items {
            let at = (entry.id, *n);
            match op {
                Some(Op::Hide { hidden }) => {
                    let replaced = items
                        .iter()
                        .any(|(e, n, op)| matches!(op, Some(Op::Hide { .. })) && self.over((e.id, *n), at));
                    hides.extend((!replaced).then_some((*entry, *n, *hidden)));
                }
                Some(Op::Same { record, off: false }) => {
                    let replaced = items.iter().any(|(e, n, op)| {
                        matches!(op, Some(Op::Same { record: r, .. }) if r == record)
                            && self.over((e.id, *n), at)
                    });
                    if !replaced && view.same.iter().all(|(other, _)| *other != record.to_string()) {
                        view.same.push((record.to_string(), entry.id));
                    }
                }
                _ => {}
            }
        }
        hides.sort_by_key(|(e, n, _)| {
            (2 - e.header.clk as u8, e.header.wall_ms, e.header.writer, e.header.seq, e.id, *n)
        });
        view.hidden = hides.last().is_some_and(|(.., hidden)| *hidden);
        for entry in self.order.iter().filter(|e| self.good.contains(&e.id)) {
            for (_, op) in entry.ops() {
                if let Op::TakeNo { number, .. } = op {
                    view.numbers.push((number.clone(), entry.id, !alive.iter().any(|a| a.id == entry.id)));
                }
            }
        }
    }
}

fn ancestors(id: EntryId, all: &BTreeMap<EntryId, &Entry>) -> HashSet<EntryId> {
    let mut found = HashSet::new();
    let mut open = vec![id];
    while let Some(id) = open.pop() {
        for parent in all.get(&id).map(|e| e.header.parents.as_slice()).unwrap_or_default() {
            if found.insert(*parent) {
                open.push(*parent);
            }
        }
    }
    found
}

fn ordered<'a>(
    all: &BTreeMap<EntryId, &'a Entry>,
    seen: &HashMap<EntryId, HashSet<EntryId>>,
    good: &HashSet<EntryId>,
) -> Vec<&'a Entry> {
    let pinned = |e: &Entry| {
        all.values().any(|p| {
            p.has(flag::PIN) && good.contains(&p.id) && (p.id == e.id || seen[&p.id].contains(&e.id))
        })
    };
    let mut order: Vec<&Entry> = Vec::new();
    while order.len() < all.len() {
        let done: HashSet<_> = order.iter().map(|e| e.id).collect();
        let next = all
            .values()
            .filter(|e| !done.contains(&e.id) && e.header.parents.iter().all(|p| done.contains(p)))
            .min_by_key(|e| {
                let h = &e.header;
                (!pinned(e), h.clk, h.wall_ms, h.writer, h.seq, e.id)
            });
        order.extend(next);
    }
    order
}
