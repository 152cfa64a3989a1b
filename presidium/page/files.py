"""Which files does a report leave, and how are they called?"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from presidium.page.build import page
from presidium.page.story import story_page
from presidium.record.parts import write_whole


def write_report(path: Path, document: dict[str, Any], story: Mapping[str, Any] | None) -> None:
    """Write the page, beside it the document it shows and, if there is one, the story.

    They are called document.json and story.html for report.html, else like the page.
    """
    plain = path.name == "report.html"
    write_whole(path, page(document).encode())
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":")) + "\n"
    write_whole(path.with_name("document.json" if plain else f"{path.stem}.json"), text.encode())
    if story is not None:
        lesson = path.with_name("story.html" if plain else f"{path.stem}-story.html")
        write_whole(lesson, story_page(story).encode())
