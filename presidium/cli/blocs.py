"""Into which camps do states fall, and how near is each to leaving?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from presidium.cli.options import DEFAULT_SEED, Format, Language, Seed
from presidium.cli.voice import Voice, command

if TYPE_CHECKING:
    from presidium.alignment import Blocs

#: Resting places, states and ties that are shown on a terminal; --format json has more.
_MINIMA, _STATES, _TIES = 4, 12, 12
#: Entries that place a state, which are shown beside it.
_ENTRIES = 2


@command
def blocs(
    voice: Voice,
    file: Annotated[
        Path, typer.Argument(metavar="FILE.csv", help="Ties: columns a, b, and sign or propensity.")
    ],
    sizes: Annotated[
        Path | None, typer.Option("--sizes", help="Sizes: columns state, size; else all states are alike.")
    ] = None,
    camps: Annotated[int, typer.Option("--camps", help="How many camps there may be, 2 to 16.")] = 2,
    neutral: Annotated[
        bool, typer.Option("--neutral", help="States may stay outside all camps (index: always in one).")
    ] = False,
    pin: Annotated[
        list[str] | None,
        typer.Option("--pin", help="Hold states in a camp, names parted by commas; once a camp."),
    ] = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0, help="How long a proof of the frustration index may take.")
    ] = 60.0,
    seed: Seed = DEFAULT_SEED,
    out: Annotated[
        Path | None, typer.Option("--out", help="Write a picture of the deepest resting place: an SVG file.")
    ] = None,
    format: Format = "text",
    lang: Language = "en",
) -> None:
    """Say into which camps states fall, and how near each is to leaving.

    \b
      presidium blocs network.csv --sizes sizes.csv
      presidium blocs network.csv --pin USSR --pin USA --out camps.svg --lang th

    A state is frustrated by friends in other camps and enemies in its own, and moves if that lowers its
    frustration; where nobody moves, camps are at rest. The frustration index counts the ties that any camps
    contradict.
    """
    found = _asked(file, sizes, camps, neutral, pin or [], seconds, seed)
    if out is not None:
        out.write_text(found.picture(lang), encoding="utf-8")
    if format == "json":
        voice.json(found.summary())
    else:
        _show(voice, found, lang)
    if out is not None:
        voice.say(f"picture: {out}")


def _asked(
    file: Path, sizes: Path | None, camps: int, neutral: bool, pin: list[str], seconds: float, seed: int
) -> "Blocs":
    """What is asked, from a table of one's own."""
    from presidium.alignment import blocs as ask
    from presidium.datasets.network import read_network
    from presidium.theory.landscape.question import MOST_STATES

    table = read_network(file, sizes)
    matrix = table.propensities() if len(table.states) <= MOST_STATES else None
    pinned = [[name.strip() for name in group.split(",") if name.strip()] for group in pin]
    return ask(
        table.states,
        table.sizes,
        matrix,
        table.edges(),
        camps=camps,
        neutral=neutral,
        pinned=pinned,
        seconds=seconds,
        seed=seed,
    )


def _show(voice: Voice, found: "Blocs", lang: str) -> None:
    from presidium.words import say

    record = found.record
    names = {state["id"]: state["name"][lang] for state in record["states"]}
    land = record["landscape"]
    if land is None:
        voice.data(say("blocs.too_many", lang, states=len(names)) + "\n")
    else:
        voice.data(land["sentence"][lang] + "\n")
        for number, one in enumerate(land["minima"][:_MINIMA], 1):
            _minimum(voice, number, one, names, lang)
        if land["count"] > _MINIMA:
            voice.data(say("blocs.more_minima", lang, n=land["count"] - _MINIMA) + "\n")
    if record["frustration"] is not None:
        _index(voice, record["frustration"], names, lang)


def _minimum(voice: Voice, number: int, one: dict[str, Any], names: dict[str, str], lang: str) -> None:
    from presidium.words import say

    camps = [
        f"  {say('blocs.camp', lang, number=k)}: {_named(camp, names, lang)}"
        for k, camp in enumerate(one["camps"], 1)
    ]
    if one["neutrals"]:
        camps.append(f"  {say('blocs.neutrals', lang)}: {_named(one['neutrals'], names, lang)}")
    values = {"number": number, "energy": f"{one['energy']:,.2f}", "share": f"{one['share']:.1%}"}
    voice.data("\n".join([say("blocs.minimum", lang, basin=f"{one['basin']:,}", **values), *camps]))
    heads = [
        say(f"blocs.head_{head}", lang)
        for head in ("state", "camp", "frustration", "gap", "switch", "placed")
    ]
    rows = [
        (
            names[near["state"]],
            _side(near["camp"], len(one["camps"])),
            f"{near['frustration']:.3g}",
            f"{near['gap']:.3g}",
            near["text"][lang],
            ", ".join(
                f"{names[pull['state']]} {pull['pull']:+.3g}"
                for pull in one["pulls"][near["state"]][:_ENTRIES]
            ),
        )
        for near in one["margins"][:_STATES]
    ]
    if rows:
        voice.table(say("blocs.margins", lang), heads, rows)


def _side(camp: int, camps: int) -> str:
    return str(camp + 1) if camp < camps else "-"


def _named(states: list[str], names: dict[str, str], lang: str) -> str:
    from presidium.words import say

    return ", ".join(names[state] for state in states) or say("list.nobody", lang)


def _index(voice: Voice, found: dict[str, Any], names: dict[str, str], lang: str) -> None:
    from presidium.words import say

    voice.data(found["sentence"][lang])
    voice.data(found["triangles"]["sentence"][lang])
    rows = [
        (names[tie["a"]], names[tie["b"]], say("blocs.apart" if tie["sign"] > 0 else "blocs.together", lang))
        for tie in found["contradicted"][:_TIES]
    ]
    if rows:
        heads = [say("blocs.head_state", lang), "", say("blocs.head_tie", lang)]
        voice.table(say("blocs.contradicted", lang), heads, rows)
    if found["count"] > _TIES:
        voice.data(say("blocs.more_ties", lang, n=found["count"] - _TIES))
