"""The websites that these tests look at, and the LibreOffice that opens their downloads."""

import pytest
from tests.conftest import of_the_system
from tests.export.office import Office
from tests.site.website import (  # noqa: F401  # fixtures
    basis_site,
    basis_site_below,
    make_site_project,
    real_site,
)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice with Dutch settings; without one the test is skipped, in CI it fails."""
    program = of_the_system("--where-office", "LibreOffice")
    return Office(program, tmp_path_factory.mktemp("office"))
