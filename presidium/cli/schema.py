"""How do an editor and a program learn the shape of a scenario?"""

from presidium.cli.voice import Voice, command


@command
def schema(voice: Voice) -> None:
    """Print the JSON Schema of scenarios (draft-07).

    \b
      presidium schema > scenario.schema.json
      presidium schema | python -m json.tool | less

    Name the file at the top of a scenario and editors complete and check it:
    # yaml-language-server: $schema=scenario.schema.json
    """
    import presidium

    voice.json(presidium.json_schema())
