"""Who dies this month?"""

from typing import Any

from presidium.history.codes import LOG_DIED, OUTSIDE
from presidium.history.mechanisms.chronicle import write
from presidium.history.mechanisms.settlement import release_posts
from presidium.history.mechanisms.standing import reckon
from presidium.kernel import kernel


@kernel
def mortality(s: Any, c: Any, t: int) -> None:
    """Carry out the deaths of the month: posts fall vacant; the fallen die too, in retirement.

    Who leads is reckoned anew at once: what happens later in the month is no business of a dead leader.
    """
    bereft = False
    for i in range(c.people):
        if s.dies[i] == t and s.dead[i] == 0:
            write(s, t, LOG_DIED, i, int(c.age[i] + t / 12.0), 0, 0)
            release_posts(s, c, i)
            s.dead[i] = 1
            s.standing[i] = OUTSIDE
            bereft = bereft or s.in_play[i] == 1
    if bereft:
        reckon(s, c)
