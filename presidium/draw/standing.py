"""How does a picture leave the page?  In one language, with the style sheet's values written into it.

Not every program that opens an SVG file reads style sheets, and one inside a notebook would restyle the
notebook.  So each mark gets the values that the sheet has for its classes; what it inherits stays unsaid.
"""

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping
from functools import cache

from presidium.draw.markup import Markup
from presidium.draw.palette import INKS, style_sheet

#: What a style sheet says of marks and letters; all of it is inherited.  The values are those of SVG.
INITIAL: Mapping[str, str] = {
    "fill": "#000000",
    "fill-opacity": "1",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-linejoin": "miter",
    "stroke-linecap": "butt",
    "stroke-dasharray": "none",
    "paint-order": "normal",
    "font-family": "",
    "font-size": "13",
    "font-weight": "400",
    "text-anchor": "start",
}
# What the page leaves free around a picture.
_MARGIN = 8
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_VARIABLE = re.compile(r"var\(--(\w+)\)")


def alone(picture: Markup, lang: str = "en", layer: int | None = None) -> str:
    """Return a picture as an SVG text of its own, in one language, for a notebook or a disk.

    Of a picture with layers, such as one of many dates, ``layer`` is the one that is shown.

    >>> from presidium.draw.svg import paper, write
    >>> asked = write(1, 2, {"en": "who", "th": "ใคร"}, tint="soft")
    >>> text = alone(paper("a", "A", 10, 10, asked, kind="wide"), "th")
    >>> text[:40], text[-49:]
    ('<svg xmlns="http://www.w3.org/2000/svg" ', '<text x="1" y="2" fill="#54585e">ใคร</text></svg>')
    """
    root = ET.fromstring(picture)
    _stand(root, INITIAL, lang, layer)
    title = root.find("title")
    width, height = (f"{float(size) + 2 * _MARGIN:g}" for size in root.attrib.pop("viewBox").split()[2:])
    size = {"width": width, "height": height}
    named = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"-{_MARGIN} -{_MARGIN} {width} {height}",
        **size,
    }
    named |= {"lang": lang, "aria-label": "" if title is None else title.text or ""}
    own = dict(root.attrib)
    root.attrib.clear()
    root.attrib.update({**named, **own})
    corner = {"x": f"-{_MARGIN}", "y": f"-{_MARGIN}"}
    ground = ET.Element("rect", {**corner, **size, "fill": INKS["paper"][0]})
    root.insert(0 if title is None else 1, ground)
    return ET.tostring(root, encoding="unicode")


def _stand(part: ET.Element, around: Mapping[str, str], lang: str, layer: int | None) -> None:
    """Write into a part, and all within it, what it does not inherit from around; drop what is not shown."""
    classes = part.attrib.pop("class", "").split()
    thai = part.attrib.pop("data-th", None)
    for name in ("role", "aria-labelledby", "id"):
        if part.tag != "svg" or "x" in part.attrib or name != "role":
            part.attrib.pop(name, None)
    if part.tag == "title":
        part.text = thai if lang == "th" and thai else part.text
        return
    own = {name: part.attrib.pop(name) for name in INITIAL if name in part.attrib}
    said = {**around, **own, **_of(classes)}
    said["font-size"] = said["font-size"].removesuffix("px")
    part.attrib.update({name: value for name, value in said.items() if value != around[name]})
    for child in list(part):
        if child.tag == "tspan":
            continue
        if _hidden(child, layer):
            part.remove(child)
        else:
            _stand(child, said, lang, layer)
    forms = {child.get("lang", "en"): child.text for child in part if child.tag == "tspan"}
    if forms:
        for child in list(part):
            part.remove(child)
        part.text = forms[lang]


def _hidden(part: ET.Element, layer: int | None) -> bool:
    classes = part.get("class", "").split()
    return "at" in classes and layer is not None and f"a{layer}" not in classes


def _of(classes: list[str]) -> dict[str, str]:
    """Return what the style sheet says of these classes; what stands further down in it counts."""
    found: dict[str, str] = {}
    for name, values in _rules():
        if name in classes:
            found |= values
    return found


@cache
def _rules() -> tuple[tuple[str, Mapping[str, str]], ...]:
    """Return the rules of the sheet for light paper in their order: a class, and what it sets."""
    rules = [
        (selector.strip(), dict(one.split(":", 1) for one in body.split(";") if one))
        for selectors, body in _RULE.findall(style_sheet(night=False))
        for selector in selectors.split(",")
    ]
    inks = {name.removeprefix("--"): value for name, value in rules[0][1].items()}
    return tuple(
        (
            selector.removeprefix("."),
            {
                name: _VARIABLE.sub(lambda found: inks[found[1]], value)
                for name, value in values.items()
                if name in INITIAL
            },
        )
        for selector, values in rules[1:]
    )
