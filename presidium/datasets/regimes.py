"""How was a state ruled in a year, and when did it vote?

Kinds of autocracy by Geddes, Wright and Frantz for 1946-2010, their continuation by REIGN to 2020, and the
elections of REIGN.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from presidium.datasets.source import sources

if TYPE_CHECKING:
    import pandas


def reign_regimes(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Regimes to 2020 (REIGN, with the types of Geddes, Wright and Frantz): one row a spell.

    Columns:

        cowcode, gwf_country, gwf_casename   state (Correlates of War) and regime
        gwf_startdate, gwf_enddate           first and last day
        gwf_regimetype                       party-based, military, personal, monarchy, presidential, ...

    First rows:

        gwf_country gwf_startdate gwf_enddate gwf_regimetype
                USA    1789-03-04  2020-12-31   presidential
             Canada    1931-12-11  2020-12-31  parliamentary

    Known errors: San Marino's regime begins long before 1677, where timestamps of nanoseconds begin. What
    was in force at the cut ends on 2020-12-31.
    Source: Bell, Besaw and Frank 2021, REIGN; types after Geddes, Wright and Frantz; no open licence:
    free for research, cite the authors. The file may be had from: github OEFDataScience/REIGN.github.io,
    data_sets/regime_list.csv at d7a8a6f (cut at 2020-12-31).
    Errors: see `Source.read`.
    """
    return sources()["reign_regimes"].read(folder, pinned=pinned)


def reign_elections(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """What happened about elections 1915-2027 (REIGN): one row an event.

    Columns:

        ccode, country, electionnumber       state (Correlates of War) and election
        elec_year, elec_month, elec_day      when; the day is often missing
        sequence, event                      order and kind: Announced, Vote, Delayed, ...
        type                                 L legislature, X executive, R referendum
        direct, regular, victory, change, runoff   Y, N

    First rows:

            country  elec_year  elec_month       event type
        Afghanistan       1987          11   Announced    L
        Afghanistan       1988           4 Vote, Early    L

    Known errors: Votes that were only scheduled are in it, to 2027. One event has several labels
    (Deadline Met; Deadline, Met). electionnumber is -1 in some rows.
    Source: Bell, Besaw and Frank 2021, REIGN; no open licence: free for research, cite the authors. The
    file may be had from: github OEFDataScience/REIGN.github.io, data_sets/electionlist_3_21.csv at
    d7a8a6f.
    Errors: see `Source.read`.
    """
    return sources()["reign_elections"].read(folder, pinned=pinned)


def gwf_regimes(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """States and how they were ruled 1946-2010 (Geddes, Wright and Frantz 1.2): one row a year.

    Columns:

        cowcode, year, gwf_casename          state (Correlates of War), year, regime
        gwf_regimetype                       kind of autocracy; missing in other years
        gwf_nonautocracy                     democracy, provisional, foreign-occupied, ... where it is none
        gwf_spell, gwf_duration, gwf_fail    length so far; 1 if the regime ends in the year
        gwf_party, gwf_military, gwf_monarchy, gwf_personal   0, 1

    First rows:

        cowcode  year gwf_casename  gwf_duration  gwf_fail
              2  1946  USA 1871-NA            75         0
              2  1947  USA 1871-NA            76         0

    Known errors: gwf_regimetype is blank where the year is no autocracy; gwf_nonautocracy then says what
    it is.
    Source: Geddes, Wright and Frantz 2014, Perspectives on Politics 12(2), version 1.2; no open licence:
    free for research, cite the authors. The file may be had from: github tliptrot/expropriation,
    Data/working_data/GWF at d18e604.
    Errors: see `Source.read`.
    """
    return sources()["gwf_regimes"].read(folder, pinned=pinned)


def gwf_dictatorships(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Autocracies 1946-2010 in 137 items (How Dictatorships Work): one row a year.

    Columns:

        cowcode, year, gwf_casename          state (Correlates of War), year, regime
        gwf_leadername, gwf_leader_duration  leader of 1 January
        gwf_fail_type, gwf_fail_violent      how the regime ended
        supportparty ... officepers          items on party, army and the leader's person
        seizure_coup ... seizure_family      how the regime came to power

    First rows:

        gwf_casename  year gwf_leadername  supportparty  seizure_coup
          Cuba 52-59  1953        Batista             0             1
          Cuba 52-59  1954        Batista             0             1

    Known errors: The leader is that of 1 January: whoever came and went within a year is absent (Malenkov
    1953).
    Source: Geddes, Wright and Frantz 2018, How Dictatorships Work; no open licence: free for research,
    cite the authors. The file may be had from: github tliptrot/expropriation, Data/working_data/GWF at
    d18e604.
    Errors: see `Source.read`.
    """
    return sources()["gwf_dictatorships"].read(folder, pinned=pinned)


def gwf_fates(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """What became of autocrats 1946-2010 (How Dictatorships Work): one row a year.

    Columns:

        cowcode, year, casename              state (Correlates of War), year, regime
        jan1leader, G_age                    leader of 1 January, his age
        post_exit_type                       in power, OK, exile, jail, death, natural death; fate_source
        post_exit_fate                       the same as a code; missing after a natural death

    First rows:

          casename  year jan1leader post_exit_type
        Cuba 52-59  1953    Batista       in power
        Cuba 52-59  1954    Batista       in power

    Known errors: The leader is that of 1 January; his fate stands in the year of his exit.
    Source: Geddes, Wright and Frantz 2018, How Dictatorships Work; no open licence: free for research,
    cite the authors. The file may be had from: github tliptrot/expropriation,
    Data/working_data/GWF/how_dictatoships_work_data/postexit-age-merge.dta at d18e604.
    Errors: see `Source.read`.
    """
    return sources()["gwf_fates"].read(folder, pinned=pinned)


def personalism(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """How far an autocracy was one man's 1946-2010 (Wright 2021): one row a year.

    Columns:

        cowcode, year          state (Correlates of War), year
        irtpers8, seirtpers8   estimate, and its standard error

    First rows:

        cowcode  year  irtpers8  seirtpers8
             40  1953  0.045204    0.418692
             40  1954  0.045204    0.418692

    Known errors: An estimate: use it with seirtpers8, its standard error.
    Source: Wright 2021, Political Science Research and Methods 9(2); no open licence: free for research,
    cite the authors. The file may be had from: github tliptrot/expropriation at d18e604.
    Errors: see `Source.read`.
    """
    return sources()["personalism"].read(folder, pinned=pinned)
