"""What people look up offline: every construct, statement, filter, type and code of a problem."""
