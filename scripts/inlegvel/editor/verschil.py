"""What the data on disk change against a revision of the repository."""

from dataclasses import dataclass
from pathlib import Path

from inlegvel.check import RELEASING
from inlegvel.derive.revisies import Revisieverschil, Toestand, vergelijk_toestanden
from inlegvel.load import document_folders
from inlegvel.load.revisie import Revisie, at_revision
from inlegvel.load.uitgaven import read_folder
from inlegvel.load.versies import UnreadableError
from inlegvel.pipeline import examine_data
from inlegvel.uitgave import REGISTER, Versie
from inlegvel.whole import CACHE


@dataclass(frozen=True)
class Vergelijking:
    """A difference, with the commit it was made against and both sides."""

    revisie: Revisie
    oud: Toestand
    nieuw: Toestand
    verschil: Revisieverschil


def compare(root: Path, revision: str) -> Vergelijking:
    """What the data on disk change against those of a revision; nothing is written.

    Raises:
        RevisieError: the revision cannot be read.
    """
    with at_revision(root, revision) as (revisie, project):
        oud = _toestand(project, root / CACHE)
    nieuw = _toestand(root, root / CACHE)
    return Vergelijking(revisie, oud, nieuw, vergelijk_toestanden(oud, nieuw))


def _toestand(root: Path, cache: Path) -> Toestand:
    facts, findings = examine_data(root, cache)
    base = root / "datapackages"
    folders = {"-".join(f.relative_to(base).parts): f for f in document_folders(root)}
    folders[REGISTER] = base / REGISTER
    versies: dict[str, Versie] = {}
    for naam, folder in folders.items():
        try:
            versies[naam] = read_folder(naam, folder)
        except (OSError, UnreadableError):
            continue  # its findings say what is wrong
    wrong = {f.document for f in findings if f.ernst == "fout" and f.regel not in RELEASING}
    documents = facts.catalogue.documenten if facts and REGISTER not in wrong else ()
    heel = {document.naam for document in documents if document.heel} - wrong
    return Toestand(facts, tuple(findings), frozenset(folders), versies, frozenset(heel))
