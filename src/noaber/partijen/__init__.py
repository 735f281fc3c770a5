# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Who there are: persons and their households, aanbieders, gemeenten and their gebieden.

Words: an *administratie* is the books that this installation keeps for one gemeente, or for one
aanbieder; a *lane* is the traffic between one gemeente and one aanbieder under one wet, in the
books of one of the two. Everything in a lane happens in order; lanes run side by side.

Promises: a person stands once in an administratie; the bsn is sealed and found by its blind index;
an address, a name and an account number are versions with the days on which they hold.

Does not: know what anybody gets or delivers.
"""
