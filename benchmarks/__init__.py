"""How fast xsrun is, each time against the same work done without it."""
