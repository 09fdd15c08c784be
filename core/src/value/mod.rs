//! Small values that are valid from the moment they are made.
