//! Hostile: what must be refused and how. Wrong input, calls outside role and scope, bad files, bad days.
//! Whatever is sent, the answer is one of the closed list of faults, never `broken` and never the end of the program.

mod deletions;
mod desks;
mod facts;
mod forms;
mod fuzz;
mod ids;
mod lists;
mod misspelt;
mod night;
mod roles;
mod scene;
mod steps;
mod texts;
