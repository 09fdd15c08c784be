//! The [contract](milkround_core::store) clause by clause: one function a clause, which panics
//! where a store breaks it.

mod scope;
mod transactions;
mod values;
mod walks;
mod writes;

pub use scope::*;
pub use transactions::*;
pub use values::*;
pub use walks::*;
pub use writes::*;

use crate::tables::ITEMS;
use milkround_core::store::{Access, Query, Row, Scope, Store, Transaction, Value};
use milkround_core::{Code, Error};
use std::sync::Arc;

/// Somewhere to keep rows: opening it again finds what was committed.
pub trait Place {
    /// Opens it, with the tables of [`tables`](crate::tables) made.
    fn open(&self) -> Arc<dyn Store>;
}

/// Makes a `#[test]` of each clause for the store that `$place`, an expression evaluated in each
/// test, gives as a [`Place`].
#[macro_export]
macro_rules! store_contract {
    ($place:expr) => { $crate::store_contract! { $place;
        rows_come_back_as_they_were
        texts_sort_bytewise
        null_comes_first
        whole_numbers_keep_64_bits
        dates_sort_however_far_apart
        values_of_another_kind_are_refused
        get_answers_in_the_order_of_the_keys
        find_answers_in_the_order_of_the_index
        a_prefix_fixes_the_first_columns
        a_query_may_name_several_values
        bounds_pass_over_null
        pages_make_up_the_walk
        a_page_begins_behind_a_row_that_is_gone
        filters_mean_what_holds_says
        a_limit_ends_the_walk
        count_goes_no_further_than_asked
        sum_is_exact_and_in_order
        sum_of_nothing_is_nothing
        queries_that_do_not_fit_are_refused
        calls_take_many_rows_at_once
        a_query_of_one_enterprise_answers_for_that_alone
        insert_answers_false_for_a_known_key
        insert_answers_for_each_row_of_a_large_batch
        insert_new_refuses_a_known_key
        another_unique_index_fails_the_insert
        null_equals_nothing_in_a_unique_index
        update_needs_the_version_before
        update_without_versions_needs_the_row
        update_moves_the_row_in_its_indexes
        update_may_not_take_what_is_unique
        a_table_of_keys_alone_can_be_updated
        add_applies_deltas_in_order
        add_moves_the_row_in_its_indexes
        add_refuses_what_leaves_64_bits
        delete_counts_the_rows_there_were
        hold_answers_as_get_does
        reading_is_confined_to_the_scope
        writing_outside_of_the_scope_is_refused
        enterprises_come_one_after_the_other
        empty_scopes_and_calls_answer_nothing
        what_is_dropped_never_was
        a_transaction_sees_its_own_writes
        nobody_sees_what_is_not_committed
        a_reader_sees_one_state
        a_failed_call_ends_the_transaction
        reading_writes_and_holds_nothing
        what_is_committed_lasts
        threads_that_add_lose_nothing
        a_held_row_is_passed_over_or_waited_for
        holders_come_one_after_the_other
    } };
    ($place:expr; $($clause:ident)+) => {$(
        #[test]
        fn $clause() {
            $crate::contract::$clause(&$place);
        }
    )+};
}

pub(crate) fn read(store: &dyn Store) -> Box<dyn Transaction + '_> {
    store.begin(&Scope::All, Access::Read).expect("a transaction")
}

pub(crate) fn write(store: &dyn Store) -> Box<dyn Transaction + '_> {
    store.begin(&Scope::All, Access::Write).expect("a transaction")
}

/// Inserts and commits rows of [`ITEMS`].
pub(crate) fn fill(store: &dyn Store, rows: &[Row]) {
    let mut tx = write(store);
    let inserted = tx.insert(&ITEMS, rows).expect("inserted");
    assert!(inserted.iter().all(|new| *new));
    tx.commit().expect("committed");
}

pub(crate) fn find(store: &dyn Store, q: &Query) -> Vec<Row> {
    read(store).find(q).expect("found")
}

/// All rows of [`ITEMS`] in the order of the key.
pub(crate) fn items(store: &dyn Store) -> Vec<Row> {
    find(store, &Query::on(&ITEMS, "primary"))
}

/// The low parts of the ids of rows of [`ITEMS`].
pub(crate) fn ids(rows: &[Row]) -> Vec<u128> {
    let id = |row: &Row| match row[1] {
        Value::Id(id) => id.as_u128(),
        _ => panic!("{row:?} has no id"),
    };
    rows.iter().map(id).collect()
}

pub(crate) fn refused<T: std::fmt::Debug>(answer: Result<T, Error>, code: Code) -> Error {
    let error = answer.expect_err("refused");
    assert_eq!(error.code(), code, "{error}");
    let message = error.message();
    assert!(!message.starts_with(char::is_uppercase), "{message}");
    error
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_macro_names_every_clause() {
        let files = [
            include_str!("contract/values.rs"),
            include_str!("contract/walks.rs"),
            include_str!("contract/writes.rs"),
            include_str!("contract/scope.rs"),
            include_str!("contract/transactions.rs"),
        ];
        let clauses = files.iter().flat_map(|file| file.lines()).filter_map(|line| {
            line.strip_prefix("pub fn ")?.split_once("(place: &dyn Place)").map(|(name, _)| name)
        });
        let listed = include_str!("contract.rs");
        let (_, listed) = listed.split_once("store_contract! { $place;").unwrap();
        let (listed, _) = listed.split_once('}').unwrap();
        let listed: Vec<_> = listed.split_whitespace().collect();
        assert_eq!(clauses.collect::<Vec<_>>(), listed);
    }
}
