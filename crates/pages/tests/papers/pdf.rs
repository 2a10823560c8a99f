//! A writer of small PDFs, so that no binary from elsewhere lies in the tree.

/// Adds up the parts of a PDF.
#[derive(Default)]
pub(crate) struct Pdf {
    pages: Vec<Vec<u8>>,
    made: Option<String>,
    /// Entries of the trailer and objects behind all others.
    locked: bool,
    /// Of the streams of pages.
    filter: &'static str,
    /// Objects that pages may draw: name and content.
    forms: Vec<(String, String)>,
    /// Files that it carries: name and content.
    enclosed: Vec<(String, String)>,
}

impl Pdf {
    /// A page of lines; tabs begin columns.
    pub(crate) fn page(mut self, text: &str) -> Self {
        let mut content = b"BT /F1 9 Tf\n".to_vec();
        for (row, line) in (0_u32..).zip(text.lines()) {
            for (column, cell) in (0_u32..).zip(line.split('\t')) {
                let (x, y) = (40 + 180 * column, 800_u32.saturating_sub(13 * row));
                content.extend(format!("1 0 0 1 {x} {y} Tm (").bytes());
                content.extend(cell.chars().flat_map(win_ansi));
                content.extend(b") Tj\n");
            }
        }
        content.extend(b"ET");
        self.pages.push(content);
        self
    }

    /// A page with this content as it is.
    pub(crate) fn raw_page(mut self, content: Vec<u8>, filter: &'static str) -> Self {
        self.pages.push(content);
        self.filter = filter;
        self
    }

    /// The moment of its making, as `20260304101500+01'00'`.
    pub(crate) fn made(mut self, at: &str) -> Self {
        self.made = Some(at.to_owned());
        self
    }

    /// Locked with a password that nobody knows.
    pub(crate) fn locked(mut self) -> Self {
        self.locked = true;
        self
    }

    /// Something that pages may draw with `/name Do`.
    pub(crate) fn form(mut self, name: &str, content: &str) -> Self {
        self.forms.push((name.to_owned(), content.to_owned()));
        self
    }

    /// Carries a file (ISO 32000-1 section 7.11.4).
    pub(crate) fn enclosing(mut self, name: &str, content: &str) -> Self {
        self.enclosed.push((name.to_owned(), content.to_owned()));
        self
    }

    /// What the catalog says of the files that it carries, and their objects.
    fn files(&self, first: usize) -> (String, Vec<Vec<u8>>) {
        let (mut names, mut objects) = (String::new(), Vec::new());
        for (name, content) in &self.enclosed {
            let at = first + objects.len();
            names.push_str(&format!("({name}) {at} 0 R "));
            let held = format!("<< /F {} 0 R >>", at + 1);
            objects
                .push(format!("<< /Type /Filespec /F ({name}) /UF ({name}) /EF {held} >>").into());
            objects.push(stream("/Type /EmbeddedFile", content.as_bytes()));
        }
        (format!("/Names << /EmbeddedFiles << /Names [{names}] >> >>"), objects)
    }

    /// The file (ISO 32000-1 section 7.5).
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let first_form = 4;
        let first_page = first_form + self.forms.len();
        let kids: Vec<String> =
            (0..self.pages.len()).map(|page| format!("{} 0 R", first_page + 2 * page)).collect();
        let named = (first_form..).zip(&self.forms);
        let named: String = named.map(|(at, (name, _))| format!("/{name} {at} 0 R ")).collect();
        let resources = format!("<< /Font << /F1 3 0 R >> /XObject << {named}>> >>");
        let (carries, files) = self.files(first_page + 2 * self.pages.len());
        let mut objects: Vec<Vec<u8>> = vec![
            format!("<< /Type /Catalog /Pages 2 0 R {carries} >>").into(),
            format!("<< /Type /Pages /Count {} /Kids [{}] >>", kids.len(), kids.join(" ")).into(),
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
                .to_vec(),
        ];
        for (_, content) in &self.forms {
            let head =
                format!("/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources {resources}");
            objects.push(stream(&head, content.as_bytes()));
        }
        for (page, content) in self.pages.iter().enumerate() {
            let at = first_page + 2 * page + 1;
            objects.push(
                format!(
                    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {at} 0 R /Resources {resources} >>"
                )
                .into(),
            );
            objects.push(stream(self.filter, content));
        }
        objects.extend(files);
        let mut trailer = String::new();
        if let Some(made) = &self.made {
            objects.push(format!("<< /CreationDate (D:{made}) >>").into());
            trailer.push_str(&format!("/Info {} 0 R ", objects.len()));
        }
        if self.locked {
            let nobody = "41".repeat(32);
            objects.push(
                format!("<< /Filter /Standard /V 1 /R 2 /P -4 /O <{nobody}> /U <{nobody}> >>")
                    .into(),
            );
            let id = "42".repeat(16);
            trailer.push_str(&format!("/Encrypt {} 0 R /ID [<{id}> <{id}>] ", objects.len()));
        }
        written(&objects, &trailer)
    }
}

fn stream(head: &str, content: &[u8]) -> Vec<u8> {
    let mut object = format!("<< /Length {} {head} >>\nstream\n", content.len()).into_bytes();
    object.extend(content);
    object.extend(b"\nendstream");
    object
}

fn written(objects: &[Vec<u8>], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (number, object) in (1..).zip(objects) {
        offsets.push(file.len());
        file.extend(format!("{number} 0 obj\n").bytes());
        file.extend(object);
        file.extend(b"\nendobj\n");
    }
    let (start, size) = (file.len(), objects.len() + 1);
    file.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").bytes());
    file.extend(offsets.iter().flat_map(|at| format!("{at:010} 00000 n \n").into_bytes()));
    let end =
        format!("trailer << /Size {size} /Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF\n");
    file.extend(end.bytes());
    file
}

/// A letter in the encoding of the font, with what a string may not hold made harmless.
fn win_ansi(letter: char) -> Vec<u8> {
    match letter {
        '(' | ')' | '\\' => vec![b'\\', u8::try_from(letter).unwrap()],
        '\u{20ac}' => vec![0x80],
        '\u{2019}' => vec![0x92],
        _ => vec![u8::try_from(u32::from(letter)).unwrap_or(b'?')],
    }
}
