//! The examples in the README: copied from the files that the tests run.

use std::path::Path;

const FROM: &str = "<!-- made from ";
const UNTIL: &str = "<!-- until here -->";

/// The page with each example as its file has it.
pub fn page(root: &Path, path: &str) -> String {
    let page = std::fs::read_to_string(root.join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    let mut spliced = String::new();
    let mut rest = page.as_str();
    while let Some((before, from)) = rest.split_once(FROM) {
        let (name, from) = from.split_once(" -->").expect("a marker ends");
        let (_, after) = from.split_once(UNTIL).unwrap_or_else(|| panic!("{name} has no end"));
        let text =
            std::fs::read_to_string(root.join(name)).unwrap_or_else(|e| panic!("{name}: {e}"));
        let language = match name.rsplit('.').next() {
            Some("py") => "python",
            Some("mjs") => "js",
            Some("rb") => "ruby",
            _ => panic!("{name} is in no language that the page knows"),
        };
        spliced.push_str(&format!(
            "{before}{FROM}{name} -->\n```{language}\n{}\n```\n{UNTIL}",
            text.trim_end()
        ));
        rest = after;
    }
    spliced + rest
}
