//! An import at work: every row is held against the hub and against the other rows, then what is
//! good is written.

use super::column::Column;
use super::people::{People, name_key};
use super::row::Said;
use crate::error::{Code, Fault, Result, Violation, Violations};
use crate::hub::context::Cx;
use crate::hub::customers::find::sharers;
use crate::hub::customers::{book, custom};
use crate::model::customer::{Customer, CustomerField};
use crate::value::{Change, CustomerCode, CustomerId, Email};
use csv::StringRecord;
use serde::{Deserialize, Serialize};
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// So many rows are worked off together.
const STRETCH: usize = 1000;

/// How rows are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reading {
    /// Whether a blank cell clears.
    pub clear_blank: bool,
    /// Whether a known address with a new code is one more customer's.
    pub share_email: bool,
}

/// What is wrong with one row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CsvFault {
    /// The line in which the row begins; the first is 1.
    pub line: u64,
    /// The field; none: the row as a whole.
    pub field: Option<String>,
    /// What kind of fault: a code of errors.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub code: Code,
    /// What is wrong and what to do.
    pub message: String,
}

pub(super) struct Import<'i> {
    reading: Reading,
    columns: &'i [Option<Column>],
    rows: &'i [(u64, StringRecord)],
    defined: BTreeMap<String, CustomerField>,
    blank: Customer,
    fates: Vec<Fate>,
    faults: Vec<CsvFault>,
}

/// What becomes of a row.
#[derive(Debug, Default)]
struct Fate {
    bad: bool,
    /// Whom it means; none: a new customer.
    known: Option<CustomerId>,
    /// The key of a code that he did not have, and who has it.
    code: Option<String>,
    holder: Option<CustomerId>,
    /// Whether he lets go of the code that he had.
    lets_go: bool,
    /// The key of an address that he did not have.
    email: Option<String>,
    /// The name by which alone a new customer will be found.
    name: Option<String>,
}

/// What an import did.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
}

fn email_key(customer: &Customer) -> Option<String> {
    customer.email.as_ref().map(Email::key)
}

fn code_key(customer: &Customer) -> Option<String> {
    customer.code.as_ref().map(CustomerCode::key)
}

impl<'i> Import<'i> {
    pub fn new(
        cx: &mut Cx<'_>,
        reading: Reading,
        columns: &'i [Option<Column>],
        rows: &'i [(u64, StringRecord)],
    ) -> Result<Self> {
        let keys: Vec<String> = columns
            .iter()
            .filter_map(|column| match column {
                Some(Column::Custom(key)) => Some(key.clone()),
                _ => None,
            })
            .collect();
        Ok(Self {
            reading,
            columns,
            rows,
            defined: custom::defined(cx, &*cx.home()?, keys.iter())?,
            blank: book::empty(cx)?,
            fates: Vec::with_capacity(rows.len()),
            faults: Vec::new(),
        })
    }

    /// What is wrong, in the order of the lines.
    pub fn faults(&self) -> Vec<CsvFault> {
        let mut faults = self.faults.clone();
        faults.sort_by_key(|fault| fault.line);
        faults
    }

    /// How many rows are bad.
    pub fn refused(&self) -> u64 {
        self.fates.iter().filter(|fate| fate.bad).count() as u64
    }

    fn read(&self, row: &StringRecord) -> Said {
        Said::read(self.columns, row, self.reading.clear_blank)
    }

    /// Holds every row against the hub, then against the others.
    pub fn check(&mut self, cx: &mut Cx<'_>) -> Result<()> {
        for rows in self.rows.chunks(STRETCH) {
            let saids: Vec<Said> = rows.iter().map(|(_, row)| self.read(row)).collect();
            let name = |said| name_key(said, &self.blank, &self.defined);
            let names: Vec<Option<String>> = saids.iter().map(name).collect();
            let people = People::of(cx, saids.iter(), names.iter().flatten().cloned())?;
            for (((line, _), said), name) in rows.iter().zip(saids).zip(names) {
                let fate = self.fate(&people, *line, said, name);
                self.fates.push(fate);
            }
        }
        self.hold_against_each_other();
        self.codes_must_be_let_go();
        Ok(())
    }

    /// What becomes of a row, as far as the hub decides.
    fn fate(&mut self, people: &People, line: u64, mut said: Said, name: Option<String>) -> Fate {
        let mut v = Violations::new();
        let known = match people.meant(&said, name.as_deref(), self.reading.share_email) {
            Ok(known) => known,
            Err((field, fault)) => {
                v.add(field, fault);
                None
            }
        };
        let lost = !v.is_empty();
        let before = known.unwrap_or(&self.blank);
        let mut after = before.clone();
        said.leave_aliases(before);
        said.apply(&self.defined, &mut after, &mut v);
        let email = email_key(&after).filter(|key| email_key(before).as_ref() != Some(key));
        if let (Some(key), false) = (&email, self.reading.share_email)
            && let Some(other) = people.sharers(key).iter().find(|c| c.id != before.id)
            && known.is_some()
        {
            let message = "another customer has this address already: give another, or say \
                           `share_email` if one person runs both";
            v.add("email", Fault::new(Code::AlreadyExists, message, other.id.to_string()));
        }
        let code = code_key(&after).filter(|key| code_key(before).as_ref() != Some(key));
        let holder = code.as_ref().and_then(|key| people.holder(key)).map(|holder| holder.id);
        if let (Some(key), Some(holder)) = (&code, holder)
            && let Some(other) = people.holder(key)
            && code_key(other).as_ref() != Some(key)
        {
            let message = "a customer who was merged into another had this code: give another";
            v.add("code", Fault::new(Code::AlreadyExists, message, holder.to_string()));
        }
        let fate = Fate {
            bad: !v.is_empty(),
            known: known.map(|customer| customer.id),
            lets_go: before.code.is_some() && code_key(before) != code_key(&after),
            code,
            holder,
            email,
            name: name.filter(|_| known.is_none()),
        };
        // Whoever cannot be found has nothing, which is no fault of the row beside.
        let beside = |fault: &Violation| !(lost && fault.code == Code::Required);
        for violation in v.into_list().into_iter().filter(beside) {
            self.faults.push(CsvFault {
                line,
                field: Some(violation.path).filter(|path| !path.is_empty()),
                code: violation.code,
                message: violation.message,
            });
        }
        fate
    }

    /// No two rows may mean one customer, or take one code or address.
    fn hold_against_each_other(&mut self) {
        let mut seen: BTreeMap<(&'static str, String), u64> = BTreeMap::new();
        let share = self.reading.share_email;
        for (fate, (line, _)) in self.fates.iter_mut().zip(self.rows) {
            if fate.bad {
                continue;
            }
            let alone = |email: &String| (!share || fate.code.is_none()).then(|| email.clone());
            let claims = [
                ("customer", fate.known.map(|id| id.to_string())),
                ("code", fate.code.clone()),
                ("email", fate.email.as_ref().and_then(alone)),
                ("last_name", fate.name.clone()),
            ];
            let claims = claims.into_iter().filter_map(|(field, claim)| Some((field, claim?)));
            for claim in claims {
                let field = claim.0;
                let Some(first) = seen.get(&claim) else {
                    seen.insert(claim, *line);
                    continue;
                };
                let message = format!(
                    "line {first} has the same {}: leave one of the two out",
                    if field == "last_name" { "name and no more" } else { field }
                );
                self.faults.push(CsvFault {
                    line: *line,
                    field: Some(field.to_owned()),
                    code: Code::Duplicate,
                    message,
                });
                fate.bad = true;
            }
            // A row that shares an address by its code: an address alone is one of its by then.
            if let (Some(email), false) = (&fate.email, fate.bad) {
                seen.entry(("email", email.clone())).or_insert(*line);
            }
        }
    }

    /// A code of somebody else is free only where a good row takes it from him; and where that row
    /// turns out bad, it is not.
    fn codes_must_be_let_go(&mut self) {
        loop {
            let let_go: BTreeSet<CustomerId> = self
                .fates
                .iter()
                .filter(|fate| fate.lets_go && !fate.bad)
                .filter_map(|fate| fate.known)
                .collect();
            let mut fell = false;
            for (fate, (line, _)) in self.fates.iter_mut().zip(self.rows) {
                if !fate.bad && fate.holder.is_some_and(|holder| !let_go.contains(&holder)) {
                    fate.bad = true;
                    fell = true;
                    self.faults.push(CsvFault {
                        line: *line,
                        field: Some("code".to_owned()),
                        code: Code::AlreadyExists,
                        message: "another customer has this code: give another".to_owned(),
                    });
                }
            }
            if !fell {
                return;
            }
        }
    }

    /// Writes the good rows.
    pub fn write(&self, cx: &mut Cx<'_>) -> Result<Written> {
        let good = self.rows.iter().zip(&self.fates).filter(|(_, fate)| !fate.bad);
        let good: Vec<_> = good.collect();
        self.put_codes_down(cx)?;
        let spoken_for = good.iter().filter_map(|(_, fate)| fate.code.clone()).collect();
        let mut written = Written::default();
        let mut claimed = BTreeSet::new();
        for rows in good.chunks(STRETCH) {
            self.write_stretch(cx, rows, &spoken_for, &mut claimed, &mut written)?;
            cx.write_so_far()?;
        }
        Ok(written)
    }

    /// Whoever lets go of a code for another row puts it down before any row takes one up.
    fn put_codes_down(&self, cx: &mut Cx<'_>) -> Result<()> {
        let home = cx.home()?;
        let good = self.fates.iter().filter(|fate| !fate.bad);
        let holders: Vec<CustomerId> = good.filter_map(|fate| fate.holder).collect();
        for holders in holders.chunks(STRETCH) {
            let keys = holders.iter().map(|id| vec![(*id).into()]).collect();
            let found = cx.tx.get_many::<Customer>(&home, keys)?;
            let without = |c: Customer| (c.clone(), Customer { code: None, ..c });
            let mut pairs: Vec<_> = found.into_iter().flatten().map(without).collect();
            book::change(cx, &mut pairs)?;
        }
        Ok(())
    }

    fn write_stretch(
        &self,
        cx: &mut Cx<'_>,
        rows: &[(&(u64, StringRecord), &Fate)],
        spoken_for: &BTreeSet<String>,
        claimed: &mut BTreeSet<String>,
        written: &mut Written,
    ) -> Result<()> {
        let home = cx.home()?;
        let keys = rows.iter().filter_map(|(_, fate)| Some(vec![fate.known?.into()])).collect();
        let found = cx.tx.get_many::<Customer>(&home, keys)?;
        let mut found = found.into_iter().flatten();
        let emails = rows.iter().filter_map(|(_, fate)| fate.email.clone());
        let sharers = sharers(cx, emails)?;
        let (mut new, mut pairs) = (Vec::new(), Vec::new());
        for ((line, row), fate) in rows {
            let mut said = self.read(row);
            let before = match fate.known {
                None => book::empty(cx)?,
                Some(_) => match found.next() {
                    Some(before) => before,
                    None => continue,
                },
            };
            let mut after = before.clone();
            said.leave_aliases(&before);
            said.apply(&self.defined, &mut after, &mut Violations::new());
            if let Some(key) = &fate.email {
                // Whom it finds only as an alias has another address by default.
                let by_default =
                    |c: &Customer| c.email_default && email_key(c).as_ref() == Some(key);
                let taken = sharers.get(key).is_some_and(|all| all.iter().any(by_default));
                after.email_default = !taken && claimed.insert(key.clone());
            }
            after.email_default &= after.email.is_some();
            if after == before && fate.known.is_some() {
                written.unchanged = written.unchanged.saturating_add(1);
                continue;
            }
            if after.billing_address != before.billing_address {
                said.fields.billing_address = Change::To(after.billing_address.clone());
            }
            if after.shipping_address != before.shipping_address {
                said.fields.shipping_address = Change::To(after.shipping_address.clone());
            }
            cx.log(after.id, json!({ "line": line, "fields": said.fields }))?;
            match fate.known {
                None => new.push(after),
                Some(_) => pairs.push((before, after)),
            }
        }
        written.created = written.created.saturating_add(new.len() as u64);
        written.updated = written.updated.saturating_add(pairs.len() as u64);
        // First who is new: an address that its default customer leaves may pass on to him.
        book::add_beside(cx, &mut new, spoken_for)?;
        book::change(cx, &mut pairs)
    }
}
