//! Builders that the stories share.
