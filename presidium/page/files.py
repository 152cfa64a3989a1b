"""Which files does a report leave, and how are they called?"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from presidium.disk import write_whole
from presidium.page.build import page
from presidium.page.story import story_page

_REMEDY = "Free some space or make the folder writable, then give the same command again: histories are kept."


def write_report(path: Path, document: dict[str, Any], story: Mapping[str, Any] | None) -> list[Path]:
    """Write the page, beside it the document it shows and, if there is one, the story; return their paths.

    They are called document.json and story.html for report.html, else like the page.  All are written or
    none: raises StorageError STO501 where they cannot be.
    """
    plain = path.name == "report.html"
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
    contents = {path: page(document).encode()}
    contents[path.with_name("document.json" if plain else f"{path.stem}.json")] = text.encode()
    if story is not None:
        lesson = path.with_name("story.html" if plain else f"{path.stem}-story.html")
        contents[lesson] = story_page(story).encode()
    write_whole(contents, _REMEDY)
    return list(contents)
