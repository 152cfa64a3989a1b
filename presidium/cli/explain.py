"""What does an error code mean, and what is to be done?"""

from typing import Annotated

import typer

from presidium.cli.voice import Voice, command
from presidium.errors import EXPLANATIONS, UsageError


@command
def explain(
    voice: Voice,
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="As printed, such as SCN101.")] = None,
) -> None:
    """Explain an error or a warning: cause, example, remedy.

    \b
      presidium explain SCN101
      presidium explain

    Without a code, lists all of them.
    """
    if code is None:
        for known, text in EXPLANATIONS.items():
            voice.data(f"{known}  {text.strip().splitlines()[0]}")
        return
    if code.upper() not in EXPLANATIONS:
        raise _unknown(code)
    voice.data(_flowed(f"{code.upper()}  {EXPLANATIONS[code.upper()].strip()}"))


def _flowed(text: str) -> str:
    """Each sentence of its own as wide as the terminal, 100 columns at most."""
    import re
    import shutil
    import textwrap

    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    lines = re.sub(r"\n(?!\n|Cause: |Example: |Remedy: )(?<!\n\n)", " ", text).splitlines()
    return "\n".join(
        textwrap.fill(line, width, break_long_words=False, break_on_hyphens=False) for line in lines
    )


def _unknown(code: str) -> UsageError:
    from difflib import get_close_matches

    near = get_close_matches(code.upper(), EXPLANATIONS, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else "`presidium explain` lists all codes."
    return UsageError("USE601", f"there is no code {code!r}", hint)
