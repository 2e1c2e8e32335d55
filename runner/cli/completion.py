"""``xsrun completion SHELL``: prints what teaches a shell to complete xsrun's arguments."""

from __future__ import annotations

import click

from runner.cli.console import Console


@click.command(context_settings={"max_content_width": 100})
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), metavar="bash|zsh|fish")
def command(shell: str) -> int:
    """Print the script that completes commands in a shell.

    It completes commands, options, and jobs: .xs files and folders that hold run.xs or index.xs.

    \b
    Example, for ~/.bashrc or ~/.zshrc:
      eval "$(xsrun completion bash)"

    \b
    For fish:
      xsrun completion fish > ~/.config/fish/completions/xsrun.fish
    """
    from click.shell_completion import ShellComplete, get_completion_class

    from runner.cli.app import app

    completion = get_completion_class(shell)
    assert completion is not None
    # The method of bash's class would start a bash to look how old it is.
    Console().result(ShellComplete.source(completion(app, {}, "xsrun", "_XSRUN_COMPLETE")))
    return 0
