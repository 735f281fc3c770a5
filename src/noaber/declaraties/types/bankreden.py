# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Why a bank sent money back or refused an order: the code, and what it means to us in Dutch."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from noaber.kernel.errors import InvalidValue

_CODE: Final = re.compile(r"[A-Z0-9]{1,4}")

_REKENING: Final = (
    "vraag de crediteur om het goede rekeningnummer en laat twee mensen de wijziging vastleggen"
)
_CREDITEUR: Final = "vraag de crediteur wat er met de rekening is voordat u opnieuw betaalt"
_NAAM: Final = "vergelijk naam en rekeningnummer met het contract en vraag de crediteur om bewijs"
_DUBBEL: Final = "zoek uit of er al is betaald voordat u opnieuw betaalt"
_BANK: Final = "vraag de bank naar de reden en bied de betaling daarna opnieuw aan"
_BESTAND: Final = "meld dit aan de beheerder en maak een nieuw betaalbestand"
_SALDO: Final = "zorg voor saldo op de rekening en bied de betaling opnieuw aan"
_GEEN: Final = "betaal niet opnieuw, want het geld is op verzoek teruggehaald"

_UNKNOWN: Final = ("de bank geeft een reden die noaber niet kent", _BANK)

_REDENEN: Final[dict[str, tuple[str, str]]] = {
    "AC01": ("het rekeningnummer klopt niet of bestaat niet", _REKENING),
    "AC02": ("het rekeningnummer van de betaler klopt niet", _BESTAND),
    "AC03": ("het rekeningnummer van de crediteur klopt niet", _REKENING),
    "AC04": ("de rekening is opgeheven", _REKENING),
    "AC06": ("de rekening is geblokkeerd", _CREDITEUR),
    "AC13": ("de rekening van de betaler is niet van de goede soort", _BANK),
    "AC14": ("de rekening van de crediteur is niet van de goede soort", _REKENING),
    "AG01": ("naar deze soort rekening mag niet worden overgemaakt", _REKENING),
    "AG02": ("de soort opdracht klopt niet", _BESTAND),
    "AM01": ("het bedrag is nul", _BESTAND),
    "AM02": ("het bedrag is hoger dan de bank toestaat", _BANK),
    "AM03": ("de bank verwerkt deze munt niet", _BESTAND),
    "AM04": ("er staat te weinig geld op de rekening", _SALDO),
    "AM05": ("dezelfde betaling is al eerder aangeboden", _DUBBEL),
    "AM09": ("het bedrag klopt niet", _BESTAND),
    "AM10": ("het controletotaal klopt niet", _BESTAND),
    "AM14": ("het bedrag is hoger dan de limiet die met de bank is afgesproken", _BANK),
    "AM18": ("het aantal opdrachten klopt niet", _BESTAND),
    "ARDT": ("het geld was al teruggestuurd", _DUBBEL),
    "BE01": ("naam en rekeningnummer horen niet bij elkaar", _NAAM),
    "BE04": ("het adres van de crediteur ontbreekt of klopt niet", _BANK),
    "BE05": ("de bank kent de indiener van het bestand niet", _BANK),
    "BE06": ("de bank kent de crediteur niet", _NAAM),
    "CNOR": ("de bank van de crediteur is niet bereikbaar voor deze betaling", _REKENING),
    "CURR": ("de munt van de betaling klopt niet", _BESTAND),
    "CUST": ("de klant heeft om terugbetaling gevraagd", _GEEN),
    "DNOR": ("de bank van de betaler is niet bereikbaar voor deze betaling", _BANK),
    "DT01": ("een datum in het bestand klopt niet", _BESTAND),
    "DU01": ("een bestand met dit kenmerk is al eerder aangeboden", _DUBBEL),
    "DU02": ("een batch met dit kenmerk is al eerder aangeboden", _DUBBEL),
    "DU03": ("dezelfde betaling is al eerder aangeboden", _DUBBEL),
    "DU04": ("een opdracht met dit kenmerk is al eerder aangeboden", _DUBBEL),
    "DUPL": ("dezelfde betaling is al eerder gedaan", _DUBBEL),
    "ED05": ("de verrekening tussen de banken is mislukt", _BANK),
    "FF01": ("de vorm van het bestand klopt niet", _BESTAND),
    "FOCR": ("het geld is teruggestuurd omdat de betaling is teruggeroepen", _GEEN),
    "FR01": ("de bank vermoedt fraude", _NAAM),
    "FRAD": ("de betaling is teruggehaald vanwege fraude", _NAAM),
    "MD07": ("de rekeninghouder is overleden", _CREDITEUR),
    "MS02": ("de crediteur heeft de betaling geweigerd zonder een reden te geven", _CREDITEUR),
    "MS03": ("de bank heeft de betaling geweigerd zonder een reden te geven", _BANK),
    "NARR": ("de bank geeft de reden alleen in tekst", _BANK),
    "RC01": ("de code van de bank (BIC) klopt niet", _BESTAND),
    "RC07": ("de code van de bank van de crediteur (BIC) klopt niet", _REKENING),
    "RR01": ("de rekening van de betaler ontbreekt", _BESTAND),
    "RR02": ("de naam of het adres van de betaler ontbreekt", _BESTAND),
    "RR03": ("de naam of het adres van de crediteur ontbreekt", _BESTAND),
    "RR04": ("een wettelijke regel houdt de betaling tegen", _BANK),
    "TECH": ("er was een technische storing", _BANK),
    "TM01": ("het bestand kwam na het sluitingstijdstip van de bank", _BANK),
    "UPAY": ("de betaling was niet verschuldigd", _DUBBEL),
}


class InvalidBankreden(InvalidValue):
    """The text is no reason code."""

    def __init__(self) -> None:
        super().__init__(
            "Dit is geen redencode van een bank, want die heeft hoogstens vier hoofdletters of "
            "cijfers: neem de code over van het bankafschrift."
        )


@dataclass(frozen=True, slots=True)
class Bankreden:
    """A reason that a bank gives for a return or a refusal.

    ``str`` gives one Dutch sentence. Free text that a bank adds is never kept: it may repeat an
    account or a name.

    Raises InvalidBankreden. Source: the external code sets of ISO 20022 for return and status
    reasons (ExternalReturnReason1Code, ExternalStatusReason1Code), the codes common in SEPA.
    """

    code: str | None
    """Such as "AC04"; None when the bank has a reason of its own or gives none."""

    def __post_init__(self) -> None:
        if self.code is not None and not _CODE.fullmatch(self.code):
            raise InvalidBankreden

    @property
    def is_known(self) -> bool:
        """Whether noaber knows what this code means."""
        return self.code in _REDENEN

    @property
    def betekenis(self) -> str:
        """What it means: a Dutch clause without a capital or a full stop."""
        return self._explained[0]

    @property
    def actie(self) -> str:
        """What the reader should do: a Dutch clause without a capital or a full stop."""
        return self._explained[1]

    @property
    def _explained(self) -> tuple[str, str]:
        return _UNKNOWN if self.code is None else _REDENEN.get(self.code, _UNKNOWN)

    def __str__(self) -> str:
        code = "" if self.code is None else f" ({self.code})"
        betekenis = self.betekenis[0].upper() + self.betekenis[1:]
        return f"{betekenis}{code}: {self.actie}."
