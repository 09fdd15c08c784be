//! The sheets of one round: what to pack for whom, and what to order from whom.

use super::{Book, Round, pounds};
use crate::data::Data;
use crate::table::{Table, wrapped};
use milkround::hub::order_book::OrderWithLines;
use milkround::model::order::OrderLine;
use milkround::value::{Money, Quantity, VariantId};
use std::collections::BTreeMap;

/// How wide the lines of an order may be.
const WIDE: usize = 62;

/// What goes to whom: by delivery run and customer code, what was asked where less is given.
pub fn packing_sheet(book: &Book, round: &Round) -> Table {
    let run = |with: &OrderWithLines| {
        let customer = book.customers.iter().find(|c| c.customer == with.order.customer);
        customer.and_then(|c| c.delivery_run.as_ref()).map(ToString::to_string).unwrap_or_default()
    };
    let mut orders: Vec<_> =
        round.placed().map(|with| (run(with), book.customer(with.order.customer), with)).collect();
    orders.sort_by(|a, b| (&a.0, &a.1).cmp(&(&b.0, &b.1)));
    let mut table = Table::new(&["Run", "Code", "Customer", ">Total", "To pack"]);
    let mut last = String::new();
    for (run, (code, name), with) in orders {
        let mut items: Vec<String> =
            with.lines.iter().filter_map(|line| item(book, line)).collect();
        if let Some(note) = &with.order.note {
            items.push(format!("“{note}”"));
        }
        let shown = if run == last { "" } else { run.as_str() };
        let mut lines = wrapped(&items, " · ", WIDE).into_iter();
        let first = lines.next().unwrap_or_default();
        table.row([shown, &code, &name, &pounds(with.order.total), &first]);
        for line in lines {
            table.row(["", "", "", "", &line]);
        }
        last = run;
    }
    table
}

/// One thing to pack: `2 Butter`, or `1 of 2 Butter` where less is given than was asked.
fn item(book: &Book, line: &OrderLine) -> Option<String> {
    match (line.given < line.asked, line.ordered.is_zero()) {
        (true, _) => {
            Some(book.some(format_args!("{} of {}", line.ordered, line.asked), &line.variant))
        }
        (false, true) => None,
        (false, false) => Some(book.some(line.ordered, &line.variant)),
    }
}

/// What each producer has to bring, and what that comes to.
pub fn producer_totals(data: &Data, book: &Book, round: &Round) -> Table {
    let mut sums: BTreeMap<&VariantId, (Quantity, Money)> = BTreeMap::new();
    let lines = round.placed().flat_map(|with| &with.lines);
    for line in lines.filter(|line| !line.ordered.is_zero()) {
        let zero = (Quantity::ZERO, line.amount.currency().zero());
        let (quantity, amount) = sums.entry(&line.variant).or_insert(zero);
        *quantity = quantity.plus(line.ordered).unwrap_or(*quantity);
        *amount = amount.plus(line.amount).unwrap_or(*amount);
    }
    let mut table = Table::new(&["Producer", "Product", ">Value"]);
    for producer in &data.producers {
        let own = sums.iter().filter(|(id, _)| {
            let supplier = book.variants.get(**id).and_then(|variant| variant.supplier.as_ref());
            supplier.is_some_and(|supplier| supplier.as_str() == producer.id)
        });
        let own: Vec<_> = own.collect();
        let all = own.iter().map(|(_, (_, amount))| *amount);
        let Some(sum) = all.reduce(|sum, amount| sum.plus(amount).unwrap_or(sum)) else {
            continue;
        };
        table.row([producer.name.as_str(), "", &pounds(sum)]);
        for (id, (quantity, amount)) in own {
            table.row(["", &book.some(quantity, id), &pounds(*amount)]);
        }
    }
    table
}
