# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The books that are kept here, the register of aanbieders, and the parts of a gemeente.

Where ``given`` stands: the fields that are told. Of a row that is known, what is not told stays as
it is; None is all of them.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from noaber.access.types import Recht, Viewer
from noaber.kernel.agb import AgbCode
from noaber.kernel.iban import Iban
from noaber.partijen import models, queries
from noaber.partijen.types import Aanbieder, Administratie, Gebied, NieuweAdministratie
from noaber.storage.bulk import Counts, put_rows


def register_administratie(
    *, code: str, naam: str, in_envelop: bool, viewer: Viewer, iban: Iban | None = None
) -> Administratie:
    """Opens the books of a gemeente (4 digits) or aanbieder (8 digits), or changes what is known.

    ``iban``: the account that it pays from; None leaves what is known.

    Raises:
        NotAllowed: the viewer may not.
    """
    told = NieuweAdministratie(code=code, naam=naam, in_envelop=in_envelop, iban=iban)
    given = {"naam", "in_envelop"} if iban is None else None
    register_administraties(administraties=[told], viewer=viewer, given=given)
    found = queries.find_administratie(code)
    assert found is not None
    return found


def register_administraties(
    *,
    administraties: Sequence[NieuweAdministratie],
    viewer: Viewer,
    given: Collection[str] | None = None,
) -> Counts:
    """As ``register_administratie``, for several with different codes. Raises NotAllowed."""
    for told in administraties:
        viewer.require(Recht.INRICHTEN, told.code)
    rows = [
        {
            "code": told.code,
            **_given(
                given,
                naam=told.naam,
                in_envelop=told.in_envelop,
                iban=told.iban.number if told.iban else "",
            ),
        }
        for told in administraties
    ]
    candidates = models.Administratie.objects.filter(code__in=[row["code"] for row in rows])
    return put_rows(candidates, ["code"], rows).counts


def register_oude_code(*, code: str, administratie: Administratie, viewer: Viewer) -> None:
    """Messages to this gemeentecode of before a herindeling belong to these books now."""
    register_oude_codes(administratie=administratie, codes=[code], viewer=viewer)


def register_oude_codes(
    *, administratie: Administratie, codes: Sequence[str], viewer: Viewer
) -> Counts:
    """As ``register_oude_code``, for several different codes. Raises NotAllowed."""
    viewer.require(Recht.INRICHTEN, administratie.code)
    return put_rows(
        models.OudeCode.objects.filter(code__in=list(codes)),
        ["code"],
        [{"code": code, "administratie_id": administratie.id} for code in codes],
    ).counts


def register_aanbieder(*, agb: str, naam: str, kvk: str, viewer: Viewer) -> None:
    """Enters an aanbieder in the register, or changes what is known. Raises InvalidAgbCode."""
    register_aanbieders(aanbieders=[Aanbieder(agb=agb, naam=naam, kvk=kvk)], viewer=viewer)


def register_aanbieders(
    *, aanbieders: Sequence[Aanbieder], viewer: Viewer, given: Collection[str] | None = None
) -> Counts:
    """As ``register_aanbieder``, for several with different codes.

    Raises NotAllowed, InvalidAgbCode.
    """
    viewer.require(Recht.INRICHTEN)
    rows = [
        {"agb": str(AgbCode(told.agb)), **_given(given, naam=told.naam, kvk=told.kvk)}
        for told in aanbieders
    ]
    candidates = models.Aanbieder.objects.filter(agb__in=[row["agb"] for row in rows])
    return put_rows(candidates, ["agb"], rows).counts


def register_gebieden(
    *, administratie: Administratie, gebieden: Sequence[Gebied], viewer: Viewer
) -> Counts:
    """Enters gebieden of a gemeente, each with a code of its own, or changes names.

    Raises:
        NotAllowed: the viewer may not.
    """
    viewer.require(Recht.INRICHTEN, administratie.code)
    rows = [
        {"administratie_id": administratie.id, "code": told.code, "naam": told.naam}
        for told in gebieden
    ]
    candidates = models.Gebied.objects.filter(administratie_id=administratie.id)
    return put_rows(candidates, ["administratie_id", "code"], rows).counts


def _given(given: Collection[str] | None, **values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if given is None or name in given}
