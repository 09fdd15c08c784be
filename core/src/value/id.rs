//! Names of things: the host's own ids, and ours.

use crate::error::{Code, Fault};
use crate::value::text::Text;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;
use uuid::Uuid;

/// The number by which an enterprise's rows are kept; the host's own id stands in one place only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EnterpriseNo(pub i64);

fn host_id(text: &str, what: &str) -> Result<Text, Fault> {
    let printable = text.bytes().all(|b| (0x20..0x7f).contains(&b));
    if text.is_empty() || text.len() > 64 || !printable || text.trim() != text {
        return Err(Fault::new(
            if text.is_empty() { Code::Required } else { Code::Malformed },
            format!(
                "`{}` is not {what} id: give the host's own id, 1 to 64 printable ASCII \
                 characters without a space at either end",
                crate::value::text::shorten(text)
            ),
            crate::value::text::shorten(text),
        ));
    }
    Ok(Text::new(text))
}

macro_rules! host_ids {
    ($($(#[doc = $doc:literal])+ $name:ident, $what:literal;)+) => {$(
        $(#[doc = $doc])+
        ///
        /// The host's own id, opaque to Milkround: 1 to 64 printable ASCII characters.
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "Text", into = "Text")]
        pub struct $name(Text);

        impl $name {
            /// Takes the host's id.
            ///
            /// # Errors
            /// `malformed` unless it is 1 to 64 printable ASCII characters, not padded.
            pub fn new(text: &str) -> Result<Self, Fault> {
                host_id(text, $what).map(Self)
            }

            /// The id as the host wrote it.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The shared text, for storing without a copy.
            pub fn shared(&self) -> Text {
                self.0.clone()
            }
        }

        impl TryFrom<Text> for $name {
            type Error = Fault;
            fn try_from(text: Text) -> Result<Self, Fault> {
                Self::new(&text)
            }
        }

        impl From<$name> for Text {
            fn from(id: $name) -> Text {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{:?}", &*self.0)
            }
        }
    )+};
}

host_ids! {
    /// A hub, shop or producer.
    EnterpriseId, "an enterprise";
    /// A sellable product variant of the host's shop.
    VariantId, "a variant";
    /// A person who signs in at the host.
    UserId, "a user";
    /// One of the host's shipping methods.
    ShippingMethodId, "a shipping method";
    /// One of the host's payment methods.
    PaymentMethodId, "a payment method";
}

macro_rules! own_ids {
    ($($(#[doc = $doc:literal])+ $name:ident;)+) => {$(
        $(#[doc = $doc])+
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
        #[derive(Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl From<$name> for Uuid {
            fn from(id: $name) -> Uuid {
                id.0
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }
    )+};
}

own_ids! {
    /// A customer of one enterprise.
    CustomerId;
    /// A person who acts for a customer beside himself.
    ContactId;
    /// Somebody's wish to become a customer.
    JoinRequestId;
    /// A series of order cycles.
    SeriesId;
    /// An order cycle.
    CycleId;
    /// A standing order.
    StandingOrderId;
    /// An order.
    OrderId;
    /// An entry of the ledger.
    PostingId;
    /// A notice in the outbox.
    NoticeId;
    /// An entry of the change log.
    ChangeId;
    /// A note of staff about a customer.
    NoteId;
    /// A message of the hub to several customers.
    MessageId;
    /// An order from before Milkround.
    PastOrderId;
    /// A customer's list of items.
    SavedListId;
}

/// Makes our own ids from the injected time and randomness: UUIDv7 (RFC 9562, 5.7), so that rows
/// made one after the other lie one after the other.
#[derive(Debug, Clone)]
pub struct IdSource {
    state: u64,
    last_ms: i64,
    count: u32,
    process: Option<u32>,
}

impl IdSource {
    /// Starts from a seed: the same seed and times give the same ids.
    pub fn new(seed: u64) -> Self {
        Self { state: seed, last_ms: i64::MIN, count: 0, process: None }
    }

    /// Says in which process it is now. In another than before, the child of a fork, the ids to come
    /// are others than the parent's.
    pub fn in_process(&mut self, process: u32) {
        if self.process.replace(process).is_some_and(|before| before != process) {
            self.state = self.state.wrapping_add(u64::from(process));
        }
    }

    /// SplitMix64 (Steele, Lea, Flood 2014): small, seedable, and nobody guesses a secret from it.
    fn random(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// The next id at this time. Ids of one source in one millisecond ascend (RFC 9562, 6.2).
    pub fn next(&mut self, now: DateTime<Utc>) -> Uuid {
        let ms = now.timestamp_millis();
        self.count = match ms == self.last_ms {
            true => self.count.saturating_add(1),
            false => 0,
        };
        self.last_ms = ms;
        let mut bytes = [0u8; 16];
        let [_, _, time @ ..] = ms.to_be_bytes();
        // 12 + 14 bits of counter stand before 48 random bits.
        let count = self.count.min(0x03ff_ffff);
        let high = ((count >> 14) as u16 & 0x0fff).to_be_bytes();
        let low = (count as u16 & 0x3fff).to_be_bytes();
        let [_, _, random @ ..] = self.random().to_be_bytes();
        for (to, from) in
            bytes.iter_mut().zip(time.into_iter().chain(high).chain(low).chain(random))
        {
            *to = from;
        }
        uuid::Builder::from_random_bytes(bytes).into_uuid_as(uuid::Version::SortRand)
    }
}

/// Sets version and variant bits, leaving the rest.
trait IntoUuidAs {
    fn into_uuid_as(self, version: uuid::Version) -> Uuid;
}

impl IntoUuidAs for uuid::Builder {
    fn into_uuid_as(self, version: uuid::Version) -> Uuid {
        self.with_variant(uuid::Variant::RFC4122).with_version(version).into_uuid()
    }
}

/// The id of the order that a standing order has in a cycle: the same pair, the same id.
///
/// UUIDv8 (RFC 9562, 5.8): the cycle's opening in milliseconds (48 bits), the standing order's
/// number (24 bits, so that a batch is inserted in the order of its key) and a hash of the pair.
pub fn generated_order_id(
    standing_order: StandingOrderId,
    number: i64,
    cycle: CycleId,
    opens_at: DateTime<Utc>,
) -> OrderId {
    let mut hash = Sha256::new();
    hash.update(standing_order.0.as_bytes());
    hash.update(cycle.0.as_bytes());
    let [_, _, time @ ..] = opens_at.timestamp_millis().to_be_bytes();
    let number = (number as u64 & 0xff_ffff) as u32;
    // 12 bits behind the version nibble, 12 bits behind the variant bits.
    let high = ((number >> 12) as u16).to_be_bytes();
    let low = (number as u16 & 0x0fff).to_be_bytes();
    let mut bytes = [0u8; 16];
    let digest = hash.finalize();
    let parts = time.into_iter().chain(high).chain(low).chain(digest.iter().copied());
    for (to, from) in bytes.iter_mut().zip(parts) {
        *to = from;
    }
    OrderId(uuid::Builder::from_bytes(bytes).into_uuid_as(uuid::Version::Custom))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(ms: i64) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(ms).unwrap()
    }

    #[test]
    fn host_ids_refuse_what_a_host_would_not_mean() {
        for good in ["1", "riverside", "8f1c-77", "a b"] {
            assert_eq!(EnterpriseId::new(good).unwrap().as_str(), good);
        }
        for bad in ["", " 1", "1 ", "é", "a\nb", &"x".repeat(65)] {
            let fault = EnterpriseId::new(bad).unwrap_err();
            assert!(fault.message.contains("1 to 64 printable ASCII"), "{}", fault.message);
        }
        assert!(serde_json::from_str::<EnterpriseId>(r#"" ""#).is_err());
    }

    #[test]
    fn ids_ascend_within_and_across_milliseconds() {
        let mut ids = IdSource::new(7);
        let mut all: Vec<_> = (0..1000).map(|_| ids.next(at(1_700_000_000_000))).collect();
        all.extend((1..1000).map(|ms| ids.next(at(1_700_000_000_000 + ms))));
        assert!(all.is_sorted());
        all.dedup();
        assert_eq!(all.len(), 1999);
        assert!(all.iter().all(|id| id.get_version_num() == 7));
        let mut again = IdSource::new(7);
        assert_eq!(again.next(at(1_700_000_000_000)), all[0]);
    }

    #[test]
    fn a_forked_source_makes_other_ids() {
        let mut ids = IdSource::new(7);
        ids.in_process(100);
        let mut same = ids.clone();
        let mut forked = [101, 102].map(|process| {
            let mut forked = ids.clone();
            forked.in_process(process);
            forked
        });
        same.in_process(100);
        let mut all = Vec::new();
        for _ in 0..1000 {
            let now = at(1_700_000_000_000);
            assert_eq!(ids.next(now), same.next(now));
            all.push(same.next(now));
            assert_eq!(ids.next(now), all[all.len() - 1]);
            all.extend(forked.iter_mut().flat_map(|forked| [forked.next(now), forked.next(now)]));
        }
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 5000);
    }

    proptest! {
        #[test]
        fn generated_ids_differ_by_pair_and_ascend_by_number(a in 0i64..100_000, b in 0i64..100_000) {
            let cycle = CycleId(Uuid::from_u128(9));
            let id = |n: i64| {
                generated_order_id(StandingOrderId(Uuid::from_u128(n as u128)), n, cycle, at(1_774_000_000_000))
            };
            prop_assert_eq!(id(a), id(a));
            prop_assert_eq!(a.cmp(&b), id(a).cmp(&id(b)));
            prop_assert_eq!(id(a).0.get_version_num(), 8);
        }
    }
}
