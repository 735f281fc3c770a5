# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The ledger as rules: pure, on facts that a flow fetched.

Where to look: ``verplichting`` gives the months of an opdracht, ``tarieven`` their price;
``vrijval`` turns a new situation into boekingen, the first one too; ``openstaand`` adds boekingen
up and tells what is still to come. Reasons and examples: docs/algorithms/verplichtingen.md.
"""
