//! A9: whom the rows of a file mean, and what becomes of the addresses that they give and take.

use milkround_core::Code;
use milkround_core::error::Error;
use milkround_core::hub::customers::{
    ChangeCustomers, CustomerFilter, CustomersImported, EraseCustomer, ExportCsv, ImportCsv,
    ListCustomers, MergeCustomers,
};
use milkround_core::hub::selections::SaveSelection;
use milkround_core::model::customer::Customer;
use milkround_tests::raw;
use milkround_tests::shop::{HUB, Shop, refused};

const START: &str = "2026-03-01T12:00:00Z";

fn import(csv: impl Into<String>) -> ImportCsv {
    ImportCsv { enterprise: HUB.into(), csv: csv.into(), ..Default::default() }
}

fn counts(came: &CustomersImported) -> [u64; 4] {
    [came.created, came.updated, came.unchanged, came.refused]
}

fn lines_of(error: &Error) -> Vec<(&str, Code)> {
    error.violations().iter().map(|v| (v.path.as_str(), v.code)).collect()
}

#[test]
fn a6_rows_of_who_was_merged_mean_the_one_into_whom_he_was() {
    let shop = Shop::new(START);
    shop.run(import("Email,Code\nann@example.org,A-1\nben@example.org,B-1\n")).expect("two");
    let list = ListCustomers { enterprise: Some(HUB.into()), ..Default::default() };
    let ids: Vec<_> =
        shop.run(list).expect("a list").items.iter().map(|row| row.customer).collect();
    let (customer, into) = (ids[0], ids[1]);
    let merge = MergeCustomers { enterprise: HUB.into(), customer, into, fingerprint: None };
    shop.run(merge).expect("merged");
    let old = "Email,Code,Phone\nann@example.org,A-1,1\n";
    assert_eq!(counts(&shop.run(import(old)).expect("him")), [0, 1, 0, 0]);
    let columns = Some(["email", "code", "phone"].map(str::to_owned).to_vec());
    let ask = ExportCsv { enterprise: Some(HUB.into()), columns, ..Default::default() };
    let out = shop.run(ask).expect("a file").csv;
    assert_eq!(out, "Email,Code,Phone\r\nben@example.org,B-1,1\r\n");
    // A code of his is nobody else's: it finds him, and stays what it is.
    let later = "Email,Code\nnew@example.org,N-1\nben@example.org,a-1\n";
    assert_eq!(counts(&shop.run(import(later)).expect("him")), [1, 0, 1, 0]);
}

#[test]
fn a6_a_name_finds_nobody_who_was_merged_or_erased_and_an_id_tells_into_whom() {
    let shop = Shop::new(START);
    shop.run(import("First name,Company\nAnn,\nBen,\n,Caf\u{e9}\n")).expect("three");
    let list = ListCustomers { enterprise: Some(HUB.into()), ..Default::default() };
    let ids: Vec<_> =
        shop.run(list).expect("a list").items.iter().map(|row| row.customer).collect();
    let merge = MergeCustomers {
        enterprise: HUB.into(),
        customer: ids[0],
        into: ids[1],
        fingerprint: None,
    };
    shop.run(merge).expect("merged");
    let erase = EraseCustomer { enterprise: HUB.into(), customer: ids[2] };
    let erased = shop.run(erase).expect("erased").name();
    let file = format!("Last name,Phone\nAnn,1\n{erased},2\n");
    assert_eq!(counts(&shop.run(import(file.clone())).expect("two new ones")), [2, 0, 0, 0]);
    assert_eq!(counts(&shop.run(import(file)).expect("the same two")), [0, 0, 2, 0]);
    let by_id = format!("Customer id,Phone\n{},3\n{},3\n", ids[0], ids[2]);
    let before = raw::dump(shop.hub.store());
    let (_, error) = refused(shop.run(import(by_id)));
    assert_eq!(
        lines_of(&error),
        [("csv.line_2.customer", Code::WrongState), ("csv.line_3.customer", Code::WrongState)]
    );
    assert!(error.message().contains(&ids[1].to_string()), "{error}");
    assert_eq!(raw::dump(shop.hub.store()), before);
}

#[test]
fn a1_an_address_has_one_default_customer_whoever_leaves_or_takes_it() {
    let defaults = |shop: &Shop| -> Vec<(Option<String>, bool)> {
        let customers = raw::records::<Customer>(shop.hub.store()).into_iter();
        let of = |c: Customer| (c.email.map(|email| email.to_string()), c.email_default);
        customers.filter(|c| c.merged_into.is_none()).map(of).collect()
    };
    let address = |name: &str| Some(format!("{name}@example.org"));
    let share = |csv: String| ImportCsv { share_email: true, ..import(csv) };
    // One comes to share an address that its only customer leaves in the same file.
    let shop = Shop::new(START);
    let ann = shop.customer("ann");
    let file = format!("Customer id,Email,Code\n,ann@example.org,N-1\n{ann},a@example.org,\n");
    shop.run(share(file)).expect("two");
    assert_eq!(defaults(&shop), [(address("a"), true), (address("ann"), true)]);
    // One takes an address that finds another since a merge only.
    let shop = Shop::new(START);
    let (customer, into) = (shop.customer("ann"), shop.customer("ben"));
    let merge = MergeCustomers { enterprise: HUB.into(), customer, into, fingerprint: None };
    shop.run(merge).expect("merged");
    shop.run(share("Email,Code\nann@example.org,N-1\n".into())).expect("one more");
    assert_eq!(defaults(&shop), [(address("ben"), true), (address("ann"), true)]);
    // No address, no default.
    let file = format!("Customer id,Email,First name\n{into},,Ben\n");
    shop.run(ImportCsv { clear_blank: true, ..import(file) }).expect("no address");
    assert_eq!(defaults(&shop), [(None, false), (address("ann"), true)]);
}

#[test]
fn a9_a_file_with_old_mac_line_ends_goes_in_piece_by_piece() {
    let shop = Shop::new(START);
    let csv = "Email\rann@example.org\rben@example.org\r";
    let mut ask = ImportCsv { most_rows: Some(1), ..import(csv) };
    let first = shop.run(ask.clone()).expect("a piece");
    assert_eq!((first.created, first.next_line), (1, Some(3)));
    ask.from_line = first.next_line;
    let second = shop.run(ask).expect("the rest");
    assert_eq!((second.created, second.next_line), (1, None));
}

#[test]
fn a9_a_header_that_is_left_out_may_stand_twice() {
    let shop = Shop::new(START);
    let csv = "Notes,Email,notes\nx,ann@example.org,y\n";
    let (_, error) = refused(shop.run(import(csv)));
    let unknown = ("csv.line_1", Code::UnknownField);
    assert_eq!(lines_of(&error), [unknown, unknown]);
    let columns = [("Notes".to_owned(), None)].into();
    assert_eq!(shop.run(ImportCsv { columns, ..import(csv) }).expect("one").created, 1);
    // Of two that say something, one can be left out and the other not.
    let csv = "Email,Email\nann@example.org,ben@example.org\n";
    let columns = [("Email".to_owned(), None)].into();
    assert_eq!(shop.run(ImportCsv { columns, ..import(csv) }).expect("ben").created, 1);
}

#[test]
fn a9_a_file_of_sharers_that_is_taken_once_is_taken_again() {
    let share = |csv: &str| ImportCsv { share_email: true, ..import(csv) };
    let shop = Shop::new(START);
    // The address alone comes first and is the default's, whom it finds the next time.
    let file = share("Email,Code\na@example.org,\na@example.org,C-1\na@example.org,C-2\n");
    assert_eq!(counts(&shop.run(file.clone()).expect("three")), [3, 0, 0, 0]);
    assert_eq!(counts(&shop.run(file).expect("the same three")), [0, 0, 3, 0]);
    // It would be him of the row before the next time.
    let file = share("Email,Code\nb@example.org,B-1\nb@example.org,\n");
    let (_, error) = refused(shop.run(file));
    assert_eq!(lines_of(&error), [("csv.line_3.email", Code::Duplicate)]);
}

#[test]
fn a9_an_export_of_a_field_that_is_not_there_is_refused() {
    let shop = Shop::new(START);
    shop.customer("ann");
    let columns = Some(["email", "custom.nope"].map(str::to_owned).to_vec());
    let ask = ExportCsv { enterprise: Some(HUB.into()), columns, ..Default::default() };
    let (_, error) = refused(shop.run(ask.clone()));
    assert_eq!(lines_of(&error), [("columns[1]", Code::UnknownField)]);
    // Among several hubs it may be one's and not another's.
    let csv = shop.run(ExportCsv { enterprise: None, ..ask }).expect("a file").csv;
    assert_eq!(csv, "Email,custom.nope\r\nann@example.org,\r\n");
}

#[test]
fn r43_what_an_import_answered_and_a_selection_says_tell_nothing_of_the_erased() {
    let shop = Shop::new(START);
    let ann = shop.customer("ann");
    let file = "Email,Last name\nsecret@@example.org,Secret\nann@example.org,Ann\n";
    let ask = ImportCsv { take_good_rows: true, ..import(file) };
    shop.hub.as_system().with_key("file").run(ask.clone()).expect("a file");
    let filter = CustomerFilter { email: Some("ANN@example.org".into()), ..Default::default() };
    let keep = SaveSelection { enterprise: HUB.into(), name: "Just one".into(), filter };
    shop.run(keep).expect("kept");
    shop.run(EraseCustomer { enterprise: HUB.into(), customer: ann }).expect("erased");
    let left = raw::dump(shop.hub.store()).to_lowercase();
    assert!(!left.contains("ann@") && !left.contains("secret"), "{left}");
    // The same call answers as it did, but for what it quoted, and the selection means nobody.
    let again = shop.hub.as_system().with_key("file").run(ask).expect("the answer");
    assert_eq!((again.refused, again.faults[0].message.as_str()), (1, "erased"));
    let give = ChangeCustomers {
        enterprise: HUB.into(),
        selection: Some("just one".into()),
        add_tags: vec!["x".into()],
        ..Default::default()
    };
    assert_eq!(shop.run(give).expect("nobody").changed, 0);
}

#[test]
fn a9_names_in_one_column_and_in_two_are_told() {
    let shop = Shop::new(START);
    let file = "Email,Name,Last name\nann@example.org,Ann Smith,Smythe\n";
    let (_, error) = refused(shop.run(import(file)));
    assert_eq!(lines_of(&error), [("csv.line_1", Code::Duplicate)]);
    let columns = [("name".to_owned(), None)].into();
    shop.run(ImportCsv { columns, ..import(file) }).expect("one of them");
    let nothing =
        ExportCsv { enterprise: Some(HUB.into()), columns: Some(Vec::new()), ..Default::default() };
    assert_eq!(lines_of(&refused(shop.run(nothing)).1), [("columns", Code::Required)]);
}
