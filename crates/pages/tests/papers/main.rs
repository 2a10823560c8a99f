//! PDFs and pictures to text, with the programs of this system and without them.
//!
//! What needs a program says so and is passed over where the program is not installed.

#[cfg(test)]
mod pdf;

#[cfg(test)]
mod tests {
    use crate::pdf::Pdf;
    use oxherd_pages::{Reason, Text, Tools};
    use std::ffi::OsString;
    use std::io::Write;
    use std::time::Duration;

    /// The programs of this system, where poppler is among them.
    fn tools() -> Option<Tools> {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let there = std::env::split_paths(&path).any(|folder| folder.join("pdftotext").is_file());
        if !there {
            println!("passed over: pdftotext is not installed");
        }
        there.then(|| Tools::find(&path))
    }

    const BILL: &str = "Fen Road Garage\tInvoice no: FR-2071\n\nTotal\t84.20 GBP";

    #[test]
    fn the_text_of_a_pdf_keeps_its_rows_and_columns() {
        let Some(tools) = tools() else { return };
        let file = Pdf::default().page(BILL).page("Gr\u{fc}\u{df}e, 12,50 \u{20ac}").bytes();
        let Text { text, left_out, .. } = tools.text(&file).unwrap();
        let rows: Vec<Vec<&str>> = text
            .split(['\n', '\x0c'])
            .filter(|row| !row.trim().is_empty())
            .map(|row| row.split("  ").map(str::trim).filter(|cell| !cell.is_empty()).collect())
            .collect();
        assert_eq!(
            rows,
            [
                vec!["Fen Road Garage", "Invoice no: FR-2071"],
                vec!["Total", "84.20 GBP"],
                vec!["Gr\u{fc}\u{df}e, 12,50 \u{20ac}"],
            ]
        );
        assert_eq!(left_out, None);
        assert_eq!(tools.text(&file).unwrap().text, text, "asked again it says the same");
    }

    #[test]
    fn the_invoice_that_a_pdf_carries_comes_with_its_text() {
        let Some(tools) = tools() else { return };
        let file = Pdf::default().page(BILL);
        let file = file.enclosing("terms.txt", "no invoice").enclosing("factur-x.xml", "<a>1</a>");
        let text = tools.text(&file.bytes()).unwrap();
        assert!(text.text.contains("84.20 GBP"));
        assert_eq!(text.enclosed, ["<a>1</a>"]);
        let scan = Pdf::default().page("").enclosing("factur-x.xml", "<a>2</a>").bytes();
        let text = tools.text(&scan).unwrap();
        assert_eq!((text.text.as_str(), text.enclosed), ("", vec!["<a>2</a>".to_owned()]));
        assert!(text.left_out.unwrap().starts_with("only the invoice that it carries was read: "));
        let many = (0..9).fold(Pdf::default().page(BILL), |pdf, name| {
            pdf.enclosing(&format!("{name}.xml"), "<a/>")
        });
        assert_eq!(tools.text(&many.bytes()).unwrap().enclosed.len(), 4);
        let large = Pdf::default().page(BILL).enclosing("a.xml", &"<a>".repeat(2 << 20));
        assert!(tools.text(&large.bytes()).unwrap().enclosed[0].len() <= 4 << 20);
    }

    #[test]
    fn the_day_of_a_pdf_is_the_one_it_was_made_on() {
        let Some(tools) = tools() else { return };
        let made = |pdf: Pdf| tools.made_on(&pdf.bytes()).map(|day| day.to_string());
        let file = || Pdf::default().page(BILL);
        assert_eq!(made(file().made("20260304231500+01'00'")).as_deref(), Some("2026-03-04"));
        assert_eq!(made(file()), None);
    }

    #[test]
    fn without_the_programs_the_reason_says_what_to_install() {
        let none = Tools::find(&OsString::new());
        let file = Pdf::default().page(BILL).bytes();
        let reason = none.text(&file).unwrap_err();
        assert_eq!(reason, Reason::Missing { program: "pdftotext", package: "poppler-utils" });
        assert_eq!(
            reason.to_string(),
            "pdftotext was not found; install poppler-utils, then run: oxherd rebuild"
        );
        assert_eq!(none.made_on(&file), None);
        assert_eq!(none.text(b"\x89PNG\r\n\x1a\n..").unwrap_err(), Reason::Scan("tesseract-ocr"));
    }

    #[test]
    fn what_cannot_be_opened_says_why() {
        let Some(tools) = tools() else { return };
        let file = Pdf::default().page(BILL);
        assert_eq!(tools.text(&file.locked().bytes()), Err(Reason::Locked));
        assert_eq!(tools.text(b"%PDF-1.7\nthis is not what it says"), Err(Reason::Damaged));
        assert_eq!(tools.text(b"%PDF-"), Err(Reason::Damaged));
        assert_eq!(tools.text(b"hello"), Err(Reason::Damaged));
        let large = [b"%PDF-1.4\n".as_slice(), &vec![b' '; 65 << 20]].concat();
        assert_eq!(tools.text(&large), Err(Reason::TooLarge(large.len())));
    }

    #[test]
    fn a_torn_pdf_is_read_as_far_as_it_goes_or_not_at_all() {
        let Some(tools) = tools() else { return };
        let file = Pdf::default().page(BILL).page(BILL).bytes();
        for cut in (0..file.len()).step_by(97) {
            match tools.text(&file[..cut]) {
                Ok(text) => assert!(text.text.len() < 2_000),
                Err(reason) => assert!(
                    matches!(reason, Reason::Damaged | Reason::NoWords | Reason::Scan(_)),
                    "{cut}: {reason:?}"
                ),
            }
        }
    }

    #[test]
    fn two_hundred_pages_are_read_and_of_very_many_the_first() {
        let Some(tools) = tools() else { return };
        let line = "Words of a contract that somebody has to read, 12.50 GBP\n".repeat(50);
        let many = |pages: usize| (0..pages).fold(Pdf::default(), |pdf, _| pdf.page(&line)).bytes();
        let Text { text, left_out, .. } = tools.text(&many(200)).unwrap();
        assert_eq!((text.matches('\x0c').count(), left_out), (200, None));
        let Text { text, left_out, .. } = tools.text(&many(520)).unwrap();
        assert_eq!(text.matches('\x0c').count(), 500);
        assert_eq!(left_out.as_deref(), Some("of its pages the first 500 were read"));
    }

    #[test]
    fn a_pdf_that_draws_itself_for_ever_is_given_up() {
        let Some(tools) = tools() else { return };
        // Ten forms, each of which draws the next one ten times: ten milliards of words.
        let twice = |name: usize| format!("/X{} Do\n", name + 1).repeat(10);
        let nested =
            (0..10).fold(Pdf::default(), |pdf, name| pdf.form(&format!("X{name}"), &twice(name)));
        let last = nested.form("X10", "BT /F1 9 Tf 50 50 Td (words) Tj ET");
        let bomb = last.raw_page(b"/X0 Do".to_vec(), "").bytes();
        assert!(bomb.len() < 10_000);
        assert_eq!(tools.within(Duration::from_millis(300)).text(&bomb), Err(Reason::TooCostly));
    }

    #[test]
    fn a_pdf_that_unpacks_without_end_is_bounded() {
        let Some(tools) = tools() else { return };
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packer.write_all(b"BT /F1 9 Tf 50 50 Td ").unwrap();
        for _ in 0..100 {
            packer.write_all(&b"(words) Tj 1 0 Td ".repeat(50_000)).unwrap();
        }
        let bomb =
            Pdf::default().raw_page(packer.finish().unwrap(), "/Filter /FlateDecode").bytes();
        assert!(bomb.len() < 1 << 20);
        match tools.within(Duration::from_secs(2)).text(&bomb) {
            Ok(text) => assert!(text.text.len() <= 8 << 20),
            Err(reason) => assert_eq!(reason, Reason::TooCostly),
        }
    }

    #[test]
    fn a_scan_says_what_would_read_it() {
        let Some(_) = tools() else { return };
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folder = tempfile::tempdir().unwrap();
        // A path with poppler alone.
        for name in ["pdftotext", "pdftoppm"] {
            let found = std::env::split_paths(&path).map(|f| f.join(name)).find(|p| p.is_file());
            #[cfg(unix)]
            std::os::unix::fs::symlink(found.unwrap(), folder.path().join(name)).unwrap();
        }
        let scan = Pdf::default().raw_page(b"0 0 1 rg 100 100 200 200 re f".to_vec(), "").bytes();
        let reason = Tools::find(folder.path().as_os_str()).text(&scan).unwrap_err();
        assert_eq!(reason, Reason::Scan("tesseract-ocr"));
        assert!(reason.to_string().contains("install tesseract-ocr"), "{reason}");
    }

    /// A program of the name of tesseract that counts what it is given.
    #[cfg(unix)]
    fn with_reader(script: &str) -> (tempfile::TempDir, OsString) {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("tesseract");
        std::fs::write(&program, script).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        let mut path = folder.path().as_os_str().to_owned();
        path.push(":");
        path.push(std::env::var_os("PATH").unwrap_or_default());
        (folder, path)
    }

    #[cfg(unix)]
    #[test]
    fn pictures_and_scans_are_read_in_the_languages_that_are_installed() {
        const READER: &str = "#!/bin/sh\nif [ \"$1\" = --list-langs ]; then\n\
        printf 'List of available languages (3):\\neng\\nosd\\ndeu\\n'; exit; fi\n\
        head -c 2 | grep -aq P5 && echo \"a page in $4\" || echo \"a picture in $4\"\n";
        let (_folder, path) = with_reader(READER);
        let tools = Tools::find(&path);
        let picture = tools.text(b"\x89PNG\r\n\x1a\n....").unwrap();
        assert_eq!(picture.text, "a picture in deu+eng\n");
        if self::tools().is_some() {
            let blue = b"0 0 1 rg 100 100 200 200 re f".to_vec();
            let pages = |many: usize| {
                (0..many).fold(Pdf::default(), |pdf, _| pdf.raw_page(blue.clone(), "")).bytes()
            };
            assert_eq!(tools.text(&pages(2)).unwrap().text, "a page in deu+eng\n\x0c".repeat(2));
            let many = tools.text(&pages(12)).unwrap();
            assert_eq!(
                many.left_out.as_deref(),
                Some("of the pages of a scan the first 10 were read")
            );
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_takes_longer_than_a_document_has_is_left_out_and_says_how_to_get_more() {
        const READER: &str = "#!/bin/sh\n[ \"$1\" = --list-langs ] && exit\n\
        n=0; while [ $n -lt 9000000 ]; do n=$((n+1)); done\necho words\n";
        let (_folder, path) = with_reader(READER);
        let tools = Tools::find(&path);
        let reason = tools.text(b"\x89PNG\r\n\x1a\n....").unwrap_err();
        assert_eq!(reason, Reason::TooCostly);
        let gap = reason.to_string();
        assert!(gap.ends_with("run: OXHERD_PAPER_SECONDS=60 oxherd rebuild"), "{gap}");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn of_a_long_scan_the_pages_are_read_for_which_there_is_time() {
        // The first page is quick, the others never end.
        const READER: &str = "#!/bin/sh\n[ \"$1\" = --list-langs ] && exit\n\
        if [ -d \"$(dirname \"$0\")/seen\" ]; then n=0; while :; do n=$((n+1)); done; fi\n\
        mkdir \"$(dirname \"$0\")/seen\"; echo a page\n";
        if tools().is_none() {
            return;
        }
        let (_folder, path) = with_reader(READER);
        let blue = b"0 0 1 rg 100 100 200 200 re f".to_vec();
        let pages = (0..3).fold(Pdf::default(), |pdf, _| pdf.raw_page(blue.clone(), ""));
        let text = Tools::find(&path).text(&pages.bytes()).unwrap();
        assert_eq!(text.text, "a page\n\x0c");
        let left_out = text.left_out.unwrap();
        assert!(
            left_out.starts_with("of the pages of a scan the first 1 were read: "),
            "{left_out}"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_program_may_not_write_files_nor_see_the_environment() {
        const READER: &str = "#!/bin/sh\n[ \"$1\" = --list-langs ] && exit\n\
        echo words > \"$(dirname \"$0\")/out\"\nenv\n";
        let (folder, path) = with_reader(READER);
        let said = Tools::find(&path).text(b"\xff\xd8\xff..").map(|text| text.text);
        let written = std::fs::read(folder.path().join("out")).unwrap_or_default();
        assert!(written.is_empty());
        for secret in ["HOME=", "USER=", "CARGO"] {
            assert!(said.as_ref().map_or(true, |said| !said.contains(secret)), "{said:?}");
        }
    }
}
