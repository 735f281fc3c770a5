# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What a gemeente and an aanbieder agreed: overeenkomsten, products and tarieven.

Words: a *product* is a kind of help that a gemeente buys, by categorie and code; an *overeenkomst*
is between one gemeente and one aanbieder; a *tarief* holds for a product, an eenheid and a period,
and was known from some moment on.

Promises: on one day there is one tarief for a product and eenheid; what was known before can be
shown again; nothing is overwritten.

Does not: know assignments or declarations.
"""
