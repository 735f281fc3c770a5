# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The rules over all lines at once find what the slow reference finds, line after line."""

import re
from dataclasses import replace
from datetime import date
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from noaber.berichten.definitions import groups as g
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.classes import (
    Declaratie,
    DeclaratieAntwoord,
    DeclaratieClient,
    Prestatie,
)
from noaber.berichten.examples import base_message
from noaber.berichten.judge import Outcome, judge_bytes
from noaber.berichten.rules import all_rules
from noaber.berichten.xml.parse import parse_tree
from noaber.berichten.xml.read import to_value
from noaber.berichten.xml.write import definition_of, write
from noaber.kernel.finding import Severity
from noaber.kernel.wet import Wet
from tests.berichten.reference_323 import Broken, broken_rules, signed
from tests.berichten.test_vectors import VECTORS, rows

T = TypeVar("T")
generated = settings(derandomize=True, database=None, deadline=None, max_examples=300)
PLACE = re.compile(r"Client\[(\d+)\](?:/Prestaties/Prestatie\[(\d+)\])?")


def found_rules(data: bytes) -> set[Broken]:
    """What the judge finds, with the positions of Client and Prestatie."""
    verdict = judge_bytes(data)
    found = set()
    for entry in verdict.findings:
        if entry.severity is Severity.ERROR:
            at = PLACE.search(entry.place)
            client, line = (int(at[1]), int(at[2] or 0)) if at else (0, 0)
            found.add((entry.rule, client, line))
    assert verdict.outcome is (Outcome.REJECTED_0001 if found else Outcome.VALID)
    return found


def rules_of(number: str) -> set[str]:
    return {entry.code for entry in all_rules() if number in entry.numbers}


# ── declaraties that break rules often, but seldom all at once ───────────────────────────────────


def mostly(right: T, *others: T) -> st.SearchStrategy[T]:
    return st.sampled_from([right] * max(9, 3 * len(others)) + list(others))


def day(text: str) -> date:
    return date.fromisoformat(text)


def periodes(text: str) -> list[g.GeslotenPeriode]:
    return [periode(one) for one in text.split()]


def periode(text: str) -> g.GeslotenPeriode:
    begin, eind = text.split("..")
    return g.GeslotenPeriode(begindatum=day(begin), einddatum=day(eind))


MONTHS = periodes("""
    2026-03-01..2026-03-31 2026-02-01..2026-02-28 2024-02-01..2024-02-29 2024-02-01..2024-02-28
    2026-03-01..2026-03-30 2026-03-02..2026-03-31 2026-03-01..2026-02-28 2025-03-01..2026-03-31
    2026-02-01..2026-03-31 2026-04-01..2026-04-30 2020-12-01..2020-12-31 2021-01-01..2021-01-31
    9999-12-01..9999-12-31 0001-01-01..0001-01-31 2023-02-01..2023-02-28
""")
PERIODS = MONTHS + periodes("""
    2026-03-15..2026-03-15 2026-03-31..2026-03-01 2026-03-20..2026-04-01 2021-04-01..2021-04-01
    2021-04-01..2021-04-02 2021-04-01..2021-04-30 2021-02-01..2021-02-28 2021-03-31..2021-03-31
    2020-12-31..2021-01-01 2025-03-31..2026-03-31 2023-02-27..2023-02-27
""")
DAYS = [
    day(text) for text in ("2026-04-02", "2026-03-31", "2026-03-30", "2028-02-29", "2026-02-14")
]
BSNS = ["999900134", "999900146", "999900158", "000000000", "999900135", "123456789"]
MARCH, APRIL_2 = MONTHS[0], DAYS[0]


@st.composite
def prestaties(draw: st.DrawFn, categorieen: tuple[str, str]) -> Prestatie:
    credit = draw(mostly(False, True, True, True))
    in_euros = draw(mostly(False, True, True, True))
    bedrag = draw(mostly(1000, 0, 1, 2500, 99_999_999))
    number = draw(st.integers(0, 40))
    vorig = draw(mostly(f"OUD{number}", f"R{number}", "R1", "OUD", None)) if credit else None
    return Prestatie(
        product_referentie=g.Referentie(
            referentie_nummer=f"R{number}",
            vorig_referentie_nummer=draw(mostly(vorig, "OUD1")),
        ),
        toewijzing_nummer=draw(st.integers(1, 6)),
        product_categorie=draw(mostly(*categorieen)),
        product_code=draw(mostly("45A04", "45A05")),
        product_periode=draw(mostly(MARCH, *PERIODS)),
        geleverd_volume=draw(mostly(bedrag, 0, 1000)),
        eenheid="83" if in_euros else draw(mostly("04", "01", "82")),
        product_tarief=draw(mostly(None, 0, 5)) if in_euros else draw(mostly(5, 0, None)),
        ingediend_bedrag=g.BedragMetDC(bedrag=bedrag, debet_credit="C" if credit else "D"),
    )


@st.composite
def clienten(
    draw: st.DrawFn, wet: Wet, codes: tuple[str, ...] = ()
) -> tuple[DeclaratieClient, ...]:
    categorieen = ("02", "07") if wet is Wet.WMO else ("45", "50")
    # Now and then the same line twice, or the same lines for two clients.
    lines = draw(st.lists(prestaties(categorieen), min_size=1, max_size=5))
    pool = [lines, lines[:1] * 2, lines[1:] + lines[:1]]
    return tuple(
        DeclaratieClient(
            bsn=draw(mostly(BSNS[position], *BSNS)),
            prestaties=tuple(
                replace(line, retour_codes=codes)
                for line in draw(
                    mostly(draw(st.lists(prestaties(categorieen), min_size=1, max_size=3)), *pool)
                )
            ),
            retour_codes=codes,
        )
        for position in range(draw(st.integers(1, 3)))
    )


def total(cents: int) -> st.SearchStrategy[g.TotaalBedragMetDC]:
    right = g.TotaalBedragMetDC(totaal_bedrag=abs(cents), debet_credit="C" if cents < 0 else "D")
    return mostly(
        right,
        g.TotaalBedragMetDC(totaal_bedrag=abs(cents), debet_credit="D" if cents < 0 else "C"),
        g.TotaalBedragMetDC(totaal_bedrag=abs(cents) + 1, debet_credit=right.debet_credit),
        g.TotaalBedragMetDC(totaal_bedrag=0, debet_credit="C"),
        g.TotaalBedragMetDC(totaal_bedrag=999_999_999_999, debet_credit="C"),
    )


@st.composite
def declaraties(draw: st.DrawFn, wet: Wet) -> m.Bericht323:
    own = draw(clienten(wet))
    sent = draw(mostly(*DAYS))
    cents = sum(signed(line.ingediend_bedrag) for client in own for line in client.prestaties)
    return m.Bericht323(
        wet=wet,
        header=m.Header(
            afzender="99010048",
            ontvanger="1969",
            bericht_identificatie=g.BerichtIdentificatie(identificatie="1", dagtekening=sent),
            xsd_versie=VERSIE,
        ),
        declaratie=Declaratie(
            declaratie_nummer="D1",
            declaratie_periode=draw(mostly(MARCH, *MONTHS)),
            declaratie_dagtekening=draw(mostly(sent, *DAYS)),
            totaal_ingediend_bedrag=draw(total(cents)),
            clienten=own,
        ),
    )


@st.composite
def antwoorden(draw: st.DrawFn, wet: Wet) -> m.Bericht325:
    codes = draw(mostly(("0200",), ("8001",), ("0200", "8001"), ("9333",), ("0200", "8214")))
    own = draw(st.one_of(st.just(()), clienten(wet, ("9321",)), clienten(wet, ("9321",))))
    returned = sum(signed(line.ingediend_bedrag) for client in own for line in client.prestaties)
    granted = draw(mostly(5000, 0, -5000))
    identificatie = g.BerichtIdentificatie(identificatie="1", dagtekening=draw(mostly(*DAYS)))
    body = DeclaratieAntwoord(
        declaratie_nummer="D1",
        totaal_ingediend_bedrag=draw(total(granted + returned)),
        totaal_toegekend_bedrag=draw(total(granted)),
        clienten=own,
        retour_codes=codes,
    )
    return m.Bericht325(
        wet=wet,
        header=m.DeclaratieAntwoordHeader(
            afzender="1969",
            ontvanger="99010048",
            bericht_identificatie=identificatie,
            xsd_versie=VERSIE,
            declaratie_identificatie=identificatie,
            xsd_versie_declaratie=VERSIE,
            retour_codes=("0200",),
        ),
        declaratie_antwoord=draw(mostly(body, None)),
    )


VERSIE = g.XsdVersie(basisschema_xsd_versie="1.0.0", bericht_xsd_versie="1.0.0")


# ── the comparison ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("wet", Wet)
def test_any_declaratie_breaks_the_same_rules_at_the_same_lines(wet: Wet) -> None:
    broken: set[str] = set()
    counts: list[int] = []

    @given(declaraties(wet))
    @generated
    def check(value: m.Bericht323) -> None:
        expected = broken_rules(value)
        assert found_rules(write(value)) == expected
        broken.update(rule for rule, _, _ in expected)
        counts.append(len({rule for rule, _, _ in expected}))

    check()
    assert broken == rules_of("323"), "the declaraties do not break every rule"
    assert 0 in counts, "no declaratie was valid"


@pytest.mark.parametrize("wet", Wet)
def test_any_answer_breaks_the_same_rules_at_the_same_lines(wet: Wet) -> None:
    broken: set[str] = set()

    @given(antwoorden(wet))
    @generated
    def check(value: m.Bericht325) -> None:
        expected = broken_rules(value)
        assert found_rules(write(value)) == expected
        broken.update(rule for rule, _, _ in expected)

    check()
    assert broken == rules_of("325"), "the answers do not break every rule"


@pytest.mark.parametrize(
    "row",
    [row for row in rows() if row["message"] in ("323", "325")],
    ids=lambda row: row["file"],
)
def test_the_reference_finds_the_rules_of_the_index(row: dict[str, str]) -> None:
    data = (VECTORS / row["file"]).read_bytes()
    value = value_of(data)
    assert {rule for rule, _, _ in broken_rules(value)} == set(
        row["rules"].replace(";", " ").split()
    )


@pytest.mark.parametrize("name", ["WMO323", "JW323", "WMO325", "JW325"])
def test_the_reference_accepts_a_base_message(name: str) -> None:
    assert broken_rules(value_of(base_message(name))) == set()


def value_of(data: bytes) -> m.Bericht323 | m.Bericht325:
    definition = judge_bytes(data).definition
    assert definition is not None
    value = to_value(parse_tree(data), definition)
    assert isinstance(value, m.Bericht323 | m.Bericht325)
    assert definition_of(value) == definition
    return value
