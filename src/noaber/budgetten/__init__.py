# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What the gemeente has bound itself to, what it paid for, and what is still to come.

Words: a *verplichting* is what an *opdracht* (a toewijzing) may cost per month of help: at most
(*maximum*) and as expected (*verwacht*, by the *verzilveringsgraad*). *Realisatie* is what is
approved of it, *vrijval* what is released. All are *boekingen* on a *kostendrager* (a product),
with the *boekmaand* in which they were written. What is committed and realised on one toewijzing in
one month is its *stand*; *openstaand* is committed and not yet realised.

Promises: the ledger only grows, and every figure is a sum of it; months add up to the whole to the
cent; whatever the order of changes, the sum is the verplichting of the situation as it is now; no
stand falls below zero, and what is realised stays committed.

Does not: know what a toewijzing, a levering or a declaratie is (a flow hands in its own input
types), know where tarieven come from, read the clock, pay anything. Worked examples stand in
docs/algorithms/verplichtingen.md.
"""
