# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Example messages, and for every rule examples that it accepts and rejects.

Purpose: one set of examples for the tests, the rule pages, the manual and the demo. ``messages/``
holds one valid message of each kind (fictitious people, BSNs of the test range); ``rules.toml``
says which small change to such a message obeys or breaks which rule. An example that breaks a
rule breaks no other, unless it says so in ``also``.

Words: a *place* is a path of element names under the root with positions from 1, such as
``Client/StopProducten/StopProduct[2]/Einddatum``; an *edit* is one change at one place.

Does not: judge. That an example is accepted or rejected is for the tests to show.
"""

from noaber.berichten.examples.catalogue import (
    Example,
    UnusableExample,
    apply,
    base_message,
    examples,
)
from noaber.berichten.examples.edits import (
    Edit,
    EmptyPlace,
    UnknownPlace,
    UnusableEdit,
    edit,
)

__all__ = [
    "Edit",
    "EmptyPlace",
    "Example",
    "UnknownPlace",
    "UnusableEdit",
    "UnusableExample",
    "apply",
    "base_message",
    "edit",
    "examples",
]
