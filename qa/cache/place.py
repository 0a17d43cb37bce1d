"""Where answers are kept: beside the configuration of a project, or where the system has what programs keep."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from qa.configuration.reading import Configuration

#: What names the folder, and what turns the cache off, whatever the configuration says.
FOLDER_VARIABLE, OFF_VARIABLE = "RELECTURE_CACHE_DIR", "RELECTURE_NO_CACHE"

#: The key of the configuration that names the folder.
KEY = "cache-dir"

#: In a project, as ruff, mypy and pytest have theirs: gone with it, and easy to keep between runs of CI.
_IN_A_PROJECT = ".relecture_cache"


def is_off(environment: Mapping[str, str]) -> bool:
    """Whether the environment says that nothing is to be kept."""
    return environment.get(OFF_VARIABLE, "").lower() not in ("", "0", "false")


def folder(configuration: Configuration | None, environment: Mapping[str, str], *, found: bool = True) -> Path | None:
    """The folder of the cache under a configuration; None where there is no place for one.

    A configuration that was `found` above a text marks a project, and the cache stands beside it. One that the command
    line names may be anybody's, and articles without any are often in a folder where nothing should turn up: then it
    is the user's own folder for such things.
    """
    if by_environment := environment.get(FOLDER_VARIABLE):
        return Path(by_environment)
    if configuration is not None:
        if named := configuration.values.get(KEY, ""):
            return configuration.folder / str(named)
        if found:
            return configuration.folder / _IN_A_PROJECT
    return _of_user(environment)


def _of_user(environment: Mapping[str, str]) -> Path | None:
    if sys.platform == "win32":
        local = environment.get("LOCALAPPDATA")
        return Path(local) / "relecture" / "cache" if local else None
    # What is not absolute is to be ignored, says the specification.
    if Path(named := environment.get("XDG_CACHE_HOME", "")).is_absolute():
        return Path(named) / "relecture"
    try:
        home = Path.home()
    except RuntimeError:
        return None
    return home / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "relecture"
