"""Which cases come with presidium?"""

from typing import Any

from presidium.cli.options import Format, Language
from presidium.cli.voice import Voice, command, heads
from presidium.words import say


@command
def gallery(voice: Voice, format: Format = "text", lang: Language = "en") -> None:
    """List the cases that come with presidium.

    \b
      presidium gallery
      presidium new my-case --from soviet-1953

    The second line copies a case to work on.
    """
    import presidium

    rows: list[dict[str, Any]] = []
    for name in presidium.gallery():
        case = presidium.load(name)
        rows.append(
            {
                "name": name,
                "title": {"en": case.title.in_("en"), "th": case.title.in_("th")},
                "period": [case.period.start.iso, case.period.end.iso],
                "people": len(case.people),
                "questions": len(case.questions),
                "whatif": list(case.whatif),
            }
        )
    if format == "json":
        voice.json(rows)
        return
    voice.table(
        say("terminal.gallery", lang),
        heads(lang, "case", "title", "period", "people", "whatifs"),
        (
            (
                row["name"],
                row["title"][lang],
                say("terminal.span", lang, first=row["period"][0], last=row["period"][1]),
                str(row["people"]),
                ", ".join(row["whatif"]),
            )
            for row in rows
        ),
    )
