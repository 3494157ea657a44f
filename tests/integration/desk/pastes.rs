//! What was copied elsewhere as blocks.
