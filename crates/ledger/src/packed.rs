//! Long lists that most questions never look into: they stay packed until somebody does.

use serde::de::{DeserializeOwned, Error, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::cell::RefCell;
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut, Range};
use std::sync::{Arc, OnceLock};

/// A value that is kept as bytes in a snapshot and unpacked when it is first looked at.
///
/// The books of a large household are read in for every question, and most of them is history: bills
/// of past years, dues that were closed, the line of each thing. A snapshot is checked as a whole
/// before it is used, so bytes that cannot be unpacked can only come from a fold of another version,
/// whose snapshots are not used.
pub struct Packed<T> {
    /// As it was kept; empty for the default, and once the value was changed.
    bytes: Kept,
    /// What the bytes say, once somebody looked.
    looked: OnceLock<T>,
    /// What takes the place of the bytes.
    changed: Option<T>,
}

/// Bytes as they were kept: a part of the snapshot that they were read in with, or their own.
#[derive(Clone)]
enum Kept {
    Part(Arc<Vec<u8>>, Range<usize>),
    Own(Box<[u8]>),
}

impl Default for Kept {
    fn default() -> Self {
        Self::Own(Box::default())
    }
}

impl Deref for Kept {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::Part(whole, range) => whole.get(range.clone()).unwrap_or_default(),
            Self::Own(bytes) => bytes,
        }
    }
}

thread_local! {
    /// The snapshot that this thread reads in: serde hands its parts out without saying whose they are.
    static WHOLE: RefCell<Option<Arc<Vec<u8>>>> = const { RefCell::new(None) };
}

/// What a snapshot says; what stays packed in it is not copied, but keeps the snapshot in memory. None for
/// bytes that say nothing.
pub fn unpack<T: DeserializeOwned>(snapshot: &Arc<Vec<u8>>) -> Option<T> {
    WHOLE.set(Some(Arc::clone(snapshot)));
    let value = postcard::from_bytes(snapshot).ok();
    WHOLE.set(None);
    value
}

/// Where these bytes lie in the snapshot that is read in.
fn part(bytes: &[u8]) -> Option<Kept> {
    let whole = WHOLE.with_borrow(Clone::clone)?;
    let start = bytes.as_ptr().addr().checked_sub(whole.as_ptr().addr())?;
    let range = start..start.checked_add(bytes.len())?;
    (range.end <= whole.len()).then_some(Kept::Part(whole, range))
}

impl<T> Packed<T> {
    /// A value that is not kept yet.
    pub fn of(value: T) -> Self {
        Self { changed: Some(value), ..Self::default() }
    }

    /// Whether it is not as it was kept.
    pub fn is_changed(&self) -> bool {
        self.changed.is_some()
    }
}

fn unpacked<T: DeserializeOwned + Default>(bytes: &[u8]) -> T {
    if bytes.is_empty() {
        return T::default();
    }
    let value = postcard::from_bytes(bytes);
    debug_assert!(value.is_ok(), "kept by another fold");
    value.unwrap_or_default()
}

impl<T: DeserializeOwned + Default> Deref for Packed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        let look = || self.looked.get_or_init(|| unpacked(&self.bytes));
        self.changed.as_ref().unwrap_or_else(look)
    }
}

impl<T: DeserializeOwned + Default> DerefMut for Packed<T> {
    fn deref_mut(&mut self) -> &mut T {
        let (bytes, looked) = (&mut self.bytes, &mut self.looked);
        self.changed.get_or_insert_with(|| {
            let value = looked.take().unwrap_or_else(|| unpacked(bytes));
            *bytes = Kept::default();
            value
        })
    }
}

impl<T> Default for Packed<T> {
    fn default() -> Self {
        Self { bytes: Kept::default(), looked: OnceLock::new(), changed: None }
    }
}

impl<T: Clone> Clone for Packed<T> {
    fn clone(&self) -> Self {
        let Self { bytes, looked, changed } = self;
        Self { bytes: bytes.clone(), looked: looked.clone(), changed: changed.clone() }
    }
}

impl<T: DeserializeOwned + Default + PartialEq> PartialEq for Packed<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: DeserializeOwned + Default + fmt::Debug> fmt::Debug for Packed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Serialize> Serialize for Packed<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Some(value) = &self.changed else { return to.serialize_bytes(&self.bytes) };
        let bytes = postcard::to_allocvec(value).map_err(serde::ser::Error::custom)?;
        to.serialize_bytes(&bytes)
    }
}

impl<'de, T> Deserialize<'de> for Packed<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_bytes(Bytes(PhantomData))
    }
}

struct Bytes<T>(PhantomData<T>);

impl<'de, T> Visitor<'de> for Bytes<T> {
    type Value = Packed<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("packed bytes")
    }

    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Packed<T>, E> {
        Ok(Packed { bytes: Kept::Own(bytes.into()), ..Packed::default() })
    }

    fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Packed<T>, E> {
        let kept = part(bytes).unwrap_or_else(|| Kept::Own(bytes.into()));
        Ok(Packed { bytes: kept, ..Packed::default() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Numbers = Packed<Vec<u32>>;

    fn kept(numbers: &Numbers) -> Vec<u8> {
        postcard::to_allocvec(numbers).unwrap()
    }

    #[test]
    fn what_was_kept_is_the_same_when_it_is_looked_at_and_when_it_is_kept_again() {
        for list in [vec![], vec![7], (0..1000).collect::<Vec<u32>>()] {
            let bytes = kept(&Numbers::of(list.clone()));
            let read: Numbers = postcard::from_bytes(&bytes).unwrap();
            assert!(read.looked.get().is_none(), "not unpacked before it is looked at");
            assert_eq!(kept(&read), bytes, "kept again without being looked at");
            assert_eq!(*read, list);
            assert_eq!(kept(&read), bytes, "kept again after it was looked at");
        }
    }

    #[test]
    fn what_stays_packed_is_a_part_of_its_snapshot() {
        let lists = [Numbers::of(vec![1, 2, 3]), Numbers::default(), Numbers::of(vec![4])];
        let bytes = postcard::to_allocvec(&lists).unwrap();
        let read: [Numbers; 3] = unpack(&Arc::new(bytes.clone())).unwrap();
        assert!(read.iter().all(|list| matches!(&list.bytes, Kept::Part(..))));
        assert_eq!(read, lists);
        assert_eq!(postcard::to_allocvec(&read).unwrap(), bytes);
        // Without a snapshot they have bytes of their own.
        let read: [Numbers; 3] = postcard::from_bytes(&bytes).unwrap();
        assert!(read.iter().all(|list| matches!(&list.bytes, Kept::Own(..))));
        assert!(unpack::<[Numbers; 3]>(&Arc::new(vec![9])).is_none());
    }

    #[test]
    fn what_is_changed_is_kept_as_changed() {
        let bytes = kept(&Numbers::of(vec![1, 2]));
        let mut read: Numbers = postcard::from_bytes(&bytes).unwrap();
        read.push(3);
        let again: Numbers = postcard::from_bytes(&kept(&read)).unwrap();
        assert_eq!(*again, [1, 2, 3]);
        let mut none = Numbers::default();
        assert!(none.is_empty());
        none.push(9);
        assert_eq!(*none, [9]);
    }
}
