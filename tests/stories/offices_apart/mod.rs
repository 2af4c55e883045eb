//! Stories of several offices, each at a desk of its own, with discs between them.
//! They know no rule; what a call answers is what a story says about it.
//! Run with the stories.

mod city_staff;
mod enrolment;
mod hand_over;
