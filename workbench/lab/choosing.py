"""From the name a person gives to what places their keys: a client, an example, a plug-in, a rule file."""

from __future__ import annotations

from pathlib import Path, PurePath
from stat import S_ISREG

from workbench.partitioning import partitioners
from workbench.partitioning.rules import Partitioner
from workbench.partitioning.unusable import Unusable
from workbench.records.escape import escape, quoted

SUFFIX = ".toml"
_LARGEST = 1024 * 1024


def choose(name: str) -> Partitioner:
    """The partitioner of that name; a name that ends in .toml is the path of a rule file, which is read now.

    Clients come before examples and those before plug-ins. Raises LookupError with a sentence.
    """
    if is_rule_file(name):
        return _rule_file(Path(name).expanduser())
    try:
        return partitioners.find(name.lower())
    except LookupError:
        found = _example(name) or _plugin(name)
    if found is None:
        raise LookupError(_unknown(name))
    return found


def chosen(name: str) -> Partitioner:
    """The same; where there is none, one that refuses every key with that sentence."""
    try:
        return choose(name)
    except LookupError as error:
        return Unusable(shown_name(name), str(error.args[0]))


def is_rule_file(name: str) -> bool:
    """Whether the name is the path of a rule file."""
    return name.lower().endswith(SUFFIX)


def shown_name(name: str) -> str:
    """The name, of a rule file without its folder."""
    return escape(PurePath(name).name if is_rule_file(name) else name)


def examples() -> tuple[str, ...]:
    """The names of the rule files that come along; a layout for a serializer has no rules."""
    rules = (file for file in _examples().glob(f"*{SUFFIX}") if "[[rule]]" in file.read_text("utf-8"))
    return tuple(sorted(file.name.removesuffix(SUFFIX) for file in rules))


def plugins() -> tuple[str, ...]:
    """The names of the plug-ins that are installed and that no client or example hides."""
    from workbench.lab.plugins import found

    hidden = {*examples(), *(client.name for client in partitioners.clients())}
    return tuple(sorted(name for name in found() if name not in hidden and not is_rule_file(name)))


def _examples() -> Path:
    return Path(__file__).parent.parent / "examples"


def _example(name: str) -> Partitioner | None:
    return _rule_file(_examples() / f"{name}{SUFFIX}") if name in examples() else None


def _plugin(name: str) -> Partitioner | None:
    from workbench.lab import plugins

    point = plugins.found().get(name)
    return None if point is None else plugins.load(point)


def _rule_file(path: Path) -> Partitioner:
    from workbench.partitioning.rule_file import RuleFileError, parse

    try:
        text = _text(path)
    except ValueError as error:
        raise LookupError(f"the rule file {quoted(str(path), 80)} cannot be read: {error}") from None
    try:
        return parse(text, escape(path.stem), lambda name: _text(path.parent / name))
    except RuleFileError as error:
        raise LookupError(f"the rule file {quoted(path.name, 80)} cannot be used: {error}") from None


def _text(path: Path) -> str:
    """The text of a file. Raises ValueError with the cause: a device or a pipe would be read for ever."""
    try:
        about = path.stat()
        if not S_ISREG(about.st_mode):
            raise ValueError("it is no file")
        if about.st_size > _LARGEST:
            raise ValueError(f"it is larger than {_LARGEST // 1024} KiB")
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise ValueError(error.strerror or type(error).__name__) from None
    except UnicodeDecodeError as error:
        raise ValueError(f"it is not UTF-8 at byte {error.start + 1:,}") from None


def _unknown(name: str) -> str:
    from difflib import get_close_matches

    names = [*(client.name for client in partitioners.clients()), *examples(), *plugins()]
    near = get_close_matches(name.lower(), names, n=3, cutoff=0.6)
    beginning = f"there is no client {quoted(name)}"
    if near:
        return f"{beginning}; did you mean {' or '.join(near)}?"
    more = len(names) - 3
    return f"{beginning}; valid: java, sarama, banana and {more} more (workbench partition --clients), or FILE{SUFFIX}"
