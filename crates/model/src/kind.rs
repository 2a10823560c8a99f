//! The closed list of message kinds.

use crate::word::words;

words! {
    /// What a message is, as a closed list of 44 (38 kinds of supplier message and six others).
    pub enum Kind ("message kind") {
        /// Price and terms for something not yet bought.
        Quote = "quote",
        /// A contract to buy, book or subscribe exists.
        OrderConfirmed = "order_confirmed",
        /// Contract, policy or welcome documents.
        ContractPack = "contract_pack",
        /// Delay, substitution or cancellation before delivery.
        OrderTrouble = "order_trouble",
        /// Dispatched, tracking, slot, attempt, ready to collect.
        DeliveryUnderWay = "delivery_under_way",
        /// Delivered, installed or activated.
        Delivered = "delivered",
        /// Account creation, verification, activation.
        AccountSetup = "account_setup",
        /// A short-lived secret for sign-in or payment.
        OneTimeCode = "one_time_code",
        /// Sign-in, password, device or fraud warning.
        SecurityNotice = "security_notice",
        /// Invoice or bill, to pay or to be collected.
        Bill = "bill",
        /// Announcement of a coming debit or charge.
        PaymentAhead = "payment_ahead",
        /// Payment received, receipt.
        PaymentDone = "payment_done",
        /// Collection or card charge failed.
        PaymentFailed = "payment_failed",
        /// Money claimed as overdue.
        Dunning = "dunning",
        /// Money back, or the promise of it.
        RefundCredit = "refund_credit",
        /// Account of what was used or held in a period.
        StatementUsage = "statement_usage",
        /// Allowance, balance or stock nearly used up.
        LimitNear = "limit_near",
        /// The supplier needs something from the owner.
        InfoRequest = "info_request",
        /// The price of a running contract changes.
        PriceChange = "price_change",
        /// Other terms of a running contract change.
        TermsChange = "terms_change",
        /// Outage, planned work, reduced service.
        ServiceDisruption = "service_disruption",
        /// Advertising; no running right changes.
        Promotion = "promotion",
        /// Request for feedback.
        Survey = "survey",
        /// Thanks, reward, anniversary, good news without a claim.
        Moment = "moment",
        /// Service, inspection or test is due.
        MaintenanceDue = "maintenance_due",
        /// Visit or call confirmed or reminded.
        AppointmentSet = "appointment_set",
        /// Visit moved, cancelled or late.
        AppointmentChanged = "appointment_changed",
        /// Recall, safety notice, stop-use.
        RecallSafety = "recall_safety",
        /// Guarantee registered, ending, extended.
        WarrantyNotice = "warranty_notice",
        /// Request received or moving; promise of an answer.
        CaseProgress = "case_progress",
        /// Request, claim or repair decided or closed.
        CaseDecision = "case_decision",
        /// Final response to a complaint.
        ComplaintFinal = "complaint_final",
        /// Answer to a data request, or notice of a breach.
        DataRights = "data_rights",
        /// Will renew, or a trial turns into a paid term.
        RenewalNotice = "renewal_notice",
        /// The owner's ending acknowledged.
        CancelConfirmed = "cancel_confirmed",
        /// The supplier ends, or closing steps.
        ContractEnding = "contract_ending",
        /// How to hand the thing back and until when.
        ReturnInstructions = "return_instructions",
        /// A new owner, holder or address is recorded.
        TransferConfirmed = "transfer_confirmed",
        /// Editorial periodical that the owner subscribed to.
        Newsletter = "newsletter",
        /// Posted to a mailing list or discussion group.
        MailingList = "mailing_list",
        /// Written by a person to the owner.
        Personal = "personal",
        /// Other automatic message.
        Notification = "notification",
        /// Phishing, fraud or spam.
        Suspect = "suspect",
        /// Not recognised.
        Unclear = "unclear",
    }
}

impl Kind {
    /// Kinds that ask for money.
    pub const fn asks_for_money(self) -> bool {
        matches!(self, Self::Bill | Self::PaymentAhead) || self.asks_again()
    }

    /// Kinds that ask for money that was asked for before.
    pub const fn asks_again(self) -> bool {
        matches!(self, Self::Dunning | Self::PaymentFailed)
    }

    /// Kinds that ask for money or tell that it was paid.
    pub const fn is_of_money(self) -> bool {
        self.asks_for_money() || matches!(self, Self::PaymentDone)
    }

    /// Kinds that tell that an agreement ends or has ended.
    pub const fn is_ending(self) -> bool {
        matches!(self, Self::CancelConfirmed | Self::ContractEnding)
    }

    /// Kinds that say nothing about an agreement, a thing or a due by themselves: counted and
    /// searchable. An unclear message is heard all the same where it names what is known.
    pub const fn is_noise(self) -> bool {
        matches!(
            self,
            Self::Promotion
                | Self::Survey
                | Self::Newsletter
                | Self::MailingList
                | Self::Personal
                | Self::Notification
                | Self::Suspect
                | Self::Unclear
        )
    }
}
