//! The file on a disc: entries for named desks, encrypted and signed, in parts that fit the medium.
//! It does not know who may receive what, nor what a desk holds already.
//! Called by `actions`.
