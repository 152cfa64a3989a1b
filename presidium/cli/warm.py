"""How is the engine compiled beforehand, and carried to where nobody should wait for it?"""

from pathlib import Path
from typing import Annotated

import typer

from presidium.cli.options import Threads, named
from presidium.cli.voice import Voice, command

Cases = Annotated[
    list[str] | None,
    typer.Argument(metavar="[CASE]...", help="Cases of your own that are larger than usual."),
]
Export = Annotated[
    Path | None,
    typer.Option(
        "--export", parser=named, metavar="FILE", help="Write all that is compiled into one archive."
    ),
]
Import = Annotated[
    Path | None,
    typer.Option(
        "--import",
        parser=named,
        metavar="FILE",
        help="Keep what such an archive holds; like installing a program, only from those you trust.",
    ),
]


@command
def warm(
    voice: Voice,
    cases: Cases = None,
    export: Export = None,
    imported: Import = None,
    threads: Threads = None,
) -> None:
    """Compile now what the first run would compile: for containers and clusters.

    \b
      presidium warm
      presidium warm --export code.zip

    Then, on machines of the same kind with the same presidium, Python and numba: presidium warm --import
    code.zip. An archive that does not fit is refused, with what differs. It holds code that will run here.
    """
    from presidium.machinecode import kept_folder
    from presidium.parcel import pack, unpack

    if imported is not None:
        if cases or export is not None:
            raise typer.BadParameter("takes neither CASE nor --export", param_hint="--import")
        voice.say(f"{unpack(imported)} pieces of compiled code kept in {kept_folder()}")
        return
    import presidium
    from presidium.warm import usual_cases
    from presidium.warm import warm as compile_all

    wanted = usual_cases() + [presidium.load(case) for case in cases or ()]
    voice.say("compiling; the first time this takes a minute or two")
    shapes = compile_all(wanted, threads)
    voice.say(f"compiled for {shapes} sizes of case, kept in {kept_folder()}")
    if export is not None:
        voice.say(f"{pack(export)} pieces of compiled code in {export}")
