//! One error for every way a call can fail.
//!
//! An [`Error`] has a stable [`Code`] for programs, a message for people, and where it helps the
//! path of the field, details and a list of [`Violation`]s: all the faults of a request at once.
//! Messages start in lower case, put what the caller sent in backticks and say what to do.

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// The result of everything that can fail.
pub type Result<T> = std::result::Result<T, Error>;

/// The six kinds of failure; each binding makes one exception class of each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Class {
    /// The request can never succeed as it is: change it.
    Invalid,
    /// There is no such thing, or it is not the actor's to see.
    NotFound,
    /// The data are in another state than the request assumes: look again.
    Conflict,
    /// The actor may not do this, or not any more.
    NotAllowed,
    /// The store cannot be reached or is busy: try again.
    Unavailable,
    /// A fault of Milkround, or of data changed behind its back.
    Internal,
}

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $variant:ident = $name:literal, $class:ident $(, $retry:ident)?;)+) => {
        /// What went wrong, as a stable name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Code {
            $($(#[doc = $doc])+ #[serde(rename = $name)] $variant,)+
        }

        impl Code {
            /// Every code, in the order of the reference.
            pub const ALL: &'static [Code] = &[$(Code::$variant),+];

            /// The stable name, as it stands on the wire.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name),+ }
            }

            /// The kind of failure.
            pub fn class(self) -> Class {
                match self { $(Code::$variant => Class::$class),+ }
            }

            /// What it means and what to do, for the reference.
            pub fn doc(self) -> &'static str {
                match self { $(Code::$variant => concat!($($doc),+)),+ }
            }

            /// Whether the same call may succeed later as it is.
            pub fn retryable(self) -> bool {
                match self { $(Code::$variant => codes!(@retry $($retry)?)),+ }
            }
        }
    };
    (@retry retry) => { true };
    (@retry) => { false };
}

codes! {
    /// One or more fields are not valid: `violations` lists them all.
    InvalidInput = "invalid_input", Invalid;
    /// The request has no field of this name.
    UnknownField = "unknown_field", Invalid;
    /// A value is of another kind than the field: a number where a text belongs.
    WrongKind = "wrong_kind", Invalid;
    /// A field that must be given is missing or empty.
    Required = "required", Invalid;
    /// A text does not have the form that the field needs.
    Malformed = "malformed", Invalid;
    /// A value lies outside the field's bounds.
    OutOfRange = "out_of_range", Invalid;
    /// A text or a list is longer than the field allows.
    TooLong = "too_long", Invalid;
    /// The time zone is not in the IANA database.
    UnknownZone = "unknown_zone", Invalid;
    /// The currency is not an ISO 4217 code.
    UnknownCurrency = "unknown_currency", Invalid;
    /// The recurrence rule is not one that Milkround knows, or not RFC 5545.
    InvalidRule = "invalid_rule", Invalid;
    /// The recurrence rule never fires within eight years.
    RuleNeverFires = "rule_never_fires", Invalid;
    /// An end lies before its start.
    EndBeforeStart = "end_before_start", Invalid;
    /// The quantity is not a multiple of the variant's unit step.
    NotAStep = "not_a_step", Invalid;
    /// An amount has more decimals than its currency, or another currency.
    WrongCurrency = "wrong_currency", Invalid;
    /// Two entries of one list name the same thing, or a key stands twice.
    Duplicate = "duplicate", Invalid;
    /// A field names something that does not exist at this enterprise.
    UnknownReference = "unknown_reference", Invalid;
    /// The hub does not allow this variant in standing orders.
    NotEligible = "not_eligible", Invalid;
    /// There is no operation of this name, or it needs a hub and none is open.
    UnknownOperation = "unknown_operation", NotFound;
    /// There is no such thing, or it is not the actor's to see.
    NotFound = "not_found", NotFound;
    /// Somebody else changed it first: look again, then decide.
    Conflict = "conflict", Conflict;
    /// Another customer, enterprise or variant has this code or id already.
    AlreadyExists = "already_exists", Conflict;
    /// The idempotency key was used with another request.
    KeyReused = "key_reused", Conflict;
    /// Orders exist already: say with `open_orders` whether to keep or cancel them.
    OpenOrdersExist = "open_orders_exist", Conflict;
    /// Less is left in the cycle than was asked for.
    InsufficientStock = "insufficient_stock", Conflict;
    /// The currency cannot change once an offer, an order or a posting exists.
    CurrencyFixed = "currency_fixed", Conflict;
    /// The thing is in a state that does not allow this.
    WrongState = "wrong_state", Conflict;
    /// The cycle is not open, or its opening has not been worked off yet.
    CycleNotOpen = "cycle_not_open", Conflict;
    /// The test clock only runs forwards, and only where one was chosen.
    ClockRefused = "clock_refused", Conflict;
    /// The actor may not do this.
    NotAllowed = "not_allowed", NotAllowed;
    /// The time for this change is over.
    LimitPassed = "limit_passed", NotAllowed;
    /// No skip is left in this season.
    SkipLimit = "skip_limit", NotAllowed;
    /// The store is busy or cannot be reached: try again.
    StoreUnavailable = "store_unavailable", Unavailable, retry;
    /// The store does not let us in, or not safely: look at the URL and at the rights of its role.
    StoreRefused = "store_refused", Unavailable;
    /// The store was lost while it was asked to commit: whether it did is not known. Look, or make the
    /// same call again with the same idempotency key.
    OutcomeUnknown = "outcome_unknown", Unavailable;
    /// The file or database holds something that is not Milkround's.
    ForeignDatabase = "foreign_database", Unavailable;
    /// The database was written by a newer Milkround: upgrade the library.
    NewerSchema = "newer_schema", Unavailable;
    /// A stored record cannot be read: somebody changed it behind Milkround's back.
    CorruptRecord = "corrupt_record", Internal;
    /// A fault of Milkround: please report it.
    Internal = "internal", Internal;
}

/// A value refused by its own type, before anyone knows in which field it stood.
///
/// [`Violations::check`] adds the path; `?` in a function that returns [`Error`] leaves it out.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// What is wrong with it.
    pub code: Code,
    /// What is wrong with it, for people, and what would be right.
    pub message: String,
    /// The value, as it was given.
    pub value: Json,
}

impl Fault {
    /// A fault with what the caller gave.
    pub fn new(code: Code, message: impl Into<String>, value: impl Into<Json>) -> Self {
        Self { code, message: message.into(), value: value.into() }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Fault {}

/// One fault in one field of a request.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Violation {
    /// Where: `lines[2].quantity`.
    pub path: String,
    /// What kind of fault.
    pub code: Code,
    /// What is wrong and what to do.
    pub message: String,
    /// The value as it was given.
    #[serde(default, skip_serializing_if = "Json::is_null")]
    pub value: Json,
}

/// The faults of one request, collected so that all can be shown at once.
#[derive(Debug, Default)]
pub struct Violations {
    prefix: String,
    found: Vec<Violation>,
}

impl Violations {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Keeps the value, or notes its fault at `path`.
    pub fn check<T>(&mut self, path: &str, made: std::result::Result<T, Fault>) -> Option<T> {
        match made {
            Ok(value) => Some(value),
            Err(fault) => {
                self.add(path, fault);
                None
            }
        }
    }

    /// Like [`check`](Self::check) for a value that may be absent.
    pub fn check_opt<A, T>(
        &mut self,
        path: &str,
        given: Option<A>,
        make: impl FnOnce(A) -> std::result::Result<T, Fault>,
    ) -> Option<Option<T>> {
        match given {
            None => Some(None),
            Some(value) => self.check(path, make(value)).map(Some),
        }
    }

    /// Notes a fault at `path`.
    pub fn add(&mut self, path: &str, fault: Fault) {
        let path = match (self.prefix.is_empty(), path.is_empty()) {
            (true, _) => path.to_owned(),
            (false, true) => self.prefix.clone(),
            (false, false) if path.starts_with('[') => format!("{}{path}", self.prefix),
            (false, false) => format!("{}.{path}", self.prefix),
        };
        self.found.push(Violation {
            path,
            code: fault.code,
            message: fault.message,
            value: fault.value,
        });
    }

    /// Collects the faults of a part of the request under its own path.
    pub fn within<T>(&mut self, path: &str, part: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.prefix.clone();
        self.prefix = match outer.is_empty() {
            true => path.to_owned(),
            false if path.starts_with('[') => format!("{outer}{path}"),
            false => format!("{outer}.{path}"),
        };
        let result = part(self);
        self.prefix = outer;
        result
    }

    /// Checks every item of a list under `path[i]`; `None` when any is refused.
    pub fn each<A, T>(
        &mut self,
        path: &str,
        items: impl IntoIterator<Item = A>,
        mut check: impl FnMut(&mut Self, A) -> Option<T>,
    ) -> Option<Vec<T>> {
        let mut all = Some(Vec::new());
        for (i, item) in items.into_iter().enumerate() {
            match self.within(&format!("{path}[{i}]"), |v| check(v, item)) {
                Some(value) => {
                    if let Some(list) = &mut all {
                        list.push(value);
                    }
                }
                None => all = None,
            }
        }
        all
    }

    /// All that was found.
    pub(crate) fn into_list(self) -> Vec<Violation> {
        self.found
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The checked request, or one error with every fault.
    pub fn finish<T>(self, checked: Option<T>) -> Result<T> {
        match checked {
            Some(value) if self.found.is_empty() => Ok(value),
            _ => Err(self.into()),
        }
    }
}

impl From<Violations> for Error {
    fn from(violations: Violations) -> Self {
        let list = violations.found;
        let message = match list.as_slice() {
            [] => "the request is not valid".to_owned(),
            [one] => format!("{}: {}", one.path, one.message),
            many => {
                let each: Vec<_> =
                    many.iter().take(5).map(|v| format!("{}: {}", v.path, v.message)).collect();
                let rest = many.len().saturating_sub(5);
                let tail = if rest > 0 { format!("; and {rest} more") } else { String::new() };
                format!("{} fields are not valid: {}{tail}", many.len(), each.join("; "))
            }
        };
        let mut error = Error::new(Code::InvalidInput, message);
        error.0.path = list.first().filter(|_| list.len() == 1).map(|v| v.path.clone());
        error.0.violations = list;
        error
    }
}

/// Why a call failed. Nothing was changed by it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{}", self.0.message)]
pub struct Error(Box<Inner>);

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Inner {
    code: Code,
    class: Class,
    message: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    details: BTreeMap<String, Json>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    violations: Vec<Violation>,
    retryable: bool,
}

impl Error {
    /// An error of this code.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            code,
            class: code.class(),
            message: message.into(),
            path: None,
            details: BTreeMap::new(),
            violations: Vec::new(),
            retryable: code.retryable(),
        }))
    }

    /// "There is no such `what`": also for what is not the actor's to see.
    pub fn not_found(what: &str, id: impl std::fmt::Display) -> Self {
        Self::new(
            Code::NotFound,
            format!("there is no {what} `{id}` here: check the id and the enterprise"),
        )
        .with("kind", what)
        .with("id", id.to_string())
    }

    /// A fault of Milkround itself.
    pub fn internal(message: impl Into<String>) -> Self {
        Self::new(Code::Internal, message)
    }

    /// A stored record that does not read back.
    pub fn corrupt(table: &str, message: impl std::fmt::Display) -> Self {
        Self::new(Code::CorruptRecord, format!("a row of `{table}` cannot be read: {message}"))
            .with("table", table)
    }

    /// Adds a detail for programs.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Serialize) -> Self {
        let value = serde_json::to_value(value).unwrap_or(Json::Null);
        self.0.details.insert(name.to_owned(), value);
        self
    }

    /// Names the field.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.0.path = Some(path.into());
        self
    }

    /// The stable code.
    pub fn code(&self) -> Code {
        self.0.code
    }

    /// The kind of failure.
    pub fn class(&self) -> Class {
        self.0.class
    }

    /// What happened and what to do, for people.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The field, where one alone is at fault.
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// Facts for programs: the current version, the orders in the way.
    pub fn details(&self) -> &BTreeMap<String, Json> {
        &self.0.details
    }

    /// Every fault of a refused request.
    pub fn violations(&self) -> &[Violation] {
        &self.0.violations
    }

    /// Whether the same call may succeed later as it is.
    pub fn retryable(&self) -> bool {
        self.0.retryable
    }

    /// The error as JSON: `{code, class, message, path?, details?, violations?, retryable}`.
    pub fn to_json(&self) -> Json {
        serde_json::to_value(&self.0).unwrap_or(Json::Null)
    }
}

impl From<Fault> for Error {
    fn from(fault: Fault) -> Self {
        Error::new(fault.code, fault.message).with("value", fault.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_faults_come_at_once_with_their_paths() {
        let mut v = Violations::new();
        let made: Option<()> = v.check("zone", Err(Fault::new(Code::UnknownZone, "no zone", "X")));
        assert!(made.is_none());
        let lines = v.each("lines", [1, -2, -3], |v, n| match n > 0 {
            true => Some(n),
            false => v.check("quantity", Err(Fault::new(Code::OutOfRange, "give more than 0", n))),
        });
        assert!(lines.is_none());
        let error = v.finish(Some(())).unwrap_err();
        let paths: Vec<_> = error.violations().iter().map(|v| v.path.as_str()).collect();
        assert_eq!(paths, ["zone", "lines[1].quantity", "lines[2].quantity"]);
        assert_eq!(error.code(), Code::InvalidInput);
        assert_eq!(error.class(), Class::Invalid);
    }

    #[test]
    fn code_names_are_unique_and_survive_json() {
        let mut names: Vec<_> = Code::ALL.iter().map(|c| c.name()).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), Code::ALL.len());
        for &code in Code::ALL {
            assert_eq!(serde_json::to_value(code).unwrap(), code.name());
        }
    }
}
