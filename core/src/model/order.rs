//! Orders, their lines, and what became of each (standing order, cycle) pair.

use super::customer::Address;
use super::why::Why;
use crate::store::{Value, json_field, name_field, record};
use crate::value::{
    CustomerId, CycleId, EnterpriseId, Label, Money, OrderId, PaymentMethodId, Quantity,
    ShippingMethodId, StandingOrderId, VariantId,
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

name_field! {
    /// Where an order stands.
    OrderState {
        /// Made ahead, waits for its cycle to open; it holds no stock yet (R27).
        Ahead = "ahead",
        /// Generated, waits for close, editable; it holds its stock.
        Pending = "pending",
        /// Placed: it charges.
        Placed = "placed",
        /// Packed and handed over.
        Fulfilled = "fulfilled",
        /// Cancelled; it holds and charges nothing.
        Cancelled = "cancelled",
    }

    /// Where an order came from.
    Origin {
        /// A standing order.
        Standing = "standing",
        /// The shop's own checkout.
        Shop = "shop",
        /// Staff, by hand.
        Manual = "manual",
    }

    /// What became of one (standing order, cycle) pair.
    OutcomeKind {
        /// An order was made.
        Generated = "generated",
        /// Its lines joined another order of the customer.
        Combined = "combined",
        /// Nothing of it was available: no order.
        Empty = "empty",
        /// The customer or staff left this cycle out.
        Skipped = "skipped",
        /// It was paused.
        Paused = "paused",
        /// No line was due in this cycle.
        NotDue = "not_due",
        /// Its distributor is not in the cycle.
        NotDistributed = "not_distributed",
        /// The cycle came and went while nothing ticked.
        Missed = "missed",
        /// It could not be worked off; it is tried again until close.
        Failed = "failed",
    }
}

impl OutcomeKind {
    /// Whether the pair is settled for good: no later tick looks at it again while the cycle is
    /// open (R21). Skips and pauses can be taken back, failures heal.
    pub fn is_final(self) -> bool {
        use OutcomeKind::{Combined, Empty, Generated, Missed};
        matches!(self, Generated | Combined | Empty | Missed)
    }
}

record! {
    /// What a customer gets in one cycle.
    pub struct Order in "orders" {
        /// Who sells.
        pub enterprise: EnterpriseId,
        /// Our id; that of a generated order derives from its pair (E1).
        pub id: OrderId,
        /// Where it came from.
        pub origin: Origin,
        /// Where it stands.
        pub state: OrderState,
        /// Whether it waits for staff and is not placed at close (R39).
        pub held: bool,
        /// Whether it was placed early by the customer's own confirmation (R34).
        pub confirmed: bool,
        /// Whether it came after its time (E5).
        pub late: bool,
        /// Whether staff should check the customer: his e-mail has several (R17).
        pub check_customer: bool,
        /// Whose.
        pub customer: CustomerId,
        /// In which cycle.
        pub cycle: CycleId,
        /// Who distributes it.
        pub distributor: EnterpriseId,
        /// The standing order that made it.
        pub standing_order: Option<StandingOrderId>,
        /// The host's shipping method.
        pub shipping_method: Option<ShippingMethodId>,
        /// The host's payment method.
        pub payment_method: Option<PaymentMethodId>,
        /// Where goods go.
        pub shipping_address: Option<Address>,
        /// The customer's note, printed on sheets (R17).
        pub note: Option<String>,
        /// What is charged beside the goods.
        pub fees: Vec<FeeCharged>,
        /// What a standing order's revision and its lines really disagree about (D8).
        pub conflicts: Vec<EditConflict>,
        /// The sum of the lines.
        pub item_total: Money,
        /// Lines and fees.
        pub total: Money,
        /// What it has charged to the customer's account; none: nothing yet, or it was taken back.
        pub charged: Option<Money>,
        /// When made.
        pub created_at: DateTime<Utc>,
        /// When placed.
        pub placed_at: Option<DateTime<Utc>>,
        /// Raised by every change.
        pub version: i64,
    }
    key ["id"];
    indexes {
        index "by_cycle" ["cycle", "id"];
        index "by_customer" ["customer", "created_at", "id"];
        index "by_standing_order" ["standing_order", "id"];
    }
}

json_field! { Vec<FeeCharged>, Vec<EditConflict> }

/// A fee as it was charged: rounded once (R28).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct FeeCharged {
    /// What the customer reads.
    pub name: Label,
    /// Who charges it.
    pub charged_by: EnterpriseId,
    /// How much.
    pub amount: Money,
    /// Whether the host quoted it (shipping, payment): then it is never reckoned again.
    #[serde(default)]
    pub quoted: bool,
}

/// Both the order and its standing order changed one line, to different quantities (R30).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct EditConflict {
    /// The line.
    pub variant: VariantId,
    /// What was generated.
    pub base: Quantity,
    /// What the order says; it stands until somebody settles it.
    pub order: Quantity,
    /// What the standing order says now.
    pub revision: Quantity,
}

record! {
    /// One line of an order. It keeps what was asked, given and ordered (R24).
    pub struct OrderLine in "order_lines" {
        /// Who sells.
        pub enterprise: EnterpriseId,
        /// In which cycle.
        pub cycle: CycleId,
        /// Of which order.
        pub order: OrderId,
        /// Counts the order's lines from 1.
        pub position: u32,
        /// What.
        pub variant: VariantId,
        /// What the standing order, or the shopper, asked for.
        pub asked: Quantity,
        /// What there was for it when stock was shared out.
        pub given: Quantity,
        /// What the customer gets, after his own edits; 0 when taken out.
        pub ordered: Quantity,
        /// The price of one unit, fixed when the line came in (R24).
        pub price: Money,
        /// `price × ordered`, rounded once (R28).
        pub amount: Money,
        /// Whether the standing order asked for it, so that its revisions reach it (D8).
        pub standing: bool,
    }
    key ["cycle", "order", "position"];
}

record! {
    /// What became of one (standing order, cycle) pair, and why. Never silent.
    pub struct Outcome in "outcomes" {
        /// Whose.
        pub enterprise: EnterpriseId,
        /// The standing order.
        pub standing_order: StandingOrderId,
        /// The cycle.
        pub cycle: CycleId,
        /// What became of it.
        pub kind: OutcomeKind,
        /// Why, with the rule that decided.
        pub why: Why,
        /// The order that was made, or that its lines joined.
        pub order: Option<OrderId>,
        /// How often it failed.
        pub attempts: u32,
        /// Whether it came after its time (E5).
        pub late: bool,
        /// When.
        pub at: DateTime<Utc>,
        /// Raised by every change.
        pub version: i64,
    }
    key ["cycle", "standing_order"];
    indexes {
        index "by_standing_order" ["standing_order", "cycle"];
        index "by_kind" ["cycle", "kind", "standing_order"];
    }
}

impl Outcome {
    /// The key of a pair's outcome behind the enterprise.
    pub(crate) fn key(standing_order: StandingOrderId, cycle: CycleId) -> Vec<Value> {
        vec![cycle.into(), standing_order.into()]
    }
}

json_field! { Why }
