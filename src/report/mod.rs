//! What people look at: the story of a crossing, and pages of plots and tables.
//!
//! | module | what it holds |
//! |---|---|
//! | [`story`] | one crossing, stage by stage: the data behind `econ-emu inspect` and the frame viewer |
//! | [`story_text`] | that story as text |

pub mod story;
pub mod story_text;
