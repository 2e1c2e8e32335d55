"""Requests that are expected, and what answers them: for cases and for recordings of runs."""
