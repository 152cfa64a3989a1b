"""How tense are two rival poles, and how does it pass?

Tension X is in [0, 1].  Left alone it closes on a base, half the way in a half-life.  A grave event adds an
impulse i > 0, which takes a part of what is missing to 1; detente is an impulse i < 0, which takes a part of
what is there:

    X <- X + i (1 - X)   (i >= 0),      X <- X (1 + i)   (i < 0)

so that tension stays in [0, 1] whatever comes.  Source: this project's own (docs/discussion/model.md); base
and half-life are hardly informed by the record.
"""

from presidium.kernel import kernel

#: The impulse of a grave crisis.
GRAVE_CRISIS = 0.7


@kernel
def tension_left(tension: float, months: float, tension_base: float, tension_half_life: float) -> float:
    """Tension after so many quiet months; `tension_half_life` in months.

    >>> tension_left(0.75, 12.0, 0.25, 12.0)
    0.5
    """
    return tension_base + (tension - tension_base) * 2.0 ** (-months / tension_half_life)


@kernel
def tension_after(tension: float, impulse: float) -> float:
    """Tension after an event with an impulse in [-1, 1]; below 0 it is detente.

    >>> tension_after(0.5, 0.5), tension_after(0.5, -0.5), tension_after(1.0, GRAVE_CRISIS)
    (0.75, 0.25, 1.0)
    """
    if impulse >= 0.0:
        return tension + impulse * (1.0 - tension)
    return tension * (1.0 + impulse)
