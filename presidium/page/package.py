"""How does the page carry the whole document without saying anything twice?

A string that the page shows already, or that the document has said before, stands as the number of its first
place; what is new stands in a list of its own.  The rest of the JSON is a template with places to fill.  The
package is half as large as the packed document, and the page's script restores the same letters from it.
"""

import gzip
import html
import json
import re
from base64 import a85encode
from collections.abc import Mapping, Sequence
from typing import Any

from presidium.draw.markup import Markup, element

# Tags with where they lead, and the texts between them: what the script walks, in the same order.
_PIECE = re.compile(r'<(/?[a-zA-Z]+)(?:[^>]*? href="([^"]*)")?[^>]*>|([^<]+)')
# A string of a JSON text; one with a colon behind it is a key and stays.
_STRING = re.compile(r'("(?:[^"\\]|\\.)*")(:?)')


def shown(markup: str) -> list[str]:
    """Return the texts of a page's markup and where its links lead, in their order.

    What is for readers without scripts is left out: a browser that runs scripts has no texts in it.

    >>> shown('<p>1 &lt; <a href="#b">2</a></p><noscript><p>No</p></noscript>')
    ['1 < ', '#b', '2']
    """
    found, unseen = [], False
    for tag, address, text in _PIECE.findall(markup):
        if tag.endswith("noscript"):
            unseen = not tag.startswith("/")
        elif not unseen and (address or text):
            found.append(html.unescape(address or text))
    return found


def packed(document: Mapping[str, Any], texts: Sequence[str]) -> str:
    """Return a document packed for the page that shows these texts, as gzip in Ascii85 with ``v`` for ``<``.

    Inside is a JSON object.  In its ``template``, ``~`` is the next of its ``strings``; ``$7`` is the text
    with the number 7, ``$`` the one behind the last: numbers count the page's texts, then the strings.  ``^``
    is a string that is JSON itself, and the next of the templates in ``nested``.
    """
    package = _Package(texts)
    template = package.template(compact(document))
    whole = {"strings": package.strings, "template": template, "nested": package.nested}
    letters = a85encode(gzip.compress(compact(whole).encode(), mtime=0)).decode()
    # Nothing can end the element that holds it; four null bytes are no shorter than others.
    return letters.replace("z", "!!!!!").replace("<", "v")


def compact(value: object) -> str:
    """Return a value as JSON without a space.

    >>> compact({"en": "Who?", "n": [1, 2]})
    '{"en":"Who?","n":[1,2]}'
    """
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def data(name: str, value: object) -> Markup:
    r"""Return an element of the page that carries a value as plain JSON: no text in it can end the element.

    >>> data("card", {"title": "</script>"})
    '<script type="application/json" id="card">{"title":"\\u003c/script>"}</script>'
    """
    text = compact(value)
    for letter in "<\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return element("script", Markup(text), type="application/json", id=name)


class _Package:
    """The strings said so far, by the numbers of their first places."""

    def __init__(self, texts: Sequence[str]) -> None:
        # A browser may alter what cannot be printed, such as line ends: that is not relied on.
        self._places = {text: i for i, text in reversed(list(enumerate(texts))) if text.isprintable()}
        self._texts, self._last = len(texts), -1
        self.strings: list[str] = []
        self.nested: list[str] = []

    def template(self, text: str) -> str:
        return _STRING.sub(self._place, text)

    def _place(self, found: re.Match[str]) -> str:
        if found[2]:
            return found[0]
        text = json.loads(found[1])
        if _is_compact(text):
            at = len(self.nested)
            self.nested.append("")
            self.nested[at] = self.template(text)
            return "^"
        if text not in self._places:
            self._places[text] = self._texts + len(self.strings)
            self.strings.append(text)
            return "~"
        follows, self._last = self._places[text] == self._last + 1, self._places[text]
        return "$" if follows else f"${self._last}"


def _is_compact(text: str) -> bool:
    """Whether a string is an object in the very JSON that `compact` writes, so that it can be a template."""
    if not text.startswith('{"'):
        return False
    try:
        return compact(json.loads(text)) == text
    except ValueError:
        return False
