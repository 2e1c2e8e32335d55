"""Cases beside jobs, and the tests that functions carry: run, compared, reported."""
