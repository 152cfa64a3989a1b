"""How often did it come so in comparable cases?"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from presidium.cli.options import AnyRelease, Data, Format, Language
from presidium.cli.voice import Voice, command
from presidium.errors import UsageError

if TYPE_CHECKING:
    from presidium.judgement.classes import Classes
    from presidium.scenario.model import Scenario

#: More answers than these under one rate are called "others".
_NAMED = 4


@command
def baserate(
    voice: Voice,
    case: Annotated[
        str | None, typer.Argument(metavar="CASE", help="Answer the questions of this case; or leave out.")
    ] = None,
    name: Annotated[str | None, typer.Option("--class", help="Show this reference class in full.")] = None,
    hazards: Annotated[
        bool, typer.Option("--hazards", help="Show what goes with leaving sooner; needs the tables.")
    ] = False,
    data: Data = None,
    any_release: AnyRelease = False,
    format: Format = "text",
    lang: Language = "en",
) -> None:
    """Say how often leaders and members of ruling bodies left, which way.

    \b
      presidium baserate soviet-1953
      presidium baserate --class communist-regular

    Without CASE or --class, all reference classes. For a case, a class and its neighbours beside each of its
    questions, without what is the case's own. Nothing of the case but its dates enters.
    """
    if sum((case is not None, name is not None, hazards)) > 1:
        raise UsageError("USE681", "CASE, --class and --hazards exclude each other", "Give one of them.")
    if hazards:
        _hazards(voice, data, any_release, format, lang)
        return
    scenario = None if case is None else _loaded(case)
    folder = _folder(data)
    classes = _classes(scenario, folder, any_release)
    if scenario is not None:
        sight = _sight(scenario, folder, any_release)
        _case(voice, scenario, classes, sight, format, lang)
    elif name is not None:
        _class(voice, name, classes, format, lang)
    else:
        _all(voice, classes, format, lang)
    _say_whence(voice, folder, lang, own=scenario is not None)


def _loaded(case: str) -> "Scenario":
    import presidium

    return presidium.load(case)


def _folder(data: Path | None) -> Path | None:
    """The folder of the public records, if one is named or PRESIDIUM_DATA names one that has them."""
    from presidium.datasets.source import sources
    from presidium.errors import DataError
    from presidium.judgement.classes import SOURCES

    needed = [sources()[name] for names in SOURCES.values() for name in names]
    try:
        places = [source.path(data) for source in needed]
    except DataError:
        if data is not None:
            raise
        return None
    return places[0].parent


def _classes(scenario: "Scenario | None", folder: Path | None, any_release: bool) -> "Classes":
    from presidium.judgement.classes import computed, kept

    case = None if scenario is None else scenario.scenario
    return kept(case) if folder is None else computed(case, folder, pinned=not any_release)


def _say_whence(voice: Voice, folder: Path | None, lang: str, *, own: bool) -> None:
    from presidium.datasets.source import sources
    from presidium.judgement.classes import SOURCES
    from presidium.words import say

    files = ", ".join(sources()[name].file for names in SOURCES.values() for name in names)
    key = "baserate.from_kept" if folder is None else "baserate.from_records"
    voice.say(say(key, lang, files=files, folder=folder))
    if own:
        voice.say(say("baserate.case_left_out", lang))


def _all(voice: Voice, classes: "Classes", format: str, lang: str) -> None:
    from presidium.judgement.baserate import HORIZONS, class_record
    from presidium.words import say

    records = [class_record(figures, classes) for figures in classes.values()]
    if format == "json":
        voice.json(records)
        return
    for kind, way in (("leaders", "irregular"), ("members", "purged")):
        heads = [say(f"baserate.head_{head}", lang) for head in ("id", "n", "median")]
        heads += [say("baserate.head_years", lang, years=years) for years in HORIZONS]
        shown = [one for one in records if one["kind"] == kind]
        rows = [
            (
                one["id"],
                f"{one['n']:,}",
                _years(one["median_years"]),
                *(_percent(by[way]) for by in one["by_years"]),
            )
            for one in shown
        ]
        voice.table(say(f"baserate.title_{kind}", lang), heads, rows)
        voice.data("\n".join(f"  {one['id']}: {one['name'][lang]}{_more(one, lang)}" for one in shown) + "\n")


def _more(record: dict[str, Any], lang: str) -> str:
    from presidium.words import say

    return "" if not record["palace"] else f" ({say('baserate.uncounted', lang, count=record['palace'])})"


def _class(voice: Voice, name: str, classes: "Classes", format: str, lang: str) -> None:
    from presidium.judgement.baserate import class_record
    from presidium.words import say

    if name not in classes:
        raise UsageError("USE682", f"there is no class {name!r}", f"There are: {', '.join(classes)}.")
    record = class_record(classes[name], classes)
    if format == "json":
        voice.json(record)
        return
    alike = round(record["n"] / record["design_effect"])
    voice.data(f"{record['name'][lang]}: {record['n']:,}. {say('baserate.design', lang, n=f'{alike:,}')}\n")
    ways = list(record["left"])
    heads = ["", *(say(f"baserate.way.{way}", lang) for way in ways)]
    rows = [(say("baserate.head_left", lang), *(f"{record['left'][way]:,}" for way in ways))]
    rows += [
        (say("baserate.head_years", lang, years=by["years"]), *(_interval(by[way]) for way in ways))
        for by in record["by_years"]
    ]
    voice.table(say("baserate.title_ways", lang), heads, rows)
    fates = [
        (
            say(f"baserate.way.{one['way']}", lang) if one["way"] in ways else "",
            say(f"baserate.fate.{fate}", lang),
            f"{found['count']:,}",
            _interval(found),
        )
        for one in record["fates"]
        for fate, found in one["fates"].items()
    ]
    heads = [say(f"baserate.head_{head}", lang) for head in ("left", "fate", "n", "rate")]
    voice.table(say("baserate.title_fates", lang), heads, fates)
    if record["palace"]:
        voice.data(say("baserate.palace", lang, count=record["palace"]))


def _sight(scenario: "Scenario", folder: Path | None, any_release: bool) -> dict[str, dict[str, Any]] | None:
    """By outcome of a case of the gallery: its day, and which public lists have it; None without them."""
    from presidium.judgement.classes import CASES
    from presidium.judgement.overlay import seen, struggles

    if folder is None or scenario.scenario not in CASES:
        return None
    days = struggles(scenario)
    state = CASES[scenario.scenario].state
    table = seen(list(days.values()), state, folder, pinned=not any_release).drop(columns="day")
    found = table.to_dict("records")
    return {name: {"on": day.iso, **lists} for (name, day), lists in zip(days.items(), found, strict=True)}


def _show_sight(voice: Voice, scenario: "Scenario", sight: dict[str, dict[str, Any]], lang: str) -> None:
    from presidium.words import say

    lists = [name for name in next(iter(sight.values()), {}) if name != "on"]
    heads = ["", "", *(say(f"baserate.list.{name}", lang) for name in lists)]
    yes, no = say("answer.yes", lang), "-"
    rows = [
        (
            lists_of["on"],
            scenario.events[name].title.in_(lang),
            *(yes if lists_of[one] else no for one in lists),
        )
        for name, lists_of in sight.items()
    ]
    voice.table(say("baserate.title_sight", lang), heads, rows)


def _case(
    voice: Voice,
    scenario: "Scenario",
    classes: "Classes",
    sight: dict[str, dict[str, Any]] | None,
    format: str,
    lang: str,
) -> None:
    from presidium.judgement.baserate import baserate_for
    from presidium.judgement.label import label
    from presidium.words import say

    records = [baserate_for(scenario, question, classes).record() for question in scenario.questions]
    if format == "json":
        voice.json({"questions": records, "seen": sight})
        return
    heads = [say(f"baserate.head_{head}", lang) for head in ("answer", "rate", "interval")]
    for question, record in zip(scenario.questions, records, strict=True):
        rows = [
            (_answers(scenario, one["answers"], lang), f"{one['value']:.3f}", _bounds(one))
            for one in record["rates"]
        ]
        title = label(scenario, question)[lang]
        if rows:
            voice.table(title, heads, rows)
        else:
            voice.data(title)
        voice.data(f"  {record['sentence'][lang]}\n  {record['caution'][lang]}")
        if record["neighbours"]:
            voice.data(f"  {say('baserate.title_neighbours', lang)}:")
        for one in record["neighbours"]:
            answers = say("baserate.neighbour_of", lang, answers=_answers(scenario, one["answers"], lang))
            voice.data(f"    {_interval(one)}  {one['name'][lang]} ({one['n']:,}), {answers}")
        voice.data("")
    if sight is not None:
        _show_sight(voice, scenario, sight, lang)


def _hazards(voice: Voice, data: Path | None, any_release: bool, format: str, lang: str) -> None:
    from presidium.judgement.circumstances import hazards
    from presidium.words import say

    records = [fitted.record() for fitted in hazards(data, pinned=not any_release)]
    if format == "json":
        voice.json(records)
        return
    heads = ["", *(say(f"baserate.way.{one['way']}", lang) for one in records)]
    rows = [
        (say(f"baserate.circumstance.{same[0]['circumstance']}", lang), *map(_ratio, same))
        for same in zip(*(one["ratios"] for one in records), strict=True)
    ]
    voice.table(say("baserate.title_hazards", lang), heads, rows)
    for one in records:
        way = say(f"baserate.way.{one['way']}", lang)
        for part in ("fitted", "later"):
            found = one[part]
            values = {
                "way": way,
                "c": f"{found['concordance']:.3f}",
                "n": found["n"],
                "exits": found["exits"],
            }
            voice.data("  " + say(f"baserate.concordance_{part}", lang, **values))
    voice.data(say("baserate.caution_hazards", lang))


def _ratio(found: dict[str, float]) -> str:
    return f"{found['value']:.2f} ({found['low']:.2f}-{found['high']:.2f})"


def _answers(scenario: "Scenario", answers: list[str], lang: str) -> str:
    from presidium.judgement.label import answer_label
    from presidium.words import say

    if len(answers) > _NAMED:
        return say("answer.others", lang)
    return ", ".join(answer_label(scenario, answer)[lang] for answer in answers)


def _years(years: float | None) -> str:
    return "" if years is None else f"{years:.2f}"


def _percent(found: dict[str, float]) -> str:
    return f"{found['value']:.1%} ({100 * found['low']:.1f}-{100 * found['high']:.1f})"


def _interval(found: dict[str, Any]) -> str:
    bounds = _bounds(found)
    return f"{found['value']:.3f} ({bounds})" if bounds else f"{found['value']:.3f}"


def _bounds(found: dict[str, Any]) -> str:
    return "" if found["low"] is None else f"{found['low']:.3f}-{found['high']:.3f}"
