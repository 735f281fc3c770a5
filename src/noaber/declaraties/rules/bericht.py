# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Rules about the message, the declaratie and the client: what stops the judging of lines.

Those about the message stand in the order in which they are asked: the first that is broken is
the only code in the Header.
"""

from __future__ import annotations

import polars as pl

from noaber.declaraties.rules.columns import BSN_IS_UNKNOWN
from noaber.declaraties.rules.registry import AskedOf, Heading, heading_rule, rule
from noaber.declaraties.types import Facts


@heading_rule("TR056", "9056", level=3, asked_of=AskedOf.BERICHT)
def identificatie_is_new(heading: Heading, facts: Facts) -> bool:
    """No 323 with this Identificatie came from this aanbieder before."""
    return heading.identificatie in facts.used_identificaties


@heading_rule("TR135", "8848", level=4, asked_of=AskedOf.BERICHT)
def dagtekening_is_not_in_the_future(heading: Heading, facts: Facts) -> bool:
    """Dagtekening is today or earlier."""
    return heading.dagtekening > facts.vandaag


@heading_rule("TR378", "S300", level=4, asked_of=AskedOf.BERICHT)
def gemeentecode_is_in_the_list(heading: Heading, facts: Facts) -> bool:
    """The gemeentecode in the Header is in the list of CBS."""
    del heading  # the flow looks the code up: the list belongs to another module
    return not facts.is_known_gemeente


@heading_rule("TR333", "9333", level=3, asked_of=AskedOf.DECLARATIE)
def declaratie_nummer_is_new(heading: Heading, facts: Facts) -> bool:
    """No declaratie of this aanbieder under this law had this DeclaratieNummer."""
    return heading.declaratie_nummer in facts.used_declaratie_nummers


@heading_rule("TR318", "8214", level=3, asked_of=AskedOf.DECLARATIE)
def declaratie_periode_is_not_before_the_last(heading: Heading, facts: Facts) -> bool:
    """The last submitted month may be repeated and months may be skipped, but not gone back to."""
    last = facts.last_declaratie_periode
    return last is not None and heading.periode_begin < last


@rule("TR304", "8187", level=3, asked_of=AskedOf.CLIENT)
def client_has_a_toewijzing() -> pl.Expr:
    """The Bsn has at least one toewijzing to this aanbieder, deleted ones included."""
    return BSN_IS_UNKNOWN
