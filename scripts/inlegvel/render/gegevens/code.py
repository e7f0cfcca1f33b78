"""Five lines that read a dataset, in Python, R, DuckDB and Excel.

They give the figures of one indicator, or its totals as the rule for counting finds
them; without figures, the number of rows per theme.
"""

from dataclasses import dataclass

from inlegvel.derive.gegevenssets import ALLES, Gegevensset
from inlegvel.derive.inhoud import Inhoud
from inlegvel.model import BASIS, GEHEEL, SAMEN


@dataclass(frozen=True)
class Regels:
    """Lines for one program: its name, what to do with them, and the lines."""

    taal: str
    uitleg: str
    regels: tuple[str, ...]

    @property
    def code(self) -> str:
        """The lines as one text."""
        return "\n".join(self.regels)


def code_lines(dataset: Gegevensset, table: Inhoud, site_url: str) -> tuple[Regels, ...]:
    """The lines for `table` of `dataset`, with addresses below `site_url`."""
    url = f"{site_url}{dataset.url}{table.naam}.csv"
    if table.naam == "cijfers" and dataset.voorbeeld:
        return _figures(dataset, url)
    column = next((field["name"] for field in table.velden if field["name"] == "thema"), "")
    return _rows_per(column or str(table.velden[0]["name"]), table.naam, url)


PYTHON = "Installeer eerst pandas: pip install pandas."
R = "Werkt zonder extra pakketten."
DUCKDB = "Leest het bestand van het web, zonder het eerst op te slaan."
EXCEL = "Kies Gegevens, Gegevens ophalen, Lege query, Geavanceerde editor. Plak daar deze regels."


def _figures(dataset: Gegevensset, url: str) -> tuple[Regels, ...]:
    """The figures of one indicator; of all documents together, its totals."""
    wanted = {"indicator": dataset.voorbeeld, "variant": BASIS}
    shown = ["organisatie", "onderdeel", "aard", "jaar_van", "jaar_tot", "waarde"]
    if dataset.naam == ALLES:
        wanted |= {"organisatie": SAMEN, "onderdeel": GEHEEL, "telt_mee": "ja"}
        shown = ["document", "aard", "jaar_van", "jaar_tot", "waarde", "ontbreekt"]
    python = " and ".join(f"{name} == '{value}'" for name, value in wanted.items())
    r = " & ".join(f'{name} == "{value}"' for name, value in wanted.items())
    sql = " AND ".join(f"{name} = '{value}'" for name, value in wanted.items())
    m = " and ".join(f'[{name}] = "{value}"' for name, value in wanted.items())
    columns = ", ".join(f'"{name}"' for name in shown)
    return (
        Regels(
            "Python",
            PYTHON,
            (
                "import pandas as pd",
                f'cijfers = pd.read_csv("{url}")',
                f'rijen = cijfers.query("{python}")',
                f"tabel = rijen[[{columns}]]",
                "print(tabel)",
            ),
        ),
        Regels(
            "R",
            R,
            (
                f'adres <- "{url}"',
                'cijfers <- read.csv(adres, encoding = "UTF-8")',
                f"rijen <- subset(cijfers, {r})",
                f"tabel <- rijen[c({columns})]",
                "print(tabel)",
            ),
        ),
        Regels(
            "DuckDB",
            DUCKDB,
            (
                "INSTALL httpfs; LOAD httpfs;",
                f"SELECT {', '.join(shown)}",
                f"FROM read_csv('{url}')",
                f"WHERE {sql}",
                "ORDER BY ALL;",
            ),
        ),
        Regels(
            "Excel",
            EXCEL,
            (
                f'let bron = Csv.Document(Web.Contents("{url}"), [Encoding = 65001]),',
                "koppen = Table.PromoteHeaders(bron),",
                f"rijen = Table.SelectRows(koppen, each {m}),",
                'getal = Table.TransformColumnTypes(rijen, {"waarde", type number}, "en-US")',
                f"in Table.SelectColumns(getal, {{{columns}}})",
            ),
        ),
    )


def _rows_per(column: str, table: str, url: str) -> tuple[Regels, ...]:
    """The number of rows per value of a column."""
    return (
        Regels(
            "Python",
            PYTHON,
            (
                "import pandas as pd",
                f'{table} = pd.read_csv("{url}")',
                f'aantal = {table}.groupby("{column}").size()',
                "print(aantal.sort_values(ascending=False))",
                f"print({table}.head())",
            ),
        ),
        Regels(
            "R",
            R,
            (
                f'adres <- "{url}"',
                f'{table} <- read.csv(adres, encoding = "UTF-8")',
                f"aantal <- table({table}${column})",
                "print(sort(aantal, decreasing = TRUE))",
                f"str({table})",
            ),
        ),
        Regels(
            "DuckDB",
            DUCKDB,
            (
                "INSTALL httpfs; LOAD httpfs;",
                f"SELECT {column}, count(*) AS aantal",
                f"FROM read_csv('{url}')",
                f"GROUP BY {column}",
                "ORDER BY aantal DESC, 1;",
            ),
        ),
        Regels(
            "Excel",
            EXCEL,
            (
                "let",
                f'bron = Csv.Document(Web.Contents("{url}"), [Encoding = 65001]),',
                "rijen = Table.PromoteHeaders(bron),",
                f'aantal = Table.Group(rijen, {{"{column}"}}, {{"aantal", Table.RowCount}})',
                "in aantal",
            ),
        ),
    )
