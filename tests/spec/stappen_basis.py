# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What is there before something happens: the day, toewijzingen, the contract, who uses noaber."""

from __future__ import annotations

from datetime import date

from pytest_bdd import given, parsers

from noaber.contracten import operations as contracten
from noaber.contracten.types import Product, Tarief
from noaber.kernel.period import Period
from noaber.kernel.wet import Wet
from noaber.partijen import operations as partijen
from tests.flows.wereld import B1, G1, P1, PRODUCTS
from tests.spec import lezen
from tests.spec.lezen import DAG, EENHEDEN, dag
from tests.spec.wereld import CLIENTEN, PARTIJEN, Bekend, Wereld

WETTEN = {"Wmo": Wet.WMO, "Jeugdwet": Wet.JW}


@given(parsers.re(rf"het is (?P<op>{DAG})"))
def op_die_dag(wereld: Wereld, op: str) -> None:
    wereld.op(dag(op))


@given(parsers.re("het gaat om de (?P<wet>Wmo|Jeugdwet)"))
def gaat_om_wet(wereld: Wereld, wet: str) -> None:
    wereld.wet = WETTEN[wet]


T1 = Bekend(1, B1, P1, Wet.WMO, lezen.product(PRODUCTS[Wet.WMO][0][1]))


@given("toewijzing T1")
def t1(wereld: Wereld) -> None:
    """The base of all scenarios: 3 hours a week in the first half of 2026."""
    if "T1" not in wereld.toewijzingen:  # a scenario that begins with it finds it there
        wijs_t1_toe(wereld)


def wijs_t1_toe(wereld: Wereld) -> None:
    wereld.wijs_toe(
        {
            "toewijzing": "T1",
            "product": PRODUCTS[wereld.wet][0][1],
            "omvang": "3 uur per week",
            "van": "01-01-2026",
            "tot en met": "30-06-2026",
        }
    )
    if wereld.wet is Wet.WMO:
        assert wereld.toewijzingen["T1"] == T1


@given("deze toewijzingen")
def toewijzingen(wereld: Wereld, datatable: list[list[str]]) -> None:
    rows = lezen.rijen(
        datatable,
        "toewijzing",
        "cliënt",
        "aanbieder",
        "gemeente",
        "wet",
        "product",
        "omvang",
        "budget",
        "van",
        "tot en met",
        "besloten",
    )
    for row in rows:
        wereld.wijs_toe(row, WETTEN[row["wet"]] if row.get("wet") else None)


@given("het contract met P1 kent ook")
def contract(wereld: Wereld, datatable: list[list[str]]) -> None:
    """More products; "taakgericht" instead of a tarief is a product bought as a task."""
    for row in lezen.rijen(datatable, "product", "eenheid", "tarief"):
        _neem_op(wereld, row["product"], row["eenheid"], row["tarief"])


def _neem_op(wereld: Wereld, code: str, eenheid: str, tarief: str) -> None:
    is_taakgericht = tarief == "taakgericht"
    viewer = wereld.world.viewer
    contracten.register_product(
        product=Product(
            gemeente=G1,
            wet=wereld.wet,
            categorie=code[:2],
            code=code,
            naam=f"Product {code}",
            is_taakgericht=is_taakgericht,
        ),
        viewer=viewer,
    )
    if is_taakgericht:
        return
    contracten.register_tarief(
        gemeente=G1,
        wet=wereld.wet,
        tarief=Tarief(
            overeenkomst=f"{wereld.wet}-{P1}",
            categorie=code[:2],
            code=code,
            eenheid=EENHEDEN[eenheid],
            bedrag_cents=None if tarief == "geen" else lezen.centen(tarief),
            geldig=Period(date(2020, 1, 1), None),
        ),
        viewer=viewer,
        at=wereld.world.at,
    )


@given(parsers.re(r"(?P<naam>P\d) werkt ook met noaber"))
def eigen_boeken(wereld: Wereld, naam: str) -> None:
    """From here on all post between G1 and this aanbieder goes through noaber on both sides."""
    partijen.register_administratie(
        code=PARTIJEN[naam], naam=naam, in_envelop=False, viewer=wereld.world.viewer
    )


@given(
    parsers.re(r"gemeente (?P<oud>\d{4}) is met haar contract voor (?P<code>\w{5}) opgegaan in G1")
)
def herindeling(wereld: Wereld, oud: str, code: str) -> None:
    viewer = wereld.world.viewer
    partijen.register_oude_code(code=oud, administratie=wereld.world.administratie(), viewer=viewer)
    contracten.register_product(
        product=Product(
            gemeente=oud, wet=wereld.wet, categorie=code[:2], code=code, naam=f"Product {code}"
        ),
        viewer=viewer,
    )


@given(parsers.re(rf"(?P<client>B\d) is geboren op (?P<op>{DAG})"))
def geboren(wereld: Wereld, client: str, op: str) -> None:
    persoon_id = wereld.persoon(CLIENTEN[client])
    assert persoon_id is not None
    from dataclasses import replace  # noqa: PLC0415

    from noaber.partijen import queries  # noqa: PLC0415

    known = queries.get_persoon(persoon_id, on=wereld.vandaag, viewer=wereld.world.viewer)
    partijen.register_persoon(
        administratie=wereld.world.administratie(),
        persoon=replace(known, geboortedatum=dag(op)),
    )
