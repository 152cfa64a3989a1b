"""Which cases come with presidium?"""

from typing import Any

from presidium.cli.options import Format, Language
from presidium.cli.voice import Voice, command


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
    columns = ("case", "title", "period", "people", "what-ifs")
    voice.table(
        "Gallery",
        columns,
        (
            (
                row["name"],
                row["title"][lang],
                " to ".join(row["period"]),
                str(row["people"]),
                ", ".join(row["whatif"]),
            )
            for row in rows
        ),
    )
