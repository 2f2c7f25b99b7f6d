//! The program from outside: real workbooks in, documents out.
