"""An editor, as far as the language server can tell: messages over the standard streams of a process, in order."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

ROOT = Path(__file__).parents[2]
#: In seconds. A test that waits so long has failed.
PATIENCE = 60.0

Message = dict[str, Any]


class Editor:
    """Starts `relecture lsp` in a folder and says hello; says goodbye when the `with` block ends.

    `capabilities` go to the server as they are; `answered` is what it answered to the greeting.
    """

    def __init__(self, folder: Path, *args: str, capabilities: Message | None = None, **greeting: Any) -> None:
        environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "qa", "lsp", *args],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert self.process.stdin
        assert self.process.stdout
        self.stdin, self.stdout = self.process.stdin, self.process.stdout
        self.received: queue.Queue[Message | None] = queue.Queue()
        self.kept: list[Message] = []
        self.number = 0
        threading.Thread(target=self._read, daemon=True).start()
        usual: Message = {"processId": None, "rootUri": folder.as_uri(), "capabilities": capabilities or {}}
        self.answered = self.ask("initialize", usual | greeting)
        self.tell("initialized", {})

    def __enter__(self) -> Editor:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if kind is None:
                assert self.leave() == 0
        finally:
            self.process.kill()
            self.process.wait()
            for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
                if stream:
                    stream.close()

    def leave(self) -> int:
        """Says goodbye; the exit code of the server, which must have written nothing but messages."""
        self.ask("shutdown", None)
        self.tell("exit", None)
        code = self.process.wait(PATIENCE)
        assert self.process.stderr
        assert b"Traceback" not in self.process.stderr.read()
        return code

    def send(self, body: bytes) -> None:
        self.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.stdin.flush()

    def tell(self, method: str, params: Any) -> None:
        self.send(json.dumps({"jsonrpc": "2.0", "method": method, "params": params}).encode())

    def ask(self, method: str, params: Any) -> Any:
        answer = self.request(method, params)
        assert "error" not in answer, answer
        return answer["result"]

    def request(self, method: str, params: Any) -> Message:
        self.number += 1
        number = self.number
        self.send(json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}).encode())
        return self.wait(lambda message: message.get("id") == number and "method" not in message)

    def wait(self, wanted: Any) -> Message:
        """The first message that is wanted; those before it are kept for others to want."""
        for message in self.kept:
            if wanted(message):
                self.kept.remove(message)
                return message
        while (arrived := self.received.get(timeout=PATIENCE)) is not None:
            if wanted(arrived):
                return arrived
            self.kept.append(arrived)
        raise AssertionError("the server has gone")

    def open(self, path: Path, text: str | None = None, language: str = "markdown") -> str:
        """Opens a file, which is written where a text is given; its URI."""
        if text is not None:
            path.write_bytes(text.encode("utf-8"))
        held = path.read_bytes().decode("utf-8")
        item = {"uri": path.as_uri(), "languageId": language, "version": 1, "text": held}
        self.tell("textDocument/didOpen", {"textDocument": item})
        return path.as_uri()

    def change(self, uri: str, version: int, text: str) -> None:
        document = {"uri": uri, "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def diagnostics(self, uri: str, version: int | None = 1) -> list[Message]:
        """What the server says next of a version of a text."""

        def wanted(message: Message) -> bool:
            params = message.get("params") or {}
            about = message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri
            return about and params.get("version") == version

        found: list[Message] = self.wait(wanted)["params"]["diagnostics"]
        return found

    def actions(self, uri: str, range: Message, only: list[str] | None = None) -> list[Message]:
        context: Message = {"diagnostics": []} | ({} if only is None else {"only": only})
        params = {"textDocument": {"uri": uri}, "range": range, "context": context}
        found: list[Message] = self.ask("textDocument/codeAction", params)
        return found

    def _read(self) -> None:
        while line := self.stdout.readline():
            length = 0
            while line.strip():
                name, _, value = line.partition(b":")
                if name.lower() == b"content-length":
                    length = int(value)
                line = self.stdout.readline()
            self.received.put(json.loads(self.stdout.read(length)))
        self.received.put(None)


def applied(text: str, edits: list[Message], encoding: str = "utf-16") -> str:
    """A text with edits of the protocol laid on it: counted in units of its encoding, as an editor would."""
    codec, width = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}[encoding]
    lines = text.splitlines(keepends=True)
    starts = [sum(len(line.encode(codec)) for line in lines[:number]) for number in range(len(lines) + 1)]

    def offset(place: Message) -> int:
        return int(starts[place["line"]] + place["character"] * width)

    data = text.encode(codec)
    for edit in sorted(edits, key=lambda edit: offset(edit["range"]["start"]), reverse=True):
        start, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        data = data[:start] + edit["newText"].encode(codec) + data[end:]
    return data.decode(codec)


def covered(text: str, range: Message, encoding: str = "utf-16") -> str:
    """What stands in a range of the protocol."""
    marked = applied(text, [{"range": range, "newText": "\0"}], encoding)
    before, _, after = marked.partition("\0")
    return text[len(before) : len(text) - len(after)]
