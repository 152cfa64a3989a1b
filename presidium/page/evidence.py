"""On what does it all rest, how was it computed, and where does it stop?"""

from collections.abc import Mapping
from typing import Any

from presidium.draw.markup import Markup, element, join
from presidium.draw.svg import Words
from presidium.page.figure import section
from presidium.page.numbers import count
from presidium.page.reading import Reading
from presidium.page.speech import says, words
from presidium.page.tables import Table, folded, paragraphs, table
from presidium.words import both

GRADES = ("A", "B", "C", "D", "E")


def evidence(reading: Reading) -> Markup:
    """Return evidence, method and limits."""
    return section(
        "evidence",
        both("page.evidence_title"),
        _grades(reading),
        _method(reading),
        _figures(reading),
        _limits(reading),
        _parameters(reading),
        _sources(reading),
    )


def _grades(reading: Reading) -> Markup:
    found = reading["evidence"]
    rows: list[list[Words]] = [
        [both(f"grade.{grade}"), str(found["grades"].get(grade, 0))] for grade in GRADES
    ]
    heads = [both(f"table.{key}") for key in ("grade", "numbers")]
    values = {name: found[name] for name in ("numbers", "with_source", "hindsight")}
    shown = Table("grades", both("page.grades_title"), heads, rows)
    return join(element("p", says("page.evidence_note", **values)), table(shown))


def _method(reading: Reading) -> Markup:
    facts = [
        ("scenario", element("code", reading["scenario"])),
        ("histories", count(reading["histories"])),
        ("seed", str(reading["seed"])),
        ("version", f"presidium {reading['version']}"),
        ("digest", element("code", reading["digest"])),
        ("command", element("code", reading["command"])),
    ]
    pairs = [join(element("dt", says(f"table.{key}")), element("dd", value)) for key, value in facts]
    return join(
        element("h3", says("page.method_title")),
        paragraphs("page.method_1", "page.method_2", "page.method_3"),
        element("dl", *pairs),
    )


def _figures(reading: Reading) -> Markup:
    figures = reading.many("figures")
    if not figures:
        return join()
    rows = [[figure["name"], figure["value"]] for figure in figures]
    shown = Table("figures", both("page.figures_title"), [both("table.figure"), both("table.value")], rows)
    return join(element("h3", says("page.figures_title")), table(shown))


def _limits(reading: Reading) -> Markup:
    names = [person.get("name_th_status") for person in reading.many("people")]
    ours = sum(status == "transliterated" for status in names)
    first = both("limit.one_case")
    lines: list[Markup] = [element("li", words(limit)) for limit in reading.many("limits") if limit != first]
    thai = says("page.thai_limit", ours=ours, total=len(names)) if ours else says("page.thai_unread")
    lines.append(element("li", thai))
    return join(
        element("h3", says("page.limits_title")),
        element("p", words(first), class_="motto"),
        element("ul", *lines),
    )


def _parameters(reading: Reading) -> Markup:
    given = reading.many("parameters")
    if not given:
        return join()
    rows: list[list[Words]] = []
    for row in given:
        numbers = [f"{row[name]:g}" for name in ("default", "low", "high")]
        rows.append([row["name"], *numbers, *(row.get(name) or "" for name in ("here", "unit", "rests_on"))])
    names = ("parameter", "default", "lowest", "highest", "here", "unit", "rests_on")
    heads = [both(f"table.{key}") for key in names]
    shown = Table("parameters", both("page.parameters_title"), heads, rows, frozenset({5, 6}))
    return folded(shown, summary=both("page.parameters_title"))


def _sources(reading: Reading) -> Markup:
    given = reading.many("sources")
    if not given:
        return join()
    wanted = {key for claim in reading.many("claims") for key in claim.get("sources") or []}
    return element(
        "details",
        element("summary", says("page.sources_title", n=len(given))),
        element("ul", *(source_line(source, source["key"] in wanted) for source in given), class_="sources"),
        class_="data",
    )


def source_line(source: Mapping[str, Any], linked: bool) -> Markup:
    """Return a source; one that claims lead to has a name to be found by."""
    what: Words = source["what"]
    url = source.get("url") or ""
    # Any other scheme could run a script or reach into the reader's machine: shown as text, never linked.
    if url.startswith(("https://", "http://")):
        named = element("a", words(what), href=url, rel="noopener noreferrer")
    else:
        named = join(words(what), f" {url}" if url else "")
    kind = f" ({source['kind']})" if source.get("kind") else ""
    name = f"s-{source['key']}" if linked else None
    return element("li", element("code", source["key"]), " ", named, kind, id=name)
