"""Settings: where they are found, what they say, what a slip in them is told, where each value comes from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reconcile.errors import SettingsError
from reconcile.settings import Settings, check_codes, describe, levels, load, thresholds, with_options


def written(folder: Path, text: str, name: str = "reconcile.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def refused(path: Path) -> str:
    with pytest.raises(SettingsError) as error:
        load(path)
    return str(error.value)


EVERY = """\
model = "some/model"
fail_on = ["number", "conflict"]

[checks]
place-mismatch = false
date-mismatch = true

[thresholds]
align = 0.3
confidence = 0.7

[names]
"Tavelport" = ["Tavel Port"]
"""


WHOLE = """# the desk's own
model = "some/model"
fail_on = ["number", "conflict"]

[checks]
place-mismatch = false
"date-mismatch" = true

[thresholds]
align = 0.3
confidence = 0.7

[names]
"Ri Sol-ju" = ["Lee  Sol-ju", "Ri Sol Ju"]
Kyiv = ["Kiev"]
"""
READ = Settings(
    "some/model",
    ("conflict", "number"),
    ("place-mismatch",),
    0.3,
    0.7,
    (("Kyiv", ("Kiev",)), ("Ri Sol-ju", ("Lee Sol-ju", "Ri Sol Ju"))),
)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert load(folder=tmp_path) == Settings()
    assert Settings() == Settings("bundled", (), (), None, 0.5, ())


def test_every_key_is_read(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE)
    assert load(path) == READ
    assert load(folder=tmp_path) == READ


def test_a_pyproject_says_the_same_in_its_table(tmp_path: Path) -> None:
    inner = WHOLE.replace("\n[", "\n[tool.reconcile.")
    path = written(tmp_path, f"[project]\nname = 'x'\n[tool.reconcile]\n{inner}", "pyproject.toml")
    assert load(path) == READ
    assert load(folder=tmp_path) == READ
    assert dict(load(path).origin)["thresholds.align"] == f"{path}:13"


@pytest.mark.parametrize("start", [b"\xef\xbb\xbf", b"# caf\xc3\xa9\r\n"])
def test_what_editors_on_windows_write_is_read(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "reconcile.toml"
    path.write_bytes(start + b'model = "x"\r\n[checks]\r\nplace-mismatch = false\r\n')
    assert load(path) == Settings("x", off=("place-mismatch",))


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ('"number,name"', ("name", "number")),
        ('" conflict , date"', ("conflict", "date")),
        ('["any"]', ("any",)),
        ('"none"', ("none",)),
        ("[]", ("none",)),
        ('""', ("none",)),
    ],
)
def test_fail_on_is_a_list_or_a_string_with_commas(
    tmp_path: Path, said: str, expected: tuple[str, ...]
) -> None:
    assert load(written(tmp_path, f"fail_on = {said}\n")).fail_on == expected


def test_the_own_file_goes_before_pyproject(tmp_path: Path) -> None:
    written(
        tmp_path,
        "[tool.reconcile.thresholds]\nconfidence = 0.9\n[tool.other]\ncolour = 1\n",
        "pyproject.toml",
    )
    assert load(folder=tmp_path).confidence == 0.9
    written(tmp_path, "[thresholds]\nconfidence = 0.8\n")
    assert load(folder=tmp_path).confidence == 0.8


def test_the_nearest_folder_wins_and_wins_alone(tmp_path: Path) -> None:
    story = tmp_path / "desk" / "story"
    story.mkdir(parents=True)
    written(tmp_path, 'model = "far"\nfail_on = "any"\n')
    assert load(folder=story).model == "far"
    written(story.parent, "[tool.other]\n# not of reconcile\n", "pyproject.toml")
    assert load(folder=story).model == "far"
    written(story.parent, 'model = "near"\n')
    assert load(folder=story) == Settings("near")


def test_a_torn_pyproject_of_others_is_passed_by(tmp_path: Path) -> None:
    written(tmp_path, "[tool.other\n", "pyproject.toml")
    assert load(folder=tmp_path) == Settings()
    path = written(tmp_path, "[tool.reconcile\n", "pyproject.toml")
    with pytest.raises(SettingsError, match=r"pyproject\.toml:1: not a TOML file"):
        load(folder=tmp_path)
    assert refused(path).startswith(f"{path}:1: not a TOML file")


@pytest.mark.parametrize("text", ["", '[project]\nname = "x"\n', "[tool.other]\nconfidence = 3\n"])
def test_a_pyproject_without_our_table_changes_nothing(tmp_path: Path, text: str) -> None:
    assert load(written(tmp_path, text, "pyproject.toml")) == Settings()


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ('modle = "x"\n', 1, "unknown key 'modle'; did you mean 'model'?"),
        ('model = "x"\n\n# a note\nfail-on = []\n', 4, "unknown key 'fail-on'; did you mean 'fail_on'?"),
        ('"modell" = "x"\n', 1, "unknown key 'modell'; did you mean 'model'?"),
        ("[cheks]\n", 1, "unknown key 'cheks'; did you mean 'checks'?"),
        (
            "speed = 3\n",
            1,
            "unknown key 'speed'; there are: checks, fail_on, judge, model, names, thresholds",
        ),
        ("align = 0.3\n", 1, "unknown key 'align'; write it in the table [thresholds]"),
        ('\noff = ["x"]\n', 2, "unknown key 'off'; write [checks] with code = false"),
        ("model = 3\n", 1, "model must be a model's name or folder, not 3"),
        ('model = " "\n', 1, "model must be a model's name or folder, not ' '"),
        ("fail_on = true\n", 1, "fail_on must be a list of severities and facets, not True"),
        ("fail_on = [1]\n", 1, "fail_on must be a list of severities and facets, not [1]"),
        (
            'model = "x"\nfail_on = [\n  "conflicts",\n]\n',
            2,
            "no severity or facet 'conflicts' to fail on; did you mean 'conflict'?",
        ),
        ("checks = 3\n", 1, "checks must be a table, not 3"),
        ("[checks]\nplace-mismatch = 0\n", 2, "place-mismatch must be true or false, not 0"),
        ("checks.place-mismatch = 'off'\n", 1, "place-mismatch must be true or false, not 'off'"),
        (
            "[thresholds]\nalign = 0.5\n\nconfidense = 0.5 # align = 1\n",
            4,
            "unknown threshold 'confidense'; did you mean 'confidence'?",
        ),
        ("[thresholds.align]\nleast = 1\n", 1, "align must be a number from 0 to 1, not {'least': 1}"),
        ('\n[thresholds]\nalign = "0.5"\n', 3, "align must be a number from 0 to 1, not '0.5'"),
        ("[thresholds]\nconfidence = true\n", 2, "confidence must be a number from 0 to 1, not True"),
        ("[thresholds]\nconfidence = 1.01\n", 2, "confidence must be a number from 0 to 1, not 1.01"),
        ("[thresholds]\nconfidence = -1\n", 2, "confidence must be a number from 0 to 1, not -1"),
        ("[thresholds]\nconfidence = nan\n", 2, "confidence must be a number from 0 to 1, not nan"),
        ('[names]\nKyiv = "Kiev"\n', 2, "Kyiv must be a list of the spellings that it replaces, not 'Kiev'"),
        ("[names]\nKyiv = []\n", 2, "Kyiv must be a list of the spellings that it replaces, not []"),
        ('[names]\nKyiv = [""]\n', 2, "Kyiv must be a list of the spellings that it replaces, not ['']"),
        (
            '[names]\nKyiv = ["Kiev"]\n"Kyjiw" = ["Kiev"]\n',
            3,
            "'Kiev' is a variant of 'Kyiv' as well; a spelling has one preferred form",
        ),
        (
            '[names]\n\nKiev = ["Kyiv"]\nKyiv = ["Kijew"]\n',
            3,
            "'Kyiv' is a preferred spelling as well; a spelling has one preferred form",
        ),
        ("model = \n", 1, "not a TOML file (Invalid value); mend it"),
        ("[checks]\nx = true\nx = false\n", 3, "not a TOML file (Cannot overwrite a value); mend it"),
    ],
)
def test_a_slip_is_told_with_file_line_and_the_right_name(
    tmp_path: Path, text: str, line: int, told: str
) -> None:
    path = written(tmp_path, text)
    assert refused(path) == f"{path}:{line}: {told}"


def test_a_key_in_a_string_or_a_list_is_not_taken_for_the_key(tmp_path: Path) -> None:
    text = '''model = """
[thresholds]
align = 3
"""
[names]
"A = B" = [
  "align = 4",  # [thresholds]
  "[thresholds]",
]
[thresholds]
align = 5
'''
    path = written(tmp_path, text)
    assert refused(path) == f"{path}:11: align must be a number from 0 to 1, not 5"


def test_a_slip_of_any_length_is_one_short_line(tmp_path: Path) -> None:
    path = written(tmp_path, f'"a\\nb" = 1\nfail_on = "{"x" * 50_000}"\n')
    assert refused(path).splitlines() == [refused(path)]
    path = written(tmp_path, f"model = [{'1,' * 50_000}]\n")
    assert len(refused(path)) < len(str(path)) + 200
    path = written(tmp_path, f"model = {'[' * 5000}\n")
    assert refused(path) == f"{path}: not a TOML file (nested too deep); mend it"
    path = written(tmp_path, f"[thresholds]\nalign = {'9' * 5000}\n")
    assert refused(path).startswith(f"{path}:")


def test_the_line_is_that_of_our_table(tmp_path: Path) -> None:
    path = written(tmp_path, '[tool.other]\nmodel = "x"\n\n[tool.reconcile]\nmodel = 3\n', "pyproject.toml")
    assert refused(path) == f"{path}:5: model must be a model's name or folder, not 3"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("tool = 1\n", "1: tool must be a table, not 1"),
        ('[tool]\nreconcile = "strict"\n', "2: reconcile must be a table, not 'strict'"),
    ],
)
def test_a_table_that_is_none_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = written(tmp_path, text, "pyproject.toml")
    assert refused(path) == f"{path}:{told}"


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.toml").startswith(f"{tmp_path / 'none.toml'}: cannot read the settings")
    assert refused(tmp_path).startswith(f"{tmp_path}: cannot read the settings")
    path = written(tmp_path, "\nmodel = \n")
    assert refused(path).startswith(f"{path}:2: not a TOML file")
    path.write_bytes(b'model = "\xff\xfe"\n')
    assert refused(path).startswith(f"{path}:1: not a TOML file")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ()),
        (["none"], ("none",)),
        (["", " conflict "], ("conflict",)),
        (["number", "conflict", "number"], ("conflict", "number")),
        (["none", "any"], ("any",)),
    ],
)
def test_levels(names: list[str], expected: tuple[str, ...]) -> None:
    assert levels(names) == expected


@pytest.mark.parametrize(("name", "nearest"), [("tensions", "tension"), ("dates", "date"), ("ny", "any")])
def test_an_unknown_level_gets_the_nearest_name(name: str, nearest: str) -> None:
    with pytest.raises(SettingsError) as error:
        levels(["number", name])
    assert str(error.value) == f"no severity or facet {name!r} to fail on; did you mean {nearest!r}?"


def test_equal_settings_have_one_digest_and_others_another(tmp_path: Path) -> None:
    assert Settings().digest == Settings(confidence=0.5).digest
    assert len(Settings().digest) == 64
    changed = [
        replace(Settings(), model="x"),
        replace(Settings(), fail_on=("note",)),
        replace(Settings(), off=("note",)),
        replace(Settings(), align=0.5),
        replace(Settings(), confidence=0.6),
        replace(Settings(), names=(("Kyiv", ("Kiev",)),)),
        Settings(),
    ]
    assert len({s.digest for s in changed}) == len(changed)
    whole = load(written(tmp_path, "[thresholds]\nconfidence = 1\nalign = 0\n"))
    point = load(written(tmp_path, "[thresholds]\n\nalign = 0.0\nconfidence = 1.0\n"))
    assert whole == point
    assert whole.digest == point.digest


def test_where_a_value_comes_from_changes_neither_equality_nor_digest(tmp_path: Path) -> None:
    read = load(written(tmp_path, "[thresholds]\nconfidence = 0.5\n"))
    assert read.origin != Settings().origin
    assert read == Settings()
    assert hash(read) == hash(Settings())
    assert read.digest == Settings().digest


def test_where_each_value_comes_from_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(tmp_path, WHOLE)
    (tmp_path / "story").mkdir()
    monkeypatch.chdir(tmp_path / "story")
    chosen = with_options(load(), fail_on="name,conflict")
    file = str(Path("..") / "reconcile.toml")
    assert describe(chosen) == (
        ("model", "some/model", f"{file}:2"),
        ("judge", "none", "default"),
        ("fail_on", "conflict, name", "command line"),
        ("checks.date-mismatch", "true", f"{file}:7"),
        ("checks.place-mismatch", "false", f"{file}:6"),
        ("thresholds.align", "0.3", f"{file}:10"),
        ("thresholds.confidence", "0.7", f"{file}:11"),
        ("names.Kyiv", "Kiev", f"{file}:15"),
        ("names.Ri Sol-ju", "Lee Sol-ju, Ri Sol Ju", f"{file}:14"),
    )


def test_the_defaults_are_told_too() -> None:
    assert describe(Settings()) == (
        ("model", "bundled", "default"),
        ("judge", "none", "default"),
        ("fail_on", "as the command has it", "default"),
        ("thresholds.align", "as trained", "default"),
        ("thresholds.confidence", "0.5", "default"),
    )


def test_a_judge_is_part_of_the_settings_where_there_is_one(tmp_path: Path) -> None:
    read = load(written(tmp_path, 'judge = "some/judge"\n'))
    assert read.judge == "some/judge"
    assert read.digest != Settings().digest
    assert with_options(read, judge="none") == with_options(read, judge="") == Settings()
    assert with_options(read, judge="none").digest == Settings().digest
    assert with_options(Settings(), judge="other").judge == "other"
    assert load(written(tmp_path, 'judge = "none"\n')) == Settings()
    with pytest.raises(SettingsError, match="judge must be a model's name or folder"):
        load(written(tmp_path, "judge = true\n"))


def test_the_command_line_goes_before_the_file(tmp_path: Path) -> None:
    read = load(written(tmp_path, WHOLE))
    assert with_options(read) == read
    assert with_options(read, model="other", fail_on="none") == replace(
        read, model="other", fail_on=("none",)
    )
    with pytest.raises(SettingsError, match="did you mean 'number'"):
        with_options(read, fail_on="numbr")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("numbr-mismatch = false", "no check 'numbr-mismatch'; did you mean 'number-mismatch'?"),
        ("numbr-mismatch = true", "no check 'numbr-mismatch'; did you mean 'number-mismatch'?"),
        ("number-mismatch = true\nx = false", "no check 'x'; there are: number-mismatch, place-mismatch"),
        ("number-mismatch = false\nplace-mismatch = true", None),
    ],
)
def test_a_code_of_no_check_gets_the_nearest_one(tmp_path: Path, text: str, told: str | None) -> None:
    path = written(tmp_path, f"[checks]\n{text}\n")
    known = ("place-mismatch", "number-mismatch")
    if told is None:
        check_codes(load(path), known)
        return
    with pytest.raises(SettingsError) as error:
        check_codes(load(path), known)
    assert str(error.value) == f"{path}:{text.count(chr(10)) + 2}: {told}"


def test_a_code_that_no_file_gave_is_told_without_a_place() -> None:
    with pytest.raises(SettingsError, match=r"^no check 'places-mismatch'; did you mean 'place-mismatch'\?$"):
        check_codes(Settings(off=("places-mismatch",)), ("place-mismatch", "role-mismatch"))


def test_every_threshold_lies_in_its_range_and_says_what_it_is() -> None:
    assert [t.name for t in thresholds()] == sorted(t.name for t in thresholds())
    for declared in thresholds():
        low, high = declared.metadata["low"], declared.metadata["high"]
        assert low < high
        assert declared.default is None or low <= declared.default <= high
        assert declared.metadata["meaning"]


def test_the_manual_has_every_key_and_threshold(root: Path) -> None:
    manual = (root / "docs/settings.md").read_text("utf-8")
    for key in ("model", "judge", "fail_on", "[checks]", "[names]", *(t.name for t in thresholds())):
        assert f"`{key}`" in manual
