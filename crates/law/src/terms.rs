//! The words of which rules are made.

use crate::word::words;

words! {
    /// What a clause gives or asks: a right of the owner, a duty of the supplier, or how long
    /// something lasts.
    pub enum Right ("right") {
        Withdraw = "withdraw", "withdraw without giving a reason";
        Repay = "repay", "the money is paid back after a withdrawal";
        SendBack = "send_back", "goods are sent back after a withdrawal";
        Guarantee = "guarantee", "the legal guarantee lasts";
        Burden = "burden", "the seller has to show that a defect was not there at the start";
        Reject = "reject", "reject faulty goods and have the money back";
        FaultReport = "fault_report", "report a fault after finding it";
        Court = "court", "claim in court";
        Updates = "updates", "updates are owed";
        Recall = "recall", "choose a remedy after a recall";
        MakerRepair = "maker_repair", "ask the maker for a repair";
        Delivery = "delivery", "goods are delivered or sent";
        DebitRefund = "debit_refund", "have a direct debit paid back by the bank";
        DebitStop = "debit_stop", "stop a payment at the bank";
        CardDispute = "card_dispute", "dispute a card bill";
        LenderClaim = "lender_claim", "claim on the card lender as on the seller";
        Cancel = "cancel", "give notice to the end of the term";
        Leave = "leave", "the agreement ends after notice on any day";
        FirstTerm = "first_term", "a first term may last";
        RenewalTerm = "renewal_term", "a renewed term may last";
        NoRenewal = "no_renewal", "the agreement ends by itself";
        Grace = "grace", "cover goes on after the end";
        NoExitFee = "no_exit_fee", "leaving costs nothing from here to the end of the term";
        ChangeNotice = "change_notice", "the supplier announces a change";
        ExitAfterChange = "exit_after_change", "leave because of a change";
        ExitAfterLoss = "exit_after_loss", "leave after a loss was settled";
        RenewalNotice = "renewal_notice", "the supplier writes before a renewal";
        TrialNotice = "trial_notice", "the supplier writes before a trial ends";
        YearlyReminder = "yearly_reminder", "the supplier reminds once a year";
        StopAutoRenew = "stop_auto_renew", "switch off the automatic renewal";
        EarlyRepayment = "early_repayment", "repay a credit early";
        LenderAnswer = "lender_answer", "the lender answers a change of insurance";
        Switch = "switch", "a change of supplier is carried out";
        CloudSwitch = "cloud_switch", "a change of cloud provider is carried out";
        ProductData = "product_data", "have the data of a connected product";
        EndConfirmation = "end_confirmation", "the end is confirmed";
        DataAnswer = "data_answer", "a request about personal data is answered";
        ComplaintAnswer = "complaint_answer", "a complaint is answered for good";
        EscalateFrom = "escalate_from", "an ombudsman takes the case from then";
        EscalateBy = "escalate_by", "take the case to an ombudsman";
        AwardCarriedOut = "award_carried_out", "the supplier does what the ombudsman decided";
        BillObjection = "bill_objection", "object to a bill";
        ContactAnswer = "contact_answer", "a request by the customer is handled";
    }
}

words! {
    /// Who has to do something by the day.
    pub enum Bearer ("bearer") {
        Owner = "owner", "the owner has to act by the day, or loses a right";
        Supplier = "supplier", "the supplier has to act by the day";
        Term = "term", "something lasts until the day or begins on it";
    }
}

impl Right {
    /// Who has to act.
    pub const fn bearer(self) -> Bearer {
        match self {
            Self::Withdraw
            | Self::SendBack
            | Self::Guarantee
            | Self::Reject
            | Self::FaultReport
            | Self::Court
            | Self::Recall
            | Self::MakerRepair
            | Self::DebitRefund
            | Self::DebitStop
            | Self::CardDispute
            | Self::LenderClaim
            | Self::Cancel
            | Self::ExitAfterChange
            | Self::ExitAfterLoss
            | Self::StopAutoRenew
            | Self::EarlyRepayment
            | Self::ProductData
            | Self::EscalateBy
            | Self::BillObjection => Bearer::Owner,
            Self::Repay
            | Self::Delivery
            | Self::ChangeNotice
            | Self::RenewalNotice
            | Self::TrialNotice
            | Self::YearlyReminder
            | Self::LenderAnswer
            | Self::Switch
            | Self::CloudSwitch
            | Self::EndConfirmation
            | Self::DataAnswer
            | Self::ComplaintAnswer
            | Self::AwardCarriedOut
            | Self::ContactAnswer => Bearer::Supplier,
            Self::Burden
            | Self::Updates
            | Self::Leave
            | Self::FirstTerm
            | Self::RenewalTerm
            | Self::NoRenewal
            | Self::Grace
            | Self::NoExitFee
            | Self::EscalateFrom => Bearer::Term,
        }
    }
}

words! {
    /// The day from which a period is counted.
    pub enum Anchor ("anchor") {
        Conclusion = "conclusion", "the contract was concluded";
        Documents = "documents", "the documents arrived";
        Possession = "possession", "the last of the goods arrived";
        Delivery = "delivery", "the goods were delivered";
        Supply = "supply", "the digital content was supplied";
        WithdrawalSent = "withdrawal_sent", "the withdrawal was sent";
        WithdrawalReceived = "withdrawal_received", "the withdrawal was received";
        SentBack = "sent_back", "the goods were sent back";
        FaultFound = "fault_found", "the fault was found";
        Purchase = "purchase", "the purchase was made";
        Debit = "debit", "the money was taken";
        DebitDue = "debit_due", "the money is to be taken";
        Statement = "statement", "the statement was sent";
        Bill = "bill", "the bill was received";
        TermEnd = "term_end", "the term ends";
        Start = "start", "the agreement started";
        Notice = "notice", "the notice is received";
        Renewal = "renewal", "the agreement renews";
        RefusalDay = "refusal_day", "the renewal can last be refused";
        RenewalNoticeSent = "renewal_notice_sent", "the renewal notice was sent";
        TrialEnd = "trial_end", "the trial ends";
        Charge = "charge", "the renewal is charged";
        ChangeNotice = "change_notice", "the notice of the change was received";
        ChangeEffect = "change_effect", "the change takes effect";
        Settlement = "settlement", "the loss was settled";
        Request = "request", "the request was received";
        Complaint = "complaint", "the complaint was received";
        FinalResponse = "final_response", "the final response was sent";
        Award = "award", "the decision was accepted";
        Event = "event", "it happened";
        Knowledge = "knowledge", "it became known";
    }
}

words! {
    /// What keeps a period.
    pub enum Act ("act") {
        Send = "send", "sending it by then is enough";
        Receive = "receive", "it has to arrive by then";
        Do = "do", "it has to be done by then";
    }
}

words! {
    /// A circumstance on which a clause depends.
    pub enum Circumstance ("circumstance") {
        NotInformed = "not_informed", "the supplier did not tell about the right";
        NoNotice = "no_notice", "the supplier did not write before the renewal";
        LateNotice = "late_notice", "the supplier wrote too late before the renewal";
        NoRoute = "no_route", "the way to end it that the law asks for is missing";
        Unauthorised = "unauthorised", "the payment was not authorised";
        UndueCharge = "undue_charge", "something was charged that is not owed";
        Renewed = "renewed", "the first term is over";
        Trial = "trial", "it began with a free or cheaper term";
        LongTerm = "long_term", "the term is a year or longer";
        Repaired = "repaired", "the goods were repaired under the guarantee";
        UnsolicitedVisit = "unsolicited_visit", "it was sold on an unsolicited visit or an excursion";
        DefaultSupply = "default_supply", "it is the default supply";
        NoMoreCover = "no_more_cover", "the premium rises without more cover";
        Extended = "extended", "the answer was put off in time and with reasons";
        Unanswered = "unanswered", "no final response came";
        Exceptional = "exceptional", "reasons beyond control were named in time";
        PaymentService = "payment_service", "it is about a payment or electronic money";
        Motor = "motor", "it insures a vehicle";
        Health = "health", "it insures health";
        Life = "life", "it insures a life or is a pension";
        Protection = "protection", "it protects income, payments or life without saving";
        Pet = "pet", "it insures an animal";
        Mortgage = "mortgage", "it insures a mortgage";
        MultiYear = "multi_year", "it was made for three years or longer";
        Used = "used", "the goods were bought used";
        Delivered = "delivered", "the goods had come";
        ByFunction = "by_function", "it was ended by the button on the page";
        LargeFirm = "large_firm", "the firm is large or supplies a basic service";
    }
}

words! {
    /// How sure we are of a rule.
    pub enum Certainty ("confidence") {
        High = "high", "read in a primary or nearly primary source";
        Medium = "medium", "read in one secondary source";
        Low = "low", "from memory of the statute";
    }
}

words! {
    /// Where a rule stands.
    pub enum Status ("status") {
        InForce = "in_force", "in force";
        Expected = "expected", "not in force yet";
        NotLaw = "not_law", "not law, and not to be cited";
        Off = "off", "switched off by the owner";
    }
}

words! {
    /// What an agreement is about.
    pub enum Subject ("subject") {
        Goods = "goods", "goods";
        Service = "service", "a service";
        Digital = "digital", "digital content or a digital service";
    }
}

words! {
    /// How an agreement was made.
    pub enum Made ("way in which an agreement is made") {
        Online = "online", "at a distance, on a site or in an app";
        Distance = "distance", "at a distance, by telephone, mail or letter";
        OffPremises = "off_premises", "away from business premises";
        Shop = "shop", "in a shop";
    }
}

words! {
    /// A way by which a notice travels.
    pub enum Route ("route") {
        Online = "online", "by the supplier's own page";
        Email = "email", "by mail with a proof of delivery";
        Post = "post", "by letter";
        Registered = "registered", "by registered letter";
    }
}

words! {
    /// A way to act that the law gives.
    pub enum Function ("function") {
        OnlineButton = "online_button", "a button on the page on which such contracts are made";
        OnlineFunction = "online_function", "a function on the page on which the contract was made";
        SameWay = "same_way", "every way by which it can be bought";
        Bank = "bank", "an instruction to the bank, whatever the supplier says";
    }
}

words! {
    /// What happens when a period ends on a day that is not a business day.
    pub enum Roll ("roll") {
        Next = "next", "the period ends on the next business day";
        Never = "never", "the period ends on that day all the same";
    }
}
