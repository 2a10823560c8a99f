//! What an archive promises, told as stories.

#[cfg(test)]
#[path = "stories/kit.rs"]
mod kit;

#[cfg(test)]
#[path = "stories/keeping.rs"]
mod keeping;

#[cfg(test)]
#[path = "stories/damage.rs"]
mod damage;

#[cfg(test)]
#[path = "stories/crash.rs"]
mod crash;

#[cfg(test)]
#[path = "stories/hostile.rs"]
mod hostile;

#[cfg(test)]
#[path = "stories/extent.rs"]
mod extent;
