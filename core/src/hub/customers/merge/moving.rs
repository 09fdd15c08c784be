//! Moving what is a customer's to another (A6). Whatever table names a customer has its line in
//! [`move_all`].

use crate::error::Result;
use crate::hub::context::Cx;
use crate::hub::customers::contacts::{contacts_of, must_be_new};
use crate::hub::ledger::transfer::{self, Way};
use crate::hub::notices::retell;
use crate::hub::{past_orders, saved_lists, selections};
use crate::model::customer::contact::Contact;
use crate::model::customer::{Customer, CustomerNote};
use crate::model::join_request::JoinRequest;
use crate::model::notice::{DueKind, Notice, NoticeState};
use crate::model::order::Order;
use crate::model::standing_order::StandingOrder;
use crate::store::{Filter, Query, Record};
use crate::value::CustomerId;
use serde_json::json;

/// How many rows are moved at a time.
const STRETCH: u32 = 200;

/// Moves all that is a customer's, table by table. His own row is the caller's.
pub(super) fn move_all(cx: &mut Cx<'_>, way: Way, into: &Customer) -> Result<()> {
    orders(cx, way)?;
    standing_orders(cx, way)?;
    transfer::move_all(cx, way)?;
    notes(cx, way)?;
    contacts(cx, way, into)?;
    join_requests(cx, way)?;
    stubs(cx, way)?;
    past_orders::turn(cx, way.from, way.to)?;
    saved_lists::turn(cx, way.from, way.to)?;
    selections::turn(cx, way.from, way.to)?;
    let undelivered = Filter::IsNot(Notice::TABLE.col("state"), NoticeState::Delivered.into());
    retell(cx, undelivered, way)?;
    cx.not_due(DueKind::Account, way.from)
}

/// Changes the rows of a query, a stretch at a time.
fn each<R: Record>(
    cx: &mut Cx<'_>,
    q: Query,
    turn: impl Fn(&mut Cx<'_>, &mut R) -> Result<()>,
) -> Result<()> {
    let home = cx.home()?;
    let mut q = q.limit(STRETCH);
    loop {
        let mut rows = cx.tx.find::<R>(&q)?;
        let Some(last) = rows.last() else { return Ok(()) };
        q.after = Some(q.table.pick(q.index, &cx.tx.row_of(last)));
        rows.iter_mut().try_for_each(|row| turn(cx, row))?;
        cx.tx.update(&home, &rows)?;
        cx.write_so_far()?;
    }
}

fn of<R: Record>(customer: CustomerId) -> Query {
    Query::on(R::TABLE, "by_customer").eq(customer)
}

fn orders(cx: &mut Cx<'_>, way: Way) -> Result<()> {
    each(cx, of::<Order>(way.from), |cx, order: &mut Order| {
        order.customer = way.to;
        order.version = order.version.saturating_add(1);
        cx.count_elsewhere(order, way.from);
        cx.log(order.id, json!({ "customer": way.to, "customer_before": way.from }))
    })
}

/// Turns one standing order to another customer; its orders stay where they are.
pub(in crate::hub::customers) fn turn(
    cx: &mut Cx<'_>,
    so: &mut StandingOrder,
    way: Way,
) -> Result<()> {
    so.customer = way.to;
    so.version = so.version.saturating_add(1);
    cx.count_standing_orders(way.from);
    cx.count_standing_orders(way.to);
    cx.log(so.id, json!({ "customer": way.to, "customer_before": way.from }))
}

fn standing_orders(cx: &mut Cx<'_>, way: Way) -> Result<()> {
    each(cx, of::<StandingOrder>(way.from), |cx, so: &mut StandingOrder| turn(cx, so, way))
}

fn notes(cx: &mut Cx<'_>, way: Way) -> Result<()> {
    each(cx, of::<CustomerNote>(way.from), |_, note: &mut CustomerNote| {
        note.customer = way.to;
        note.version = note.version.saturating_add(1);
        Ok(())
    })
}

/// Whom of the one's contacts the other has not, and whom he has, or is himself.
pub(super) fn contacts_to_move(
    cx: &mut Cx<'_>,
    from: CustomerId,
    into: &Customer,
) -> Result<(Vec<Contact>, Vec<Contact>)> {
    let mut known = contacts_of(cx, into.id)?;
    let (mut new, mut there) = (Vec::new(), Vec::new());
    for contact in contacts_of(cx, from)? {
        match must_be_new(into, &known, &contact) {
            Ok(()) => {
                known.push(contact.clone());
                new.push(contact);
            }
            Err(_) => there.push(contact),
        }
    }
    Ok((new, there))
}

fn contacts(cx: &mut Cx<'_>, way: Way, into: &Customer) -> Result<()> {
    let home = cx.home()?;
    let (mut new, there) = contacts_to_move(cx, way.from, into)?;
    for contact in &mut new {
        contact.customer = way.to;
        contact.version = contact.version.saturating_add(1);
    }
    cx.tx.update(&home, &new)?;
    let there = there.iter().map(|contact| vec![contact.id.into()]).collect();
    cx.tx.delete::<Contact>(&home, there).map(drop)
}

fn join_requests(cx: &mut Cx<'_>, way: Way) -> Result<()> {
    each(cx, of::<JoinRequest>(way.from), |_, wish: &mut JoinRequest| {
        wish.customer = Some(way.to);
        wish.version = wish.version.saturating_add(1);
        Ok(())
    })
}

/// Who was merged into the one before leads to the other now, in one step.
fn stubs(cx: &mut Cx<'_>, way: Way) -> Result<()> {
    each(cx, stubs_of(way.from), |_, stub: &mut Customer| {
        stub.merged_into = Some(way.to);
        stub.version = stub.version.saturating_add(1);
        Ok(())
    })
}

/// Those who were merged into a customer.
pub(in crate::hub::customers) fn stubs_of(customer: CustomerId) -> Query {
    Query::on(Customer::TABLE, "by_merged").eq(customer)
}
