//! The migrations say what the records declare, and the views show it to people.

use milkround_core::model::TABLES;
use milkround_core::store::{Index, Kind, Table};
use milkround_core::value::Currency;
use milkround_sqlite::SqliteStore;
use rusqlite::Connection;
use std::collections::BTreeSet;

/// A migrated file, seen by another program.
fn migrated() -> (tempfile::TempDir, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hub.db");
    SqliteStore::open(&path).unwrap();
    (folder, Connection::open(path).unwrap())
}

fn strings<P: rusqlite::Params>(db: &Connection, sql: &str, with: P) -> Vec<String> {
    let mut statement = db.prepare(sql).unwrap();
    let rows = statement.query_map(with, |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

/// `name TYPE [NOT NULL] [place in the key]`, one column after the other.
fn declared_columns(t: &Table) -> Vec<String> {
    let column = |c: &milkround_core::store::Column| {
        let kind = match c.kind {
            Kind::Int | Kind::Instant => "INTEGER",
            Kind::Id => "BLOB",
            Kind::Date | Kind::Text | Kind::Json => "TEXT",
        };
        let key = t.key.columns.iter().position(|name| *name == c.name).map_or(0, |i| i + 1);
        format!("{} {kind} {} {key}", c.name, if c.null { "null" } else { "not null" })
    };
    t.columns.iter().map(column).collect()
}

fn declared_index(t: &Table, index: &Index) -> String {
    let unique = if index.unique { "unique " } else { "" };
    format!("{unique}{}_{} {}", t.name, index.name, index.columns.join(" "))
}

#[test]
fn migrations_say_what_the_records_declare() {
    let (_folder, db) = migrated();
    for t in TABLES {
        let columns = "SELECT name || ' ' || type || iif(\"notnull\", ' not null ', ' null ') || pk
            FROM pragma_table_info(?1)";
        assert_eq!(strings(&db, columns, [t.name]), declared_columns(t), "table {}", t.name);
        let shape = "SELECT wr || strict FROM pragma_table_list WHERE name = ?1";
        assert_eq!(strings(&db, shape, [t.name]), ["11"], "`{}` STRICT, WITHOUT ROWID", t.name);
        let indexes = "SELECT iif(\"unique\", 'unique ', '') || l.name || ' ' ||
                (SELECT group_concat(name, ' ') FROM pragma_index_info(l.name))
            FROM pragma_index_list(?1) l WHERE origin = 'c'";
        let made: BTreeSet<_> = strings(&db, indexes, [t.name]).into_iter().collect();
        let declared = t.indexes.iter().map(|index| declared_index(t, index)).collect();
        assert_eq!(made, declared, "indexes of {}", t.name);
        let whole = "SELECT name FROM pragma_index_list(?1) WHERE origin <> 'c' OR partial";
        assert_eq!(strings(&db, whole, [t.name]), [format!("sqlite_autoindex_{}_1", t.name)]);
    }
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table'";
    let made: BTreeSet<_> = strings(&db, tables, []).into_iter().collect();
    assert_eq!(made, TABLES.iter().map(|t| t.name.to_owned()).collect());
}

#[test]
fn the_file_says_whose_it_is() {
    let (_folder, db) = migrated();
    let number = |sql| db.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(number("PRAGMA application_id"), i64::from(u32::from_be_bytes(*b"MLKR")));
    assert_eq!(number("PRAGMA user_version"), 1);
    assert_eq!(strings(&db, "PRAGMA journal_mode", []), ["wal"]);
    assert_eq!(strings(&db, "PRAGMA integrity_check", []), ["ok"]);
}

#[test]
fn references_are_by_whole_keys() {
    let (_folder, db) = migrated();
    for t in TABLES {
        // A reference that is no key of the other table would fail here.
        db.execute_batch(&format!("PRAGMA foreign_key_check(\"{}\")", t.name)).unwrap();
        let parents = "SELECT DISTINCT \"table\" FROM pragma_foreign_key_list(?1)";
        for parent in strings(&db, parents, [t.name]) {
            assert!(TABLES.iter().any(|t| t.name == parent), "{} to {parent}", t.name);
        }
    }
}

#[test]
fn views_know_the_decimals_of_every_currency() {
    let (_folder, db) = migrated();
    let letters = || b'A'..=b'Z';
    let mut known = 0;
    for code in
        letters().flat_map(|a| letters().flat_map(move |b| letters().map(move |c| [a, b, c])))
    {
        let code = std::str::from_utf8(&code).unwrap();
        let Ok(currency) = Currency::new(code) else { continue };
        known += 1;
        db.execute(
            "INSERT OR REPLACE INTO enterprises VALUES (1, 'n', 'z', ?1, '{}', 0, 1, 'h')",
            [code],
        )
        .unwrap();
        let sql = "SELECT decimals, unit FROM readable_enterprises";
        let (decimals, unit): (u32, i64) =
            db.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        assert_eq!(decimals, currency.exponent(), "{code}");
        assert_eq!(unit, 10_i64.pow(decimals), "{code}");
    }
    assert!(known > 150, "{known}");
}

#[test]
fn views_show_rows_to_people() {
    let (_folder, db) = migrated();
    db.execute_batch(
        "PRAGMA foreign_keys = ON;
        BEGIN;
        INSERT INTO enterprises VALUES (1, 'Hub', 'Europe/London', 'GBP', '{}', 0, 1, 'riverside');
        INSERT INTO customers (enterprise_id, id, email, email_default, first_name, last_name, code,
            tags, custom, consent, aliases, created_at, version, name_key, words)
            VALUES (1, zeroblob(16), 'a@b.c', 1, 'Ada', NULL, 'ADA', '[]', '{}', 'unknown', '[]',
            1772353845000, 1, 'ada', '');
        INSERT INTO cycles VALUES (1, zeroblob(16), 'Week 10', 'Europe/London', 1772353845000,
            1772440245000, '2026-03-01T08:30:45', '2026-03-02T08:30:45', 'open', 0, NULL, '[]',
            '[]', 1);
        INSERT INTO orders VALUES (1, x'000102030405060708090a0b0c0d0e0f', 'shop', 'pending', 0, 0,
            0, 0, zeroblob(16), zeroblob(16), 'riverside', NULL, NULL, NULL, NULL, 'hello', '[]',
            '[]', -5, 123456, NULL, 1772353845999, NULL, 1);
        INSERT INTO postings VALUES (1, zeroblob(16), zeroblob(16), 'payment', -1205, NULL, NULL,
            'BACS', NULL, '2026-03-01', '{}', 1772353845000);
        INSERT INTO accounts VALUES (1, zeroblob(16), -1205, 3, 1772353845000, 1);
        INSERT INTO order_lines VALUES (1, zeroblob(16), x'000102030405060708090a0b0c0d0e0f', 1,
            'v1', 1500000, 250000, -2, 10000000000, 99, 1);
        COMMIT;",
    )
    .unwrap();
    let order = "SELECT concat_ws('|', enterprise, \"order\", cycle, customer, customer_code,
        item_total, total, currency, created_at, placed_at) FROM readable_orders";
    assert_eq!(
        strings(&db, order, []),
        ["riverside|00010203-0405-0607-0809-0a0b0c0d0e0f|Week 10|Ada|ADA|-0.05|1234.56|GBP|\
          2026-03-01T08:30:45Z"]
    );
    let line = "SELECT concat_ws('|', variant, asked, given, ordered, price, amount, variant_name)
        FROM readable_order_lines";
    assert_eq!(strings(&db, line, []), ["v1|1.5|0.25|-0.000002|100000000.00|0.99"]);
    let posting =
        "SELECT concat_ws('|', customer, booked_on, kind, amount, currency, reference, at)
        FROM readable_postings";
    let said = ["Ada|2026-03-01|payment|-12.05|GBP|BACS|2026-03-01T08:30:45Z"];
    assert_eq!(strings(&db, posting, []), said);
    let account = "SELECT concat_ws('|', customer_code, balance, orders, last_order_at,
        standing_orders) FROM readable_accounts";
    assert_eq!(strings(&db, account, []), ["ADA|-12.05|3|2026-03-01T08:30:45Z|1"]);
    let customer = "SELECT concat_ws('|', name, code, email, created_at) FROM readable_customers";
    assert_eq!(strings(&db, customer, []), ["Ada|ADA|a@b.c|2026-03-01T08:30:45Z"]);
    let cycle = "SELECT concat_ws('|', name, opens_local, closes_at) FROM readable_cycles";
    assert_eq!(strings(&db, cycle, []), ["Week 10|2026-03-01T08:30:45|2026-03-02T08:30:45Z"]);
    assert_eq!(strings(&db, "SELECT kind FROM readable_outcomes", []), Vec::<String>::new());
}
