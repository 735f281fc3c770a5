# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What an aanbieder declares, what the gemeente grants, and what it pays.

Words: a *declaratie* (323) holds *prestaties*; a prestatie is granted or rejected as a whole
(*toekenning*); a credit takes one granted debit back. *Feiten* are what lies outside the message:
toewijzingen, tarieven and what was declared before.

Promises: the same message and the same facts give the same verdict, codes and amounts, whatever the
order of the lines in the file; what is granted is the sum of the granted lines to the cent.

Does not: know where a toewijzing or a tarief comes from. A flow fetches the facts and hands them
in.
"""
