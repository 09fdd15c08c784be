//! The migrations say what the records declare; row security keeps enterprises apart, whatever is
//! asked; every query walks the index that it names.

use milkround_core::model::TABLES;
use milkround_core::store::{Column, Index, Kind, Query, Scope, Store, Table, Value};
use milkround_core::value::EnterpriseNo;
use milkround_postgres_tests::Database;
use milkround_tests::shop::Shop;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// One migrated database for all that only look at it.
fn migrated() -> &'static Database {
    static DATABASE: OnceLock<Database> = OnceLock::new();
    DATABASE.get_or_init(Database::migrated)
}

fn lines(rows: Vec<Vec<String>>) -> Vec<String> {
    rows.into_iter().map(|row| row.join(" ")).collect()
}

fn declared_column(c: &Column) -> String {
    let kind = match c.kind {
        Kind::Int | Kind::Instant => "bigint",
        Kind::Id => "uuid",
        Kind::Date => "date",
        Kind::Text | Kind::Json => "text C",
    };
    format!("{} {kind} {}", c.name, if c.null { "null" } else { "not null" })
}

fn declared_index(t: &Table, index: &Index) -> String {
    let column = |name: &&str| match t.columns[t.col(name).0].null {
        true => format!("{name} NULLS FIRST"),
        false => (*name).to_owned(),
    };
    let unique = if index.unique { "unique " } else { "" };
    let columns: Vec<_> = index.columns.iter().map(column).collect();
    format!("{unique}{}_{} {}", t.name, index.name, columns.join(", "))
}

#[test]
fn migrations_say_what_the_records_declare() {
    let database = migrated();
    for t in TABLES {
        let columns = format!(
            "SELECT a.attname, format_type(a.atttypid, a.atttypmod)
                || CASE WHEN a.attcollation <> 0 THEN ' ' || l.collname ELSE '' END,
                CASE WHEN a.attnotnull THEN 'not null' ELSE 'null' END
            FROM pg_attribute a LEFT JOIN pg_collation l ON l.oid = a.attcollation
            WHERE a.attrelid = 'milkround.\"{}\"'::regclass AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY a.attnum",
            t.name
        );
        let declared: Vec<_> = t.columns.iter().map(declared_column).collect();
        assert_eq!(lines(database.sql(&columns)), declared, "{}", t.name);
        let indexes = format!(
            "SELECT pg_get_indexdef(indexrelid), indisprimary FROM pg_index
            WHERE indrelid = 'milkround.\"{}\"'::regclass",
            t.name
        );
        let (mut made, mut key) = (BTreeSet::new(), String::new());
        for index in database.sql(&indexes) {
            let definition = index[0].replace('"', "");
            let (head, columns) = definition.split_once(" USING btree (").expect("a b-tree");
            let columns = columns.strip_suffix(')').expect("nothing behind the columns");
            let unique = if head.contains("UNIQUE") { "unique " } else { "" };
            let name = head.split(" INDEX ").nth(1).and_then(|rest| rest.split(' ').next());
            match index[1].as_str() {
                "t" => key = columns.to_owned(),
                _ => drop(made.insert(format!("{unique}{} {columns}", name.expect("a name")))),
            }
        }
        assert_eq!(key, t.key.columns.join(", "), "the key of {}", t.name);
        let declared = t.indexes.iter().map(|index| declared_index(t, index)).collect();
        assert_eq!(made, declared, "indexes of {}", t.name);
    }
    let tables = "SELECT relname FROM pg_class
        WHERE relnamespace = 'milkround'::regnamespace AND relkind IN ('r', 'p')";
    let made: BTreeSet<_> = lines(database.sql(tables)).into_iter().collect();
    assert_eq!(made, TABLES.iter().map(|t| t.name.to_owned()).collect());
}

/// What a PostgreSQL that shards needs: the enterprise leads every key and every reference, and
/// nothing runs by itself. Only the directory of enterprises is unique in the world.
#[test]
fn the_enterprise_leads_every_key_and_no_trigger_is_ours() {
    let database = migrated();
    let keys = "SELECT conrelid::regclass, conname, a.attname FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
        WHERE c.connamespace = 'milkround'::regnamespace AND c.contype IN ('p', 'u', 'f')
            AND a.attname <> 'enterprise_id'";
    assert_eq!(lines(database.sql(keys)), Vec::<String>::new());
    let unique = "SELECT x.relname FROM pg_index i
        JOIN pg_class x ON x.oid = i.indexrelid
        JOIN pg_class t ON t.oid = i.indrelid
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
        WHERE t.relnamespace = 'milkround'::regnamespace AND i.indisunique
            AND a.attname <> 'enterprise_id'";
    assert_eq!(lines(database.sql(unique)), ["enterprises_by_host_id"]);
    let triggers = "SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE c.relnamespace = 'milkround'::regnamespace AND NOT tgisinternal";
    assert_eq!(lines(database.sql(triggers)), Vec::<String>::new());
}

/// P13: of every table, what another enterprise has is neither seen nor written; without a word
/// about enterprises, nothing is.
#[test]
fn row_security_is_forced_on_every_table() {
    let database = Database::migrated();
    let forced = "SELECT relname FROM pg_class WHERE relnamespace = 'milkround'::regnamespace
        AND relkind IN ('r', 'p') AND NOT (relrowsecurity AND relforcerowsecurity)";
    assert_eq!(lines(database.sql(forced)), Vec::<String>::new());
    let policies = "SELECT tablename, count(*) FROM pg_policies WHERE schemaname = 'milkround'
        AND cmd = 'ALL' AND permissive = 'PERMISSIVE' AND roles = '{public}'
        AND qual = with_check GROUP BY 1 ORDER BY 1";
    let each: BTreeSet<_> = TABLES.iter().map(|t| format!("{} 1", t.name)).collect();
    assert_eq!(lines(database.sql(policies)).into_iter().collect::<BTreeSet<_>>(), each);
    // As the very owner of the tables.
    fill(&database);
    let count = |scope: &str, t: &Table| {
        let rows = database.sql(&format!(
            "BEGIN; {scope}; SELECT count(*), count(*) FILTER (WHERE enterprise_id <> 1)
            FROM milkround.\"{}\"; COMMIT",
            t.name
        ));
        (rows[0][0].parse::<u64>().unwrap(), rows[0][1].parse::<u64>().unwrap())
    };
    let mut filled = 0;
    for t in TABLES {
        let (all, of_others) = count("SET LOCAL milkround.enterprises = '*'", t);
        let (seen, foreign) = count("SET LOCAL milkround.enterprises = '1'", t);
        assert_eq!((seen, foreign), (all - of_others, 0), "{}", t.name);
        let (both, _) = count("SET LOCAL milkround.enterprises = '2,1'", t);
        assert_eq!(both, all, "{}", t.name);
        for nothing in ["SELECT 1 WHERE false", "SET LOCAL milkround.enterprises = ''"] {
            assert_eq!(count(nothing, t), (0, 0), "{} {nothing}", t.name);
        }
        filled += u32::from(of_others > 0 && seen > 0);
        let steal = |what: &str| {
            let table = t.name;
            milkround_postgres_tests::sql(
                &database.url(),
                &format!("BEGIN; SET LOCAL milkround.enterprises = '1'; {what}")
                    .replace("$t", table),
            )
        };
        assert_eq!(
            steal("DELETE FROM milkround.\"$t\" WHERE enterprise_id <> 1 RETURNING 1"),
            Ok(vec![])
        );
        if seen > 0 && t.name != "enterprises" {
            let moved = steal("UPDATE milkround.\"$t\" SET enterprise_id = 2").unwrap_err();
            assert!(moved.contains("row-level security"), "{}: {moved}", t.name);
        }
    }
    assert!(filled >= 12, "only {filled} tables hold rows of both enterprises");
}

/// Two enterprises with a season each.
fn fill(database: &Database) {
    let shop = Shop::on(Box::new(database.open()), "2026-03-01T12:00:00Z");
    let series = shop.weekly(&[("milk", "1.00", None), ("eggs", "2.00", Some(10))]);
    for name in ["ann", "ben"] {
        let customer = shop.customer(name);
        shop.standing(customer, series, &[("milk", 1), ("eggs", 1)]);
    }
    shop.advance("2026-03-12T12:00:00Z");
    let copied: Vec<String> = TABLES
        .iter()
        .map(|t| {
            let name = t.name;
            let columns: Vec<_> =
                t.columns.iter().skip(1).map(|c| format!("\"{}\"", c.name)).collect();
            let columns = columns.join(", ");
            // Another host id for another enterprise.
            let read = columns.replace("\"host_id\"", "'other'");
            format!(
                "INSERT INTO milkround.\"{name}\" (enterprise_id, {columns})
                SELECT 2, {read} FROM milkround.\"{name}\" WHERE enterprise_id = 1;"
            )
        })
        .collect();
    database
        .sql(&format!("BEGIN; SET LOCAL milkround.enterprises = '*'; {} COMMIT", copied.concat()));
}

fn some_value(kind: Kind) -> Value {
    match kind {
        Kind::Int => Value::Int(1),
        Kind::Instant => Value::Instant(1),
        Kind::Id => Value::Id("00000000-0000-0000-0000-000000000001".parse().unwrap()),
        Kind::Date => Value::Date(Default::default()),
        Kind::Text | Kind::Json => Value::text("a"),
    }
}

/// Queries of an index: whole, with every prefix, bounded, both ways, from a row on, of several.
fn queries(t: &'static Table, index: &'static Index) -> Vec<Query> {
    let value = |name: &&str| some_value(t.columns[t.col(name).0].kind);
    let values: Vec<Value> = index.columns.iter().map(value).collect();
    let whole = Query { index, ..Query::on(t, "primary") };
    let behind = values[usize::from(whole.led_by_enterprise())..].to_vec();
    let mut all = Vec::new();
    for n in 0..=behind.len() {
        let by_prefix = Query { prefix: behind[..n].to_vec(), ..whole.clone() };
        if let Some(bound) = behind.get(n) {
            all.push(by_prefix.clone().from(bound.clone()));
            all.push(by_prefix.clone().below(bound.clone()));
            all.push(by_prefix.clone().after(Some(values.clone())));
            let column = &t.columns[t.col(index.columns[index.columns.len() - behind.len() + n]).0];
            let others = [bound.clone(), if column.null { Value::Null } else { bound.clone() }];
            all.push(by_prefix.clone().among(others));
        }
        all.push(by_prefix);
    }
    let backwards: Vec<_> = all.iter().map(|q| q.clone().backwards()).collect();
    all.extend(backwards);
    all
}

/// Why a plan is not a walk along the index in its order.
fn fault(plan: &[String], q: &Query) -> Option<String> {
    let text = plan.join("\n");
    let other = ["Seq Scan", "Bitmap", "Hash", "Merge", "Materialize"];
    let other = other.iter().any(|bad| text.contains(bad));
    // Rows that are alike in an index are put in the order of the key among themselves.
    let bounded = usize::from(q.from.is_some() || q.below.is_some());
    let valued = usize::from(q.led_by_enterprise()) + q.prefix.len() + bounded;
    let may_be_null = |name: &&str| q.table.columns[q.table.col(name).0].null;
    let alike = q.index.unique && q.index.columns.iter().skip(valued).any(may_be_null);
    let sorts = |line: &&String| line.contains("Sort  (") && !alike;
    // Another that begins with the same columns is as good.
    let fixed =
        usize::from(q.led_by_enterprise()) + q.prefix.len() + usize::from(q.among.is_some());
    let fixed = &q.index.columns[..fixed];
    let one_row = q.table.key.columns.iter().all(|name| fixed.contains(name));
    let alike_or_better = |index: &&Index| {
        index.columns.starts_with(q.index.columns) || one_row && is_led_by_key(q.table, index)
    };
    let walks = uses_one(q.table, &text, alike_or_better);
    match other || !walks || plan.iter().any(|line| sorts(&line)) {
        true => Some(format!(
            "{} {}, {:?}:\n{text}",
            q.table.name,
            q.index.name,
            (&q.prefix, &q.from, &q.below, &q.after)
        )),
        false => None,
    }
}

/// The tables as they are declared, without rules, with some thousands of rows each that mean
/// nothing; those of one enterprise are half of them.
fn many_rows() -> Database {
    let database = Database::migrated();
    database.sql(
        "DROP SCHEMA milkround CASCADE; CREATE SCHEMA milkround;
        CREATE FUNCTION milkround.schema_version() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
    );
    database.open().create_tables(TABLES).unwrap();
    for t in TABLES {
        let value = |c: &Column| match c.kind {
            Kind::Int | Kind::Instant => "g".to_owned(),
            Kind::Id => "md5(g::text)::uuid".to_owned(),
            Kind::Date => "date '2020-01-01' + g".to_owned(),
            Kind::Text | Kind::Json => "'a' || g".to_owned(),
        };
        let values: Vec<_> = t.columns.iter().skip(1).map(value).collect();
        let no = match t.key.columns.len() {
            1 => "g",
            _ => "CASE WHEN g % 2 = 0 THEN 1 ELSE g END",
        };
        database.sql(&format!(
            "BEGIN; SET LOCAL milkround.enterprises = '*'; INSERT INTO milkround.\"{}\" SELECT {} \
             FROM generate_series(1, 4000) g; COMMIT",
            t.name,
            std::iter::once(no.to_owned()).chain(values).collect::<Vec<_>>().join(", "),
        ));
    }
    database
}

#[test]
fn every_query_walks_its_index_under_row_security() {
    let database = many_rows();
    for analyzed in [false, true] {
        if analyzed {
            database.sql("ANALYZE");
        }
        let store = database.open();
        let mut faults = Vec::new();
        for t in TABLES {
            for index in std::iter::once(&t.key).chain(t.indexes) {
                for q in queries(t, index) {
                    let scopes = [
                        Scope::One(EnterpriseNo(1)),
                        Scope::Some([EnterpriseNo(1), EnterpriseNo(2)].into()),
                    ];
                    for scope in scopes.iter().filter(|_| q.led_by_enterprise()) {
                        let plans = store.explain(&q, scope).unwrap();
                        faults.extend(plans.iter().filter_map(|plan| fault(plan, &q)));
                    }
                }
            }
        }
        let (n, first) = (faults.len(), faults.iter().take(3).cloned().collect::<Vec<_>>());
        assert!(faults.is_empty(), "{n} (analyzed: {analyzed}):\n{}", first.join("\n\n"));
    }
}

/// Whether a plan uses one of these indexes.
fn uses_one(t: &'static Table, plan: &str, which: impl Fn(&&Index) -> bool) -> bool {
    std::iter::once(&t.key).chain(t.indexes).filter(which).any(|index| {
        let name = match index.name {
            "primary" => format!("{}_pkey", t.name),
            name => format!("{}_{name}", t.name),
        };
        plan.contains(&format!("using {name} ")) || plan.contains(&format!("using \"{name}\" "))
    })
}

/// Whether an index begins with the columns of the key, in any order.
fn is_led_by_key(t: &Table, index: &Index) -> bool {
    let key = &t.key.columns;
    index.columns.len() >= key.len() && index.columns[..key.len()].iter().all(|c| key.contains(c))
}

#[test]
fn what_is_asked_for_by_key_is_sought_by_key() {
    let database = many_rows();
    for analyzed in [false, true] {
        if analyzed {
            database.sql("ANALYZE");
        }
        let store = database.open();
        for t in TABLES {
            for (name, plan) in store.explain_by_key(t).unwrap() {
                let text = plan.join("\n");
                for bad in ["Seq Scan", "Bitmap", "Hash", "Merge", "Sort"] {
                    assert!(!text.contains(bad), "{name} of {}: {bad} in\n{text}", t.name);
                }
                let sought = uses_one(t, &text, |index| is_led_by_key(t, index));
                assert!(sought, "{name} of {}:\n{text}", t.name);
                let by = plan.iter().filter(|line| line.contains("Index Cond"));
                let by = by.cloned().collect::<String>();
                let whole = t.key.columns.iter().all(|name| by.contains(name));
                assert!(whole, "{name} of {} by half a key:\n{text}", t.name);
            }
        }
    }
}

/// The tick's look for the earliest work of all, which no enterprise leads.
#[test]
fn the_earliest_work_of_all_is_the_first_of_its_index() {
    let database = Database::migrated();
    fill(&database);
    let due = TABLES.iter().find(|t| t.name == "due").unwrap();
    let q = Query::on(due, "by_time").limit(1);
    for plan in database.open().explain(&q, &Scope::All).unwrap() {
        assert_eq!(fault(&plan, &q), None);
    }
    let store: &dyn Store = &database.open();
    let mut tx = store.begin(&Scope::All, milkround_core::store::Access::Read).unwrap();
    assert_eq!(tx.find(&q).unwrap().len(), 1);
}
