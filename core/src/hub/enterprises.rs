//! Enterprises and what they settle.

use super::context::{Cx, find_number};
use super::operation::{Reach, Transactional, raced};
use super::page::{self, pages};
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::model::customer::CodePattern;
use crate::model::cycle::Offer;
use crate::model::enterprise::{
    Combine, CustomerMay, Eligible, Enterprise, MissedCycle, MonthDay, Settings, Sharing,
    ShopAccess,
};
use crate::model::ledger::Posting;
use crate::model::order::Order;
use crate::model::schedule::CycleDay;
use crate::model::series::Series;
use crate::store::{Held, Home, Query, Record, Transaction, Value};
use crate::value::zone::Zone;
use crate::value::{Change, Currency, EnterpriseId, EnterpriseNo, Label};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Makes an enterprise known: `enterprises.create`. System only.
///
/// Errors: `already_exists`, `unknown_zone`, `unknown_currency`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateEnterprise {
    /// The host's id of it: 1 to 64 printable ASCII characters. It never changes.
    pub enterprise: String,
    /// Its name.
    pub name: String,
    /// The IANA zone of its dates and times, such as `Europe/London`.
    pub zone: String,
    /// The ISO 4217 code of its currency.
    pub currency: String,
    /// What it settles; the usual where nothing is said.
    #[serde(default)]
    pub settings: SettingsPatch,
}

/// What to settle anew; what is left out stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct SettingsPatch {
    /// Which date of a cycle counts for starts, ends, skips and pauses (R3).
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub cycle_day: Change<CycleDay>,
    /// The days on which the enterprise does not work: the whole list (R9).
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub holidays: Change<BTreeSet<NaiveDate>>,
    /// How scarce variants are shared (E2).
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub sharing: Change<Sharing>,
    /// What becomes of cycles that passed while nothing ticked (R25).
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub missed_cycle: Change<MissedCycle>,
    /// What becomes of a second order in a cycle (D11).
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub combine: Change<Combine>,
    /// Which variants standing orders may hold (D2).
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub eligible: Change<Eligible>,
    /// What customers may do (D13).
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub customer_may: Change<CustomerMay>,
    /// Minutes before close at which customers' own changes end; at most 40,320 (28 days) (D14).
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub customer_limit_minutes: Change<u32>,
    /// Whole cycles that a customer may skip in a season; null: any (R33).
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub skips_per_season: Change<Option<u32>>,
    /// The first day of a season, a day that every year has (R33).
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub season_starts: Change<MonthDay>,
    /// How customers are numbered that come to be without a code, such as `C{number:5}`; null or
    /// blank: not at all (A2).
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub customer_codes: Change<Option<String>>,
    /// Who may shop (A11); the host asks with `customers.may_shop`.
    #[serde(skip_serializing_if = "Change::is_keep")]
    pub shop_access: Change<ShopAccess>,
}

impl SettingsPatch {
    fn apply(&self, settings: &mut Settings, v: &mut Violations) -> Option<()> {
        let patch = self.clone();
        if let Change::To(minutes) = patch.customer_limit_minutes
            && minutes > 40_320
        {
            v.add(
                "customer_limit_minutes",
                Fault::new(
                    Code::OutOfRange,
                    format!("`{minutes}` is too long before close: give 0 to 40320"),
                    minutes,
                ),
            );
        }
        if let Change::To(MonthDay { month, day }) = patch.season_starts
            && !((1..=12).contains(&month) && (1..=28).contains(&day))
        {
            v.add(
                "season_starts",
                Fault::new(
                    Code::OutOfRange,
                    format!("`{month}-{day}` is not a day of every year: give month 1 to 12, day 1 to 28"),
                    format!("{month}-{day}"),
                ),
            );
        }
        if let Change::To(pattern) = &patch.customer_codes {
            let pattern = pattern.as_deref().filter(|text| !text.trim().is_empty());
            if let Some(pattern) = v.check_opt("customer_codes", pattern, CodePattern::new) {
                settings.customer_codes = pattern;
            }
        }
        if let Change::To(ShopAccess::Tagged { tags }) = &patch.shop_access
            && tags.is_empty()
        {
            let message = "give at least one tag: with none nobody could shop";
            v.add("shop_access.tags", Fault::new(Code::Required, message, serde_json::Value::Null));
        }
        patch.cycle_day.apply(&mut settings.cycle_day);
        patch.holidays.apply(&mut settings.holidays);
        patch.sharing.apply(&mut settings.sharing);
        patch.missed_cycle.apply(&mut settings.missed_cycle);
        patch.combine.apply(&mut settings.combine);
        patch.eligible.apply(&mut settings.eligible);
        patch.customer_may.apply(&mut settings.customer_may);
        patch.customer_limit_minutes.apply(&mut settings.customer_limit_minutes);
        patch.skips_per_season.apply(&mut settings.skips_per_season);
        patch.season_starts.apply(&mut settings.season_starts);
        patch.shop_access.apply(&mut settings.shop_access);
        v.is_empty().then_some(())
    }
}

impl Transactional for CreateEnterprise {
    const NAME: &'static str = "enterprises.create";
    const MUTATES: bool = true;
    type Response = Enterprise;

    fn reach(&self) -> Reach<'_> {
        Reach::New(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Enterprise> {
        if *cx.actor != super::Actor::System {
            return Err(Error::new(
                Code::NotAllowed,
                "only the system makes enterprises known: call it from the host's own code",
            ));
        }
        let mut v = Violations::new();
        let enterprise = v.check("enterprise", EnterpriseId::new(&self.enterprise));
        let name = v.check("name", Label::new(&self.name));
        let zone = v.check("zone", Zone::new(&self.zone));
        let currency = v.check("currency", Currency::new(&self.currency));
        let mut settings = Settings::default();
        v.within("settings", |v| self.settings.apply(&mut settings, v));
        let checked = || Some((enterprise?, name?, zone?, currency?));
        let (enterprise, name, zone, currency) = v.finish(checked())?;

        if find_number(cx.tx.raw(), &enterprise)?.is_some() {
            return Err(Error::new(
                Code::AlreadyExists,
                format!("the enterprise `{enterprise}` is known already: update it instead"),
            )
            .with("enterprise", enterprise));
        }
        let no = next_number(cx.tx.raw())?;
        let home = Arc::new(Home { no, id: enterprise.clone(), currency });
        let record = Enterprise {
            enterprise,
            name,
            zone,
            currency,
            settings,
            created_at: cx.now,
            version: 1,
        };
        // Nobody holds a row that is not there: another may have been first.
        let inserted = cx.tx.insert(&home, std::slice::from_ref(&record));
        match inserted.map_err(|e| (e.code(), e)) {
            Ok(new) if new == [true] => {}
            Ok(_) | Err((Code::AlreadyExists, _)) => {
                return Err(raced("another enterprise was made known at the same time"));
            }
            Err((_, e)) => return Err(e),
        }
        cx.settle(home, record.clone());
        Ok(record)
    }
}

/// The number behind the last. Whoever makes an enterprise known holds the last one's row, so that
/// those who do so at the same time come one after the other, however many they are.
#[doc(hidden)]
pub fn next_number(tx: &mut dyn Transaction) -> Result<EnterpriseNo> {
    let mut held = None;
    loop {
        let last = Query::on(Enterprise::TABLE, "primary").backwards().limit(1);
        let last = match tx.find(&last)?.first().and_then(|row| row.first()) {
            Some(Value::Int(no)) => *no,
            _ => return Ok(EnterpriseNo(1)),
        };
        if held == Some(last) {
            return Ok(EnterpriseNo(last.saturating_add(1)));
        }
        tx.hold(Enterprise::TABLE, &vec![last.into()], Held::Wait)?;
        held = Some(last);
    }
}

/// Reads one enterprise: `enterprises.get`.
///
/// Errors: `not_found`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct GetEnterprise {
    /// The host's id of it.
    pub enterprise: String,
}

impl Transactional for GetEnterprise {
    const NAME: &'static str = "enterprises.get";
    const MUTATES: bool = false;
    const FOR_CUSTOMERS: bool = true;
    type Response = Enterprise;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Enterprise> {
        cx.enterprise().cloned()
    }
}

/// Changes an enterprise: `enterprises.update`. What is left out stays. Series keep their own zone
/// (R2), so a new zone moves no cycle.
///
/// Errors: `conflict` for a stale version, `currency_fixed` (R20), `unknown_zone`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateEnterprise {
    /// The host's id of it.
    pub enterprise: String,
    /// The version that the caller saw; none: whatever is there.
    #[serde(default)]
    pub version: Option<i64>,
    /// Its name.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub name: Change<String>,
    /// Its zone.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub zone: Change<String>,
    /// Its currency, while no offer, order or entry of the ledger exists.
    #[serde(default, skip_serializing_if = "Change::is_keep")]
    pub currency: Change<String>,
    /// What it settles anew.
    #[serde(default)]
    pub settings: SettingsPatch,
}

impl Transactional for UpdateEnterprise {
    const NAME: &'static str = "enterprises.update";
    const MUTATES: bool = true;
    type Response = Enterprise;

    fn reach(&self) -> Reach<'_> {
        Reach::One(&self.enterprise)
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<Enterprise> {
        let mut changed = cx.enterprise()?.clone();
        if self.version.is_some_and(|seen| seen != changed.version) {
            return Err(Error::new(
                Code::Conflict,
                format!(
                    "the enterprise was changed meanwhile (version {}): load it again and decide anew",
                    changed.version
                ),
            )
            .with("version", changed.version));
        }
        let mut v = Violations::new();
        if let Change::To(name) = &self.name
            && let Some(name) = v.check("name", Label::new(name))
        {
            changed.name = name;
        }
        if let Change::To(zone) = &self.zone
            && let Some(zone) = v.check("zone", Zone::new(zone))
        {
            changed.zone = zone;
        }
        let mut currency = changed.currency;
        if let Change::To(code) = &self.currency
            && let Some(new) = v.check("currency", Currency::new(code))
        {
            currency = new;
        }
        v.within("settings", |v| self.settings.apply(&mut changed.settings, v));
        v.finish(Some(()))?;
        if currency != changed.currency {
            must_have_no_amounts(cx, changed.currency)?;
            changed.currency = currency;
        }
        changed.version = changed.version.saturating_add(1);
        let old = cx.home()?;
        let home = Arc::new(Home { no: old.no, id: old.id.clone(), currency });
        cx.tx.update(&home, std::slice::from_ref(&changed))?;
        cx.settle(home, changed.clone());
        Ok(changed)
    }
}

/// R20: the currency is fixed once an offer, an order or an entry of the ledger exists.
fn must_have_no_amounts(cx: &mut Cx<'_>, currency: Currency) -> Result<()> {
    let offers = cx.tx.raw().count(&Query::on(Offer::TABLE, "primary"), 1)?;
    let orders = cx.tx.raw().count(&Query::on(Order::TABLE, "primary"), 1)?;
    let postings = cx.tx.raw().count(&Query::on(Posting::TABLE, "primary"), 1)?;
    let series = cx.tx.find::<Series>(&Query::on(Series::TABLE, "primary"))?;
    let template = series.iter().any(|s| s.template.outgoing.iter().any(|e| !e.offers.is_empty()));
    match offers + orders + postings > 0 || template {
        false => Ok(()),
        true => Err(Error::new(
            Code::CurrencyFixed,
            format!(
                "the currency stays {currency}, because offers, orders or entries are counted in it: make a \
                 new enterprise for another currency"
            ),
        )
        .at("currency")
        .with("currency", currency)),
    }
}

pages! {
    /// Enterprises, in the order in which they were made known.
    EnterprisePage of Enterprise;
}

/// Lists the enterprises that the actor manages: `enterprises.list`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ListEnterprises {
    /// How many: 1 to 1,000, usually 50.
    #[serde(default)]
    pub limit: Option<u32>,
    /// The `next_page` of the page before.
    #[serde(default)]
    pub after: Option<String>,
}

impl Transactional for ListEnterprises {
    const NAME: &'static str = "enterprises.list";
    const MUTATES: bool = false;
    type Response = EnterprisePage;

    fn reach(&self) -> Reach<'_> {
        Reach::Managed(&[])
    }

    fn execute(&self, cx: &mut Cx<'_>) -> Result<EnterprisePage> {
        let limit = page::limit_of(self.limit)?;
        let q =
            page::resume(Query::on(Enterprise::TABLE, "primary"), self.after.as_deref(), limit)?;
        let rows = cx.tx.find::<Enterprise>(&q)?;
        let (items, next_page) = page::cut(&q, |e| cx.tx.row_of(e), limit, rows);
        Ok(EnterprisePage { items, next_page })
    }
}
