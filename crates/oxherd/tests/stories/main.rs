//! What a household can rely on, told as stories: the real program in homes of its own.

#[cfg(test)]
mod announced_twice;

#[cfg(test)]
mod any_time;

#[cfg(test)]
mod as_of;

#[cfg(test)]
mod asked;

#[cfg(test)]
mod attachments;

#[cfg(test)]
mod billed_anew;

#[cfg(test)]
mod boiler;

#[cfg(test)]
mod by_law;

#[cfg(test)]
mod chats;

#[cfg(test)]
mod calendars;
mod cleared;

#[cfg(test)]
mod contract;

#[cfg(test)]
mod cut_off;

#[cfg(test)]
mod dog;

#[cfg(test)]
mod doors;

#[cfg(test)]
mod family;

#[cfg(test)]
mod free_trial;

#[cfg(test)]
mod full_disk;

#[cfg(test)]
mod held_to;

#[cfg(test)]
mod kit;

#[cfg(test)]
mod kit_car;

#[cfg(test)]
mod last_days;

#[cfg(test)]
mod left;
mod lent;

#[cfg(test)]
mod losses;

#[cfg(test)]
mod mail;

#[cfg(test)]
mod malformed;

#[cfg(test)]
mod matters;

#[cfg(test)]
mod moving;

#[cfg(test)]
mod noted;

#[cfg(test)]
mod order;

#[cfg(test)]
mod mistakes;

#[cfg(test)]
mod not_so;

#[cfg(test)]
mod ordered;

#[cfg(test)]
mod owner;

#[cfg(test)]
mod phone;

#[cfg(test)]
#[path = "../../../pages/tests/papers/pdf.rs"]
mod pdf;

#[cfg(test)]
mod plans;

#[cfg(test)]
mod price_rise;

#[cfg(test)]
mod promised;

#[cfg(test)]
mod put_right;

#[cfg(test)]
mod received;
mod reported;

#[cfg(test)]
mod said;

#[cfg(test)]
mod same_one;

#[cfg(test)]
mod sample;

#[cfg(test)]
mod searching;

#[cfg(test)]
mod shown;

#[cfg(test)]
mod signed;
mod spent;

#[cfg(test)]
mod statements;

#[cfg(test)]
mod statuses;

#[cfg(test)]
mod taken_back;

#[cfg(test)]
mod taxed;

#[cfg(test)]
mod the_phone;

#[cfg(test)]
mod to_do;

#[cfg(test)]
mod told_apart;

#[cfg(test)]
mod twins;

#[cfg(test)]
mod typed;

#[cfg(test)]
mod values;

#[cfg(test)]
mod warned;

#[cfg(test)]
mod why;

#[cfg(test)]
mod windows;
