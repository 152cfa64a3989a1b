"""Who held power, from when to when, and how did he lose it?

Three public lists of leaders.  Archigos says how a leader came and went and what became of him, to 2015;
REIGN has dates only, to 2020; Svolik has the autocrats of 1946-2008 with raw kinds of exit.  None sees who
is pushed out in a bureau's vote and called retired.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from presidium.datasets.source import sources

if TYPE_CHECKING:
    import pandas


def archigos(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Leaders in office (Archigos 4.1): one row a spell.

    Columns:

        obsid                  id of the spell; leadid of the person
        ccode, idacr           state: Gleditsch-Ward number, letters
        startdate, enddate     first and last day in office
        entry                  Regular, Irregular, Foreign Imposition, Unknown
        exit                   Regular, Irregular, Natural Death, Retired Due to Ill Health, Foreign,
                               Suicide, Unknown, Still in Office (at the end of 2015)
        exitcode               who removed him: military, rebels, other government actors, protest, ...
        posttenurefate         OK, Exile, Imprisonment, Death, Suicide, or why it is missing
        prevtimesinoffice      how often before; gender M, F; yrborn, yrdied, borndate, deathdate
        num.entry ... ftcur    the same as codes; fties family ties, ftcur their number

    First rows:

           obsid leader  startdate    enddate    exit
        USA-1869  Grant 1869-03-04 1877-03-04 Regular
        USA-1877  Hayes 1877-03-04 1881-03-04 Regular

    Known errors: Exit is Natural Death in rows whose death date says otherwise (Gierek, Lenin, Menelik
    II, Salazar, Yen Chia-kan; Kaczynski's day and month are exchanged); in seven others no death is
    recorded, Salman (SAU-2015) was alive and in office. Palace removals are coded Regular: Malenkov 1953,
    Khrushchev 1964, Ulbricht 1971, Hua 1980, Kadar 1988. posttenurefate is the fate in the year after the
    exit, not the last one (Nagy, executed in 1958, is Imprisonment). ccode is the number of Gleditsch and
    Ward, not of Correlates of War. One borndate is no date (1960-04-1970), so the column stays text.
    State 815 is written VIE once and VNM otherwise: count states by ccode.
    Source: Goemans, Gleditsch and Chiozza 2009, Journal of Peace Research 46(2), version 4.1; no open
    licence: free for research, cite the authors. The file may be had from: github
    reddylee/PhD-Coup-Survival, data/Archigos.txt at c60047a.
    Errors: see `Source.read`.
    """
    return sources()["archigos"].read(folder, pinned=pinned)


def reign_leaders(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Leaders in office (REIGN): one row a spell.

    Columns:

        ccode, stateabb        state: Correlates-of-War number, letters
        leadid, leader         id and name
        sdate, smonth, syear   day, month, year of the start
        emonth, eyear          month of the end; missing: in office on 2020-12-31
        birthyear, gender, militarycareer   missing where unknown
        l_month, l_year        the last election before

    First rows:

        ccode     leader  sdate  smonth  syear  emonth  eyear
            2     Truman     12       4   1945       1   1953
            2 Eisenhower     20       1   1953       1   1961

    Known errors: No exit type. An end is a month, blank where the spell goes on after 2020. 90 of 1,855
    spells that are in Archigos too end in another year there.
    Source: Bell, Besaw and Frank 2021, REIGN; no open licence: free for research, cite the authors. The
    file may be had from: github OEFDataScience/REIGN.github.io, data_sets/leaderlist_3_21.csv at d7a8a6f
    (cut at 2020-12-31).
    Errors: see `Source.read`.
    """
    return sources()["reign_leaders"].read(folder, pinned=pinned)


def svolik(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Autocrats 1946-2008 (Svolik 2012): one row a spell, the ten doubled rows once.

    Columns:

        GWn, country_name      state: Gleditsch-Ward number, name
        startdate, enddate     first and last day in office
        entry, exit            raw kinds: coup, consensus, natural, resignation, revolt, ...
        entry_summary, exit_summary   Regular, Irregular
        pol_aff, inst_aff_1..3 whom he came from; milentry, ventry: with soldiers, by violence

    First rows:

        GWn                leader  startdate    enddate    exit exit_summary
        700     Mahmud Khan Ghazi 1946-05-14 1953-09-07 natural      Regular
        700 Sardar Mohammad Daoud 1953-09-07 1963-03-10    coup    Irregular

    Known errors: Ten rows are exact doubles; the loader drops them. exit_summary says Regular where exit
    says coup (Khrushchev 1964).
    Source: Svolik 2012, The Politics of Authoritarian Rule; no open licence: free for research, cite the
    authors. The file may be had from: github xmarquez/AuthoritarianismBook, data/svolik_leader.rda at
    5171622 (26 of 39 columns).
    Errors: see `Source.read`.
    """
    spells = sources()["svolik"].read(folder, pinned=pinned)
    return spells.drop_duplicates(ignore_index=True)


def contradicted_deaths(spells: "pandas.DataFrame") -> "pandas.DataFrame":
    """Rows of Archigos that end in a natural death which the death date, or its absence, contradicts.

    A death more than 31 days from the last day in office contradicts it; where only the year of death is
    known, a whole year that far away does.  Columns: obsid, leader, enddate, died (a day, or a year, as
    text), why: `died at another time` or `no death recorded`.

    Gierek left office in September 1980 and died in 2001; Salazar lived for two more years.
    """
    import pandas as pd

    deaths = spells[spells["exit"] == "Natural Death"]
    ended, died = deaths["enddate"], deaths["deathdate"]
    year = deaths["yrdied"].where(died.isna()).astype("str")
    first = pd.to_datetime(year + "-01-01", errors="coerce").fillna(died)
    last = pd.to_datetime(year + "-12-31", errors="coerce").fillna(died)
    month = pd.Timedelta(days=31)
    elsewhere = (first - ended > month) | (ended - last > month)
    told = pd.DataFrame(
        {
            "obsid": deaths["obsid"],
            "leader": deaths["leader"],
            "enddate": ended,
            "died": died.dt.strftime("%Y-%m-%d").fillna(year),
            "why": first.isna().map({True: "no death recorded", False: "died at another time"}),
        }
    )
    return told[elsewhere | first.isna()].reset_index(drop=True)
