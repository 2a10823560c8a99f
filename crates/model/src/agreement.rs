//! What binds the household and a supplier.

use crate::word::words;

words! {
    /// What sort of agreement it is.
    pub enum AgreementKind ("kind of agreement") {
        /// Insurance of a thing or a person.
        Insurance = "insurance",
        /// Electricity, gas, heat.
        Energy = "energy",
        /// Water and sewage.
        Water = "water",
        /// Phone line, mobile, broadband.
        Telecom = "telecom",
        /// Anything else that renews by itself.
        Subscription = "subscription",
        /// Guarantee or protection plan.
        Warranty = "warranty",
        /// Credit, mortgage, finance.
        Loan = "loan",
        /// Rent of a home or lease of a thing.
        Rental = "rental",
        /// Gym, club, association.
        Membership = "membership",
        /// Repair, care, maintenance, school, tax.
        Service = "service",
        /// A single purchase.
        Purchase = "purchase",
        /// Travel, table, event, course.
        Booking = "booking",
        /// Account or card.
        Banking = "banking",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// What within its kind an agreement is for: by this a customer tells apart what they have of one supplier.
    pub enum Branch ("branch") {
        /// Internet at home.
        Broadband = "broadband",
        /// A mobile line.
        Mobile = "mobile",
        /// A telephone at home.
        Landline = "landline",
        /// Television.
        Television = "television",
        /// Electricity.
        Electricity = "electricity",
        /// Gas through a pipe.
        Gas = "gas",
        /// Heat through a pipe.
        Heating = "heating",
        /// Water and sewage.
        Water = "water",
        /// Insurance of what is in a home.
        Contents = "contents",
        /// Insurance of a building.
        Buildings = "buildings",
        /// Insurance of a vehicle.
        Vehicle = "vehicle",
        /// Insurance against claims of others.
        Liability = "liability",
        /// Insurance of journeys.
        Travel = "travel",
        /// Insurance of an animal.
        Animal = "animal",
        /// Insurance of health.
        Health = "health",
        /// Insurance of teeth.
        Dental = "dental",
        /// Insurance of a life.
        Life = "life",
        /// Insurance against accidents.
        Accident = "accident",
        /// Insurance of what one earns.
        Disability = "disability",
        /// Insurance of legal costs.
        Legal = "legal",
        /// Help on the road.
        Breakdown = "breakdown",
        /// Insurance of a device.
        Device = "device",
        /// Insurance of a bicycle.
        Bicycle = "bicycle",
        /// Credit, mortgage, finance.
        Loan = "loan",
        /// A current account.
        Account = "account",
        /// A savings account.
        Savings = "savings",
        /// A credit card.
        CreditCard = "credit_card",
    }
}

impl Branch {
    /// The kind of an agreement of this branch, where it can be of one only.
    pub const fn kind(self) -> Option<AgreementKind> {
        Some(match self {
            Self::Broadband | Self::Mobile | Self::Landline => AgreementKind::Telecom,
            Self::Electricity | Self::Gas => AgreementKind::Energy,
            Self::Water => AgreementKind::Water,
            Self::Contents
            | Self::Buildings
            | Self::Vehicle
            | Self::Liability
            | Self::Travel
            | Self::Animal
            | Self::Life
            | Self::Accident
            | Self::Disability
            | Self::Legal
            | Self::Bicycle => AgreementKind::Insurance,
            Self::Loan => AgreementKind::Loan,
            Self::Account | Self::Savings | Self::CreditCard => AgreementKind::Banking,
            Self::Television
            | Self::Heating
            | Self::Health
            | Self::Dental
            | Self::Breakdown
            | Self::Device => return None,
        })
    }
}

words! {
    /// Where an agreement stands.
    pub enum AgreementState ("state of an agreement") {
        /// Offered, not accepted.
        Quoted = "quoted",
        /// Free or reduced first term.
        Trial = "trial",
        /// Running.
        Active = "active",
        /// Its end is known or asked for.
        Ending = "ending",
        /// Over.
        Ended = "ended",
        /// Not enough evidence to say.
        Unknown = "unknown",
    }
}

words! {
    /// How a person stands towards a supplier.
    pub enum Mode ("mode of a relationship") {
        /// Addressed, nothing bought.
        Prospect = "prospect",
        /// Has an agreement and pays.
        Customer = "customer",
        /// Uses, without being the one who pays.
        User = "user",
        /// Every agreement is over.
        Former = "former",
        /// Came back after an end.
        Returning = "returning",
    }
}

words! {
    /// The period of a price.
    pub enum Period ("period") {
        /// Once.
        Once = "once",
        /// Per week.
        Week = "week",
        /// Per month.
        Month = "month",
        /// Per quarter.
        Quarter = "quarter",
        /// Per year.
        Year = "year",
    }
}

words! {
    /// What must happen by a day.
    pub enum DueKind ("kind of due") {
        /// Money to pay or that will be taken.
        Payment = "payment",
        /// An agreement renews.
        Renewal = "renewal",
        /// Last day to end it.
        CancelBy = "cancel_by",
        /// Last day to withdraw.
        WithdrawBy = "withdraw_by",
        /// A trial turns into a paid term.
        TrialEnd = "trial_end",
        /// Last day to send something back.
        Return = "return",
        /// Care that a thing needs.
        Service = "service",
        /// A test that law or insurance asks for.
        Inspection = "inspection",
        /// A visit.
        Appointment = "appointment",
        /// A parcel or installation expected.
        Delivery = "delivery",
        /// A guarantee ends.
        WarrantyEnd = "warranty_end",
        /// The supplier waits for something.
        Information = "information",
        /// Anything else.
        Other = "other",
    }
}
