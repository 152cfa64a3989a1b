"""What does a denunciation of the old cult do to those who live by it?

The leader of a pole denounces his predecessor's cult with strength delta in [0, 1].  The pole's orthodoxy
falls by delta; an ally whose own authority rests on that cult (orthodoxy c_s near 1) is then further from it
than before, and a rival pole that kept the cult is nearer (`alignment.py` does the rest).

    o_b <- max(0, o_b - delta),     distance = |o_b - c_s|,
    within a year an ally under reach replaces its leader with chance delta c_s; beyond reach he stays;
    after a further denunciation within the year, with what is left of that chance and the new one together

An ally is under reach from h = .5.  The successor's orthodoxy is the pole's.  How many leaders fall can be
said beforehand; who, hardly: report the count.

Source: this project's own (docs/discussion/model.md), after the theory of a shock to legitimacy in allied
regimes; the strengths of 1956 and 1961 (parameters `denunciation_1956`, `denunciation_1961`) are not
identified by the record.
"""

from presidium.kernel import kernel

#: Reach from which a patron can have a leader replaced.
UNDER_REACH = 0.5


@kernel
def lowered(pole_orthodoxy: float, denunciation: float) -> float:
    """A pole's orthodoxy after it has denounced the old cult; both in [0, 1].

    >>> lowered(1.0, 0.5), lowered(0.25, 0.5)
    (0.5, 0.0)
    """
    return max(0.0, pole_orthodoxy - denunciation)


@kernel
def distance(pole_orthodoxy: float, own_orthodoxy: float) -> float:
    """How far an ally is from a pole in doctrine, in [0, 1].

    >>> distance(0.5, 0.875)
    0.375
    """
    return abs(pole_orthodoxy - own_orthodoxy)


@kernel
def strain(denunciation: float, own_orthodoxy: float) -> float:
    """delta c_s in [0, 1]: how much of its leader's authority an ally loses by a denunciation elsewhere.

    The same number is the chance that he falls within a year, where the patron can reach him, and what the
    denunciation adds to the agitation of a client (`intervention.py`).

    >>> strain(0.5, 0.5)
    0.25
    """
    return min(max(denunciation * own_orthodoxy, 0.0), 1.0)


@kernel
def replacement_chance(denunciation: float, own_orthodoxy: float, reach: float) -> float:
    """Chance that an ally replaces its leader within a year of the denunciation; 0 beyond reach.

    >>> replacement_chance(0.5, 0.5, 1.0), replacement_chance(0.5, 0.5, 0.25)
    (0.25, 0.0)
    """
    if reach < UNDER_REACH:
        return 0.0
    return strain(denunciation, own_orthodoxy)


@kernel
def chance_within(chance_in_a_year: float, months: float) -> float:
    """Chance within so many months of what happens within a year with a given chance, at an even hazard.

    >>> chance_within(0.75, 6.0), chance_within(0.75, 12.0)
    (0.5, 0.75)
    """
    if chance_in_a_year >= 1.0:
        return 1.0
    return 1.0 - (1.0 - chance_in_a_year) ** (months / 12.0)


@kernel
def strained_anew(chance_in_a_year: float, months_left: float, added: float) -> float:
    """Chance to fall within a year of a further denunciation, where that of an earlier one has months left.

    What is left of the earlier chance and the new one are added, to 1 at most, as `strain` adds what is
    denounced: said in two halves on one day, a speech does what it does said at once.

    >>> strained_anew(0.75, 6.0, 0.25), strained_anew(0.75, 0.0, 0.25), strained_anew(0.75, 12.0, 0.5)
    (0.75, 0.25, 1.0)
    """
    return min(1.0, chance_within(chance_in_a_year, months_left) + added)
