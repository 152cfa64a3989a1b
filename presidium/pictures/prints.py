"""How does a picture become a PNG or a PDF?  Its own SVG, mark by mark, in the hands of matplotlib.

There is one picture: what the SVG says is drawn, nothing is laid out anew.  Only the few shapes that the
studio (`presidium.draw`) draws are understood.  matplotlib comes with the extra ``plot`` and is loaded when a
file is asked for; from 3.11 on it sets Thai letters right.
"""

import io
import warnings
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from presidium.draw.palette import FONT
from presidium.draw.standing import INITIAL
from presidium.errors import PresidiumWarning, UsageError
from presidium.pictures.strokes import Spot, strokes

#: Units of the paper in an inch, and the points of one.
_INCH, _POINT = 96.0, 0.75
#: Dots of a PNG in an inch: two for each unit of the paper.
_DENSITY = 192
#: matplotlib's own face, always there; and one that has a box for every letter there is.
_PLAIN, _BOXES = "DejaVu Sans", "Last Resort"

_SPACE = "{http://www.w3.org/2000/svg}"

Style = Mapping[str, str]


def printed(svg: str, kind: str) -> bytes:
    """Return a picture that stands alone (`draw.standing`) as a file: ``kind`` is ``png`` or ``pdf``.

    The same picture gives the same bytes, with the same matplotlib and the same faces.
    Raises UsageError USE670 without matplotlib, or with one before 3.11.  Warns (PresidiumWarning USE671)
    where no installed face has some of the letters: boxes stand for them.
    """
    root = ET.fromstring(svg)
    mpl = _matplotlib()
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    left, top, width, height = map(float, root.attrib["viewBox"].split())
    # What a reader has set for figures of his own is not meant for this one.
    plain = {name: value for name, value in mpl.rcParamsDefault.items() if not name.startswith("backend")}
    faces = _faces("".join(root.itertext()))
    with mpl.rc_context(), warnings.catch_warnings():
        mpl.rcParams.update({**plain, "lines.scale_dashes": False, "pdf.fonttype": 42, "pdf.compression": 6})
        mpl.rcParams["font.family"] = list(faces)
        warnings.filterwarnings("ignore", message="Glyph")
        figure = Figure(figsize=(width / _INCH, height / _INCH))
        FigureCanvasAgg(figure)
        paper = figure.add_axes((0, 0, 1, 1), xlim=(left, left + width), ylim=(top + height, top))
        paper.set_axis_off()
        _draw(paper, root, INITIAL, (0.0, 0.0))
        made = io.BytesIO()
        facts = {"Title": root.get("aria-label", ""), "Software": None} if kind == "png" else _NAMELESS
        figure.savefig(made, format=kind, dpi=_DENSITY, metadata=facts)
    return made.getvalue()


#: No date and no version in a PDF: the same picture is the same file.
_NAMELESS = {"CreationDate": None, "Creator": None, "Producer": None}


def _matplotlib() -> Any:
    try:
        import matplotlib
    except ImportError as missing:
        raise _missing() from missing
    if matplotlib.__version_info__ < (3, 11):
        raise _missing()
    return matplotlib


def _missing() -> UsageError:
    return UsageError(
        "USE670",
        "a picture becomes a PNG or a PDF by matplotlib, 3.11 or later, which is not installed",
        'Install it with pip install "presidium[plot]", or save the picture as .svg.',
    )


def _draw(paper: Any, part: ET.Element, around: Style, at: Spot) -> None:
    """Draw a part of the picture, and what is in it; `at` is where its own paper begins."""
    style = {name: part.get(name, value) for name, value in around.items()}
    tag = part.tag.removeprefix(_SPACE)
    if tag == "svg":
        at = at[0] + float(part.get("x", "0")), at[1] + float(part.get("y", "0"))
    elif tag == "text":
        _write(paper, part, style, at)
    elif tag in _SHAPES:
        for layer in _layers(style):
            for shape in _SHAPES[tag](part, layer):
                _lay(paper, shape, layer, at)
    elif tag not in ("g", "title"):
        raise ValueError(f"a picture has no {tag}")
    for child in part:
        _draw(paper, child, style, at)


def _layers(style: Style) -> list[Style]:
    """What is laid one over the other: a halo's line lies below what it surrounds."""
    if style["paint-order"] == "stroke" and style["stroke"] != "none":
        return [{**style, "fill": "none"}, {**style, "stroke": "none"}]
    return [style]


def _number(part: ET.Element, name: str) -> float:
    return float(part.get(name, "0"))


def _rect(part: ET.Element, _: Style) -> Iterator[Any]:
    from matplotlib.patches import FancyBboxPatch, Rectangle

    corner, width, height = (
        (_number(part, "x"), _number(part, "y")),
        *(_number(part, n) for n in ("width", "height")),
    )
    round_by = min(_number(part, "rx"), width / 2, height / 2)
    if round_by:
        yield FancyBboxPatch(corner, width, height, boxstyle=f"round,pad=0,rounding_size={round_by}")
    else:
        yield Rectangle(corner, width, height)


def _circle(part: ET.Element, _: Style) -> Iterator[Any]:
    from matplotlib.patches import Circle

    yield Circle((_number(part, "cx"), _number(part, "cy")), _number(part, "r"))


def _path(part: ET.Element, style: Style) -> Iterator[Any]:
    """One shape for the whole path; a stroke of no length with round ends is a disc."""
    from matplotlib.patches import Circle, PathPatch
    from matplotlib.path import Path

    vertices: list[Spot] = []
    codes: list[int] = []
    for stroke in strokes(part.get("d", "")):
        if style["stroke-linecap"] == "round" and len(set(stroke.spots)) == 1:
            disc = float(style["stroke-width"]) / 2
            yield Circle(stroke.spots[0], disc, facecolor=style["stroke"], linewidth=0)
        else:
            vertices += stroke.spots
            codes += stroke.codes
    if vertices:
        yield PathPatch(Path(vertices, codes))


_SHAPES = {"rect": _rect, "circle": _circle, "path": _path}


def _lay(paper: Any, shape: Any, style: Style, at: Spot) -> None:
    """Lay a shape on the paper, filled and drawn round as the style says."""
    from matplotlib.colors import to_rgba
    from matplotlib.transforms import Affine2D

    disc = shape.get_linewidth() == 0
    shape.set_transform(Affine2D().translate(*at) + paper.transData)
    paper.add_artist(shape)
    if disc:
        return
    fill, line = style["fill"], style["stroke"]
    shape.set_facecolor("none" if fill == "none" else to_rgba(fill, float(style["fill-opacity"])))
    shape.set_edgecolor(line)
    shape.set_linewidth(float(style["stroke-width"]) * _POINT if line != "none" else 0)
    shape.set_capstyle(style["stroke-linecap"])
    shape.set_joinstyle(style["stroke-linejoin"])
    if style["stroke-dasharray"] != "none":
        # A dash of no length is a dot, if its ends are round; matplotlib leaves it out.
        dashes = [max(float(one), 0.01) * _POINT for one in style["stroke-dasharray"].split()]
        shape.set_linestyle((0, dashes))


def _write(paper: Any, part: ET.Element, style: Style, at: Spot) -> None:
    """Write a line of text; one with a halo is written twice, so that it stays text in a PDF."""
    from matplotlib.patheffects import Stroke

    words = " ".join((part.text or "").split())
    look = {
        "fontsize": float(style["font-size"]) * _POINT,
        "fontweight": "bold" if style["font-weight"] == "600" else "normal",
        "ha": {"start": "left", "middle": "center", "end": "right"}[style["text-anchor"]],
        "va": "baseline",
        "parse_math": False,
    }
    x, y = at[0] + _number(part, "x"), at[1] + _number(part, "y")
    for layer in _layers(style):
        if layer["fill"] != "none":
            paper.text(x, y, words, color=layer["fill"], **look)
        else:
            size = float(layer["stroke-width"]) * _POINT
            halo = Stroke(linewidth=size, foreground=layer["stroke"], joinstyle="round")
            paper.text(x, y, words, color=layer["stroke"], path_effects=[halo], **look)


def _faces(text: str) -> tuple[str, ...]:
    """Faces to write a text in: the page's, as far as installed, others for what these lack, matplotlib's."""
    letters = {letter for letter in text if letter.isprintable() and not letter.isspace()}
    installed = _installed()
    chosen = [face for face in (name.strip("'") for name in FONT.split(",")) if face in installed]
    left = letters - _letters_of((*chosen, _PLAIN))
    for face in sorted(installed):
        if left and not face.startswith(_BOXES) and (found := left & _letters_of((face,))):
            chosen.append(face)
            left -= found
    if left:
        thai = "Thai " if any("\u0e00" <= letter <= "\u0e7f" for letter in left) else ""
        problem = PresidiumWarning(
            "USE671",
            f"no installed face has the {thai}letters {''.join(sorted(left))[:20]}",
            "Install one, such as Noto Sans Thai, or save the picture as .svg.",
        )
        # Told of the line that saves the picture.
        warnings.warn(problem, stacklevel=5)
    return (*chosen, _PLAIN)


@cache
def _installed() -> Mapping[str, str]:
    """Installed faces by name, each with one of its files."""
    from matplotlib.font_manager import fontManager

    return {face.name: face.fname for face in reversed(fontManager.ttflist)}


@cache
def _letters_of(faces: tuple[str, ...]) -> frozenset[str]:
    """All letters that a face has, or several have together."""
    from matplotlib.ft2font import FT2Font

    return frozenset(chr(code) for face in faces for code in FT2Font(_installed()[face]).get_charmap())
