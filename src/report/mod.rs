//! What people look at: the story of a BX, and pages of plots and tables.
//!
//! | module | what it holds |
//! |---|---|
//! | [`story`] | one BX, stage by stage: the data behind `econ-emu inspect` and the packet viewer |
//! | [`story_text`] | that story as text |
//! | [`source`] | the directories that a report is made of |
//! | [`latents`] | views of the latents: entropy, correlations, projections |
//! | [`figures`] | wafers; charts are in [`crate::plot`] |
//! | [`hierarchical`] | the page of an evaluation of the hierarchical autoencoder |
//! | [`jets`] | the page of an evaluation of jets |
//! | [`differences`] | the page of two streams that differ |
//! | [`glance`] | the first section of a page: verdicts on every source |
//! | [`page`] | sections, tables and figures as one HTML file, from the templates in `templates/page` |

mod assignment;
pub mod differences;
mod evaluation;
pub mod figures;
pub mod glance;
pub mod hierarchical;
pub mod jets;
pub mod latents;
pub mod page;
mod run;
mod search;
pub mod source;
pub mod story;
pub mod story_text;
