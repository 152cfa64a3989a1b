"""Which reference classes are there: how long did those in them stay, and how did they leave?

A class is a rule over public records of leaders or of members of ruling bodies.  Only figures that were made
from those records are kept here (`classes.toml`: life tables and counts, made anew by
`python tests/judgement/test_classes.py`); the records themselves are read by `computed`.

For a case of the gallery its own state's spells in the case's period are left out, so that no answer is its
own base rate.  Years after the opening are in: this is how often it came so, not what was known on the day.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import numpy as np

from presidium.judgement.overlay import palace_removals
from presidium.judgement.population import (
    LEADER_FATES,
    LEADERS,
    MEMBER_FATES,
    MEMBER_WAYS,
    MEMBERS,
    WAYS,
    leader_spells,
    member_spells,
    without,
)
from presidium.theory.tenure import LifeTable, competing_risks, design_effect, life_table

if TYPE_CHECKING:
    import pandas

#: Ways of leaving by kind of class, in the order of the columns of its life table.
WAYS_OF = {"leaders": WAYS, "members": MEMBER_WAYS}
#: The way of leaving that is asked about most: a leader overthrown, a member purged.
WORST = {"leaders": WAYS.index("irregular"), "members": MEMBER_WAYS.index("purged")}
#: Years in office at which the design effect is taken.
_JUDGED_AT = 10.0
#: Sources by kind of class, as `presidium.datasets.source.sources` names them; the last two for the overlay.
SOURCES = {
    "leaders": ("archigos", "reign_regimes", "svolik", "colpus", "cline"),
    "members": ("elite_exits",),
}


@dataclass(frozen=True, slots=True)
class CaseClasses:
    """What a case is compared with: its classes of leaders and members, and which spells are its own."""

    leaders: str
    members: str
    state: int
    first: str
    last: str


#: By case of the gallery; any other case is compared with all autocracies and all ruling bodies.
CASES: Mapping[str, CaseClasses] = MappingProxyType(
    {"soviet-1953": CaseClasses("communist-regular", "bureaus", 365, "1953-03-06", "1964-12-31")}
)
#: The name of what is kept for no case in particular.
ANY = "any"
#: The next wider classes of each, in the order in which they are shown.
NEIGHBOURS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "all": ("regular", "irregular"),
        "regular": ("all", "irregular"),
        "irregular": ("all", "regular"),
        "autocracies": ("autocracies-regular", "autocracies-irregular", "party", "all"),
        "autocracies-regular": ("autocracies", "party-regular", "regular"),
        "autocracies-irregular": ("autocracies", "irregular"),
        "party": ("party-regular", "communist", "autocracies"),
        "party-regular": ("party", "communist-regular", "autocracies-regular"),
        "communist": ("communist-regular", "party", "autocracies"),
        "communist-regular": ("communist", "party-regular", "autocracies-regular", "regular"),
        "politburo": ("bureaus", "bodies"),
        "bureaus": ("politburo", "bodies"),
        "bodies": ("bureaus", "politburo"),
    }
)


@dataclass(frozen=True, slots=True, eq=False)
class Figures:
    """A class in figures.

    `spells` says how many are in it, `left` how many left in each way (see `WAYS_OF`; the rest was in office
    when the record ends), `median` the years after which half had left, `table` the chances year by year.
    `fates` counts what became of those who left, by way.  `palace` counts the exits that some list calls a
    removal by colleagues although Archigos does not call them irregular; None for members.  `design` is the
    design effect: spells of one state, and exits from one body in one month, are alike, so that intervals are
    those of `design` times fewer spells; `table.at_risk` is lowered by it already.
    """

    kind: str
    name: str
    spells: int
    left: tuple[int, ...]
    median: float | None
    table: LifeTable
    fates: Mapping[str, Mapping[str, int]]
    palace: int | None
    design: float


Classes = Mapping[str, Figures]


def kept(case: str | None = None) -> Classes:
    """The figures kept with the package, by class; for a case its own classes without what is its own.

    >>> kept()["regular"].spells, kept("soviet-1953")["communist-regular"].spells
    (1694, 67)
    """
    return _kept()[case if case is not None and case in CASES else ANY]


def computed(case: str | None = None, folder: Path | None = None, *, pinned: bool = True) -> Classes:
    """The same from the public records; raises `DataError` where they are not there or are spoilt."""
    leaders, members = leader_spells(folder, pinned=pinned), member_spells(folder, pinned=pinned)
    wanted = set(NEIGHBOURS)
    own = CASES.get(case or "")
    if own is not None:
        leaders = without(leaders, own.state, own.first, own.last)
        members = without(members, own.state, own.first, own.last)
        wanted = {one for name in (own.leaders, own.members) for one in (name, *NEIGHBOURS[name])}
    removals = palace_removals(leaders, folder, pinned=pinned)
    found = {
        name: _leaders(name, leaders[rule(leaders)], int(rule(removals).sum()))
        for name, rule in LEADERS.items()
        if name in wanted
    }
    members_found = {
        name: _members(name, members[rule(members)]) for name, rule in MEMBERS.items() if name in wanted
    }
    return MappingProxyType(found | members_found)


def as_toml(classes: Mapping[str, Classes]) -> str:
    """The text of classes.toml: by case (`any` for none) and class, rounded to more than the numbers bear."""
    lines = ["# Figures made from public records; write them anew: python tests/judgement/test_classes.py"]
    for case, figures in classes.items():
        for one in figures.values():
            lines += [
                "",
                f"[{case}.{one.name}]",
                f'kind = "{one.kind}"',
                f"spells = {one.spells}",
                f"left = {list(one.left)}",
                *([] if one.median is None else [f"median = {one.median:.3f}"]),
                *([] if one.palace is None else [f"palace = {one.palace}"]),
                f"design = {one.design:.2f}",
                f"at_risk = {_row(one.table.at_risk, 1)}",
                "leaving = [",
                *(f"  {_row(row, 5)}," for row in one.table.leaving),
                "]",
                "fates = { "
                + ", ".join(f"{way} = {_counts(fates)}" for way, fates in one.fates.items())
                + " }",
            ]
    return "\n".join(lines) + "\n"


def _row(numbers: Any, digits: int) -> str:
    return "[" + ", ".join(f"{round(float(number), digits):g}" for number in numbers) + "]"


def _counts(fates: Mapping[str, int]) -> str:
    return "{ " + ", ".join(f'"{fate}" = {count}' for fate, count in fates.items()) + " }"


def _leaders(name: str, spells: "pandas.DataFrame", palace: int) -> Figures:
    fates = {
        way: {fate: int(((spells["way"] == k) & (spells["fate"] == fate)).sum()) for fate in LEADER_FATES}
        for k, way in enumerate(WAYS)
        if way != "natural"
    }
    return _figures("leaders", name, spells, spells["state"], fates, palace)


def _members(name: str, spells: "pandas.DataFrame") -> Figures:
    counts = {fate: int((spells["fate"] == k).sum()) for k, fate in enumerate(MEMBER_FATES)}
    together = spells["body"] + spells["end"].dt.strftime(" %Y-%m")
    return _figures("members", name, spells, together, {"any": counts}, None)


def _figures(
    kind: str,
    name: str,
    spells: "pandas.DataFrame",
    alike: "pandas.Series",
    fates: dict[str, dict[str, int]],
    palace: int | None,
) -> Figures:
    years, left, ways = spells["years"].tolist(), spells["way"].tolist(), len(WAYS_OF[kind])
    table, clusters = life_table(years, left, ways), alike.tolist()
    design = design_effect(years, left, clusters, (None, WORST[kind]), _JUDGED_AT)
    return Figures(
        kind,
        name,
        len(spells),
        tuple(left.count(k) for k in range(ways)),
        competing_risks(years, left, ways).quantile(),
        LifeTable(table.at_risk / design, table.leaving),
        fates,
        palace,
        design,
    )


@cache
def _kept() -> Mapping[str, Classes]:
    text = resources.files(__package__).joinpath("classes.toml").read_text(encoding="utf-8")
    return MappingProxyType(
        {
            case: MappingProxyType({name: _read(name, told) for name, told in figures.items()})
            for case, figures in tomllib.loads(text).items()
        }
    )


def _read(name: str, told: dict[str, Any]) -> Figures:
    return Figures(
        told["kind"],
        name,
        told["spells"],
        tuple(told["left"]),
        told.get("median"),
        LifeTable(np.array(told["at_risk"], float), np.array(told["leaving"], float)),
        told["fates"],
        told.get("palace"),
        told["design"],
    )
