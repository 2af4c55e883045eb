//! Stories: the program through its front door, one file a story.

mod appeal_round;
