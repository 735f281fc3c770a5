# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The letters that every bank in SEPA reads, and how other text becomes them."""

from __future__ import annotations

import unicodedata
from typing import Final

_READ_BY_EVERY_BANK: Final = frozenset(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-?:().,'+ "
)
_NO_EQUIVALENT: Final = "."

# What Unicode does not take apart by itself. Æ, Œ, ß and € are our choice, because the table of
# the EPC gives one letter for each; so are the typographic signs, which it leaves out.
_TABLE: Final = str.maketrans(
    {
        **dict.fromkeys('‘’‚‛“”„‟′″ʼʹ`´«»‹›"', "'"),
        **dict.fromkeys("‐‑‒–—―−_~", "-"),
        **dict.fromkeys("[{", "("),
        **dict.fromkeys("]}", ")"),
        **dict.fromkeys("\\|⁄", "/"),
        "&": "+",
        ";": ",",
        "€": "EUR",
        "ß": "ss",
        "ẞ": "SS",
        "Æ": "AE",
        "æ": "ae",
        "Œ": "OE",
        "œ": "oe",
        "Ø": "O",
        "ø": "o",
        "Ð": "D",
        "ð": "d",
        "Đ": "D",
        "đ": "d",
        "Þ": "TH",
        "þ": "th",
        "Ħ": "H",
        "ħ": "h",
        "ı": "i",
        "Ł": "L",
        "ł": "l",
        "Ŋ": "N",
        "ŋ": "n",
        "Ŧ": "T",
        "ŧ": "t",
    }
)


def to_sepa_tekens(text: str) -> str:
    """The text in the letters of SEPA: "Zorg & Zó" becomes "Zorg + Zo".

    An accent is taken off, a sign of the table replaced, white space becomes one space, and what
    has no equivalent (Greek, Cyrillic, emoji) becomes a full stop. The result may be longer than
    the text, and empty. Doing it twice changes nothing more.
    Source: EPC132-08 §1.4 (the letters), EPC217-08 (how to convert).
    """
    # Before taking apart, because ´ would fall apart into a space and an accent; and after it,
    # because taking ½ apart gives a fraction slash.
    apart = unicodedata.normalize("NFKD", text.translate(_TABLE)).translate(_TABLE)
    return " ".join("".join(map(_letter, apart)).split())


def _letter(sign: str) -> str:
    if sign in _READ_BY_EVERY_BANK:
        return sign
    if sign.isspace():
        return " "
    if unicodedata.category(sign) in ("Mn", "Me", "Cf"):  # accents and invisible signs
        return ""
    return _NO_EQUIVALENT
