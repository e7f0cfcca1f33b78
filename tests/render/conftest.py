"""The websites that these tests look at."""

from tests.site.website import (  # noqa: F401  # fixtures
    basis_site,
    basis_site_below,
    make_site_project,
    real_site,
)
