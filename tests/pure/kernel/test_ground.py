# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""What holds for the kernel as a whole."""

import importlib
import inspect
import pkgutil
import subprocess
import sys

import pytest

import noaber.kernel
from noaber.kernel.errors import InvalidValue

MODULES = sorted(
    module.name for module in pkgutil.walk_packages(noaber.kernel.__path__, "noaber.kernel.")
)


def refusals_with_a_fixed_text() -> list[type[InvalidValue]]:
    """The others, which name a date, are tested where they are raised."""
    for name in MODULES:
        importlib.import_module(name)
    kinds = [kind for kind in InvalidValue.__subclasses__() if kind.__module__ in MODULES]
    fixed = (kind for kind in kinds if not inspect.signature(kind).parameters)
    return sorted(fixed, key=lambda kind: kind.__name__)


def test_importing_the_kernel_loads_nothing_slow() -> None:
    """The commands must start at once: what stdnum and holidays load waits for the first use."""
    program = f"import sys, {', '.join(MODULES)}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert {"stdnum", "holidays", "ssl", "polars", "lxml"}.isdisjoint(loaded.stdout.split())


def test_importing_the_kernel_reads_no_data() -> None:
    program = f"""
import sys, {", ".join(MODULES)}
from noaber.kernel import gemeentecode
from noaber.kernel.calendar import feestdagen, workdays
readers = [gemeentecode._read_gemeenten, feestdagen._read_file, workdays._read_calendars]
sys.exit(sum(reader.cache_info().currsize for reader in readers))
"""
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.parametrize("kind", refusals_with_a_fixed_text(), ids=lambda kind: kind.__name__)
def test_a_refusal_is_a_value_error_with_one_dutch_sentence_that_says_what_to_do(kind) -> None:
    text = str(kind())
    assert issubclass(kind, ValueError)
    assert text[0].isupper()
    assert text.endswith(".")
    assert ":" in text or text.count(".") == 2
