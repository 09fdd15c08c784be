//! Records: how a struct becomes a row and back, declared once.

use super::{Kind, Row, Table, Value};
use crate::error::Result;
use crate::value::zone::Zone;
use crate::value::{
    Currency, CustomerCode, Email, EnterpriseId, EnterpriseNo, Label, Money, PaymentMethodId,
    Quantity, ShippingMethodId, Text, UserId, VariantId,
};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use uuid::Uuid;

/// The enterprise that a row belongs to: what rows leave out because it is the same in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// The number in the rows.
    pub no: EnterpriseNo,
    /// The host's id.
    pub id: EnterpriseId,
    /// The currency of every amount.
    pub currency: Currency,
}

/// A struct that is stored as one row of one table.
pub trait Record: Sized {
    /// Its table.
    const TABLE: &'static Table;

    /// Whose it is.
    fn enterprise(&self) -> &EnterpriseId;

    /// The row.
    fn to_row(&self, home: &Home) -> Row;

    /// Reads a row back.
    ///
    /// # Errors
    /// `corrupt_record` when a value is not what the column should hold.
    fn from_row(row: Row, home: &Home) -> Result<Self>;

    /// The values of the primary key behind the enterprise, for messages.
    fn key_text(row: &Row) -> String {
        let key = Self::TABLE.key_of(row);
        let parts: Vec<_> = key
            .iter()
            .skip(1)
            .map(|v| match v {
                Value::Id(id) => id.to_string(),
                Value::Text(text) => text.to_string(),
                other => format!("{other:?}"),
            })
            .collect();
        parts.join(", ")
    }
}

/// A type that one column can hold.
pub trait Field: Sized {
    /// What the column holds.
    const KIND: Kind;
    /// Whether it may be `Null`.
    const NULL: bool = false;

    /// The stored value.
    fn to_value(&self) -> Value;

    /// Reads it back; the error says what was there.
    ///
    /// # Errors
    /// What is wrong with the value, for a person who looks into the table.
    fn from_value(value: Value, home: &Home) -> std::result::Result<Self, String>;
}

impl<T: Field> Field for Option<T> {
    const KIND: Kind = T::KIND;
    const NULL: bool = true;

    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, T::to_value)
    }

    fn from_value(value: Value, home: &Home) -> std::result::Result<Self, String> {
        match value {
            Value::Null => Ok(None),
            value => T::from_value(value, home).map(Some),
        }
    }
}

/// Local date-times sort as texts.
const LOCAL: &str = "%Y-%m-%dT%H:%M:%S";

macro_rules! plain_field {
    ($($type:ty, $kind:ident: $to:expr, $from:expr;)+) => {$(
        impl Field for $type {
            const KIND: Kind = Kind::$kind;
            fn to_value(&self) -> Value {
                let to: fn(&Self) -> Value = $to;
                to(self)
            }
            fn from_value(value: Value, home: &Home) -> std::result::Result<Self, String> {
                let from: fn(&Value, &Home) -> Option<Self> = $from;
                from(&value, home).ok_or_else(|| format!("{value:?} is no {}", stringify!($type)))
            }
        }
    )+};
}

fn int(value: &Value) -> Option<i64> {
    match value {
        Value::Int(n) => Some(*n),
        _ => None,
    }
}

fn text(value: &Value) -> Option<&Text> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

plain_field! {
    i64, Int: |n| Value::Int(*n), |v, _| int(v);
    u32, Int: |n| Value::Int(i64::from(*n)), |v, _| int(v)?.try_into().ok();
    bool, Int: |b| Value::Int(i64::from(*b)), |v, _| match int(v)? { 0 => Some(false), 1 => Some(true), _ => None };
    Uuid, Id: |id| Value::Id(*id), |v, _| match v { Value::Id(id) => Some(*id), _ => None };
    NaiveDate, Date: |d| Value::Date(*d), |v, _| match v { Value::Date(d) => Some(*d), _ => None };
    DateTime<Utc>, Instant: |t| Value::Instant(t.timestamp_millis()),
        |v, _| match v { Value::Instant(ms) => DateTime::from_timestamp_millis(*ms), _ => None };
    String, Text: |s| Value::text(s), |v, _| Some(text(v)?.as_str().to_owned());
    Text, Text: |s| Value::Text(s.clone()), |v, _| text(v).cloned();
    NaiveDateTime, Text: |t| Value::text(t.format(LOCAL).to_string()),
        |v, _| NaiveDateTime::parse_from_str(text(v)?, LOCAL).ok();
    Zone, Text: |z| Value::text(z.name()), |v, _| Zone::new(text(v)?).ok();
    Currency, Text: |c| Value::text(c.code()), |v, _| Currency::new(text(v)?).ok();
    Money, Int: |m| Value::Int(m.minor()), |v, home| Money::from_minor(int(v)?, home.currency).ok();
    Quantity, Int: |q| Value::Int(q.millionths()), |v, _| Quantity::from_millionths(int(v)?).ok();
}

macro_rules! checked_text_field {
    ($($type:ty)+) => { plain_field! {$(
        $type, Text: |t| Value::Text(t.shared()), |v, _| <$type>::new(text(v)?).ok();
    )+} };
}

checked_text_field! {
    EnterpriseId VariantId UserId ShippingMethodId PaymentMethodId Label CustomerCode Email
}

/// Ids of ours are stored as their UUID.
macro_rules! field_via {
    ($($type:ident)+) => {$(
        impl $crate::store::Field for $type {
            const KIND: $crate::store::Kind = $crate::store::Kind::Id;
            fn to_value(&self) -> $crate::store::Value {
                $crate::store::Value::Id(self.0)
            }
            fn from_value(
                value: $crate::store::Value,
                home: &$crate::store::Home,
            ) -> std::result::Result<Self, String> {
                uuid::Uuid::from_value(value, home).map(Self)
            }
        }
        impl From<$type> for $crate::store::Value {
            fn from(id: $type) -> Self {
                $crate::store::Value::Id(id.0)
            }
        }
    )+};
}

use crate::value::{
    ChangeId, ContactId, CustomerId, CycleId, JoinRequestId, NoteId, NoticeId, OrderId,
    PastOrderId, PostingId, SavedListId, SeriesId, StandingOrderId,
};
field_via! {
    CustomerId ContactId JoinRequestId SeriesId CycleId StandingOrderId OrderId PostingId NoticeId
    ChangeId NoteId PastOrderId SavedListId
}

/// Parts that are kept as JSON inside their record.
macro_rules! json_field {
    ($($type:ty),+ $(,)?) => {$(
        impl $crate::store::Field for $type {
            const KIND: $crate::store::Kind = $crate::store::Kind::Json;
            fn to_value(&self) -> $crate::store::Value {
                $crate::store::Value::text(serde_json::to_string(self).unwrap_or_default())
            }
            fn from_value(
                value: $crate::store::Value,
                _: &$crate::store::Home,
            ) -> std::result::Result<Self, String> {
                match &value {
                    $crate::store::Value::Text(text) => serde_json::from_str(text)
                        .map_err(|e| format!("{e}")),
                    other => Err(format!("{other:?} is no JSON")),
                }
            }
        }
    )+};
}
pub(crate) use json_field;

/// A fieldless enum: its names on the wire, in the store and in Rust, said once.
macro_rules! name_field {
    ($($(#[doc = $doc:literal])+ $type:ident {
        $($(#[doc = $variant_doc:literal])+ $variant:ident = $name:literal,)+
    })+) => {$(
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $type {
            $($(#[doc = $variant_doc])+ #[serde(rename = $name)] $variant,)+
        }

        impl $type {
            /// Every one, in order.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            /// The name on the wire and in the store.
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),+ }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }

        impl From<$type> for $crate::store::Value {
            fn from(name: $type) -> Self {
                $crate::store::Field::to_value(&name)
            }
        }

        impl $crate::store::Field for $type {
            const KIND: $crate::store::Kind = $crate::store::Kind::Text;
            fn to_value(&self) -> $crate::store::Value {
                $crate::store::Value::Text($crate::value::text::Text::new_static(self.name()))
            }
            fn from_value(
                value: $crate::store::Value,
                _: &$crate::store::Home,
            ) -> std::result::Result<Self, String> {
                match &value {
                    $crate::store::Value::Text(text) => $type::ALL
                        .iter()
                        .find(|each| each.name() == text.as_str())
                        .copied()
                        .ok_or_else(|| format!("`{text}` is no {}", stringify!($type))),
                    other => Err(format!("{other:?} is no {}", stringify!($type))),
                }
            }
        }
    )+};
}
pub(crate) use name_field;

/// Declares a struct and the table that keeps it.
///
/// Its field `enterprise` is the row's first column `enterprise_id`; the others are columns of
/// their own names; one called `version` makes the table versioned. `derived` columns are written, never read: keys to sort and search by.
macro_rules! record {
    (
        $(#[$meta:meta])*
        $vis:vis struct $name:ident in $table:literal {
            $(#[$enterprise_meta:meta])*
            pub enterprise: EnterpriseId,
            $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)+
        }
        key [$($key:literal),*];
        $(derived { $($derived:ident: $derived_type:ty = $derive:expr;)+ })?
        $(indexes { $($index_kind:ident $index:literal [$($index_col:literal),+];)+ })?
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        $vis struct $name {
            $(#[$enterprise_meta])*
            pub enterprise: $crate::value::EnterpriseId,
            $($(#[$field_meta])* pub $field: $type,)+
        }

        impl $crate::store::Record for $name {
            const TABLE: &'static $crate::store::Table = &$crate::store::Table {
                name: $table,
                columns: &[
                    $crate::store::Column {
                        name: "enterprise_id", kind: $crate::store::Kind::Int, null: false,
                    },
                    $($crate::store::Column {
                        name: stringify!($field),
                        kind: <$type as $crate::store::Field>::KIND,
                        null: <$type as $crate::store::Field>::NULL,
                    },)+
                    $($($crate::store::Column {
                        name: stringify!($derived),
                        kind: <$derived_type as $crate::store::Field>::KIND,
                        null: <$derived_type as $crate::store::Field>::NULL,
                    },)+)?
                ],
                key: $crate::store::Index {
                    name: "primary", columns: &["enterprise_id" $(, $key)*], unique: true,
                },
                versioned: $crate::store::names_version(&[$(stringify!($field)),+]),
                indexes: &[$($($crate::store::Index {
                    name: $index,
                    columns: $crate::store::record!(@columns $index_kind [$($index_col),+]),
                    unique: $crate::store::record!(@unique $index_kind),
                },)+)?],
            };

            fn enterprise(&self) -> &$crate::value::EnterpriseId {
                &self.enterprise
            }

            fn to_row(&self, home: &$crate::store::Home) -> $crate::store::Row {
                vec![
                    $crate::store::Value::Int(home.no.0),
                    $($crate::store::Field::to_value(&self.$field),)+
                    $($({
                        let derive: fn(&$name) -> $derived_type = $derive;
                        $crate::store::Field::to_value(&derive(self))
                    },)+)?
                ]
            }

            fn from_row(
                row: $crate::store::Row,
                home: &$crate::store::Home,
            ) -> $crate::Result<Self> {
                let mut values = row.into_iter().skip(1);
                Ok(Self {
                    enterprise: home.id.clone(),
                    $($field: {
                        let value = values.next().unwrap_or($crate::store::Value::Null);
                        <$type as $crate::store::Field>::from_value(value, home).map_err(|why| {
                            $crate::Error::corrupt($table, format!(
                                concat!("column `", stringify!($field), "`: {}"), why
                            ))
                        })?
                    },)+
                })
            }
        }
    };
    (@columns unique_global [$($col:literal),+]) => { &[$($col),+] };
    (@columns global [$($col:literal),+]) => { &[$($col),+] };
    (@columns $kind:ident [$($col:literal),+]) => { &["enterprise_id", $($col),+] };
    (@unique unique_global) => { true };
    (@unique unique) => { true };
    (@unique $kind:ident) => { false };
}
pub(crate) use record;

impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Value::Int(n)
    }
}

impl From<Uuid> for Value {
    fn from(id: Uuid) -> Self {
        Value::Id(id)
    }
}

impl From<DateTime<Utc>> for Value {
    fn from(at: DateTime<Utc>) -> Self {
        at.to_value()
    }
}

impl From<NaiveDate> for Value {
    fn from(date: NaiveDate) -> Self {
        Value::Date(date)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Value::text(text)
    }
}

impl From<&VariantId> for Value {
    fn from(id: &VariantId) -> Self {
        id.to_value()
    }
}
