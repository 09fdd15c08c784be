//! P13: tenants never see each other.

use milkround_core::store::MemoryStore;
use milkround_tests::tenants;
use std::sync::Arc;

#[test]
fn no_operation_shows_or_changes_what_is_somebody_elses() {
    tenants::never_see_each_other(60, || Arc::new(MemoryStore::default()));
}
