//! A list that may be too long for memory. Its records all have the same size; the last ones are in memory, and those
//! before them in a temporary file, which has no name (except on Windows) and is gone with the process. Where no file can be
//! written, all are in memory.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::marker::PhantomData;

/// How many bytes are in memory at most, unless no file can be written.
const MAX_IN_MEMORY: usize = 1 << 20;
/// About how many bytes are read at once by those who read all.
const PART: usize = 64 << 10;

/// Something that always takes the same number of bytes.
pub trait Record {
    /// That number.
    const SIZE: usize;

    /// Adds its bytes to others.
    fn write(&self, to: &mut Vec<u8>);

    /// The record with these bytes.
    fn read(bytes: &[u8]) -> Self;
}

/// A list of records, to which one can only add.
#[derive(Debug)]
pub struct SpooledList<T> {
    /// Made when it is first needed.
    file: Option<File>,
    /// How many bytes of the list are in the file. It may have more, if it could not be written to the end.
    in_file: u64,
    /// The bytes after those.
    in_memory: Vec<u8>,
    max_in_memory: usize,
    /// What was read last.
    part: Vec<u8>,
    records: PhantomData<T>,
}

impl<T: Record> Default for SpooledList<T> {
    fn default() -> Self {
        Self::with_limit(MAX_IN_MEMORY)
    }
}

impl<T: Record> SpooledList<T> {
    /// An empty list that keeps so many bytes in memory at most.
    pub(super) fn with_limit(max_in_memory: usize) -> Self {
        Self { file: None, in_file: 0, in_memory: Vec::new(), max_in_memory, part: Vec::new(), records: PhantomData }
    }

    /// How many records there are.
    pub fn len(&self) -> usize {
        usize::try_from(self.in_file).unwrap_or(usize::MAX).saturating_add(self.in_memory.len()) / T::SIZE
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many bytes of memory it has for records.
    #[cfg(test)]
    pub(super) fn memory(&self) -> usize {
        self.in_memory.capacity() + self.part.capacity()
    }

    /// Adds a record.
    pub fn push(&mut self, record: &T) {
        if self.in_memory.len() + T::SIZE > self.max_in_memory {
            match self.write() {
                Ok(()) => self.in_memory.clear(),
                // The disk is full, or read-only: it would be so for the next record.
                Err(_) => self.max_in_memory = usize::MAX,
            }
        }
        record.write(&mut self.in_memory);
    }

    fn write(&mut self) -> io::Result<()> {
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(tempfile::tempfile()?),
        };
        file.seek(SeekFrom::Start(self.in_file))?;
        file.write_all(&self.in_memory)?;
        self.in_file += self.in_memory.len() as u64;
        Ok(())
    }

    /// The record with this number, which must be less than the length.
    ///
    /// # Errors
    /// If the temporary file cannot be read.
    pub fn get(&mut self, number: usize) -> io::Result<T> {
        let start = number as u64 * T::SIZE as u64;
        match start.checked_sub(self.in_file) {
            Some(start) => Ok(T::read(&self.in_memory[start as usize..][..T::SIZE])),
            None => self.read(start, T::SIZE).map(T::read),
        }
    }

    /// Shows all records, in their order, each with its number.
    ///
    /// # Errors
    /// If the temporary file cannot be read.
    pub fn for_each(&mut self, mut show: impl FnMut(usize, T)) -> io::Result<()> {
        let size = PART / T::SIZE * T::SIZE;
        let mut start = 0;
        let mut numbers = 0..;
        let mut show_all = |bytes: &[u8]| {
            bytes.chunks_exact(T::SIZE).zip(&mut numbers).for_each(|(bytes, number)| show(number, T::read(bytes)))
        };
        while start < self.in_file {
            let left = usize::try_from(self.in_file - start).unwrap_or(usize::MAX);
            let part = self.read(start, size.min(left))?;
            start += part.len() as u64;
            show_all(part);
        }
        show_all(&self.in_memory);
        Ok(())
    }

    /// So many bytes of the file.
    fn read(&mut self, start: u64, size: usize) -> io::Result<&[u8]> {
        let Some(file) = &mut self.file else { return Err(io::ErrorKind::NotFound.into()) };
        self.part.resize(size, 0);
        file.seek(SeekFrom::Start(start))?;
        file.read_exact(&mut self.part)?;
        Ok(&self.part)
    }
}

/// Some of the bytes of a record, for the `from_le_bytes` of a number.
pub(super) fn bytes_at<const SIZE: usize>(bytes: &[u8], start: usize) -> [u8; SIZE] {
    std::array::from_fn(|place| bytes[start + place])
}

impl Record for u32 {
    const SIZE: usize = 4;

    fn write(&self, to: &mut Vec<u8>) {
        to.extend(self.to_le_bytes());
    }

    fn read(bytes: &[u8]) -> Self {
        Self::from_le_bytes(bytes_at(bytes, 0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list of the numbers up to this one.
    fn numbers(upto: u32, max_in_memory: usize) -> SpooledList<u32> {
        let mut list = SpooledList::with_limit(max_in_memory);
        (0..upto).for_each(|number| list.push(&number));
        list
    }

    fn all(list: &mut SpooledList<u32>) -> Vec<u32> {
        let mut all = Vec::new();
        list.for_each(|number, record| {
            assert_eq!(number, all.len());
            all.push(record);
        })
        .expect("read");
        all
    }

    #[test]
    fn records_come_back_from_memory_and_from_the_file() {
        // More than are read at once.
        let upto = 3 * (PART / 4) as u32 + 7;
        for max_in_memory in [0, 4, 90, 4_000, PART, usize::MAX] {
            let mut list = numbers(upto, max_in_memory);
            assert_eq!(list.file.is_some(), max_in_memory < usize::MAX);
            assert!(list.in_memory.len() <= max_in_memory.max(4), "{} bytes in memory", list.in_memory.len());
            assert_eq!((list.len(), list.is_empty()), (upto as usize, false));
            assert_eq!(all(&mut list), (0..upto).collect::<Vec<_>>());
            for number in [0, 22, 23, 5_000, upto - 1] {
                assert_eq!(list.get(number as usize).expect("read"), number);
            }
            list.push(&7);
            assert_eq!(list.get(upto as usize).expect("read"), 7, "added after others were read");
        }
        assert!(SpooledList::<u32>::default().is_empty());
    }

    #[test]
    fn what_cannot_be_written_stays_in_memory() {
        let mut list = numbers(100, 40);
        let in_file = list.in_file;
        assert!(in_file > 0);
        // From now on it can only be read.
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("list");
        std::fs::write(&path, (0..100).flat_map(u32::to_le_bytes).collect::<Vec<_>>()).expect("written");
        list.file = Some(File::open(path).expect("opened"));
        (100..300).for_each(|number| list.push(&number));
        assert_eq!((list.in_file, list.in_memory.len() as u64), (in_file, 1200 - in_file));
        assert_eq!(all(&mut list), (0..300).collect::<Vec<_>>());
        assert_eq!((list.get(3).expect("read"), list.get(299).expect("read")), (3, 299));
    }

    #[test]
    fn a_file_that_was_cut_off_is_an_error() {
        let mut list = numbers(100, 40);
        list.file.as_ref().expect("a file").set_len(10).expect("cut");
        assert!(list.get(50).is_err());
        assert!(list.for_each(|_, _| ()).is_err());
    }
}
