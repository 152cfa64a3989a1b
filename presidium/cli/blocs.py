"""Into which camps do states fall, and how near is each to leaving?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from presidium.cli.options import DEFAULT_SEED, Format, Language, Seed, named
from presidium.cli.voice import Voice, command
from presidium.errors import UsageError

if TYPE_CHECKING:
    from presidium.alignment import Blocs

#: Resting places, states and ties that are shown on a terminal; --format json has more.
_MINIMA, _STATES, _TIES = 4, 12, 12
#: Entries that place a state, which are shown beside it.
_ENTRIES = 2

Picture = Annotated[
    Path | None,
    typer.Option(
        "--out",
        help="Write a picture of the deepest resting place: FILE.svg, .png or .pdf.",
        parser=named,
        metavar="<path>",
    ),
]
Pins = Annotated[
    list[str] | None,
    typer.Option("--pin", help="Hold states in a camp, names parted by commas; once a camp."),
]


@command
def blocs(
    voice: Voice,
    what: Annotated[
        str,
        typer.Argument(
            metavar="CASE|FILE.csv",
            help="A case with states, or a table of ties: columns a, b, and sign or propensity.",
        ),
    ],
    at: Annotated[
        str | None, typer.Option("--at", help="Of a case: a day of its period; the opening if not given.")
    ] = None,
    answers: Annotated[
        bool,
        typer.Option("--answers", help="Of a case: count also what states did to show their side."),
    ] = False,
    sizes: Annotated[
        Path | None, typer.Option("--sizes", help="Sizes: columns state, size; else all states are alike.")
    ] = None,
    camps: Annotated[int, typer.Option("--camps", help="How many camps there may be, 2 to 16.")] = 2,
    neutral: Annotated[
        bool, typer.Option("--neutral", help="States may stay outside all camps (index: always in one).")
    ] = False,
    pin: Pins = None,
    seconds: Annotated[
        float, typer.Option("--seconds", min=0, help="How long a proof of the frustration index may take.")
    ] = 60.0,
    seed: Seed = DEFAULT_SEED,
    out: Picture = None,
    format: Format = "text",
    lang: Language = "en",
) -> None:
    """Say into which camps states fall, and how near each is to leaving.

    \b
      presidium blocs soviet-1953 --at 1961-12-31
      presidium blocs network.csv --sizes sizes.csv --pin USSR --pin USA --out camps.svg --lang th

    A state is frustrated by friends in other camps and enemies in its own, and moves if that lowers its
    frustration; where nobody moves, camps are at rest. The frustration index counts the ties that any camps
    contradict.
    """
    from presidium.pictures.figure import checked_ending, save_picture

    if out is not None:
        checked_ending(out)
    pinned = [[name.strip() for name in group.split(",") if name.strip()] for group in pin or []]
    how: dict[str, Any] = {
        "camps": camps,
        "neutral": neutral,
        "pinned": pinned,
        "seconds": seconds,
        "seed": seed,
    }
    if what.lower().endswith(".csv"):
        if at is not None or answers:
            raise UsageError("USE657", "--at and --answers are for cases", "Leave them out for a table.")
        found = _of_table(Path(what), sizes, how)
    else:
        found = _of_case(what, at, answers, sizes, how)
    if out is not None:
        save_picture(found.picture(lang), out)
    if format == "json":
        voice.json(found.summary())
    else:
        _show(voice, found, lang)
    if out is not None:
        voice.say(f"picture: {out}")


def _of_case(case: str, at: str | None, answers: bool, sizes: Path | None, how: dict[str, Any]) -> "Blocs":
    """What is asked of a case on a day."""
    import presidium

    if sizes is not None:
        raise UsageError("USE657", "--sizes is for tables", "A case has the sizes of its states.")
    return presidium.blocs_on(case, at, answers=answers, **how)


def _of_table(file: Path, sizes: Path | None, how: dict[str, Any]) -> "Blocs":
    """What is asked of a table of one's own."""
    from presidium.alignment import blocs as ask
    from presidium.datasets.network import read_network
    from presidium.theory.landscape.question import MOST_STATES

    table = read_network(file, sizes)
    matrix = table.propensities() if len(table.states) <= MOST_STATES else None
    return ask(table.states, table.sizes, matrix, table.edges(), **how)


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
        for remark in record.get("remarks", ()):
            voice.data(remark[lang] + "\n")
        if land["count"] > _MINIMA:
            voice.data(say("blocs.more_minima", lang, n=land["count"] - _MINIMA) + "\n")
    if record["frustration"] is not None:
        _index(voice, record["frustration"], names, lang)
    if land is not None and "entries" in record:
        _entries(voice, record, names, lang)


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


def _entries(voice: Voice, record: dict[str, Any], names: dict[str, str], lang: str) -> None:
    """The entries of the ledger behind the strongest pull on each state that is near to switching."""
    from presidium.words import say

    behind = {frozenset((pair["a"], pair["b"])): pair["entries"] for pair in record["entries"]}
    deepest = record["landscape"]["minima"][0]
    rows = []
    for near in deepest["margins"][:_STATES]:
        for pull in deepest["pulls"][near["state"]][:_ENTRIES]:
            told = [
                f"{one['kind']} ({names[one['by']]}, {one['on']}) {one['counts']:+.2f}"
                for one in behind.get(frozenset((near["state"], pull["state"])), [])[:_ENTRIES]
            ]
            rows.append((names[near["state"]], names[pull["state"]], "; ".join(told)))
    heads = [say(f"blocs.{head}", lang) for head in ("head_state", "head_placed", "head_entries")]
    voice.table(say("blocs.entries", lang), heads, rows)
