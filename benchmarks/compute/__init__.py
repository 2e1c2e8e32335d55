"""Compute-heavy functions of XanoScript against the same algorithms by hand in plain Python."""
