"""Rules that look into one function: what its variables, values, requests and loops surely do wrong."""
