//! The scenarios in prose: `docs/scenarios.md`.

use serde_json::Value as Json;
use std::path::Path;

fn read(path: &Path) -> Json {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

fn text(of: &Json) -> &str {
    of.as_str().unwrap_or_default()
}

/// The page.
pub fn page(root: &Path) -> String {
    let folder = root.join("tests/scenarios");
    let listed = std::fs::read_dir(&folder).expect("the folder of the scenarios");
    let mut files: Vec<_> = listed.map(|entry| entry.expect("a file").path()).collect();
    files.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    files.sort();
    let mut page = format!(
        "# Scenarios\n\nWhat a hub manager would tell, in {} stories. Each runs in Rust on every \
         store and in\nevery language, with the same answers; [the format](scenarios-format.md) is \
         for who writes one.\nMade from `tests/scenarios` by `cargo xtask gen`.\n",
        files.len()
    );
    for file in &files {
        let scenario = read(file);
        let rules: Vec<_> = scenario["rules"].as_array().into_iter().flatten().map(text).collect();
        let (name, about) = (text(&scenario["name"]), text(&scenario["about"]));
        page.push_str(&format!("\n## {name}\n\n{about} *{}*\n\n", rules.join(", ")));
        let steps = scenario["steps"].as_array().into_iter().flatten();
        for (n, step) in steps.filter(|step| step["say"].is_string()).enumerate() {
            let refused = match step["expect_error"]["code"].as_str() {
                Some(code) => format!(" Refused: [`{code}`](errors.md#{code})."),
                None => String::new(),
            };
            let say = text(&step["say"]);
            page.push_str(&format!("{}. {say} (`{}`){refused}\n", n + 1, text(&step["call"])));
        }
    }
    page
}
