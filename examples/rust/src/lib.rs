//! Walk-throughs of Milkround, run by the tests.
