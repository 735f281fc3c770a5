# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The post: messages received and sent, their envelopes, their answers and what went wrong.

Purpose
    Bring every message in and out once, know of each one what became of it, and say so when an
    answer does not come.

Words
    *post* one thing that came in, an envelop or a bare message · *envelop* the StUF message around
    a message of iWmo or iJw: Di01 (heen), Du01 (answer) or Fo01 (*foutbericht*) ·
    *referentienummer* the UUID of an envelop; something else than the Identificatie inside ·
    *functie* the name of the message inside, such as WMO301 · *quarantaine* where post waits for a
    person, with the reason beside it.

Rooms, from high to low
    ``folder`` a carrier: folders on a disk; the only room that touches files → ``envelop`` from
    bytes to values and back → ``rules`` deadlines, states, correlation, duplicates, fault codes →
    ``types``.

Promises
    Nothing vanishes: what comes in ends in ``verwerkt`` or, with a reason in Dutch, in
    ``quarantaine``, also after a crash. An answer is applied to the one message it answers, or to
    none. What does not fit together is refused and never mended. No BSN and no content of a message
    stands in a name, a reason or the text of an error.

Does not
    Judge a message (``berichten`` does), know what it means for a toewijzing or a declaratie, talk
    to a network, read the clock.
"""
