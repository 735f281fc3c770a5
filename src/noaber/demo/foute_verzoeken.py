# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Mistakes of aanbieders in what they ask: 315 and 317."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from noaber.berichten.definitions import classes as c
from noaber.berichten.definitions import messages as m
from noaber.berichten.definitions.groups import Omvang, Product
from noaber.demo.brieven import Brief, brief_315, brief_317
from noaber.demo.stand import Client, Toewijzing
from noaber.demo.stappen import meer
from noaber.demo.verloop import stappen_van
from noaber.demo.vragen import andere_vorm, onderzoek
from noaber.demo.zoeken import GEEN_TOEWIJZING, Gemaakt, Zoeker, fout, regel

M, A = "melding", "antwoord"
ASKED = "Client/AangevraagdeProducten/AangevraagdProduct[1]"
VERZOEK = "Client/Verzoek"
CHANGED = "Client/Verzoek/TeWijzigenProducten/TeWijzigenProduct[1]"
_PER_MAAND = Omvang(volume=4, eenheid="04", frequentie="4")


# ── 315 ──────────────────────────────────────────────────────────────────────────────────────────


def _vot(
    zoeker: Zoeker, client: Client, *, referentie: str, code: str = "", omvang: Omvang = _PER_MAAND
) -> Gemaakt:
    brief = zoeker.brief(client)
    product = andere_vorm(client).product
    assert product is not None
    message = brief_315(
        brief,
        client,
        referentie,
        Product(categorie=product.categorie, code=code or product.code),
        omvang=omvang,
        periode=(zoeker.dag.volgende, None),
    )
    return Gemaakt(client, brief, message)


def _rustig(zoeker: Zoeker) -> Client | None:
    one = zoeker.met(lambda one: one.geldt_op(zoeker.gisteren))
    return None if one is None else one.client


@fout(M, regel("315-week", "315", 2, "0001", "per week zonder einddatum"))
def per_week_zonder_einde(zoeker: Zoeker) -> Gemaakt | None:
    """CD076."""
    client = _rustig(zoeker)
    per_week = Omvang(volume=4, eenheid="04", frequentie="2")
    return None if client is None else _vot(zoeker, client, referentie="FOUT", omvang=per_week)


@fout(M, regel("315-referentie", "315", 3, "9347", "referentie al eerder gebruikt", ASKED))
def referentie_opnieuw(zoeker: Zoeker) -> Gemaakt | None:
    """TR347."""
    for client in zoeker.iedereen():
        used = client.gehonoreerd + client.afgewezen
        if used and not client.gevraagd:
            return _vot(zoeker, client, referentie=used[0])
    return None


@fout(M, regel("315-product", "315", 4, "S329", "productcode die niemand kent", ASKED))
def vot_met_onbekende_code(zoeker: Zoeker) -> Gemaakt | None:
    """TR381."""
    client = _rustig(zoeker)
    return None if client is None else _vot(zoeker, client, referentie="FOUT", code="ZZ999")


def _met_open_verzoek(zoeker: Zoeker) -> Client | None:
    """A client about whose verzoek the gemeente is going to say that it looks into it."""
    for client in zoeker.iedereen():
        if client.gevraagd and onderzoek in stappen_van(client, A, zoeker.dag.n):
            return client
    return None


@fout(A, regel("315-tweede", "315", 3, "9374", "tweede verzoek terwijl er één wacht"))
def tweede_verzoek(zoeker: Zoeker) -> Gemaakt | None:
    """TR374."""
    client = _met_open_verzoek(zoeker)
    return None if client is None else _vot(zoeker, client, referentie="FOUT")


@fout(A, regel("317-tweede", "317", 3, "9374", "wijziging terwijl er een verzoek wacht"))
def tweede_verzoek_om_wijziging(zoeker: Zoeker) -> Gemaakt | None:
    """TR374."""
    client = _met_open_verzoek(zoeker)
    if client is None:
        return None
    brief = zoeker.brief(client)
    wish = c.TeWijzigenProduct(
        toewijzing_nummer=GEEN_TOEWIJZING,
        gewenste_ingangsdatum=zoeker.dag.volgende,
        omvang=_PER_MAAND,
    )
    return Gemaakt(client, brief, brief_317(brief, client.bsn, "FOUT", gewijzigd=(wish,)))


# ── 317 ──────────────────────────────────────────────────────────────────────────────────────────


def _vow(
    zoeker: Zoeker,
    past: Callable[[Toewijzing], bool],
    maak: Callable[[Brief, Toewijzing, tuple[int, ...]], m.Bericht317],
) -> Gemaakt | None:
    """A 317 about a toewijzing that runs on; ``maak`` gets the other current numbers too."""
    until = zoeker.dag.volgende + timedelta(days=31)
    one = zoeker.met(
        lambda one: (
            past(one)
            and one.geldt_op(zoeker.gisteren)
            and one.ingang != zoeker.gisteren
            and (one.eind is None or one.eind > until)
        )
    )
    if one is None:
        return None
    others = tuple(o.nummer for o in zoeker.actuele(one.client) if o is not one)
    brief = zoeker.brief(one.client)
    return Gemaakt(one.client, brief, maak(brief, one, others))


def _wijzig(
    brief: Brief,
    one: Toewijzing,
    *,
    dagen: int = 10,
    omvang: Omvang | None = None,
    budget: int | None = None,
) -> c.TeWijzigenProduct:
    """A change so many days after the Dagtekening."""
    return c.TeWijzigenProduct(
        toewijzing_nummer=one.nummer,
        gewenste_ingangsdatum=brief.dagtekening + timedelta(days=dagen),
        einddatum=one.eind,
        omvang=omvang,
        budget=budget,
    )


def _per_periode(one: Toewijzing) -> bool:
    return one.vorm.frequentie in ("2", "4") and not one.vorm.is_output


@fout(M, regel("317-niets", "317", 2, "0001", "vraagt niets"))
def vraagt_niets(zoeker: Zoeker) -> Gemaakt | None:
    """TR353."""
    return _vow(
        zoeker,
        lambda one: True,
        lambda brief, one, others: brief_317(
            brief, one.client.bsn, "FOUT", ongewijzigd=(one.nummer, *others)
        ),
    )


@fout(M, regel("317-client", "317", 3, "8187", "cliënt zonder toewijzing", "Client"))
def client_zonder_toewijzing(zoeker: Zoeker) -> Gemaakt | None:
    """TR304."""
    return _vow(
        zoeker,
        _per_periode,
        lambda brief, one, others: brief_317(
            brief,
            zoeker.onbekende_bsn,
            "FOUT",
            ongewijzigd=others,
            gewijzigd=(_wijzig(brief, one, omvang=one.omvang),),
        ),
    )


@fout(M, regel("317-niet-alles", "317", 3, "9349", "noemt niet elke toewijzing", VERZOEK))
def noemt_niet_alles(zoeker: Zoeker) -> Gemaakt | None:
    """TR349."""
    return _vow(
        zoeker,
        lambda one: _per_periode(one) and len(zoeker.actuele(one.client)) > 1,
        lambda brief, one, _: brief_317(
            brief,
            one.client.bsn,
            "FOUT",
            gewijzigd=(_wijzig(brief, one, omvang=meer(one.omvang, 1)),),
        ),
    )


@fout(M, regel("317-ongewijzigd", "317", 3, "9350", "laat iets gelijk dat er niet is", "laatste"))
def laat_onbekende_gelijk(zoeker: Zoeker) -> Gemaakt | None:
    """TR350."""
    made = _vow(
        zoeker,
        _per_periode,
        lambda brief, one, others: brief_317(
            brief,
            one.client.bsn,
            "FOUT",
            ongewijzigd=(*others, GEEN_TOEWIJZING + one.nummer),
            gewijzigd=(_wijzig(brief, one, omvang=meer(one.omvang, 1)),),
        ),
    )
    if made is None or not isinstance(made.bericht, m.Bericht317):
        return None
    count = len(made.bericht.client.verzoek.ongewijzigde_producten)
    plek = f"Client/Verzoek/OngewijzigdeProducten/OngewijzigdProduct[{count}]"
    return Gemaakt(made.client, made.brief, made.bericht, plek)


@fout(M, regel("317-te-wijzigen", "317", 3, "9351", "wijzigt iets dat er niet is", CHANGED))
def wijzigt_onbekende(zoeker: Zoeker) -> Gemaakt | None:
    """TR351."""

    def maak(brief: Brief, one: Toewijzing, others: tuple[int, ...]) -> m.Bericht317:
        wish = c.TeWijzigenProduct(
            toewijzing_nummer=GEEN_TOEWIJZING + one.nummer,
            gewenste_ingangsdatum=zoeker.dag.volgende,
            omvang=_PER_MAAND,
        )
        return brief_317(
            brief, one.client.bsn, "FOUT", ongewijzigd=(one.nummer, *others), gewijzigd=(wish,)
        )

    return _vow(zoeker, lambda one: True, maak)


def _een_wijziging(
    zoeker: Zoeker,
    past: Callable[[Toewijzing], bool],
    wens: Callable[[Brief, Toewijzing], c.TeWijzigenProduct],
) -> Gemaakt | None:
    return _vow(
        zoeker,
        past,
        lambda brief, one, others: brief_317(
            brief, one.client.bsn, "FOUT", ongewijzigd=others, gewijzigd=(wens(brief, one),)
        ),
    )


@fout(M, regel("317-voorbij", "317", 3, "9357", "gewenste datum is voorbij", CHANGED))
def datum_is_voorbij(zoeker: Zoeker) -> Gemaakt | None:
    """TR357."""
    return _een_wijziging(
        zoeker,
        lambda one: _per_periode(one) and one.ingang < zoeker.gisteren - timedelta(days=3),
        lambda brief, one: _wijzig(brief, one, dagen=-1, omvang=meer(one.omvang, 1)),
    )


@fout(M, regel("317-budget", "317", 3, "9373", "budget halverwege wijzigen", CHANGED))
def budget_halverwege(zoeker: Zoeker) -> Gemaakt | None:
    """TR373."""
    return _een_wijziging(
        zoeker,
        lambda one: one.budget is not None,
        lambda brief, one: _wijzig(brief, one, budget=(one.budget or 0) + 1000),
    )


@fout(M, regel("317-generiek", "317", 3, "9375 9412", "omvang bij een generiek budget", CHANGED))
def omvang_bij_generiek(zoeker: Zoeker) -> Gemaakt | None:
    """TR375 and TR412."""
    return _een_wijziging(
        zoeker,
        lambda one: one.product is None,
        lambda brief, one: _wijzig(brief, one, omvang=_PER_MAAND),
    )


@fout(M, regel("317-geen-omvang", "317", 3, "9411", "geen omvang bij een productcode", CHANGED))
def geen_omvang(zoeker: Zoeker) -> Gemaakt | None:
    """TR411."""
    return _een_wijziging(zoeker, _per_periode, _wijzig)


@fout(M, regel("317-aspecifiek", "317", 3, "9412", "omvang zonder productcode", CHANGED))
def omvang_bij_aspecifiek(zoeker: Zoeker) -> Gemaakt | None:
    """TR412."""
    return _een_wijziging(
        zoeker,
        lambda one: one.product is not None and one.product.code is None,
        lambda brief, one: _wijzig(brief, one, omvang=_PER_MAAND),
    )


@fout(M, regel("317-overlap", "317", 3, "9361", "hetzelfde product twee keer", VERZOEK))
def vraagt_hetzelfde_erbij(zoeker: Zoeker) -> Gemaakt | None:
    """TR361."""

    def maak(brief: Brief, one: Toewijzing, others: tuple[int, ...]) -> m.Bericht317:
        again = c.NieuwProduct(
            product=one.product,
            gewenste_ingangsdatum=zoeker.dag.volgende,
            einddatum=one.eind,
            omvang=one.omvang,
        )
        return brief_317(
            brief, one.client.bsn, "FOUT", ongewijzigd=(one.nummer, *others), nieuw=(again,)
        )

    return _vow(zoeker, _per_periode, maak)
