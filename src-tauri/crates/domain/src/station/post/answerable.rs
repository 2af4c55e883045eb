//! Who answered for a station on a day, past days too.

use chrono::NaiveDate;

use super::Post;

/// Leader first, then as the team is read; within a kind by when they came.
pub fn answerable_on(posts: &[Post], day: NaiveDate) -> Vec<&Post> {
    let mut team: Vec<&Post> = posts.iter().filter(|p| p.holds_on(day)).collect();
    team.sort_by_key(|p| (p.facts.kind, p.facts.from_on, p.id));
    team
}
