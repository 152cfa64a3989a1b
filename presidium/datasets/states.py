"""Which states were there, how rich, how large, how free?

Years of states, for what is known of a state before a forecast.  All were coded in retrospect.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from presidium.datasets.source import sources

if TYPE_CHECKING:
    import pandas


def states(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Independent states 1816-2020 (Gleditsch and Ward): one row a state.

    Columns:

        gwcode, gw_abb, gw_name   number, letters, name
        microstate                1 for one of fewer than 250,000 people
        start, end                first and last day of independence

    First rows:

        gwcode                  gw_name  microstate      start        end
             2 United States of America           0 1816-01-01 2020-12-31
            20                   Canada           0 1867-07-01 2020-12-31

    Known errors: An end of 2020-12-31 says that the state is still there.
    Source: Gleditsch and Ward 1999, International Interactions 25(4); no open licence: free for research,
    cite the authors. The file may be had from: github svmiller/isard at 46944ad.
    Errors: see `Source.read`.
    """
    return sources()["states"].read(folder, pinned=pinned)


def democracy(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Scores of democracy 1900-2025: one row a year of a state.

    Columns:

        gwcode, year           state (Gleditsch-Ward), year
        v2x_polyarchy          V-Dem's electoral democracy, 0 to 1
        polity2                -10 to 10
        euds, aeuds            extended Unified Democracy Scores

    First rows:

        gwcode  year  polity2  v2x_polyarchy
             2  1900        9          0.419
             2  1901        9          0.421

    Known errors: Coded in retrospect: what was known at the time may have been otherwise.
    Source: Marquez, extended Unified Democracy Scores; Marshall, Polity; Coppedge and others, V-Dem; no
    open licence: free for research, cite the authors. The file may be had from: github svmiller/isard at
    46944ad.
    Errors: see `Source.read`.
    """
    return sources()["democracy"].read(folder, pinned=pinned)


def vdem(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Two scores of V-Dem 1900-2024: one row a year of a state.

    Columns:

        vdem_country_name, country_id, GWn, cown   state in several numberings
        v2x_polyarchy, v2x_libdem                  electoral and liberal democracy, 0 to 1

    First rows:

        vdem_country_name  year  v2x_polyarchy  v2x_libdem
                   Mexico  1900          0.124       0.058
                   Mexico  1901          0.108       0.056

    Known errors: Coded in retrospect: what was known at the time may have been otherwise.
    Source: Coppedge and others, V-Dem; no open licence: free for research, cite the authors. The file may
    be had from: github xmarquez/democracyData, data/vdem_simple.rda at 29ea0a2.
    Errors: see `Source.read`.
    """
    return sources()["vdem"].read(folder, pinned=pinned)


def gdp_population(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Income and population 1900-2019: one row a year of a state.

    Columns:

        gwcode, year           state (Gleditsch-Ward), year
        mrgdppc                gross domestic product a head, dollars
        pwtrgdp, pwtpop        product in millions of dollars, population in millions
        sd_...                 standard deviations of the estimates

    First rows:

        gwcode  year     mrgdppc    pwtpop
             2  1900 7480.678449 76.367220
             2  1901 7769.464216 77.656574

    Known errors: Estimates of a latent variable: sd_ columns are standard deviations. mrgdppc is dollars
    a head, not their logarithm; pwtpop is in millions.
    Source: Fariss, Anders, Markowitz and Barnum 2022, Journal of Conflict Resolution 66(3); no open
    licence: free for research, cite the authors. The file may be had from: github svmiller/isard at
    46944ad.
    Errors: see `Source.read`.
    """
    return sources()["gdp_population"].read(folder, pinned=pinned)


def infant_mortality(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Infant mortality 1960-2019 (World Bank): one row a year of a state.

    Columns:

        gwcode, year           state (Gleditsch-Ward), year
        infmort                deaths in the first year per 1,000 births
        infmort_yearadj        the same, standardised within the year
        infmort_imputed        filled in

    First rows:

        gwcode  year  infmort  infmort_imputed
             2  1960     25.9            False
             2  1961     25.9            False

    Known errors: infmort_imputed tells which values were filled in.
    Source: World Bank, World Development Indicators; gaps filled by Beger; no open licence: free for
    research, cite the authors. The file may be had from: github andybega/forecaster2 at d22e1a7.
    Errors: see `Source.read`.
    """
    return sources()["infant_mortality"].read(folder, pinned=pinned)


def ethnic_power(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """Ethnic groups and power 1946-2019 (EPR): one row a year of a state.

    Columns:

        gwcode, year           state (Gleditsch-Ward), year
        groups, elf            number of groups; fractionalisation
        excluded_groups_pop    share of the population in groups without a part in power
        ..._shift, ..._diff    changes against the year before

    First rows:

        gwcode  year  groups  excluded_groups_pop
             2  1946       6               0.1318
             2  1947       6               0.1318

    Known errors: Summed to states by Beger from the groups of EPR.
    Source: Vogt and others 2015, Journal of Conflict Resolution 59(7); no open licence: free for
    research, cite the authors. The file may be had from: github andybega/forecaster2 at d22e1a7.
    Errors: see `Source.read`.
    """
    return sources()["ethnic_power"].read(folder, pinned=pinned)


def reign_country_years(folder: Path | None = None, *, pinned: bool = True) -> "pandas.DataFrame":
    """What REIGN knew of a state at the year's end 1950-2019: one row a year of a state.

    Columns:

        gwcode, year           state (Gleditsch-Ward), year
        age, male, militarycareer, elected, tenure_months   of the leader at the year's end
        government             REIGN's kind of regime
        ..._ant, ..._recent    elections ahead, and behind (within six months)
        lastelection, loss, irregular   logarithms of months since
        prev_conflict          1 after a conflict in the years before

    First rows:

        gwcode  year  age  tenure_months             government
             2  1950   66             69 Presidential Democracy
             2  1951   67             81 Presidential Democracy

    Known errors: A row is the state of the year's end: lag it by one year before it forecasts anything
    (1964 already has Brezhnev).
    Source: Bell, Besaw and Frank 2021, REIGN; features as used by Beger 2020; no open licence: free for
    research, cite the authors. The file may be had from: github andybega/forecaster2,
    make-data/input/reign-cy.csv at d22e1a7.
    Errors: see `Source.read`.
    """
    return sources()["reign_country_years"].read(folder, pinned=pinned)
