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

    The first column names the rows.  A row of one cell is a heading over the rows below it.
    """

    name: str
    title: Words
    heads: Sequence[Cell]
    rows: Sequence[Sequence[Cell]]
    texts: frozenset[int] = field(default_factory=frozenset)


def table(given: Table) -> Markup:
    """Return the table in a frame that scrolls by itself on narrow paper and can be reached by keyboard.

    >>> table(Table("t", "Numbers", ["who", "share"], [["Beria", "62"]])).count("<td")
    1
    """
    heads = [_cell("th", head, i, given, scope="col") for i, head in enumerate(given.heads)]
    caption = f"{given.name}-of"
    return element(
        "div",
        element(
            "table",
            element("caption", words(given.title), id=caption, class_="unseen"),
            element("thead", element("tr", *heads)),
            element("tbody", *(element("tr", *_row(row, given)) for row in given.rows)),
            id=given.name,
        ),
        class_="scroll",
        role="region",
        tabindex="0",
        aria_labelledby=caption,
    )


def tools(of: str, *, picture: bool) -> Markup:
    """Return the buttons that save a table as CSV, its picture as SVG; without a script they are hidden."""
    buttons = [_button("csv", of)]
    if picture:
        buttons.append(_button("svg", of))
    return element("p", *buttons, class_="tools needs-script")


def folded(given: Table, *, picture: bool, summary: Words | None = None) -> Markup:
    """Return the table folded away under a line that opens it, with its buttons."""
    line = element("summary", words(summary or both("page.same_as_table")))
    return element("details", line, table(given), tools(given.name, picture=picture), class_="data")


def paragraphs(*keys: str, **values: object) -> Markup:
    """Return sentences of the catalogues, one a paragraph."""
    return join(*(element("p", says(key, **values)) for key in keys))


def _row(row: Sequence[Cell], given: Table) -> list[Markup]:
    if len(row) == 1:
        return [_cell("th", row[0], 0, given, scope="colgroup", colspan=len(given.heads))]
    first = _cell("th", row[0], 0, given)
    return [first, *(_cell("td", cell, i, given) for i, cell in enumerate(row[1:], start=1))]


def _cell(tag: str, cell: Cell, column: int, given: Table, **attributes: object) -> Markup:
    inside = cell if isinstance(cell, Markup) else words(cell)
    return element(tag, inside, class_="t" if column in given.texts else None, **attributes)


def _button(what: str, of: str) -> Markup:
    return element("button", says(f"page.save_{what}"), type="button", data_save=what, data_of=of)
