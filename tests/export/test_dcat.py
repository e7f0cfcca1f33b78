"""The catalogue for data portals, held to the published shapes of DCAT-AP-NL."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from tests.conftest import ROOT
from tests.site.website import MakeProject, run

from inlegvel.cli import main
from inlegvel.pipeline import Published, examine, publish

URL = "https://proef.example/wonen/"
SHAPES = ROOT.parent / "shared" / "standards" / "dcat-ap-nl"
REGISTER = "datapackages/register/datapackage.json"
UITGEVER = {
    "naam": 'Gemeente "Proefdorp" & Co <nl>',
    "email": "wonen@proefdorp.example",
    "website": "https://proefdorp.example/",
}

DCAT = Namespace("http://www.w3.org/ns/dcat#")
DCT = Namespace("http://purl.org/dc/terms/")
SH = Namespace("http://www.w3.org/ns/shacl#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
HOME = URIRef(f"{URL}data/")


def named(uitgever: dict[str, str] = UITGEVER) -> dict[str, Any]:
    """The change that names a publisher."""
    return {
        "bestand": REGISTER,
        "vervang": {'"uitgever": null': f'"uitgever": {json.dumps(uitgever)}'},
    }


def published(root: Path) -> Published:
    examined = examine(root)
    assert examined.ok, examined.findings
    return publish(examined, URL)


def files(site: Published) -> dict[str, bytes]:
    return {artifact.path: artifact.content for artifact in site.artifacts}


@pytest.fixture(scope="module")
def official(make_project: Callable[..., Path]) -> Published:
    return published(make_project(named()))


@pytest.fixture(scope="module")
def graph(official: Published) -> Graph:
    return Graph().parse(data=files(official)["data/catalog.ttl"], format="turtle")


@pytest.fixture(scope="module")
def shapes() -> Graph:
    """All shapes of the profile, without two constraints that it names but does not hold."""
    if not SHAPES.is_dir():
        pytest.skip("the shapes of DCAT-AP-NL are not beside this checkout")
    found = Graph()
    for path in SHAPES.glob("*.ttl"):
        found.parse(path)
    dangling = [
        (shape, part)
        for shape, part in found.subject_objects(SH.property)
        if (part, SH.path, None) not in found
    ]
    assert {str(shape).rpartition(":")[2] for shape, _ in dangling} <= {"DataServiceShape"}
    for shape, part in dangling:
        found.remove((shape, SH.property, part))
    return found


def results(graph: Graph, shapes: Graph) -> list[str]:
    """What the shapes have against a graph: violations, warnings and remarks alike."""
    from pyshacl import validate

    _, report, text = validate(graph, shacl_graph=shapes)
    assert isinstance(report, Graph)
    count = len(list(report.subjects(RDF.type, SH.ValidationResult)))
    return [text] * bool(count)


# --- valid ----------------------------------------------------------------------------


def test_catalogue_has_neither_violations_nor_warnings(graph: Graph, shapes: Graph) -> None:
    assert results(graph, shapes) == []


@pytest.mark.xdist_group("real-data")
def test_catalogue_of_the_real_data_has_neither(shapes: Graph, tmp_path: Path) -> None:
    """With a publisher from here: the register has none yet."""
    for folder in ("datapackages", "docs"):  # the register lists the addresses of all pages
        shutil.copytree(ROOT / folder, tmp_path / folder)
    path = tmp_path / REGISTER
    register = json.loads(path.read_text(encoding="utf-8")) | {"uitgever": UITGEVER}
    path.write_text(json.dumps(register), encoding="utf-8")
    assert main(["--map", str(tmp_path), "uitgeven", "register"]) == 0  # it changed
    content = files(published(tmp_path))["data/catalog.ttl"]
    assert results(Graph().parse(data=content, format="turtle"), shapes) == []


@pytest.mark.parametrize(
    ("kind", "wanted"),
    [
        (DCAT.Catalog, DCT.publisher),
        (DCAT.Dataset, DCT.accessRights),
        (DCAT.Dataset, DCAT.theme),
        (DCAT.Dataset, DCT.language),  # recommended
        (DCAT.Distribution, DCT.license),
        (DCAT.Distribution, DCAT.accessService),  # recommended
        (DCAT.DataService, DCAT.endpointDescription),
    ],
)
def test_shapes_miss_what_is_taken_away(
    graph: Graph, shapes: Graph, kind: URIRef, wanted: URIRef
) -> None:
    """The check above can fail: for what is obliged, and for what is recommended."""
    poorer = Graph()
    for triple in graph:
        poorer.add(triple)
    taken = [(node, wanted, None) for node in poorer.subjects(RDF.type, kind)]
    assert taken
    for triple in taken:
        poorer.remove(triple)
    assert results(poorer, shapes)


# --- true -----------------------------------------------------------------------------


def test_both_files_say_the_same(official: Published, graph: Graph) -> None:
    other = Graph().parse(data=files(official)["data/catalog.jsonld"], format="json-ld")
    assert isomorphic(graph, other)
    assert len(graph) > 200


def test_every_dataset_of_the_site_is_listed(official: Published, graph: Graph) -> None:
    folders = {path.split("/")[1] for path in files(official) if path.endswith("/datapackage.json")}
    listed = set(graph.objects(None, DCAT.dataset))
    assert listed == {URIRef(f"{HOME}{folder}/") for folder in folders}
    assert listed == set(graph.subjects(RDF.type, DCAT.Dataset))
    pages = {page.url for page in official.pages}
    assert {str(dataset).removeprefix(URL) for dataset in listed} <= pages


def test_every_distribution_is_a_file_with_its_size_and_checksum(
    official: Published, graph: Graph
) -> None:
    written = files(official)
    seen = set()
    for node in graph.subjects(RDF.type, DCAT.Distribution):
        path = str(graph.value(node, DCAT.downloadURL)).removeprefix(URL)
        content = written[path]
        assert int(str(graph.value(node, DCAT.byteSize))) == len(content)
        checksum = graph.value(node, SPDX.checksum)
        value = str(graph.value(checksum, SPDX.checksumValue)).lower()
        assert value == hashlib.sha256(content).hexdigest()
        seen.add(path)
    assert {"data/alle-cijfers/cijfers.csv", "data/testdorp-inlegvel-2032/cijfers.csv"} <= seen
    for folder in graph.objects(None, DCAT.dataset):
        table = str(folder).removeprefix(URL) + "datapackage.json"
        assert table in seen


def test_what_tables_conform_to_is_published(official: Published, graph: Graph) -> None:
    pages = {page.url for page in official.pages} | set(files(official))
    schemas = {str(node) for node in graph.objects(None, DCT.conformsTo)}
    assert f"{URL}standaard/1.0/cijfers.json" in schemas
    assert {schema.removeprefix(URL) for schema in schemas} <= pages


def test_publisher_and_contact_are_those_of_the_register(graph: Graph) -> None:
    foaf = Namespace("http://xmlns.com/foaf/0.1/")
    vcard = Namespace("http://www.w3.org/2006/vcard/ns#")
    (publisher,) = set(graph.objects(None, DCT.publisher))
    assert graph.value(publisher, foaf.name) == Literal(UITGEVER["naam"], lang="nl")
    (contact,) = set(graph.objects(None, DCAT.contactPoint))
    assert graph.value(contact, vcard.hasEmail) == URIRef(f"mailto:{UITGEVER['email']}")


def test_publisher_may_have_an_address_of_its_own(make_project: Callable[..., Path]) -> None:
    uri = "https://identifier.overheid.nl/tooi/id/gemeente/gm9999"
    site = published(make_project(named(UITGEVER | {"uri": uri})))
    graph = Graph().parse(data=files(site)["data/catalog.ttl"], format="turtle")
    assert set(graph.objects(None, DCT.publisher)) == {URIRef(uri)}


def test_municipality_is_named_as_the_government_does(graph: Graph) -> None:
    places = {str(place) for place in graph.objects(None, DCT.spatial)}
    assert places == {"https://identifier.overheid.nl/tooi/id/gemeente/gm9999"}


# --- the same, or not at all ------------------------------------------------------------

DIGEST = """
import hashlib, sys
from pathlib import Path
from inlegvel.cli import main
from inlegvel.pipeline import examine, publish
made = publish(examine(Path(sys.argv[1])), sys.argv[2]).artifacts
for file in made:
    if "catalog" in file.path:
        print(file.path, hashlib.sha256(file.content).hexdigest())
"""


def test_two_builds_are_equal(make_project: Callable[..., Path], official: Published) -> None:
    """Whatever order sets and dictionaries have in another process."""
    root = make_project(named())
    env = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
    said = {
        subprocess.run(
            [sys.executable, "-c", DIGEST, root, URL],
            env=env | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    here = files(official)
    digest = hashlib.sha256(here["data/catalog.ttl"]).hexdigest()
    assert f"data/catalog.ttl {digest}" in said.pop()


def test_no_catalogue_without_a_publisher(basis: Path) -> None:
    site = published(basis)
    assert not any("catalog" in path for path in files(site))
    page = next(page for page in site.pages if page.url == "data/")
    assert "Er is nog geen catalogus voor dataportalen" in page.body


def test_rdflib_is_not_even_imported_without_a_publisher(basis: Path) -> None:
    code = DIGEST + "assert 'rdflib' not in sys.modules"
    env = os.environ | {"PYTHONPATH": str(ROOT / "scripts")}
    done = subprocess.run(
        [sys.executable, "-c", code, basis, URL],
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, ""), done.stderr


@pytest.mark.slow
def test_build_says_why_there_is_no_catalogue(make_site_project: MakeProject) -> None:
    done = run(make_site_project(), "bouw")
    assert done.returncode == 0, done.stderr
    assert "geen catalogus (data/catalog.ttl)" in done.stdout
    assert "Noem die bij ‘uitgever’ in datapackages/register/datapackage.json." in done.stdout
