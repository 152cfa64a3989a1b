"""Does unrest break out in a client, and does the patron send troops?

Unrest begins with a monthly hazard of the client's own, raised while it is agitated.  A denunciation of the
old cult adds delta c_s to the agitation (`legitimacy.strain`), a leader's fall and unrest next door add what
the caller gives; it halves in six months:

    hazard = base + weight agitation (per month),      chance in a month = 1 - exp(-hazard)

The patron then accepts what the client does, or sends troops with chance

    P(troops) = L(5 value loss - 3 fighting - (1 - tension))

`value` of the client, `loss` (the believed chance that it is lost if left alone), `fighting` (how much of it
there would be) and `tension` with the rival pole are in [0, 1]: detente restrains.  Loss is a belief, not
the departure itself: Moscow decided on 31 October 1956, Hungary left the pact on 1 November.

    Poland 1956   value 1,  fighting .8, tension .5:   leader pledges to stay .08,   not .83
    Hungary 1956  value .8, fighting .5, tension .5:   leader does not .83,          pledges .17

The swap of the pledge turns the order round.  That is a consistency check of weights set by judgement, not
evidence.

Source: this project's own (docs/discussion/model.md): logit choice (McKelvey and Palfrey, Games and Economic
Behavior 10, 1995) over the worth of a client against the costs of keeping it.
"""

import math

from presidium.kernel import kernel
from presidium.theory.contest import logistic

#: Believed chance that a client is lost: the party holds the country and its leader pledges to stay; or not.
LOSS_WITH_PLEDGE, LOSS_WITHOUT = 0.1, 0.9
#: Months in which agitation halves.
AGITATION_HALF_LIFE = 6.0


@kernel
def believed_loss(party_holds: bool, leader_pledges: bool) -> float:
    """Chance, in the patron's eyes, that a client is lost if it is left alone.

    >>> believed_loss(True, True), believed_loss(True, False), believed_loss(False, True)
    (0.1, 0.9, 0.9)
    """
    if party_holds and leader_pledges:
        return LOSS_WITH_PLEDGE
    return LOSS_WITHOUT


@kernel
def troops_chance(
    value: float,
    loss: float,
    fighting: float,
    tension: float,
    troops_value: float,
    troops_fighting: float,
    troops_detente: float,
) -> float:
    """Chance that the patron sends troops; the first four in [0, 1], the weights in log odds.

    >>> round(troops_chance(1.0, LOSS_WITH_PLEDGE, 0.8, 0.5, 5.0, 3.0, 1.0), 2)         # Poland
    0.08
    >>> round(troops_chance(0.8, LOSS_WITHOUT, 0.5, 0.5, 5.0, 3.0, 1.0), 2)             # Hungary
    0.83
    """
    restraint = troops_fighting * fighting + troops_detente * (1.0 - tension)
    return logistic(troops_value * value * loss - restraint)


@kernel
def next_agitation(agitation: float, months: float, added: float) -> float:
    """Agitation of a client after so many months in which `added` came new; it halves in six months.

    >>> next_agitation(0.5, 6.0, 0.25)
    0.5
    """
    return agitation * 2.0 ** (-months / AGITATION_HALF_LIFE) + added


@kernel
def unrest_hazard(base: float, agitation: float, weight: float) -> float:
    """Hazard of unrest per month; `base` is the client's own, `weight` what an agitation of 1 adds to it.

    >>> unrest_hazard(0.25, 0.5, 1.0)
    0.75
    """
    return max(0.0, base + weight * agitation)


@kernel
def unrest_chance(hazard: float, months: float) -> float:
    """Chance that unrest begins within so many months of an even hazard.

    >>> round(unrest_chance(math.log(2.0), 1.0), 4), unrest_chance(0.0, 3.0)
    (0.5, 0.0)
    """
    return -math.expm1(-hazard * months)
