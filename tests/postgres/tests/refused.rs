//! What cannot be opened is refused with a code and a word of advice, and left as it is.

use milkround_cluster::Cluster;
use milkround_core::Code;
use milkround_core::store::{Access, Scope, Store};
use milkround_postgres::PostgresStore;
use milkround_postgres_tests::{Database, server, sql};
use std::io::{Read, Write};
use std::net::TcpListener;

fn refused(url: &str, code: Code, says: &str) {
    let error = PostgresStore::open(url).expect_err("it is refused");
    assert_eq!(error.code(), code, "{url}: {error}");
    assert!(error.message().contains(says), "{url}: {error}");
    assert!(!error.message().starts_with(char::is_uppercase), "{error}");
    assert_eq!(error.retryable(), code == Code::StoreUnavailable);
    // Whoever logs it must not log the password.
    assert!(!error.to_string().contains("geheim"), "{error}");
}

/// The URL of another role at the tests' server.
fn as_role(role: &str, database: &Database) -> String {
    let url = database.url();
    let (_, host) = url.split_once('@').expect("a role in the URL");
    format!("postgres://{role}@{host}")
}

#[test]
fn a_url_that_does_not_read_is_malformed() {
    refused("postgres://", Code::Malformed, "names no host");
    refused("postgres:///shop", Code::Malformed, "names no host");
    refused("postgres://u:geheim@h:many/shop", Code::Malformed, "postgres://user:password@host");
    refused("postgres://u:geheim@h/shop?pool=0", Code::Malformed, "`pool`");
    refused("postgres://u:geheim@h/shop?pool=lots", Code::Malformed, "`pool`");
    refused("postgres://u:geheim@h/shop?sslmode=geheim2", Code::Malformed, "sslmode");
    refused("postgres://u:geheim@h/shop?sslmode=allow", Code::Malformed, "sslmode");
    refused("postgres://u:geheim@h/shop?sslcert=mine.pem", Code::Malformed, "sslcert");
    refused("postgres://u:geheim@h/shop?colour=red", Code::Malformed, "colour");
}

#[test]
fn where_nobody_answers_is_unavailable() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let url = format!("postgres://u:geheim@127.0.0.1:{port}/shop");
    refused(&url, Code::StoreUnavailable, "cannot be reached");
    // Somebody listens and says nothing.
    let mute = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = mute.local_addr().unwrap().port();
    let url = format!("postgres://u:geheim@127.0.0.1:{port}/shop?connect_timeout=1");
    refused(&url, Code::StoreUnavailable, "database");
    // No host has this name (RFC 6761).
    let url = "postgres://u:geheim@nowhere.invalid/shop?connect_timeout=2";
    refused(url, Code::StoreUnavailable, "cannot be reached");
}

#[test]
fn who_may_not_log_in_is_refused() {
    let database = Database::new();
    refused(&as_role("milkround:geheim", &database), Code::StoreRefused, "user and password");
    refused(&as_role("nobody_here:geheim", &database), Code::StoreRefused, "user and password");
    refused(&as_role("milkround", &database), Code::StoreRefused, "log in");
    let gone = database.url().replace("milkround_test", "milkround_gone");
    refused(&gone, Code::StoreRefused, "does not exist");
}

#[test]
fn a_role_that_may_bypass_row_security_is_refused() {
    let cluster = Cluster::start().expect("a server");
    let root = cluster.superuser_url("postgres");
    let error = PostgresStore::open(&root).expect_err("a superuser");
    assert_eq!(error.code(), Code::StoreRefused, "{error}");
    assert_eq!(error.code().name(), "store_refused");
    assert!(error.message().contains("`postgres` may bypass row security"), "{error}");
    sql(&root, "CREATE ROLE sly LOGIN BYPASSRLS PASSWORD 'geheim'").unwrap();
    sql(&root, "GRANT CREATE ON DATABASE postgres TO sly").unwrap();
    let (_, host) = root.split_once('@').unwrap();
    refused(&format!("postgres://sly:geheim@{host}"), Code::StoreRefused, "bypass row security");
    let schemas = "SELECT 1 FROM pg_namespace WHERE nspname = 'milkround'";
    assert_eq!(sql(&root, schemas), Ok(vec![]), "nothing was made");

    // One who may not make a schema, one who may not use the tables, and one who may.
    sql(&root, "CREATE ROLE guest LOGIN PASSWORD 'geheim'").unwrap();
    sql(&root, "CREATE DATABASE shop OWNER milkround").unwrap();
    let (host, _) = host.rsplit_once('/').unwrap();
    let guest = format!("postgres://guest:geheim@{host}/shop");
    refused(&guest, Code::StoreRefused, "the role may not do this");
    PostgresStore::open(&cluster.url("shop")).expect("the owner may");
    refused(&guest, Code::StoreRefused, "the role may not do this");
    let grants = "GRANT USAGE ON SCHEMA milkround TO guest;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA milkround TO guest";
    sql(&cluster.superuser_url("shop"), grants).unwrap();
    PostgresStore::open(&guest).expect("who was given what he needs");
}

#[test]
fn another_programs_schema_is_left_as_it_is() {
    let database = Database::new();
    database.sql("CREATE SCHEMA milkround; CREATE TABLE milkround.cows (name text)");
    refused(&database.url(), Code::ForeignDatabase, "`cows`");
    let tables = "SELECT relname FROM pg_class WHERE relnamespace = 'milkround'::regnamespace";
    assert_eq!(database.sql(tables), [["cows"]]);
}

#[test]
fn a_schema_that_somebody_made_for_us_is_taken() {
    let database = Database::new();
    database.sql("CREATE SCHEMA milkround");
    database.open();
    database.open();
}

#[test]
fn a_newer_schema_is_refused() {
    let database = Database::migrated();
    database.sql(
        "CREATE OR REPLACE FUNCTION milkround.schema_version() RETURNS integer LANGUAGE sql IMMUTABLE
        AS 'SELECT 99'",
    );
    let error = PostgresStore::open(&database.url()).expect_err("a newer one");
    assert_eq!(error.code(), Code::NewerSchema);
    assert_eq!((&error.details()["version"], &error.details()["known"]), (&99.into(), &1.into()));
    assert!(error.message().contains("upgrade the library"), "{error}");
}

#[test]
fn many_who_open_a_new_database_at_once_find_it_whole() {
    let database = Database::new();
    std::thread::scope(|scope| {
        for _ in 0..6 {
            scope.spawn(|| {
                let store = database.open();
                store.begin(&Scope::All, Access::Write).unwrap().commit().unwrap();
            });
        }
    });
}

/// What a full disk makes the server say, amid a transaction of ours; `full_disk.rs` fills one.
#[test]
fn a_full_disk_is_unavailable_and_nothing_is_kept() {
    use milkround_tests::tables::{HERE, ITEMS, Item, TABLES};
    let database = Database::migrated();
    let store = database.open();
    store.create_tables(TABLES).unwrap();
    database.sql(
        "CREATE FUNCTION full_up() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN RAISE 'could not extend file' USING ERRCODE = 'disk_full'; END $$;
        CREATE TRIGGER full_up BEFORE INSERT ON milkround.suite_items FOR EACH ROW
            WHEN (NEW.name = 'item 0002') EXECUTE FUNCTION full_up()",
    );
    let mut tx = store.begin(&Scope::All, Access::Write).unwrap();
    tx.insert(&ITEMS, &[Item::new(HERE, 1).row()]).unwrap();
    let error = tx.insert(&ITEMS, &[Item::new(HERE, 2).row()]).unwrap_err();
    assert_eq!(error.code(), Code::StoreUnavailable);
    assert!(
        error.retryable() && error.message().contains("disk of the database is full"),
        "{error}"
    );
    assert_eq!(tx.commit().unwrap_err().code(), Code::Internal);
    let mut tx = store.begin(&Scope::All, Access::Read).unwrap();
    assert_eq!(tx.count(&milkround_core::store::Query::on(&ITEMS, "primary"), 9).unwrap(), 0);
}

/// A server with a certificate that `authority` vouches for; its folder, the certificate in a file.
fn with_tls() -> (Cluster, tempfile::TempDir, String) {
    let cluster = Cluster::start().expect("a server");
    let key = rcgen::KeyPair::generate().unwrap();
    let names = vec!["localhost".to_owned(), "127.0.0.1".to_owned()];
    let certificate = rcgen::CertificateParams::new(names).unwrap().self_signed(&key).unwrap();
    let (certificate, key) = (certificate.pem(), key.serialize_pem());
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("root.pem").display().to_string();
    std::fs::write(&path, &certificate).unwrap();
    let put = |what: &str, file: &str| {
        format!(
            "COPY (SELECT regexp_split_to_table('{what}', '\n')) TO PROGRAM 'umask 077; cat > {file}';"
        )
    };
    let root = cluster.superuser_url("postgres");
    let all = put(&certificate, "tls.crt") + &put(&key, "tls.key");
    sql(&root, &all).expect("the files");
    for set in ["ssl_cert_file = 'tls.crt'", "ssl_key_file = 'tls.key'", "ssl = on"] {
        sql(&root, &format!("ALTER SYSTEM SET {set}")).unwrap();
    }
    sql(&root, "CREATE DATABASE shop OWNER milkround").unwrap();
    sql(&root, "SELECT pg_reload_conf()").unwrap();
    let on = || sql(&root, "SHOW ssl").is_ok_and(|rows| rows == [["on"]]);
    while !on() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    (cluster, folder, path)
}

/// The same address, in `hostaddr`.
fn nameless(url: &str) -> String {
    let (head, rest) = url.split_once("127.0.0.1:").unwrap();
    let (port, database) = rest.split_once('/').unwrap();
    format!("{head}/{database}?hostaddr=127.0.0.1&port={port}")
}

/// libpq's rule: a socket in a folder has no TLS, whatever the URL says.
#[test]
fn a_socket_in_a_folder_is_connected_to() {
    let cluster = Cluster::start_with(1).expect("a server");
    let folder = sql(&cluster.superuser_url("postgres"), "SHOW data_directory").unwrap();
    let url = cluster.url("hub_1");
    let folder = folder[0][0].replace('/', "%2F");
    for mode in ["", "?sslmode=disable", "?sslmode=prefer", "?sslmode=require"] {
        let url = format!("{}{mode}", url.replace("127.0.0.1", &folder));
        let store = PostgresStore::open(&url).expect(mode);
        store.begin(&Scope::All, Access::Write).unwrap().commit().unwrap();
        PostgresStore::open(&nameless(&cluster.url("hub_1"))).expect("an address");
    }
}

/// A line that ends while both agree on TLS is no fault of a certificate.
#[test]
fn a_handshake_that_is_cut_is_unavailable() {
    for hears in [true, false] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        std::thread::spawn(move || {
            for mut client in listener.incoming().flatten() {
                let mut asked = [0; 8];
                client.read_exact(&mut asked).unwrap();
                client.write_all(b"S").unwrap();
                // What was sent and not read makes the line end with a reset.
                let _ = if hears { client.read(&mut [0; 4096]) } else { client.peek(&mut asked) };
            }
        });
        let url = format!("postgres://u:geheim@127.0.0.1:{port}/shop?sslmode=require");
        refused(&url, Code::StoreUnavailable, "cannot be reached");
    }
}

/// Somebody who answers and says no word, and one whom the third host never hears of.
#[test]
fn hosts_that_say_nothing_are_passed_over() {
    let database = Database::new();
    let mute =
        [TcpListener::bind("127.0.0.1:0").unwrap(), TcpListener::bind("127.0.0.1:0").unwrap()];
    let [one, two] = mute.each_ref().map(|mute| mute.local_addr().unwrap());
    let url = database.url();
    let (who, rest) = url.split_once('@').unwrap();
    let url = format!("{who}@{one},{two},{rest}?connect_timeout=1");
    let store = PostgresStore::open(&url).expect("the third answers");
    store.begin(&Scope::All, Access::Write).unwrap().commit().unwrap();
}

/// What a hub's keeper has set for a database or a role does not get in our way.
#[test]
fn presets_of_a_database_do_no_harm() {
    use milkround_tests::tables::{HERE, ITEMS, Item, TABLES};
    let database = Database::new();
    database.sql(
        "DO $$ DECLARE preset text; BEGIN
            FOREACH preset IN ARRAY ARRAY['default_transaction_read_only = on', 'row_security = off',
                'default_transaction_isolation = serializable', 'transaction_timeout = 1000'] LOOP
                IF current_setting(split_part(preset, ' ', 1), true) IS NOT NULL THEN
                    EXECUTE format('ALTER DATABASE %I SET %s', current_database(), preset);
                END IF;
            END LOOP; END $$",
    );
    let store = database.open();
    let tables: String = TABLES.iter().map(|t| milkround_postgres::create_table_sql(t)).collect();
    database.sql(&format!("BEGIN READ WRITE; {tables} COMMIT"));
    let mut tx = store.begin(&Scope::All, Access::Write).unwrap();
    tx.insert(&ITEMS, &[Item::new(HERE, 1).row()]).unwrap();
    std::thread::sleep(std::time::Duration::from_millis(1500));
    tx.commit().unwrap();
    let mut tx = store.begin(&Scope::All, Access::Read).unwrap();
    assert_eq!(tx.count(&milkround_core::store::Query::on(&ITEMS, "primary"), 9).unwrap(), 1);
}

/// A standby, what others do when there is one, and what becomes of it.
#[test]
fn a_server_that_only_reads_is_unavailable_until_it_writes() {
    let mut cluster = Cluster::start_with(2).expect("a server");
    let store = PostgresStore::open(&cluster.url("hub_1")).unwrap();
    let root = cluster.superuser_url("postgres");
    sql(&root, "COPY (SELECT 1) TO PROGRAM 'cat > standby.signal'").unwrap();
    cluster.restart().unwrap();
    let begun = store.begin(&Scope::All, Access::Write).map(drop);
    let error = begun.unwrap_err();
    assert_eq!(error.code(), Code::StoreUnavailable, "{error}");
    assert!(error.retryable() && error.message().contains("only reads"), "{error}");
    store.begin(&Scope::All, Access::Read).expect("it reads").commit().unwrap();
    refused(&cluster.url("hub_2"), Code::StoreUnavailable, "only reads");

    // Of several, the one that writes is taken.
    let other = Cluster::start_with(1).expect("another");
    let url = cluster.url("hub_1");
    let (password, here) = url.trim_start_matches("postgres://milkround:").split_once('@').unwrap();
    let same = format!("ALTER ROLE milkround PASSWORD '{password}'");
    sql(&other.superuser_url("postgres"), &same).unwrap();
    let there = other.url("hub_1");
    let (there, _) = there.split_once('@').unwrap().1.split_once('/').unwrap();
    let both =
        format!("postgres://milkround:{password}@{}", here.replace('/', &format!(",{there}/")));
    let several = PostgresStore::open(&both).expect("one writes");
    several.begin(&Scope::All, Access::Write).unwrap().commit().unwrap();
    let schemas = "SELECT 1 FROM pg_namespace WHERE nspname = 'milkround'";
    assert_eq!(sql(&other.superuser_url("hub_1"), schemas).unwrap(), [["1"]]);
    PostgresStore::open(&format!("{both}?target_session_attrs=any")).expect("the first");

    sql(&root, "SELECT pg_promote()").unwrap();
    store.begin(&Scope::All, Access::Write).expect("it writes now").commit().unwrap();
}

#[test]
fn a_database_in_another_encoding_is_refused() {
    let database = Database::new();
    let url = format!("{}_latin", database.url());
    let (_, name) = url.rsplit_once('/').unwrap();
    let make = "ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0";
    sql(server(), &format!("CREATE DATABASE {name} {make}")).unwrap();
    refused(&url, Code::StoreRefused, "ENCODING 'UTF8'");
    sql(server(), &format!("DROP DATABASE {name} WITH (FORCE)")).unwrap();
}

#[test]
fn connections_are_as_safe_as_the_url_asks() {
    let (cluster, _folder, root) = with_tls();
    let url = cluster.url("shop");
    let safe = |query: &str| {
        let store = PostgresStore::open(&format!("{url}?{query}"));
        store.map(|store| {
            let safe = "SELECT ssl, count(*) FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
                WHERE application_name = 'milkround' GROUP BY 1";
            let rows = sql(&cluster.superuser_url("postgres"), safe).unwrap();
            drop(store);
            assert_eq!(rows.len(), 1, "{rows:?}");
            rows[0][0] == "t"
        })
    };
    assert!(!safe("sslmode=disable").unwrap());
    assert!(safe("sslmode=prefer").unwrap());
    assert!(safe("").unwrap());
    assert!(safe("sslmode=require").unwrap());
    assert!(safe(&format!("sslmode=verify-full&sslrootcert={root}")).unwrap());
    assert!(safe(&format!("sslrootcert={}", root.replace('/', "%2F"))).unwrap());
    // The system's authorities know nothing of this certificate.
    let error = safe("sslmode=verify-full").unwrap_err();
    assert_eq!(error.code(), Code::StoreRefused, "{error}");
    assert!(error.message().contains("certificate"), "{error}");
    let error = safe("sslmode=verify-full&sslrootcert=/nowhere.pem").unwrap_err();
    assert!(error.message().contains("`/nowhere.pem`"), "{error}");
    // Another name than the certificate's.
    let other = url.replace("127.0.0.1", "another.example");
    let other = format!("{other}?hostaddr=127.0.0.1&sslrootcert={root}");
    let error = PostgresStore::open(&other).unwrap_err();
    assert_eq!(error.code(), Code::StoreRefused, "{error}");
    // Without a name, the address is looked for in the certificate.
    let nameless = nameless(&url);
    for query in ["", "&sslmode=disable", "&sslmode=require", &format!("&sslrootcert={root}")] {
        PostgresStore::open(&format!("{nameless}{query}")).expect(query);
    }
    // A server that can, is spoken to in TLS from the first byte.
    let version = "SELECT current_setting('server_version_num')::int >= 170000";
    if sql(&cluster.superuser_url("postgres"), version).unwrap() == [["t"]] {
        assert!(safe("sslmode=require&sslnegotiation=direct").unwrap());
    }
    // A server without TLS, where it is asked for.
    let plain = Database::new();
    let error = PostgresStore::open(&format!("{}?sslmode=require", plain.url())).unwrap_err();
    assert_eq!(error.code(), Code::StoreRefused, "{error}");
    assert!(server().starts_with("postgres"));
}
