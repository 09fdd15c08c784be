//! What is stored.
//!
//! Every root record has a version; children (lines, offers) are saved with their root.

pub mod author;
pub mod counter;
pub mod customer;
pub mod cycle;
pub mod enterprise;
pub mod facts;
pub mod join_request;
pub mod ledger;
pub mod notice;
pub mod order;
pub mod past_order;
pub mod saved_list;
pub mod schedule;
pub mod series;
pub mod standing_order;
pub mod variant;
pub mod why;

use crate::store::{Record, Table};

/// Every table, for the stores' migrations.
pub const TABLES: &[&Table] = &[
    enterprise::Enterprise::TABLE,
    customer::Customer::TABLE,
    customer::CustomerWord::TABLE,
    counter::Counter::TABLE,
    customer::CustomerField::TABLE,
    customer::CustomerValue::TABLE,
    customer::CustomerNote::TABLE,
    customer::Tag::TABLE,
    customer::CustomerTag::TABLE,
    customer::Selection::TABLE,
    customer::CustomerAlias::TABLE,
    customer::feed::FeedEntry::TABLE,
    customer::contact::Contact::TABLE,
    join_request::JoinRequest::TABLE,
    variant::Variant::TABLE,
    series::Series::TABLE,
    cycle::Cycle::TABLE,
    cycle::SeriesCycle::TABLE,
    cycle::Offer::TABLE,
    standing_order::StandingOrder::TABLE,
    standing_order::Pick::TABLE,
    cycle::Allocation::TABLE,
    order::Order::TABLE,
    order::OrderLine::TABLE,
    order::Outcome::TABLE,
    past_order::PastOrder::TABLE,
    saved_list::SavedList::TABLE,
    ledger::Posting::TABLE,
    ledger::Account::TABLE,
    notice::Notice::TABLE,
    notice::ChangeEntry::TABLE,
    notice::Due::TABLE,
    notice::Answer::TABLE,
];
