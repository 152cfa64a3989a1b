"""What surrounds a picture?  A sentence that says what it shows, and the same data as a table."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from presidium.draw.markup import Markup, element, join
from presidium.draw.svg import Words
from presidium.page.speech import says, words
from presidium.page.tables import Table, folded
from presidium.page.when import date

#: One mark of a picture: its numbers and its names, by column.
Mark = Mapping[str, Words | float | bool | None]


@dataclass(frozen=True, slots=True)
class Plate:
    """A picture by itself, on the page or off it.

    ``rows``: every number that it draws, one row a mark.  ``drawing`` draws it for a kind of paper.
    ``caption``: sentences that say what it shows.  ``tables``: how the page prints the numbers.
    """

    rows: Sequence[Mark]
    drawing: Callable[[str], Markup]
    caption: Sequence[Words]
    tables: Sequence[Table]


def sideways(picture: Markup) -> Markup:
    """Return a wide picture in a frame along which narrow paper moves, by touch or by keyboard."""
    return element("div", picture, class_="sideways")


def by_date(name: str, dates: Sequence[str], picture: Markup) -> Markup:
    """Return a wide picture of several dates, the last one shown, with a choice that needs no script.

    The dates are written out, so that the script can give them another era.
    """
    choices = [
        join(
            element("input", type="radio", name=name, id=f"{name}-{i}", checked=i + 1 == len(dates)),
            element("label", words(date(day, bare=True)), for_=f"{name}-{i}"),
        )
        for i, day in enumerate(dates)
    ]
    legend = element("legend", says("page.date"))
    return element("fieldset", legend, *choices, sideways(picture), class_="dates")


def figure(plate: Plate, *pictures: Markup) -> Markup:
    """Return a figure: its picture, a caption, and the same data as one table or several.

    ``pictures``: the plate's own as they are to be shown; its one small variant if none are given.  The first
    table's name, with ``-figure`` behind it, names the figure.
    """
    drawn = pictures or (plate.drawing("small"),)
    table, *others = plate.tables
    first = replace(table, called=_title_of(drawn[0]))
    caption = [part for sentence in plate.caption for part in (" ", words(sentence))]
    return element(
        "figure",
        *drawn,
        element("figcaption", *caption[1:]),
        folded(first, *others),
        id=f"{table.name}-figure",
    )


def _title_of(picture: Markup) -> str:
    """Return the id of a picture's title, by which its table is called too."""
    return picture.partition('<title id="')[2].partition('"')[0]


def section(name: str, title: Words, *children: object) -> Markup:
    """Return one part of the page under its heading."""
    return element(
        "section",
        element("h2", words(title), id=f"{name}-title"),
        *children,
        id=name,
        aria_labelledby=f"{name}-title",
    )
