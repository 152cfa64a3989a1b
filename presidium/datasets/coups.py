"""Which attempts to take power by force or by intrigue are on record?

Three public lists that differ in what they call a coup.  Powell and Thyne want soldiers or other elites who
act openly; Colpus has 24 without soldiers; the Cline list is the widest and marks palace coups.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from presidium.datasets.source import sources

if TYPE_CHECKING:
    import pandas


def powell_thyne(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Coup attempts 1950-2020 (Powell and Thyne): one row an attempt.

    Columns:

        ccode, country         state: Correlates-of-War number, name
        year, month, day       when it came into the open
        coup                   1 failed, 2 successful (seven days or longer)
        ccode_polity, version  number in Polity; version of the list

    First rows:

        country  ccode  year  month  day  coup
           Cuba     40  1952      3   10     2
           Cuba     40  1957      9    5     1

    Known errors: ccode_gw is empty throughout; ccode is of Correlates of War. The versions differ:
    V2019.04.22 has Sudan 1955, and neither Congo 1968 nor Syria 1968 as here. No palace removal: neither
    June 1953 nor 1957 nor 1964 is in it.
    Source: Powell and Thyne 2011, Journal of Peace Research 48(2), version V2023.09.08; no open licence:
    free for research, cite the authors. The file may be had from: github reddylee/PhD-Coup-Survival,
    data/powell_thyne_coups_final.txt at c60047a (cut at 2020-12-31).
    Errors: see `Source.read`.
    """
    return sources()["powell_thyne"].read(folder, pinned=pinned)


def colpus(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Coup attempts 1946-2020 (Colpus 1.1): one row an attempt.

    Columns:

        ccode, statenme, date  state (Correlates of War) and day
        success                1 yes, 2 no
        milcoup, nonmilcoup    as text; 1 for the 24 party and palace coups without soldiers
        type2                  CH changes the regime, SH reshuffles the leaders
        gwf_casename           the regime; srofficial, jrofficer: ranks; relative, sameeth: who led it

    First rows:

                  id       date  success type2  nonmilcoup
        40-1952-3-10 1952-03-10        1    CH           0
         40-1957-9-5 1957-09-05        2    CH           0

    Known errors: success is 1 for yes and 2 for no. milcoup is a text, nonmilcoup 0 or 1.
    Source: Chin, Carter and Wright 2021, International Studies Quarterly 65(4), version 1.1; no open
    licence: free for research, cite the authors. The file may be had from: github
    LucieLuS/PCAP-protest-coup, datasets/Colpus_Master_Coup List_all countries_basic.xlsx at 759b0fa (cut
    at 2020-12-31).
    Errors: see `Source.read`.
    """
    return sources()["colpus"].read(folder, pinned=pinned)


def cline(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Coups, attempts and conspiracies 1945-2020 (Cline Center 2.1.2): one row an event.

    Columns:

        cowcode, country       state (Correlates of War); year, month, day
        event_type             coup, attempted, conspiracy
        military ... other     flags of who acted; palace: members of the government
        noharm ... exile       flags of what became of the one attacked

    First rows:

            coup_id     country  year event_type  palace
        70003101963 Afghanistan  1963       coup       0
        70007171973 Afghanistan  1973       coup       0

    Known errors: Broad: the victory of 1949 in China and the rising of 1953 in the GDR are listed.
    coup_id may begin with a nought, so it is text.
    Source: Peyton, Bajjalieh, Shalmon, Martin and Bonaguro, Cline Center Coup d'Etat Project, version
    2.1.2; no open licence: free for research, cite the authors. The file may be had from: github
    sjwan01/coups, data/raw/Coup data 2.1.2.csv at c25865c (cut at 2020-12-31).
    Errors: see `Source.read`.
    """
    return sources()["cline"].read(folder, pinned=pinned)
