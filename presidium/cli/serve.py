"""How is a case looked at, changed and played again in a browser?"""

import gc
from typing import Annotated

import typer

from presidium.cli.options import DEFAULT_SEED, Case, Histories, Opening, Seed, Threads, load
from presidium.cli.progress import Meter
from presidium.cli.voice import Voice, command
from presidium.errors import UsageError

#: Enough for shares to a point in a hundred, and played again within seconds.
SERVED_HISTORIES = 2_000
#: Below it the ports belong to the system.
_FIRST_PORT = 1024


@command
def serve(
    voice: Voice,
    case: Case,
    opening: Opening = None,
    histories: Histories = SERVED_HISTORIES,
    seed: Seed = DEFAULT_SEED,
    port: Annotated[
        int | None,
        typer.Option(
            "--port", min=_FIRST_PORT, max=65535, help="Port of this machine; a free one if not given."
        ),
    ] = None,
    host_port: Annotated[
        int | None,
        typer.Option(
            "--host-port",
            min=1,
            max=65535,
            help="Port that is forwarded to it, where the browser is elsewhere.",
        ),
    ] = None,
    show: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    threads: Threads = None,
) -> None:
    """Serve the page of a case on this machine, to change it and play it again.

    \b
      presidium serve soviet-1953 --open
      presidium serve my-case.yaml --histories 1000 --port 8753

    Prints the address, which holds a token: whoever has it can use the page. Only this machine is served,
    nothing is kept. Ctrl-C ends it.
    """
    import presidium

    gc.enable()  # unlike other commands it goes on for hours
    try:
        from presidium.app.server import Place, Server
    except ImportError as missing:
        raise _without_extra(missing) from missing

    scenario = load(case, opening)
    place = Place(port or 0)
    try:
        voice.say(f"{scenario.scenario}: {histories} histories, seed {seed}")
        with Meter(voice) as meter:
            run = presidium.simulate(scenario, histories, seed, threads, progress=meter)
        voice.say("what-ifs and page ...")
        server = Server(run, place, threads, host_port)
        voice.data(server.address)
        voice.say("Ctrl-C ends it")
        if show:
            typer.launch(server.address_once())
        server.run()
    except KeyboardInterrupt:
        voice.say("stopped")
    finally:
        place.close()


def _without_extra(missing: ImportError) -> UsageError:
    """The served page without what only it needs."""
    return UsageError(
        "APP801", f"the served page needs {missing.name}", 'Install it: pip install "presidium[app]".'
    )
