# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""How the lines of a large month are parted over declaraties (OP179)."""

import polars as pl

from noaber.flows.declareer import parts


def lines(clients: int, each: int) -> pl.DataFrame:
    bsns = [f"{number:09}" for number in range(clients) for _ in range(each)]
    return pl.DataFrame({"bsn": bsns, "referentie_nummer": [str(n) for n in range(len(bsns))]})


def test_what_fits_stays_together() -> None:
    assert [part.height for part in parts(lines(1, 3))] == [3]


def test_every_line_goes_once_and_no_client_is_parted() -> None:
    month = lines(9_000, 4)
    found = list(parts(month))
    assert [part.height for part in found] == [17_000, 17_000, 2_000]
    together = pl.concat(found)
    assert sorted(together["referentie_nummer"]) == sorted(month["referentie_nummer"])
    clients = [set(part["bsn"]) for part in found]
    assert not (clients[0] & clients[1] | clients[1] & clients[2] | clients[0] & clients[2])


def test_the_last_client_of_a_part_is_not_cut_off() -> None:
    assert [part.height for part in parts(lines(6_001, 3))] == [17_001, 1_002]
