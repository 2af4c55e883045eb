//! Flows for the oracle: tries on a copy and throws the copy away, where the fold takes back step by step.

use std::collections::BTreeMap;

use ledger::{Entry, EntryId, Op};

use crate::oracle::Oracle;

/// Where it stands, the moves that stand, the contested ones.
pub type FlowView = (String, Vec<(EntryId, u32)>, Vec<(EntryId, u32)>);

#[derive(Clone)]
struct Ask {
    entry: EntryId,
    item: u32,
    flow: String,
    /// `None` for a resolve.
    from: Option<String>,
    to: String,
    adopts: Vec<EntryId>,
    lives: bool,
}

#[derive(Clone)]
struct Stop {
    after: Option<usize>,
    made: Vec<Ask>,
    adopted: Vec<EntryId>,
}

#[derive(Clone, Default)]
struct Line {
    stops: Vec<Stop>,
    contested: Vec<Ask>,
}

pub fn flows(oracle: &Oracle<'_>, good: &[&Entry]) -> BTreeMap<String, FlowView> {
    let mut lines: BTreeMap<String, Line> = BTreeMap::new();
    for entry in good {
        let asks = asks(entry, !oracle.out(entry));
        let mut tried = lines.clone();
        if asks.iter().all(|ask| tried.entry(ask.flow.clone()).or_default().accept(oracle, ask)) {
            lines = tried;
            for ask in asks.iter().filter(|ask| ask.lives && ask.from.is_none()) {
                let line = lines.entry(ask.flow.clone()).or_default();
                line.contested.retain(|other| !oracle.saw(ask.entry, other.entry));
            }
        } else {
            for ask in asks.into_iter().filter(|ask| ask.lives) {
                lines.entry(ask.flow.clone()).or_default().contested.push(ask);
            }
        }
    }
    lines.into_iter().filter_map(|(name, line)| Some((name, line.view()?))).collect()
}

fn asks(entry: &Entry, lives: bool) -> Vec<Ask> {
    let ask = |item, flow: &str, from, to: &str, adopts| {
        Some(Ask { entry: entry.id, item, flow: flow.into(), from, to: to.into(), adopts, lives })
    };
    entry
        .ops()
        .filter_map(|(item, op)| match op {
            Op::Move { flow, from, to } => ask(item, flow, Some(from.clone()), to, vec![]),
            Op::ResolveFlow { flow, to, adopts } => ask(item, flow, None, to, adopts.clone()),
            _ => None,
        })
        .collect()
}

impl Stop {
    fn lives(&self) -> bool {
        self.made.iter().any(|ask| ask.lives)
    }
    fn known(&self, oracle: &Oracle<'_>, by: EntryId) -> bool {
        let made = self.made.iter().any(|ask| ask.entry == by || oracle.saw(by, ask.entry));
        made || self.adopted.iter().any(|adopted| oracle.saw(by, *adopted))
    }
    fn known_living(&self, oracle: &Oracle<'_>, by: EntryId) -> bool {
        let made = self.made.iter().any(|ask| ask.lives && oracle.saw(by, ask.entry));
        made || self.lives() && self.adopted.iter().any(|adopted| oracle.saw(by, *adopted))
    }
}

impl Line {
    fn now(&self) -> Option<usize> {
        (0..self.stops.len()).filter(|i| self.stops[*i].lives()).max()
    }

    fn view(self) -> Option<FlowView> {
        let at = self.now().map(|now| self.stops[now].made[0].to.clone());
        if at.is_none() && self.contested.is_empty() {
            return None;
        }
        let moves = self.stops.iter().flat_map(|stop| &stop.made).filter(|ask| ask.lives);
        let moves = moves.map(|ask| (ask.entry, ask.item)).collect();
        Some((
            at.unwrap_or_default(),
            moves,
            self.contested.iter().map(|ask| (ask.entry, ask.item)).collect(),
        ))
    }

    fn accept(&mut self, oracle: &Oracle<'_>, ask: &Ask) -> bool {
        let own =
            (0..self.stops.len()).filter(|i| self.stops[*i].made.iter().any(|m| m.entry == ask.entry)).max();
        let adopted: Vec<_> =
            ask.adopts.iter().copied().filter(|id| oracle.seen[&ask.entry].contains(id)).collect();
        let adopted: Vec<_> =
            adopted.into_iter().filter(|id| oracle.order.iter().any(|e| e.id == *id)).collect();
        if self.leads_on(oracle, ask, own) {
            let after = own.or(self.now());
            self.stops.push(Stop { after, made: vec![ask.clone()], adopted });
            return true;
        }
        let Some(same) = (0..self.stops.len()).rev().find(|i| self.alike(oracle, ask, (own, *i))) else {
            return false;
        };
        self.stops[same].made.push(ask.clone());
        self.stops[same].adopted.extend(adopted);
        true
    }

    fn leads_on(&self, oracle: &Oracle<'_>, ask: &Ask, own: Option<usize>) -> bool {
        let now = self.now();
        if own.is_some() && own < now {
            return false;
        }
        let stand = own.or(now);
        let at = stand.map_or(String::new(), |i| self.stops[i].made[0].to.clone());
        let right_place = ask.from.as_ref().is_none_or(|from| *from == at);
        let knew = own.is_some() || stand.is_none_or(|i| self.stops[i].known_living(oracle, ask.entry));
        let rest = stand.map_or(0, |i| i + 1)..self.stops.len();
        right_place && knew && rest.into_iter().all(|i| self.stops[i].known(oracle, ask.entry))
    }

    fn alike(&self, oracle: &Oracle<'_>, ask: &Ask, (own, i): (Option<usize>, usize)) -> bool {
        let stop = &self.stops[i];
        let same =
            stop.made[0].from == ask.from && stop.made[0].to == ask.to && !stop.known(oracle, ask.entry);
        let comes_from = match (own, stop.after) {
            (Some(own), after) => after == Some(own),
            (None, None) => true,
            (None, Some(after)) => self.stops[after].known(oracle, ask.entry),
        };
        let now = self.now();
        let first = now.map_or(0, |now| now + 1);
        let revives = i >= first && (first..i).all(|k| self.stops[k].known(oracle, ask.entry));
        same && comes_from && (stop.lives() || !ask.lives || revives)
    }
}
