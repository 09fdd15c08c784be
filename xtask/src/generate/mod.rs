//! What is made from the catalogue of operations: the catalogue itself, and the types and methods
//! of each language with their reference. All of it is committed; a test holds it against this.

mod forms;
mod model;
mod scenarios;
mod splice;

use milkround_core::value::Currency;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, Value, context};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// One file that is made: its template, and where it goes.
const FILES: &[(&str, &str)] = &[
    ("operations.md.j2", "docs/operations.md"),
    ("errors.md.j2", "docs/errors.md"),
    ("node_index.d.ts.j2", "bindings-node/index.d.ts"),
    ("node_index.d.ts.j2", "bindings-node/index.d.cts"),
    ("node_types.js.j2", "bindings-node/lib/types.js"),
    ("node_operations.js.j2", "bindings-node/lib/operations.js"),
    ("python_types.py.j2", "bindings-python/python/milkround/_types.py"),
    ("python_operations.py.j2", "bindings-python/python/milkround/_operations.py"),
    ("ruby_types.rb.j2", "bindings-ruby/lib/milkround/types.rb"),
    ("ruby_operations.rb.j2", "bindings-ruby/lib/milkround/operations.rb"),
];

/// Writes what is stale.
pub fn all() -> ExitCode {
    for path in write_stale(Path::new(".")) {
        println!("written: {}", path.display());
    }
    ExitCode::SUCCESS
}

/// Writes every file that is not as it should be, and names it.
pub fn write_stale(root: &Path) -> Vec<PathBuf> {
    let mut stale = Vec::new();
    for (path, text) in made(root) {
        let path = root.join(path);
        if std::fs::read_to_string(&path).ok().as_deref() != Some(text.as_str()) {
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder is made");
            std::fs::write(&path, text).expect("a file is written");
            stale.push(path);
        }
    }
    stale
}

/// Every made file with its text.
fn made(root: &Path) -> Vec<(PathBuf, String)> {
    let catalogue = milkround_core::wire::schema::catalogue();
    let mut json = serde_json::to_string_pretty(&catalogue).expect("JSON");
    json.push('\n');
    let mut made = vec![
        (PathBuf::from("core/src/wire/catalogue.json"), json),
        (PathBuf::from("docs/scenarios.md"), scenarios::page(root)),
        (PathBuf::from("README.md"), splice::page(root, "README.md")),
    ];
    made.extend(rendered(&catalogue));
    made
}

/// What the templates make of a catalogue.
fn rendered(catalogue: &Json) -> Vec<(PathBuf, String)> {
    let model = model::read(catalogue);
    let given = Value::from(Serde(forms::given_names(&model)));
    let mut jinja = environment();
    let fields = forms::field_names(&model);
    jinja.add_filter("camel_fields", move |doc: String| forms::camel_fields(&doc, &fields));
    let model = Value::from(Serde(model));
    let decimals = decimals();
    let render = |(template, path): &(&str, &str)| {
        let template = jinja.get_template(template).unwrap_or_else(|e| panic!("{e:#}"));
        let text =
            template.render(context! { model => &model, given => &given, decimals => &decimals });
        (PathBuf::from(path), text.unwrap_or_else(|e| panic!("{e:#}")))
    };
    FILES.iter().map(render).collect()
}

/// The currencies whose amounts have not two decimals, as the rows of a table.
fn decimals() -> String {
    let letters = || 'A'..='Z';
    let pairs = letters().flat_map(|a| letters().map(move |b| (a, b)));
    let codes = pairs.flat_map(|(a, b)| letters().map(move |c| format!("{a}{b}{c}")));
    let known = codes.filter_map(|code| Currency::new(&code).ok());
    let odd = known.filter(|currency| currency.exponent() != 2);
    let rows = odd.map(|currency| format!("\"{currency}\"~=>~{}", currency.exponent()));
    rows.collect::<Vec<_>>().join(", ")
}

fn environment() -> Environment<'static> {
    let mut jinja = Environment::new();
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()
        .expect("a syntax");
    jinja.set_syntax(syntax);
    jinja.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    jinja.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
    jinja.add_filter("class", |name: String| model::class_of(&name));
    jinja.add_filter("camel", |name: String| camel(&name));
    // A text as a literal that Python, JavaScript and Ruby all read.
    jinja.add_filter("quoted", |text: String| serde_json::to_string(&text).expect("JSON"));
    jinja.add_filter("wrap", |text: String, width: usize| wrap(&text, width));
    jinja.set_loader(|name| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates").join(name);
        Ok(std::fs::read_to_string(path).ok())
    });
    jinja
}

/// `per_order` as `perOrder`.
fn camel(name: &str) -> String {
    let class = model::class_of(name);
    let mut letters = class.chars();
    let first = letters.next().map(|first| first.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

/// The lines of a text, none longer than `width`; its own line ends within a paragraph are spaces.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for (i, paragraph) in text.split("\n\n").enumerate() {
        if i > 0 {
            lines.push(String::new());
        }
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_is_committed_as_it_is_made() {
        let stale = write_stale(&Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
        assert!(stale.is_empty(), "these were stale and are written anew, look at them: {stale:?}");
    }

    /// An operation and a rule that nobody has written a line for, but in the core's catalogue.
    #[test]
    fn a_new_operation_reaches_every_language_and_the_reference_by_itself() {
        let mut catalogue = milkround_core::wire::schema::catalogue();
        catalogue["types"]["RingBell"] = serde_json::json!({
            "type": "object", "description": "Rings.", "required": ["enterprise"],
            "properties": {
                "enterprise": { "type": "string", "description": "Whose." },
                "loud_rings": { "type": "integer", "format": "uint32", "minimum": 0 },
            },
            "x-in-requests": true, "x-in-answers": false,
        });
        let new = ["bells.ring", "rules.ring"].map(|name| {
            serde_json::json!({
                "name": name, "mutates": true, "keyed": name == "bells.ring", "for_customers": false,
                "is_rule": name == "rules.ring", "request": "RingBell", "answer": "Customer",
                "errors": [],
            })
        });
        catalogue["operations"].as_array_mut().expect("operations").extend(new);
        let made = rendered(&catalogue);
        let text = |path: &str| {
            let found = made.iter().find(|(made, _)| made == Path::new(path));
            &found.unwrap_or_else(|| panic!("{path} is not made")).1
        };
        for (path, shown) in [
            (
                "bindings-python/python/milkround/_operations.py",
                &[
                    "class Bells:",
                    "class AsyncBells:",
                    "loud_rings: int | None = None",
                    "\"bells.ring\"",
                    "\"rules.ring\"",
                ][..],
            ),
            ("bindings-node/index.d.ts", &["bells", "loudRings?: number"]),
            ("bindings-node/lib/operations.js", &["\"bells.ring\"", "\"rules.ring\""]),
            ("bindings-node/lib/types.js", &["loud_rings"]),
            (
                "bindings-ruby/lib/milkround/operations.rb",
                &["class Bells", "loud_rings", "bells.ring", "rules.ring"],
            ),
            ("docs/operations.md", &["### bells.ring", "### rules.ring", "`loud_rings`"]),
        ] {
            let text = text(path);
            for shown in shown {
                assert!(text.contains(shown), "{path} has no `{shown}`");
            }
        }
    }

    /// No type has a field with free names yet. `bindings-ruby/test/maps_test.rb` tests this class.
    #[test]
    fn maps_reach_ruby() {
        let tunes = serde_json::json!({
            "type": "object", "default": {},
            "additionalProperties": { "anyOf": [{ "$ref": "#/$defs/Tune" }, { "type": "null" }] },
        });
        let mut catalogue = milkround_core::wire::schema::catalogue();
        catalogue["types"]["Tune"] = serde_json::json!({
            "type": "object", "required": ["names"], "x-always": ["names"],
            "properties": {
                "names": { "type": "object", "additionalProperties": { "type": "string" } },
                "within": {
                    "type": ["object", "null"], "default": null,
                    "additionalProperties": { "$ref": "#/$defs/Tune" },
                },
                "parts": tunes,
            },
            "x-in-requests": true, "x-in-answers": true,
        });
        catalogue["types"]["CreateEnterprise"]["properties"]["tunes"] = tunes;
        let made = rendered(&catalogue);
        let ruby = made.iter().filter(|(path, _)| path.starts_with("bindings-ruby"));
        let ruby: String = ruby.map(|(_, text)| text.as_str()).collect();
        for shown in [
            "@param tunes [Hash{String => Tune, Hash, nil}, nil]",
            "\"tunes\" => [{ of: :Tune }, :maybe]",
            "def initialize(names:, within: nil, parts: {})",
            "@names = own(keyed(names))",
            "@names = json[\"names\"]\n",
            "@within = json[\"within\"]&.transform_values { |one| Tune.decode(one) }.freeze",
            "json.fetch(\"parts\", {}).transform_values { |one| one && Tune.decode(one) }.freeze",
            "\"names\" => [{ of: :text }]",
            "\"within\" => [{ of: :Tune }, :maybe]",
        ] {
            assert!(ruby.contains(shown), "Ruby has no `{shown}`");
        }
    }
}
