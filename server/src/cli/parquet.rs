//! Rows as Parquet, with the types of their columns.
//!
//! What is nested becomes flat columns with the levels of Dremel: the repetition level says in which list a value is a
//! further one, the definition level how many of the optional things around a value are there. See “Nested Encoding” of
//! the Parquet format.

use std::io::{self, Write};
use std::sync::Arc;

use jiff::civil::Date;
use parquet::basic::{Compression, LogicalType, Repetition, Type as PhysicalType};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::Type;
use serde_json::Value;

use super::column::{Column, Kind};

/// How many rows are held before they are written, as a row group.
const GROUP_ROWS: usize = 32_768;
/// How many bytes of text are held.
const GROUP_BYTES: usize = 16 << 20;

/// Writes rows as they come, a row group at a time.
pub(super) struct ParquetWriter<'a> {
    file: SerializedFileWriter<&'a mut (dyn Write + Send + 'a)>,
    columns: &'static [Column],
    leaves: Vec<Leaf>,
    /// Those that wait in `leaves`.
    rows: usize,
}

impl<'a> ParquetWriter<'a> {
    /// Begins a file with these columns.
    pub(super) fn new(out: &'a mut (dyn Write + Send + 'a), columns: &'static [Column]) -> io::Result<Self> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::SNAPPY)
            .set_created_by(concat!("debate-ls version ", env!("CARGO_PKG_VERSION")).to_owned())
            .build();
        let schema = Type::group_type_builder("rows").with_fields(types(columns).map_err(io_error)?).build();
        let schema = Arc::new(schema.map_err(io_error)?);
        let file = SerializedFileWriter::new(out, schema, Arc::new(properties)).map_err(io_error)?;
        let mut leaves = Vec::new();
        columns.iter().for_each(|column| add_leaves(&column.kind, false, &mut leaves));
        Ok(Self { file, columns, leaves, rows: 0 })
    }

    /// Adds a row: an object with a value for each column, by its name. A value that is missing is null.
    pub(super) fn add(&mut self, row: &Value) -> io::Result<()> {
        add_fields(self.columns, row, Levels::default(), &mut self.leaves);
        self.rows += 1;
        let bytes: usize = self.leaves.iter().map(|leaf| leaf.bytes).sum();
        if self.rows == GROUP_ROWS || bytes > GROUP_BYTES {
            self.write_group().map_err(io_error)?;
        }
        Ok(())
    }

    /// Ends the file.
    pub(super) fn finish(mut self) -> io::Result<()> {
        if self.rows > 0 {
            self.write_group().map_err(io_error)?;
        }
        self.file.close().map(drop).map_err(io_error)
    }

    fn write_group(&mut self) -> Result<(), ParquetError> {
        let mut group = self.file.next_row_group()?;
        for leaf in &mut self.leaves {
            if let Some(mut column) = group.next_column()? {
                leaf.write(&mut column)?;
                column.close()?;
            }
            leaf.clear();
        }
        group.close()?;
        self.rows = 0;
        Ok(())
    }
}

/// The error of the operating system, if it is one: a closed pipe is none.
fn io_error(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}

fn types(columns: &[Column]) -> Result<Vec<Arc<Type>>, ParquetError> {
    columns.iter().map(|column| type_of(column.name, &column.kind).map(Arc::new)).collect()
}

fn type_of(name: &str, kind: &Kind) -> Result<Type, ParquetError> {
    let primitive = |physical, logical| {
        let builder = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
        builder.with_logical_type(logical).build()
    };
    let group = |name: &str, repetition, logical, fields| {
        let builder = Type::group_type_builder(name).with_repetition(repetition).with_logical_type(logical);
        builder.with_fields(fields).build()
    };
    match kind {
        Kind::Text => primitive(PhysicalType::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => primitive(PhysicalType::INT64, None),
        Kind::Date => primitive(PhysicalType::INT32, Some(LogicalType::Date)),
        Kind::Record(fields) => group(name, Repetition::OPTIONAL, None, types(fields)?),
        Kind::List(item) => {
            // These two names are those of the format's specification.
            let list = group("list", Repetition::REPEATED, None, vec![Arc::new(type_of("element", item)?)])?;
            group(name, Repetition::OPTIONAL, Some(LogicalType::List), vec![Arc::new(list)])
        }
    }
}

/// A flat column: its values that wait to be written, and where nulls and lists are between them.
struct Leaf {
    values: Values,
    definitions: Vec<i16>,
    /// Empty outside of lists.
    repetitions: Vec<i16>,
    in_list: bool,
    /// How many bytes of text wait.
    bytes: usize,
}

enum Values {
    Text(Vec<ByteArray>),
    Integers(Vec<i64>),
    /// In days since 1970-01-01.
    Dates(Vec<i32>),
}

impl Leaf {
    fn add(&mut self, value: &Value, levels: Levels) {
        let is_there = match &mut self.values {
            Values::Text(values) => value.as_str().map(|text| {
                self.bytes += text.len();
                values.push(ByteArray::from(text));
            }),
            Values::Integers(values) => value.as_i64().map(|number| values.push(number)),
            Values::Dates(values) => value.as_str().and_then(days).map(|days| values.push(days)),
        };
        debug_assert!(is_there.is_some() || value.is_null(), "{value} has not the type of its column");
        self.definitions.push(levels.definition + i16::from(is_there.is_some()));
        if self.in_list {
            self.repetitions.push(levels.repetition);
        }
    }

    fn write(&self, column: &mut SerializedColumnWriter<'_>) -> Result<(), ParquetError> {
        let (definitions, repetitions) = (Some(&*self.definitions), self.in_list.then_some(&*self.repetitions));
        match &self.values {
            Values::Text(values) => column.typed::<ByteArrayType>().write_batch(values, definitions, repetitions),
            Values::Integers(values) => column.typed::<Int64Type>().write_batch(values, definitions, repetitions),
            Values::Dates(values) => column.typed::<Int32Type>().write_batch(values, definitions, repetitions),
        }?;
        Ok(())
    }

    fn clear(&mut self) {
        match &mut self.values {
            Values::Text(values) => values.clear(),
            Values::Integers(values) => values.clear(),
            Values::Dates(values) => values.clear(),
        }
        self.definitions.clear();
        self.repetitions.clear();
        self.bytes = 0;
    }
}

/// How many days after 1970-01-01 a date such as `2021-09-07` is.
fn days(date: &str) -> Option<i32> {
    let date: Date = date.parse().ok()?;
    Some((date - Date::constant(1970, 1, 1)).get_days())
}

/// The flat columns of a kind, in the order of the schema.
fn add_leaves(kind: &Kind, in_list: bool, leaves: &mut Vec<Leaf>) {
    let values = match kind {
        Kind::Text => Values::Text(Vec::new()),
        Kind::Integer => Values::Integers(Vec::new()),
        Kind::Date => Values::Dates(Vec::new()),
        Kind::List(item) => return add_leaves(item, true, leaves),
        Kind::Record(fields) => return fields.iter().for_each(|field| add_leaves(&field.kind, in_list, leaves)),
    };
    leaves.push(Leaf { values, definitions: Vec::new(), repetitions: Vec::new(), in_list, bytes: 0 });
}

fn leaf_count(kind: &Kind) -> usize {
    match kind {
        Kind::Text | Kind::Integer | Kind::Date => 1,
        Kind::List(item) => leaf_count(item),
        Kind::Record(fields) => fields.iter().map(|field| leaf_count(&field.kind)).sum(),
    }
}

/// Where a value is.
#[derive(Clone, Copy, Default)]
struct Levels {
    repetition: i16,
    definition: i16,
    /// How many lists it is in.
    lists: i16,
}

/// Adds a value, or null, to the flat columns of its kind.
fn add_value(kind: &Kind, value: &Value, levels: Levels, leaves: &mut [Leaf]) {
    let inside = Levels { definition: levels.definition + i16::from(!value.is_null()), ..levels };
    match kind {
        Kind::Text | Kind::Integer | Kind::Date => leaves.iter_mut().for_each(|leaf| leaf.add(value, levels)),
        Kind::Record(fields) => add_fields(fields, value, inside, leaves),
        Kind::List(item) => {
            let inside = Levels { lists: levels.lists + 1, ..inside };
            let items = value.as_array().map_or(&[][..], Vec::as_slice);
            if items.is_empty() {
                add_value(item, &Value::Null, inside, leaves);
            }
            for (number, value) in items.iter().enumerate() {
                let repetition = if number == 0 { levels.repetition } else { inside.lists };
                let definition = inside.definition + 1;
                add_value(item, value, Levels { repetition, definition, ..inside }, leaves);
            }
        }
    }
}

fn add_fields(fields: &[Column], record: &Value, levels: Levels, leaves: &mut [Leaf]) {
    debug_assert!(
        record.as_object().is_none_or(|record| record.keys().all(|key| fields.iter().any(|field| field.name == key))),
        "{record} has a field that is no column"
    );
    let mut rest = leaves;
    for field in fields {
        let (own, others) = rest.split_at_mut(leaf_count(&field.kind));
        add_value(&field.kind, &record[field.name], levels, own);
        rest = others;
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::{Field, Row};
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    static COLUMNS: [Column; 4] = [
        Column { name: "file", kind: Kind::Text },
        Column { name: "words", kind: Kind::Integer },
        Column { name: "oldest", kind: Kind::Date },
        Column { name: "author", kind: Kind::List(&NAME) },
    ];

    const NAME: Kind = Kind::Record(&[
        Column { name: "family", kind: Kind::Text },
        Column { name: "parts", kind: Kind::List(&Kind::List(&Kind::Integer)) },
    ]);

    /// The rows as an independent reader has them, and how many row groups there are.
    fn read_back(columns: &'static [Column], rows: &[Value]) -> (Vec<Value>, usize) {
        let mut file = tempfile::tempfile().expect("a file");
        let mut writer = ParquetWriter::new(&mut file, columns).expect("begun");
        rows.iter().for_each(|row| writer.add(row).expect("written"));
        writer.finish().expect("written");
        let reader = SerializedFileReader::new(file).expect("Parquet");
        let read = reader.get_row_iter(None).expect("rows").map(|row| record(&row.expect("a row"))).collect();
        (read, reader.num_row_groups())
    }

    fn record(row: &Row) -> Value {
        Value::Object(row.get_column_iter().map(|(name, field)| (name.clone(), value(field))).collect())
    }

    fn value(field: &Field) -> Value {
        match field {
            Field::Null => Value::Null,
            Field::Str(text) => json!(text),
            Field::Long(number) => json!(number),
            Field::Date(days) => json!((Date::constant(1970, 1, 1) + days.days()).to_string()),
            Field::ListInternal(list) => list.elements().iter().map(value).collect(),
            Field::Group(row) => record(row),
            other => panic!("{other} is of another type"),
        }
    }

    fn any_value(kind: &'static Kind) -> BoxedStrategy<Value> {
        let there = match kind {
            Kind::Text => "[a-zé“ ]{0,8}".prop_map(Value::from).boxed(),
            Kind::Integer => any::<u32>().prop_map(Value::from).boxed(),
            Kind::Date => (1..3000_i16, 1..13_i8, 1..29_i8)
                .prop_map(|(year, month, day)| json!(Date::constant(year, month, day).to_string()))
                .boxed(),
            Kind::List(item) => prop::collection::vec(any_value(item), 0..4).prop_map(Value::from).boxed(),
            Kind::Record(fields) => any_record(fields),
        };
        prop_oneof![1 => Just(Value::Null), 4 => there].boxed()
    }

    fn any_record(fields: &'static [Column]) -> BoxedStrategy<Value> {
        let values: Vec<_> = fields.iter().map(|field| any_value(&field.kind)).collect();
        let named = |values: Vec<Value>| fields.iter().map(|field| field.name.to_owned()).zip(values).collect();
        values.prop_map(move |values| Value::Object(named(values))).boxed()
    }

    #[test]
    fn what_is_missing_is_null() {
        let (read, _) = read_back(&COLUMNS, &[json!({"file": "a.debate"})]);
        assert_eq!(read, [json!({"file": "a.debate", "words": null, "oldest": null, "author": null})]);
    }

    #[test]
    fn many_rows_are_several_groups() {
        let rows: Vec<Value> = (0..GROUP_ROWS + 5).map(|number| json!({"words": number})).collect();
        let (read, groups) = read_back(&COLUMNS[1..2], &rows);
        assert!(read == rows && groups == 2, "{groups} groups");
        let long = json!({"file": "a".repeat(GROUP_BYTES / 2)});
        assert_eq!(read_back(&COLUMNS[..1], &[long.clone(), long.clone(), long.clone(), long]).1, 2);
        assert_eq!(read_back(&COLUMNS, &[]), (Vec::new(), 0));
    }

    proptest! {
        #[test]
        fn rows_are_read_back(rows in prop::collection::vec(any_record(&COLUMNS), 0..8)) {
            prop_assert_eq!(read_back(&COLUMNS, &rows).0, rows);
        }
    }
}
