"""The configuration as it is used: which file holds for which text, what it changes, and what is said of its faults."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from click.testing import Result

from tests.command import Run

TEXT = "La state of affairs reste tendue.\n\nLe chef de projet projet est parti.\n"
BOTH = ["untranslated", "repeated-word"]


def write(path: str, text: str = TEXT) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(text, encoding="utf-8")


def found(result: Result) -> list[tuple[str, str]]:
    """File and rule of each finding of a `concise` report."""
    lines = [line.split(":") for line in result.stdout.splitlines()]
    return [(line[0], line[3].split()[0]) for line in lines]


def rules(run: Run, path: str = "a.txt", *args: str) -> list[str]:
    return [rule for _, rule in found(run("check", path, "--output-format", "concise", *args))]


@pytest.mark.parametrize("name", ["pyproject.toml", "relecture.toml", ".relecture.toml"])
def test_the_nearest_file_holds_alone(run: Run, name: str) -> None:
    head = "[tool.relecture]\n" if name == "pyproject.toml" else ""
    write(name, head + 'ignore = ["repeated-word"]')
    for path in ("a.txt", "sub/deep/b.txt", "own/c.txt"):
        write(path)
    write("own/relecture.toml", 'ignore = ["untranslated"]')
    result = run("check", ".", "--output-format", "concise")
    assert found(result) == [
        ("a.txt", "untranslated"),
        ("own/c.txt", "repeated-word"),
        ("sub/deep/b.txt", "untranslated"),
    ]
    assert rules(run, "own/c.txt", "--isolated") == BOTH


def test_a_project_file_without_the_table_is_passed_over(run: Run) -> None:
    write("relecture.toml", 'ignore = ["repeated-word"]')
    write("sub/a.txt")
    write("sub/pyproject.toml", '[project]\nname = "relecture-notes"\n')
    assert rules(run, "sub/a.txt") == ["untranslated"]
    write("sub/pyproject.toml", "[tool.relecture]\n")
    assert rules(run, "sub/a.txt") == BOTH


def test_in_one_folder_the_hidden_file_goes_first(run: Run) -> None:
    write("a.txt")
    write("pyproject.toml", '[tool.relecture]\nselect = ["accuracy"]')
    assert rules(run) == ["untranslated"]
    write("relecture.toml", 'select = ["design"]')
    assert rules(run) == ["repeated-word"]
    write(".relecture.toml", "")
    assert rules(run) == BOTH


def test_standard_input_is_under_the_configuration_of_its_name(run: Run) -> None:
    write("sub/relecture.toml", 'ignore = ["accuracy"]')
    args = ("check", "-", "--output-format", "concise")
    assert [rule for _, rule in found(run(*args, input=TEXT))] == BOTH
    named = run(*args, "--stdin-filename", "sub/a.txt", input=TEXT)
    assert found(named) == [("sub/a.txt", "repeated-word")]


def test_the_command_line_wins(run: Run) -> None:
    write("a.txt")
    write("relecture.toml", 'ignore = ["repeated-word"]\nfail-level = "error"\nseverity = { accuracy = "warning" }')
    assert run("check", "a.txt").exit_code == 0
    assert run("check", "a.txt", "--fail-level", "warning").exit_code == 1
    assert rules(run, "a.txt", "--ignore", "untranslated") == []
    assert rules(run, "a.txt", "--select", "repeated-word") == ["repeated-word"]


def test_a_named_configuration_holds_for_everything(run: Run) -> None:
    write("a.txt")
    write("sub/a.txt")
    write("sub/relecture.toml", 'ignore = ["untranslated"]')
    write("house/style.toml", 'select = ["accuracy"]\nglossaries = ["maison.tsv"]')
    write("house/maison.tsv", "term\tright\nstate of affairs\tstate of affairs\n")
    assert rules(run, "sub/a.txt", "--config", "house/style.toml") == []
    both = run("check", "a.txt", "--config", "house/style.toml", "--isolated")
    assert (both.exit_code, len(both.stderr.splitlines())) == (2, 1)
    missing = run("check", "a.txt", "--config", "absent.toml")
    assert missing.exit_code == 2
    assert "absent.toml" in missing.stderr
    write("pyproject.toml", '[project]\nname = "x"')
    assert "[tool.relecture]" in run("check", "a.txt", "--config", "pyproject.toml").stderr


def test_severities_go_from_the_wide_name_to_the_narrow(run: Run) -> None:
    write("a.txt")
    write("relecture.toml", 'severity = { untranslated = "info", accuracy = "warning", design = "error" }')
    rows = run("check", "a.txt", "--output-format", "github").stdout.splitlines()
    assert [row.split()[0] for row in rows] == ["::notice", "::error"]


def test_accepted_words_pass_and_rejected_ones_never_do(run: Run) -> None:
    write("a.txt", "La state of affairs, au final, reste tendue pour les slides.\n")
    write("relecture.toml", '[vocabulary]\naccept = ["state of affairs", "slide"]\nreject = ["au final"]')
    result = run("check", "a.txt", "--output-format", "concise")
    assert found(result) == [("a.txt", "forbidden-term")]
    assert result.stdout.startswith("a.txt:1:22:")


def test_settings_by_path(run: Run) -> None:
    for path in ("news/a.txt", "titles/a.txt", "old/a.txt", "titles/keep/a.txt"):
        write(path)
    write(
        "relecture.toml",
        """
        per-path."titles/" = { ignore = ["repeated-word"], severity = { untranslated = "info" } }
        per-path."titles/keep/*.txt" = { select = ["design"], ignore = [] }
        per-path."old/" = { off = true }
        """,
    )
    assert found(run("check", ".", "--output-format", "concise")) == [
        ("news/a.txt", "untranslated"),
        ("news/a.txt", "repeated-word"),
        ("titles/a.txt", "untranslated"),
    ]
    assert run("check", "titles", "--fail-level", "warning").exit_code == 0
    before = Path("old/a.txt").read_bytes()
    assert run("fix", "old/a.txt", "--unsafe").exit_code == 0
    assert Path("old/a.txt").read_bytes() == before
    assert rules(run, "titles/a.txt", "--select", "repeated-word") == ["repeated-word"]


def test_excluded_files_are_read_only_where_they_are_named(run: Run) -> None:
    write("relecture.toml", 'exclude = ["archives/", "*.draft.txt"]')
    for path in ("a.txt", "b.draft.txt", "x/archives/c.txt"):
        write(path)
    assert {path for path, _ in found(run("check", ".", "--output-format", "concise"))} == {"a.txt"}
    assert rules(run, "b.draft.txt") == BOTH
    assert rules(run, "b.draft.txt", "--force-exclude") == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.json", '{"chapo": "La state of affairs reste tendue."}'),
        ("a.yaml", "chapo: La state of affairs reste tendue.\n"),
        ("a.csv", "texte,chapo\nBien.,La state of affairs reste tendue.\n"),
    ],
)
def test_prose_keys_reach_data_and_what_fix_reads_again(run: Run, path: str, text: str) -> None:
    write(path, text)
    assert run("check", path).exit_code == 0
    write("relecture.toml", 'prose-keys = ["chapo"]')
    assert run("check", path).exit_code == 1
    assert run("fix", path, "--unsafe").exit_code == 0
    assert Path(path).read_text(encoding="utf-8") == text.replace("state of affairs", "situation")


def test_prose_keys_make_prose_of_a_front_matter(run: Run) -> None:
    write("a.md", "---\nchapo: La state of affairs reste tendue.\nslug: state-of-affairs\n---\n\nTout va bien.\n")
    assert rules(run, "a.md") == []
    write("relecture.toml", 'prose-keys = ["chapo"]')
    assert rules(run, "a.md") == ["untranslated"]
    assert "chapo: La situation reste" in run("fix", "a.md", "--unsafe", "--output", "-").stdout


def test_the_language_of_messages(run: Run) -> None:
    write("a.txt")
    write("relecture.toml", 'lang = "en"')
    assert "English left untranslated" in run("check", "a.txt").stdout
    assert "Anglais non traduit" in run("check", "a.txt", "--lang", "fr").stdout
    assert "no such file" in run("check", "absent.txt").stderr
    assert "Unknown rule" in run("check", "a.txt", "--select", "zzz").stderr


def test_the_settings_are_shown_with_where_they_come_from(run: Run) -> None:
    write("news/a.txt")
    write(
        "relecture.toml",
        'variant = "fr-CH"\nglossaries = ["é.tsv"]\nignore = ["design"]\n[per-path."news/"]\nignore = ["style"]\n'
        '[vocabulary]\naccept = ["\\"le\\tbuzz\\""]\n',
    )
    result = run("check", "news/a.txt", "--show-config", "--fail-level", "error", "--glossary", "x.tsv")
    assert result.exit_code == 0
    values = tomllib.loads(result.stdout)
    assert values["ignore"] == ["design", "style"]
    assert values["glossaries"] == ["x.tsv", "é.tsv"]
    assert values["vocabulary"]["accept"] == ['"le\tbuzz"']
    assert (values["variant"], values["fail-level"], values["select"]) == ("fr-CH", "error", [])
    comments = {line.split()[0]: line.rpartition("  # ")[2] for line in result.stdout.splitlines()[1:]}
    assert comments["variant"] == "relecture.toml"
    assert comments["ignore"] == 'relecture.toml + relecture.toml, per-path "news/"'
    assert comments["fail-level"] == "ligne de commande"
    assert comments["glossaries"] == "ligne de commande + relecture.toml"
    assert comments["select"] == "valeur d’office"
    assert "news/a.txt" in result.stdout.splitlines()[0]
    assert run("check", "news/a.txt", "relecture.toml", "--show-config").exit_code == 2
    # What is shown may stand in a file, and then means the same.
    shown = run("check", "news/a.txt", "--show-config").stdout
    write("news/relecture.toml", shown.replace('"é.tsv"', '"../é.tsv"'))
    assert tomllib.loads(run("check", "news/a.txt", "--show-config").stdout) == tomllib.loads(shown) | {
        "glossaries": ["news/../é.tsv"]
    }


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('variant = "fr-CA"\nselct = ["accuracy"]', 2, "unknown key: “selct”. Did you mean “select”?"),
        ("\n\n[vocabulary]\naccpt = []", 4, "unknown key: “vocabulary.accpt”. Did you mean “accept”?"),
        ('[per-path."a/"]\nvariant = "fr-CA"', 2, 'unknown key: “per-path."a/".variant”'),
        ('lang = "fr"\n# select\nselect = [\n  "accuracy",\n  "untranslatd",\n]', 3, "Did you mean “untranslated”?"),
        ('[severity]\nuntranslatd = "error"', 2, "Did you mean “untranslated”?"),
        ('[severity]\nuntranslated = "eror"', 2, "Did you mean “error”? It takes: info, warning, error."),
        ("[severity]\nuntranslated = 3", 2, "“severity.untranslated” wants a string, not a number."),
        ('variant = "fr-CZ"', 1, "It takes: fr-FR, fr-CA, fr-CH, fr-BE."),
        ("variant = true", 1, "“variant” wants a string, not a boolean."),
        ('select = "accuracy"', 1, "“select” wants a list of strings, not a string."),
        ("exclude = [1979-05-27]", 1, "“exclude” wants a list of strings, not one that holds a date."),
        ('exclude = [" "]', 1, "“exclude” holds an empty string"),
        ("vocabulary = []", 1, "“vocabulary” wants a table, not a list."),
        ('per-path = { "a/" = true }', 1, '“per-path."a/"” wants a table, not a boolean.'),
        ('per-path."a/".off = "yes"', 1, "wants true or false, not a string."),
        ('vocabulary = { accept = ["a"], reject = ["a"] }', 1, "“a” is both in “accept” and in “reject”"),
        ("lang = 'fr'\nselect = [", 2, "not well-formed TOML"),
        ("lang = 'fr'\nlang = 'en'\n", 2, "not well-formed TOML"),
    ],
)
def test_a_fault_is_one_sentence_with_its_line(run: Run, text: str, line: int, said: str) -> None:
    write("a.txt", "Tout va bien.")
    write("relecture.toml", text)
    result = run("check", "a.txt", "--lang", "en")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"Error: relecture.toml, line {line}: ")
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    french = run("fix", "a.txt").stderr
    assert french.startswith(f"Erreur\u00a0: relecture.toml, ligne {line}\u00a0: ")
    # The same within a project's file, whose table begins further down.
    write("pyproject.toml", '[project]\nselect = "no"\n\n' + _below_table(text))
    Path("relecture.toml").unlink()
    assert f"pyproject.toml, line {line + 4}: " in run("check", "a.txt", "--lang", "en").stderr


def _below_table(text: str) -> str:
    return "[tool.relecture]\n" + re.sub(r"^\[", "[tool.relecture.", text, flags=re.MULTILINE)


def test_a_fault_in_a_folder_that_is_not_read_concerns_nobody(run: Run) -> None:
    write("a.txt", "Tout va bien.")
    write("sub/relecture.toml", "selct = 1")
    assert run("check", "a.txt").exit_code == 0
    write("sub/b.txt", "Tout va bien.")
    assert run("check", ".").exit_code == 2
    assert run("check", ".", "--isolated").exit_code == 0
