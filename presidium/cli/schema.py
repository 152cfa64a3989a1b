"""How do an editor and a program learn the shape of a scenario, and of what a run gives?"""

from typing import Annotated

import typer

from presidium.cli.voice import Voice, command


@command
def schema(
    voice: Voice,
    document: Annotated[
        bool, typer.Option("--document", help="Of the document of a run (document.json) instead.")
    ] = False,
) -> None:
    """Print the JSON Schema of scenarios (draft-07).

    \b
      presidium schema > scenario.schema.json
      presidium schema --document | python -m json.tool | less

    Name the file at the top of a scenario and editors complete and check it:
    # yaml-language-server: $schema=scenario.schema.json
    """
    if document:
        from presidium.record.schema import document_schema

        voice.json(document_schema())
    else:
        import presidium

        voice.json(presidium.json_schema())
