//! The parts of a message by the names of their media types, and those that are not read.

use crate::document::{Attachment, Document, Purpose};
use oxherd_model::{Gap, PartRef, Reading};

/// Every part that is read or attached, by its number.
pub(super) fn parts(document: &Document) -> Vec<(u16, &'static str)> {
    let mut parts: Vec<(u16, &'static str)> = document.paged.clone();
    for text in &document.texts {
        parts.push((text.part, if text.html.is_some() { "text/html" } else { "text/plain" }));
    }
    parts.extend(document.htmls.iter().map(|(part, _)| (*part, "text/html")));
    parts.extend(document.calendars.iter().map(|(part, _)| (*part, "text/calendar")));
    parts.extend(document.cards.iter().map(|(part, _)| (*part, "text/vcard")));
    parts.extend(document.attachments.iter().map(|file| (file.part, media_name(&file.media))));
    // A part is named once, by how it is read.
    parts.sort_by_key(|(part, _)| *part);
    parts.dedup_by_key(|(part, _)| *part);
    parts
}

/// The parts in which a message itself speaks, and nothing that is attached to it.
pub(super) fn own(document: &Document) -> Vec<PartRef> {
    let main = document.main().map(|text| text.part);
    let all = main.into_iter().chain(document.htmls.iter().map(|(part, _)| *part));
    let attached = |part: &u16| document.attachments.iter().any(|file| file.part == *part);
    all.filter(|part| !attached(part)).map(PartRef::Part).collect()
}

/// The name of a media type; one that is not known is to be taken for bytes (RFC 2046 section 4.5.1).
fn media_name(media: &str) -> &'static str {
    const UNKNOWN: &str = "application/octet-stream";
    const NAMES: &[&str] = &[
        "application/gzip",
        "application/json",
        "application/msword",
        "application/pdf",
        "application/pgp-signature",
        "application/pkcs7-signature",
        "application/rtf",
        "application/vnd.apple.pkpass",
        "application/vnd.ms-excel",
        "application/vnd.oasis.opendocument.spreadsheet",
        "application/vnd.oasis.opendocument.text",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "application/x-ofx",
        "application/x-pkcs7-signature",
        "application/xml",
        "application/zip",
        "image/gif",
        "image/heic",
        "image/jpeg",
        "image/png",
        "image/svg+xml",
        "image/tiff",
        "image/webp",
        "message/delivery-status",
        "message/rfc822",
        "text/calendar",
        "text/csv",
        "text/html",
        "text/plain",
        "text/rtf",
        "text/vcard",
        "text/xml",
    ];
    NAMES.iter().find(|name| **name == media).copied().unwrap_or(UNKNOWN)
}

/// Says what of the attachments was not read.
pub(super) fn unread_attachments(document: &Document, out: &mut Reading) {
    for Attachment { part, name, media, size, .. } in &document.attachments {
        if let Some((_, why)) = document.unread.iter().find(|(unread, _)| unread == part) {
            let what = format!("an attachment was kept and not read ({media}): {why}");
            out.gaps.push(Gap { what, at: Some(PartRef::Part(*part)) });
            continue;
        }
        let text = document.texts.iter().find(|text| text.part == *part);
        let another_form = media.starts_with("text/") && name.is_empty() && text.is_none();
        let parsed = |(known, _): &(u16, String)| known == part;
        let read = *size == 0
            || another_form
            || media.starts_with("image/")
            || media.starts_with("message/")
            || text.is_some_and(|text| text.purpose == Purpose::Read)
            || document.calendars.iter().any(parsed)
            || document.cards.iter().any(parsed)
            || out.facts.iter().any(|f| f.at.part == PartRef::Part(*part));
        if read {
            continue;
        }
        let what = match text {
            Some(_) => format!("an attachment was kept and only its words are found ({media})"),
            None => format!("an attachment was kept and not read ({media})"),
        };
        out.gaps.push(Gap { what, at: Some(PartRef::Part(*part)) });
    }
}
