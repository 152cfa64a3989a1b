"""How is text made safe to stand in a page or a picture?

Whatever is not `Markup` already is escaped when it becomes a child or an attribute, so a title that
contains a tag is shown as the letters that were typed.

>>> element("p", "1 < 2", class_="note")
'<p class="note">1 &lt; 2</p>'
"""

import html

# Elements that never have children: HTML's and the simple shapes of SVG.
_EMPTY = frozenset({"meta", "link", "br", "hr", "input", "rect", "circle", "line", "path", "polygon"})


class Markup(str):
    """Text that may be placed in a page as it stands."""

    __slots__ = ()


def escape(text: object) -> Markup:
    """Return the text with the four characters that mean something in markup written out.

    An apostrophe means nothing: attributes stand between double quotes.

    >>> escape('a "b" & <c>')
    'a &quot;b&quot; &amp; &lt;c&gt;'
    """
    if isinstance(text, Markup):
        return text
    return Markup(html.escape(str(text), quote=True).replace("&#x27;", "'"))


def join(*children: object) -> Markup:
    """Return the children one after another; ``None`` is left out."""
    return Markup("".join(escape(child) for child in children if child is not None))


def element(tag: str, *children: object, **attributes: object) -> Markup:
    """Return one element.

    Attribute names are written as Python allows them: ``class_``, ``aria_label``, ``stroke_width``.
    An attribute that is ``None`` or ``False`` is left out, ``True`` stands without a value.

    >>> element("button", "Go", hidden=True, title=None)
    '<button hidden="">Go</button>'
    """
    named = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{"" if value is True else escape(value)}"'
        for name, value in attributes.items()
        if value is not None and value is not False
    )
    if tag in _EMPTY:
        return Markup(f"<{tag}{named}/>")
    return Markup(f"<{tag}{named}>{join(*children)}</{tag}>")
