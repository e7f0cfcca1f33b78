"""`python -m inlegvel` is the command `inlegvel`."""

from inlegvel.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
