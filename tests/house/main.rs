//! The house's own rules, as far as a program can check them: arrows, budgets, names, words, generated and frozen files.
//! It does not know what the program does; it reads manifests and sources as text.
//! Called by `cargo xtask test` and `lint` (`cargo test --test house`).

mod allowed;
mod arrows;
mod budgets;
mod frozen;
mod generated;
mod mutants;
mod names;
mod openings;
mod policy;
mod ratio;
mod source;
mod words;
