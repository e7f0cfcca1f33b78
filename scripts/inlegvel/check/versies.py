"""The version of a package: what follows from the changes since its newest release."""

from collections.abc import Iterator

from inlegvel.check.rule import rule
from inlegvel.derive.facts import Facts
from inlegvel.derive.versiezinnen import plekken, samenvatting
from inlegvel.findings import Finding
from inlegvel.uitgave import REGISTER, as_numbers, volgende


@rule(
    "versie-wijkt-af",
    "fout",
    "De versie van een pakket volgt uit wat er veranderde sinds de laatste uitgave.",
)
def version_differs(facts: Facts) -> Iterator[Finding]:
    """A version that is too low or too high for what changed since the newest release."""
    folders = {document.naam: str(document.pad) for document in facts.catalogue.documenten}
    folders[REGISTER] = REGISTER
    for naam, uitgaven in facts.catalogue.uitgaven.items():
        if uitgaven.huidig is None:
            continue
        verschil = facts.versieverschillen[naam]
        released, found = uitgaven.nieuwste.nummer, uitgaven.huidig.nummer
        expected = volgende(released, verschil.stap)
        if found == expected:
            continue
        where = plekken(verschil)
        level = "laag" if as_numbers(found) < as_numbers(expected) else "hoog"
        yield Finding(
            regel="versie-wijkt-af",
            ernst="fout",
            document=naam,
            bestand=f"datapackages/{folders[naam]}/datapackage.json",
            kolom="version",
            melding=f"Versie {found} is te {level}. Sinds uitgave {released}: "
            f"{_mid_sentence(samenvatting(verschil))} Daarbij hoort versie {expected}."
            + (f" Het gaat om {where}." if where else ""),
            herstel=f"Zet bij ‘version’: {expected}." + (_release(naam) if verschil.stap else ""),
            gevonden=found,
            verwacht=expected,
        )


def _release(naam: str) -> str:
    return (
        f" Bent u klaar met wijzigen? Dan doet deze opdracht het voor u: inlegvel uitgeven {naam}."
    )


def _mid_sentence(text: str) -> str:
    return text[:1].lower() + text[1:]
