"""How does somebody begin a scenario of their own?"""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from presidium.cli.options import Language
from presidium.cli.voice import Voice, command
from presidium.errors import UsageError

if TYPE_CHECKING:
    from presidium.scenario.model import Scenario

_ID = re.compile(r"[a-z][a-z0-9-]{0,39}")
_STARTERS = Path(__file__).with_name("starter")


@command
def new(
    voice: Voice,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="Id of the new scenario, or a path that ends in it.")
    ],
    source: Annotated[
        str | None, typer.Option("--from", metavar="CASE", help="Copy this case instead of the starter.")
    ] = None,
    whatif: Annotated[
        str | None, typer.Option("--whatif", help="Let this what-if of the case have come true.")
    ] = None,
    lang: Language = "en",
) -> None:
    """Write a scenario of your own to work on.

    \b
      presidium new my-case
      presidium new my-case --from soviet-1953 --whatif no-berlin-rising

    Either a commented starter with five invented people, which passes `presidium check` and runs (--lang th
    comments it in Thai), or a copy of a case with all its comments. Nothing is ever overwritten.
    """
    path = Path(name)
    identity = path.stem if path.suffix == ".yaml" else path.name
    if not _ID.fullmatch(identity):
        raise UsageError(
            "USE602",
            f"{identity!r} cannot be the id of a scenario",
            "An id begins with a small letter; small letters, digits and hyphens follow, 40 in all: my-case.",
        )
    target = _origin(source, whatif, lang).change("scenario", identity).save(path)
    voice.data(str(target))
    voice.say(f"next: presidium check {target}\n      presidium run {target}")


def _origin(source: str | None, whatif: str | None, lang: str) -> "Scenario":
    """The case to begin from."""
    import presidium

    if source is not None:
        case = presidium.load(source)
        return case if whatif is None else case.with_whatif(whatif)
    if whatif is not None:
        raise UsageError("USE605", "the starter has no what-ifs", "Name a case: --from CASE --whatif NAME.")
    return presidium.load(_STARTERS / f"{lang}.yaml")
