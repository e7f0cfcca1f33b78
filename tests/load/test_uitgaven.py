"""Releases as they are read: untouched, in order, and unpacked only when something differs."""

import hashlib
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inlegvel.editor.uitgeven import pack, release
from inlegvel.findings import Finding
from inlegvel.load import load_catalogue
from inlegvel.load.uitgaven import load_uitgaven

NAAM = "testdorp-inlegvel-2032"
FOLDER = "datapackages/testdorp/inlegvel-2032"
PEILDATUM = date(2032, 6, 1)
MakeProject = Callable[..., Path]


@pytest.fixture(scope="module")
def released(make_project: MakeProject) -> Path:
    """The basis with one release of one package. Read it; change only copies."""
    root = make_project()
    release(root, [NAAM], "2032-02-01")
    return root


@pytest.fixture(scope="module")
def archive(released: Path) -> bytes:
    return (released / "datapackages" / "uitgaven" / NAAM / "1.0.0.zip").read_bytes()


def written(root: Path, archives: dict[str, bytes]) -> list[Finding]:
    """What is found where these archives stand in the list with their own checksums."""
    folder = root / "datapackages" / "uitgaven" / NAAM
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for name, content in archives.items():
        (folder / name).write_bytes(content)
        lines.append(f"{hashlib.sha256(content).hexdigest()}  {name}\n")
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")
    return load_uitgaven(root, {}, PEILDATUM, None)[1]


def again(archive: bytes, old: str, new: str, day: date = date(2032, 2, 1)) -> bytes:
    """The archive with something else in its datapackage.json."""
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        files = {name: opened.read(name) for name in opened.namelist()}
    assert files["datapackage.json"].count(old.encode()) == 1
    files["datapackage.json"] = files["datapackage.json"].replace(old.encode(), new.encode())
    return pack(files, day)


def test_a_good_release_is_read(released: Path) -> None:
    catalogue, findings = load_catalogue(released)
    assert findings == []
    assert catalogue is not None
    (uitgave,) = catalogue.uitgaven[NAAM].reeks
    assert (uitgave.nummer, uitgave.datum) == ("1.0.0", date(2032, 2, 1))
    assert uitgave.url == f"data/versies/{NAAM}/1.0.0.zip"
    rows = uitgave.versie.tabellen["cijfers"].rijen
    assert rows["sloop/de-dakpan/geheel/2032/2032/basis/voornemen"]["waarde"] == "5"
    assert len(rows) == len(catalogue.by_name[NAAM].tabellen.rows("cijfers"))


def test_the_list_is_one_that_sha256sum_reads(released: Path, archive: bytes) -> None:
    path = released / "datapackages" / "uitgaven" / NAAM / "SHA256SUMS"
    expected = f"{hashlib.sha256(archive).hexdigest()}  1.0.0.zip\n"
    assert path.read_text(encoding="utf-8") == expected


def test_nothing_is_unpacked_where_nothing_changed(
    released: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check of a thousand unchanged packages reads archives, but opens no file in them."""
    load_catalogue(released, released / ".inlegvel-cache")
    opened: list[str] = []
    monkeypatch.setattr(
        zipfile.ZipFile,
        "read",
        lambda self, name: opened.append(name),
    )
    catalogue, findings = load_catalogue(released, released / ".inlegvel-cache")
    assert findings == []
    assert opened == []
    assert catalogue is not None
    assert catalogue.uitgaven[NAAM].huidig is None


def test_a_package_that_is_gone_keeps_its_releases(tmp_path: Path, archive: bytes) -> None:
    assert written(tmp_path, {"1.0.0.zip": archive}) == []
    found, _ = load_uitgaven(tmp_path, {}, PEILDATUM, None)
    assert found[NAAM].nieuwste.inhoud == archive


@pytest.mark.parametrize(
    ("old", "new", "regel"),
    [
        ('"version": "1.0.0"', '"version": "1.0.1"', "uitgave-volgorde"),
        ('"created": "2032-02-01', '"created": "2032-06-02', "uitgave-volgorde"),
        ('"created": "2032-02-01', '"created": "2032-02-31', "uitgave-onleesbaar"),
        ('"created"', '"gemaakt"', "uitgave-onleesbaar"),
        (f'"name": "{NAAM}"', '"name": "iets-anders"', "uitgave-onleesbaar"),
        ('"path": "cijfers.csv"', '"path": "getallen.csv"', "uitgave-onleesbaar"),
        ('"resources": [', '"resources": 7, "was": [', "uitgave-onleesbaar"),
    ],
)
def test_an_archive_that_is_not_what_its_name_says(
    tmp_path: Path, archive: bytes, old: str, new: str, regel: str
) -> None:
    (finding,) = written(tmp_path, {"1.0.0.zip": again(archive, old, new)})
    assert finding.regel == regel
    assert finding.bestand == f"datapackages/uitgaven/{NAAM}/1.0.0.zip"


@pytest.mark.parametrize(
    ("name", "day", "word"),
    [
        ("1.0.3.zip", "2032-02-01", "Na 1.0.0 kan versie 1.0.3 niet komen"),
        ("1.2.0.zip", "2032-02-01", "niet komen"),
        ("2.1.0.zip", "2032-02-01", "niet komen"),
        ("1.0.1.zip", "2032-01-31", "eerder dan versie 1.0.0"),
    ],
)
def test_releases_come_in_order(
    tmp_path: Path, archive: bytes, name: str, day: str, word: str
) -> None:
    later = again(archive, '"version": "1.0.0"', f'"version": "{name.removesuffix(".zip")}"')
    later = again(later, '"created": "2032-02-01', f'"created": "{day}')
    (finding,) = written(tmp_path, {"1.0.0.zip": archive, name: later})
    assert finding.regel == "uitgave-volgorde"
    assert word in finding.melding


def test_the_first_release_is_not_gone(tmp_path: Path, archive: bytes) -> None:
    later = again(archive, '"version": "1.0.0"', '"version": "1.0.1"')
    (finding,) = written(tmp_path, {"1.0.1.zip": later})
    assert finding.melding == "Als eerste uitgave kan versie 1.0.1 niet komen."


def test_the_tenth_comes_after_the_ninth(tmp_path: Path, archive: bytes) -> None:
    names = ["1.0.0", *(f"1.0.{number}" for number in range(1, 11))]
    versions = {
        f"{name}.zip": again(archive, '"version": "1.0.0"', f'"version": "{name}"')
        for name in names
    }
    assert written(tmp_path, versions) == []
    found, _ = load_uitgaven(tmp_path, {}, PEILDATUM, None)
    assert found[NAAM].nieuwste.nummer == "1.0.10"


@given(data=st.data())
def test_no_byte_of_a_release_changes_unseen(
    data: st.DataObject, archive: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    where = data.draw(st.integers(0, len(archive) - 1))
    bit = 1 << data.draw(st.integers(0, 7))
    root = tmp_path_factory.mktemp("stuk")
    written(root, {"1.0.0.zip": archive})
    damaged = bytearray(archive)
    damaged[where] ^= bit
    (root / "datapackages" / "uitgaven" / NAAM / "1.0.0.zip").write_bytes(damaged)
    found, findings = load_uitgaven(root, {}, PEILDATUM, None)
    assert [finding.regel for finding in findings] == ["uitgave-gewijzigd"]
    assert found == {}


@given(data=st.data())
def test_damage_with_a_fitting_checksum_is_no_traceback(
    data: st.DataObject, archive: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    where = data.draw(st.integers(0, len(archive) - 1))
    damaged = bytearray(archive)
    damaged[where] ^= 1 << data.draw(st.integers(0, 7))
    for finding in written(tmp_path_factory.mktemp("stuk"), {"1.0.0.zip": bytes(damaged)}):
        assert finding.regel in ("uitgave-onleesbaar", "uitgave-volgorde")


def test_an_archive_that_unpacks_to_too_much_is_not_unpacked(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("cijfers.csv", "w", force_zip64=True) as file,
    ):
        for _ in range(21):
            file.write(b"0" * 10_000_000)
    (finding,) = written(tmp_path, {"1.0.0.zip": bomb.getvalue()})
    assert finding.melding == "Deze uitgave is niet te lezen: het is te groot."
