"""How is what somebody tried written down, so that the scenario can have it as one of its what-ifs?

What-ifs that are tried together, and numbers that are set, become one difference: what it removes, changes,
adds.  As text it is the section `whatif` of a scenario with this one entry.
"""

import io
import json
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from ruamel.yaml import YAML

from presidium.errors import UsageError
from presidium.scenario.model import Scenario

#: So many hexadecimal digits tell differences apart that were tried on one case.
_DIGITS = 8
_WIDTH = 110


def joined(case: Scenario, whatifs: Iterable[str], numbers: Mapping[str, float]) -> dict[str, Any]:
    """What-ifs of a case and numbers by path as one difference; a number wins over what a what-if says.

    The ids are those of the case.  The order in which they are given does not count: that of the scenario
    does.  Raises UsageError USE629 where two what-ifs put different things at one path.

    >>> from presidium.scenario.read import load
    >>> joined(load("soviet-1953"), ["no-berlin-rising"], {"ties.malenkov.beria.tie": 0.9})
    {'remove': ['events.berlin-rising', 'events.berlin-charge'], 'change': {'ties.malenkov.beria.tie': 0.9}}
    """
    remove: list[str] = []
    change: dict[str, Any] = {}
    add: dict[str, Any] = {}
    wanted = set(whatifs)
    for name, one in case.whatif.items():
        if name in wanted:
            remove += [path for path in one.remove if path not in remove]
            _join(change, one.change, name)
            _join(add, one.add, name)
    change |= {path: numbers[path] for path in sorted(numbers)}
    made = {"remove": remove, "change": change, "add": add}
    return {field: part for field, part in made.items() if part}


def _join(made: dict[str, Any], more: Mapping[str, Any], name: str) -> None:
    for path, value in more.items():
        if path in made and made[path] != value:
            message = f"what-if {name} and another of those chosen say different things of {path}"
            raise UsageError("USE629", message, "Choose one of them.")
        made[path] = value


def id_of(difference: Mapping[str, Any]) -> str:
    """An id for a difference: the same for the same difference, another for another.

    >>> id_of({"remove": ["events.rain"]})
    'tried-24733f39'
    """
    text = json.dumps(difference, ensure_ascii=False, sort_keys=True)
    return f"tried-{sha256(text.encode()).hexdigest()[:_DIGITS]}"


def as_whatif(difference: Mapping[str, Any], name: Mapping[str, str], remarks: Iterable[str]) -> str:
    """The section `whatif` with one difference under the id that `id_of` gives, as YAML.

    `name`: in English ("en") and, where there is one, Thai ("th").  `remarks` stand above it, one a line.

    >>> print(as_whatif({"change": {"ties.a.b.tie": 0.9}}, {"en": "A trusts B"}, ["Tried."]), end="")
    # Tried.
    whatif:
      tried-3397a022:
        name:
          en: A trusts B
        change:
          ties.a.b.tie: 0.9
    """
    writer = YAML(typ="rt")
    writer.default_flow_style = False
    writer.allow_unicode = True
    writer.width = _WIDTH
    writer.indent(mapping=2, sequence=4, offset=2)
    text = io.StringIO()
    writer.dump({"whatif": {id_of(difference): {"name": dict(name), **difference}}}, text)
    return "".join(f"# {' '.join(remark.split())}\n" for remark in remarks) + text.getvalue()
