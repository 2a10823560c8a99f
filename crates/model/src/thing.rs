//! What is owned.

use crate::word::words;

words! {
    /// What sort of thing it is.
    pub enum ThingKind ("kind of thing") {
        /// Car, motorbike, bicycle, boat.
        Vehicle = "vehicle",
        /// A place to live, with what serves it.
        Home = "home",
        /// Built in or standing in the home: boiler, washing machine.
        Appliance = "appliance",
        /// Carried or on a desk: phone, laptop.
        Device = "device",
        /// A living companion.
        Animal = "animal",
        /// A club, gym or association one belongs to.
        Membership = "membership",
        /// Streaming, storage, software, a domain name.
        DigitalService = "digital_service",
        /// A trip or an event attended.
        Journey = "journey",
        /// Anything else.
        Other = "other",
    }
}

words! {
    /// Where a thing stands in its life with the owner.
    pub enum Stage ("stage of a thing") {
        /// Looked for.
        Wanted = "wanted",
        /// Ordered, on its way.
        Acquiring = "acquiring",
        /// In use.
        InUse = "in_use",
        /// Being sold, returned or ended.
        Parting = "parting",
        /// No longer the owner's.
        Gone = "gone",
    }
}
