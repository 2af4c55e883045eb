//! The desks of a cell as whoever keeps them sees them: who was silent for how long, what each holds, what is given and ended.

mod listed;
