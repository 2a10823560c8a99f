//! Who answers a letter of the owner in its thread does not advertise, however they put it.

use crate::{Depth, Form, Reader};
use oxherd_model::Kind;

/// Answers of a named person, with words as advertising has them.
const ANSWERS: &[(&str, &str)] = &[
    (
        "RE: Nobody here today - order 5521 [Case 88120]",
        "Dear Toni,\n\nI'm so sorry about today. Exclusively for you: Sam brings the new filter today, absolutely free, this week only.\n\nKind regards\nDora Pell\nCustomer Relations",
    ),
    (
        "AW: Heute war niemand da",
        "Guten Tag Frau Vale,\n\nes tut mir leid wegen heute. Jetzt bekommen Sie exklusiv den neuen Filter gratis dazu, und Herr Brand bringt ihn mit.\n\nMit freundlichen Grüßen\nDora Pell\nKundenbetreuung",
    ),
    (
        "RE: Personne aujourd'hui",
        "Bonjour Madame Vale,\n\nje suis désolée. Profitez du nouveau filtre offert, Sam vous l'apportera gratuitement cette semaine.\n\nBien cordialement\nDora Pell\nRelation client",
    ),
    (
        "RE: Hoy no ha venido nadie",
        "Estimada Sra. Vale:\n\nsiento mucho lo de hoy. Disfrute del nuevo filtro gratis, Sam se lo llevará esta semana.\n\nUn saludo\nDora Pell\nAtención al cliente",
    ),
    (
        "R: Oggi nessuno",
        "Gentile signora Vale,\n\nmi dispiace per oggi. Per Lei il nuovo filtro in omaggio, Sam lo porta gratis questa settimana.\n\nCordiali saluti\nDora Pell\nServizio clienti",
    ),
    (
        "RE: Vandaag niemand",
        "Beste mevrouw Vale,\n\nwat vervelend van vandaag. Profiteer nu van het nieuwe filter, dat krijgt u gratis van Sam deze week.\n\nMet vriendelijke groet\nDora Pell\nKlantenservice",
    ),
];

fn kind(reader: &Reader, head: &str, (subject, body): (&str, &str)) -> Kind {
    let mail = format!(
        "From: Dora Pell <dora.pell@alderley.example>\nTo: Toni Vale <toni@home.example>\n\
         Subject: {subject}\nDate: Tue, 5 Mar 2024 10:00:00 +0100\n{head}MIME-Version: 1.0\n\
         Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}\n"
    );
    reader.read(mail.as_bytes(), Form::Mail, Depth::Full).reading.kind
}

#[test]
fn a_personal_answer_in_a_thread_is_no_advertising() {
    let reader = Reader::new();
    let thread = "In-Reply-To: <1@home.example>\nReferences: <1@home.example>\n";
    let advertises = |kind| matches!(kind, Kind::Promotion | Kind::Newsletter | Kind::Survey);
    for answer in ANSWERS {
        let kind = kind(&reader, thread, *answer);
        assert!(!advertises(kind), "{}: {kind}", answer.0);
    }
    let sent = format!("{thread}List-Unsubscribe: <mailto:off@alderley.example>\n");
    let many = ANSWERS.iter().filter(|answer| advertises(kind(&reader, &sent, **answer)));
    assert!(many.count() >= 3, "what goes to many is advertising in any thread");
}
