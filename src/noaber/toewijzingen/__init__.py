# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What the gemeente assigns, what the aanbieder asks for, and when delivery starts and stops.

Words: a *toewijzing* is the order to an aanbieder to deliver to a client; every change is a new
*version* of it. A *verzoek* is a VOT (315) or VOW (317); it is open until it is *gehonoreerd* (301)
or *afgewezen* (319). A *levering* is one start (305) with the stops (307) that refer to it.

Promises: the same message and the same facts give the same verdict, whatever the order in which
classes stand in a message or messages arrived (OP080); a rejected message leaves no trace; the
newest decision counts, not the last received (IV013); no finding and no error holds a BSN.

Does not: know where facts come from (a flow fetches them), know contracts or money, send anything.
Worked examples stand in docs/algorithms: toewijzing-wijzigen, start-stop and verzoeken.
"""
