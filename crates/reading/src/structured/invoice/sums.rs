//! Whether the sums of an electronic invoice agree, by the rules of EN 16931 section 6.4.

use rust_decimal::Decimal;

/// The sums that the rules speak of; a rule of which one sum is missing is not asked.
#[derive(Debug, Default)]
pub(super) struct Sums {
    /// Of the lines themselves, as they come.
    lines: Option<Decimal>,
    /// BT-106: what the document says the lines make.
    of_lines: Option<Decimal>,
    /// BT-107 and BT-108.
    allowances: Option<Decimal>,
    charges: Option<Decimal>,
    /// BT-109 and BT-110.
    net: Option<Decimal>,
    tax: Option<Decimal>,
    /// BT-112 to BT-115.
    gross: Option<Decimal>,
    paid: Option<Decimal>,
    rounding: Option<Decimal>,
    due: Option<Decimal>,
}

impl Sums {
    /// Takes in a sum by its path below the root.
    pub(super) fn take(&mut self, path: &[&str], value: Decimal) {
        let [.., group, name] = path else { return };
        let in_line = path.iter().any(|element| {
            matches!(
                *element,
                "InvoiceLine" | "CreditNoteLine" | "IncludedSupplyChainTradeLineItem"
            )
        });
        let field = match (in_line, *group, *name) {
            (true, "InvoiceLine" | "CreditNoteLine", "LineExtensionAmount")
            | (
                true,
                "SpecifiedTradeSettlementLineMonetarySummation"
                | "SpecifiedTradeSettlementMonetarySummation",
                "LineTotalAmount",
            ) => {
                self.lines = Some(self.lines.unwrap_or_default().saturating_add(value));
                return;
            }
            (true, _, _) => return,
            (false, "TaxTotal", "TaxAmount") => &mut self.tax,
            (
                false,
                "LegalMonetaryTotal"
                | "SpecifiedTradeSettlementHeaderMonetarySummation"
                | "SpecifiedTradeSettlementMonetarySummation",
                name,
            ) => match name {
                "LineExtensionAmount" | "LineTotalAmount" => &mut self.of_lines,
                "AllowanceTotalAmount" => &mut self.allowances,
                "ChargeTotalAmount" => &mut self.charges,
                "TaxExclusiveAmount" | "TaxBasisTotalAmount" => &mut self.net,
                "TaxTotalAmount" => &mut self.tax,
                "TaxInclusiveAmount" | "GrandTotalAmount" => &mut self.gross,
                "PrepaidAmount" | "TotalPrepaidAmount" => &mut self.paid,
                "PayableRoundingAmount" | "RoundingAmount" => &mut self.rounding,
                "PayableAmount" | "DuePayableAmount" => &mut self.due,
                _ => return,
            },
            (false, _, _) => return,
        };
        // The first is that of the currency of the document.
        field.get_or_insert(value);
    }

    /// What does not agree, in words.
    pub(super) fn disagreements(&self) -> Vec<String> {
        let none = |sum: Option<Decimal>| sum.unwrap_or_default();
        let less = none(self.allowances).saturating_sub(none(self.charges));
        let net = self.of_lines.map(|lines| lines.saturating_sub(less));
        let gross = self.net.zip(self.tax).map(|(net, tax)| net.saturating_add(tax));
        let open = self
            .gross
            .map(|gross| gross.saturating_sub(none(self.paid)).saturating_add(none(self.rounding)));
        let rules = [
            ("the lines", self.lines, "the total of the lines", self.of_lines),
            ("the lines with what is added and taken off", net, "the total before tax", self.net),
            ("the total before tax and the tax", gross, "the total", self.gross),
            ("the total less what was paid", open, "what is due", self.due),
        ];
        let wrong = rules.into_iter().filter_map(|(parts, sum, whole, said)| {
            let (sum, said) = (sum?, said?);
            (sum != said).then(|| format!("{parts} make {sum}, but {whole} says {said}"))
        });
        wrong.collect()
    }
}
