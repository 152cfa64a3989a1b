"""With which numbers does a history begin?

Ranges and rival claims are drawn once, straight into the board; ties get the noise that stands for our
ignorance; each person's day of death and the end of each client's debt are settled, as nothing that happens
will move them.
"""

import math
from typing import Any

from presidium.draws import OPENING_MONTH, Address, normal, slot, uniform
from presidium.history.codes import CLIENT_END, LIFETIME, NEVER, TIE_NOISE
from presidium.history.mechanisms.blocs import open_world
from presidium.kernel import kernel
from presidium.theory.mortality import years_to_live

_RIVAL, _WITHIN = 0, 1


@kernel
def draw_numbers(flat: Any, c: Any, a: Address) -> None:
    """Draw every number given as a range or as rival claims into the board, seen as a row of floats.

    Which number it is, not how many came before it, decides the address: mechanism (the kind of number) and
    slot.
    """
    for q in range(c.draws):
        mechanism = c.draw_mechanism[q]
        place = c.draw_slot[q]
        r = 0
        if c.draw_rivals[q] > 1:
            rival = uniform(a, OPENING_MONTH, mechanism, place * 2 + _RIVAL)
            while r < c.draw_rivals[q] - 1 and rival >= c.draw_cut[q, r]:
                r += 1
        low = c.draw_low[q, r]
        high = c.draw_high[q, r]
        flat[c.draw_offset[q]] = low + (high - low) * uniform(
            a, OPENING_MONTH, mechanism, place * 2 + _WITHIN
        )


@kernel
def blur_ties(s: Any, c: Any, a: Address) -> None:
    """Add to every tie the noise of what nobody recorded; ties stay in [-1, 1]."""
    if s.tie_noise_sd <= 0.0:
        return
    for i in range(c.people):
        for j in range(c.people):
            if i != j:
                noisy = s.tie[i, j] + s.tie_noise_sd * normal(a, OPENING_MONTH, TIE_NOISE, slot(i, j, 0))
                s.tie[i, j] = min(max(noisy, -1.0), 1.0)


@kernel
def settle_lifetimes(s: Any, c: Any, a: Address) -> None:
    """Draw each person's month of natural death (or take the recorded one), and the month his debt to a
    patron ends.
    """
    for i in range(c.people):
        s.dies[i] = c.recorded_death[i]
        if c.death_drawn[i] == 1:
            years = years_to_live(
                c.age[i],
                uniform(a, OPENING_MONTH, LIFETIME, slot(i, 0, 0)),
                s.mortality_intercept,
                s.mortality_slope,
            )
            s.dies[i] = min(int(12.0 * years), NEVER)
        months = (
            -math.log1p(-uniform(a, OPENING_MONTH, CLIENT_END, slot(i, 0, 0)))
            * s.client_half_life
            / math.log(2.0)
        )
        s.patron_until[i] = min(int(months) + 1, NEVER)


@kernel
def rescale_domains(s: Any, c: Any) -> None:
    """Make the weights of the domains add up to 1."""
    weights = 0.0
    for d in range(c.domains):
        weights += s.domain_weight[d]
    for d in range(c.domains):
        s.domain_weight[d] /= weights


@kernel
def opening(s: Any, flat: Any, c: Any, a: Address) -> None:
    """Everything that is settled before the first month."""
    draw_numbers(flat, c, a)
    rescale_domains(s, c)
    s.harshness = s.harshness_start
    blur_ties(s, c, a)
    settle_lifetimes(s, c, a)
    open_world(s, c)
