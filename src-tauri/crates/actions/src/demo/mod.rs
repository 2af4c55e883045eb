//! The demonstration desk: a root of its own, invented people and two years of work, made through the same acts as real work.
//! It does not know any rule: what an act refuses does not happen here either.
//! Called by `gonglian demo`, by the first start page and by the bench.

mod people;

pub use people::people;
