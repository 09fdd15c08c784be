//! Files that are no export, or not a whole one, or of another version: each is refused before
//! anything is written, and says what to do.

use milkround::moving::{Options, export, import, verify};
use milkround_core::store::MemoryStore;
use milkround_core::{Code, Error};
use milkround_tests::random::{Random, times};
use milkround_tests::shop::{HUB, Shop};
use milkround_tests::{CountingStore, raw};
use sha2::{Digest, Sha256};
use std::io::Cursor;

/// The lines of an export: customers, a series with its cycles, a standing order, orders.
fn file() -> Vec<String> {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let series = shop.weekly(&[("milk", "1.05", None), ("eggs", "2.40", Some(10))]);
    let ann = shop.customer("ann");
    shop.standing(ann, series, &[("milk", 2), ("eggs", 1)]);
    shop.advance("2026-03-05T10:00:00Z");
    let mut out = Vec::new();
    export(shop.hub.store(), &mut out, &Options::default()).unwrap();
    let text = String::from_utf8(out).unwrap();
    text.split_inclusive('\n').map(str::to_owned).collect()
}

/// As a clever editor would leave it: with a hash that is right again.
fn signed(mut lines: Vec<String>) -> Vec<u8> {
    let last = lines.pop().unwrap();
    let digest = Sha256::digest(lines.concat().as_bytes());
    let hash: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    let (head, _) = last.rsplit_once(r#","sha256":""#).unwrap();
    lines.push(format!("{head},\"sha256\":\"{hash}\"}}\n"));
    lines.concat().into_bytes()
}

/// The import is refused, and the store was never opened for a call.
fn refused(file: &[u8], options: &Options<'_>) -> Error {
    let store = CountingStore::new(MemoryStore::default());
    let error = import(&store, Cursor::new(file), options).unwrap_err();
    assert_eq!(store.calls().all().values().sum::<u64>(), 0, "{error}");
    let same = verify(&store, Cursor::new(file), options).unwrap_err();
    assert_eq!(same, error);
    let message = error.message();
    assert!(message.starts_with(|c: char| c.is_lowercase()), "{message}");
    error
}

#[track_caller]
fn says(file: &[u8], code: Code, message: &str) {
    let error = refused(file, &Options::default());
    assert_eq!(error.code(), code, "{error}");
    assert!(error.message().contains(message), "{error}");
}

#[test]
fn what_is_no_export_is_refused_at_its_first_bytes() {
    let no = "give one that `milkround export` wrote";
    for other in [&b""[..], b"\n", b"hello", b"{}", b"{\"format\":\"csv\"}\n", b"SQLite format 3\0"]
    {
        says(other, Code::ForeignDatabase, no);
    }
    // A byte order mark, or other line ends, make another file of it.
    let text = file().concat();
    says(format!("\u{feff}{text}").as_bytes(), Code::ForeignDatabase, no);
    says(text.replace('\n', "\r\n").as_bytes(), Code::Malformed, "changed after it was written");
}

#[test]
fn a_newer_format_asks_for_a_newer_milkround() {
    let text = file().concat();
    for version in ["2", "10", "99999999999999999999"] {
        let newer = text.replacen("\"version\":1,", &format!("\"version\":{version},"), 1);
        says(newer.as_bytes(), Code::NewerSchema, "this Milkround reads format 1");
    }
}

#[test]
fn a_file_that_was_cut_off_anywhere_is_refused() {
    let text = file().concat();
    let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
    let many = text.len();
    let cuts = ends.iter().copied().chain((0..many).step_by(151)).chain(many - 130..many);
    for cut in cuts.filter(|cut| *cut < many) {
        let error = refused(&text.as_bytes()[..cut], &Options::default());
        let code = if cut < 35 { Code::ForeignDatabase } else { Code::Malformed };
        assert_eq!(error.code(), code, "cut at {cut}: {error}");
    }
    let twice = text.clone() + text.lines().last().unwrap() + "\n";
    says(twice.as_bytes(), Code::Malformed, "goes on behind its last line");
    says((text + "\n").as_bytes(), Code::Malformed, "goes on behind its last line");
}

#[test]
fn a_byte_that_was_flipped_anywhere_is_noticed() {
    let bytes = file().concat().into_bytes();
    let many = bytes.len();
    let places = (0..many).step_by(101).chain(0..200).chain(many - 500..many);
    for (n, at) in places.enumerate() {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1 << (n % 8);
        let error = refused(&flipped, &Options::default());
        let codes = [Code::Malformed, Code::ForeignDatabase, Code::NewerSchema];
        assert!(codes.contains(&error.code()), "byte {at}: {error}");
        assert!(at < 40 || error.code() == Code::Malformed, "byte {at}: {error}");
    }
}

/// Changes the first line that has `from`, and signs the file again.
#[track_caller]
fn with(from: &str, to: &str) -> Vec<u8> {
    let mut lines = file();
    let line = lines.iter_mut().find(|line| line.contains(from)).expect("a line to change");
    *line = line.replacen(from, to, 1);
    signed(lines)
}

#[test]
fn a_row_that_is_none_of_ours_is_refused_with_its_line() {
    let row = |part: &str| format!("{{\"table\":\"customers\",\"enterprise\":\"hub\",{part}");
    let begins = row("");
    let named = "\"name_key\":\"ann".to_owned();
    for (from, to, code, message) in [
        (&*begins, &*row("\"nick\":1,"), Code::UnknownField, "there is no column `nick`"),
        ("\"table\":\"offers\"", "\"table\":\"bids\"", Code::UnknownField, "no table `bids`"),
        ("\"table\":\"offers\"", "\"t\":\"offers\"", Code::Malformed, "begin with a table"),
        ("\"email_default\":1", "\"email_default\":\"1\"", Code::WrongKind, "(Int)"),
        ("\"email_default\":1", "\"email_default\":1.0", Code::WrongKind, "`1.0` is not"),
        ("\"email_default\":1", "\"email_default\":null", Code::WrongKind, "`null` is not"),
        ("\"email_default\":1,", "", Code::Required, "`email_default` is missing"),
        (
            "\"email_default\":1",
            "\"email_default\":1,\"email_default\":1",
            Code::Malformed,
            "twice",
        ),
        ("\"starts_on\":\"2", "\"starts_on\":\"x2", Code::WrongKind, "`starts_on` holds (Date)"),
        ("\"created_at\":\"2026-02", "\"created_at\":\"2026-13", Code::WrongKind, "(Instant)"),
        ("\"id\":\"0", "\"id\":\"x", Code::WrongKind, "`id` holds (Id)"),
        (&*named, &*named.replace(":\"a", ":\"\\u0000a"), Code::WrongKind, "`name_key` holds"),
        (&*begins, "{\"table\":\"customers\",\"enterprise\":\"hut\",", Code::Malformed, "`hut`"),
        (&*begins, "[", Code::Malformed, "it is no row"),
        ("\"host_id\":\"hub\"", "\"host_id\":\"hut\"", Code::Malformed, "the id of another"),
    ] {
        let error = refused(&with(from, to), &Options::default());
        assert_eq!(error.code(), code, "{to}: {error}");
        assert!(error.message().contains(message), "{to}: {error}");
        assert!(error.details()["line"].as_u64() > Some(1), "{error}");
        assert!(error.message().contains("export the hub anew"), "{error}");
    }
}

#[test]
fn a_file_of_another_schema_says_so() {
    for (from, to, code, message) in [
        (
            "\"customers\":{",
            "\"customers\":{\"nick\":\"text\",",
            Code::UnknownField,
            "customers.nick",
        ),
        ("\"offers\":{", "\"bids\":{},\"offers\":{", Code::UnknownField, "`bids`"),
        ("\"code\":\"text?\",", "", Code::Required, "customers.code: text?"),
        ("\"code\":\"text?\"", "\"code\":\"int\"", Code::UnknownField, "customers.code: int"),
        (
            "\"name\":\"text\",\"zone\":\"text\"",
            "\"zone\":\"text\",\"name\":\"text\"",
            Code::Malformed,
            "order",
        ),
    ] {
        let file = with(from, to);
        says(&file, code, message);
        says(&file, code, "written by another version of Milkround");
    }
    says(&with("[\"hub\"]", "[\"hub\",\"hub\"]"), Code::Duplicate, "`hub` stands twice");
    says(&with("[\"hub\"]", "[\" hub\"]"), Code::Malformed, "enterprise id");
    says(&with("[\"hub\"]", "[\"hub\"],\"more\":1"), Code::Malformed, "first line");
}

#[test]
fn rows_that_are_missing_twice_or_out_of_order_are_noticed_though_the_hash_is_right() {
    let place = |lines: &[String]| {
        lines.iter().position(|line| line.starts_with("{\"table\":\"variants\"")).unwrap()
    };
    let mut gone = file();
    gone.remove(place(&gone));
    says(&signed(gone), Code::Malformed, "do not come to what its last line says");
    let mut twice = file();
    let at = place(&twice);
    twice.insert(at, twice[at].clone());
    says(&signed(twice), Code::Malformed, "twice or not in its place");
    let mut crossed = file();
    let at = place(&crossed);
    crossed.swap(at, at + 1);
    says(&signed(crossed), Code::Malformed, "twice or not in its place");
    let mut early = file();
    let due = early.iter().position(|line| line.starts_with("{\"table\":\"due\"")).unwrap();
    let due = early.remove(due);
    early.insert(2, due);
    says(&signed(early), Code::Malformed, "twice or not in its place");
    let mut other = file();
    let last = other.len() - 1;
    other[last] = other[last].replacen("\"accounts\":-", "\"accounts\":-1", 1);
    says(&signed(other), Code::Malformed, "do not come to what its last line says");
    // What signs again is right: a file that was not changed is taken.
    let store = MemoryStore::default();
    import(&store, Cursor::new(signed(file())), &Options::default()).unwrap();
    assert!(raw::dump(&store).contains(HUB));
}

#[test]
fn an_enterprise_that_is_not_there_is_refused_and_those_that_are_are_named() {
    let options = Options { enterprises: vec!["hut".to_owned()], ..Default::default() };
    let error = refused(&signed(file()), &options);
    assert_eq!(
        (error.code(), error.details()["enterprises"].to_string()),
        (Code::NotFound, "[\"hub\"]".to_owned())
    );
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let mut out = Vec::new();
    let error = export(shop.hub.store(), &mut out, &options).unwrap_err();
    assert_eq!((error.code(), out.len()), (Code::NotFound, 0));
}

#[test]
fn a_line_without_end_is_not_read_to_its_end() {
    let mut file = file().concat().into_bytes();
    file.resize(file.len() + (65 << 20), b' ');
    says(&file, Code::Malformed, "longer than any row");
}

/// Whoever can sign a file can bend it as he likes: it is taken, or refused with a code; nothing
/// panics, and what was refused for what it says was refused before anything was written.
#[test]
fn bent_files_that_are_signed_are_taken_or_refused() {
    let lines = file();
    let mut random = Random::new(6);
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..1000 * times("P19") {
        let mut bent = lines.clone();
        for _ in 0..random.between(1, 3) {
            let at = random.below(bent.len() - 1);
            bend(&mut bent[at], &mut random);
        }
        let store = MemoryStore::default();
        match import(&store, Cursor::new(signed(bent)), &Options::default()) {
            Ok(_) => taken += 1,
            Err(error) => {
                assert_ne!(error.code(), Code::Internal, "{error}");
                refused += 1;
            }
        }
    }
    assert!(taken > 10 && refused > 500, "{taken} taken, {refused} refused");
}

/// Puts one character in another's place, or takes some out, or says some twice.
fn bend(line: &mut String, random: &mut Random) {
    const ODD: [&str; 12] =
        ["\"", "{", "}", "[", "]", ",", ":", "-", "9", "null", "\\u0000", "\u{10ffff}"];
    let chars: Vec<char> = line.trim_end().chars().collect();
    let from = random.below(chars.len());
    let to = (from + random.below(6)).min(chars.len());
    let part = |range: &[char]| range.iter().collect::<String>();
    let (before, bent, behind) = (part(&chars[..from]), part(&chars[from..to]), part(&chars[to..]));
    let bent = match random.below(3) {
        0 => String::new(),
        1 => bent.clone() + &bent,
        _ => (*random.pick(&ODD).unwrap()).to_owned(),
    };
    *line = format!("{before}{bent}{behind}\n");
}

/// A disk that is full after so many bytes.
struct Full(usize);

impl std::io::Write for Full {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 = self.0.checked_sub(bytes.len()).ok_or(std::io::ErrorKind::StorageFull)?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn a_full_disk_stops_the_export_with_an_error() {
    let shop = Shop::new("2026-02-25T12:00:00Z");
    let mut whole = Vec::new();
    export(shop.hub.store(), &mut whole, &Options::default()).unwrap();
    for room in [0, 100, whole.len() - 1] {
        let error = export(shop.hub.store(), &mut Full(room), &Options::default()).unwrap_err();
        assert_eq!(error.code(), Code::StoreUnavailable);
        assert!(error.message().contains("make room"), "{error}");
    }
}
