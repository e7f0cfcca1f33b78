"""LibreOffice as a Dutch user has it, without its windows."""

import itertools
import subprocess
from pathlib import Path

# The name of LibreOffice's own settings; in two, since it looks like the address of a registry.
SETTINGS = "http://openoffice.org/2001/" + "registry"
DUTCH = f"""<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="{SETTINGS}"
 xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>nl-NL</value></prop>
</item>
</oor:items>
"""
# Separator, quote, UTF-8, first line, no columns set apart, Dutch, then: quoted cells may be
# numbers, dates and the like are recognised, …, the whole file, formulas are run.
OPEN_CSV = "CSV:{separator},34,76,1,,1043,false,true,false,false,false,0,true"
SEMICOLON, COMMA = 59, 44


class Office:
    """One program with settings of its own, so that no user's LibreOffice is in the way."""

    def __init__(self, program: str, folder: Path):
        self.program = program
        self.folder = folder
        settings = folder / "profile" / "user"
        settings.mkdir(parents=True)
        (settings / "registrymodifications.xcu").write_text(DUTCH, encoding="utf-8")
        self._numbers = itertools.count()

    def convert(self, path: Path, to: str, separator: int | None = None) -> Path:
        """The file as LibreOffice saves it again; all formulas are computed anew.

        `separator` is what stands between the cells of a CSV.
        """
        target = self.folder / str(next(self._numbers))
        opening = [f"--infilter={OPEN_CSV.format(separator=separator)}"] if separator else []
        done = subprocess.run(
            [
                *(self.program, f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"),
                *("--headless", "--norestore", *opening, "--convert-to", to),
                *("--outdir", str(target), str(path)),
            ],
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        made = sorted(target.glob("*")) if target.exists() else []
        assert len(made) == 1, done.stdout + done.stderr
        return made[0]
