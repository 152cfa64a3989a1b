"""What does the source text claim, and which of its claims stand?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from presidium.draw.markup import Markup, element, escape, join
from presidium.draw.svg import Words
from presidium.page.figure import section
from presidium.page.reading import Reading
from presidium.page.speech import label_of, says, words
from presidium.page.when import dates
from presidium.words import both

VERDICTS = ("confirmed", "imprecise", "disputed", "wrong")


def claims(reading: Reading) -> Markup:
    """Return the table of claims with a filter by verdict, or nothing where the scenario has no claims."""
    given = reading.many("claims")
    if not given:
        return join()
    found = Counter(claim["verdict"] for claim in given)
    counted = {verdict: found.get(verdict, 0) for verdict in VERDICTS}
    return section(
        "claims",
        both("page.claims_title"),
        element("p", says("page.claims_note", total=len(given), **counted)),
        _filter(len(given), counted),
        _shown(len(given)),
        _table(given, {source["key"] for source in reading.many("sources")}),
    )


def _shown(total: int) -> Markup:
    """Return the line in which the script says how many rows a filter leaves; ``{n}`` is its to fill."""
    told = {
        f"data_text_{lang}": text for lang, text in both("page.claims_shown", n="{n}", total=total).items()
    }
    return element("p", id="claims-shown", role="status", class_="needs-script", **told)


def _filter(total: int, counted: Mapping[str, int]) -> Markup:
    every = element("button", says("page.all", n=total), type="button", aria_pressed="true", data_verdict="")
    buttons = [
        element(
            "button",
            says(f"verdict.{verdict}"),
            f" {n}",
            type="button",
            aria_pressed="false",
            data_verdict=verdict,
        )
        for verdict, n in counted.items()
        if n
    ]
    return element(
        "div",
        every,
        *buttons,
        role="group",
        class_="choice needs-script",
        id="verdicts",
        **label_of(both("page.filter")),
    )


def _table(given: list[Mapping[str, Any]], known: set[str]) -> Markup:
    heads = ("claim", "quote", "says", "verdict", "correction", "sources", "supports")
    head = element("tr", *(element("th", says(f"table.{key}")) for key in heads))
    title = both("page.claims_title")
    return element(
        "div",
        element(
            "table",
            element("caption", words(title), class_="unseen"),
            element("thead", head),
            element("tbody", *(_row(claim, known) for claim in given)),
            id="claims-table",
            class_="cards",
        ),
        class_="scroll wider",
    )


def _row(claim: Mapping[str, Any], known: set[str]) -> Markup:
    verdict = claim["verdict"]
    badge = element("b", says(f"verdict.{verdict}") if verdict in VERDICTS else verdict)
    cells = [
        element("th", claim["id"]),
        element("td", claim["quote"], lang="th"),
        element("td", words(claim["says"])),
        element("td", badge),
        element("td", _correction(claim)),
        element("td", _linked(claim.get("sources") or [], known)),
        element("td", _paths(claim.get("supports") or [])),
    ]
    return element("tr", *cells, data_verdict=verdict)


def _paths(supports: Sequence[str]) -> Markup | None:
    return element("code", *_parted([_breakable(path) for path in supports])) if supports else None


def _correction(claim: Mapping[str, Any]) -> Markup:
    text: Words | None = claim.get("correction")
    parts = [words(text)] if text else []
    stated, correct = claim.get("stated"), claim.get("correct")
    if stated and correct and stated != correct:
        # What is confirmed is not set right: the sources only know it more exactly.
        key = "page.stated_exactly" if claim["verdict"] == "confirmed" else "page.stated"
        parts.append(says(key, stated=dates(str(stated)), correct=dates(str(correct))))
    return join(*_parted(parts, " "))


def _breakable(path: str) -> Markup:
    """Return a path that may break after a full stop."""
    return Markup(escape(path).replace(".", ".<wbr>"))


def _linked(keys: list[str], known: set[str]) -> Markup:
    return join(
        *_parted(
            [element("a", key, href=f"#s-{key}") if key in known else element("span", key) for key in keys]
        )
    )


def _parted(items: list[Markup], between: str = "; ") -> list[Markup]:
    """Return the items with a text between them, so that a download parts them as the page does."""
    parted: list[Markup] = []
    for item in items:
        parted += [Markup(between)] if parted else []
        parted.append(item)
    return parted
