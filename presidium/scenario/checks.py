"""Does a scenario make sense?  One function a rule."""

from collections.abc import Callable, Iterator

from presidium.scenario.draft import Draft
from presidium.scenario.finding import Finding

CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = ()
