"""What does an error code mean, and what is to be done?"""

from typing import Annotated

import typer

from presidium.cli.options import Language
from presidium.cli.voice import Voice, command
from presidium.errors import EXPLANATIONS, UsageError, explanations, headline


@command
def explain(
    voice: Voice,
    code: Annotated[str | None, typer.Argument(metavar="CODE", help="As printed, such as SCN101.")] = None,
    lang: Language = "en",
) -> None:
    """Explain an error or a warning: cause, example, remedy.

    \b
      presidium explain SCN101
      presidium explain --lang th

    Without a code, lists all of them.
    """
    if code is None:
        for known in EXPLANATIONS:
            voice.data(f"{known}  {headline(known, lang)}")
        return
    if code.upper() not in EXPLANATIONS:
        raise _unknown(code)
    voice.data(_flowed(f"{code.upper()}  {explanations(lang)[code.upper()].strip()}"))


def _flowed(text: str) -> str:
    """Each sentence of its own as wide as the terminal, 100 columns at most; Thai marks take no column."""
    import re
    import shutil

    from rich.cells import cell_len

    width = min(shutil.get_terminal_size((100, 24)).columns, 100)
    lines = []
    for part in re.sub(rf"\n(?!\n|(?:{_PARTS}): )(?<!\n\n)", " ", text).splitlines():
        line, *words = part.split(" ")
        for word in words:
            if cell_len(f"{line} {word}") > width:
                lines.append(line)
                line = word
            else:
                line += f" {word}"
        lines.append(line)
    return "\n".join(lines)


_PARTS = "Cause|Example|Remedy|สาเหตุ|ตัวอย่าง|วิธีแก้"


def _unknown(code: str) -> UsageError:
    from difflib import get_close_matches

    near = get_close_matches(code.upper(), EXPLANATIONS, n=3, cutoff=0.5)
    hint = f"Did you mean {' or '.join(near)}?" if near else "`presidium explain` lists all codes."
    return UsageError("USE601", f"there is no code {code!r}", hint)
