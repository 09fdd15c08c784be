//! Who is meant by what is done to many customers at once (A8), a stretch at a time.

use super::list::{CustomerColumn, ListCustomers};
use crate::error::{Code, Error, Fault, Result, Violations};
use crate::hub::context::Cx;
use crate::hub::selections;
use crate::model::customer::{Customer, CustomerFilter};
use serde_json::Value as Json;

/// So many customers are worked off together.
const STRETCH: u32 = 1000;
/// So many one call may be about.
const MOST: u64 = 100_000;

/// The customers of a filter or of a kept selection, in the order in which they were made.
pub(super) struct Who {
    list: ListCustomers,
    over: bool,
    seen: u64,
}

impl Who {
    /// Whom a request means: exactly one of the two must be given, for no filter at all would be
    /// everybody.
    pub fn of(
        cx: &mut Cx<'_>,
        enterprise: &str,
        filter: Option<&CustomerFilter>,
        selection: Option<&str>,
    ) -> Result<Self> {
        let filter = match (filter, selection) {
            (Some(filter), None) => {
                all_must_be_here(cx, filter)?;
                filter.clone()
            }
            (None, Some(name)) => selections::load(cx, name)?.filter,
            _ => {
                let message = "say who is meant, by a `filter` or by a `selection`; a filter of \
                               nothing means everybody";
                let mut v = Violations::new();
                v.add("filter", Fault::new(Code::Required, message, Json::Null));
                return Err(v.into());
            }
        };
        let list = ListCustomers {
            enterprise: Some(enterprise.to_owned()),
            filter,
            sort_by: Some(CustomerColumn::CreatedAt),
            ..ListCustomers::default()
        };
        Ok(Self { list, over: false, seen: 0 })
    }

    /// The next of them, held for a change; none: that was all. The erased are passed over.
    pub fn next(&mut self, cx: &mut Cx<'_>) -> Result<Option<Vec<Customer>>> {
        if self.over {
            return Ok(None);
        }
        let page = self.list.hits(cx, Ok(STRETCH), false)?;
        self.over = page.next_page.is_none();
        self.list.after = page.next_page;
        self.seen = self.seen.saturating_add(page.hits.len() as u64);
        if self.seen > MOST {
            let message = format!("more than {MOST} customers are meant: narrow the filter");
            return Err(Error::new(Code::TooLong, message).at("filter"));
        }
        let home = cx.home()?;
        let keys = page.hits.iter().map(|hit| vec![hit.spot.id.into()]).collect();
        let mut found: Vec<Customer> = Vec::with_capacity(page.hits.len());
        found.extend(cx.tx.get_many::<Customer>(&home, keys)?.into_iter().flatten());
        found.retain(|customer| customer.erased_at.is_none());
        Ok(Some(found))
    }
}

/// Who is named must be there.
pub(crate) fn all_must_be_here(cx: &mut Cx<'_>, filter: &CustomerFilter) -> Result<()> {
    let home = cx.home()?;
    let named = filter.customers.as_deref().unwrap_or_default();
    let keys = named.iter().map(|id| vec![(*id).into()]).collect();
    let found = cx.tx.get_many::<Customer>(&home, keys)?;
    let mut v = Violations::new();
    let named = named.iter().zip(found);
    v.each("filter.customers", named, |v, (id, found)| {
        let here = found
            .is_some_and(|customer| customer.erased_at.is_none() && customer.merged_into.is_none());
        let gone = || {
            let message =
                format!("there is no customer `{id}` here, or he was merged: leave him out");
            Fault::new(Code::UnknownReference, message, id.to_string())
        };
        v.check("", if here { Ok(()) } else { Err(gone()) })
    });
    v.finish(Some(()))
}
