//! The desk: a booklet written in the browser, beside its pages.

pub mod document;
