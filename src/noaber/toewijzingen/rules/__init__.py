# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Toewijzingen, leveringen and verzoeken as rules: pure, on facts that a flow fetched.

Where to look:

* what comes in: ``received_305_307``, ``received_315_317`` (and ``received_317``),
  ``received_301``, ``received_319``, each with one ``judge_…`` function; ``every_message`` for
  the header
* what state it is in: ``start_stop`` and ``verzoeken``, each one table; ``actueel`` for which
  version counts
* what the gemeente decides: ``wijzigingen`` (same number), ``vervangingen`` (new number),
  ``beeindigingen`` (events in a life), ``antwoord_vot``, ``antwoord_vow``, ``antwoord_319``
* what goes out: ``set_301``
* what is allowed: ``varianten``, ``stapeling``, ``commentaar`` · by when: ``termijnen``

A published rule of levels 3 and 4 is one function, registered under its code (``registry``).
"""
