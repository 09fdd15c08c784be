//! The outbox, the change log, the work that is due, and the answers kept for repeated calls.

use super::author::Author;
use super::facts::Facts;
use crate::store::{json_field, name_field, record};
use crate::value::{ChangeId, CustomerId, CycleId, NoticeId, OrderId, Text};
use chrono::{DateTime, Utc};
use serde_json::Value as Json;
use uuid::Uuid;

name_field! {
    /// What a notice tells (F2).
    NoticeKind {
        /// A standing order's order is ready to be reviewed.
        OrderReady = "order_ready",
        /// Nothing of a standing order was available.
        NothingAvailable = "nothing_available",
        /// An order was placed.
        Placed = "placed",
        /// An order was changed by staff or by its standing order.
        Changed = "changed",
        /// An order was cancelled.
        Cancelled = "cancelled",
        /// An order is held and waits for staff.
        Held = "held",
        /// A cycle passed without this standing order.
        Missed = "missed",
        /// A standing order could not be worked off (to the hub).
        Failed = "failed",
        /// What became of a cycle's standing orders (to the hub).
        CycleSummary = "cycle_summary",
        /// Few cycles are left in a series with standing orders (to the hub, R14).
        SeriesEnding = "series_ending",
        /// Somebody asks to join (to the hub, A11).
        JoinRequested = "join_requested",
        /// A wish to join was approved.
        JoinApproved = "join_approved",
        /// A wish to join was refused (to who was a customer already).
        JoinRefused = "join_refused",
        /// What the hub has to say, in its own words (A8).
        Message = "message",
    }

    /// Where a notice stands.
    NoticeState {
        /// It waits for delivery.
        Waiting = "waiting",
        /// Someone is delivering it.
        Leased = "leased",
        /// It was delivered.
        Delivered = "delivered",
        /// It failed too often and waits for a person.
        Parked = "parked",
    }

    /// What kind of work is due. In the order in which one instant's work is done.
    DueKind {
        /// Close a cycle.
        Close = "close",
        /// Open a cycle.
        Open = "open",
        /// Look at a standing order again: made late, resumed, changed, or failed.
        Pair = "pair",
        /// Keep cycles ready in a series.
        Series = "series",
        /// Count a customer's standing orders anew: one has ended by its date.
        Account = "account",
    }
}

record! {
    /// Something to tell a customer or the hub, written with its cause (F1).
    pub struct Notice in "notices" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// Our id: deliver a notice once per id.
        pub id: NoticeId,
        /// What it tells.
        pub kind: NoticeKind,
        /// To whom; none: to the hub.
        pub customer: Option<CustomerId>,
        /// About which cycle.
        pub cycle: Option<CycleId>,
        /// About which order.
        pub order: Option<OrderId>,
        /// The facts to write it from.
        pub facts: Facts,
        /// Where it stands.
        pub state: NoticeState,
        /// When it may be delivered, or the lease ends.
        pub ready_at: DateTime<Utc>,
        /// Raised by every lease; who holds an older one cannot report any more.
        pub fence: i64,
        /// How often delivery failed.
        pub attempts: u32,
        /// Why it failed last.
        pub reason: Option<String>,
        /// When it was written.
        pub created_at: DateTime<Utc>,
    }
    key ["id"];
    indexes {
        index "by_state" ["state", "ready_at", "id"];
    }
}

json_field! { Json }

record! {
    /// Who changed what and when (A15).
    pub struct ChangeEntry in "changes" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// Our id, ascending in time.
        pub id: ChangeId,
        /// What was changed: the id of a customer, note, series, cycle, standing order or order.
        pub subject: Uuid,
        /// By which operation.
        pub operation: Text,
        /// By whom.
        pub by: Author,
        /// When.
        pub at: DateTime<Utc>,
        /// What it set: the changed fields with their new values.
        pub facts: Facts,
    }
    key ["id"];
    indexes {
        index "by_subject" ["subject", "id"];
    }
}

record! {
    /// Work that the tick will do at its time.
    pub struct Due in "due" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// What kind of work.
        pub kind: DueKind,
        /// The cycle, standing order or series.
        pub subject: Uuid,
        /// When.
        pub at: DateTime<Utc>,
        /// The time for which it was first due; `at` moves on with retries.
        pub since: DateTime<Utc>,
        /// How far it was worked off in earlier batches.
        pub cursor: Option<Uuid>,
    }
    key ["kind", "subject"];
    indexes {
        global "by_time" ["at", "enterprise_id", "kind", "subject"];
    }
}

record! {
    /// The answer of a call made with an idempotency key, for the same call made again.
    pub struct Answer in "answers" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// The caller's key.
        pub key: String,
        /// The operation.
        pub operation: Text,
        /// A hash of the input.
        pub input: String,
        /// The answer.
        pub response: Json,
        /// When.
        pub at: DateTime<Utc>,
    }
    key ["key"];
}
