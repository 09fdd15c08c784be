//! What Riverside Food Hub knows before its season: `data/riverside.json`.

use chrono::NaiveDateTime;
use milkround::hub::customers::CustomerFields;
use milkround::hub::enterprises::CreateEnterprise;
use milkround::hub::exchanges::{FeeInput, OfferInput, SupplyInput};
use milkround::hub::series::{ScheduleInput, TemplateExchangeInput, TemplateInput};
use milkround::hub::standing_orders::LineInput;
use milkround::hub::variants::VariantInput;
use milkround::model::schedule::CollectionRule;
use rust_decimal::Decimal;
use serde::Deserialize;
use std::collections::BTreeMap;

/// The hub, its goods and its people.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// When staff begin to set it up, on their own clocks.
    pub opens_for_business: NaiveDateTime,
    /// The hub.
    pub enterprise: CreateEnterprise,
    /// The name of its series.
    pub series: String,
    /// When its cycles open and close.
    pub schedule: ScheduleInput,
    /// Where goods are handed out.
    pub distributors: Vec<Distributor>,
    /// Who makes them.
    pub producers: Vec<Producer>,
    /// Who buys them.
    pub customers: Vec<CustomerFields>,
    /// What is wanted every week.
    pub standing_orders: Vec<Standing>,
}

/// A place where goods are handed out.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Distributor {
    /// Its id.
    pub distributor: String,
    /// When customers come.
    pub collection: CollectionRule,
    /// What it costs beside the goods.
    pub fees: Vec<FeeInput>,
}

/// A producer with his goods.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Producer {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it sells.
    pub products: Vec<Product>,
}

/// One thing to sell.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    id: String,
    name: String,
    category: String,
    price: Decimal,
    weight: Decimal,
    #[serde(default)]
    unit_step: Option<Decimal>,
    /// How much there is each week, by distributor; unlimited where nothing is said.
    #[serde(default)]
    stock: BTreeMap<String, Decimal>,
    /// The one distributor that has it, where not all have.
    #[serde(default)]
    only_at: Option<String>,
}

/// A standing order of the customer with this code.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// The customer's code.
    pub customer: String,
    /// Where he collects.
    pub distributor: String,
    /// From when on; none: at once.
    #[serde(default)]
    pub starts_on: Option<chrono::NaiveDate>,
    /// Until when; none: for good.
    #[serde(default)]
    pub ends_on: Option<chrono::NaiveDate>,
    /// Every how many rounds; usually each.
    #[serde(default)]
    pub every: Option<u32>,
    /// Printed on packing sheets.
    #[serde(default)]
    pub note: Option<String>,
    /// What.
    pub lines: Vec<LineInput>,
}

impl Data {
    /// The data set that comes with the examples.
    ///
    /// # Errors
    /// Where the file was edited into something that is not a hub's data.
    pub fn riverside() -> Result<Self, serde_json::Error> {
        serde_json::from_str(include_str!("../data/riverside.json"))
    }

    /// The hub's id.
    pub fn hub(&self) -> &str {
        &self.enterprise.enterprise
    }

    /// All goods, as Milkround wants to know them.
    pub fn variants(&self) -> Vec<VariantInput> {
        let of = |producer: &Producer| {
            let supplier = producer.id.clone();
            let variant = move |product: &Product| VariantInput {
                id: product.id.clone(),
                name: product.name.clone(),
                supplier: Some(supplier.clone()),
                category: Some(product.category.clone()),
                unit_step: product.unit_step,
                weight: Some(product.weight),
                tags: Vec::new(),
            };
            producer.products.iter().map(variant).collect::<Vec<_>>()
        };
        self.producers.iter().flat_map(of).collect()
    }

    /// What each cycle is made of: who supplies, who distributes what, and for how much.
    pub fn template(&self) -> TemplateInput {
        let exchange = |to: &Distributor| TemplateExchangeInput {
            distributor: to.distributor.clone(),
            collection: Some(to.collection.clone()),
            fees: to.fees.clone(),
            offers: self.offers(&to.distributor),
        };
        let supply = |producer: &Producer| SupplyInput {
            supplier: producer.id.clone(),
            variants: producer.products.iter().map(|product| product.id.clone()).collect(),
        };
        TemplateInput {
            outgoing: self.distributors.iter().map(exchange).collect(),
            incoming: self.producers.iter().map(supply).collect(),
        }
    }

    fn offers(&self, distributor: &str) -> Vec<OfferInput> {
        let products = self.producers.iter().flat_map(|producer| &producer.products);
        products
            .filter(|product| product.only_at.as_deref().is_none_or(|only| only == distributor))
            .map(|product| OfferInput {
                variant: product.id.clone(),
                price: product.price,
                stock: product.stock.get(distributor).copied(),
            })
            .collect()
    }
}
