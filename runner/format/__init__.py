"""TREE -> TEXT: one canonical style, Xano's own."""
