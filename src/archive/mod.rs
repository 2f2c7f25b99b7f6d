//! Bytes → bag (BagIt, RFC 8493); bag → verdict.
