//! Customers as CSV: a file comes in (A9), any list goes out.

mod apply;
mod column;
mod export;
mod import;
mod people;
mod row;
mod text;

pub use apply::CsvFault;
pub use export::{CustomersCsv, ExportCsv};
pub use import::{CsvColumn, CustomersImported, ImportCsv};
