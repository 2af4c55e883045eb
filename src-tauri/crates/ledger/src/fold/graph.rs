//! The entries of one record in fold order, with exact ancestry.
//! Order: topological by parents; among ready entries by (not pinned, clk, wall, writer, seq, id).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::Rule;
use crate::{Entry, EntryId, Item, Standing, flag};

pub struct Graph<'a> {
    /// In fold order.
    places: Vec<Place<'a>>,
    /// Row `p` holds a bit for each place before `p` that its author had seen.
    seen: Vec<u64>,
    pub waiting: Vec<EntryId>,
    pub missing: Vec<EntryId>,
}

struct Place<'a> {
    entry: &'a Entry,
    effect: bool,
    /// A later entry names it as parent.
    passed: bool,
}

impl<'a> Graph<'a> {
    /// `None` if no entry that is in its place has an effect.
    pub fn of(entries: impl IntoIterator<Item = &'a Entry>, rule: &Rule<'_>) -> Option<Self> {
        let nodes = nodes(entries, rule)?;
        let edges = Edges::of(&nodes);
        let order = edges.ordered(&nodes);
        let waiting = edges.waiting(&nodes, &order);
        let mut graph = Self {
            places: Vec::with_capacity(order.len()),
            seen: Vec::with_capacity(row(order.len())),
            waiting,
            missing: edges.missing.clone(),
        };
        graph.place_all(&nodes, &edges, &order);
        graph.places.iter().any(|place| place.effect).then_some(graph)
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }
    pub fn entry(&self, place: usize) -> &'a Entry {
        self.places[place].entry
    }
    pub fn has_effect(&self, place: usize) -> bool {
        self.places[place].effect
    }
    /// Did the author at `by` know the entry at `what`, directly or through others?
    pub fn saw(&self, by: usize, what: usize) -> bool {
        what < by && self.seen[row(by) + what / 64] >> (what % 64) & 1 == 1
    }
    pub fn heads(&self) -> Vec<EntryId> {
        let mut heads: Vec<_> = self.places.iter().filter(|p| !p.passed).map(|p| p.entry.id).collect();
        heads.sort_unstable();
        heads
    }

    fn place_all(&mut self, nodes: &[Node<'a>], edges: &Edges, order: &[u32]) {
        let mut place_of = vec![usize::MAX; nodes.len()];
        for (place, &node) in order.iter().enumerate() {
            place_of[node as usize] = place;
            self.places.push(Place {
                entry: nodes[node as usize].entry,
                effect: nodes[node as usize].standing == Standing::Good,
                passed: false,
            });
            self.seen.resize(row(place + 1), 0);
            for &parent in edges.parents(node) {
                let parent = place_of[parent as usize];
                self.places[parent].passed = true;
                self.inherit(place, parent);
            }
        }
    }

    fn inherit(&mut self, place: usize, parent: usize) {
        let (before, own) = self.seen.split_at_mut(row(place));
        let theirs = &before[row(parent)..row(parent + 1)];
        own.iter_mut().zip(theirs).for_each(|(own, theirs)| *own |= theirs);
        own[parent / 64] |= 1 << (parent % 64);
    }
}

/// Where row `place` begins: rows grow by a word every 64 places.
fn row(place: usize) -> usize {
    let (full, rest) = (place / 64, place % 64);
    64 * full * (full + 1) / 2 + rest * (full + 1)
}

struct Node<'a> {
    entry: &'a Entry,
    standing: Standing,
}

/// One node an id, sorted by id; entries that claim another stream or noun than the opening one are powerless.
fn nodes<'a>(entries: impl IntoIterator<Item = &'a Entry>, rule: &Rule<'_>) -> Option<Vec<Node<'a>>> {
    let mut entries: Vec<&Entry> = entries.into_iter().collect();
    let record = entries.iter().map(|entry| entry.header.record).min()?;
    entries.retain(|entry| entry.header.record == record);
    entries.sort_unstable_by(|a, b| a.id.cmp(&b.id).then_with(|| preferred(a).cmp(&preferred(b))));
    entries.dedup_by_key(|entry| entry.id);
    let mut nodes: Vec<_> =
        entries.into_iter().map(|entry| Node { entry, standing: rule.standing(entry) }).collect();
    let opening =
        nodes.iter().filter(|node| node.standing == Standing::Good).map(|node| node.entry).min_by_key(
            |e| {
                let h = &e.header;
                (!h.parents.is_empty(), h.clk, h.wall_ms, h.writer, h.seq, e.id)
            },
        )?;
    for node in &mut nodes {
        let same = node.entry.header.stream == opening.header.stream
            && node.entry.header.noun == opening.header.noun;
        if node.standing == Standing::Good && !same {
            node.standing = Standing::Powerless;
        }
    }
    Some(nodes)
}

/// Of two copies of one entry: the more redacted, the opened, the more signed.
fn preferred(entry: &Entry) -> impl Ord {
    let redacted = entry.items.iter().filter(|item| matches!(item, Item::Redacted { .. })).count();
    let usig = entry.usig.as_deref().unwrap_or_default();
    (Reverse(redacted), Reverse(entry.items.len()), Reverse(usig), &entry.sig, &entry.body)
}

/// Who names whom, by node number.
struct Edges {
    parents: Vec<u32>,
    parents_from: Vec<u32>,
    children: Vec<u32>,
    children_from: Vec<u32>,
    /// Parents that must come first; one that is not here keeps a node waiting for ever.
    open: Vec<u32>,
    missing: Vec<EntryId>,
}

impl Edges {
    fn of(nodes: &[Node<'_>]) -> Self {
        let n = nodes.len();
        let mut edges = Self {
            parents: Vec::with_capacity(n),
            parents_from: Vec::with_capacity(n + 1),
            children: Vec::new(),
            children_from: vec![0; n + 1],
            open: Vec::with_capacity(n),
            missing: Vec::new(),
        };
        for node in nodes {
            edges.parents_from.push(edges.parents.len() as u32);
            for parent in &node.entry.header.parents {
                match nodes.binary_search_by(|other| other.entry.id.cmp(parent)) {
                    Ok(found) => edges.parents.push(found as u32),
                    Err(_) => edges.missing.push(*parent),
                }
            }
            let kept_back = u32::from(node.standing == Standing::Pending);
            edges.open.push(node.entry.header.parents.len() as u32 + kept_back);
        }
        edges.parents_from.push(edges.parents.len() as u32);
        edges.turn(n);
        edges
    }

    /// Children from parents: counted, summed, filled.
    fn turn(&mut self, n: usize) {
        self.parents.iter().for_each(|parent| self.children_from[*parent as usize + 1] += 1);
        for i in 0..n {
            self.children_from[i + 1] += self.children_from[i];
        }
        let mut next = self.children_from.clone();
        self.children = vec![0; self.parents.len()];
        for child in 0..n as u32 {
            for at in self.parents_from[child as usize]..self.parents_from[child as usize + 1] {
                let slot = &mut next[self.parents[at as usize] as usize];
                self.children[*slot as usize] = child;
                *slot += 1;
            }
        }
    }

    fn parents(&self, node: u32) -> &[u32] {
        &self.parents
            [self.parents_from[node as usize] as usize..self.parents_from[node as usize + 1] as usize]
    }
    fn children(&self, node: u32) -> &[u32] {
        &self.children
            [self.children_from[node as usize] as usize..self.children_from[node as usize + 1] as usize]
    }

    fn ordered(&self, nodes: &[Node<'_>]) -> Vec<u32> {
        let pinned = self.pinned(nodes);
        let key = |node: u32| {
            let h = &nodes[node as usize].entry.header;
            // Nodes are numbered by id, so the number breaks the last tie.
            Reverse((!pinned[node as usize], h.clk, h.wall_ms, h.writer, h.seq, node))
        };
        let mut open = self.open.clone();
        let mut ready: BinaryHeap<_> = self.free().map(key).collect();
        let mut order = Vec::with_capacity(nodes.len());
        while let Some(Reverse((.., node))) = ready.pop() {
            order.push(node);
            for &child in self.children(node) {
                open[child as usize] -= 1;
                if open[child as usize] == 0 {
                    ready.push(key(child));
                }
            }
        }
        order
    }

    fn free(&self) -> impl Iterator<Item = u32> {
        (0..self.open.len() as u32).filter(|node| self.open[*node as usize] == 0)
    }

    /// Nodes on which an issued document stands: with `pin` themselves, or below one that has it.
    fn pinned(&self, nodes: &[Node<'_>]) -> Vec<bool> {
        let pins = |node: &Node<'_>| node.standing == Standing::Good && node.entry.has(flag::PIN);
        let mut pinned: Vec<_> = nodes.iter().map(pins).collect();
        if !pinned.contains(&true) {
            return pinned;
        }
        let placed = self.placed();
        let mut stack: Vec<u32> = (0..nodes.len() as u32).filter(|n| pinned[*n as usize]).collect();
        stack.retain(|node| placed[*node as usize]);
        pinned.fill(false);
        while let Some(node) = stack.pop() {
            if !std::mem::replace(&mut pinned[node as usize], true) {
                stack.extend(self.parents(node));
            }
        }
        pinned
    }

    /// Nodes whose whole ancestry is here.
    fn placed(&self) -> Vec<bool> {
        let mut open = self.open.clone();
        let mut placed = vec![false; open.len()];
        let mut stack: Vec<u32> = self.free().collect();
        while let Some(node) = stack.pop() {
            placed[node as usize] = true;
            for &child in self.children(node) {
                open[child as usize] -= 1;
                if open[child as usize] == 0 {
                    stack.push(child);
                }
            }
        }
        placed
    }

    fn waiting(&self, nodes: &[Node<'_>], order: &[u32]) -> Vec<EntryId> {
        if order.len() == nodes.len() {
            return Vec::new();
        }
        let mut waits = vec![true; nodes.len()];
        order.iter().for_each(|node| waits[*node as usize] = false);
        nodes.iter().zip(waits).filter(|(_, waits)| *waits).map(|(node, _)| node.entry.id).collect()
    }
}
