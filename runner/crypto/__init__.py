"""Cryptography that filters and statements share: ciphers, tokens, keys, passwords, ids.

Nothing in here asks the world: time and randomness come in as arguments. Every function that can fail
takes ``label``, the filter or the statement as messages name it, such as ``"`|encrypt`"``; no message
ever holds a key.
"""
