"""JavaScript of jobs, in the embedded engine QuickJS: what `api.lambda` and the `lambda` filters run."""

from runner.javascript.running import Task, run_code

__all__ = ["Task", "run_code"]
