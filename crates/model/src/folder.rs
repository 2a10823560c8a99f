//! Where a message lay in its mailbox.

use crate::word::words;

words! {
    /// The role of the folder that a message lay in.
    #[derive(Default)]
    pub enum Folder ("folder") {
        /// Inbox, archive or any folder without a role.
        #[default]
        Ordinary = "ordinary",
        /// Written by the owner of the mailbox.
        Sent = "sent",
        /// Held to be spam.
        Junk = "junk",
        /// Not sent yet.
        Draft = "draft",
        /// Thrown away.
        Trash = "trash",
    }
}

impl Folder {
    /// The folder that counts when one message lay in two.
    ///
    /// What was sent was no longer a draft, and what was let into the inbox was not junk.
    #[must_use]
    pub fn that_counts(self, other: Self) -> Self {
        let weight = |folder: Self| match folder {
            Self::Sent => 4,
            Self::Draft => 3,
            Self::Ordinary => 2,
            Self::Trash => 1,
            Self::Junk => 0,
        };
        if weight(other) > weight(self) { other } else { self }
    }
}

#[cfg(test)]
mod tests {
    use super::Folder;

    #[test]
    fn what_was_sent_is_no_draft_and_what_lay_in_the_inbox_is_no_junk() {
        for (one, other, counts) in [
            (Folder::Draft, Folder::Sent, Folder::Sent),
            (Folder::Junk, Folder::Ordinary, Folder::Ordinary),
            (Folder::Ordinary, Folder::Draft, Folder::Draft),
            (Folder::Trash, Folder::Ordinary, Folder::Ordinary),
            (Folder::Junk, Folder::Junk, Folder::Junk),
        ] {
            assert_eq!(one.that_counts(other), counts);
            assert_eq!(other.that_counts(one), counts, "the order does not matter");
        }
    }

    #[test]
    fn the_words_are_read_again() {
        for folder in Folder::ALL {
            assert_eq!(folder.as_str().parse(), Ok(*folder));
        }
    }
}
