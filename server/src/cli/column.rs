//! The columns of a command’s rows, for every format that writes them.

/// A column of a table, or a field of a [`Kind::Record`].
#[derive(Debug)]
pub(super) struct Column {
    /// In the head of CSV, and the name of the value in JSON and Parquet.
    pub(super) name: &'static str,
    /// What its values are. Any of them can be null.
    #[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "only Parquet has types"))]
    pub(super) kind: Kind,
}

/// What the values of a column are.
#[derive(Debug)]
#[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "only Parquet has types"))]
pub(super) enum Kind {
    Text,
    Integer,
    /// A full date, in JSON `2021-09-07`.
    Date,
    List(&'static Kind),
    Record(&'static [Column]),
}
