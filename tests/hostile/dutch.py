# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Is a text Dutch for a user, or did the words of a library slip through?"""

import re

# Words of libxml2, Python and lxml that are no Dutch words.
_ENGLISH = re.compile(
    r"\b(the|not|and|is not|expected|found|invalid|error|errors|parser|parsing|tag|mismatch|"
    r"premature|exceeded|exceeds|excessive|undefined|missing|should|must|this|allowed|empty|"
    r"unexpected|unknown|string|bytes-like|decode|codec|traceback|exception|value|attribute|"
    r"permission|denied|no such|file|directory|errno|limit)\b",
    re.IGNORECASE,
)
_ALLOWED = re.compile(r"UTF-8|UTF-16", re.IGNORECASE)


def english_words(text: str) -> list[str]:
    """English words in a text that should be Dutch."""
    return _ENGLISH.findall(_ALLOWED.sub("", text))
