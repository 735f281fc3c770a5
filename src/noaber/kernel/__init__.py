# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The ground that everything stands on: small frozen values, in plain Python.

Purpose
    Money, periods, legal terms, identifiers and findings mean one thing in the whole platform,
    and are computed in one place.

Words
    ``money`` Cents, the one rounding and the one way to split · ``period`` half-open periods ·
    ``calendar`` feestdagen, working days, terms and deadlines (Algemene termijnenwet) · ``bsn``,
    ``agb``, ``iban``, ``gemeentecode`` checked identifiers · ``wet`` the two laws · ``plafond`` how
    much volume fits in days · ``finding`` what a rule says about a message · ``errors`` the base
    of every refusal.

Promises
    A value that exists is valid; it never changes. Same input, same answer: nothing here reads the
    clock, the network, a database or a setting (only data files of this package, read once).
    No float ever touches an amount. The text of an error for a user is a Dutch sentence that does
    not repeat what was typed, so no BSN leaks through it.

Does not
    Know a municipality, a person, a message or a contract. Log. Import anything of noaber.
"""
