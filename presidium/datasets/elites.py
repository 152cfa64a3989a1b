"""Who left a ruling body, and was he purged?

The best public record below the leader: members of juntas, politburos and inner cabinets.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from presidium.datasets.source import sources

if TYPE_CHECKING:
    import pandas


def elite_exits(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Exits from 16 ruling bodies (Goldring and Matthews): one row an exit.

    Columns:

        cowcode, state, reg_rulinst   state (Correlates of War) and body
        start, end             of the body
        fullname, exitdate, exittenure, exitage   who, when, after how many years, at what age
        firstgen, milsec, female      of the first generation; soldier or policeman; woman
        logit_purge            1 purged
        ml_purge               0 not purged, 1 purged and left alone, 2 exiled, 3 executed, 4 jailed
        birthday, departure_date      days since 1960-01-01

    First rows:

              state               fullname   exitdate  logit_purge  ml_purge
        Afghanistan       Abdullah, Sayyid 1978-04-27            0         0
        Afghanistan Abdullah, Sayyid Wahid 1978-04-27            0         0

    Known errors: No entry dates: exit less exittenure years. A narrow notion of a purge: the 22 exits
    from the Presidium on 1953-03-06, Bukharin, Rykov and Tomsky 1929-30, Khrushchev 1964 and Shehu 1981
    are not purged. birthday and departure_date are days since 1960-01-01.
    Source: Goldring and Matthews, British Journal of Political Science, To Purge or Not to Purge?; no
    open licence: free for research, cite the authors. The file may be had from: github
    edwardgoldring/2PNP at 6dac87b.
    Errors: see `Source.read`.
    """
    return sources()["elite_exits"].read(folder, pinned=pinned)


def elite_years(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Years of members of 25 ruling bodies 1948-2000 (Goldring and Matthews): one row a year.

    Columns:

        fullname, elite_year, cowcode, state, reg_rulinst   who, when, where, in which body
        enterdate, exitdate, exittype, elite_time           entry, exit, its kind, years so far
        purge, purge_permissive                             1 purged in the year, narrowly and widely
        keycoupplotter, milsec, leader_tenure, num_elites, gdppc, population, latent_personalism, ...

    First rows:

                fullname  elite_year state                  exittype  purge
        Valville, Adrien        1957 Haiti Ruling institution change      0
            Zamor, Émile        1957 Haiti Ruling institution change      0

    Known errors: A quarter of the covariates are missing.
    Source: Goldring and Matthews 2023, Journal of Conflict Resolution, Brothers in Arms No Longer; no
    open licence: free for research, cite the authors. The file may be had from: github
    edwardgoldring/BIANL at f9b8568.
    Errors: see `Source.read`.
    """
    return sources()["elite_years"].read(folder, pinned=pinned)
