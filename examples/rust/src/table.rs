//! Tables of text: columns as wide as their widest cell, headings underlined.

use std::fmt;

/// A table; a column whose heading begins with `>` is set to the right.
#[derive(Debug)]
pub struct Table {
    heads: Vec<String>,
    right: Vec<bool>,
    rows: Vec<Vec<String>>,
    sum: Option<Vec<String>>,
}

impl Table {
    /// An empty one.
    pub fn new(heads: &[&str]) -> Self {
        Self {
            heads: heads.iter().map(|head| head.trim_start_matches('>').to_owned()).collect(),
            right: heads.iter().map(|head| head.starts_with('>')).collect(),
            rows: Vec::new(),
            sum: None,
        }
    }

    /// Adds a row.
    pub fn row<C: Into<String>>(&mut self, cells: impl IntoIterator<Item = C>) {
        self.rows.push(cells.into_iter().map(Into::into).collect());
    }

    /// Sets the last row, under a rule.
    pub fn sum<C: Into<String>>(&mut self, cells: impl IntoIterator<Item = C>) {
        self.sum = Some(cells.into_iter().map(Into::into).collect());
    }

    fn line(&self, cells: &[String], widths: &[usize]) -> String {
        let each = cells.iter().zip(widths).zip(&self.right);
        let padded = each.map(|((cell, width), right)| {
            let gap = " ".repeat(width.saturating_sub(width_of(cell)));
            if *right { format!("{gap}{cell}") } else { format!("{cell}{gap}") }
        });
        format!("  {}", padded.collect::<Vec<_>>().join("  ")).trim_end().to_owned()
    }
}

/// How many columns of a terminal a text takes: one a character.
fn width_of(text: &str) -> usize {
    text.chars().count()
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let all = || std::iter::once(&self.heads).chain(&self.rows).chain(&self.sum);
        let widest = |column: usize| {
            all().filter_map(|row| row.get(column)).map(|cell| width_of(cell)).max().unwrap_or(0)
        };
        let widths: Vec<usize> = (0..self.heads.len()).map(widest).collect();
        writeln!(f, "{}", self.line(&self.heads, &widths))?;
        let rules: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
        writeln!(f, "{}", self.line(&rules, &widths))?;
        for row in &self.rows {
            writeln!(f, "{}", self.line(row, &widths))?;
        }
        if let Some(sum) = &self.sum {
            writeln!(f, "{}", self.line(&rules, &widths))?;
            writeln!(f, "{}", self.line(sum, &widths))?;
        }
        Ok(())
    }
}

/// Joins words into lines of at most `width` characters.
pub fn wrapped(words: &[String], between: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words {
        match lines.last_mut() {
            Some(line) if width_of(line) + width_of(between) + width_of(word) <= width => {
                line.push_str(between);
                line.push_str(word);
            }
            _ => lines.push(word.clone()),
        }
    }
    lines
}
