"""How is a page written in fewer letters that a browser reads as the same page?

HTML needs no quotes around a plain value, and no end tag where the next tag says that a row or a paragraph is
over.  Both go when the page is finished.
"""

import re

from presidium.draw.markup import Markup

_TAG = re.compile(r"<[a-zA-Z][^>]*>")
# A slash behind a value without quotes would belong to the value: a space parts them.
_QUOTED = re.compile(r"=\"([^\s\"'=<>`]+)\"(/?)")
_ROWS = re.compile(r"</(?:li|dt|dd|tr|td|th|thead|tbody)>")
# What ends a paragraph without its end tag (HTML Standard, 13.1.2.4).
_PARAGRAPH = re.compile(
    r"</p>(?=<(?:article|details|div|dl|figure|h[1-6]|ol|p|section|table|ul)\b|</(?:article|div|section)>)"
)


def terse(markup: str) -> Markup:
    """Return markup without the quotes and end tags that it does not need; texts in it are escaped.

    >>> terse('<ul class="a"><li>1</li><li class="a b">2</li></ul><p>3</p><p>4</p>')
    '<ul class=a><li>1<li class="a b">2</ul><p>3<p>4</p>'
    """
    shorter = _PARAGRAPH.sub("", _ROWS.sub("", markup))
    return Markup(_TAG.sub(lambda tag: _QUOTED.sub(_unquoted, tag[0]), shorter))


def _unquoted(value: re.Match[str]) -> str:
    return f"={value[1]} /" if value[2] else f"={value[1]}"
