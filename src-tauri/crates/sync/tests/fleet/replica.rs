//! The desk's side of an exchange, as the store has to keep it: what is sent, read back, lost and sent again.

use ledger::{EntryId, Stream};
use sync::Raw;
use sync::session::{Ahead, Cursor, Heads, Page, Place, Replica, Room, Taken, Want};

use super::{Crash, Desk, Intake};

impl Replica for Desk {
    type Error = Crash;

    fn wants(&mut self, heads: &Heads) -> Result<Vec<Want>, Crash> {
        let scope = self.scope.clone();
        let link = self.link(heads.hub);
        let want = |(stream, _): (&Stream, bool)| Want {
            stream: stream.clone(),
            cursor: link.cursor(stream),
            open: link.open.get(stream).is_some_and(|open| !open.is_empty()),
        };
        Ok(scope.all().map(want).collect())
    }

    fn cursors(&mut self, place: Place<'_>) -> Result<Vec<Cursor>, Crash> {
        let all = self.link(place.hub).cursors.get(place.stream);
        Ok(all.into_iter().flatten().rev().copied().collect())
    }

    fn take(&mut self, place: Place<'_>, page: &Page, ahead: Option<&mut Ahead<'_>>) -> Result<Taken, Crash> {
        // As early as it can be: what the hub said of the next page must change nothing in how this one is taken.
        if let Some(ahead) = ahead {
            ahead.page();
        }
        let mut taken = Taken::default();
        for placed in &page.entries {
            let intake = match &placed.raw {
                Some(raw) => self.intake(raw),
                None => self.own_copy(placed),
            };
            taken.new += u64::from(intake == Intake::New || intake == Intake::Waits);
            taken.aside += u64::from(intake == Intake::Aside);
            let n = self.known.get(&placed.id).copied();
            let link = self.link(place.hub);
            link.place(place.stream, (placed, intake != Intake::Aside));
            if intake != Intake::Aside && n.is_some_and(|n| link.deliver(place.stream, n)) {
                taken.confirmed += u64::from(intake == Intake::Known);
            }
        }
        let cursors = self.link(place.hub).cursors.entry(place.stream.clone()).or_default();
        cursors.extend(&page.cursors);
        if taken.new > 0 && place.stream.class() == "admin" {
            self.settle();
        }
        Ok(taken)
    }

    fn step_back(&mut self, place: Place<'_>, to: Cursor) -> Result<u64, Crash> {
        self.link(place.hub);
        let Self { known, links, .. } = self;
        let link = links.get_mut(&place.hub).expect("just made");
        link.cursors.entry(place.stream.clone()).or_default().retain(|cursor| cursor.pos <= to.pos);
        let places = link.places.entry(place.stream.clone()).or_default();
        let above = places.split_off((to.pos as usize).min(places.len()));
        let mut undelivered = 0;
        for (id, _) in above.into_iter().filter(|(_, good)| *good) {
            let left = link.placed.get_mut(&id).expect("placed once at least");
            *left -= 1;
            if *left == 0 {
                link.placed.remove(&id);
                link.sent.remove(&id);
                let n = known.get(&id);
                n.iter().for_each(|n| {
                    link.open.entry(place.stream.clone()).or_default().insert(**n);
                });
                undelivered += u64::from(n.is_some());
            }
        }
        Ok(undelivered)
    }

    fn unsent(&mut self, place: Place<'_>, room: Room) -> Result<Vec<Raw>, Crash> {
        self.link(place.hub);
        let link = &self.links[&place.hub];
        let open = link.open.get(place.stream).into_iter().flatten().map(|n| &self.log[*n]);
        let unsent = open.filter(|entry| !link.sent.contains(&entry.id) && !self.refused.contains(&entry.id));
        let mut bytes = 0;
        let fits = |raw: &Raw| {
            bytes += raw.len();
            bytes == raw.len() || bytes <= room.bytes
        };
        Ok(unsent.map(|entry| Raw::of(entry)).take(room.entries).take_while(fits).collect())
    }

    fn sent(&mut self, place: Place<'_>, ids: &[EntryId]) -> Result<(), Crash> {
        self.link(place.hub).sent.extend(ids);
        Ok(())
    }

    fn send_again(&mut self, place: Place<'_>) -> Result<u64, Crash> {
        self.link(place.hub);
        let log = &self.log;
        let link = self.links.get_mut(&place.hub).expect("just made");
        let open = link.open.get(place.stream).into_iter().flatten().map(|n| log[*n].id);
        let lost: Vec<EntryId> = open.filter(|id| link.sent.contains(id)).collect();
        lost.iter().for_each(|id| {
            link.sent.remove(id);
        });
        Ok(lost.len() as u64)
    }

    fn refused(&mut self, _: Place<'_>, id: EntryId, _: &str) -> Result<(), Crash> {
        self.refused.push(id);
        Ok(())
    }
}
