"""`python -m inlegvel` is the command `inlegvel`."""

import signal


def main() -> int:
    """Run one command; who stops it while it still loads gets no traceback."""
    usual = signal.getsignal(signal.SIGINT)
    if usual is signal.default_int_handler:
        signal.signal(signal.SIGINT, signal.SIG_DFL)
    from inlegvel.cli import main as run

    signal.signal(signal.SIGINT, usual)
    return run()


if __name__ == "__main__":
    raise SystemExit(main())
