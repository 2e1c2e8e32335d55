"""CODE -> RESULT: what a run needs while it runs, and what it leaves behind."""
