# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Who may do what, why somebody looks, and how what names a person is kept from others.

Words: a *viewer* is whoever asks or acts, with a name, roles and a purpose (*doel*); a *recht* is
one thing that a role allows. *Sealed* bytes can be opened with the key of this installation alone.

Promises: default is nothing; what is sealed cannot be read from a copy of the database; a bsn is
found by its blind index without being stored in the open.

Does not: know any table of the domain, or log (that is ``audit``).
"""
