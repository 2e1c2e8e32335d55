"""A job -> a plan -> a result: loads what was named, resolves inputs and env, runs it."""

from runner.jobs.environment import EnvLayer
from runner.jobs.options import RunOptions
from runner.jobs.plan import Plan, prepare, run_job, visible_functions

__all__ = ["EnvLayer", "Plan", "RunOptions", "prepare", "run_job", "visible_functions"]
