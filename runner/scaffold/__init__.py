"""New jobs: folders with a job, its function, cases and a page, made from templates."""

from runner.scaffold.writing import TEMPLATES, new_job

__all__ = ["TEMPLATES", "new_job"]
