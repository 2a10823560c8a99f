use crate::note::Note;
use crate::{Depth, Form, Reader};
use oxherd_model::{DateRole, Fact, LetterAct, Reading};

/// What is read of a note of a call of 2 March 2026, a Monday.
fn read(text: &str) -> Reading {
    read_of(text, Some(String::new()))
}

fn read_of(text: &str, call: Option<String>) -> Reading {
    let note = Note {
        at: "2026-03-02T10:15:00Z".parse().unwrap(),
        supplier: "Halden Water".to_owned(),
        text: text.to_owned(),
        call,
        ..Note::default()
    };
    Reader::new().read(&note.to_bytes(), Form::Note, Depth::Signal).reading
}

fn promises(reading: &Reading) -> Vec<String> {
    let facts = reading.facts.iter().filter_map(Fact::promise);
    facts.map(|(what, term)| format!("{what} | {term:?}")).collect()
}

fn acts(reading: &Reading) -> Vec<LetterAct> {
    reading.facts.iter().filter_map(Fact::act).map(|(act, _)| act).collect()
}

#[test]
fn a_call_promises_a_visit_and_a_refund() {
    let note = read(
        "Rang Halden Water, Mrs Okafor: engineer comes 14 March between 8 and 12, refund of \u{a3}40 within \
         10 working days",
    );
    assert_eq!(
        promises(&note),
        [
            "engineer comes 14 March between 8 and 12 | By(2026-03-14)",
            "refund of \u{a3}40 within 10 working days | Within { count: 10, unit: BusinessDay }"
        ]
    );
    assert_eq!(note.kind.as_str(), "appointment_set");
    assert_eq!(note.secondary.first().map(|k| k.as_str()), Some("refund_credit"));
    let days: Vec<DateRole> = note.facts.iter().filter_map(Fact::date).map(|(r, _)| r).collect();
    assert!(days.contains(&DateRole::Appointment), "{days:?}");
    assert!(note.facts.iter().any(|f| f.amount().is_some()));
    assert_eq!(note.supplier.as_ref().map(|s| s.name.as_str()), Some("Halden Water"));
}

#[test]
fn promises_are_read_in_six_languages() {
    for (text, by) in [
        ("Der Techniker kommt am 14. M\u{e4}rz 2026 zwischen 8 und 12 Uhr", "By(2026-03-14)"),
        ("Erstattung von 40 \u{20ac} innerhalb von 10 Werktagen", "count: 10, unit: BusinessDay"),
        ("Le technicien passe le 14 mars 2026", "By(2026-03-14)"),
        ("Remboursement de 40 \u{20ac} sous 10 jours ouvr\u{e9}s", "count: 10, unit: BusinessDay"),
        ("El t\u{e9}cnico viene el 14 de marzo de 2026", "By(2026-03-14)"),
        ("Devoluci\u{f3}n de 40 \u{20ac} en dos semanas", "count: 2, unit: Week"),
        ("Il tecnico viene il 14 marzo 2026", "By(2026-03-14)"),
        ("Rimborso entro 10 giorni lavorativi", "count: 10, unit: BusinessDay"),
        ("De monteur komt op 14 maart 2026", "By(2026-03-14)"),
        ("Terugbetaling binnen 10 werkdagen", "count: 10, unit: BusinessDay"),
        ("They will call me back tomorrow", "By(2026-03-03)"),
        ("they promised to send the new contract by 20 March 2026", "By(2026-03-20)"),
        ("On 14 March, an engineer will come", "By(2026-03-14)"),
        ("on Friday, the engineer comes", "By(2026-03-06)"),
        ("someone will come on Tuesday between 1 and 5pm", "By(2026-03-03)"),
        ("Marlow coming 9-11 on 20/03/2026", "By(2026-03-20)"),
        ("Das Paket kommt am 20. M\u{e4}rz 2026", "By(2026-03-20)"),
        ("Der Techniker kommt morgen", "By(2026-03-03)"),
        ("Engineer visit: Tuesday, 10 March 2026", "By(2026-03-10)"),
    ] {
        let found = promises(&read(text));
        assert!(found.len() == 1 && found[0].contains(by), "{text}: {found:?}");
    }
}

#[test]
fn what_nobody_promised_is_no_promise() {
    for text in [
        "They will not refund the \u{a3}40 within 10 days",
        "If the engineer comes on 14 March the visit is free",
        "I will send the meter reading by 20 March 2026",
        "Asked for a refund of \u{a3}40 within 10 days",
        "The engineer came on 1 March 2026 and fixed it",
        "Nobody came, no engineer on 1 March 2026",
        "Descaled the kettle",
        "",
    ] {
        let found = promises(&read(text));
        assert!(found.is_empty(), "{text}: {found:?}");
    }
    let late = promises(&read("refund no later than 20 March 2026"));
    assert_eq!(late.len(), 1, "{late:?}");
}

#[test]
fn what_the_owner_did_on_the_telephone_is_an_act() {
    for (text, act) in [
        ("Rang them and cancelled the contract", LetterAct::Cancel),
        ("I cancelled the contract to 30 April 2026", LetterAct::Cancel),
        (
            "Spoke to them. I have cancelled contract HW-2 with effect from 30 April 2026",
            LetterAct::Cancel,
        ),
        ("told them I sold the car", LetterAct::Sold),
        ("Ich habe den Vertrag gek\u{fc}ndigt", LetterAct::Cancel),
        ("Vertrag zum 30.04.2026 gek\u{fc}ndigt", LetterAct::Cancel),
        ("J'ai r\u{e9}sili\u{e9} le contrat", LetterAct::Cancel),
        ("He dado de baja el contrato", LetterAct::Cancel),
        ("Ho disdetto il contratto", LetterAct::Cancel),
        ("Ik heb het contract opgezegd", LetterAct::Cancel),
        ("Complained about the noise", LetterAct::Complain),
    ] {
        assert_eq!(acts(&read(text)), [act], "{text}");
    }
    let on = read("I cancelled the contract to 30 April 2026");
    let on = on.facts.iter().find_map(Fact::act).and_then(|(_, on)| on);
    assert_eq!(on.map(|day| day.to_string()).as_deref(), Some("2026-04-30"));
    for text in [
        "Halden Water cancelled the contract",
        "They cancelled the contract",
        "The contract was cancelled",
        "I did not cancel the contract",
        "I want to have the contract cancelled if they raise the price",
        "engineer cancelled",
        "I cancelled the appointment",
        "They sold the van",
        "He cancelled the contract",
    ] {
        assert!(acts(&read(text)).is_empty(), "{text}: {:?}", acts(&read(text)));
    }
}

#[test]
fn the_kind_is_told_by_the_words_and_else_personal() {
    for (text, kind) in [
        ("The engineer came this morning and fixed the boiler", "delivered"),
        ("The engineer did not come", "appointment_changed"),
        ("Nobody turned up, no engineer", "appointment_changed"),
        ("Nobody came", "appointment_changed"),
        ("He came at nine and fixed it", "delivered"),
        ("visit moved to 16 March 2026", "appointment_changed"),
        ("They moved my check-up to 16 March 2026", "appointment_changed"),
        ("Vorsorgeuntersuchung auf 16. März 2026 verschoben", "appointment_changed"),
        ("Le contrôle est reporté au 16 mars 2026", "appointment_changed"),
        ("Han aplazado la revisión al 16 de marzo de 2026", "appointment_changed"),
        ("Hanno spostato il controllo al 16 marzo 2026", "appointment_changed"),
        ("De keuring is verplaatst naar 16 maart 2026", "appointment_changed"),
        ("They moved the boiler to the cellar", "personal"),
        ("Ils ont annulé les pénalités", "personal"),
        ("Ils ont annulé leur décision de les facturer", "personal"),
        ("De les van dinsdag is verzet", "appointment_changed"),
        ("they will call back by Friday 6 March 2026", "case_progress"),
        ("The refund has been paid", "personal"),
        ("Spoke with a nice lady about the weather", "personal"),
        ("Gave the spare key to the neighbour", "personal"),
    ] {
        let note = read(text);
        assert_eq!(note.kind.as_str(), kind, "{text}: {:?}", note.why);
    }
    // What the owner saw themself has happened.
    assert_eq!(read_of("Refund received", None).kind.as_str(), "refund_credit");
}

#[test]
fn broken_notes_are_survived() {
    for text in
        ["note of the owner", "note of the owner\nat: x\n\ny", "\u{0}", "a, , ;;; and and and "]
    {
        let read = Reader::new().read(text.as_bytes(), Form::Note, Depth::Full).reading;
        assert!(read.facts.is_empty(), "{text}");
    }
    for long in ["engineer comes 14 March, and ", "a, ", ". ", "x and ", "engineer ", " \n", "14 "]
    {
        assert!(promises(&read(&long.repeat(20_000))).len() <= 120, "{long:?}");
    }
}

#[test]
fn one_note_tells_of_several_promises_each_with_its_day() {
    for (text, wanted) in [
        (
            "J'ai appel\u{e9} : ils me remboursent 25 \u{20ac} avant le 20 mars et le technicien passe le 12 mars entre 8h \
             et 12h",
            ["remboursent 25 \u{20ac} avant le 20 mars | By(2026-03-20)", "12h | By(2026-03-12)"],
        ),
        (
            "Ils me rappellent lundi, et on me rend les 50 euros de frais de port d'ici le 20 mars",
            ["lundi | By(2026-03-09)", "20 mars | By(2026-03-20)"],
        ),
        (
            "Gebeld: ze betalen \u{20ac} 25 terug voor 20 maart en de monteur komt 12 maart tussen 8 en 12 uur",
            ["voor 20 maart | By(2026-03-20)", "12 uur | By(2026-03-12)"],
        ),
        (
            "ze betalen de 50 verzendkosten binnen 5 werkdagen terug en bellen me morgen terug",
            ["terug | Within { count: 5, unit: BusinessDay }", "morgen terug | By(2026-03-03)"],
        ),
        (
            "Ik krijg 25 euro terug v\u{f3}\u{f3}r 20 maart, en ze bellen vrijdag terug over de monteur",
            ["20 maart | By(2026-03-20)", "de monteur | By(2026-03-06)"],
        ),
        (
            "me entregan el sof\u{e1} el 20 de marzo entre las 9 y las 13 h y me devuelven 60 \u{20ac} antes de fin de mes",
            ["13 h | By(2026-03-20)", "fin de mes | By(2026-03-31)"],
        ),
        (
            "Me dicen que el t\u{e9}cnico viene el jueves 12 de marzo por la ma\u{f1}ana y que me abonan 25 euros antes del \
             20 de marzo",
            ["ma\u{f1}ana | By(2026-03-12)", "20 de marzo | By(2026-03-20)"],
        ),
        (
            "mi richiamano luned\u{ec} e mi ridanno i 50 euro di spedizione entro 10 giorni",
            ["luned\u{ec} | By(2026-03-09)", "giorni | Within { count: 10, unit: Day }"],
        ),
        (
            "Frau Keller sagt, ich kriege die 50 Euro Versandkosten bis 31. M\u{e4}rz zur\u{fc}ck, und sie meldet sich am \
             Freitag",
            ["zur\u{fc}ck | By(2026-03-31)", "Freitag | By(2026-03-06)"],
        ),
        (
            "They pay back the 50 postage by the end of the month and will call me on Friday",
            ["the month | By(2026-03-31)", "Friday | By(2026-03-06)"],
        ),
    ] {
        let note = read(text);
        let found = promises(&note);
        let all = wanted.iter().all(|end| found.iter().any(|told| told.ends_with(end)));
        assert!(all && found.len() == 2, "{text}: {found:#?} {:#?}", note.facts);
    }
}
