"""The language server as an editor meets it: a process that is spoken to over its standard streams."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import qa
from qa.finding import apply_edits
from qa.rules import registry
from tests.lsp.editor import ROOT, Editor, Message, applied, covered

TEXT = (
    "# Été 👍 à Brest\r\n\r\n"
    "Déjà 👍 : la state of affairs reste tendue, selon le préfet.\r\n\r\n"
    "Le maire parle parle trop, mais le 👨‍👩‍👧 blueprint de relance est prêt.\r\n"
)
EVERYTHING = {
    "workspace": {
        "workspaceEdit": {"documentChanges": True, "resourceOperations": ["create"]},
        "didChangeWatchedFiles": {"dynamicRegistration": True},
    },
    "textDocument": {
        "hover": {"contentFormat": ["markdown", "plaintext"]},
        "codeAction": {"resolveSupport": {"properties": ["edit"]}},
    },
}
HERE = {"start": {"line": 0, "character": 0}, "end": {"line": 0, "character": 0}}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor that knows little, for tests that only ask."""
    with Editor(tmp_path_factory.mktemp("shared")) as editor:
        yield editor


@pytest.fixture
def capable(tmp_path: Path) -> Iterator[Editor]:
    """An editor that understands all that the server may say, in an empty folder."""
    with Editor(tmp_path, capabilities=EVERYTHING) as editor:
        yield editor


def edits(change: Message, uri: str) -> list[Message]:
    """The edits of one text in a workspace edit."""
    if "changes" in change:
        return list(change["changes"][uri])
    return [
        edit
        for part in change["documentChanges"]
        if "textDocument" in part and part["textDocument"]["uri"] == uri
        for edit in part["edits"]
    ]


def carry_out(change: Message) -> None:
    """Does to the files what an editor does that saves what it edits."""
    for part in change["documentChanges"]:
        file = Path(qa_path(part["uri"] if "kind" in part else part["textDocument"]["uri"]))
        if part.get("kind") == "create":
            file.touch()
        else:
            file.write_bytes(applied(file.read_bytes().decode(), part["edits"]).encode())


def qa_path(uri: str) -> str:
    from pygls.uris import to_fs_path

    return to_fs_path(uri) or ""


def named(actions: list[Message], start: str) -> Message:
    (found,) = [action for action in actions if action["title"].startswith(start)]
    return found


def finding(diagnostics: list[Message], rule: str, number: int = 0) -> Message:
    return [each for each in diagnostics if each["code"] == rule][number]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32"])
def test_faults_are_shown_where_they_stand_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    capabilities = {"general": {"positionEncodings": [encoding]}}
    with Editor(tmp_path, capabilities=capabilities) as editor:
        assert editor.answered["capabilities"]["positionEncoding"] == encoding
        uri = editor.open(tmp_path / "été.md", TEXT)
        diagnostics = editor.diagnostics(uri)
        assert [(d["code"], covered(TEXT, d["range"], encoding)) for d in diagnostics] == [
            ("untranslated", "state of affairs"),
            ("repeated-word", "parle parle"),
            ("untranslated", "blueprint"),
        ]
        for diagnostic, expected in zip(diagnostics, qa.check(TEXT, format="markdown"), strict=True):
            for action in editor.actions(uri, diagnostic["range"], ["quickfix"]):
                suggestion = next((s for s in expected.suggestions if f"« {s.text} »" in plain(action["title"])), None)
                if action["title"].startswith("Remplacer") and suggestion:
                    after = applied(TEXT, edits(action["edit"], uri), encoding)
                    assert after == apply_edits(TEXT, suggestion.edits)
                    break
            else:
                raise AssertionError(f"no quick fix for {expected.text}")


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_utf_16_is_spoken_where_nothing_is_agreed_on(shared: Editor) -> None:
    assert shared.answered["capabilities"]["positionEncoding"] == "utf-16"


def test_a_diagnostic_says_which_rule_speaks_and_how_grave_it_is(shared: Editor, tmp_path: Path) -> None:
    uri = shared.open(tmp_path / "a.md", TEXT)
    first, second, _ = shared.diagnostics(uri)
    assert (first["code"], first["severity"], first["source"]) == ("untranslated", 1, "relecture")
    assert (second["code"], second["severity"]) == ("repeated-word", 2)
    assert plain(first["message"]) == "Anglais non traduit : « state of affairs »."


def test_a_quick_fix_carries_the_words_around(shared: Editor, tmp_path: Path) -> None:
    (tmp_path / "maison.tsv").write_text("term\tright\tpos\nslide\tdiapositive\tnoun\n", encoding="utf-8")
    (tmp_path / "relecture.toml").write_text('glossaries = ["maison.tsv"]', encoding="utf-8")
    text = "Éh 👍, le premier slide est illisible.\n"
    uri = shared.open(tmp_path / "a.txt", text, "plaintext")
    (diagnostic,) = shared.diagnostics(uri)
    fix = named(shared.actions(uri, diagnostic["range"]), "Remplacer")
    assert applied(text, edits(fix["edit"], uri)) == "Éh 👍, la première diapositive est illisible.\n"
    assert fix["diagnostics"] == [diagnostic]


def test_fix_all_does_what_fix_does(shared: Editor, tmp_path: Path) -> None:
    text = (ROOT / "corpora/articles/sample.txt").read_text(encoding="utf-8").replace("\n", "\r\n")
    expected = qa.fix(text).output
    assert expected != text
    uri = shared.open(tmp_path / "a.txt", text, "plaintext")
    shared.diagnostics(uri)
    for only in (["source.fixAll"], ["source.fixAll.relecture"], ["source"]):
        (action,) = shared.actions(uri, HERE, only)
        assert action["kind"] == "source.fixAll.relecture"
        assert applied(text, edits(action["edit"], uri)) == expected
    assert shared.actions(uri, HERE, ["source.organizeImports"]) == []
    assert shared.actions(uri, HERE, ["refactor"]) == []


def test_fix_all_waits_in_a_menu_until_it_is_chosen(capable: Editor, tmp_path: Path) -> None:
    uri = capable.open(tmp_path / "a.md", TEXT)
    capable.diagnostics(uri)
    (action,) = capable.actions(uri, HERE)
    assert "edit" not in action
    whole = capable.ask("codeAction/resolve", action)
    assert applied(TEXT, edits(whole["edit"], uri)) == qa.fix(TEXT, format="markdown").output
    assert whole["edit"]["documentChanges"][0]["textDocument"]["version"] == 1


PLACES = {
    "prose": ("a.md", "Le maire parle parle trop.\n"),
    "twice on a line": ("a.md", "Un blueprint, puis un autre blueprint.\n"),
    "before a comma": ("a.md", "Le motorcar, lui, attend.\n"),
    "heading": ("a.md", "# Le blueprint de relance\n\nLe préfet attend.\n"),
    "table": ("a.md", "| Nom | Rôle |\n| --- | --- |\n| Le blueprint | Il attend la relance. |\n"),
    "list": ("a.md", "- Le préfet attend.\n- Le blueprint de relance est là.\n"),
    "emphasis": ("a.md", "Voici *le blueprint de relance* du préfet.\r\n\r\nLe préfet attend.\r\n"),
    "link": ("a.md", "Voici [le blueprint](https://exemple.fr) de relance.\n"),
    "line's start": ("a.md", "Blueprint en main, le préfet attend la relance de la pêche.\n"),
    "two lines": ("a.md", "La state of\naffairs reste tendue.\n"),
    "MDX": ("a.mdx", "Le maire parle parle trop, et le blueprint attend.\n"),
    "plain text": ("a.txt", "Le maire parle parle trop, et le blueprint attend.\n"),
    "front matter": ("a.md", "---\ntitle: Le blueprint de relance\n---\n\nLe préfet parle parle trop.\n"),
}


@pytest.mark.parametrize("case", PLACES.values(), ids=PLACES.keys())
def test_ignore_here_silences_that_finding_alone(shared: Editor, tmp_path: Path, case: tuple[str, str]) -> None:
    name, text = case
    uri = shared.open(tmp_path / name, text)
    diagnostics = shared.diagnostics(uri)
    before = qa.check(text, path=name)
    assert len(diagnostics) == len(before) > 0
    silenced = 0
    for number, diagnostic in enumerate(diagnostics):
        actions = [a for a in shared.actions(uri, diagnostic["range"]) if a["title"].startswith("Ne pas signaler")]
        if not actions:
            continue
        after = applied(text, edits(actions[0]["edit"], uri))
        left = [finding for at, finding in enumerate(before) if at != number]
        assert [(f.rule, f.text) for f in qa.check(after, path=name)] == [(f.rule, f.text) for f in left]
        silenced += 1
    # In the values of a front matter no comment is possible.
    assert silenced == len([f for f in before if not ("title:" in text and f.text == "blueprint")])


def test_an_accepted_word_is_put_on_the_nearest_list(capable: Editor, tmp_path: Path) -> None:
    folder = tmp_path / "site" / "articles"
    folder.mkdir(parents=True)
    configuration = tmp_path / "site" / "pyproject.toml"
    configuration.write_bytes(b'[project]\r\nname = "site"\r\n\r\n[tool.relecture]\r\nignore = ["repeated-word"]\r\n')
    text = "Le blueprint de relance attend. Le maire parle parle trop.\n"
    uri = capable.open(folder / "a.md", text)
    (diagnostic,) = capable.diagnostics(uri)
    action = named(capable.actions(uri, diagnostic["range"]), "Ajouter")
    assert "pyproject.toml" in action["title"]
    carry_out(action["edit"])
    written = tomllib.loads(configuration.read_text(encoding="utf-8"))
    assert written["tool"]["relecture"] == {"ignore": ["repeated-word"], "vocabulary": {"accept": ["blueprint"]}}
    assert b"\n" not in configuration.read_bytes().replace(b"\r\n", b"")
    changed = {"uri": configuration.as_uri(), "type": 2}
    capable.tell("workspace/didChangeWatchedFiles", {"changes": [changed]})
    assert capable.diagnostics(uri) == []


def test_a_list_is_begun_where_there_is_none(capable: Editor, tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    text = "Le blueprint de relance attend le motorcar du préfet.\n"
    uri = capable.open(tmp_path / "articles" / "a.md", text)
    one, other = capable.diagnostics(uri)
    carry_out(named(capable.actions(uri, one["range"]), "Ajouter")["edit"])
    assert (tmp_path / "relecture.toml").read_text(encoding="utf-8") == '[vocabulary]\naccept = ["blueprint"]\n'
    capable.change(uri, 2, text)  # no word of the changed file: the next check finds out by itself
    (left,) = capable.diagnostics(uri, 2)
    assert left["range"] == other["range"]


def test_words_are_accepted_before_their_list_is_saved(capable: Editor, tmp_path: Path) -> None:
    """An editor puts the edit into a buffer, and runs the command that comes with it."""
    text = "Le blueprint de relance attend le motorcar du préfet.\n"
    uri = capable.open(tmp_path / "a.md", text)
    one, other = capable.diagnostics(uri)
    home = (tmp_path / "relecture.toml").as_uri()
    held = ""
    for diagnostic, left in ((one, [other]), (other, [])):
        action = named(capable.actions(uri, diagnostic["range"]), "Ajouter")
        held = applied(held, edits(action["edit"], home))
        command = action["command"]
        capable.ask("workspace/executeCommand", {k: command[k] for k in ("command", "arguments")})
        assert [d["range"] for d in capable.diagnostics(uri)] == [d["range"] for d in left]
    assert tomllib.loads(held) == {"vocabulary": {"accept": ["blueprint", "motorcar"]}}


def test_the_pointer_over_a_fault_shows_reason_and_examples(capable: Editor, tmp_path: Path) -> None:
    uri = capable.open(tmp_path / "a.md", TEXT)
    diagnostic = finding(capable.diagnostics(uri), "repeated-word")
    asked = {"textDocument": {"uri": uri}, "position": diagnostic["range"]["start"]}
    hover = capable.ask("textDocument/hover", asked)
    assert hover["range"] == diagnostic["range"]
    rule = registry()["repeated-word"]
    assert hover["contents"]["kind"] == "markdown"
    assert rule.reason.fr in plain(hover["contents"]["value"])
    assert rule.bad[0].text in hover["contents"]["value"]
    asked["position"] = {"line": 2, "character": 0}
    assert capable.ask("textDocument/hover", asked) is None


LANGUAGES: dict[str, tuple[list[str], Message, str | None, str]] = {
    "the editor's": ([], {"locale": "en-GB"}, None, "English left"),
    "French editor": ([], {"locale": "fr-CA"}, None, "Anglais non traduit"),
    "a third": ([], {"locale": "de"}, None, "English left"),
    "nothing said": ([], {}, None, "Anglais non traduit"),
    "project before editor": ([], {"locale": "en"}, "fr", "Anglais non traduit"),
    "setting before project": ([], {"initializationOptions": {"lang": "en"}}, "fr", "English left"),
    "command line before all": (["--lang", "en"], {"initializationOptions": {"lang": "fr"}}, "fr", "English left"),
}


@pytest.mark.parametrize("case", LANGUAGES.values(), ids=LANGUAGES.keys())
def test_messages_are_in_the_language_asked_for(
    tmp_path: Path, case: tuple[list[str], Message, str | None, str]
) -> None:
    args, greeting, project, said = case
    if project:
        (tmp_path / "relecture.toml").write_text(f'lang = "{project}"', encoding="utf-8")
    with Editor(tmp_path, *args, **greeting) as editor:
        uri = editor.open(tmp_path / "a.md", "Le blueprint de relance attend.\n")
        (diagnostic,) = editor.diagnostics(uri)
        assert diagnostic["message"].startswith(said)


def test_the_configuration_of_each_file_holds_and_its_changes_are_seen(shared: Editor, tmp_path: Path) -> None:
    configuration = tmp_path / "relecture.toml"
    configuration.write_text('ignore = ["repeated-word"]\nexclude = ["brouillons/"]\n', encoding="utf-8")
    (tmp_path / "brouillons").mkdir()
    uri = shared.open(tmp_path / "a.md", TEXT)
    assert [d["code"] for d in shared.diagnostics(uri)] == ["untranslated", "untranslated"]
    draft = shared.open(tmp_path / "brouillons" / "a.md", TEXT)
    assert shared.diagnostics(draft) == []
    configuration.write_text('select = ["repeated-word"]\nseverity = { repeated-word = "info" }\n', encoding="utf-8")
    shared.change(uri, 2, TEXT)
    assert [(d["code"], d["severity"]) for d in shared.diagnostics(uri, 2)] == [("repeated-word", 3)]


def test_a_broken_configuration_is_told_of_once_and_then_mended(shared: Editor, tmp_path: Path) -> None:
    configuration = tmp_path / "relecture.toml"
    configuration.write_text('ignor = ["style"]\n', encoding="utf-8")
    uri = shared.open(tmp_path / "a.md", TEXT)
    shown = shared.wait(lambda message: message.get("method") == "window/showMessage")
    assert "ligne 1" in plain(shown["params"]["message"])
    assert "« ignore »" in plain(shown["params"]["message"])
    assert shared.diagnostics(uri) == []
    configuration.write_text('ignore = ["style"]\n', encoding="utf-8")
    shared.change(uri, 2, TEXT)
    assert len(shared.diagnostics(uri, 2)) == 3
    assert [m for m in shared.kept if m.get("method") == "window/showMessage"] == []


def test_diagnostics_follow_the_text_while_it_is_typed(shared: Editor, tmp_path: Path) -> None:
    text, uri = "", shared.open(tmp_path / "a.md", "")
    assert shared.diagnostics(uri) == []
    wanted = "Été 👍 : le blueprint attend.\n\nLe maire parle parle trop.\n"
    for version in range(2, len(wanted) + 2):
        text = wanted[: version - 1]
        shared.change(uri, version, text)
    diagnostics = shared.diagnostics(uri, len(wanted) + 1)
    assert [covered(wanted, d["range"]) for d in diagnostics] == ["blueprint", "parle parle"]
    shared.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
    assert shared.diagnostics(uri, None) == []


def test_a_long_article_full_of_faults_is_followed_at_once_and_wholly_in_a_pause(
    shared: Editor, tmp_path: Path
) -> None:
    """However slow the machine: what is told in haste comes long before a check of the whole would be over."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpora/articles").glob("*.txt"))]
    text = "\n\n".join(text for text in texts if "blueprint" not in text)[:12_000]
    uri = shared.open(tmp_path / "a.txt", text, "plaintext")
    count = len(shared.diagnostics(uri))
    assert count > 10
    took = []
    for version in range(2, 8):
        text = text[:-1] + " Le blueprint attend.\n"[: 3 * version] + text[-1]
        shared.change(uri, version, text)
        start = time.perf_counter()
        shared.diagnostics(uri, version)
        took.append(time.perf_counter() - start)
    start = time.perf_counter()
    settled = shared.diagnostics(uri, 7)
    assert min(took) < time.perf_counter() - start
    expected = qa.check(text, format="text")
    assert [covered(text, d["range"]) for d in settled] == [f.text for f in expected]


def test_a_text_without_a_file_is_read_as_its_language_says(shared: Editor) -> None:
    text = "Voici `un motorcar`, et le blueprint de relance.\n"
    item: Message = {"uri": "untitled:Untitled-1", "languageId": "markdown", "version": 1, "text": text}
    shared.tell("textDocument/didOpen", {"textDocument": item})
    (diagnostic,) = shared.diagnostics(item["uri"])
    assert diagnostic["range"]["start"]["character"] == text.rindex("blueprint")


BROKEN: dict[str, bytes] = {
    "no JSON": b"{",
    "no UTF-8": b'{"jsonrpc": "2.0", "method": "\xff"}',
    "no message": b"[1, 2]",
    "no object": b'"hello"',
    "no version": b'{"jsonrpc": "1.0", "method": "initialized", "params": {}}',
    "unknown notification": b'{"jsonrpc": "2.0", "method": "x/y", "params": {}}',
    "notification without its parameters": b'{"jsonrpc": "2.0", "method": "textDocument/didChange", "params": {}}',
    "a text that is not open": json.dumps(
        {
            "jsonrpc": "2.0",
            "method": "textDocument/didChange",
            "params": {"textDocument": {"uri": "file:///x", "version": 1}, "contentChanges": [{"text": "x"}]},
        }
    ).encode(),
    "an answer to nothing": b'{"jsonrpc": "2.0", "id": 77, "result": null}',
    "half a surrogate pair": json.dumps(
        {
            "jsonrpc": "2.0",
            "method": "textDocument/didOpen",
            "params": {"textDocument": {"uri": "file:///x.md", "languageId": "m", "version": 1, "text": "a\ud83d b"}},
        }
    ).encode(),
    "deep": b'{"jsonrpc": "2.0", "method": "x", "params": ' + b"[" * 5000 + b"]" * 5000 + b"}",
}


@pytest.mark.parametrize("body", BROKEN.values(), ids=BROKEN.keys())
def test_what_cannot_be_understood_does_not_end_the_session(shared: Editor, tmp_path: Path, body: bytes) -> None:
    shared.send(body)
    uri = shared.open(tmp_path / "a.md", TEXT)
    assert len(shared.diagnostics(uri)) == 3


REQUESTS: dict[str, tuple[str, Any]] = {
    "unknown": ("x/y", {}),
    "without its parameters": ("textDocument/hover", {}),
    "with others": ("textDocument/codeAction", {"textDocument": 3, "range": "x", "context": None}),
    "unknown command": ("workspace/executeCommand", {"command": "rm", "arguments": []}),
    "command without arguments": ("workspace/executeCommand", {"command": "relecture.accept", "arguments": []}),
}


@pytest.mark.parametrize("case", REQUESTS.values(), ids=REQUESTS.keys())
def test_a_request_that_makes_no_sense_is_answered_with_an_error(shared: Editor, case: tuple[str, Any]) -> None:
    assert "error" in shared.request(*case)


def test_places_and_texts_that_are_none_get_an_empty_answer(shared: Editor, tmp_path: Path) -> None:
    uri = shared.open(tmp_path / "a.md", TEXT)
    shared.diagnostics(uri)
    far = {"line": 9_999, "character": 9_999}
    assert shared.ask("textDocument/hover", {"textDocument": {"uri": uri}, "position": far}) is None
    assert shared.ask("textDocument/hover", {"textDocument": {"uri": "file:///n.md"}, "position": far}) is None
    assert shared.actions(uri, {"start": far, "end": far}, ["quickfix"]) == []


@pytest.mark.parametrize(("goodbye", "code"), [(True, 0), (False, 1)])
def test_the_server_ends_with_the_session(tmp_path: Path, goodbye: bool, code: int) -> None:
    editor = Editor(tmp_path)
    editor.open(tmp_path / "a.md", TEXT)
    if goodbye:
        assert editor.leave() == code
    else:
        editor.stdin.close()  # the editor has crashed
        assert editor.process.wait(60) == code
    assert editor.process.stderr
    assert editor.process.stderr.read() == b""


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--select", "untranslatd"], "untranslated"),
        (["--config", "a.toml", "--isolated"], "--isolated"),
        (["--lang", "en", "--nope"], "Unknown option"),
    ],
)
def test_what_is_asked_wrongly_is_refused_before_the_session_begins(tmp_path: Path, args: list[str], said: str) -> None:
    result = outside([sys.executable, "-m", "qa", "lsp", *args], tmp_path)
    assert result.returncode == 2
    assert said in result.stderr
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1


def test_without_pygls_one_sentence_says_what_to_install(tmp_path: Path) -> None:
    program = "import sys; sys.modules['pygls'] = None; from qa.__main__ import main; sys.argv[1:] = ['lsp']; main()"
    result = outside([sys.executable, "-c", program], tmp_path)
    assert result.returncode == 2
    assert "relecture[lsp]" in result.stderr
    assert len(result.stderr.splitlines()) == 1


def outside(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return subprocess.run(
        command, cwd=folder, env=environment, input="", capture_output=True, text=True, encoding="utf-8", check=False
    )
