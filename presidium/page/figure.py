"""What surrounds a picture?  A sentence that says what it shows, and the same data as a table."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from presidium.draw.markup import Markup, element
from presidium.draw.svg import Words
from presidium.page.speech import words
from presidium.page.tables import Table, folded


def variants(drawing: Callable[[str], Markup]) -> list[Markup]:
    """Return a picture for desks and paper and one for telephones; the style sheet shows one."""
    return [drawing("wide"), drawing("narrow")]


def figure(pictures: Sequence[Markup], caption: Words, *data: Table) -> Markup:
    """Return a figure: its picture, a caption, and the same data as one table or several.

    The first table's name, with ``-figure`` behind it, names the figure.
    """
    first = replace(data[0], called=_title_of(pictures[0]))
    return element(
        "figure",
        *pictures,
        element("figcaption", words(caption)),
        folded(first, *data[1:]),
        id=f"{data[0].name}-figure",
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
