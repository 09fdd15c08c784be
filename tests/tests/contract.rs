//! Every clause of the contract, for every store.

use milkround_core::store::{MemoryStore, Store};
use milkround_sqlite::SqliteStore;
use milkround_tests::contract::Place;
use milkround_tests::{store_contract, tables};
use std::sync::Arc;

/// A store that lives as long as the place: opening it again is the same store.
struct Shared(Arc<dyn Store>);

impl Place for Shared {
    fn open(&self) -> Arc<dyn Store> {
        Arc::clone(&self.0)
    }
}

struct File(tempfile::TempDir);

impl Place for File {
    fn open(&self) -> Arc<dyn Store> {
        let store = SqliteStore::open(self.0.path().join("hub.db")).unwrap();
        store.create_tables(tables::TABLES).unwrap();
        Arc::new(store)
    }
}

mod memory {
    use super::*;

    store_contract!(Shared(Arc::new(MemoryStore::default())));
}

mod sqlite {
    use super::*;

    store_contract!(File(tempfile::tempdir().unwrap()));
}

mod sqlite_in_memory {
    use super::*;

    fn place() -> Shared {
        let store = SqliteStore::open_in_memory().unwrap();
        store.create_tables(tables::TABLES).unwrap();
        Shared(Arc::new(store))
    }

    store_contract!(place());
}
