"""How do the crises end that this month's decisions opened, and who is blamed for it?"""

from typing import Any

from presidium.draws import Address, slot, uniform
from presidium.history.codes import CRISIS_END, LOG_CRISIS
from presidium.history.mechanisms.chronicle import write
from presidium.history.mechanisms.turns import quarter_of
from presidium.kernel import kernel
from presidium.theory.crisis.ends import blame_of_challenger, crisis_ends, drawn_end
from presidium.theory.tension import tension_after, tension_left


@kernel
def _value(s: Any, c: Any, k: int, v: int, usual: float) -> float:
    """A value that decides a crisis: the crisis's own where it has one."""
    return s.crisis_value[k, v] if c.crisis_given[k, v] == 1 else usual


@kernel
def _end(s: Any, c: Any, a: Address, t: int, k: int) -> int:
    """Draw how a crisis ends."""
    concession, withdrawal, settlement, _ = crisis_ends(
        _value(s, c, k, 0, s.crisis_gain),
        _value(s, c, k, 1, s.crisis_stake),
        _value(s, c, k, 2, s.crisis_withdrawal_cost),
        _value(s, c, k, 3, s.crisis_war_cost),
        _value(s, c, k, 4, s.crisis_local_odds),
        _value(s, c, k, 5, s.crisis_settlement_share),
        s.crisis_precision,
        s.accident,
    )
    return drawn_end(concession, withdrawal, settlement, uniform(a, t, CRISIS_END, slot(k, 0, 0)))


@kernel
def crises(s: Any, c: Any, a: Address, t: int) -> None:
    """Tension passes; every crisis opened this month ends, raises it anew, and is remembered at home."""
    s.tension = tension_left(s.tension, 1.0, s.tension_base, s.tension_half_life)
    for k in range(c.crises):
        if s.crisis_open[k] == 0:
            continue
        s.crisis_open[k] = 0
        end = _end(s, c, a, t, k)
        s.crisis_at[k] = t
        s.crisis_end[k] = end
        s.tension = tension_after(s.tension, s.crisis_tension[k])
        write(s, t, LOG_CRISIS, k, end, 0, 0)
        if c.crisis_challenger[k] == c.home_pole and s.leader >= 0:
            s.blame[s.leader] += s.crisis_blame[k] * blame_of_challenger(end)
    # What stands at the end of the quarter's last month stays.
    s.tension_at[quarter_of(c, t) - quarter_of(c, 0)] = int(100.0 * s.tension + 0.5)
