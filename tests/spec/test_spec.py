# SPDX-FileCopyrightText: 2026 The noaber authors
# SPDX-License-Identifier: EUPL-1.2
"""Every scenario of the features is a test; its name begins with its number."""

import pytest
from pytest_bdd import scenarios

pytestmark = pytest.mark.django_db

scenarios(".")
