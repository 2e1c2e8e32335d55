"""The functions of a job - `pre`, `main`, `post` - ready to run: found, their inputs checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from runner.errors import InputError, Problem, ProblemsError
from runner.jobs.faults import Faults
from runner.jobs.inputs import HINT, JobInputs, input_error, opened, resolve_inputs, shown_inputs
from runner.jobs.loading import Job, Part
from runner.jobs.reach import Reach
from runner.lookup import Found, Library
from runner.records import Record
from runner.types import Schema
from runner.values.files import without_bytes

if TYPE_CHECKING:
    from runner.execution.context import Context
    from runner.execution.machine import Machine
    from runner.execution.secrets import Masker
    from runner.jobs.options import RunOptions

# The input of `$pre`, `$main` and `$post` that has what the caller gives.
ARGS = "args"


class ReadyPart(Record):
    """One function of a job that is ready to run.

    ``results`` maps those of its inputs that get the result of an earlier part to the role of that.
    """

    role: str
    function: Found
    schema: Schema
    inputs: JobInputs
    results: Mapping[str, str]

    def run(self, machine: Machine, context: Context, results: Mapping[str, Any]) -> Any:
        """Call the function; ``results`` are those of the parts that ran, by their roles."""
        later = {name: results[role] for name, role in self.results.items()}
        given = {**self.inputs.given, **later}
        # `util.get_raw_input` gives them as they were written.
        context.raw_input = given
        return machine.call(context, self.function.name, given)

    def describe(self, mask: Masker) -> dict[str, Any]:
        """The part as JSON-ready data; no sensitive input stands in it."""
        path = self.function.path
        known = [field for field in self.schema.fields if field.name not in self.results]
        return {
            "function": {
                "name": self.function.name,
                "kind": self.function.kind,
                "origin": self.function.origin,
                "path": str(path) if path is not None else None,
            },
            "inputs": mask.data(without_bytes(shown_inputs(known, self.inputs.validated))),
            "results": dict(self.results),
        }


def find_part(part: Part, library: Library, faults: Faults) -> Found | None:
    """The function of a part; that there is none is a fault.

    Raises:
        UsageError: its file cannot be loaded.
        XanoScriptSyntaxError: its file is not XanoScript.
    """
    found = library.find(part.target.name)
    if found is None:
        message, hint = library.missing(part.target.name)
        problem = Problem("unknown-function", message, part.source, part.target.name_span, hint=hint)
        faults.add(ProblemsError([problem]), [problem])
    return found


def ready_part(
    job: Job, part: Part, found: Found, reach: Reach, options: RunOptions, faults: Faults
) -> ReadyPart:
    """A part with its inputs; what is wrong with them is a fault."""
    declared = reach.schema(found)
    names = {field.name for field in declared.fields}
    own = part.target.inputs if options.job_inputs else {}
    callers = options.inputs if part.role == "main" and not part.takes_args else {}
    # What somebody writes down counts; the results fill what is left.
    open_names = names - own.keys() - callers.keys()
    results = {name: role for name, role in part.results.items() if name in open_names}
    schema = _open_for(results, declared)
    reach.schemas[found.name] = schema
    roles = {one.role for one in job.parts}
    # Where there is no `$pre`, its result is null.
    without = {name: None for name, role in results.items() if role not in roles}
    later = {name: role for name, role in results.items() if role in roles}
    try:
        args = {ARGS: opened(options.inputs, Schema())} if part.takes_args and ARGS in names else {}
        given = {**callers, **args, **without}
        inputs = resolve_inputs(part.target, schema, given, job_inputs=options.job_inputs, later=later)
    except InputError as error:
        inputs = JobInputs({}, {})
        faults.add(error, [_problem(part, error)])
    if inputs.faults:
        taken = part.role == "main" or part.takes_args
        hint = HINT if taken else f"give it in `{part.role}.input` of the job"
        faults.add(*input_error(inputs.faults, part.target, part.source, hint))
    return ReadyPart(part.role, found, schema, inputs, later)


def _open_for(results: Mapping[str, str], schema: Schema) -> Schema:
    """``schema`` with null for what may be the result of an earlier function, or of none.

    Official jobs declare `json pre`, which takes no null, and have no `$pre`, or one that answers null.
    """
    fields = (
        field.changed(nullable=True) if field.name in results and field.type == "json" else field
        for field in schema.fields
    )
    return Schema(tuple(fields))


def _problem(part: Part, error: InputError) -> Problem:
    return Problem("input", error.message, part.source, part.target.name_span, hint=error.hint)


def require_takers(job: Job, parts: Sequence[ReadyPart], options: RunOptions, faults: Faults) -> None:
    """Look whether some function of a job without a run.job takes what the caller gives."""
    takes = any(field.name == ARGS for ready in parts for field in ready.schema.fields)
    asked = any(part.takes_args for part in job.parts)
    if not asked or takes or not options.inputs:
        return
    names = ", ".join(f"`{part.target.name}`" for part in job.parts)
    error = InputError(
        f"inputs are given, but {names} declares no `{ARGS}` to take them", hint=f"declare it: json {ARGS}"
    )
    faults.add(error, [_problem(job.parts[0], error)])
