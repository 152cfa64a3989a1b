"""How is what happens written down, so that a history can be told?"""

from typing import Any

from presidium.history.records import CHRONICLE
from presidium.kernel import kernel


@kernel
def write(s: Any, t: int, code: int, first: int, second: int, third: int, fourth: int) -> None:
    """Enter one event; a history that outruns the chronicle keeps its first entries (the outcome row is
    complete).
    """
    k = s.entries
    if k >= CHRONICLE:
        return
    s.chronicle[k, 0] = t
    s.chronicle[k, 1] = code
    s.chronicle[k, 2] = first
    s.chronicle[k, 3] = second
    s.chronicle[k, 4] = third
    s.chronicle[k, 5] = fourth
    s.entries = k + 1
