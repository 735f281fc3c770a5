# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""How dates, products and values of a sender read inside a finding or an error."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from noaber.berichten.definitions.groups import Omvang, Product
from noaber.kernel.bsn import is_bsn
from noaber.kernel.finding import Finding, Severity

_NINE_DIGITS = re.compile(r"[0-9]{9}")


def day(value: date | None) -> str:
    """``01-04-2026``; no last day reads "geen einddatum"."""
    if value is None:
        return "geen einddatum"
    return f"{value.day:02}-{value.month:02}-{value.year:04}"


def shown(value: object) -> str:
    """A value that the sender chose: what could be a BSN is left out, wherever it stands."""
    return _NINE_DIGITS.sub(
        lambda found: "(negen cijfers)" if is_bsn(found[0]) else found[0], str(value)
    )


def product_name(product: Product | None) -> str:
    """``45A04 (categorie 45)``, ``categorie 45``, or that there is no product."""
    if product is None:
        return "zonder product"
    if product.code is None:
        return f"categorie {product.categorie}"
    return f"{shown(product.code)} (categorie {product.categorie})"


def omvang_name(omvang: Omvang | None) -> str:
    """``5 (eenheid 04, frequentie 2)``."""
    if omvang is None:
        return "geen omvang"
    return f"{omvang.volume} (eenheid {omvang.eenheid}, frequentie {omvang.frequentie})"


def listed(values: Iterable[object]) -> str:
    """``1001, 1002 en 1003``."""
    texts = [str(value) for value in values]
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} en {texts[-1]}"


def warning(rule: str, text: str, place: str = "") -> Finding:
    """Something to look at; nothing is rejected for it."""
    return Finding(
        rule=rule, retourcode=None, place=place, line=None, text=text, severity=Severity.WARNING
    )
