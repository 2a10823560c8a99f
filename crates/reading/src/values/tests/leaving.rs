//! Days until which what goes on by itself can be switched off.

use super::{claims, expect};

#[test]
fn the_last_day_to_switch_a_renewal_off_is_one_to_leave_by() {
    for (language, text) in [
        (
            "en",
            "On 20/06/2026 your plan renews. If you do not want to renew, switch off auto-renewal in your account no later than 19/06/2026.",
        ),
        (
            "de",
            "Am 20.06.2026 verlängert sich Ihr Tarif. Wenn Sie nicht verlängern möchten, deaktivieren Sie die automatische Verlängerung spätestens am 19.06.2026.",
        ),
        (
            "fr",
            "Le 20/06/2026, votre formule se renouvelle. Si vous ne souhaitez pas renouveler, désactivez le renouvellement au plus tard le 19/06/2026.",
        ),
        (
            "es",
            "El 20/06/2026 se renueva tu plan. Si no quieres renovar, desactiva la renovación en tu área de cliente como tarde el 19/06/2026.",
        ),
        (
            "it",
            "Il 20/06/2026 si rinnova il tuo piano. Se non vuoi rinnovare, disattiva il rinnovo automatico entro il 19/06/2026.",
        ),
        (
            "nl",
            "Op 20-06-2026 wordt je pakket verlengd. Wil je niet verlengen, zet de automatische verlenging dan uiterlijk 19-06-2026 uit.",
        ),
    ] {
        expect(language, text, &["cancel_by 2026-06-19"]);
        let wrong = claims(language, text).iter().any(|c| c == "cancel_by 2026-06-20");
        assert!(!wrong, "{text}");
    }
}

#[test]
fn a_day_on_which_a_renewal_is_told_is_none_to_leave_by() {
    for (language, text) in [
        ("en", "You switched off auto-renewal. Your plan ends on 19/06/2026."),
        (
            "en",
            "If you do not want to renew, you switched auto-renewal off already; your plan ends on 19/06/2026.",
        ),
        (
            "de",
            "Wenn Sie nicht verlängern möchten: Die automatische Verlängerung ist bereits deaktiviert, Ihr Tarif läuft bis 19.06.2026.",
        ),
        (
            "fr",
            "Si vous ne souhaitez pas renouveler, vous avez déjà désactivé le renouvellement et votre formule prend fin le 19/06/2026.",
        ),
        (
            "es",
            "Si no quieres renovar, ya has desactivado la renovación; podrás usar tu plan hasta el 19/06/2026.",
        ),
        (
            "it",
            "Se non vuoi rinnovare, hai già disattivato il rinnovo: il tuo piano è attivo fino al 19/06/2026.",
        ),
        (
            "nl",
            "Als je niet wilt verlengen: je hebt de automatische verlenging al uitgezet en je pakket loopt tot 19-06-2026.",
        ),
    ] {
        let found = claims(language, text);
        assert!(!found.iter().any(|c| c.starts_with("cancel_by")), "{found:?} of {text}");
    }
}
