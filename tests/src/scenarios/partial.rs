//! Saved values put in, and answers held against the parts that are expected.

use serde_json::Value as Json;
use std::collections::BTreeMap;

/// With the saved values in place of their names: a text that is `$name` and no more becomes the
/// value, whatever it is; `${name}` within a text becomes its text.
pub fn filled(json: &Json, saved: &BTreeMap<String, Json>) -> Result<Json, String> {
    Ok(match json {
        Json::String(text) => match text.strip_prefix('$').filter(|name| is_name(name)) {
            Some(name) => value(name, saved)?.clone(),
            None => filled_within(text, saved)?.into(),
        },
        Json::Array(items) => {
            Json::Array(items.iter().map(|item| filled(item, saved)).collect::<Result<_, _>>()?)
        }
        Json::Object(fields) => {
            let each = fields.iter().map(|(key, of)| Ok((key.clone(), filled(of, saved)?)));
            Json::Object(each.collect::<Result<_, String>>()?)
        }
        other => other.clone(),
    })
}

/// `${name}` within a text.
pub fn filled_within(text: &str, saved: &BTreeMap<String, Json>) -> Result<String, String> {
    let mut made = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("${") {
        let (name, after) = after.split_once('}').ok_or_else(|| format!("no end: `{text}`"))?;
        made.push_str(before);
        match value(name, saved)? {
            Json::String(text) => made.push_str(text),
            other => made.push_str(&other.to_string()),
        }
        rest = after;
    }
    made.push_str(rest);
    Ok(made)
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

fn value<'s>(name: &str, saved: &'s BTreeMap<String, Json>) -> Result<&'s Json, String> {
    saved.get(name).ok_or_else(|| format!("nothing was saved as `{name}`"))
}

/// The value at a path such as `items[0].order.id`.
pub fn at<'j>(json: &'j Json, path: &str) -> Option<&'j Json> {
    path.split(['.', '[']).try_fold(json, |within, part| match part.strip_suffix(']') {
        Some(place) => within.get(place.parse::<usize>().ok()?),
        None => within.get(part),
    })
}

/// Of an object the expected fields alone are looked at; lists match item by item; the rest is
/// equal or not.
pub fn compare(expected: &Json, got: &Json, path: &str) -> Result<(), String> {
    let shown = if path.is_empty() { "the answer" } else { path };
    match (expected, got) {
        (Json::Object(fields), Json::Object(_)) => {
            for (key, of) in fields {
                let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
                let Some(got) = got.get(key) else {
                    return Err(format!("at `{path}`: expected {of}, got nothing, in {got}"));
                };
                compare(of, got, &path)?;
            }
            Ok(())
        }
        (Json::Array(items), Json::Array(seen)) if items.len() == seen.len() => {
            let pairs = items.iter().zip(seen).enumerate();
            pairs.into_iter().try_for_each(|(i, (a, b))| compare(a, b, &format!("{path}[{i}]")))
        }
        (Json::Array(items), Json::Array(seen)) => {
            Err(format!("at `{shown}`: expected {} items, got {}: {got}", items.len(), seen.len()))
        }
        _ if expected == got => Ok(()),
        _ => Err(format!("at `{shown}`: expected {expected}, got {got}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn saved_values_keep_their_kind_and_texts_take_them_in() {
        let saved = BTreeMap::from([("n".to_owned(), json!(3)), ("id".to_owned(), json!("a-b"))]);
        let given =
            json!({"version": "$n", "note": "v${n} of ${id}", "price": "$ 5", "ids": ["$id"]});
        let made = filled(&given, &saved).unwrap();
        assert_eq!(
            made,
            json!({"version": 3, "note": "v3 of a-b", "price": "$ 5", "ids": ["a-b"]})
        );
        assert_eq!(filled(&json!("$m"), &saved).unwrap_err(), "nothing was saved as `m`");
    }

    #[test]
    fn only_what_is_named_is_compared_and_a_difference_is_found_by_its_path() {
        let got =
            json!({"order": {"total": "2.00", "lines": [{"v": "milk"}, {"v": "eggs"}]}, "x": 1});
        let compare = |expected: Json| compare(&expected, &got, "");
        assert_eq!(compare(json!({"order": {"total": "2.00"}})), Ok(()));
        let wrong = json!({"order": {"lines": [{}, {"v": "ham"}]}});
        let fault = r#"at `order.lines[1].v`: expected "ham", got "eggs""#;
        assert_eq!(compare(wrong), Err(fault.to_owned()));
        assert!(compare(json!({"order": {"lines": [{}]}})).unwrap_err().contains("1 items, got 2"));
        assert!(compare(json!({"y": null})).unwrap_err().contains("got nothing"));
        assert!(compare(json!({"x": "1"})).is_err());
        assert_eq!(at(&got, "order.lines[1].v"), Some(&json!("eggs")));
        assert_eq!(at(&got, "order.lines[2].v"), None);
    }
}
