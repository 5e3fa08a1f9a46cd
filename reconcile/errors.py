"""Every error that reconcile raises on purpose.

    ReconcileError                what a caller may want to catch: could not run (exit 2)
    ├── InputError                a file or text that cannot be read as an article
    │   ├── MissingInput          no such file, or not a file
    │   ├── EmptyInput            nothing in it that could be compared
    │   ├── UndecodableInput      binary, or text in no encoding that we know
    │   ├── OversizedInput        larger than an article can be
    │   └── UnsupportedInput      a format that we do not read, or a broken file of one that we do
    ├── TooFewSources             fewer than two different articles
    ├── SettingsError             a settings or story file with an unknown key, a wrong type, bad TOML
    ├── DecisionError             a decision on no finding, a broken file of decisions or baseline
    ├── ModelError                an encoder that cannot be loaded
    ├── OutputError               a report that cannot be written where it was asked for
    └── UnknownFormat             a report format that does not exist

Each message names the file (and line, where there is one) and says what to do. Odd text never
raises: what cannot be judged ends in the report's list of what was not compared.
"""


class ReconcileError(Exception):
    """Base of all errors raised on purpose; its text is one line for the user."""


class InputError(ReconcileError):
    """A file or text that cannot be read as an article."""


class MissingInput(InputError):
    """There is no such file, or it is not a regular file."""


class EmptyInput(InputError):
    """Nothing in the input that could be compared."""


class UndecodableInput(InputError):
    """Binary data, or text in no encoding that we know."""


class OversizedInput(InputError):
    """Larger than an article can be."""


class UnsupportedInput(InputError):
    """A format that is not read, or a broken file of one that is."""


class TooFewSources(ReconcileError):
    """Fewer than two different articles to compare."""


class SettingsError(ReconcileError):
    """A settings or story file with an unknown key, a wrong type or bad TOML."""


class DecisionError(ReconcileError):
    """A decision on a finding that there is not, or a file of decisions or a baseline that is broken."""


class ModelError(ReconcileError):
    """An encoder that cannot be loaded."""


class OutputError(ReconcileError):
    """A report cannot be written where it was asked for."""


class UnknownFormat(ReconcileError):
    """A report format that does not exist."""
