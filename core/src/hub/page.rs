//! Pages: a stretch of a list, and the token that goes on behind it.

use crate::error::{Code, Error, Fault, Result, Violations};
use crate::store::{Query, Record, Row, Tx, Value};
use sha2::{Digest, Sha256};

/// The most rows of one page.
pub const MOST: u32 = 1000;
/// The rows of a page when the caller does not say.
pub const USUAL: u32 = 50;

/// How many rows a page shall have.
///
/// # Errors
/// `out_of_range` for 0 or more than [`MOST`].
pub fn checked_limit(limit: Option<u32>) -> std::result::Result<u32, Fault> {
    match limit.unwrap_or(USUAL) {
        n @ 1..=MOST => Ok(n),
        n => Err(Fault::new(
            Code::OutOfRange,
            format!("`{n}` rows cannot be one page: give 1 to {MOST}"),
            n,
        )),
    }
}

/// How many rows a page shall have, where nothing else of the request is checked.
///
/// # Errors
/// `invalid_input`, as [`checked_limit`] says, at `limit`.
pub fn limit_of(limit: Option<u32>) -> Result<u32> {
    let mut v = Violations::new();
    let limit = v.check("limit", checked_limit(limit));
    v.finish(limit)
}

/// What a token belongs to: the query without its place.
fn stamp(q: &Query) -> String {
    let what = format!(
        "{} {} {:?} {:?} {:?} {:?} {:?} {:?} {}",
        q.table.name,
        q.index.name,
        q.only,
        q.prefix,
        q.among,
        q.from,
        q.below,
        q.filters,
        q.descending
    );
    stamp_of(&what)
}

/// A short mark of what a token belongs to.
pub(crate) fn stamp_of(what: &str) -> String {
    Sha256::digest(what.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// A token of a place in what the stamp marks.
pub(crate) fn seal(stamp: &str, place: &[Value]) -> String {
    let json = serde_json::to_vec(place).unwrap_or_default();
    let hex: String = json.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{stamp}.{hex}")
}

/// The place that a token of this stamp names.
pub(crate) fn unseal(stamp: &str, token: &str) -> Option<Vec<Value>> {
    let (given, key) = token.split_once('.')?;
    let bytes: Option<Vec<u8>> = key
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    serde_json::from_slice(&bytes?).ok().filter(|_| given == stamp)
}

/// The refusal of what is no token of a list.
pub(crate) fn not_a_token(path: &str) -> Error {
    Error::new(
        Code::Malformed,
        format!(
            "`{path}` is not a token of this list: give the `next_page` of the page before, with \
             the same filters"
        ),
    )
    .at(path)
}

/// Sets a query to go on where the page before ended, and to read one row more than the page has.
///
/// # Errors
/// `malformed` for a token that is none, or of another query.
pub fn resume(q: Query, token: Option<&str>, limit: u32) -> Result<Query> {
    let after = match token {
        None => None,
        Some(token) => {
            let right = |values: &Vec<Value>| values.len() == q.index.columns.len();
            let place = unseal(&stamp(&q), token).filter(right);
            Some(place.ok_or_else(|| not_a_token("after"))?)
        }
    };
    Ok(q.after(after).limit(limit.saturating_add(1)))
}

/// Cuts rows to the page and makes the token of the next one.
pub fn cut<R: Record>(
    q: &Query,
    row_of: impl Fn(&R) -> Row,
    limit: u32,
    mut rows: Vec<R>,
) -> (Vec<R>, Option<String>) {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| seal(&stamp(q), &q.table.pick(q.index, &row_of(last))));
    (rows, next)
}

/// The rows that a search looks through at a time.
const STRETCH: u32 = 500;
/// The rows after which a search ends its page: whoever wants more asks again.
const LOOKED_AT: usize = 10_000;

/// A page of those rows of a query that `keep` keeps, read in stretches; `mark` says what it keeps.
/// Where much is looked through for little, the page is short, and its token goes on.
///
/// # Errors
/// As [`resume`].
pub(crate) fn sift<R: Record>(
    tx: &mut Tx<'_>,
    q: Query,
    mark: &str,
    token: Option<&str>,
    limit: u32,
    keep: impl Fn(&R) -> bool,
) -> Result<(Vec<R>, Option<String>)> {
    let stamp = stamp_of(&format!("{} {mark}", stamp(&q)));
    let right = |place: &Vec<Value>| place.len() == q.index.columns.len();
    let mut place = match token {
        None => None,
        Some(token) => {
            Some(unseal(&stamp, token).filter(right).ok_or_else(|| not_a_token("after"))?)
        }
    };
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let (mut items, mut looked_at) = (Vec::new(), 0_usize);
    loop {
        let rows = tx.find::<R>(&q.clone().after(place.clone()).limit(STRETCH))?;
        if rows.is_empty() {
            return Ok((items, None));
        }
        looked_at = looked_at.saturating_add(rows.len());
        for row in rows {
            let kept = keep(&row);
            if kept && items.len() == limit {
                return Ok((items, place.map(|place| seal(&stamp, &place))));
            }
            place = Some(q.table.pick(q.index, &tx.row_of(&row)));
            items.extend(Some(row).filter(|_| kept));
        }
        if looked_at >= LOOKED_AT {
            return Ok((items, place.map(|place| seal(&stamp, &place))));
        }
    }
}

/// A page of a list: its rows, and the token that goes on behind them.
macro_rules! pages {
    ($($(#[$doc:meta])+ $page:ident of $item:ty;)+) => {$(
        $(#[$doc])+
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $page {
            /// The rows, in the list's order.
            pub items: Vec<$item>,
            /// Give it as `after` for the rows that follow; none: there are no more.
            pub next_page: Option<String>,
        }
    )+};
}
pub(crate) use pages;
