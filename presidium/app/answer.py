"""In which form is a refusal told: as a page to who looks for a page, as JSON to programs?"""

from collections.abc import Mapping

from starlette.datastructures import Headers
from starlette.responses import HTMLResponse, JSONResponse, Response

from presidium.app.refusal import as_json, status_of
from presidium.draw.markup import Markup, element
from presidium.errors import PresidiumError, cause, headline, remedy


def refused(problem: PresidiumError, asked: Headers, more: Mapping[str, str] | None = None) -> Response:
    """The answer to a request with these headers; `more`: headers of the answer."""
    if _wants_page(asked):
        return HTMLResponse(_page(problem.code), status_of(problem), more)
    return JSONResponse(as_json(problem), status_of(problem), more)


def _wants_page(asked: Headers) -> bool:
    """Whether a browser opens an address: scripts and programs do not name HTML."""
    kinds = ",".join(asked.getlist("accept")).split(",")
    return any(kind.partition(";")[0].strip().lower() == "text/html" for kind in kinds)


def _page(code: str) -> str:
    """A page of a few lines in both languages, which says nothing but what the code means.

    It has no style sheet and no script: the policy allows those of the served page only.
    """
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        # Else a browser asks the server for an icon.
        element("link", rel="icon", href="data:,"),
        element("title", f"presidium: {headline(code, 'en')}"),
    )
    body = element("body", element("main", *(part for lang in ("en", "th") for part in _said(code, lang))))
    return f"<!doctype html>\n{element('html', head, body, lang='en')}\n"


def _said(code: str, lang: str) -> list[Markup]:
    parts = [
        (part[0].upper() + part[1:]).replace("`", "") for part in (cause(code, lang), remedy(code, lang))
    ]
    return [
        element("h1" if lang == "en" else "h2", f"{headline(code, lang)} ({code})", lang=lang),
        *(element("p", part, lang=lang) for part in parts),
    ]
