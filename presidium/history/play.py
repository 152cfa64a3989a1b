"""How does one month follow another?

    mortality -> shocks and decisions -> blame and attitudes -> world (leaders abroad, blocs, clients, crises)
              -> reshuffle -> plots, showdown, settlement -> appointments -> entry -> patronage and grip

Reading `month` is reading the model: each line is one mechanism, one file of that name.
"""

from typing import Any

import numpy as np

from presidium.draws import Address
from presidium.history.codes import NOBODY
from presidium.history.mechanisms.appointments import appointments
from presidium.history.mechanisms.attitudes import attitudes
from presidium.history.mechanisms.blocs import blocs
from presidium.history.mechanisms.clients import clients
from presidium.history.mechanisms.crises import crises
from presidium.history.mechanisms.denunciation import leaders_abroad
from presidium.history.mechanisms.entry import entry
from presidium.history.mechanisms.events import decisions, shocks
from presidium.history.mechanisms.mortality import mortality
from presidium.history.mechanisms.opening import opening
from presidium.history.mechanisms.patronage import patronage
from presidium.history.mechanisms.plots import plots
from presidium.history.mechanisms.reshuffle import reshuffle
from presidium.history.mechanisms.standing import reckon
from presidium.history.mechanisms.turns import quarter_of
from presidium.kernel import kernel, woven


@woven
def month(s: Any, c: Any, a: Address, t: int) -> None:
    """One month of one history."""
    s.victor = NOBODY
    s.first_claim = NOBODY
    s.had_showdown = 0
    mortality(s, c, t)
    shocks(s, c, a, t)
    decisions(s, c, a, t)
    attitudes(s, c)
    leaders_abroad(s, c, a, t)
    blocs(s, c, a, t)
    clients(s, c, a, t)
    crises(s, c, a, t)
    reckon(s, c)
    reshuffle(s, c, a, t)
    plots(s, c, a, t)
    appointments(s, c, a, t)
    entry(s, c, a, t)
    patronage(s, c)
    note_month(s, c, t)


@kernel
def note_month(s: Any, c: Any, t: int) -> None:
    """Note who holds the chief offices, leads, and is strongest as the month ends."""
    for k in range(c.chiefs):
        s.chief_holder[k, t] = max(NOBODY, s.holder[c.chief_post[k]])
    s.leader_at[t] = s.leader
    strongest = NOBODY
    for y in range(s.bureau_size_now):
        if strongest < 0 or s.strength[s.bureau[y]] > s.strength[strongest]:
            strongest = s.bureau[y]
    s.strongest_at[t] = strongest


@kernel
def write_outcome(s: Any, c: Any, row: Any) -> None:
    """Copy what counts of a finished history into its row; after the period only deaths are followed."""
    row.showdowns = s.showdowns
    row.showdowns_won = s.showdowns_won
    row.attacks_on_leader = s.attacks_on_leader
    row.attacks_on_leader_won = s.attacks_on_leader_won
    row.betrayals = s.betrayals
    row.removals = s.removals
    row.falls = s.falls
    for i in range(c.people):
        row.fell[i] = s.fell[i]
        row.fell_rank[i] = s.fell_rank[i]
        row.fate[i] = s.fate[i]
        row.cause[i] = s.cause[i]
        row.died[i] = s.dies[i] if s.dies[i] <= c.follow else -1
    for e in range(c.events):
        row.happened[e] = s.happened[e]
    for t in range(c.months):
        row.leader_at[t] = s.leader_at[t]
        row.strongest_at[t] = s.strongest_at[t]
        for k in range(c.chiefs):
            row.chief_holder[k, t] = s.chief_holder[k, t]
    write_world(s, c, row)


@kernel
def write_world(s: Any, c: Any, row: Any) -> None:
    """Copy what counts of the world outside into a history's row."""
    row.leaders_replaced = s.leaders_replaced
    for b in range(c.poles):
        for other in range(c.poles):
            row.broke_at[b, other] = s.broke_at[b, other]
    for k in range(c.clients):
        row.unrest_at[k] = s.unrest_at[k]
        row.troops_at[k] = s.troops_at[k]
    for k in range(c.crises):
        row.crisis_at[k] = s.crisis_at[k]
        row.crisis_end[k] = s.crisis_end[k]
    last = quarter_of(c, c.months - 1) - quarter_of(c, 0)
    for q in range(last + 1):
        row.tension_at[q] = s.tension_at[q]
        for x in range(c.states):
            for b in range(c.poles):
                row.share_at[q, x, b] = s.share_at[q, x, b]


@woven
def play(s: Any, flat: Any, c: Any, a: Address) -> None:
    """One history from the month that the board has reached to the last one of the case; `flat` is the same
    board seen as a row of floats.
    """
    if s.played == 0:
        opening(s, flat, c, a)
        reckon(s, c)
    for t in range(s.played, c.months):
        month(s, c, a, t)
    s.played = c.months


@kernel
def play_block(
    boards: Any, flats: Any, fresh: Any, cases: Any, rows: Any, key_low: Any, key_high: Any, first: Any
) -> None:
    """Play the histories first, first + 1, ... into `rows`, one after the other.

    `fresh` has one record with which all begin, or one for each history; `boards` one on which they are
    played in turn, or one for each, which keeps where it came to.  `cases` has one: arrays of records, not
    records, cross the door of compiled code fast.
    """
    for h in range(rows.shape[0]):
        b = h % boards.shape[0]
        boards[b] = fresh[h % fresh.shape[0]]
        history = first + np.uint64(h)
        play(boards[b], flats[b], cases[0], (key_low, key_high, history))
        rows[h].history = history
        write_outcome(boards[b], cases[0], rows[h])
