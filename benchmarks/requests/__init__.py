"""Many jobs that each wait for one answer, in one process, against plain httpx."""
