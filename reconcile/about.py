"""What this installation is."""

from importlib.metadata import PackageNotFoundError, version


def installed_version() -> str:
    """Return the installed package's version; "0+source" where a source tree runs without being installed."""
    try:
        return version("reconcile")
    except PackageNotFoundError:
        return "0+source"
