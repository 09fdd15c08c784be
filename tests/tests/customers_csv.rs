//! A9: customers out as CSV and back in: what goes out comes back as it was, what is bad is told by
//! its line, and nothing is half done.

use milkround_core::Code;
use milkround_core::error::Error;
use milkround_core::hub::customer_fields::SaveCustomerField;
use milkround_core::hub::customers::{
    CustomerColumn, CustomersImported, EraseCustomer, ExportCsv, ImportCsv, SetConsent,
};
use milkround_core::hub::enterprises::{CreateEnterprise, SettingsPatch};
use milkround_core::model::customer::{Consent, FieldKind};
use milkround_core::store::{Access, MemoryStore, Query, Scope, Store, Transaction};
use milkround_sqlite::SqliteStore;
use milkround_tests::random::Random;
use milkround_tests::shop::{HUB, Shop, refused};
use milkround_tests::{CountingStore, raw};
use std::fmt::Write;
use std::sync::Arc;

const START: &str = "2026-03-01T12:00:00Z";

#[derive(Debug, Clone, Default)]
struct Shared(Arc<MemoryStore>);

impl Store for Shared {
    fn begin(
        &self,
        scope: &Scope,
        access: Access,
    ) -> milkround_core::Result<Box<dyn Transaction + '_>> {
        self.0.begin(scope, access)
    }
}

fn import(csv: impl Into<String>) -> ImportCsv {
    ImportCsv { enterprise: HUB.into(), csv: csv.into(), ..Default::default() }
}

fn counts(came: &CustomersImported) -> [u64; 4] {
    [came.created, came.updated, came.unchanged, came.refused]
}

/// The whole file, piece by piece.
fn export(shop: &Shop, ask: &ExportCsv) -> String {
    let mut ask = ExportCsv { enterprise: Some(HUB.into()), ..ask.clone() };
    let mut whole = String::new();
    loop {
        let piece = shop.run(ask.clone()).expect("a piece");
        whole.push_str(&piece.csv);
        match piece.next_page {
            Some(page) => ask.after = Some(page),
            None => return whole,
        }
    }
}

fn lines_of(error: &Error) -> Vec<(&str, Code)> {
    error.violations().iter().map(|v| (v.path.as_str(), v.code)).collect()
}

fn with_fields(shop: &Shop) {
    for (field, label, kind) in [
        ("allergies", "Allergies", FieldKind::Text),
        ("boxes", "Boxes", FieldKind::Number),
        ("code", "Code", FieldKind::Text),
        ("since", "Member since", FieldKind::Date),
    ] {
        let (field, label, choices) = (field.into(), label.into(), Vec::new());
        let field = SaveCustomerField {
            enterprise: HUB.into(),
            field,
            label,
            kind,
            choices,
            position: None,
        };
        shop.run(field).expect("a field");
    }
}

/// Texts with everything that a spreadsheet, a comma or a quote could do to them.
fn nasty(random: &mut Random) -> String {
    const SIGNS: [&str; 18] = [
        "=",
        "+",
        "-",
        "@",
        "\t",
        "\n",
        "'",
        "\"",
        ",",
        ";",
        "a",
        "é",
        "\u{ff1d}",
        "\u{ff0b}",
        " ",
        "1",
        "|",
        "👩‍🌾",
    ];
    let long = random.below(8);
    let text: String = (0..long).map(|_| SIGNS[random.below(SIGNS.len())]).collect();
    text.trim().to_owned()
}

#[test]
fn a9_any_customers_go_out_and_come_back_into_an_empty_hub() {
    let there = Shop::new(START);
    with_fields(&there);
    let mut random = Random::new(9);
    let mut file = "First name,Company,Phone,Tags,Billing address,Shipping city,Email,Code,\
                    Allergies,Boxes,custom.code,Member since\n"
        .to_owned();
    let cell = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    for n in 0..400 {
        let texts: Vec<String> = (0..6).map(|_| cell(&nasty(&mut random))).collect();
        let _ = writeln!(
            file,
            "{},mail{n}@example.org,N-{n},{},{}.5,{},2020-02-{:02}",
            texts.join(","),
            cell(&nasty(&mut random)),
            n - 200,
            cell(&nasty(&mut random)),
            n % 28 + 1
        );
    }
    let came = there.run(ImportCsv { take_good_rows: true, ..import(file) }).expect("an import");
    assert_eq!(came.created + came.refused, 400);
    assert!(came.created > 300, "{:?}", came.faults);
    let out = export(&there, &ExportCsv::default());
    let here = Shop::new(START);
    with_fields(&here);
    let no_ids = [("Customer id".to_owned(), None)].into();
    let back = here.run(ImportCsv { columns: no_ids, ..import(out.clone()) }).expect("an import");
    assert_eq!(counts(&back), [came.created, 0, 0, 0]);
    let columns = |shop: &Shop| {
        let all = export(shop, &ExportCsv::default());
        all.lines().map(|line| line.split_once(',').unwrap_or((line, "")).1.to_owned()).collect()
    };
    let (a, b): (Vec<String>, Vec<String>) = (columns(&there), columns(&here));
    assert_eq!(a, b);
    // In its own hub the same file changes nothing, and clearing blanks clears nothing.
    for clear_blank in [false, true] {
        let again = there.run(ImportCsv { clear_blank, ..import(out.clone()) }).expect("again");
        assert_eq!(counts(&again), [0, 0, came.created, 0]);
    }
}

#[test]
fn p20_no_cell_of_an_export_begins_as_a_formula_does() {
    let shop = Shop::new(START);
    let mut random = Random::new(20);
    let mut file = "Company;Last name;Code\n".to_owned();
    for n in 0..2000 {
        let text = nasty(&mut random).replace(['\n', '\t'], "");
        let text = text.replace('"', "\"\"");
        let _ = writeln!(file, "\"{text}\";\"n{n}\";\"c{n}\"");
    }
    shop.run(ImportCsv { take_good_rows: true, ..import(file) }).expect("an import");
    let columns = Some(["company", "name"].map(str::to_owned).to_vec());
    let out = export(&shop, &ExportCsv { columns, ..Default::default() });
    let starts = ['=', '+', '-', '@', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}'];
    let mut guarded = 0;
    for row in out.lines() {
        let cell = row.strip_prefix('"').unwrap_or(row);
        assert!(!cell.starts_with(starts), "{row}");
        guarded += usize::from(cell.starts_with("'="));
    }
    assert!(guarded > 20, "{guarded}");
}

#[test]
fn a9_one_bad_row_refuses_the_file_and_every_bad_row_is_told() {
    let store = Shared::default();
    let shop = Shop::on(Box::new(store.clone()), START);
    shop.run(import("Email,Code\nann@example.org,A-1\nben@example.org,B-1\n")).expect("two");
    let file = "Email,Code,First name\n\
                ann@example.org,A-2,Anna\n\
                no address,X-1,Xaver\n\
                \n\
                cal@example.org,b-1,Cal\n\
                dee@example.org,D-1,Dee\n\
                DEE@example.org,D-2,Dee\n\
                eve@example.org,d-1,Eve\n\
                ben@example.org,A-1,Ben\n\
                fay@example.org,F-1,Fay,and,more\n";
    let before = raw::dump(&store);
    let (code, error) = refused(shop.run(import(file)));
    assert_eq!(code, "invalid_input");
    assert_eq!(
        lines_of(&error),
        [
            ("csv.line_3.email", Code::Malformed),
            ("csv.line_7.email", Code::Duplicate),
            ("csv.line_8.code", Code::Duplicate),
            ("csv.line_9.code", Code::AlreadyExists),
            ("csv.line_10", Code::Malformed),
        ]
    );
    assert_eq!(raw::dump(&store), before);
    // A preview: the answer of an import that is then forgotten.
    let trial = shop.hub.as_system().dry_run();
    let preview = trial.run(ImportCsv { take_good_rows: true, ..import(file) }).expect("a preview");
    assert_eq!(raw::dump(&store), before);
    let came = shop.run(ImportCsv { take_good_rows: true, ..import(file) }).expect("the good rows");
    assert_eq!(came, preview);
    assert_eq!(counts(&came), [1, 2, 0, 5]);
    assert_eq!(came.rows, 8);
}

#[test]
fn a2_codes_go_round_in_a_file_however_far_apart_the_rows() {
    let shop = Shop::on(Box::new(SqliteStore::open_in_memory().expect("a store")), START);
    let mut file = "Email,Code\n".to_owned();
    file.extend((0..2500).map(|n| format!("c{n}@example.org,N{n}\n")));
    shop.run(import(file)).expect("customers");
    let columns = Some(["customer", "code"].map(str::to_owned).to_vec());
    let out = export(&shop, &ExportCsv { columns, ..Default::default() });
    let ids: Vec<&str> =
        out.lines().skip(1).filter_map(|row| Some(row.split_once(',')?.0)).collect();
    let turned = |bad: Option<usize>| {
        let mut file = "Customer id,Code,Phone\n".to_owned();
        for (n, id) in ids.iter().enumerate() {
            let phone = if bad == Some(n) { "\u{1}" } else { "" };
            let _ = writeln!(file, "{id},N{},{phone}", (n + 1) % ids.len());
        }
        file
    };
    // One row of a ring cannot be: then none of it can.
    let one_bad = ImportCsv { take_good_rows: true, ..import(turned(Some(1700))) };
    let came = shop.run(one_bad).expect("an import");
    assert_eq!(counts(&came), [0, 0, 0, 2500]);
    let came = shop.run(import(turned(None))).expect("a ring");
    assert_eq!(counts(&came), [0, 2500, 0, 0]);
    let columns = Some(vec!["code".to_owned()]);
    let codes = export(&shop, &ExportCsv { columns, ..Default::default() });
    let first: Vec<&str> = codes.lines().take(3).collect();
    assert_eq!(first, ["Code", "N1", "N2"]);
    assert_eq!(codes.lines().last(), Some("N0"));
}

#[test]
fn a9_a_hundred_thousand_rows_go_in_and_come_out_unchanged() {
    let store = CountingStore::new(SqliteStore::open_in_memory().expect("a store"));
    let calls = store.calls();
    let shop = Shop::on(Box::new(store), START);
    let mut file = "Email,Code,First name,Last name,Company,Tags,Delivery run\r\n".to_owned();
    for n in 0..100_000 {
        let company = if n % 10 == 0 { "\"Café, \"\"Ébène\"\"\"" } else { "" };
        let _ = write!(
            file,
            "c{n}@example.org,N{n:06},First{},Last{},{company},weekly,NTH\r\n",
            n % 900,
            n % 7000
        );
    }
    calls.reset();
    let came = shop.run(import(file.clone())).expect("an import");
    assert_eq!(counts(&came), [100_000, 0, 0, 0]);
    let made: u64 = calls.all().values().sum();
    assert!(made < 100 * 40, "{made} calls of the store for a hundred stretches");
    let names = ["email", "code", "first_name", "last_name", "company", "tags", "delivery_run"];
    let columns = Some(names.map(str::to_owned).to_vec());
    let out = export(&shop, &ExportCsv { columns, limit: Some(20_000), ..Default::default() });
    assert!(out == file, "{:?}", out.lines().zip(file.lines()).find(|(a, b)| a != b));
    let again = shop.run(import(out)).expect("again");
    assert_eq!(counts(&again), [0, 0, 100_000, 0]);
}

#[test]
fn a9_ten_thousand_bad_rows_are_all_told() {
    let shop = Shop::new(START);
    let mut file = "Email\n".to_owned();
    file.extend((0..10_000).map(|n| format!("bad{n}@@example.org\n")));
    let (code, error) = refused(shop.run(import(file.clone())));
    assert_eq!((code, error.violations().len()), ("invalid_input", 10_000));
    assert_eq!(error.violations()[9_999].path, "csv.line_10001.email");
    let came = shop.run(ImportCsv { take_good_rows: true, ..import(file) }).expect("none");
    assert_eq!((came.refused, came.faults.len()), (10_000, 10_000));
}

#[test]
fn a9_a_long_file_goes_in_piece_by_piece() {
    let shop = Shop::new(START);
    let mut file = "Email\n\n".to_owned();
    file.extend((0..250).map(|n| format!("\"c{n}@example.org\"\r\n\r\n")));
    let mut ask = ImportCsv { most_rows: Some(100), ..import(file) };
    let mut seen = Vec::new();
    loop {
        let came = shop.run(ask.clone()).expect("a piece");
        seen.push((came.created, came.next_line));
        match came.next_line {
            Some(line) => ask.from_line = Some(line),
            None => break,
        }
    }
    assert_eq!(seen, [(100, Some(203)), (100, Some(403)), (50, None)]);
    let (code, error) = refused(shop.run(ImportCsv { most_rows: Some(0), ..ask }));
    assert_eq!((code, error.path()), ("invalid_input", Some("most_rows")));
}

#[test]
fn a9_open_food_networks_customer_list_comes_in_as_it_is() {
    let shop = Shop::new(START);
    let page = "Email,Name,Code,Tags,Bill Address,Ship Address,Balance\n\
                ann@example.org,Ann Marie Smith,A-1,\"wholesale,north\",\"1 High St, Bath\",,-12.50\n\
                bar@example.org,Zebra,B-1,,,2 Low Rd,0.00\n";
    let came = shop.run(import(page)).expect("their page");
    assert_eq!(counts(&came), [2, 0, 0, 0]);
    let report = "First Name;Last Name;Billing Address;Email;Phone;Hub;Hub Address;\
                  Shipping Method\n\
                  Ann;Smith-Jones;1 High St, Bath;ANN@example.org;+44 20 7946;Riverside;1 Quay;\
                  Pick up at the barn\n";
    let came = shop.run(import(report)).expect("their report");
    assert_eq!(counts(&came), [0, 1, 0, 0]);
    let taken: Vec<_> = came.columns.iter().map(|column| column.field.as_deref()).collect();
    let expected = ["first_name", "last_name", "billing_address", "email", "phone"].map(Some);
    assert_eq!(taken, [&expected[..], &[None, None, None]].concat());
    let names = ["name", "phone", "tags", "code", "billing_address", "shipping_address"];
    let columns = Some(names.map(str::to_owned).to_vec());
    let out = export(&shop, &ExportCsv { columns, ..Default::default() });
    assert_eq!(
        out.replace("\r\n", "\n"),
        "Display name,Phone,Tags,Code,Billing address,Shipping address\n\
         Ann Smith-Jones,'+44 20 7946,\"north,wholesale\",A-1,\"1 High St, Bath\",\n\
         Zebra,,,B-1,,2 Low Rd\n"
    );
}

#[test]
fn a9_columns_that_are_not_known_missing_or_twice_are_told_before_any_row() {
    let shop = Shop::new(START);
    let told = |ask: ImportCsv| {
        let (_, error) = refused(shop.run(ask));
        let each = lines_of(&error).into_iter().map(|(path, code)| (path.to_owned(), code));
        each.collect::<Vec<_>>()
    };
    let at = |path: &str, code| vec![(path.to_owned(), code)];
    assert_eq!(told(import("")), at("csv", Code::Required));
    assert_eq!(told(import("Email,Shoe size\n")), at("csv.line_1", Code::UnknownField));
    assert_eq!(told(import("Phone,Tags\n1,2\n")), at("csv.line_1", Code::Required));
    assert_eq!(told(import("Email,E-mail\n")), at("csv.line_1", Code::Duplicate));
    assert_eq!(
        told(import("Email\nBj\u{fffd}rn@example.org\n")),
        at("csv.line_2", Code::Malformed)
    );
    let mapped = |header: &str, field: Option<&str>| ImportCsv {
        columns: [(header.to_owned(), field.map(str::to_owned))].into(),
        ..import("Email,Shoe size\nann@example.org,42\n")
    };
    let unknown = at("columns.Shoe size", Code::UnknownField);
    for field in ["shoe", "balance", "custom.shoe"] {
        assert_eq!(told(mapped("Shoe size", Some(field))), unknown, "{field}");
    }
    let missing = told(mapped("Hat size", None));
    assert_eq!(missing[1], ("columns.hat size".to_owned(), Code::UnknownReference));
    assert_eq!(counts(&shop.run(mapped("SHOE  size", None)).expect("left out")), [1, 0, 0, 0]);
    let (_, error) = refused(shop.run(ExportCsv {
        enterprise: Some(HUB.into()),
        columns: Some(vec!["email".into(), "shoe".into()]),
        ..Default::default()
    }));
    assert_eq!(lines_of(&error), [("columns[1]", Code::UnknownField)]);
}

#[test]
fn a1_one_address_may_have_several_customers_where_the_file_says_so() {
    let shop = Shop::new(START);
    let file = "Email,Code,Company\n\
                piet@example.org,P-1,North Café\n\
                piet@example.org,P-2,South Café\n";
    let (_, error) = refused(shop.run(import(file)));
    assert_eq!(lines_of(&error), [("csv.line_3.email", Code::Duplicate)]);
    let ask = ImportCsv { share_email: true, ..import(file) };
    assert_eq!(counts(&shop.run(ask.clone()).expect("two")), [2, 0, 0, 0]);
    assert_eq!(counts(&shop.run(ask).expect("again")), [0, 0, 2, 0]);
    let third = "Email,Code\npiet@example.org,P-3\n";
    let (_, error) = refused(shop.run(import(third)));
    assert_eq!(lines_of(&error), [("csv.line_2.email", Code::AlreadyExists)]);
    // Without a code, the address finds its default customer.
    shop.run(import("Email,Phone\npiet@example.org,123\n")).expect("the default");
    let columns = Some(["code", "phone"].map(str::to_owned).to_vec());
    let out = export(&shop, &ExportCsv { columns, ..Default::default() });
    assert_eq!(out, "Code,Phone\r\nP-1,123\r\nP-2,\r\n");
}

#[test]
fn r18_members_without_address_and_code_are_found_by_their_names() {
    let shop = Shop::new(START);
    let file = "First name,Last name,Phone\nMo,Farmer,1\nJo,Farmer,2\n";
    assert_eq!(counts(&shop.run(import(file)).expect("two")), [2, 0, 0, 0]);
    assert_eq!(counts(&shop.run(import(file)).expect("again")), [0, 0, 2, 0]);
    let twice = "First name,Last name\nMo,Farmer\nAl,Farmer\nmo,farmer\nAl,Farmer\n";
    let (_, error) = refused(shop.run(import(twice)));
    let paths = lines_of(&error);
    assert_eq!(
        paths,
        [("csv.line_4.customer", Code::Duplicate), ("csv.line_5.last_name", Code::Duplicate)]
    );
}

#[test]
fn a9_an_import_never_brings_back_who_is_erased_and_never_sets_consent() {
    let shop = Shop::new(START);
    let ann = shop.customer("ann");
    let columns = Some(["customer", "email"].map(str::to_owned).to_vec());
    let out = export(&shop, &ExportCsv { columns, ..Default::default() });
    let says = Consent::Refused;
    let no = SetConsent { enterprise: HUB.into(), customer: ann, version: None, consent: says };
    shop.run(no).expect("consent");
    let ask = ImportCsv {
        columns: [("Consent".into(), None)].into(),
        ..import("Email,Consent\nx@example.org,given\n")
    };
    shop.run(ask).expect("one");
    shop.run(EraseCustomer { enterprise: HUB.into(), customer: ann }).expect("erased");
    let (_, error) = refused(shop.run(import(out)));
    assert_eq!(lines_of(&error), [("csv.line_2.customer", Code::WrongState)]);
}

#[test]
fn a2_codes_that_come_by_themselves_leave_those_of_the_file_alone() {
    let shop = Shop::new(START);
    shop.settle(SettingsPatch {
        customer_codes: Some("C{number}".to_owned()).into(),
        ..Default::default()
    });
    let mut file = "Email,Code\n".to_owned();
    for n in 1..=1500 {
        let code = if n > 1000 { format!("c{}", n - 1000) } else { String::new() };
        let _ = writeln!(file, "c{n}@example.org,{code}");
    }
    assert_eq!(counts(&shop.run(import(file)).expect("all")), [1500, 0, 0, 0]);
    let list = ExportCsv {
        columns: Some(vec!["code".into()]),
        sort_by: Some(CustomerColumn::CreatedAt),
        ..Default::default()
    };
    let codes = export(&shop, &list);
    assert_eq!(codes.lines().nth(1), Some("C501"));
}

#[test]
fn p13_an_export_of_all_hubs_has_those_of_the_manager_alone() {
    let shop = Shop::new(START);
    for enterprise in ["second", "third"] {
        shop.run(CreateEnterprise {
            enterprise: enterprise.into(),
            name: enterprise.into(),
            zone: "Europe/London".into(),
            currency: "GBP".into(),
            ..Default::default()
        })
        .expect("a hub");
        let file = format!("Email\n{enterprise}@example.org\n");
        shop.run(ImportCsv { enterprise: enterprise.into(), csv: file, ..Default::default() })
            .expect("one");
    }
    shop.customer("ann");
    let columns = Some(["enterprise", "email", "orders", "balance"].map(str::to_owned).to_vec());
    let manager = shop.hub.as_user("u", [HUB, "second"]).expect("a manager");
    let all = manager.run(ExportCsv { columns, ..Default::default() });
    let mut rows: Vec<String> = all.expect("a file").csv.lines().map(str::to_owned).collect();
    rows.sort();
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert!(rows.contains(&"second,second@example.org,0,0.00".to_owned()), "{rows:?}");
}

#[test]
fn a9_what_is_written_is_a_whole_customer() {
    let store = Shared::default();
    let shop = Shop::on(Box::new(store.clone()), START);
    shop.run(import("Email,First name\nann@example.org,Ann\n")).expect("one");
    let mut tx = store.begin(&Scope::All, Access::Read).expect("a transaction");
    for t in ["customers", "accounts", "customer_feed"] {
        let t = milkround_core::model::TABLES.iter().find(|table| table.name == t).expect("it");
        assert_eq!(tx.find(&Query::on(t, "primary")).expect("rows").len(), 1, "{}", t.name);
    }
}
