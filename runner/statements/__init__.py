"""Statements, one file a family; `families` lists them."""
