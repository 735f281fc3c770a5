# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The aanbieder asks for help to be assigned (315) or changed (317): checked, and kept.

What the retour means for a verzoek is in ``send.apply_retour_on_verzoek``.
"""

from __future__ import annotations

from datetime import date

from noaber.berichten.answers import Envelope
from noaber.berichten.definitions import classes as c
from noaber.berichten.definitions import messages as m
from noaber.partijen.types import Lane, Persoonsgegevens
from noaber.toewijzingen import models, queries
from noaber.toewijzingen.operations.report import geboortedatum_of, header_of, naam_of
from noaber.toewijzingen.operations.store import store_verzoeken
from noaber.toewijzingen.rules import termijnen
from noaber.toewijzingen.rules.actueel import current_toewijzingen
from noaber.toewijzingen.rules.commentaar import check_commentaar
from noaber.toewijzingen.rules.verzoeken import open_verzoeken
from noaber.toewijzingen.types import (
    Aanvraag,
    Aanvraagsoort,
    Gewenst,
    Verzoek,
    VerzoekRefused,
    VerzoekSoort,
    VerzoekStatus,
    Vot,
    Vow,
    Wens,
)


def check_verzoek(*, lane: Lane, persoon_id: int, bsn: str, gevraagd: Aanvraagsoort) -> None:
    """Whether the gemeente can take it in treatment at all.

    Raises:
        VerzoekRefused: another verzoek of this client is open, or a reference was used before.
    """
    known = queries.list_verzoeken(lane, persoon_id, bsn)
    waiting = [v for v in known if v.status is VerzoekStatus.VERZONDEN]
    if waiting or open_verzoeken(known):
        raise VerzoekRefused(
            "TR374",
            "Voor deze cliënt wacht al een verzoek bij deze gemeente op antwoord: wacht dat af, of "
            "vraag de gemeente om het af te wijzen",
        )
    used = models.Verzoek.objects.filter(
        lane_id=lane.id, referentie_aanbieder__in=_referenties(gevraagd)
    ).exclude(status=VerzoekStatus.NIET_VERZONDEN)
    if used.exists():
        raise VerzoekRefused(
            "TR347",
            "Deze referentie is al gebruikt in een eerder verzoek: geef het verzoek een eigen, "
            "nieuwe referentie",
        )


def mark_verzoek_sent(
    *, lane: Lane, persoon_id: int, bsn: str, gevraagd: Aanvraagsoort, on: date, bericht_id: int
) -> None:
    """Keeps the verzoeken of this message; they wait for its retour."""
    store_verzoeken(
        lane,
        persoon_id,
        (
            Verzoek(
                gemeente=lane.gemeente,
                wet=lane.wet,
                aanbieder=lane.aanbieder,
                bsn=bsn,
                soort=VerzoekSoort.VOT if isinstance(gevraagd, Vot) else VerzoekSoort.VOW,
                referentie_aanbieder=referentie,
                status=VerzoekStatus.VERZONDEN,
                dagtekening=on,
                ontvangstdatum=on,
                is_gezagsdrager_bekend=isinstance(gevraagd, Vot)
                and bool(gevraagd.is_gezagsdrager_bekend),
            )
            for referentie in _referenties(gevraagd)
        ),
        bericht_id,
    )


def _referenties(gevraagd: Aanvraagsoort) -> list[str]:
    if isinstance(gevraagd, Vow):
        return [gevraagd.referentie]
    return [aanvraag.referentie for aanvraag in gevraagd.aanvragen]


# ── the messages ─────────────────────────────────────────────────────────────────────────────────


def compose_315(
    *, lane: Lane, persoon: Persoonsgegevens, vot: Vot, envelope: Envelope
) -> m.Bericht315:
    """The 315 that asks this. It is written down and not judged."""
    return m.Bericht315(
        wet=lane.wet,
        header=header_of(lane, "315", envelope),
        client=c.AanvraagClient(
            bsn=persoon.bsn,
            geboortedatum=geboortedatum_of(persoon),
            geslacht=persoon.geslacht,
            naam=naam_of(persoon),
            gezagsdrager_bekend=_ja_nee(vot.is_gezagsdrager_bekend),
            aangevraagde_producten=tuple(map(_aangevraagd, vot.aanvragen)),
        ),
    )


def _aangevraagd(aanvraag: Aanvraag) -> c.AangevraagdProduct:
    wens = aanvraag.wens
    check_commentaar(wens.commentaar)
    beschikking = aanvraag.beschikking
    return c.AangevraagdProduct(
        referentie_aanbieder=aanvraag.referentie,
        product=wens.product,
        toewijzing_ingangsdatum=wens.ingangsdatum,
        toewijzing_einddatum=wens.einddatum,
        omvang=wens.omvang,
        budget=wens.budget,
        verwijzer=aanvraag.verwijzer,
        beschikking_nummer=beschikking.nummer if beschikking else None,
        beschikking_ingangsdatum=beschikking.ingangsdatum if beschikking else None,
        raamcontract=_ja_nee(aanvraag.is_onder_raamcontract),
        commentaar=wens.commentaar,
    )


def _ja_nee(answer: bool | None) -> str | None:
    """COD260."""
    return None if answer is None else "1" if answer else "2"


def compose_317(
    *, lane: Lane, persoon_id: int, bsn: str, vow: Vow, envelope: Envelope
) -> m.Bericht317:
    """The 317 that asks this, beside all that stays as it is (OP308). It is not judged."""
    current = current_toewijzingen(
        queries.list_versions(lane, persoon_id, bsn), envelope.dagtekening
    )
    changed = {gewenst.nummer for gewenst in vow.gewijzigd}
    return m.Bericht317(
        wet=lane.wet,
        header=header_of(lane, "317", envelope),
        client=c.WijzigingClient(
            bsn=bsn,
            verzoek=c.Verzoek(
                referentie_aanbieder=vow.referentie,
                reden_verzoek=vow.reden,
                ongewijzigde_producten=tuple(
                    c.OngewijzigdProduct(toewijzing_nummer=nummer)
                    for nummer in current
                    if nummer not in changed
                ),
                te_wijzigen_producten=tuple(map(_te_wijzigen, vow.gewijzigd)),
                nieuwe_producten=tuple(map(_nieuw, vow.nieuw)),
            ),
        ),
    )


def _te_wijzigen(gewenst: Gewenst) -> c.TeWijzigenProduct:
    return c.TeWijzigenProduct(
        toewijzing_nummer=gewenst.nummer,
        gewenste_ingangsdatum=gewenst.vanaf,
        einddatum=gewenst.einddatum,
        omvang=gewenst.omvang,
        budget=gewenst.budget,
    )


def _nieuw(wens: Wens) -> c.NieuwProduct:
    return c.NieuwProduct(
        product=wens.product,
        gewenste_ingangsdatum=wens.ingangsdatum,
        einddatum=wens.einddatum,
        omvang=wens.omvang,
        budget=wens.budget,
    )


# ── once more ────────────────────────────────────────────────────────────────────────────────────


def mark_verzoek_resent(*, old_id: int, new_id: int) -> None:
    """A 315 or 317 that was not delivered, or not answered, is on its way again.

    Raises:
        VerzoekRefused: its reference was used for another verzoek by now.
    """
    models.Verzoek.objects.filter(bericht_id=old_id, status=VerzoekStatus.VERZONDEN).update(
        bericht_id=new_id
    )
    for row in models.Verzoek.objects.filter(
        bericht_id=old_id, status=VerzoekStatus.NIET_VERZONDEN
    ):
        others = models.Verzoek.objects.filter(
            lane_id=row.lane_id, referentie_aanbieder=row.referentie_aanbieder
        ).exclude(status=VerzoekStatus.NIET_VERZONDEN)
        if others.exists():
            raise VerzoekRefused(
                "TR347", "De referentie in dit bericht is al gebruikt in een ander verzoek"
            )
        row.status, row.bericht_id = VerzoekStatus.VERZONDEN, new_id
        row.uiterlijk = termijnen.first_answer_due(row.ontvangstdatum)
        row.save(update_fields=["status", "bericht_id", "uiterlijk"])
