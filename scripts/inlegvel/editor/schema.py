"""Put the schemas of the standard into every datapackage.json."""

import json
from pathlib import Path

from inlegvel.findings import Finding
from inlegvel.load import load_standaard
from inlegvel.load.files import read_json
from inlegvel.model import Standaard


def write_schemas(root: Path) -> tuple[list[str], list[Finding]]:
    """Update all descriptors; gives the files that changed and what could not be read."""
    standaard, findings = load_standaard(root)
    changed: list[str] = []
    packages = root / "datapackages"
    for path in sorted(
        [*packages.glob("*/datapackage.json"), *packages.glob("*/*/datapackage.json")]
    ):
        name = path.relative_to(root).as_posix()
        descriptor = read_json(path, name)
        if isinstance(descriptor, Finding):
            findings.append(descriptor)
            continue
        text = json.dumps(_with_schemas(descriptor, standaard), ensure_ascii=False, indent=2) + "\n"
        if text != path.read_text(encoding="utf-8"):
            path.write_text(text, encoding="utf-8", newline="\n")
            changed.append(name)
    return changed, findings


def _with_schemas(descriptor: dict[str, object], standaard: Standaard) -> dict[str, object]:
    resources = descriptor.get("resources")
    if not isinstance(resources, list):
        return descriptor
    filled = []
    for resource in resources:
        name = resource.get("name") if isinstance(resource, dict) else None
        schema = standaard.schemas.get(name) if isinstance(name, str) else None
        filled.append({**resource, "schema": schema.descriptor} if schema else resource)
    return {**descriptor, "resources": filled}
