# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""The scenarios of the standard, as a backoffice reads them, on the real chain.

Steps stand in the modules ``stappen_…``. Whatever a step does not understand fails: a sentence
without a step, a table that no step reads, a refusal that no step speaks of.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from pytest_bdd.parser import Scenario, Step
from pytest_bdd.steps import StepNamePrefix

if TYPE_CHECKING:
    from tests.spec.wereld import Wereld

_STAPPEN = (
    "aanbieder",
    "antwoord",
    "basis",
    "besluit",
    "declaratie",
    "levering",
    "massa",
    "post",
    "verzoek",
)
_MODULES = (
    "antwoorden",
    "begin",
    "codes",
    "lezen",
    "wereld",
    *(f"stappen_{naam}" for naam in _STAPPEN),
)

# A failing assert shows what it compared, as it does in a test module.
pytest.register_assert_rewrite(*(f"tests.spec.{naam}" for naam in _MODULES))

# A step is a fixture, and fixtures are found in a conftest and not in what it imports.
for _naam in _STAPPEN:
    _module = import_module(f"tests.spec.stappen_{_naam}")
    globals().update(
        {
            name: value
            for name, value in vars(_module).items()
            if name.startswith(StepNamePrefix.step_def.value)
        }
    )


_FIRST_STEP = pytest.StashKey[str]()


@pytest.fixture
def wereld(db: None, request: pytest.FixtureRequest) -> Iterator[Wereld]:
    """What the scenario begins with; and what holds after every scenario."""
    from tests.spec.begin import begin  # noqa: PLC0415  # after its asserts are rewritten

    made = begin(with_t1=request.node.stash[_FIRST_STEP] == "toewijzing T1")
    yield made
    made.controleer()


def pytest_bdd_before_scenario(request: pytest.FixtureRequest, scenario: Scenario) -> None:
    """The world depends on how the scenario begins."""
    request.node.stash[_FIRST_STEP] = scenario.steps[0].name


def pytest_bdd_apply_tag(tag: str, function: Callable[..., Any]) -> bool:
    """Tags are for readers and for the pages; no test is chosen by them."""
    return True


def pytest_bdd_before_step_call(
    request: pytest.FixtureRequest, step: Step, step_func_args: dict[str, Any]
) -> None:
    """Nothing that a scenario says may go unread."""
    assert step.datatable is None or "datatable" in step_func_args, (
        f"niemand leest de tabel: {step}"
    )
    assert step.docstring is None, f"niemand leest de tekst: {step}"
    wereld: Wereld = request.getfixturevalue("wereld")
    if not step.name.startswith("weigert noaber"):
        assert wereld.weigering is None, wereld.weigering
