"""How does a table stand on the page, so that its download is exactly what is shown?

The script reads the download from the table itself; there is no second copy of the numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from presidium.draw.markup import Markup, element, join
from presidium.draw.svg import Words
from presidium.page.speech import says, words
from presidium.words import both

Cell = Words | Markup


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name (unique in the page), title, heads and rows; columns in ``texts`` hold no numbers.

    The first column names the rows.  A row of one cell is a heading over the rows below it.  Where ``called``
    is the id of an element that bears the title already, the table is called by that and has none of its own.
    """

    name: str
    title: Words
    heads: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    texts: frozenset[int] = field(default_factory=frozenset)
    called: str | None = None


def table(given: Table) -> Markup:
    """Return the table in a frame that scrolls by itself on narrow paper; a script lets keys reach it.

    >>> table(Table("t", "Numbers", ["who", "share"], [["Beria", "62"]])).count("<td")
    1
    """
    caption = None if given.called else element("caption", words(given.title), class_="unseen")
    return element(
        "div",
        element(
            "table",
            caption,
            element("thead", element("tr", *(_cell("th" if head else "td", head) for head in given.heads))),
            element("tbody", *(element("tr", *_row(row, len(given.heads))) for row in given.rows)),
            id=given.name,
            # The style sheet sets the columns t1, t2 ... to the left: shorter than a class on every cell.
            class_=" ".join(f"t{column}" for column in sorted(given.texts)) or None,
            aria_labelledby=given.called,
        ),
        class_="scroll",
    )


def tools() -> Markup:
    """Return the buttons that save a table as CSV and its picture as SVG; the script sets them under each."""
    buttons = [
        element("button", kind.upper(), type="button", data_save=kind, data_of="") for kind in ("csv", "svg")
    ]
    return element("template", element("p", says("page.save"), " ", *buttons, class_="tools"), id="tools")


def folded(*given: Table, summary: Words | None = None) -> Markup:
    """Return tables folded away under a line that opens them."""
    line = element("summary", words(summary or both("page.same_as_table")))
    return element("details", line, *map(table, given), class_="data")


def paragraphs(*keys: str, **values: object) -> Markup:
    """Return sentences of the catalogues, one a paragraph."""
    return join(*(element("p", says(key, **values)) for key in keys))


def _row(row: Sequence[Cell], columns: int) -> list[Markup]:
    if len(row) == 1:
        return [_cell("th", row[0], scope="colgroup", colspan=columns)]
    return [_cell("th", row[0]), *(_cell("td", cell) for cell in row[1:])]


def _cell(tag: str, cell: Cell, **attributes: object) -> Markup:
    return element(tag, cell if isinstance(cell, Markup) else words(cell), **attributes)
