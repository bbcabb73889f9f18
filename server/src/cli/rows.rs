//! Rows for programs: the columns of a command, and its rows as CSV, JSON, JSON lines or Parquet.

use std::io;

use serde_json::Value;

use super::column::Column;
use super::output::Output;
#[cfg(feature = "parquet")]
use super::parquet::ParquetWriter;

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowFormat {
    Csv,
    Json,
    Jsonl,
    Parquet,
}

/// Writes rows as they come: memory does not grow with them.
pub(super) enum RowWriter<'a, 'out> {
    Csv(&'a mut Output<'out>, &'static [Column]),
    Json {
        out: &'a mut Output<'out>,
        separator: &'static str,
    },
    Jsonl(&'a mut Output<'out>),
    #[cfg(feature = "parquet")]
    Parquet(Box<ParquetWriter<'a>>),
}

impl<'a, 'out> RowWriter<'a, 'out> {
    /// Begins a table with these columns.
    pub(super) fn new(out: &'a mut Output<'out>, format: RowFormat, columns: &'static [Column]) -> io::Result<Self> {
        match format {
            RowFormat::Csv => {
                let names: Vec<_> = columns.iter().map(|column| column.name).collect();
                writeln!(out, "{}", names.join(","))?;
                Ok(Self::Csv(out, columns))
            }
            RowFormat::Json => {
                write!(out, "[")?;
                Ok(Self::Json { out, separator: "" })
            }
            RowFormat::Jsonl => Ok(Self::Jsonl(out)),
            #[cfg(feature = "parquet")]
            RowFormat::Parquet => Ok(Self::Parquet(Box::new(ParquetWriter::new(out.bytes(), columns)?))),
            #[cfg(not(feature = "parquet"))]
            RowFormat::Parquet => Err(io::ErrorKind::Unsupported.into()),
        }
    }

    /// Writes a row: an object with a value for each column, by its name. A value that is missing is null.
    pub(super) fn add(&mut self, row: &Value) -> io::Result<()> {
        match self {
            Self::Csv(out, columns) => writeln!(out, "{}", csv(columns.iter().map(|column| &row[column.name]))),
            Self::Json { out, separator } => {
                write!(out, "{separator}\n  {row}")?;
                *separator = ",";
                Ok(())
            }
            Self::Jsonl(out) => writeln!(out, "{row}"),
            #[cfg(feature = "parquet")]
            Self::Parquet(writer) => writer.add(row),
        }
    }

    /// Ends the table.
    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Self::Csv(..) | Self::Jsonl(_) => Ok(()),
            Self::Json { out, separator } => writeln!(out, "{}]", if separator.is_empty() { "" } else { "\n" }),
            #[cfg(feature = "parquet")]
            Self::Parquet(writer) => writer.finish(),
        }
    }
}

/// Writes all of these rows.
pub(super) fn write(
    out: &mut Output<'_>,
    format: RowFormat,
    columns: &'static [Column],
    mut rows: impl Iterator<Item = Value>,
) -> io::Result<()> {
    let mut writer = RowWriter::new(out, format, columns)?;
    rows.try_for_each(|row| writer.add(&row))?;
    writer.finish()
}

/// A record of RFC 4180, without its line end.
fn csv<'v>(values: impl Iterator<Item = &'v Value>) -> String {
    let field = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) if text.contains([',', '"', '\n', '\r']) => format!("\"{}\"", text.replace('"', "\"\"")),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    values.map(field).collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_field_with_a_comma_or_a_quotation_mark_is_quoted() {
        let values = [json!("a"), json!("AT: “X”, Y"), json!("\"Z\""), json!(3), Value::Null];
        assert_eq!(csv(values.iter()), "a,\"AT: “X”, Y\",\"\"\"Z\"\"\",3,");
    }
}
