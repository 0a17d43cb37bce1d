"""A word on the list of a configuration: there afterwards, and nothing else changed, however the file is written."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.finding import apply_edits
from qa.lsp.accepting import accepting

TOP = ("tool", "relecture")

FILES = {
    "nothing": "",
    "no list": 'ignore = ["style"]\n',
    "no line ending": 'lang = "fr"',
    "one line": '[vocabulary]\naccept = ["feedback", "deep learning"]\n',
    "empty list": "[vocabulary]\naccept = [ ]\n",
    "comma at the end": '[vocabulary]\naccept = ["feedback",]\n',
    "one to a line": '[vocabulary]\naccept = [\n    "feedback",  # de la réunion ]\n    "slide"\n]\n',
    "comma, one to a line": '[vocabulary]\r\naccept = [\r\n\t"feedback",\r\n\t"slide",\r\n]\r\n',
    "brackets in strings": "[vocabulary]\naccept = ['[sic]', \"]\"]\n",
    "inline": 'vocabulary = { reject = ["au final"] }\n',
    "inline, with a list": 'vocabulary = { accept = ["feedback"], reject = ["au final"] }\n',
    "empty inline": "vocabulary = {}\n",
    "dotted": 'vocabulary.reject = ["au final"]\nlang = "fr"\n',
    "dotted, with a list": 'vocabulary.accept = ["feedback"]\n',
    "table without a list": '[vocabulary]\nreject = ["au final"]\n\n[per-path."a/**"]\noff = true\n',
    "a table behind": 'lang = "fr"\n\n[severity]\nuntranslated = "info"\n',
    "named elsewhere": '# accept = ["x"]\n[per-path."accept = [x]"]\nignore = ["style"]\n',
}


@pytest.mark.parametrize("text", FILES.values(), ids=FILES.keys())
@pytest.mark.parametrize("word", ["motorcar", 'un "mot" \\ é 👍'])
def test_the_word_is_on_the_list_and_all_else_as_it_was(text: str, word: str) -> None:
    edit = accepting(text, word)
    assert edit is not None
    assert edit.start == edit.end  # nothing is taken out
    before, after = tomllib.loads(text), tomllib.loads(apply_edits(text, [edit]))
    vocabulary = before.setdefault("vocabulary", {})
    vocabulary["accept"] = [*vocabulary.get("accept", ()), word]
    assert after == before


def test_a_list_of_one_word_to_a_line_stays_one() -> None:
    text = FILES["one to a line"]
    edit = accepting(text, "motorcar")
    assert edit is not None
    assert apply_edits(text, [edit]).endswith('    "slide",\n    "motorcar"\n]\n')


@pytest.mark.parametrize(
    "text",
    [
        '[project]\nname = "x"\n\n[tool.relecture]\nlang = "fr"\n',
        '[tool]\nrelecture = { lang = "fr" }\n',
        '[tool.relecture.vocabulary]\naccept = ["feedback"]\n\n[tool.other]\naccept = ["y"]\n',
    ],
)
def test_in_a_pyproject_it_goes_into_the_table_of_the_tool(text: str) -> None:
    edit = accepting(text, "motorcar", TOP)
    if "{" in text:
        assert edit is None  # an inline table takes no table below it, and a third way to write this is not known
        return
    assert edit is not None
    after = tomllib.loads(apply_edits(text, [edit]))
    assert after["tool"]["relecture"]["vocabulary"]["accept"][-1] == "motorcar"
    assert after["tool"].get("other") == tomllib.loads(text)["tool"].get("other")


@pytest.mark.parametrize("text", ['vocabulary = ["x"]', "accept = [", '[vocabulary]\naccept = ["motorcar"]'])
def test_a_file_with_another_meaning_is_left_alone(text: str) -> None:
    assert accepting(text, "motorcar") is None


@given(words=st.lists(st.text(max_size=12), unique=True, min_size=1, max_size=5))
def test_word_after_word_may_be_added(words: list[str]) -> None:
    text = ""
    for word in words:
        edit = accepting(text, word)
        assert edit is not None
        text = apply_edits(text, [edit])
    assert tomllib.loads(text) == {"vocabulary": {"accept": words}}
