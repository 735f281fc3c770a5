# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""An exercise: fictitious gemeenten and aanbieders that do months of business by real messages.

``opzet``, ``namen`` and ``aanbod`` (who takes part and what is bought) · ``clienten`` and
``verloop`` (whose help goes how) · ``stand`` (what the exercise knows) · ``inrichting`` (the
parties in the database) · ``maand`` (what a month holds), which takes from ``stappen``, ``vragen``
and ``leveringen`` (what gemeenten decide, and what aanbieders ask and report) · ``declaraties`` and
``maanddeclaraties`` (what is declared) · ``fouten``, ``recepten`` and ``zoeken`` (which mistakes
there are, and what must come of each), ``verdeling`` and ``foute_…`` (making them), ``brieven``
(wrong messages) · ``taken`` and ``opdrachten`` (what is to be done, and what a worker carries out)
· ``postkamer`` and ``krachten`` (where and by whom the work is done) · ``koerier``, ``bank``,
``uitbetalen`` and ``vreemd`` (the world around) · ``oefening`` (the run) · ``verwachting`` and
``gevonden`` (what should come back, and what came) · ``verslag`` (the outcome) · ``rekenen``
(dates and limits).

What must come of a mistake follows from how it is made and from the text of the standard. The
exercise never asks the judging code what it would say; limits are counted here once more, in dates.
"""
