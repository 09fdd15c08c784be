//! The SQL that every statement on a table is made of.

use crate::bind::type_of;
use milkround_core::store::{Column, Index, Kind, Table};

/// The schema within the host's database in which all of ours stands.
pub(crate) const SCHEMA: &str = "milkround";

/// Which rows a transaction may see and write: those of the enterprises that it named, or all. The
/// selects make it one look a statement instead of one a row.
const OF_THE_ENTERPRISE: &str = "(SELECT current_setting('milkround.enterprises', true)) = '*' OR \
    enterprise_id = ANY ((SELECT string_to_array(nullif(current_setting('milkround.enterprises', \
    true), '*'), ',')::bigint[])::bigint[])";

/// A name in an SQL text. Declared names have no quotes in them.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

/// The full name of a table.
pub(crate) fn full(t: &Table) -> String {
    format!("{SCHEMA}.{}", quoted(t.name))
}

/// Columns of a table behind its alias `t`.
pub(crate) fn list<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(|name| format!("t.\"{name}\"")).collect::<Vec<_>>().join(", ")
}

pub(crate) fn names<'n>(names: impl IntoIterator<Item = &'n str>) -> String {
    names.into_iter().map(quoted).collect::<Vec<_>>().join(", ")
}

/// A column by its name.
pub(crate) fn column(t: &'static Table, name: &str) -> &'static Column {
    &t.columns[t.col(name).0]
}

/// How an index orders a column: `Null` comes first.
fn ordered(t: &'static Table, name: &str) -> String {
    let nulls = if column(t, name).null { " NULLS FIRST" } else { "" };
    format!("{}{nulls}", quoted(name))
}

/// The statements that make a table as it is declared, if there is none of its name. The migrations
/// say the same by hand; a test compares.
pub fn create_table_sql(t: &'static Table) -> String {
    let column = |c: &Column| {
        let collation = match c.kind {
            Kind::Text | Kind::Json => " COLLATE \"C\"",
            _ => "",
        };
        let null = if c.null { "" } else { " NOT NULL" };
        format!("    {} {}{collation}{null}", quoted(c.name), type_of(c.kind))
    };
    let columns: Vec<String> = t.columns.iter().map(column).collect();
    let (name, key) = (full(t), names(t.key.columns.iter().copied()));
    let mut sql = format!("CREATE TABLE {name} (\n{}\n);\n", columns.join(",\n"));
    for Index { name: index, columns, unique } in t.indexes {
        let unique = if *unique { "UNIQUE " } else { "" };
        let index = quoted(&format!("{}_{index}", t.name));
        let columns: Vec<_> = columns.iter().map(|name| ordered(t, name)).collect();
        let columns = columns.join(", ");
        sql.push_str(&format!("CREATE {unique}INDEX {index} ON {name} ({columns});\n"));
    }
    // Behind the indexes: of two that are alike to the planner, it takes the younger.
    sql.push_str(&format!(
        "ALTER TABLE {name} ADD PRIMARY KEY ({key});\n\
         ALTER TABLE {name} ENABLE ROW LEVEL SECURITY;\n\
         ALTER TABLE {name} FORCE ROW LEVEL SECURITY;\n\
         CREATE POLICY of_the_enterprise ON {name} USING ({OF_THE_ENTERPRISE})\n    \
             WITH CHECK ({OF_THE_ENTERPRISE});\n"
    ));
    sql
}

/// The fixed statements of one table. `$1` is always the enterprise.
///
/// Those for many rows take how many they are as `$2`, then one array a column, and number the rows in
/// the order in which they came. Each is to be looked up by its whole key. Left to itself, the planner
/// holds all rows of the enterprise against all that are given, wherever it believes that there are
/// hardly any: so the rows come with a LIMIT, as few, and bring the enterprise along with the key.
#[derive(Debug)]
pub(crate) struct TableSql {
    /// By one key: the row.
    pub(crate) get: String,
    /// By many keys: the number of the key, and the row.
    pub(crate) get_many: String,
    /// The same row, held, if nobody else holds it.
    pub(crate) hold: String,
    /// The same row, held, however long that takes.
    pub(crate) hold_waiting: String,
    /// Many rows, but those whose key is there: the keys of the new ones.
    pub(crate) insert: String,
    /// Many rows whose keys are all new: without a look before each, which makes it a third dearer.
    pub(crate) insert_new: String,
    /// Many rows, and behind them for each the version before, where there are versions: the number
    /// of each that was there.
    pub(crate) update: String,
    /// Many keys: how many there were is how many it changed.
    pub(crate) delete: String,
}

impl TableSql {
    pub(crate) fn new(t: &'static Table) -> Self {
        let name = full(t);
        let all = list(t.columns.iter().map(|c| c.name));
        let by_key = format!("t.enterprise_id = $1{}", equals(t, |i, _| format!("${}", i + 2)));
        let get = format!("SELECT {all} FROM {name} t WHERE {by_key}");
        let (given, by_given) = given_keys(t, &[]);
        let behind = || t.columns.iter().skip(1);
        let places = behind().zip(3..).map(|(c, i)| format!("${i}::{}[]", type_of(c.kind)));
        let places: Vec<_> = places.collect();
        let own = names(behind().map(|c| c.name));
        let key_names = names(t.key.columns.iter().copied());
        let insert = match own.is_empty() {
            true => format!("INSERT INTO {name} AS t ({key_names}) VALUES ($1)"),
            false => format!(
                "INSERT INTO {name} AS t (enterprise_id, {own}) SELECT $1::bigint, {} \
                 FROM unnest({}) AS v({own}) LIMIT $2::bigint",
                own.split(", ").map(|name| format!("v.{name}")).collect::<Vec<_>>().join(", "),
                places.join(", "),
            ),
        };
        Self {
            get_many: format!(
                "SELECT v.n, {all} FROM {given} CROSS JOIN LATERAL \
                 (SELECT * FROM {name} t WHERE t.enterprise_id = $1{} LIMIT 1) t",
                equals(t, |_, name| format!("v.\"{name}\""))
            ),
            hold: format!("{get} FOR NO KEY UPDATE SKIP LOCKED"),
            hold_waiting: format!("{get} FOR NO KEY UPDATE"),
            get,
            insert: format!(
                "{insert} ON CONFLICT ({key_names}) DO NOTHING RETURNING {}",
                list(t.key.columns.iter().copied())
            ),
            insert_new: insert,
            update: update(t, &places),
            delete: format!("DELETE FROM {name} t USING {given} WHERE {by_given}"),
        }
    }
}

/// ` AND t.a = … AND t.b = …` over the key's parts behind the enterprise.
fn equals(t: &'static Table, what: impl Fn(usize, &str) -> String) -> String {
    let parts = t.key.columns.iter().skip(1).enumerate();
    parts.map(|(i, name)| format!(" AND t.\"{name}\" = {}", what(i, name))).collect()
}

/// Keys behind the enterprise, given as arrays from `$3` on with what else is given a row, numbered
/// in `n`; and how a row of the table is the one of a key.
pub(crate) fn given_keys(t: &'static Table, more: &[(&str, &str)]) -> (String, String) {
    let key = t.key.columns.iter().skip(1);
    let mut columns: Vec<_> =
        key.map(|name| (quoted(name), type_of(column(t, name).kind))).collect();
    columns.extend(more.iter().map(|(name, kind)| (quoted(name), *kind)));
    if columns.is_empty() {
        // The key is the enterprise alone, and stands there once for each time it is asked for.
        columns.push((quoted("nothing"), "bigint"));
    }
    let places = columns.iter().zip(3..).map(|((_, kind), i)| format!("${i}::{kind}[]"));
    let places = places.collect::<Vec<_>>().join(", ");
    let named = columns.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ");
    let given = counted(&places, &named);
    (given, format!("t.enterprise_id = v.e{}", equals(t, |_, name| format!("v.\"{name}\""))))
}

/// What arrays hold, row by row, numbered in `n`, with the enterprise as `e`.
fn counted(places: &str, named: &str) -> String {
    format!(
        "(SELECT $1::bigint AS e, * FROM unnest({places}) WITH ORDINALITY AS v({named}, n) \
         LIMIT $2::bigint) AS v"
    )
}

fn update(t: &'static Table, places: &[String]) -> String {
    let behind = || t.columns.iter().skip(1);
    let (mut named, mut places) = (names(behind().map(|c| c.name)), places.to_vec());
    let mut before = String::new();
    if t.versioned {
        named.push_str(", \"before\"");
        places.push(format!("${}::bigint[]", t.columns.len() + 2));
        before = " AND t.version = v.before".to_owned();
    }
    if places.is_empty() {
        named = "\"nothing\"".to_owned();
        places.push("$3::bigint[]".to_owned());
    }
    let changed = |c: &&Column| !t.key.columns.contains(&c.name);
    let mut set: Vec<_> = behind().filter(changed).map(set_column).collect();
    if set.is_empty() {
        // Nothing but a key: it stays as it is.
        set.push("enterprise_id = t.enterprise_id".to_owned());
    }
    format!(
        "UPDATE {} t SET {} FROM {} WHERE t.enterprise_id = v.e{}{before} RETURNING v.n",
        full(t),
        set.join(", "),
        counted(&places.join(", "), &named),
        equals(t, |_, name| format!("v.\"{name}\"")),
    )
}

fn set_column(c: &Column) -> String {
    format!("\"{0}\" = v.\"{0}\"", c.name)
}
