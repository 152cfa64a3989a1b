"""How do several small pictures stand together as one?  In rows, from the left to the right."""

import re
from collections.abc import Sequence

from presidium.draw.markup import Markup
from presidium.draw.svg import Words, paper

_GAP = 24.0
_SIZE = re.compile(r'<svg viewBox="0 0 ([\d.]+) ([\d.]+)"')


def panels(name: str, title: Words, pictures: Sequence[Markup], columns: int = 3) -> Markup:
    """Return the pictures as one, in rows of as many columns; each keeps its own size.

    >>> small = paper("a", "A", 300, 100, kind="small")
    >>> both = panels("p", "Two", [small, small, small, small])
    >>> both[:28], both.count('x="324" y="0" width="300" height="100"')
    ('<svg viewBox="0 0 948 224" r', 1)
    """
    sizes = [_size(picture) for picture in pictures]
    lines = [sizes[i : i + columns] for i in range(0, len(sizes), columns)]
    heights = [max(height for _, height in line) for line in lines]
    width = max((sum(w for w, _ in line) + _GAP * (len(line) - 1) for line in lines), default=0.0)
    placed = []
    for i, (picture, (own, height)) in enumerate(zip(pictures, sizes, strict=True)):
        line, column = divmod(i, columns)
        x = sum(w + _GAP for w, _ in lines[line][:column])
        y = sum(heights[:line]) + _GAP * line
        at = f'<svg x="{x:g}" y="{y:g}" width="{own:g}" height="{height:g}" '
        placed.append(Markup(picture.replace("<svg ", at, 1)))
    return paper(name, title, width, sum(heights) + _GAP * (len(lines) - 1), *placed, kind="wide")


def _size(picture: Markup) -> tuple[float, float]:
    found = _SIZE.match(picture)
    if found is None:
        raise ValueError("a picture begins with its size")
    return float(found[1]), float(found[2])
