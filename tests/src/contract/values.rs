use super::{Place, fill, find, ids, items, read, refused, write};
use crate::tables::{HERE, ITEMS, Item, MARKS, date};
use chrono::NaiveDate;
use milkround_core::Code;
use milkround_core::store::{Query, Row, Value};

/// A row comes back as it was written, whatever its texts hold. U+0000 is refused everywhere.
pub fn rows_come_back_as_they_were(place: &dyn Place) {
    let store = place.open();
    let long = "ab".repeat(50_000);
    let texts = ["", " ", "'\"`;--\\%_", "é e\u{301} ß İ", "😀\u{1f469}\u{200d}\u{1f33e}", &long];
    let of = |(text, id): (&&str, u128)| Item {
        name: (*text).to_owned(),
        code: Some((*text).to_owned()),
        ..Item::new(HERE, id)
    };
    let rows: Vec<_> = texts.iter().zip(1..).map(|pair| of(pair).row()).collect();
    fill(&*store, &rows);
    assert_eq!(items(&*store), rows);
    let nul = Item { name: "a\0b".to_owned(), ..Item::new(HERE, 99) };
    refused(write(&*store).insert(&ITEMS, &[nul.row()]), Code::Malformed);
    refused(read(&*store).find(&Query::on(&ITEMS, "by_name").eq("a\0b")), Code::Malformed);
}

/// Texts sort by their bytes: no locale, no case, no UTF-16.
pub fn texts_sort_bytewise(place: &dyn Place) {
    let store = place.open();
    let sorted =
        ["", " ", "!", "-", "1", "10", "9", "B", "Z", "a", "aa", "ab", "b", "é", "\u{fffd}", "😀"];
    let item = |(name, id): (&&str, u128)| {
        Item { name: (*name).to_owned(), ..Item::new(HERE, 100 - id) }.row()
    };
    fill(&*store, &sorted.iter().zip(1..).map(item).collect::<Vec<_>>());
    let found = find(&*store, &Query::on(&ITEMS, "by_name"));
    let names: Vec<_> = found.iter().map(|row| row[2].clone()).collect();
    assert_eq!(names, sorted.map(Value::text));
}

/// `Null` stands before everything, and behind everything backwards.
pub fn null_comes_first(place: &dyn Place) {
    let store = place.open();
    let stocks = [(1, Some(0)), (2, None), (3, Some(i64::MIN)), (4, None)];
    let item = |(id, stock)| Item { stock, ..Item::new(HERE, id) }.row();
    fill(&*store, &stocks.map(item));
    let q = Query::on(&ITEMS, "by_stock");
    assert_eq!(ids(&find(&*store, &q)), [2, 4, 3, 1]);
    assert_eq!(ids(&find(&*store, &q.backwards())), [1, 3, 4, 2]);
}

/// Whole numbers and instants keep all their 64 bits, in order.
pub fn whole_numbers_keep_64_bits(place: &dyn Place) {
    let store = place.open();
    let numbers = [i64::MIN, i64::MIN + 1, -1, 0, 1, (1 << 53) + 1, i64::MAX - 1, i64::MAX];
    let item = |(n, id): (&i64, u128)| {
        Item { amount: *n, stock: Some(*n), at: *n, ..Item::new(HERE, 50 - id) }.row()
    };
    let rows: Vec<_> = numbers.iter().zip(1..).map(item).collect();
    fill(&*store, &rows);
    assert_eq!(find(&*store, &Query::on(&ITEMS, "by_stock")), rows);
    assert_eq!(find(&*store, &Query::on(&ITEMS, "by_time")), rows);
    let q = Query::on(&ITEMS, "by_stock").from(i64::MAX);
    assert_eq!(find(&*store, &q), rows[7..]);
    let q = Query::on(&ITEMS, "by_stock").below(i64::MIN + 1);
    assert_eq!(find(&*store, &q), rows[..1]);
}

/// Dates of the years 0 to 9999 sort as dates; others are refused.
pub fn dates_sort_however_far_apart(place: &dyn Place) {
    let store = place.open();
    let dates =
        ["0000-01-01", "0999-12-31", "1000-01-01", "2024-02-29", "2024-03-01", "9999-12-31"];
    let marks: Vec<Row> = dates.iter().rev().map(|on| vec![Value::Int(HERE.0), date(on)]).collect();
    let mut tx = write(&*store);
    tx.insert(&MARKS, &marks).unwrap();
    tx.commit().unwrap();
    let found = find(&*store, &Query::on(&MARKS, "primary"));
    assert_eq!(found, marks.into_iter().rev().collect::<Vec<_>>());
    for far in [NaiveDate::MIN, NaiveDate::MAX, NaiveDate::from_ymd_opt(10_000, 1, 1).unwrap()] {
        let mark = vec![Value::Int(HERE.0), Value::Date(far)];
        refused(write(&*store).insert(&MARKS, std::slice::from_ref(&mark)), Code::OutOfRange);
        refused(read(&*store).get(&MARKS, &[mark]), Code::OutOfRange);
        let q = Query::on(&MARKS, "primary").from(far);
        refused(read(&*store).find(&q), Code::OutOfRange);
    }
}

/// A row or a key that does not fit its table is a fault of the program.
pub fn values_of_another_kind_are_refused(place: &dyn Place) {
    let store = place.open();
    let good = Item::new(HERE, 1).row();
    let with = |col: usize, value: Value| {
        let mut row = good.clone();
        row[col] = value;
        row
    };
    let bad = [
        with(1, Value::Null),
        with(1, Value::text("1")),
        with(2, Value::Null),
        with(2, Value::Int(1)),
        with(4, Value::Instant(1)),
        with(6, Value::Int(1)),
        with(7, Value::text("2024-01-01")),
        with(8, Value::Int(1)),
        good[..9].to_vec(),
        [good.clone(), vec![Value::Null]].concat(),
    ];
    for row in bad {
        refused(write(&*store).insert(&ITEMS, &[good.clone(), row]), Code::Internal);
    }
    for key in [vec![], vec![Value::Int(HERE.0)], good[..3].to_vec(), good[1..3].to_vec()] {
        refused(read(&*store).get(&ITEMS, std::slice::from_ref(&key)), Code::Internal);
        refused(write(&*store).delete(&ITEMS, &[key]), Code::Internal);
    }
    assert_eq!(items(&*store), Vec::<Row>::new());
}
