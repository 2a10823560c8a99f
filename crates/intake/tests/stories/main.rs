//! Stories about the doors of the house, told with real files.

#[cfg(test)]
mod archives;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod kit;
#[cfg(test)]
mod mailboxes;
#[cfg(test)]
mod single_files;
