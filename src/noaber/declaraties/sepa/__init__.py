# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""SEPA: the file that asks a bank to pay, and what the bank says about it.

``tekens`` (the letters a bank reads) · ``write`` (Betaalbestand → pain.001) · ``shape`` and
``check`` (bytes of a pain.001 → findings; shares nothing with the writer) · ``elements`` and
``read`` (camt.053 → Afschrift, pain.002 → Statusrapport).

No files, no network, no clock, no chance. XML is parsed by ``berichten.xml`` alone, with entities
off. Rules and choices: docs/algorithms/sepa.md.
"""
