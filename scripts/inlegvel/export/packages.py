"""Every form of a package, as files of which only those are made that are asked for."""

from collections.abc import Callable, Iterable

from inlegvel.export.about import Package
from inlegvel.export.archive import archive_bytes
from inlegvel.export.artifact import Artifact, json_bytes
from inlegvel.export.csvw import csvw_metadata
from inlegvel.export.database import database_bytes
from inlegvel.export.excel_csv import excel_csv
from inlegvel.export.json_rows import json_rows
from inlegvel.export.kept import Kept
from inlegvel.export.tables import Table
from inlegvel.export.workbook import workbook_bytes


def package_artifacts(package: Package, kept: Kept) -> list[Artifact]:
    """A complete Data Package: its description, its tables in every form, all in one file."""
    files = []
    tables = []
    for table in package.tables:
        csv, *others = _forms(package, table)
        tables.append(csv)
        files += [csv, *others]
    description = Artifact(f"{package.folder}datapackage.json", lambda: descriptor(package, tables))
    book = Artifact(
        f"{package.folder}{package.naam}.xlsx",
        kept.once(lambda: workbook_bytes(package), "xlsx", [description], _also(package)),
    )
    files = [description, *files, *package.views, book]
    packed = Artifact(
        f"{package.folder}{package.naam}.zip",
        kept.once(lambda: archive_bytes(package, files), "zip", files, _also(package)),
    )
    return [*files, packed]


def database_artifact(package: Package, description: Artifact, kept: Kept) -> Artifact:
    """The tables of the package as one SQLite file."""
    make = kept.once(lambda: database_bytes(package), "sqlite", [description], _also(package))
    return Artifact("data/inlegvel.sqlite", make)


def _also(package: Package) -> list[str]:
    """What the description does not say and yet stands in the files."""
    return [package.datum.isoformat(), package.url, package.citaat]


def _forms(package: Package, table: Table) -> list[Artifact]:
    def form(ending: str, make: Callable[[], bytes]) -> Artifact:
        return Artifact(f"{package.folder}{table.naam}{ending}", make)

    return [
        form(".csv", table.csv),
        form(".nl.csv", lambda: excel_csv(table)),
        form(".json", lambda: json_rows(table)),
        form(".csv-metadata.json", lambda: csvw_metadata(table, package.about)),
    ]


def descriptor(package: Package, files: Iterable[Artifact]) -> bytes:
    """`datapackage.json`: the package with its tables, whose CSVs are `files`."""
    resources = [
        {
            "name": table.naam,
            "path": f"{table.naam}.csv",
            "type": "table",
            "title": table.titel,
            "description": table.omschrijving,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "bytes": len(file.content),
            "hash": f"sha256:{file.sha256}",
            "schema": table.schema(),
        }
        for table, file in zip(package.tables, files, strict=True)
    ]
    return json_bytes({**package.about, "resources": resources})
