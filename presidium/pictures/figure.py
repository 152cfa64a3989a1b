"""What is a picture outside the page?  Its SVG, the numbers in it as a table, a caption, and a file of it."""

import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from presidium.arguments import path_of, shown
from presidium.draw.markup import Markup, element
from presidium.draw.standing import alone
from presidium.errors import UsageError
from presidium.page.figure import Plate
from presidium.page.speech import form
from presidium.pictures.prints import printed
from presidium.record.parts import write_whole
from presidium.record.tables import plain_table
from presidium.words import checked_language

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Figure:
    """One picture in one language.

    ``svg`` is its text: no style sheet, no script, nothing from outside.  ``title`` is what it is of,
    ``caption`` says what it shows.
    """

    name: str
    title: str
    caption: str
    lang: str = field(repr=False)
    svg: str = field(repr=False)
    rows: tuple[Mapping[str, Any], ...] = field(repr=False)

    @property
    def data(self) -> "pd.DataFrame":
        """Table of every number that is drawn, one row a mark (columns: `docs/reference/python.md`)."""
        return plain_table(self.rows)

    def save(self, path: str | Path) -> None:
        """Write the picture: as ``.svg``, or as ``.png`` or ``.pdf`` by the extra ``plot``.

        A file that is there is replaced by a whole one or stays as it is.  The same picture gives the same
        bytes.  Raises UsageError USE672 for another ending, USE670 without the extra, StorageError STO501
        where nothing can be written; warns USE671 where no installed face has the letters.
        """
        save_picture(self.svg, path)

    def _repr_html_(self) -> str:
        head = element("p", element("b", self.title), lang=self.lang)
        return element("figure", head, Markup(self.svg), element("figcaption", self.caption, lang=self.lang))


#: What a picture can be saved as, by the ending of the name.
ENDINGS = (".svg", ".png", ".pdf")


def save_picture(svg: str, path: str | Path) -> None:
    """Write a picture, given as SVG, as the ending of the name says; see `Figure.save`."""
    whole = checked_ending(path)
    kind = whole.suffix.lower()
    write_whole(whole, svg.encode() + b"\n" if kind == ".svg" else printed(svg, kind.removeprefix(".")))


def checked_ending(path: str | Path, endings: Sequence[str] = ENDINGS) -> Path:
    """A path whose ending says what is to be written.

    Raises UsageError USE672 for another ending, USE617 for what is no path.
    """
    whole = path_of(path)
    if whole.suffix.lower() not in endings:
        *others, last = endings
        told = f"{', '.join(others)} or {last}" if others else last
        raise UsageError(
            "USE672", f"this cannot be saved as {shown(str(path), 80)}", f"End the name with {told}."
        )
    return whole


def figure_of(name: str, plate: Plate, lang: str, layer: int | None = None) -> Figure:
    """Return a picture of the page by itself, on wide paper; ``layer``: which date, if it has several.

    Raises UsageError USE673 for a language that there is not.
    """
    lang = checked_language(lang)
    rows = tuple(
        {key: form(value, lang) if isinstance(value, Mapping) else value for key, value in row.items()}
        for row in plate.rows
    )
    caption = " ".join(form(sentence, lang) for sentence in plate.caption)
    svg = alone(plate.drawing("wide"), lang, layer)
    return Figure(name, ET.fromstring(svg).attrib["aria-label"], caption, lang, svg, rows)
