# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Writing parties and persons.

``inrichten`` (the books, aanbieders, gebieden) · ``instellingen`` (what they chose) · ``lanes`` ·
``personen`` (one or many, with where they can be reached and who is around them) · ``rekeningen``
(two pairs of eyes).
"""

from noaber.partijen.operations.inrichten import (
    register_aanbieder,
    register_aanbieders,
    register_administratie,
    register_administraties,
    register_gebieden,
    register_oude_code,
    register_oude_codes,
)
from noaber.partijen.operations.instellingen import (
    UnknownInstelling,
    set_buiten_berichten,
    set_instellingen,
)
from noaber.partijen.operations.lanes import lock_lane, open_lane
from noaber.partijen.operations.personen import (
    UnknownGebied,
    register_contacten,
    register_huishouden,
    register_naasten,
    register_personen,
    register_persoon,
)
from noaber.partijen.operations.rekeningen import (
    NeedsAnotherPerson,
    OtherRekening,
    UnknownRekening,
    confirm_rekening,
    register_rekening,
)

__all__ = [
    "NeedsAnotherPerson",
    "OtherRekening",
    "UnknownGebied",
    "UnknownInstelling",
    "UnknownRekening",
    "confirm_rekening",
    "lock_lane",
    "open_lane",
    "register_aanbieder",
    "register_aanbieders",
    "register_administratie",
    "register_administraties",
    "register_contacten",
    "register_gebieden",
    "register_huishouden",
    "register_naasten",
    "register_oude_code",
    "register_oude_codes",
    "register_personen",
    "register_persoon",
    "register_rekening",
    "set_buiten_berichten",
    "set_instellingen",
]
