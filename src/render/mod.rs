//! Document and figures → bytes, one function for each format.
