"""Tests of the reader of XanoScript."""
