"""xsrun: run XanoScript job files anywhere, unchanged."""
