//! Customers who come, change and go: the feed of changes, archive and erase, who may shop.

use milkround_core::hub::customers::{
    CustomerChangesSince, CustomerFields, SetConsent, UpdateCustomer,
};
use milkround_core::model::customer::Consent;
use milkround_core::model::customer::feed::{CustomerChange, CustomerEvent};
use milkround_core::value::{Change, CustomerId};
use milkround_tests::shop::{HUB, Shop};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Follows the feed as a sync does, a page at a time.
#[derive(Default)]
struct Reader {
    since: i64,
    known: BTreeMap<CustomerId, CustomerChange>,
}

impl Reader {
    /// Reads one page; whether there are more.
    fn read(&mut self, shop: &Shop, limit: u32) -> bool {
        let since = CustomerChangesSince {
            enterprise: HUB.into(),
            since: Some(self.since),
            limit: Some(limit),
        };
        let page = shop.run(since).expect("a page");
        for item in page.items {
            assert!(item.number > self.since, "out of order: {item:?}");
            self.since = item.number;
            let known = self.known.contains_key(&item.customer);
            assert!(item.event != CustomerEvent::Added || !known, "added twice: {item:?}");
            match item.event {
                CustomerEvent::Gone => self.known.remove(&item.customer),
                _ => self.known.insert(item.customer, item),
            };
        }
        assert_eq!(page.next_since, self.since);
        page.more
    }
}

fn tagged(customer: CustomerId, tag: &str) -> UpdateCustomer {
    UpdateCustomer {
        enterprise: HUB.into(),
        customer,
        version: None,
        fields: CustomerFields { tags: Change::To(vec![tag.into()]), ..Default::default() },
        share_email: false,
    }
}

fn says(customer: CustomerId, consent: Consent) -> SetConsent {
    SetConsent { enterprise: HUB.into(), customer, version: None, consent }
}

/// One thing that happens at the hub, or a page that is read.
#[derive(Debug, Clone)]
enum Event {
    Come,
    Tag(usize, u8),
    Say(usize),
    Read(u32),
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let event = prop_oneof![
        Just(Event::Come),
        (any::<prop::sample::Index>(), any::<u8>()).prop_map(|(i, n)| Event::Tag(i.index(64), n)),
        any::<prop::sample::Index>().prop_map(|i| Event::Say(i.index(64))),
        (1_u32..4).prop_map(Event::Read),
    ];
    prop::collection::vec(event, 1..40)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..Default::default() })]

    /// However changes and pages are mixed, a reader who reads to the end knows what the hub knows.
    #[test]
    fn a10_a_reader_of_the_feed_misses_nothing(events in events()) {
        let shop = Shop::new("2026-03-01T08:00:00Z");
        let (mut made, mut reader) = (Vec::new(), Reader::default());
        for event in events {
            let of = |i: usize| (!made.is_empty()).then(|| made[i % made.len()]);
            match event {
                Event::Come => made.push(shop.customer(&format!("c{}", made.len()))),
                Event::Tag(i, n) => {
                    of(i).map(|id| shop.run(tagged(id, &n.to_string())).expect("a tag"));
                }
                Event::Say(i) => {
                    of(i).map(|id| shop.run(says(id, Consent::Given)).expect("a word"));
                }
                Event::Read(limit) => drop(reader.read(&shop, limit)),
            }
        }
        while reader.read(&shop, 2) {}
        let mut fresh = Reader::default();
        while fresh.read(&shop, 1000) {}
        let plain = |reader: &Reader| -> Vec<_> {
            let each = reader.known.values().cloned();
            each.map(|c| CustomerChange { event: CustomerEvent::Changed, ..c }).collect()
        };
        prop_assert_eq!(plain(&reader), plain(&fresh));
        prop_assert_eq!(fresh.known.len(), made.len());
    }
}
