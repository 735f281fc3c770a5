# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The same message once more: after a fault of the transport, or when the other never got it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from noaber.access.sealing import keyring
from noaber.access.types import Recht, Viewer
from noaber.postbus.envelop.stored import as_berichtenvelop
from noaber.postbus.models import Bericht
from noaber.postbus.operations.send import new_stempel, store_outgoing
from noaber.postbus.queries import UnknownBericht
from noaber.postbus.queries.lijsten import visible
from noaber.postbus.rules import replies
from noaber.postbus.types import Di01, Du01, Envelop, Richting, Status


class NotResendable(Exception):
    """This message cannot be sent again; the text is Dutch and says why and what to do."""


@transaction.atomic
def resend(*, bericht_id: int, viewer: Viewer, at: datetime) -> int:
    """Makes the same message ready to go once more; gives the number of the new sending.

    The bytes and the Identificatie stay; an envelop gets a new referentienummer. From now on the
    new sending is the one that waits for an answer.

    Raises:
        NotAllowed: the viewer may not.
        UnknownBericht: not a message of ours, or not for this viewer.
        NotResendable: it is still on its way, or it has arrived.
    """
    viewer.require(Recht.POST_VERWERKEN)
    old = (
        visible(viewer)
        .select_for_update(no_key=True, of=("self",))
        .filter(pk=bericht_id, richting=Richting.UIT)
        .first()
    )
    if old is None:
        raise UnknownBericht
    _check(old)
    payload = keyring().unpack(bytes(old.inhoud.sealed))
    number = store_outgoing(_again(old), payload, _envelop(old, payload, at), at)
    if old.uiterlijk is not None:
        old.uiterlijk = None
        old.save(update_fields=["uiterlijk"])
    return number


def _check(old: Bericht) -> None:
    later = Bericht.objects.filter(herhaling_van=old).order_by("pk").first()
    if later is not None:
        raise NotResendable(
            f"Dit bericht is al opnieuw verzonden, als nummer {later.pk}. Kijk hoe het daarmee "
            "staat."
        )
    match Status(old.status):
        case Status.FAULTED | Status.OVERDUE:
            return
        case Status.MADE:
            raise NotResendable(
                "Dit bericht ligt nog klaar en is nog niet verzonden. Draai noaber verwerk: dan "
                "gaat het mee."
            )
        case Status.ANSWERED_OK | Status.ANSWERED_REJECTED:
            raise NotResendable(
                "Dit bericht is al beantwoord, dus het is aangekomen. Is het afgekeurd, maak dan "
                "een nieuw bericht."
            )
        case Status.SENT if old.uiterlijk is not None:
            raise NotResendable(
                f"Op dit bericht kan tot en met {old.uiterlijk:%d-%m-%Y} nog een antwoord komen. "
                "Wacht daarop; komt er niets, verzend het dan opnieuw."
            )
        case _:
            return  # an answer of ours: nothing tells whether it arrived, but the other may


def _again(old: Bericht) -> Bericht:
    return Bericht(
        administratie_id=old.administratie_id,
        lane_id=old.lane_id,
        functie=old.functie,
        zender=old.zender,
        ontvanger=old.ontvanger,
        identificatie=old.identificatie,
        antwoord_op_id=old.antwoord_op_id,
        herhaling_van=old,
        dagtekening=old.dagtekening,
        rang=0,
    )


def _envelop(old: Bericht, payload: bytes, at: datetime) -> Envelop | None:
    """A new one around the same message; a bare message travels bare again."""
    if old.envelop is None:
        return None
    stempel = new_stempel(at)
    if not payload:  # a foutbericht of ours: it reports on the same message again
        assert old.antwoord_op is not None
        assert old.antwoord_op.envelop is not None
        received = as_berichtenvelop(old.antwoord_op.envelop, b"-")
        return replies.refuse_for_schema(received, stempel)
    envelop = as_berichtenvelop(old.envelop, payload)
    assert isinstance(envelop, Di01 | Du01)
    return replies.resend(envelop, stempel.referentienummer, stempel.tijdstip)
