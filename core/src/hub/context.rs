//! What an operation works with: the transaction, the time, the actor, and what it leaves behind.

use super::books::Books;
use super::operation::raced;
use super::{Actor, Caller, Hub, lock};
use crate::error::{Code, Error, Result};
use crate::model::customer::Customer;
use crate::model::enterprise::Enterprise;
use crate::model::facts::Facts;
use crate::model::notice::{ChangeEntry, Due, DueKind, Notice, NoticeKind, NoticeState};
use crate::store::{Access, Held, Home, Query, Record, Row, Scope, Table, Transaction, Tx, Value};
use crate::value::{
    ChangeId, Currency, CustomerId, CycleId, EnterpriseId, EnterpriseNo, NoticeId, OrderId, Text,
};
use chrono::{DateTime, Utc};
use serde::Serialize;
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// The transaction of one operation, and what it writes beside its records.
#[derive(Debug)]
pub struct Cx<'c> {
    /// The records.
    pub tx: Tx<'c>,
    /// The time, the same for the whole operation.
    pub now: DateTime<Utc>,
    /// Who calls.
    pub actor: &'c Actor,
    hub: &'c Hub,
    operation: Text,
    /// Into whom the customer who calls was merged.
    merged_into: Option<CustomerId>,
    enterprise: Option<(Arc<Home>, Enterprise)>,
    pub(super) books: Books,
    notices: Vec<Notice>,
    changes: Vec<ChangeEntry>,
    dues: BTreeMap<(DueKind, Uuid), DateTime<Utc>>,
}

/// A notice before it has an id.
#[derive(Debug, Clone)]
pub(crate) struct Tell {
    pub kind: NoticeKind,
    pub customer: Option<CustomerId>,
    pub cycle: Option<CycleId>,
    pub order: Option<OrderId>,
    pub facts: Facts,
}

const ENTERPRISES: &Table = Enterprise::TABLE;

/// The enterprises of these ids by their numbers, as far as they are there.
fn numbers_of<'e>(
    caller: &Caller<'_>,
    ids: &'e [EnterpriseId],
) -> Result<BTreeMap<EnterpriseNo, &'e EnterpriseId>> {
    let mut numbers = BTreeMap::new();
    for id in ids {
        match caller.hub.number_of(id) {
            Ok(no) => drop(numbers.insert(no, id)),
            Err(error) if error.code() == Code::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    Ok(numbers)
}

/// The number of the enterprise that the host knows by this id.
pub(crate) fn find_number(
    tx: &mut dyn Transaction,
    id: &EnterpriseId,
) -> Result<Option<EnterpriseNo>> {
    let q = Query::on(ENTERPRISES, "by_host_id").eq(Value::Text(id.shared())).limit(1);
    Ok(tx.find(&q)?.first().and_then(|row| home_of(row).ok()).map(|home| home.no))
}

/// The home that an enterprise's own row describes.
pub(crate) fn home_of(row: &Row) -> Result<Home> {
    let text = |name: &str| match row.get(ENTERPRISES.col(name).0) {
        Some(Value::Text(text)) => Ok(text),
        _ => Err(Error::corrupt("enterprises", format!("column `{name}` is no text"))),
    };
    let no = match row.first() {
        Some(Value::Int(no)) => EnterpriseNo(*no),
        _ => return Err(Error::corrupt("enterprises", "it has no number")),
    };
    Ok(Home {
        no,
        id: EnterpriseId::new(text("host_id")?)?,
        currency: Currency::new(text("currency")?)?,
    })
}

impl<'c> Cx<'c> {
    fn new(caller: &'c Caller<'_>, scope: &Scope, access: Access, operation: &str) -> Result<Self> {
        let hub = caller.hub;
        Ok(Self {
            tx: Tx::new(hub.store.begin(scope, access)?),
            now: hub.now(),
            actor: &caller.actor,
            hub,
            operation: Text::new(operation),
            merged_into: None,
            enterprise: None,
            books: Books::default(),
            notices: Vec::new(),
            changes: Vec::new(),
            dues: BTreeMap::new(),
        })
    }

    /// A transaction on one enterprise.
    ///
    /// Whoever writes holds the enterprise's own row first, so that the writers of one enterprise
    /// come one after the other, each on what the one before has left; those of different
    /// enterprises go side by side.
    pub(crate) fn of_one(
        caller: &'c Caller<'_>,
        id: &EnterpriseId,
        access: Access,
        operation: &str,
    ) -> Result<Self> {
        // A number that is known from before may be another's by now: that is looked up once.
        for _ in 0..2 {
            let no = caller.hub.number_of(id)?;
            let cx = match access {
                Access::Write => Self::in_turn(caller, no, operation, Held::Wait)?,
                Access::Read => {
                    let mut cx = Self::new(caller, &Scope::One(no), access, operation)?;
                    cx.find_home(no)?.then_some(cx)
                }
            };
            match cx {
                Some(cx) if cx.home()?.id == *id => return Ok(cx),
                _ => caller.hub.forget_numbers([id]),
            }
        }
        Err(Error::not_found("enterprise", id))
    }

    /// A transaction that writes on one enterprise; none, where another has its turn and is not
    /// waited for.
    pub(crate) fn in_turn(
        caller: &'c Caller<'_>,
        no: EnterpriseNo,
        operation: &str,
        held: Held,
    ) -> Result<Option<Self>> {
        let mut cx = Self::new(caller, &Scope::One(no), Access::Write, operation)?;
        let row = cx.tx.raw().hold(ENTERPRISES, &vec![Value::Int(no.0)], held)?;
        row.map(|row| cx.read_home(row).map(|()| cx)).transpose()
    }

    /// Reads an enterprise and makes it the operation's; `false` where there is none.
    fn find_home(&mut self, no: EnterpriseNo) -> Result<bool> {
        let rows = self.tx.raw().get(ENTERPRISES, &[vec![Value::Int(no.0)]])?;
        let row = rows.into_iter().next().flatten();
        Ok(row.map(|row| self.read_home(row)).transpose()?.is_some())
    }

    fn read_home(&mut self, row: Row) -> Result<()> {
        let home = Arc::new(home_of(&row)?);
        let enterprise = Enterprise::from_row(row, &home)?;
        self.settle(home, enterprise);
        Ok(())
    }

    /// A transaction on every enterprise, for making a new one.
    pub(crate) fn of_all(caller: &'c Caller<'_>, access: Access, operation: &str) -> Result<Self> {
        Self::new(caller, &Scope::All, access, operation)
    }

    /// A transaction on several enterprises; none named: on every one. Those that the store does not
    /// know are left out: a user may manage at the host what Milkround was never told of.
    pub(crate) fn of_some(
        caller: &'c Caller<'_>,
        named: Option<&[EnterpriseId]>,
        access: Access,
        operation: &str,
    ) -> Result<Self> {
        for _ in 0..2 {
            let numbers = named.map(|ids| numbers_of(caller, ids)).transpose()?;
            let scope = match &numbers {
                None => Scope::All,
                Some(numbers) => Scope::Some(numbers.keys().copied().collect::<Vec<_>>().into()),
            };
            let mut cx = Self::new(caller, &scope, access, operation)?;
            let rows = cx.tx.raw().find(&Query::on(ENTERPRISES, "primary"))?;
            let homes = rows.iter().map(home_of).collect::<Result<Vec<_>>>()?;
            let as_known = numbers.is_none_or(|numbers| {
                let is = |home: &Home| numbers.get(&home.no).is_some_and(|id| **id == home.id);
                homes.len() == numbers.len() && homes.iter().all(is)
            });
            if as_known {
                homes.into_iter().for_each(|home| cx.tx.settle(Arc::new(home)));
                return Ok(cx);
            }
            caller.hub.forget_numbers(named.into_iter().flatten());
        }
        Err(raced("an enterprise moved at the same time"))
    }

    /// Makes the operation's enterprise known.
    pub(crate) fn settle(&mut self, home: Arc<Home>, enterprise: Enterprise) {
        self.tx.settle(Arc::clone(&home));
        self.enterprise = Some((home, enterprise));
    }

    /// Makes the enterprise known that an earlier call with the same idempotency key may have made.
    pub(crate) fn meet_again(&mut self, id: &str) -> Result<()> {
        let Ok(id) = EnterpriseId::new(id) else { return Ok(()) };
        let Some(no) = find_number(self.tx.raw(), &id)? else { return Ok(()) };
        self.find_home(no).map(drop)
    }

    /// The operation's enterprise, as rows leave it out.
    ///
    /// # Errors
    /// `internal` in an operation about several.
    pub fn home(&self) -> Result<Arc<Home>> {
        let (home, _) = self.known()?;
        Ok(Arc::clone(home))
    }

    /// The operation's enterprise.
    ///
    /// # Errors
    /// `internal` in an operation about several.
    pub fn enterprise(&self) -> Result<&Enterprise> {
        self.known().map(|(_, enterprise)| enterprise)
    }

    fn known(&self) -> Result<&(Arc<Home>, Enterprise)> {
        self.enterprise.as_ref().ok_or_else(|| Error::internal("the operation has no enterprise"))
    }

    /// Looks whether the customer who calls was merged into another: what he has of old (an id, a
    /// link) leads to that one (A6, R38).
    pub(super) fn meet_customer(&mut self) -> Result<()> {
        if let (Some(own), Ok(home)) = (self.actor.customer(), self.home()) {
            let own = self.tx.get::<Customer>(&home, vec![own.into()])?;
            self.merged_into = own.and_then(|own| own.merged_into);
        }
        Ok(())
    }

    /// The customer, where a customer calls.
    pub(crate) fn customer(&self) -> Option<CustomerId> {
        self.merged_into.or(self.actor.customer())
    }

    /// Passes for those of one customer; to any other customer, the thing is not there.
    pub(crate) fn must_be(
        &self,
        of: CustomerId,
        what: &str,
        id: impl std::fmt::Display,
    ) -> Result<()> {
        match self.merged_into == Some(of) {
            true => Ok(()),
            false => self.actor.must_be(of, what, id),
        }
    }

    /// A new id.
    pub fn new_id(&self) -> Uuid {
        lock(self.hub.ids()).next(self.now)
    }

    /// One record, or `not_found` in the words of its kind.
    ///
    /// # Errors
    /// `not_found`, and the store's.
    pub fn load<R: Record>(
        &mut self,
        what: &str,
        id: impl Into<Value> + std::fmt::Display + Copy,
    ) -> Result<R> {
        let home = self.home()?;
        let found = self.tx.get::<R>(&home, vec![id.into()])?;
        found.ok_or_else(|| Error::not_found(what, id))
    }

    /// Notes a change of a subject: what was set, by whom and when (A15).
    pub fn log(&mut self, subject: impl Into<Uuid>, facts: impl Serialize) -> Result<()> {
        let entry = ChangeEntry {
            enterprise: self.home()?.id.clone(),
            id: ChangeId(self.new_id()),
            subject: subject.into(),
            operation: self.operation.clone(),
            by: self.actor.author(),
            at: self.now,
            facts: Facts::new(facts),
        };
        self.changes.push(entry);
        Ok(())
    }

    /// Writes a notice into the outbox (F1).
    pub(crate) fn tell(&mut self, tell: Tell) -> Result<()> {
        let notice = Notice {
            enterprise: self.home()?.id.clone(),
            id: NoticeId(self.new_id()),
            kind: tell.kind,
            customer: tell.customer,
            cycle: tell.cycle,
            order: tell.order,
            facts: tell.facts,
            state: NoticeState::Waiting,
            ready_at: self.now,
            fence: 0,
            attempts: 0,
            reason: None,
            created_at: self.now,
        };
        self.notices.push(notice);
        Ok(())
    }

    /// Asks the tick to look at a subject at a time; an earlier request stands.
    pub fn due(&mut self, kind: DueKind, subject: impl Into<Uuid>, at: DateTime<Utc>) {
        let due = self.dues.entry((kind, subject.into())).or_insert(at);
        *due = at.min(*due);
    }

    /// Takes back what was asked of the tick.
    ///
    /// # Errors
    /// The store's.
    pub fn not_due(&mut self, kind: DueKind, subject: impl Into<Uuid>) -> Result<()> {
        let subject = subject.into();
        self.dues.remove(&(kind, subject));
        let home = self.home()?;
        self.tx.delete::<Due>(&home, vec![vec![kind.into(), subject.into()]])?;
        Ok(())
    }

    /// Writes what the operation leaves behind, and makes all of it lasting.
    pub(crate) fn commit(mut self) -> Result<()> {
        self.flush()?;
        self.tx.commit()
    }

    /// Writes the notices and the change log of what was done so far, so that they do not grow with
    /// a long call.
    pub(crate) fn write_so_far(&mut self) -> Result<()> {
        let home = self.home()?;
        let notices = std::mem::take(&mut self.notices);
        self.tx.insert_new(&home, &notices)?;
        let changes = std::mem::take(&mut self.changes);
        self.tx.insert_new(&home, &changes)
    }

    /// Writes the books, notices, change log and due work, each kind in one call.
    fn flush(&mut self) -> Result<()> {
        if self.enterprise.is_none() {
            return Ok(());
        }
        self.flush_books()?;
        let home = self.home()?;
        self.write_so_far()?;
        let dues: Vec<Due> = std::mem::take(&mut self.dues)
            .into_iter()
            .map(|((kind, subject), at)| Due {
                enterprise: home.id.clone(),
                kind,
                subject,
                at,
                since: at,
                cursor: None,
            })
            .collect();
        let inserted = self.tx.insert(&home, &dues)?;
        let known: Vec<Due> =
            dues.into_iter().zip(inserted).filter(|(_, new)| !new).map(|(due, _)| due).collect();
        let keys = known.iter().map(|due| vec![due.kind.into(), due.subject.into()]).collect();
        let stored = self.tx.get_many::<Due>(&home, keys)?;
        let earlier: Vec<Due> = known
            .into_iter()
            .zip(stored)
            .filter_map(|(due, stored)| stored.filter(|stored| due.at < stored.at).map(|_| due))
            .collect();
        self.tx.update(&home, &earlier)
    }

    /// Refuses a stale version with what changed since (R35).
    ///
    /// # Errors
    /// `conflict`, with the current version and the names of the fields changed since.
    pub(crate) fn expect_version(
        &mut self,
        what: &str,
        subject: impl Into<Uuid>,
        current: i64,
        expected: Option<i64>,
    ) -> Result<()> {
        let Some(expected) = expected.filter(|expected| *expected != current) else {
            return Ok(());
        };
        let since = u32::try_from(current.saturating_sub(expected)).unwrap_or(50).clamp(1, 50);
        let q =
            Query::on(ChangeEntry::TABLE, "by_subject").eq(subject.into()).backwards().limit(since);
        let mut fields: Vec<String> = Vec::new();
        for entry in self.tx.find::<ChangeEntry>(&q)? {
            for (name, value) in entry.facts.json().as_object().into_iter().flatten() {
                // What was set of a customer stands by its own names within `fields`.
                match value.as_object().filter(|_| name == "fields") {
                    Some(within) => fields.extend(within.keys().cloned()),
                    None => fields.push(name.clone()),
                }
            }
        }
        fields.sort();
        fields.dedup();
        Err(Error::new(
            Code::Conflict,
            format!(
                "the {what} was changed meanwhile (version {current}, you saw {expected}; changed: \
                 {}): load it again and decide anew",
                if fields.is_empty() { "unknown".to_owned() } else { fields.join(", ") }
            ),
        )
        .with("version", current)
        .with("changed", fields))
    }
}
