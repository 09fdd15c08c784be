//! Small values that are valid from the moment they are made.
pub mod time;
pub mod zone;
