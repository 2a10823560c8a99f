//! Opens what the walk finds and hands over what is inside.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader, Seek};
use std::ops::ControlFlow;
use std::path::Path;
use std::rc::Rc;

use jiff::Timestamp;

use crate::archive::{self, Expansion};
use crate::chat::{ChatItem, ChatPlace, split_chat};
use crate::form::{self, Form, Setting};
use crate::mbox::{MboxItem, split_mbox};
use crate::phone::{self, PhoneItem};
use crate::stream::{Drained, Metered, Replay};
use crate::walk::{self, Place, Visitor};
use crate::{
    Arrival, Channel, Folder, Limits, Media, Sink, Unreadable, emlx, from_line, labels, role,
};

/// Takes in whatever is at a path: a file, a folder, a mail store, an archive.
///
/// What it is is found by looking. `Break` is what the sink said; nothing else ends the intake.
pub fn take_in(path: &Path, limits: &Limits, sink: &mut dyn Sink) -> ControlFlow<()> {
    take_in_for(path, limits, &[], sink)
}

/// The same where names of who lives there are known: of a chat, theirs is what the owner sent.
pub fn take_in_for(
    path: &Path,
    limits: &Limits,
    people: &[String],
    sink: &mut dyn Sink,
) -> ControlFlow<()> {
    let mut door = Door {
        limits,
        people,
        sink,
        read: Rc::default(),
        told: 0,
        file_bytes: 0,
        expansion: Expansion::default(),
    };
    walk::walk(path, limits.depth_max, &mut door)
}

/// The state of one intake.
pub(crate) struct Door<'a> {
    pub(crate) limits: &'a Limits,
    /// Names of who lives here.
    people: &'a [String],
    sink: &'a mut dyn Sink,
    /// Bytes of the current file that were read.
    read: Rc<Cell<u64>>,
    /// Bytes of the current file that the sink knows about.
    told: u64,
    file_bytes: u64,
    /// What archives in the current file may still expand to.
    pub(crate) expansion: Expansion,
}

/// Something to be taken in: a file, an entry of an archive, the content of a compressed file.
pub(crate) struct Item {
    pub(crate) source: String,
    pub(crate) name: String,
    pub(crate) folder: Folder,
    pub(crate) setting: Setting,
    /// How many archives are around it.
    pub(crate) nesting: usize,
    /// Its size, where that is known before reading.
    pub(crate) length: Option<u64>,
}

impl Visitor for Door<'_> {
    fn file(&mut self, place: &Place) -> ControlFlow<()> {
        let opened = File::open(&place.path).and_then(|file| Ok((file.metadata()?, file)));
        let (metadata, file) = match opened {
            Ok(opened) => opened,
            Err(error) => {
                self.sink.unreadable(walk::unreadable(&place.path, &error));
                return ControlFlow::Continue(());
            }
        };
        if !metadata.is_file() {
            self.sink.unreadable(walk::not_a_file(&place.path));
            return ControlFlow::Continue(());
        }
        let name = place.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let item = Item {
            source: place.path.display().to_string(),
            name,
            folder: place.folder,
            setting: place.setting,
            nesting: 0,
            length: Some(metadata.len()),
        };
        self.read.set(0);
        self.told = 0;
        self.file_bytes = metadata.len();
        self.expansion = Expansion::of_file(metadata.len(), self.limits);
        let flow = self.file_of(&item, file);
        // Whatever was left unread is dealt with, too.
        self.read.set(self.file_bytes);
        self.tick();
        flow
    }

    fn unreadable(&mut self, item: Unreadable) {
        self.sink.unreadable(item);
    }
}

impl Door<'_> {
    fn file_of(&mut self, item: &Item, file: File) -> ControlFlow<()> {
        let mut file = Metered::new(file, Rc::clone(&self.read));
        let head = Replay::peek(&mut file);
        let form = form::of(&item.name, head.head(), item.setting);
        if form != Form::Zip {
            return self.pour(item, form, head);
        }
        // The directory of a zip archive is at its end, so it is not read as a stream.
        match file.rewind() {
            Ok(()) => self.zip(item, BufReader::with_capacity(64 << 10, file)),
            Err(error) => {
                self.broken(item, &error);
                ControlFlow::Continue(())
            }
        }
    }

    /// Looks at what a reader gives and takes it in.
    pub(crate) fn stream(&mut self, item: &Item, reader: &mut dyn io::Read) -> ControlFlow<()> {
        let head = Replay::peek(reader);
        let form = form::of(&item.name, head.head(), item.setting);
        self.pour(item, form, head)
    }

    fn pour(&mut self, item: &Item, form: Form, content: Replay<'_>) -> ControlFlow<()> {
        if content.is_empty() {
            if item.setting == Setting::Maildir || !form::may_be_empty(&item.name) {
                self.name(item, "the file is empty", "delete it or fetch it again");
            }
            return ControlFlow::Continue(());
        }
        match form {
            Form::Mbox => self.mbox(item, content),
            Form::Phone => self.phone(item, content),
            Form::Chat => self.chat(item, content),
            Form::Gzip => self.gzip(item, content),
            Form::Zip => self.zip_in_memory(item, content),
            Form::Foreign(foreign) => {
                self.name(item, foreign.what, foreign.remedy);
                ControlFlow::Continue(())
            }
            Form::Emlx | Form::Mail(_) | Form::Whole(..) => self.single(item, form, content),
        }
    }

    fn single(&mut self, item: &Item, form: Form, content: Replay<'_>) -> ControlFlow<()> {
        let length_max = self.limits.message_bytes_max;
        if item.length.is_some_and(|length| length > length_max) {
            self.too_large(item.source.clone());
            return ControlFlow::Continue(());
        }
        let (bytes, failed) = match content.drain(length_max) {
            Drained::Whole { bytes, failed } => (bytes, failed),
            Drained::TooLarge => {
                self.too_large(item.source.clone());
                return ControlFlow::Continue(());
            }
        };
        if let Some(error) = failed.as_ref().filter(|error| archive::is_bomb(error)) {
            // What a bomb gives before it is stopped is no message.
            self.broken(item, error);
            return ControlFlow::Continue(());
        }
        let torn = form == Form::Emlx && emlx::is_torn(&bytes);
        if !bytes.is_empty() {
            let shaped = shaped(form, bytes);
            let flags = match item.setting {
                Setting::Maildir => role::of_flags(&item.name),
                Setting::Plain => None,
            };
            self.hand(Arrival {
                bytes: shaped.bytes,
                channel: shaped.channel,
                source: item.source.clone(),
                media: shaped.media,
                folder: flags.unwrap_or(item.folder),
                delivered_hint: shaped.delivered,
            })?;
        }
        if torn {
            self.name(
                item,
                "the message is shorter than its first line says",
                "what there is was taken in; export the message again for the rest",
            );
        }
        if let Some(error) = failed {
            self.broken(item, &error);
        }
        ControlFlow::Continue(())
    }

    fn mbox(&mut self, item: &Item, content: Replay<'_>) -> ControlFlow<()> {
        let folder = role::of_name(&item.name).unwrap_or(item.folder);
        let limits = self.limits;
        let mut flow = ControlFlow::Continue(());
        let (mut messages, mut junk) = (0_u64, 0_u64);
        let split = split_mbox(content, limits, &mut |part| {
            match part {
                MboxItem::Message { number, from_line, bytes } => {
                    messages = number;
                    let from = from_line::read(from_line);
                    flow = self.message(item, folder, number, (bytes, from));
                }
                MboxItem::TooLarge { number, .. } => {
                    messages = number;
                    self.too_large(format!("{}#{number}", item.source));
                }
                MboxItem::Junk { bytes, .. }
                    if bytes.trim_ascii().is_empty() && !bytes.is_empty() => {}
                // The first `From ` line was lost or is beyond recognition, not the message.
                MboxItem::Junk { bytes, .. } if form::looks_like_mail(unlined(bytes)) => {
                    flow = self.message(item, folder, 0, (unlined(bytes), None));
                    messages = messages.max(1);
                }
                MboxItem::Junk { length, .. } => junk = length,
            }
            flow
        });
        flow?;
        if let Err(error) = split {
            self.broken(item, &error);
        } else if junk > 0 && messages == 0 {
            self.name(
                item,
                "no message in it: no line begins with From, an address and a date",
                "check that it is an mbox; export the mailbox again",
            );
        }
        if junk > 0 && messages > 0 {
            self.name(
                item,
                &format!("{junk} bytes before the first message belong to no message"),
                "look at the beginning of the file; the messages after it were taken in",
            );
        }
        ControlFlow::Continue(())
    }

    fn phone(&mut self, item: &Item, mut content: Replay<'_>) -> ControlFlow<()> {
        let mut flow = ControlFlow::Continue(());
        let split =
            phone::split_phone_export(&mut content, self.limits.message_bytes_max, &mut |part| {
                match part {
                    PhoneItem::Entry { number, bytes } => {
                        flow = self.hand(Arrival {
                            bytes: bytes.to_vec(),
                            channel: Channel::Phone,
                            source: format!("{}#{number}", item.source),
                            media: Media::Phone,
                            folder: phone::folder(bytes),
                            delivered_hint: None,
                        });
                    }
                    PhoneItem::TooLarge { number } => {
                        self.too_large(format!("{}#{number}", item.source));
                    }
                    PhoneItem::Torn { .. } => self.name(
                        item,
                        "the file ends within an entry",
                        "export it again for the rest; what stands before was taken in",
                    ),
                }
                flow
            });
        flow?;
        if let Err(error) = split {
            self.broken(item, &error);
        }
        ControlFlow::Continue(())
    }

    /// A chat is looked at as a whole: which number is the day shows somewhere in it.
    fn chat(&mut self, item: &Item, content: Replay<'_>) -> ControlFlow<()> {
        let (bytes, failed) = match content.drain(self.limits.message_bytes_max) {
            Drained::Whole { bytes, failed } => (bytes, failed),
            Drained::TooLarge => {
                self.too_large(item.source.clone());
                return ControlFlow::Continue(());
            }
        };
        if let Some(error) = failed {
            // What is cut short may lack just the line that tells the day.
            self.broken(item, &error);
            return ControlFlow::Continue(());
        }
        let mut flow = ControlFlow::Continue(());
        let place = ChatPlace { source: &item.source, people: self.people };
        split_chat(&bytes, place, &mut |part| {
            let (source, bytes, folder) = match part {
                ChatItem::Message { number, bytes, folder } => {
                    (format!("{}#{number}", item.source), bytes, folder)
                }
                ChatItem::Undecided => (item.source.clone(), bytes.clone(), item.folder),
            };
            flow = self.hand(Arrival {
                bytes,
                channel: Channel::Chat,
                source,
                media: Media::Chat,
                folder,
                delivered_hint: None,
            });
            flow
        });
        flow
    }

    fn message(
        &mut self,
        item: &Item,
        folder: Folder,
        number: u64,
        (bytes, from): (&[u8], Option<from_line::FromLine>),
    ) -> ControlFlow<()> {
        let source = format!("{}#{number}", item.source);
        if bytes.is_empty() {
            self.sink.unreadable(Unreadable {
                source,
                what: "the message is empty".to_owned(),
                remedy: "nothing to do unless you miss it; then export the mailbox again"
                    .to_owned(),
            });
            return ControlFlow::Continue(());
        }
        self.hand(Arrival {
            bytes: bytes.to_vec(),
            channel: Channel::Mbox,
            source,
            media: Media::Mail,
            folder: labels::role_of(bytes).unwrap_or(folder),
            delivered_hint: from.and_then(|from| from.delivered),
        })
    }

    fn hand(&mut self, arrival: Arrival) -> ControlFlow<()> {
        self.sink.arrival(arrival)?;
        self.tick();
        ControlFlow::Continue(())
    }

    fn tick(&mut self) {
        // An archive may be read twice in places and a file may grow meanwhile.
        let done = self.read.get().min(self.file_bytes);
        if done > self.told {
            self.sink.progress(done - self.told);
            self.told = done;
        }
    }

    fn too_large(&mut self, source: String) {
        let max = self.limits.message_bytes_max;
        self.sink.unreadable(Unreadable {
            source,
            what: format!("larger than the limit of {max} bytes for one message or file"),
            remedy: "raise the limit if it is worth it; the rest was taken in".to_owned(),
        });
    }

    /// Names an item with what is the matter and what to do.
    pub(crate) fn name(&mut self, item: &Item, what: &str, remedy: &str) {
        self.sink.unreadable(Unreadable {
            source: item.source.clone(),
            what: what.to_owned(),
            remedy: remedy.to_owned(),
        });
    }
}

/// A single message or file without what its form puts around it.
struct Shaped {
    bytes: Vec<u8>,
    channel: Channel,
    media: Media,
    delivered: Option<Timestamp>,
}

fn shaped(form: Form, mut bytes: Vec<u8>) -> Shaped {
    match form {
        Form::Emlx => {
            let message = emlx::emlx_message(&bytes).map(<[u8]>::to_vec);
            let media = if message.is_some() || form::looks_like_mail(&bytes) {
                Media::Mail
            } else {
                Media::Other
            };
            let bytes = message.unwrap_or(bytes);
            Shaped { bytes, channel: Channel::Emlx, media, delivered: None }
        }
        Form::Mail(channel) => {
            let delivered = drop_from_line(&mut bytes);
            Shaped { bytes, channel, media: Media::Mail, delivered }
        }
        Form::Whole(channel, media) => Shaped { bytes, channel, media, delivered: None },
        Form::Mbox | Form::Phone | Form::Chat | Form::Gzip | Form::Zip | Form::Foreign(_) => {
            Shaped { bytes, channel: Channel::File, media: Media::Other, delivered: None }
        }
    }
}

/// A message without the `From ` line before it.
fn unlined(bytes: &[u8]) -> &[u8] {
    let end = if bytes.starts_with(b"From ") { memchr::memchr(b'\n', bytes) } else { None };
    end.and_then(|end| bytes.get(end + 1..)).unwrap_or(bytes)
}

/// Drops the mbox line that some programs write before a single message.
fn drop_from_line(bytes: &mut Vec<u8>) -> Option<Timestamp> {
    if !bytes.starts_with(b"From ") {
        return None;
    }
    let end = memchr::memchr(b'\n', bytes)?;
    let delivered = bytes.get(..end).and_then(from_line::read).and_then(|from| from.delivered);
    bytes.drain(..=end);
    delivered
}
