//! What a single upset does: a particle flips a bit of a register, and the chip computes with it until the registers are
//! written again.
//!
//! | module | what it holds |
//! |---|---|
//! | [`bits`] | the bits of the weights: where in the registers they stand, and what a flip makes of the weight |
//! | [`atlas`] | the exact effect of every one of them on given frames |
//! | [`proof`] | which flips no frame can see, from the ranges of the network |
//! | [`frames`] | what the encoder is given: frames from data, link words or the generator |
//! | [`summary`] | what the atlas says of an encoder in a few numbers, and of several encoders side by side |
//! | [`table`] | the effects of all bits as arrays of NumPy |
//! | [`pairs`] | two bits at once |
//! | [`rates`] | how often bits are upset, and the frames that are lost until the registers are written again |
//! | [`settings`] | the bits of all other registers, on the whole chip |
//! | [`protect`] | the file that says which bits are to be protected |
//! | [`campaign`] | upsets of the flip-flops of exported hardware |
//!
//! Everything is counted in integers; shares and rates are made of them when they are shown.

pub mod atlas;
pub mod bits;
pub mod campaign;
pub mod frames;
pub mod pairs;
pub mod proof;
pub mod protect;
pub mod rates;
pub mod settings;
pub mod summary;
pub mod table;
